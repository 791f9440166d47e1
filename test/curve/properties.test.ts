import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { toNumber } from '../../src/curve/fraction.ts';
import { type Bills, type Sweep, sweep } from '../../src/curve/sweep.ts';
import { checkBill, verify } from '../../src/curve/verify.ts';
import { costPlace, IN, type Plan } from '../../src/engine/plan.ts';
import { MAX_FEN } from '../../src/money/fen.ts';
import { type BillWish, billOf, billWish, type Case, caseArbitrary, yearOf } from '../oracle/claims.ts';
import { decide } from '../oracle/decide.ts';
import { planFor, runEngine, spotsOf, tagsOf } from '../oracle/engine.ts';
import { NoAnswer } from '../oracle/figures.ts';
import { inventedSubjects, type Subject, shippedSubjects } from '../oracle/subjects.ts';

/**
 * Curves of generated circumstances, fixed amounts and years, on every shipped policy and on invented ones that use every
 * word, against the engine: around every break fen by fen, and anywhere between. To try more or other ones:
 *   BAOXIAO_TEST_CURVES=20000 BAOXIAO_TEST_SEED=7 npx vitest run test/curve/properties.test.ts
 */
const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20251125);
const CURVES = Number(process.env.BAOXIAO_TEST_CURVES ?? 4000);
vi.setConfig({ testTimeout: 600_000 });

const invented = inventedSubjects();
const shipped = await shippedSubjects();

/** A bill with what grows taken out, its year, and which part grows. */
function billsOf(subject: Subject, kase: Case, plan: Plan, wish: BillWish, pick: number): Bills | undefined {
  const decision = decisionFor(subject, kase);
  if (!decision) return undefined;
  const spots = spotsOf(plan);
  const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
  const { amounts, state } = runEngine(plan, bill, yearOf(wish, spots, decision));
  const places = [0, 0, ...plan.parts.map((_, index) => IN.first + index), IN.selfFunded, IN.advance];
  const grows = places[pick % places.length] ?? 0;
  const first = Float64Array.from(amounts);
  const fixed = [IN.selfFunded, IN.overLimit, IN.advance, ...plan.parts.map((_, index) => IN.first + index)];
  if (fixed.includes(grows)) first[grows] = 0;
  const within = Math.max(0, costPlace(plan, grows));
  if (within > 0)
    first[within] = plan.parts.reduce(
      (sum, _, index) =>
        costPlace(plan, IN.first + index) === within ? sum + (first[IN.first + index] ?? 0) : sum,
      0,
    );
  first[IN.total] = fixed
    .filter((place) => costPlace(plan, place) <= 0)
    .reduce((sum, place) => sum + (first[place] ?? 0), 0);
  return (first[IN.total] ?? 0) < MAX_FEN ? { first, grows, within, state } : undefined;
}

function decisionFor(subject: Subject, { supplements, situation, given }: Case) {
  try {
    return decide(subject.basic, supplements, subject.national, situation, given);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

/** Every fen of a window around each break, and bills in between. */
function scan(curve: Sweep, between: readonly number[]): void {
  for (const [index, { from, to }] of curve.pieces.entries()) {
    const [start, end] = [toNumber(from), toNumber(to)];
    const near = [-3, -2, -1, 0, 1, 2, 3].flatMap((off) => [Math.round(start) + off, Math.round(end) + off]);
    const inside = between.map((share) => Math.floor(start + (end - start) * share));
    for (const fen of new Set([...near, ...inside]))
      if (fen >= start && fen <= end) checkBill(curve, index, fen);
  }
}

describe.each([...invented, ...shipped])('$name', (subject) => {
  test('has the break points that the engine has', () => {
    const share = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    const property = fc.property(
      caseArbitrary(subject),
      fc.array(billWish, { minLength: 4, maxLength: 4 }),
      fc.nat(99),
      share,
      (kase, wishes, pick, between) => {
        const plan = planFor(subject, kase);
        if (!plan) return;
        for (const [index, wish] of wishes.entries()) {
          const bills = billsOf(subject, kase, plan, wish, pick + index);
          if (!bills) continue;
          const curve = sweep(plan, bills);
          verify(curve);
          scan(curve, between);
          expect(curve.points).toHaveLength(curve.pieces.length + 1);
        }
      },
    );
    const share01 = invented.includes(subject) ? 0.6 / invented.length : 0.4 / shipped.length;
    fc.assert(property, {
      seed: SEED,
      numRuns: Math.max(4, Math.ceil((CURVES * share01) / 4)),
      endOnFailure: process.env.BAOXIAO_TEST_SHRINK !== '1',
    });
  });
});
