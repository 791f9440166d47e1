import fc from 'fast-check';
import type {
  BatchSummary,
  Comparison,
  DifferenceGroup,
  FieldDifference,
  Grouping,
  GroupSum,
} from '../../../src/batch/summary.ts';
import { same, type Text } from '../../../src/diagnostics/text.ts';
import type { SettlementField } from '../../../src/engine/settlement.ts';
import { totalsOf } from './summaries.ts';

/** How a summary is generated. */
export interface Wishes {
  readonly words: fc.Arbitrary<string>;
  /** Largest amount of one part of a group, in fen. */
  readonly most: bigint;
  /** Largest number of rows of one group. */
  readonly rows: number;
}

const HOSTILE = [
  '',
  '<script>alert(1)</script>',
  `"'&><img src=x onerror=alert(2)>`,
  '</style></title>',
  '职工基本医疗保险（含生育）',
  '\u202e\u0007\r\n\t',
  '$& $1',
  '__proto__',
  'a'.repeat(300),
  '很长的名字'.repeat(30),
];

export const HOSTILE_WORDS = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
export const PLAIN_WORDS = fc.string({
  unit: fc.constantFrom('a', 'b', '临', '沂'),
  minLength: 1,
  maxLength: 8,
});

/** What one group adds to all sums: funds, hospital, account, cash. */
interface Part {
  readonly key: string;
  readonly label: Text;
  readonly settled: number;
  readonly notCovered: number;
  readonly sums: readonly bigint[];
}

const FUNDS = [
  'hifp_pay',
  'hifob_pay',
  'hifmi_pay',
  'hifes_pay',
  'cvlserv_pay',
  'maf_pay',
  'oth_pay',
] as const;
const FIELDS: readonly SettlementField[] = [
  'hifp_pay',
  'fund_pay_sumamt',
  'psn_part_amt',
  'pool_prop_selfpay',
];

/** Summaries whose sums fit together, as those of a run do; some hold no rows, some amounts below zero. */
export function summaries(wishes: Wishes): fc.Arbitrary<BatchSummary> {
  const { words, rows } = wishes;
  const count = fc.nat(rows);
  const named = fc.record({ zh: words, en: words });
  return fc
    .record({
      input: words,
      parts: parts(wishes),
      rejects: fc.array(fc.record({ code: words, rows: count, firstLine: count }), { maxLength: 12 }),
      blank: count,
      noPerson: count,
      notices: fc.array(fc.record({ code: words, rows: count }), { maxLength: 12 }),
      policies: fc.array(fc.record({ id: words, title: named, rows: count }), { maxLength: 12 }),
      comparison: fc.option(comparisons(wishes), { nil: undefined }),
    })
    .map(({ parts: all, blank, noPerson, comparison, ...lists }) => ({
      ...lists,
      ...settledOf(all),
      rows: rowsOf(all, lists.rejects, blank, noPerson),
      ...(comparison && { comparison }),
    }));
}

function parts({ words, most, rows }: Wishes): fc.Arbitrary<Part[]> {
  const fen = fc.oneof(
    { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: most }) },
    { weight: 2, arbitrary: fc.constant(0n) },
    { weight: 1, arbitrary: fc.constantFrom(1n, most) },
  );
  const part = fc.record({
    key: words,
    label: fc.record({ zh: words, en: words }),
    settled: fc.nat(rows),
    notCovered: fc.nat(rows),
    sums: fc.array(fen, { minLength: 10, maxLength: 10 }),
    // A file may hold nothing but a reversal of what another file holds.
    sign: fc.constantFrom(1n, 1n, 1n, 1n, -1n),
  });
  return fc
    .array(part, { maxLength: 9 })
    .map((all) => all.map(({ sign, sums, ...rest }) => ({ ...rest, sums: sums.map((one) => one * sign) })));
}

function rowsOf(all: readonly Part[], rejects: BatchSummary['rejects'], blank: number, noPerson: number) {
  const settled = all.reduce((sum, part) => sum + part.settled, 0);
  const notCovered = all.reduce((sum, part) => sum + part.notCovered, 0);
  const rejected = rejects.reduce((sum, reject) => sum + reject.rows, 0);
  return { in: settled + notCovered + rejected, settled, notCovered, rejected, blank, noPerson };
}

function settledOf(all: readonly Part[]): Pick<BatchSummary, 'totals' | 'groupings' | 'shares'> {
  const column = (place: number): bigint => all.reduce((sum, part) => sum + (part.sums[place] ?? 0n), 0n);
  const groups = all.map(groupOf).sort((a, b) => Number(b.total > a.total) - Number(b.total < a.total));
  const sum = (key: 'total' | 'fund' | 'person'): bigint =>
    groups.reduce((fen, group) => fen + group[key], 0n);
  const grouping = (by: Grouping['by'], some: readonly GroupSum[]): Grouping => ({ by, groups: some });
  return {
    totals: totalsOf({
      ...Object.fromEntries(FUNDS.map((field, place) => [field, column(place)])),
      medfee_sumamt: sum('total'),
      inscp_scp_amt: sum('total'),
      fund_pay_sumamt: sum('fund'),
      hosp_part_amt: column(7),
      acct_pay: column(8),
      psn_cash_pay: column(9),
      psn_part_amt: sum('person'),
    }),
    groupings: [
      grouping('region', groups),
      grouping('insurance', groups.slice(0, 1)),
      grouping('care', groups),
    ],
    shares: groups.map(({ claims, total, person }, index) => ({
      from: index * 10,
      to: index * 10 + 10,
      claims,
      total,
      person,
    })),
  };
}

function groupOf({ key, label, settled, notCovered, sums }: Part): GroupSum {
  const fund = FUNDS.reduce((sum, _, place) => sum + (sums[place] ?? 0n), 0n);
  const person = (sums[8] ?? 0n) + (sums[9] ?? 0n);
  const total = fund + person + (sums[7] ?? 0n);
  return { key, label, claims: settled + notCovered, notCovered, total, fund, person };
}

function comparisons({ words, most, rows }: Wishes): fc.Arbitrary<Comparison> {
  const count = fc.nat(rows);
  const label = words.map(same);
  const fen = fc.bigInt({ min: -most, max: most });
  const field = fc.constantFrom(...FIELDS);
  const small = fc.integer({ min: -9_000_000_000, max: 9_000_000_000 });
  const counts = { compared: count, different: count };
  const one: fc.Arbitrary<FieldDifference> = fc
    .record({ field, label, equal: count, above: count, below: count, recorded: fen, estimated: fen })
    .map((given) => ({ ...given, compared: given.equal + given.above + given.below }));
  const groups: fc.Arbitrary<DifferenceGroup[]> = fc.array(
    fc.record({ key: words, label, ...counts, difference: fen }),
    { maxLength: 8 },
  );
  return fc.record({
    ...counts,
    leading: field,
    fields: fc.array(one, { maxLength: 4 }),
    reasons: fc.array(fc.record({ code: words, label, claims: count, difference: fen }), { maxLength: 9 }),
    groupings: groups.map((some) => [{ by: 'hospital.level' as const, groups: some }]),
    largest: fc.array(
      fc
        .record({
          line: count,
          field,
          recorded: small,
          estimated: small,
          reason: fc.option(fc.record({ code: words, label })),
        })
        .map(({ reason, ...rest }) => ({ ...rest, ...(reason && { reason }) })),
      { maxLength: 12 },
    ),
  });
}
