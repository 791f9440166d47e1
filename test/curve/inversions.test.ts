import { describe, expect, test } from 'vitest';
import { ceil, floor, fraction, toNumber } from '../../src/curve/fraction.ts';
import { inversionsOf } from '../../src/curve/inversions.ts';
import { sweep } from '../../src/curve/sweep.ts';
import { planOf, policyOf } from '../oracle/inline.ts';
import { billsOf, scan } from './brute.ts';

function curvesOf(lines: string, levels: readonly [string, string]) {
  const policy = policyOf(lines);
  const plans = levels.map((level) => {
    const plan = planOf(policy, { total: '0', facts: { 'hospital.level': level } });
    if (typeof plan === 'string') throw new Error(plan);
    return plan;
  });
  const [lower, higher] = plans;
  if (!lower || !higher) throw new Error('two levels');
  return {
    found: inversionsOf(sweep(lower, billsOf(lower)), sweep(higher, billsOf(higher))),
    lower,
    higher,
  };
}

const RATES = `- line: pooled_fund
  care: inpatient
  base: in_policy
  deductible: { per: admission, amount: { by: { hospital.level: { 1: 300, else: 900 } } } }
  rate: { by: { hospital.level: { 1: 60%, else: 70% } } }`;

describe('a dearer hospital that is cheaper', () => {
  test('from the crossing point on, worked out by hand', () => {
    // 300 + 40% (x - 300) at level 1 and 900 + 30% (x - 900) at level 3 are the same where 10% x = 450.
    const { found } = curvesOf(RATES, ['1', '3']);
    expect(found).toEqual([
      // At the largest bill 10% of what is above 4,500.
      {
        from: fraction(450_000),
        to: fraction(9_000_000_000),
        most: fraction(899_955_000),
        at: fraction(9_000_000_000),
      },
    ]);
  });

  test('crossing between two fen is given exactly', () => {
    const { found } = curvesOf(RATES.replace('70%', '67%'), ['1', '3']);
    // 180 + 40% x = 603 + 33% x where x = 423 / 7%, in yuan.
    expect(found.map(({ from }) => from)).toEqual([fraction(4_230_000, 7)]);
  });

  test('nowhere, where the higher level never pays better', () => {
    expect(curvesOf(RATES.replace('else: 70%', 'else: 60%'), ['1', '3']).found).toEqual([]);
  });

  test('every fen of small policies is on the side that the intervals say', () => {
    const lines = `- line: pooled_fund
  care: inpatient
  base: in_policy
  deductible: { per: admission, amount: { by: { hospital.level: { 1: 4, else: 9 } } } }
  counted: { per: settlement, from: zero }
  bands: [{ up_to: 16, rate: { by: { hospital.level: { 1: 60%, else: 50% } } } }, { up_to: 28, rate: { by: { hospital.level: { 1: 30%, else: 90% } } } }, { rate: { by: { hospital.level: { 1: 95%, else: 35% } } } }]
- { line: assistance, care: inpatient, base: burden, rate: 45%, gate: { on: total, from: { by: { hospital.level: { 1: 35, else: 6 } } }, up_to: { by: { hospital.level: { 1: 90, else: 11 } } } } }`;
    const { found, lower, higher } = curvesOf(lines, ['1', '3']);
    expect(found.length).toBeGreaterThan(1);
    const near = scan(lower, billsOf(lower), 0, 7_000).person;
    const far = scan(higher, billsOf(higher), 0, 7_000).person;
    for (let fen = 0; fen <= 7_000; fen++) {
      const less = (near[fen] ?? 0) - (far[fen] ?? 0);
      const inside = found.some(({ from, to }) => ceil(from) <= fen && fen <= floor(to));
      // Within four fen roundings decide, and at the end of an interval both may be.
      const edge = found.some(({ from, to }) => [from, to].some((end) => Math.abs(toNumber(end) - fen) < 1));
      if (Math.abs(less) > 4 && !edge) expect([fen, inside]).toEqual([fen, less > 0]);
    }
  });
});
