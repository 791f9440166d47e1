import { PPM } from '../../money/rate.ts';
import type { CapPeriod, CountedFrom, CountedPeriod, DeductiblePeriod } from './model.ts';

/**
 * The amounts a first case expects, worked out by the definition and not by the engine: the policy in one formula, so
 * that the two can be compared. Everything in fen and parts per million, exact; one rounding, half up.
 */
export interface Formula {
  readonly deductible: bigint;
  readonly deductiblePer: DeductiblePeriod;
  /** The last one has no end. */
  readonly bands: readonly { readonly upTo?: bigint; readonly ppm: bigint }[];
  readonly countedPer: CountedPeriod;
  readonly countedFrom: CountedFrom;
  readonly cap?: { readonly per: CapPeriod; readonly amount: bigint };
}

/** What the year holds before a claim. The claims of a case are all of one day, so its month holds the same. */
export interface Year {
  readonly base: bigint;
  readonly deductible: bigint;
  readonly paid: bigint;
}

export const NEW_YEAR: Year = { base: 0n, deductible: 0n, paid: 0n };

/** The cost that falls into one band, and its rate. */
export interface Stretch {
  readonly cost: bigint;
  readonly ppm: bigint;
}

export interface Worked {
  readonly deductible: bigint;
  readonly stretches: readonly Stretch[];
  /** Payment before rounding, in fen times a million. */
  readonly exact: bigint;
  readonly rounded: bigint;
  /** After the cap. */
  readonly paid: bigint;
}

const MILLION = BigInt(PPM);

/** f(before + this) - f(before), f being the bands' marginal payment; then the cap. */
export function work(formula: Formula, base: bigint, year: Year = NEW_YEAR): Worked {
  const { deductiblePer, countedPer, countedFrom, cap } = formula;
  const left =
    deductiblePer === 'year' ? atLeastZero(formula.deductible - year.deductible) : formula.deductible;
  const deductible = least(left, base);
  const before = countedPer === 'year' ? year.base - (countedFrom === 'zero' ? 0n : year.deductible) : 0n;
  const from = countedFrom === 'zero' ? before + deductible : before;
  const stretches = stretchesOf(formula, from, from + base - deductible);
  const exact = stretches.reduce((sum, { cost, ppm }) => sum + cost * ppm, 0n);
  const rounded = (exact * 2n + MILLION) / (MILLION * 2n);
  const spent = cap?.per === 'settlement' ? 0n : year.paid;
  const paid = cap ? least(rounded, atLeastZero(cap.amount - spent)) : rounded;
  return { deductible, stretches, exact, rounded, paid };
}

/** The year after a claim. */
export function after(year: Year, base: bigint, { deductible, paid }: Worked): Year {
  return { base: year.base + base, deductible: year.deductible + deductible, paid: year.paid + paid };
}

function stretchesOf({ bands }: Formula, from: bigint, to: bigint): Stretch[] {
  let start = 0n;
  return bands.flatMap(({ upTo, ppm }) => {
    const [low, high] = [most(start, from), upTo === undefined ? to : least(upTo, to)];
    if (upTo !== undefined) start = upTo;
    return high > low ? [{ cost: high - low, ppm }] : [];
  });
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function atLeastZero(value: bigint): bigint {
  return most(value, 0n);
}
