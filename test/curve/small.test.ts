import { describe, expect, test } from 'vitest';
import { curveOf } from '../../src/curve/curve.ts';
import { ceil, floor, toNumber } from '../../src/curve/fraction.ts';
import { checkBill } from '../../src/curve/verify.ts';
import { IN } from '../../src/engine/plan.ts';
import { planOf, policyOf, type SmallClaim } from '../oracle/inline.ts';
import { bendAt, bends, billsOf, jumpsDown, jumpsUp, REACH, scan } from './brute.ts';

/** Small invented policies, so that every fen of their whole range can be settled and looked at. */
interface Small {
  readonly name: string;
  readonly lines: string;
  readonly file?: string;
  readonly version?: string;
  readonly claim?: Partial<SmallClaim>;
  readonly fixed?: Readonly<Record<number, number>>;
  readonly grows?: number;
  /** Fen up to which it is scanned. */
  readonly to?: number;
}

const LINE = (name: string, rest: string, payer = name): string =>
  `- { line: ${name}, payer: ${payer}, care: inpatient, ${rest} }`;

const SMALL: readonly Small[] = [
  { name: 'a deductible and three bands', lines: bands('deductible') },
  { name: 'bands counted from zero', lines: bands('zero') },
  {
    name: 'a cap, and a line on the cost above it',
    lines: [
      LINE('pooled_fund', 'base: in_policy, rate: 60%, cap: { per: settlement, amount: 12 }'),
      LINE(
        'large_amount',
        'base: { above_cap: pooled_fund }, rate: 50%, deductible: { per: visit, amount: 5 }',
      ),
    ].join('\n'),
  },
  {
    name: 'a cap on cost, and the share of the person',
    lines: [
      LINE(
        'pooled_fund',
        'base: in_policy, borne_first: 20%, deductible: { per: admission, amount: 4 }, rate: 70%, cap: { per: settlement, on: cost, amount: 20 }',
      ),
      LINE('civil_servant', 'base: { share_of: pooled_fund }, rate: 50%'),
    ].join('\n'),
  },
  {
    name: 'a gate that opens, and one that shuts',
    lines: [
      LINE('pooled_fund', 'base: in_policy, rate: 40%'),
      LINE('assistance', 'base: burden, rate: 50%, gate: { on: in_policy, from: 15 }'),
      LINE('civil_servant', 'base: burden, rate: 30%, gate: { on: total, below: 32.5 }'),
    ].join('\n'),
  },
  {
    name: 'two gates at one place, both sides',
    lines: [
      LINE('small', 'base: in_policy, rate: 80%, gate: { on: total, up_to: 20 }', 'pooled_fund'),
      LINE('great', 'base: in_policy, rate: 50%, gate: { on: total, above: 20 }', 'assistance'),
      LINE('serious_illness', 'base: burden, rate: 40%, deductible: { per: year, amount: 6 }'),
    ].join('\n'),
  },
  {
    name: 'a gate that lets a single bill in',
    lines: [
      LINE('pooled_fund', 'base: in_policy, rate: 50%'),
      LINE('assistance', 'base: burden, rate: 60%, gate: { on: total, from: 18, up_to: 18 }'),
    ].join('\n'),
  },
  {
    name: 'a cap on all payers that one payer takes from another',
    lines: [
      LINE(
        'pooled_fund',
        'base: in_policy, counted: { per: settlement, from: zero }, bands: [{ up_to: 10, rate: 50% }, { rate: 85% }]',
      ),
      LINE('assistance', 'base: burden, rate: 90%'),
    ].join('\n'),
    version: 'caps: [{ id: most, per: settlement, lines: all, share: 80%, of: total }]',
  },
  {
    name: 'a shared amount, part of which is fixed',
    lines: [
      LINE('first', 'base: burden, rate: 60%', 'supplement'),
      LINE('second', 'base: self_funded, rate: 50%', 'accident'),
    ].join('\n'),
    version: 'caps: [{ id: together, per: settlement, lines: [first, second], amount: 15 }]',
    fixed: { [IN.selfFunded]: 1_333 },
  },
  {
    name: 'a cap at the end of a band that pays nothing',
    lines: [
      LINE(
        'pooled_fund',
        'base: in_policy, counted: { per: settlement, from: zero }, bands: [{ up_to: 10, rate: 50% }, { up_to: 25, rate: 0% }, { rate: 60% }], cap: { per: settlement, amount: 5 }',
      ),
      LINE('large_amount', 'base: { above_cap: pooled_fund }, rate: 70%'),
    ].join('\n'),
  },
  {
    name: 'a payment given that small bills cannot hold',
    lines: [
      LINE('pooled_fund', 'base: in_policy, rate: 50%'),
      LINE('serious_illness', 'base: burden, rate: 60%, deductible: { per: year, amount: 8 }'),
    ].join('\n'),
    claim: { paid: { pooled_fund: '9.99' } },
    fixed: { [IN.first + 1]: 999 },
  },
  {
    name: 'points on a part that grows',
    file: 'parts: { herbal: { label: 中草药 } }',
    lines: `- line: pooled_fund
  care: inpatient
  base: in_policy
  deductible: { per: admission, amount: 6 }
  counted: { per: settlement, from: deductible }
  bands: [{ up_to: 12, rate: 40% }, { rate: 60% }]
  adjust: [{ points: +20%, part: herbal }]
  cap: { per: settlement, amount: 14 }
- { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 50% }`,
    fixed: { [IN.selfFunded]: 250 },
    grows: IN.first + 1,
  },
  {
    name: 'a band whose rate is not stated',
    lines: LINE(
      'pooled_fund',
      'base: in_policy, deductible: { per: admission, amount: 3 }, counted: { per: settlement, from: deductible }, bands: [{ up_to: 20, rate: 70% }, { rate: not_stated }]',
    ),
  },
];

function bands(from: string): string {
  return `- line: pooled_fund
  care: inpatient
  base: in_policy
  deductible: { per: admission, amount: 6 }
  counted: { per: settlement, from: ${from} }
  bands: [{ up_to: 15, rate: 50% }, { up_to: 30, rate: 70% }, { rate: 90% }]
- line: serious_illness
  care: inpatient
  base: burden
  deductible: { per: year, amount: 14 }
  rate: 60%`;
}

describe.each(SMALL)('$name', ({ lines, file, version, claim, fixed, grows, to = 6_000 }) => {
  const policy = policyOf(lines, { ...(file && { file }), ...(version && { version }) });
  const plan = planOf(policy, { total: '0', ...claim });
  if (typeof plan === 'string') throw new Error(plan);
  const bills = billsOf(plan, fixed, grows);
  const curve = curveOf(plan, bills);
  const start = bills.first[IN.total] ?? 0;
  const scanned = scan(plan, bills, start, to);
  const places = curve.breaks.map(({ bill }) => toNumber(bill)).filter((fen) => fen <= to);

  test('has the amounts of the engine at every fen', () => {
    for (const [index, piece] of curve.sweep.pieces.entries())
      for (let fen = ceil(piece.from); fen <= Math.min(to, floor(piece.to)); fen++)
        checkBill(curve.sweep, index, fen);
  });

  test('has a break wherever an amount bends, and no other', () => {
    const amounts = [
      scanned.person,
      ...scanned.payers.map((_, payer) => scanned.paid.map((row) => row[payer])),
    ];
    const near = (fen: number): boolean => places.some((place) => Math.abs(place - fen) <= REACH + 1);
    expect(amounts.flatMap((each) => bends(scanned, each)).filter((fen) => !near(fen))).toEqual([]);
    for (const { kind, bill } of curve.breaks) {
      const fen = Math.round(toNumber(bill));
      const apart = places.every((place) => place === toNumber(bill) || Math.abs(place - fen) > 2 * REACH);
      if (!['bend', 'shift', 'jump'].includes(kind) || !apart || fen > to - REACH || fen < start + REACH)
        continue;
      expect([fen, amounts.some((each) => bendAt(scanned, each, fen) > 4)]).toEqual([fen, true]);
    }
  });

  test('has every cliff and drop, and no other', () => {
    const jumps = (kind: readonly { edge?: unknown }[]): number[] =>
      [...new Set(kind.flatMap(({ edge }) => (edge as [{ fen: number }])?.[0]?.fen ?? []))].filter(
        (fen) => fen < to,
      );
    const cliffs = curve.cliffs.filter(({ kind }) => kind === 'jump');
    expect(jumps(cliffs)).toEqual(jumpsUp(scanned));
    const down = jumpsDown(scanned);
    expect(jumps(curve.drops).every((fen) => down.includes(fen))).toBe(true);
    const cliffFen = new Set(jumps(cliffs));
    expect(down.filter((fen) => !cliffFen.has(fen))).toEqual(
      jumps(curve.drops).filter((fen) => !cliffFen.has(fen)),
    );
  });

  test('has every stretch on which a fund falls or the person pays more than the fen', () => {
    const reach = 200;
    for (let index = 0; index + reach < scanned.person.length; index += 40) {
      const fen = scanned.from + index;
      const inside = curve.breaks.every(({ bill }) => toNumber(bill) < fen || toNumber(bill) >= fen + reach);
      if (!inside || scanned.person[index] === undefined || scanned.person[index + reach] === undefined)
        continue;
      const more = (scanned.person[index + reach] ?? 0) - (scanned.person[index] ?? 0);
      const falls = scanned.payers.some(
        ({ isFund }, payer) =>
          isFund && (scanned.paid[index + reach]?.[payer] ?? 0) - (scanned.paid[index]?.[payer] ?? 0) < -4,
      );
      const stretch = curve.cliffs.some(
        ({ kind, from, to: end }) =>
          kind === 'stretch' && toNumber(from) <= fen && toNumber(end) >= fen + reach,
      );
      expect([fen, stretch]).toEqual([fen, more > reach + 4 || falls]);
    }
  });
});
