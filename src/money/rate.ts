import { Decimal } from 'decimal.js';

/** Rates are whole parts per million inside policies: 85% is 850,000. Fine enough for 0.0001%. */
export const PPM = 1_000_000;

const Exact = Decimal.clone({ precision: 80 });

/** `85%`, `92.25%`, `100%` -> parts per million; undefined when it is not a percentage of at most four decimals. */
export function parsePercent(text: string): number | undefined {
  const match = /^([+-]?)(\d{1,4})(?:\.(\d{1,4}))?%$/.exec(text.trim().normalize('NFKC'));
  if (!match) return undefined;
  const ppm = Number(match[2]) * 10_000 + Number((match[3] ?? '').padEnd(4, '0'));
  return match[1] === '-' ? -ppm : ppm;
}

/** Parts per million as a percentage without trailing zeros: `85%`, `92.25%`. */
export function formatPercent(ppm: number): string {
  return `${new Exact(ppm).div(10_000).toString()}%`;
}

/** One step on a rate, in the order a policy writes them. All values in parts per million. */
export type RateStep =
  | { readonly kind: 'points'; readonly ppm: number }
  | { readonly kind: 'factor'; readonly ppm: number }
  | { readonly kind: 'own_share'; readonly ppm: number };

/** An exact rate: numerator over a power of ten. */
export interface ExactRate {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Applies points, factors and own-share factors to a rate, in order, then keeps it within 0 … 100%.
 * Exact: percentages are finite decimals, and so is every product of them.
 */
export function foldRate(ppm: number, steps: readonly RateStep[]): Decimal {
  let rate = new Exact(ppm).div(PPM);
  for (const step of steps) {
    const value = new Exact(step.ppm).div(PPM);
    if (step.kind === 'points') rate = rate.plus(value);
    else if (step.kind === 'factor') rate = rate.times(value);
    else rate = new Exact(1).minus(new Exact(1).minus(rate).times(value));
  }
  return Decimal.max(0, Decimal.min(1, rate));
}

/**
 * The rates over their smallest common denominator: the smaller it is, the larger the amounts that stay exact. Rates of
 * more than fifteen decimals are left over a power of ten, too large for any amount.
 */
export function commonDenominator(rates: readonly Decimal[]): { numerators: number[]; denominator: number } {
  const places = Math.max(0, ...rates.map((rate) => rate.decimalPlaces()));
  const denominator = 10 ** places;
  const numerators = rates.map((rate) => rate.times(denominator).toNumber());
  if (places > 15) return { numerators, denominator };
  const common = numerators.reduce(gcd, denominator);
  return { numerators: numerators.map((numerator) => numerator / common), denominator: denominator / common };
}

/** Greatest common divisor of whole numbers, not negative. */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** An exact rate as a percentage for reading: `83.025%`. */
export function showRate(rate: Decimal): string {
  return `${rate.times(100).toString()}%`;
}

/** Share (parts per million) of an amount in fen, rounded half up to the fen. */
export function shareOfFen(fen: number, ppm: number): number {
  return new Exact(fen).times(ppm).div(PPM).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}
