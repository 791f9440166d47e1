import type { AmountField } from '../../batch/summary.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Estimate } from '../../engine/estimate.ts';
import type { Pair } from '../change.ts';
import type { GroupField, OutcomeWord } from './outcome.ts';

/** How a number of claims changes. Amounts in fen; a difference is new less old. */
export interface DifferenceSum {
  /** Claims settled on both sides: gain + lose + stay. */
  readonly claims: number;
  /** The person pays less, more, as much as before. */
  readonly gain: number;
  readonly lose: number;
  readonly stay: number;
  /** Of those that stay, claims of which another amount differs: one payer pays for another. */
  readonly shifted: number;
  readonly cost: bigint;
  readonly person: Pair<bigint>;
  readonly fund: Pair<bigint>;
  /** What those who gain pay less (below 0), and those who lose pay more. */
  readonly gained: bigint;
  readonly lost: bigint;
  /** Claims that only one side settles, or neither. */
  readonly onlyOld: number;
  readonly onlyNew: number;
  readonly neither: number;
  /** Rows that take an earlier claim back; both are not counted above. */
  readonly reversals: number;
}

export interface GroupDifference extends DifferenceSum {
  /** Our word or code; empty where the claims do not say. */
  readonly key: string;
  readonly label: Text;
}

/** Claims by how much more (or, below 0, less) the person pays; without an end on the outer side for the last. */
export interface DifferenceClass {
  /** In fen, by size: from this on, and below that. Both 0 for no difference. */
  readonly from: number;
  readonly below: number | undefined;
  readonly direction: 'gain' | 'stay' | 'lose';
  readonly claims: number;
  readonly difference: bigint;
}

/** Claims that the sides do not agree to settle, by what became of them and why. */
export interface FlowSum {
  readonly old: OutcomeWord;
  readonly new: OutcomeWord;
  readonly reasons: Pair<Reason | undefined>;
  readonly claims: number;
  /** Line of the first of them; of cases, its file and line. */
  readonly firstLine?: number;
  readonly firstPlace?: string;
  /** The person's part, 0 where the claim is refused. */
  readonly person: Pair<bigint>;
}

export interface Reason {
  readonly code: string;
  /** Empty where the code has no words of its own. */
  readonly label: Text;
}

/** One of the claims that change most. */
export interface LargestChange {
  /** Its line in the file, or the name of its case. */
  readonly line?: number;
  readonly name?: string;
  /** Where the case stands. */
  readonly place?: string;
  /** Only where ids were asked for. */
  readonly id?: string;
  readonly person: Pair<number>;
  /** Both estimates, each on the year that the claim has met; absent where they could not be worked out again. */
  readonly estimates?: Pair<Estimate>;
}

/** One claim of a case under both libraries. */
export interface CaseDifference {
  readonly name: string;
  /** Which claim of the case, from 1, and of how many. */
  readonly claim: number;
  readonly of: number;
  readonly file: string;
  readonly lineOfFile: number;
  readonly outcomes: Pair<OutcomeWord>;
  readonly reasons: Pair<Reason | undefined>;
  /** In fen; absent where the side refuses the claim. */
  readonly person: Pair<number | undefined>;
  readonly fund: Pair<number | undefined>;
  /** Some amount or the outcome differs. */
  readonly differs: boolean;
}

/** What another library does to a set of claims. Without a word that points to a person. */
export interface ClaimsDifference {
  readonly source: { readonly kind: 'claims' | 'cases'; readonly name: string };
  readonly rows: number;
  readonly blank: number;
  readonly all: DifferenceSum;
  readonly persons?: { readonly gain: number; readonly lose: number; readonly stay: number };
  /** Over claims settled on both sides. */
  readonly totals: Pair<Readonly<Record<AmountField, bigint>>>;
  readonly classes: readonly DifferenceClass[];
  readonly groupings: readonly { readonly by: GroupField; readonly groups: readonly GroupDifference[] }[];
  readonly flows: readonly FlowSum[];
  readonly largest: readonly LargestChange[];
  readonly cases?: readonly CaseDifference[];
  /** Questions about cover in the case files, which are no claims. */
  readonly questions?: number;
}

/** Whether any claim comes out otherwise. */
export function claimsDiffer({ all, flows, cases }: ClaimsDifference): boolean {
  return (
    all.gain + all.lose + all.shifted > 0 ||
    flows.some((flow) => flow.old !== flow.new) ||
    (cases ?? []).some(({ differs }) => differs)
  );
}
