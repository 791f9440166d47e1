import { describe, expect, test } from 'vitest';
import { reasonsAt } from '../../src/curve/causes.ts';
import { type Curve, curveOf, unexplained } from '../../src/curve/curve.ts';
import { fraction } from '../../src/curve/fraction.ts';
import { personOf } from '../../src/curve/judge.ts';
import { planOf, policyOf, type SmallClaim } from '../oracle/inline.ts';
import { billsOf } from './brute.ts';

function curve(lines: string, { version = '', claim = {} as Partial<SmallClaim> } = {}): Curve {
  const plan = planOf(policyOf(lines, { version }), { total: '0', ...claim });
  if (typeof plan === 'string') throw new Error(plan);
  return curveOf(plan, billsOf(plan));
}

const POOLED = '- { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }';
const serious = (gate: string): string =>
  `${POOLED}\n- { line: assistance, care: inpatient, base: burden, rate: 80%, gate: { on: in_policy, ${gate} } }`;

describe('cliffs', () => {
  test('a gate that shuts leaves the person with what it paid', () => {
    const { cliffs, drops } = curve(serious('up_to: 30000'));
    expect(drops).toEqual([]);
    // 50% of 30,000 was left and 80% of it was paid.
    expect(cliffs).toMatchObject([
      {
        kind: 'jump',
        from: fraction(3_000_000),
        person: fraction(1_200_000),
        falls: [{ by: fraction(1_200_000) }],
      },
    ]);
    const [last, first] = cliffs[0]?.edge ?? [];
    expect([last?.fen, first?.fen]).toEqual([3_000_000, 3_000_001]);
    expect(last?.settled && personOf(last.settled)).toBe(300_000);
    expect(first?.settled && personOf(first.settled)).toBe(1_500_000);
  });

  test('a gate that opens is a drop, which nobody loses by', () => {
    const { cliffs, drops } = curve(serious('from: 30000'));
    expect(cliffs).toEqual([]);
    expect(drops).toMatchObject([{ bill: fraction(3_000_000), by: fraction(1_200_000) }]);
    expect(drops[0]?.edge?.map(({ fen }) => fen)).toEqual([2_999_999, 3_000_000]);
  });

  test('a gate that opens for one fund and takes cost from another is a cliff', () => {
    const { cliffs, payers } = curve(
      `${serious('above: 30000')}\n- { line: civil_servant, care: inpatient, base: burden, rate: 50% }`,
    );
    expect(cliffs).toHaveLength(1);
    expect(cliffs[0]?.falls.map(({ payer }) => payer.id)).toEqual(['civil_servant']);
    expect(cliffs[0]?.edge?.map(({ fen }) => fen)).toEqual([3_000_000, 3_000_001]);
    expect(payers.map(({ id }) => id)).toEqual(['pooled_fund', 'assistance', 'civil_servant']);
  });

  test('a reason at the gate explains it; where two gates turn, both must', () => {
    const why = (text: string): string => `cliff: { zh: ${text}, en: ${text} }`;
    const explained = curve(serious(`below: 30000, ${why('meant')}`));
    expect(unexplained(explained)).toEqual([]);
    expect(explained.cliffs[0]?.reasons).toEqual([{ zh: 'meant', en: 'meant' }]);
    const second = (more: string): string =>
      `\n- { line: civil_servant, care: inpatient, base: burden, rate: 50%, gate: { on: total, below: 30000${more} } }`;
    expect(unexplained(curve(serious(`below: 30000, ${why('one')}`) + second('')))).toHaveLength(1);
    const both = curve(serious(`below: 30000, ${why('one')}`) + second(`, ${why('two')}`));
    expect(both.cliffs[0]?.reasons?.map(({ en }) => en)).toEqual(['one', 'two']);
  });

  test('a fund that gives way under a shared cap falls on a stretch, unless the cap says why', () => {
    const lines = `- line: pooled_fund
  care: inpatient
  base: in_policy
  counted: { per: settlement, from: zero }
  bands: [{ up_to: 1000, rate: 50% }, { rate: 85% }]
- { line: assistance, care: inpatient, base: burden, rate: 90% }`;
    const cap = (more: string): string =>
      `caps: [{ id: most, per: settlement, lines: all, share: 80%, of: total${more} }]`;
    const open = curve(lines, { version: cap('') });
    // Above 1,000 the pooled fund takes 85% of each yuan, the cap leaves room for 80%: assistance loses 5%.
    expect(open.cliffs).toMatchObject([
      { kind: 'stretch', from: fraction(100_000), person: fraction(1, 5), falls: [{ by: fraction(1, 20) }] },
    ]);
    // Until nothing is left of its 300.
    expect(open.cliffs[0]?.to).toEqual(fraction(700_000));
    expect(unexplained(open)).toHaveLength(1);
    expect(unexplained(curve(lines, { version: cap(', cliff: { zh: 有意, en: meant }') }))).toEqual([]);
  });

  test('roundings are no cliffs: neither of many lines nor of a cap that is a share', () => {
    const lines = [
      POOLED.replace('50%', '33.33%'),
      ...['large_amount', 'serious_illness', 'civil_servant', 'assistance'].map(
        (name) => `- { line: ${name}, care: inpatient, base: burden, rate: 49.99% }`,
      ),
    ].join('\n');
    const version = 'caps: [{ id: most, per: settlement, lines: all, share: 77.77%, of: total }]';
    expect(curve(lines).cliffs).toEqual([]);
    expect(curve(lines, { version }).cliffs).toEqual([]);
  });
});

describe('breaks', () => {
  test('say their cause, the key of the figure and where it stands', () => {
    const { plan, breaks } = curve(`- line: pooled_fund
  care: inpatient
  base: in_policy
  deductible: { per: admission, amount: 600 }
  counted: { per: settlement, from: deductible }
  bands:
    - { up_to: 30000, rate: 80% }
    - { rate: not_stated }`);
    expect(breaks.map(({ kind }) => kind)).toEqual(['start', 'bend', 'stop']);
    const [, bend, stop] = breaks.map((one) => reasonsAt(plan, one));
    expect(bend).toMatchObject([{ key: 'pooled_fund.deductible', place: { file: 'inline.yaml', line: 14 } }]);
    expect(stop).toMatchObject([{ key: 'pooled_fund.rate.2', place: { file: 'inline.yaml', line: 18 } }]);
    // The last bill that can be settled, and the first that cannot.
    expect(breaks[2]?.edge?.map(({ fen }) => fen)).toEqual([3_060_000, 3_060_001]);
  });

  test('between two fen are kept as fractions; the amounts are those of the next whole fen', () => {
    const { breaks } = curve(`${POOLED.replace('50%', '70%')}
- { line: serious_illness, care: inpatient, base: burden, deductible: { per: year, amount: 1000 }, rate: 60% }`);
    // 30% of the bill reaches 1,000 at 3,333 1/3 yuan.
    expect(breaks[1]?.bill).toEqual(fraction(1_000_000, 3));
    expect(breaks[1]?.shown.fen).toBe(333_334);
  });

  test('where only other payers change, the person’s part has no bend', () => {
    const { breaks } =
      curve(`- { line: pooled_fund, care: inpatient, base: in_policy, rate: 50%, cap: { per: year, amount: 500 } }
- { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 50% }`);
    expect(breaks.map(({ kind }) => kind)).toEqual(['start', 'shift', 'end']);
    expect(breaks[1]?.bill).toEqual(fraction(100_000));
  });
});
