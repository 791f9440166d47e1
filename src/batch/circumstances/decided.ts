import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Plan } from '../../engine/plan.ts';
import type { Prepared } from '../../engine/prepare.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { Account } from '../years/account.ts';

/** A claim's circumstances decided: a plan to settle by, or why there is none. */
export interface Cell {
  /** Why such claims cannot be settled. */
  readonly rejection?: readonly Diagnostic[];
  /** The reason names the claim's own date or words, so each row is asked anew. */
  readonly perRow?: boolean;
  readonly decided?: Decided;
}

export interface Decided {
  readonly prepared: Prepared;
  readonly plan: Plan;
  /** The other bound, where a figure is a range: only so far as it may refuse the claim. */
  readonly high?: Pick<Decided, 'plan' | 'account' | 'state' | 'out'>;
  readonly account: Account;
  readonly amounts: Float64Array;
  /** By flexible column: its place in the amounts, or -1. */
  readonly places: Int32Array;
  /** By flexible column: the place of the cost that a part is of; -1 for what is no part. */
  readonly costs: Int32Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
  /** Places of the tagged parts where the policy speaks of nothing else; the rest of a bill then has no rule. */
  readonly tagged?: readonly number[];
  /** What the claims of its policy are counted under. */
  readonly policy: number;
  /** The diseases by the policies' own words, where they tell diseases apart. */
  readonly diseases?: string;
  /** Sets of notices by which lines were used, by number. */
  readonly notices: Map<number, number>;
}

/** What a cap per disease is counted under: the policy's own words where it has them, else what is written. */
export function diseaseOf(reader: RowReader, row: number, { diseases }: Decided): string {
  if (diseases !== undefined) return diseases;
  const disease = reader.rows.disease[row] as number;
  return disease < 0 ? '' : reader.diseaseText(disease).trim();
}
