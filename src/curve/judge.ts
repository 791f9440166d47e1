import { Problems } from '../diagnostics/diagnostic.ts';
import { untaggedCost } from '../engine/claim-checks.ts';
import { IN, OUT, PER_LINE, type Plan } from '../engine/plan.ts';
import { OUTCOME, settle } from '../engine/settle.ts';
import type { Stop } from './line.ts';
import type { Bills } from './sweep.ts';
import { NOT_TAGGED } from './walk.ts';

/** What the engine itself says of one bill, in whole fen. */
export interface Settled {
  readonly amounts: Float64Array;
  readonly out: Float64Array;
}

/** The amounts of one bill of a curve. */
export function billAt({ first, grows, within = 0 }: Bills, fen: number): Float64Array {
  const amounts = Float64Array.from(first);
  const more = fen - (first[IN.total] as number);
  amounts[IN.total] = fen;
  if (grows > 0) amounts[grows] = (first[grows] as number) + more;
  if (within > 0) amounts[within] = (first[within] as number) + more;
  return amounts;
}

/** Settles one bill by the engine. */
export function judge(plan: Plan, bills: Bills, fen: number): Settled | Stop {
  const amounts = billAt(bills, fen);
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  if (settle(plan, amounts, bills.state, out, outcome) !== OUTCOME.ok) return outcome;
  const problems = new Problems();
  untaggedCost(plan, amounts, out, problems);
  return problems.failed ? { code: NOT_TAGGED, line: -1, band: 0 } : { amounts, out };
}

export function personOf({ out }: Settled): number {
  return out[OUT.person] as number;
}

export function paidBy({ out }: Settled, line: number): number {
  return out[OUT.first + line * PER_LINE.size + PER_LINE.paid] as number;
}
