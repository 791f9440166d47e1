import { add, type Fraction, fraction, mul, sub, toNumber, ZERO } from './fraction.ts';

/**
 * An amount at a bill and just above it: its value in fen, how much it changes with one more fen of the bill, and how far
 * the engine, which rounds each payment, may be from it.
 */
export interface Amount {
  readonly value: Fraction;
  readonly slope: Fraction;
  /** Fen, not below what the roundings so far may add up to. */
  readonly slack: number;
}

export const NOTHING: Amount = { value: ZERO, slope: ZERO, slack: 0 };

/** An amount that the bill does not change. */
export function fixed(fen: number): Amount {
  return { value: fraction(fen), slope: ZERO, slack: 0 };
}

export function plus(a: Amount, b: Amount): Amount {
  return { value: add(a.value, b.value), slope: add(a.slope, b.slope), slack: a.slack + b.slack };
}

export function minus(a: Amount, b: Amount): Amount {
  return { value: sub(a.value, b.value), slope: sub(a.slope, b.slope), slack: a.slack + b.slack };
}

/** @param factor not negative */
export function times(a: Amount, factor: Fraction): Amount {
  return { value: mul(a.value, factor), slope: mul(a.slope, factor), slack: a.slack * toNumber(factor) };
}

/** The amount as the engine has it after one more rounding of at most so many fen. */
export function rounded(a: Amount, by: number): Amount {
  return { ...a, slack: a.slack + by };
}

/** Its value some way further on the same straight line. */
export function valueAfter(a: Amount, way: Fraction): Fraction {
  return add(a.value, mul(a.slope, way));
}
