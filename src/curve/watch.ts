import type { Amount } from './amount.ts';
import { compare as compareFractions, div, type Fraction, negate, sign, sub } from './fraction.ts';

/** What turns the curve at a break: of which line, and which of its figures. */
export type CauseKind =
  | 'begins'
  | 'deductible'
  | 'band'
  | 'points'
  | 'cap'
  | 'cap_on_cost'
  | 'shared_cap'
  | 'given'
  | 'base'
  | 'gate'
  | 'not_exact'
  | 'not_tagged'
  | 'paid_off';

export interface Cause {
  readonly kind: CauseKind;
  /** Place of the line in the plan; -1 where it is not a line's. */
  readonly line: number;
  /** The band that ends, from 0; the shared cap's place in the plan. */
  readonly index?: number;
  /** It ceases here: a cap no longer binds, a gate shuts. */
  readonly ceases?: true;
}

/** A comparison that turns out the other way from a certain bill on. */
export interface Turn {
  readonly cause: Cause;
  /** How much higher the bill must be; fen. */
  readonly after: Fraction;
  /** On how many fen around it the engine's roundings may decide otherwise. */
  readonly blur: number;
}

/**
 * Compares amounts just above a bill, and remembers where the answers change next. Between there and here every minimum,
 * band and cap is decided alike, so that all amounts are straight lines.
 */
export class Watch {
  readonly turns: Turn[] = [];
  /** Fen above the bill within which the engine's roundings may still decide as below it. */
  blurBelow = 0;

  /** Sign of a - b just above the bill; 0 where they stay equal. */
  compare(a: Amount, b: Amount, cause: Cause): number {
    const now = compareFractions(a.value, b.value);
    const trend = compareFractions(a.slope, b.slope);
    if (trend === 0) return now;
    const slack = a.slack + b.slack;
    if (now !== 0 && now === -trend) {
      const after = negate(div(sub(a.value, b.value), sub(a.slope, b.slope)));
      this.turns.push({ cause, after, blur: slack === 0 ? 0 : slack / steepness(a, b) });
    } else if (slack > 0) {
      // What has just turned may not have turned yet where the roundings went the other way.
      const apart = Math.abs(toDouble(sub(a.value, b.value)));
      if (apart <= slack) this.blurBelow = Math.max(this.blurBelow, (slack - apart) / steepness(a, b));
    }
    return now === 0 ? trend : now;
  }

  lower(a: Amount, b: Amount, cause: Cause): Amount {
    return withSlack(this.compare(a, b, cause) <= 0 ? a : b, a, b);
  }

  higher(a: Amount, b: Amount, cause: Cause): Amount {
    return withSlack(this.compare(a, b, cause) >= 0 ? a : b, a, b);
  }

  /** Sign of an amount just above the bill. */
  sign(a: Amount, cause: Cause): number {
    if (sign(a.slope) === 0) return sign(a.value);
    return this.compare(a, ZERO_AMOUNT, cause);
  }
}

const ZERO_AMOUNT: Amount = { value: { n: 0n, d: 1n }, slope: { n: 0n, d: 1n }, slack: 0 };

/** A minimum or maximum is off by no more than the worse of the two. */
function withSlack(chosen: Amount, a: Amount, b: Amount): Amount {
  const slack = Math.max(a.slack, b.slack);
  return chosen.slack === slack ? chosen : { ...chosen, slack };
}

function steepness(a: Amount, b: Amount): number {
  return Math.abs(toDouble(sub(a.slope, b.slope)));
}

function toDouble(a: Fraction): number {
  return Number(a.n) / Number(a.d);
}
