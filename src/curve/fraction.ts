/** An exact number: whole numerator over a positive denominator, in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

/** @throws RangeError where the denominator is zero or a number is not whole */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  return lowest(BigInt(n), BigInt(d));
}

function lowest(n: bigint, d: bigint): Fraction {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError('a fraction over zero');
  let a = n < 0n ? -n : n;
  let b = d < 0n ? -d : d;
  while (b !== 0n) [a, b] = [b, a % b];
  const by = d < 0n ? -a : a;
  return { n: n / by, d: d / by };
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  return a.d === b.d ? lowest(a.n + b.n, a.d) : lowest(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function sub(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) return a;
  return a.d === b.d ? lowest(a.n - b.n, a.d) : lowest(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function mul(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n || b.n === 0n) return ZERO;
  return lowest(a.n * b.n, a.d * b.d);
}

export function div(a: Fraction, b: Fraction): Fraction {
  return lowest(a.n * b.d, a.d * b.n);
}

export function negate(a: Fraction): Fraction {
  return { n: -a.n, d: a.d };
}

/** -1, 0 or 1. */
export function sign(a: Fraction): number {
  return a.n < 0n ? -1 : a.n > 0n ? 1 : 0;
}

/** Sign of a - b. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: Fraction, b: Fraction): boolean {
  return a.n === b.n && a.d === b.d;
}

export function least(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

/** The largest whole number not above it. Amounts of the contract are far inside the exact doubles. */
export function floor(a: Fraction): number {
  const whole = a.n / a.d;
  return Number(a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole);
}

export function ceil(a: Fraction): number {
  // Subtracted, because the negative of zero would be another zero.
  return 0 - floor(negate(a));
}

export function isWhole(a: Fraction): boolean {
  return a.d === 1n;
}

/** The nearest double: for drawing and for allowances, never for an amount. */
export function toNumber(a: Fraction): number {
  if (a.d === 1n) return Number(a.n);
  const whole = a.n / a.d;
  return Number(whole) + Number(a.n - whole * a.d) / Number(a.d);
}

/** `85/100` as it stands: `17/20`; a whole number alone. */
export function showFraction(a: Fraction): string {
  return a.d === 1n ? String(a.n) : `${a.n}/${a.d}`;
}

/** Rounded half up to so many decimals, as decimal text: 1/3 with four places is `0.3333`. */
export function showDecimals(a: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const twice = a.n * scale * 2n + a.d;
  let rounded = twice / (a.d * 2n);
  if (twice < 0n && rounded * a.d * 2n !== twice) rounded -= 1n;
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${rounded < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`;
}
