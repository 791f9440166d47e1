import { describe, expect, test, vi } from 'vitest';
import { allCurves, type KnownCurve, type PolicyCurves } from '../../src/curve/all.ts';
import { ceil, type Fraction, floor, fraction, mul, toNumber } from '../../src/curve/fraction.ts';
import { judge, paidBy, personOf } from '../../src/curve/judge.ts';
import { isStop } from '../../src/curve/line.ts';
import type { Piece } from '../../src/curve/sweep.ts';
import { checkBill } from '../../src/curve/verify.ts';
import type { Walked } from '../../src/curve/walk.ts';
import { figuresOfVersion } from '../../src/policy/figures.ts';
import { Library } from '../../src/policy/library.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { leaves } from '../../src/rules/figure.ts';
import { periodOf } from './brute.ts';

/** Every shipped policy, version and combination of circumstances, against the engine fen by fen around each break. */
vi.setConfig({ testTimeout: 600_000 });

const root = new URL('../../policies', import.meta.url).pathname;
const library = new Library([root]);

/** Figures that a policy states nowhere get one, so that the lines behind them are reached. */
function supplied({ versions }: Policy): Map<string, string> {
  const keyed = versions.flatMap((version) => figuresOfVersion(version));
  const open = keyed.filter(({ figure }) => leaves(figure).every(({ kind }) => kind === 'not_stated'));
  return new Map(open.map(({ key, unit }) => [key, unit === 'ppm' ? '57.5%' : '1234.56']));
}

async function everyCurve(): Promise<PolicyCurves[]> {
  const found: PolicyCurves[] = [];
  for await (const one of allCurves(library, new Map())) found.push(one);
  for (const policy of await library.all()) {
    const assumptions = supplied(policy);
    if (policy.kind !== 'scheme' || assumptions.size === 0) continue;
    for await (const one of allCurves(library, assumptions, [policy.id])) found.push(one);
  }
  return found;
}

const all = await everyCurve();
const settling = ({ curve }: KnownCurve): boolean => curve.breaks.length > 0;

/** Fen settled on each side of every break. */
const WINDOW = 40;

/** Numbers that look like chance and are the same every time. */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

describe.each(all.filter(({ curves }) => curves.some(settling)))('$policy.id $version.from', ({ curves }) => {
  const known = curves.filter(settling);

  test('every break agrees with the engine at each fen around it', () => {
    for (const { curve } of known) {
      for (const [index, { from, to }] of curve.sweep.pieces.entries()) {
        const [start, end] = [ceil(from), floor(to)];
        for (let fen = start; fen <= Math.min(end, start + WINDOW); fen++) checkBill(curve.sweep, index, fen);
        for (let fen = Math.max(start, end - WINDOW); fen <= end; fen++) checkBill(curve.sweep, index, fen);
      }
    }
  });

  test('the slopes on both sides of every break are those of the engine, exactly', () => {
    const measured = { exact: 0, short: 0 };
    for (const { curve } of known)
      for (const piece of curve.sweep.pieces)
        for (const at of [0, 0.5, 1]) measured[slopeIsExact(curve, piece, at) ? 'exact' : 'short']++;
    expect(measured.exact).toBeGreaterThan(0);
    // A stretch shorter than a period of its roundings has no slope to measure; the fen of its ends are checked above.
    expect(measured.short).toBeLessThanOrEqual(measured.exact);
  });

  test('there is no other kink between the breaks', () => {
    for (const { curve } of known) {
      for (const [index, { from, to }] of curve.sweep.pieces.entries()) {
        const [start, end] = [ceil(from), floor(to)];
        const random = chance(index + 1);
        for (let draw = 0; draw < 60; draw++) {
          const share = random.next().value ?? 0;
          // Half of the draws by size, so that the small bills of a long stretch are not left out.
          const fen = draw % 2 ? start + share * (end - start) : start * ((end + 1) / (start + 1)) ** share;
          checkBill(curve.sweep, index, Math.min(end, Math.max(start, Math.floor(fen))));
        }
      }
    }
  });
});

/**
 * Whether a slope could be measured; fails where it is not the piece's. Over as many fen as bring every amount back to the
 * same part of a fen, roundings are the same at both ends, and the engine's difference is exact.
 */
function slopeIsExact({ plan, bills }: KnownCurve['curve'], piece: Piece, at: number): boolean {
  if (isStop(piece.result)) return false;
  const { lines, person } = piece.result as Walked;
  const amounts = lines.flatMap(({ base, deductible, paid, above }) => [base, deductible, paid, above]);
  const period = periodOf([person, ...amounts].map(({ slope }) => slope));
  const [start, end] = [ceil(piece.from) + 12, floor(piece.to) - 12];
  if (end - start < period) return false;
  const low = start + Math.floor((end - start - period) * at);
  const [one, two] = [judge(plan, bills, low), judge(plan, bills, low + period)];
  if (isStop(one) || isStop(two)) return false;
  const rise = (slope: Fraction): number => toNumber(mul(slope, fraction(period)));
  expect([low, personOf(two) - personOf(one)]).toEqual([low, rise(person.slope)]);
  for (const [line, { paid }] of lines.entries())
    expect([line, paidBy(two, line) - paidBy(one, line)]).toEqual([line, rise(paid.slope)]);
  return true;
}

test('no shipped policy has a cliff without a reason', () => {
  const open = all.flatMap(({ policy, curves }) =>
    curves.flatMap(({ curve, facts }) =>
      curve.cliffs.filter(({ reasons }) => !reasons).map((cliff) => ({ id: policy.id, facts, cliff })),
    ),
  );
  expect(open).toEqual([]);
});
