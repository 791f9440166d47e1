import { type Fraction, floor, fraction, isWhole, mul, sub, toNumber } from '../../curve/fraction.ts';
import { groupDigits, groupYuan } from '../../money/fen.ts';

/** A place on the bill in yuan: `600.00`, or where it lies between two fen a mixed number: `79,933 1/3`. */
export function exactYuan(fen: Fraction): string {
  if (isWhole(fen)) return groupYuan(fen.n);
  const yuan = mul(fen, fraction(1, 100));
  const whole = floor(yuan);
  const rest = sub(yuan, fraction(whole));
  return `${groupDigits(String(whole))} ${rest.n}/${rest.d}`;
}

/** The same for data: `600.00`, or numerator and denominator of yuan: `239800/3`. */
export function plainExact(fen: Fraction): string {
  const yuan = mul(fen, fraction(1, 100));
  return `${yuan.n}/${yuan.d}`;
}

/** A length of 1, 2, 2.5 or 5 times a power of ten that goes about so many times into a stretch. */
export function tickStep(length: number, about: number): number {
  const rough = length / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = power < 10 ? [1, 2, 5] : [1, 2, 2.5, 5];
  return (steps.find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
}

export function ticksUpTo(end: number, about: number): number[] {
  if (end <= 0) return [0];
  const step = tickStep(end, about);
  const count = Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Math.round(index * step * 100) / 100);
}

/** Whole yuan with thousands set off, as an axis has room for. */
export function axisYuan(yuan: number): string {
  return groupDigits(String(yuan));
}

export function yuanOf(fen: Fraction): number {
  return toNumber(fen) / 100;
}
