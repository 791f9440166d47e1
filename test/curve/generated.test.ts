import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { curveOf } from '../../src/curve/curve.ts';
import { ceil, floor, toNumber } from '../../src/curve/fraction.ts';
import { checkBill } from '../../src/curve/verify.ts';
import { IN, type Plan } from '../../src/engine/plan.ts';
import { planOf, policyOf } from '../oracle/inline.ts';
import { billsOf, jumpsDown, jumpsUp, NOISE, scan } from './brute.ts';

/**
 * Generated policies, small enough that every fen of their range is settled: lines on every base, bands, gates, caps of
 * every kind, shared caps. To try more or other ones:
 *   BAOXIAO_TEST_POLICIES=20000 BAOXIAO_TEST_SEED=7 npx vitest run test/curve/generated.test.ts
 */
const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20251125);
const POLICIES = Number(process.env.BAOXIAO_TEST_POLICIES ?? 250);
vi.setConfig({ testTimeout: 600_000 });

/** Fen up to which everything is settled. */
const RANGE = 4_000;

const PAYERS = ['pooled_fund', 'large_amount', 'serious_illness', 'civil_servant', 'assistance', 'hospital'];
const rate = fc.constantFrom('0%', '10%', '33.33%', '50%', '72.5%', '90%', '100%');
const yuan = fc.integer({ min: 1, max: 3_000 }).map((fen) => (fen / 100).toFixed(2));
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);

const counted = fc.constantFrom('zero', 'deductible');
const rates = fc.oneof(
  rate.map((one) => `rate: ${one}`),
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 3 }),
      fc.array(rate, { minLength: 4, maxLength: 4 }),
      counted,
    )
    .map(([ends, each, from]) => {
      const rows = ends
        .sort((a, b) => a - b)
        .map((end, index) => `{ up_to: ${(end / 100).toFixed(2)}, rate: ${each[index]} }`);
      return `counted: { per: settlement, from: ${from} }, bands: [${[...rows, `{ rate: ${each[3]} }`].join(', ')}]`;
    }),
);
const gate = fc
  .tuple(fc.constantFrom('total', 'in_policy'), fc.constantFrom('from', 'above', 'up_to', 'below'), yuan)
  .map(([on, side, at]) => `gate: { on: ${on}, ${side}: ${at} }`);
const deductible = yuan.map((amount) => `deductible: { per: visit, amount: ${amount} }`);
const borne = fc.constantFrom('5%', '10%', '25%').map((share) => `borne_first: ${share}`);
const cap = fc
  .tuple(fc.constantFrom('payment', 'cost'), yuan)
  .map(([on, amount]) => `cap: { per: settlement, on: ${on}, amount: ${amount} }`);

interface Drawn {
  readonly lines: string;
  readonly caps: string;
  readonly selfFunded: number;
  readonly grows: number;
}

const line = fc.record({
  payer: fc.constantFrom(...PAYERS),
  base: fc.constantFrom(
    'in_policy',
    'burden',
    'self_funded',
    'total',
    '[burden, self_funded]',
    'above_cap',
    'share_of',
  ),
  of: fc.nat(9),
  rest: fc.tuple(maybe(borne), maybe(deductible), maybe(gate), maybe(cap), rates),
});

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    shared: fc.option(fc.tuple(fc.constantFrom('amount', 'total', 'in_policy'), yuan, rate, fc.boolean())),
    selfFunded: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_500 })),
    grows: fc.constantFrom(0, 0, 0, IN.selfFunded),
  })
  .map(({ lines, shared, selfFunded, grows }) => {
    const texts = lines.map(({ payer, base, of, rest }, index) => {
      const capped = lines.flatMap((other, at) => (at < index && other.rest[3] !== '' ? [at] : []));
      const place =
        base === 'above_cap' ? capped[of % (capped.length || 1)] : index > 0 ? of % index : undefined;
      const plain = base === 'above_cap' || base === 'share_of' ? 'burden' : base;
      const named = place !== undefined && plain !== base ? `{ ${base}: line${place} }` : plain;
      const parts = [`line: line${index}`, `payer: ${payer}`, 'care: inpatient', `base: ${named}`, ...rest];
      return `- { ${parts.filter((part) => part !== '').join(', ')} }`;
    });
    const some = texts.map((_, index) => `line${index}`).filter((_, index) => index % 2 === 0);
    const [kind, amount, share, all] = shared ?? [];
    const what = kind === 'amount' ? `amount: ${amount}` : `share: ${share}, of: ${kind}`;
    const caps = shared
      ? `caps: [{ id: together, per: settlement, lines: ${all ? 'all' : `[${some}]`}, ${what} }]`
      : '';
    return { lines: texts.join('\n'), caps, selfFunded, grows };
  });

/** Fen within which one jump is not told from another. */
const CLOSE = 3;

test('every fen of generated policies is on their curve, and every jump is a cliff or a drop of it', () => {
  let jumps = 0;
  const property = fc.property(drawn, ({ lines, caps, selfFunded, grows }) => {
    const plan = planOf(policyOf(lines, { version: caps }), { total: '0' }) as Plan;
    expect(typeof plan).toBe('object');
    const bills = billsOf(plan, { [IN.selfFunded]: selfFunded }, grows);
    const curve = curveOf(plan, bills);
    for (const [index, { from, to }] of curve.sweep.pieces.entries())
      for (let fen = ceil(from); fen <= Math.min(RANGE, floor(to)); fen++) checkBill(curve.sweep, index, fen);
    const scanned = scan(plan, bills, bills.first[IN.total] ?? 0, RANGE);
    const told = [...curve.cliffs.filter(({ kind }) => kind === 'jump'), ...curve.drops].flatMap(
      ({ edge }) => edge?.[0].fen ?? [],
    );
    // Steep falls of a fund are stretches; everything else that leaps must be told where it does.
    for (const fen of [...jumpsUp(scanned), ...jumpsDown(scanned)]) {
      jumps++;
      expect([fen, told.some((place) => Math.abs(place - fen) <= CLOSE)]).toEqual([fen, true]);
    }
    for (const { person, edge, kind } of curve.cliffs) {
      if (kind !== 'jump' || Math.abs(toNumber(person)) <= 2 * NOISE || (edge?.[1].fen ?? RANGE) >= RANGE)
        continue;
      const [last, first] = edge ?? [];
      const more =
        (scanned.person[(first?.fen ?? 0) - scanned.from] ?? 0) -
        (scanned.person[(last?.fen ?? 0) - scanned.from] ?? 0);
      expect(Math.abs(more - toNumber(person))).toBeLessThanOrEqual(2 * NOISE);
    }
  });
  fc.assert(property, { seed: SEED, numRuns: POLICIES });
  expect(jumps).toBeGreaterThan(POLICIES / 10);
});
