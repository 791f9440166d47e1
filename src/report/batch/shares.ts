/** What stands where there is nothing to share. */
export const NONE = '-';

/**
 * Splits a whole into parts in proportion to the weights, which add up to exactly `whole` (largest remainder).
 * A weight below zero (a reversal of what an earlier file held) gets a part below zero; where the weights come to
 * nothing or less there is nothing to share, and every part is zero.
 */
export function apportioned(weights: readonly bigint[], whole: number): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum <= 0n) return weights.map(() => 0);
  const scaled = weights.map((weight) => weight * BigInt(whole));
  const parts = scaled.map((weight) => Number(floored(weight, sum)));
  const rest = whole - parts.reduce((total, part) => total + part, 0);
  const order = scaled
    .map((weight, index) => ({ index, remainder: weight - floored(weight, sum) * sum }))
    .sort((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  for (const { index } of order.slice(0, rest)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Shares of the sum in percent with one decimal; they add up to exactly 100.0, or all are `-`. */
export function percents(amounts: readonly bigint[]): string[] {
  const parts = apportioned(amounts, 1000);
  return parts.map((part) => (parts.every((other) => other === 0) ? NONE : percent(part)));
}

/** One part of a whole in percent, half up to one decimal; what is there is never said to be nothing, or all. */
export function percentOf(part: bigint, whole: bigint): string {
  if (whole <= 0n) return NONE;
  const thousandths = Number(floored(part * 2000n + whole, whole * 2n));
  if (thousandths === 0 && part > 0n) return '<0.1%';
  if (thousandths === 1000 && part < whole) return '>99.9%';
  return percent(thousandths);
}

/** A part of a whole as a length, 0 to 100, for drawings only. */
export function lengthOf(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  return Math.min(100, Number((part * 10_000n) / whole) / 100);
}

function percent(thousandths: number): string {
  const digits = String(Math.abs(thousandths)).padStart(2, '0');
  return `${thousandths < 0 ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}%`;
}

/** Division towards the smaller number; that of bigint goes towards zero. */
function floored(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
