import { type Fraction, toNumber } from '../../src/curve/fraction.ts';
import { judge, personOf, type Settled } from '../../src/curve/judge.ts';
import { isStop } from '../../src/curve/line.ts';
import { type CurvePayer, payersOfPlan } from '../../src/curve/shares.ts';
import type { Bills } from '../../src/curve/sweep.ts';
import { IN, OUT, PER_LINE, type Plan, STATE } from '../../src/engine/plan.ts';

/** The bills of a plan with nothing fixed, or with some amounts in fen. */
export function billsOf(
  plan: Plan,
  fixed: Readonly<Record<number, number>> = {},
  grows = 0,
  year: Readonly<Record<number, Partial<Record<keyof typeof STATE, number>>>> = {},
): Bills {
  const first = new Float64Array(plan.inSize);
  for (const [place, fen] of Object.entries(fixed)) first[Number(place)] = fen;
  const parts = [IN.selfFunded, IN.overLimit, IN.advance, ...plan.parts.map((_, index) => IN.first + index)];
  first[IN.total] = parts.reduce((sum, place) => sum + (first[place] ?? 0), 0);
  const state = new Float64Array(plan.stateSize);
  for (const [line, totals] of Object.entries(year))
    for (const [name, fen] of Object.entries(totals))
      state[Number(line) * STATE.size + STATE[name as keyof typeof STATE]] = fen;
  return { first, grows, state };
}

/** What the engine says of each fen of a range: the person's part, and each payer's. */
export interface Scan {
  readonly from: number;
  readonly payers: readonly CurvePayer[];
  /** By fen from `from` on; undefined where the engine refuses. */
  readonly person: readonly (number | undefined)[];
  readonly paid: readonly (readonly number[])[];
}

export function scan(plan: Plan, bills: Bills, from: number, to: number): Scan {
  const payers = payersOfPlan(plan);
  const person: (number | undefined)[] = [];
  const paid: number[][] = [];
  for (let fen = from; fen <= to; fen++) {
    const settled = judge(plan, bills, fen);
    person.push(isStop(settled) ? undefined : personOf(settled));
    paid.push(isStop(settled) ? [] : payers.map((payer) => paidBy(settled, payer)));
  }
  return { from, payers, person, paid };
}

function paidBy({ out }: Settled, { lines }: CurvePayer): number {
  return lines.reduce((sum, line) => sum + (out[OUT.first + line * PER_LINE.size + PER_LINE.paid] ?? 0), 0);
}

/** Fen above which a step cannot come from roundings of the few lines of a test's policy. */
export const NOISE = 4;

/** Every fen after which one fen more makes the person pay more than it, or a fund pay less, beyond all rounding. */
export function jumpsUp({ from, person, paid, payers }: Scan): number[] {
  return steps(person, (index) => {
    const more = (person[index + 1] ?? 0) - (person[index] ?? 0);
    const falls = payers.some(
      ({ isFund }, payer) => isFund && (paid[index + 1]?.[payer] ?? 0) - (paid[index]?.[payer] ?? 0) < -NOISE,
    );
    return more > 1 + NOISE || falls;
  }).map((index) => from + index);
}

/** Every fen after which the person pays less for one fen more, beyond all rounding. */
export function jumpsDown({ from, person }: Scan): number[] {
  return steps(person, (index) => (person[index + 1] ?? 0) - (person[index] ?? 0) < -NOISE).map(
    (index) => from + index,
  );
}

function steps(person: readonly (number | undefined)[], test: (index: number) => boolean): number[] {
  return person.flatMap((fen, index) =>
    fen !== undefined && person[index + 1] !== undefined && test(index) ? [index] : [],
  );
}

/** Fen over which slopes are measured on both sides of a bill. */
export const REACH = 60;

/** How much the slopes over the fen before and after a bill differ, in fen; 0 at the ends of the range. */
export function bendAt({ from }: Scan, amounts: readonly (number | undefined)[], fen: number): number {
  const index = fen - from;
  const [left, here, right] = [amounts[index - REACH], amounts[index], amounts[index + REACH]];
  if (left === undefined || here === undefined || right === undefined) return 0;
  return Math.abs(right - here - (here - left));
}

/** Every bill at which the slope of an amount bends by more than roundings can. */
export function bends(scan: Scan, amounts: readonly (number | undefined)[]): number[] {
  return amounts.flatMap((_, index) =>
    bendAt(scan, amounts, scan.from + index) > 2 * NOISE ? [scan.from + index] : [],
  );
}

/** Least number of fen after which a straight line with these slopes is back on a whole fen. */
export function periodOf(slopes: readonly Fraction[]): number {
  const all = slopes.reduce((multiple, { d }) => (multiple / gcd(multiple, d)) * d, 1n);
  return Number(all);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export function fenOf(bill: Fraction): number {
  return toNumber(bill);
}
