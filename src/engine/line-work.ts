import { type BandRow, deductibleLeftOf, payable, startOf } from './payable.ts';
import { type LinePlan, OUT, PER_LINE, STATE } from './plan.ts';

/** A settled claim as the arithmetic has it: what went in, the year before it, what came out. Fen, places as in the plan. */
export interface Worked {
  readonly amounts: Float64Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
}

/** How a line came to its payment, before caps and rounding. */
export interface LineWork {
  /** Fen that it had to pay on. */
  readonly base: number;
  /** Fen above its cap. */
  readonly above: number;
  /** Fen of the deductible that were still to be taken. */
  readonly deductibleLeft: number;
  /** The unrounded payment over denominator x scale. */
  readonly numerator: number;
  /** The bands that cost fell into. */
  readonly rows: readonly BandRow[];
}

/** Goes through the bands of a computed line once more, for whoever wants to know how they were used. */
export function lineWork(line: LinePlan, index: number, { amounts, state, out }: Worked): LineWork {
  const slot = OUT.first + index * PER_LINE.size;
  const year = index * STATE.size;
  const base = out[slot + PER_LINE.base] ?? 0;
  const above = out[slot + PER_LINE.above] ?? 0;
  const deductibleLeft = deductibleLeftOf(line, state, year);
  const counted = line.capOnCost ? base - above : base;
  const rows: BandRow[] = [];
  const numerator =
    base > 0 ? payable(line, counted, deductibleLeft, startOf(line, state, year), amounts, rows) : 0;
  return { base, above, deductibleLeft, numerator, rows };
}
