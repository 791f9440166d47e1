import { afterAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/policy/shipped.ts';
import { inColumnsOfAll, type Row } from './support/csv.ts';
import { addedOf } from './support/expected.ts';
import { Folder } from './support/folder.ts';
import { settleRows } from './support/here.ts';
import { claimsOf } from './support/persons.ts';
import { BENCH_POLICIES, schemesOf, writeOraclePolicies } from './support/policies.ts';

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder), BENCH_POLICIES];

/**
 * A stay in a level 3 hospital of 990100: 900 are taken from the first of a year, 450 from the second, nothing from the
 * third; 85% of the rest of 10,900: 8,500, 8,882.50 and 9,265.
 */
const STAY: Row = {
  ...{ person: 'P0001', region: '990100', insurance: 'employee', status: 'active', care: 'inpatient' },
  ...{ 'hospital.level': '3', 'expenses.total': '10900', reverses: '' },
};
const [FIRST, SECOND, THIRD] = ['8500.00', '8882.50', '9265.00'];

const stay = (id: string, date: string, more: Row = {}): Row => ({ id, ...STAY, date, ...more });
const back = (id: string, date: string, reverses: string, more: Row = {}): Row =>
  stay(id, date, { reverses, 'expenses.total': '-10900', ...more });

interface Story {
  readonly name: string;
  readonly rows: readonly Row[];
  /** By id: what the pooled fund pays, or the code of the refusal. */
  readonly come: Readonly<Record<string, string>>;
  /** The rows of a second run, from here on; a story without it is told in one run only. */
  readonly cut?: number;
}

const stories: readonly Story[] = [
  {
    name: 'what comes after is settled as if it had not been',
    rows: [stay('S1', '2025-03-01'), back('R1', '2025-04-01', 'S1'), stay('S2', '2025-05-01')],
    come: { S1: FIRST, R1: `-${FIRST}`, S2: FIRST },
    cut: 1,
  },
  {
    name: 'amounts may be left to the settlement',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1', { 'expenses.total': '' }),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: `-${FIRST}`, S2: FIRST },
    cut: 1,
  },
  {
    name: 'what came before the reversal stays as it was settled',
    rows: [
      stay('S1', '2025-03-01'),
      stay('S2', '2025-04-01'),
      back('R1', '2025-05-01', 'S1'),
      stay('S3', '2025-06-01'),
    ],
    come: { S1: FIRST, S2: SECOND, R1: `-${FIRST}`, S3: SECOND },
    cut: 2,
  },
  {
    name: 'all of them taken back leave nothing',
    rows: [
      stay('S1', '2025-03-01'),
      stay('S2', '2025-04-01'),
      stay('S3', '2025-04-02'),
      back('R3', '2025-05-01', 'S3'),
      back('R1', '2025-05-01', 'S1'),
      back('R2', '2025-05-01', 'S2'),
      stay('S4', '2025-06-01'),
    ],
    come: { S1: FIRST, S2: SECOND, S3: THIRD, R3: `-${THIRD}`, R1: `-${FIRST}`, R2: `-${SECOND}`, S4: FIRST },
    cut: 3,
  },
  {
    name: 'on the day of the settlement, behind it in the file',
    rows: [stay('S1', '2025-03-01'), back('R1', '2025-03-01', 'S1'), stay('S2', '2025-03-01')],
    come: { S1: FIRST, R1: `-${FIRST}`, S2: FIRST },
    cut: 1,
  },
  {
    name: 'on the day of the settlement, before it in the file',
    rows: [back('R1', '2025-03-01', 'S1'), stay('S1', '2025-03-01'), stay('S2', '2025-03-01')],
    come: { R1: `-${FIRST}`, S1: FIRST, S2: FIRST },
  },
  {
    name: 'two of a day, each before its settlement',
    rows: [
      back('R2', '2025-03-01', 'S2'),
      back('R1', '2025-03-01', 'S1'),
      stay('S1', '2025-03-01'),
      stay('S2', '2025-03-01'),
      stay('S3', '2025-03-01'),
    ],
    come: { R2: `-${FIRST}`, R1: `-${FIRST}`, S1: FIRST, S2: FIRST, S3: FIRST },
  },
  {
    name: 'anywhere in the file, dates decide',
    rows: [stay('S2', '2025-05-01'), back('R1', '2025-04-01', 'S1'), stay('S1', '2025-03-01')],
    come: { S1: FIRST, R1: `-${FIRST}`, S2: FIRST },
  },
  {
    name: 'settled anew, and taken back anew',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1'),
      stay('S1b', '2025-04-02'),
      back('R1b', '2025-04-03', 'S1b'),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: `-${FIRST}`, S1b: FIRST, R1b: `-${FIRST}`, S2: FIRST },
    cut: 3,
  },
  {
    name: 'twice',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1'),
      back('R2', '2025-04-02', 'S1'),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: `-${FIRST}`, R2: 'REVERSED_TWICE', S2: FIRST },
    cut: 2,
  },
  {
    name: 'of a settlement that nobody knows',
    rows: [stay('S1', '2025-03-01'), back('R1', '2025-04-01', 'S9'), stay('S2', '2025-05-01')],
    come: { S1: FIRST, R1: 'REVERSAL_UNKNOWN', S2: SECOND },
    cut: 1,
  },
  {
    name: 'of the settlement of someone else',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1', { person: 'P0002' }),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: 'REVERSAL_UNKNOWN', S2: SECOND },
    cut: 1,
  },
  {
    name: 'without a person',
    rows: [stay('S1', '2025-03-01'), back('R1', '2025-04-01', 'S1', { person: '' })],
    come: { S1: FIRST, R1: 'REVERSAL_UNKNOWN' },
  },
  {
    name: 'of a reversal',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1'),
      back('R2', '2025-04-02', 'R1'),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: `-${FIRST}`, R2: 'REVERSAL_UNKNOWN', S2: FIRST },
    cut: 2,
  },
  {
    name: 'of a settlement that was refused',
    rows: [stay('S1', '2025-03-01', { 'expenses.total': 'x' }), back('R1', '2025-04-01', 'S1')],
    come: { S1: 'MONEY_NOT_A_NUMBER', R1: 'REVERSAL_UNKNOWN' },
    cut: 1,
  },
  {
    name: 'with the amount of the settlement, its sign not turned',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1', { 'expenses.total': '10900' }),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: 'REVERSAL_DIFFERS', S2: SECOND },
    cut: 1,
  },
  {
    name: 'with another amount',
    rows: [
      stay('S1', '2025-03-01'),
      back('R1', '2025-04-01', 'S1', { 'expenses.total': '-10899.99' }),
      stay('S2', '2025-05-01'),
    ],
    come: { S1: FIRST, R1: 'REVERSAL_DIFFERS', S2: SECOND },
    cut: 1,
  },
  {
    name: 'last year, taken back this year: this year is not touched',
    rows: [
      stay('S1', '2025-12-20'),
      stay('S2', '2026-01-05'),
      back('R1', '2026-01-10', 'S1'),
      stay('S3', '2026-01-20'),
    ],
    come: { S1: FIRST, S2: FIRST, R1: `-${FIRST}`, S3: SECOND },
    cut: 1,
  },
  {
    name: 'dated before its settlement, which an earlier run has settled',
    rows: [stay('S1', '2025-03-01'), back('R1', '2025-02-28', 'S1'), stay('S2', '2025-05-01')],
    come: { S1: FIRST, R1: 'REVERSAL_TOO_EARLY', S2: SECOND },
    cut: -1,
  },
];

async function told(runs: readonly (readonly Row[])[]): Promise<Record<string, string>> {
  const come: Record<string, string> = {};
  let opening: string | undefined;
  for (const rows of runs) {
    const given = opening === undefined ? {} : { opening };
    const result = await settleRows(inColumnsOfAll(rows), { policies, closing: true, ...given });
    expect(result.summary.rows.in).toBe(rows.length);
    opening = result.closing.map((line) => `${line}\n`).join('');
    for (const { id = '', est_hifp_pay = '' } of result.rows) come[id] = est_hifp_pay;
    for (const { id = '', code = '' } of result.rejects) come[id] = code;
  }
  return come;
}

describe('a settlement taken back', () => {
  it.each(stories.filter(({ cut = 0 }) => cut >= 0))('in one file: $name', async ({ rows, come }) => {
    expect(await told([rows])).toEqual(come);
  });

  it.each(stories.filter(({ cut }) => cut !== undefined))(
    'in a later run: $name',
    async ({ rows, come, cut = 1 }) => {
      expect(await told([rows.slice(0, Math.abs(cut)), rows.slice(Math.abs(cut))])).toEqual(come);
    },
  );

  it('has every amount of the settlement, negated, and nothing else to say', async () => {
    const amounts = {
      'expenses.total': '250000',
      'expenses.self_funded': '7000.01',
      'expenses.advance': '12',
    };
    const account = { 'accounts.personal': '5000' };
    const rows = [stay('S1', '2025-03-01', { ...amounts, ...account }), back('R1', '2025-03-02', 'S1')];
    const [settled, reversal] = (
      await settleRows(inColumnsOfAll([rows[0] as Row, { ...(rows[1] as Row), 'expenses.total': '' }]), {
        policies,
      })
    ).rows;
    const negated = Object.entries(settled ?? {})
      .filter(([name]) => /^est_(?!pool|policy|status|notices)/.test(name))
      .map(([name, amount]) => [name, amount === '0.00' ? amount : `-${amount}`]);
    expect(reversal).toMatchObject(Object.fromEntries(negated));
    // The ratio of the fund is the same either way.
    expect(reversal?.est_pool_prop_selfpay).toBe(settled?.est_pool_prop_selfpay);
    expect(reversal).toMatchObject({
      est_policy: '990100/employee',
      est_status: 'ok',
      est_notices: 'REVERSAL',
    });
    expect(negated.filter(([, amount]) => amount !== '0.00').length).toBeGreaterThan(8);
  });

  it('may be one that was not covered', async () => {
    const card = { region: '110000', care: 'outpatient', 'access.card_shown': 'false', reverses: '' };
    const claim = { ...STAY, ...card, date: '2020-05-01', 'expenses.total': '500' };
    const rows = [
      { ...claim, id: 'S1' },
      { ...claim, id: 'R1', reverses: 'S1', 'expenses.total': '-500' },
    ];
    const { rows: come, summary } = await settleRows(rows);
    expect(come).toMatchObject([
      { est_status: 'not_covered', est_medfee_sumamt: '500.00', est_psn_cash_pay: '500.00' },
      { est_status: 'not_covered', est_medfee_sumamt: '-500.00', est_psn_cash_pay: '-500.00' },
    ]);
    expect(summary.rows).toMatchObject({ in: 2, settled: 0, notCovered: 2, rejected: 0 });
  });

  it('takes its sums off the summary again', async () => {
    const one = await settleRows([stay('S2', '2025-05-01')], { policies });
    const { summary } = await settleRows(stories[0]?.rows ?? [], { policies });
    expect(summary.totals).toEqual(one.summary.totals);
    expect(summary.rows).toMatchObject({ in: 3, settled: 3 });
    const sums = (groupings: typeof summary.groupings) =>
      groupings.map(({ by, groups }) => [
        by,
        groups.map(({ key, total, fund, person }) => [key, total, fund, person]),
      ]);
    expect(sums(summary.groupings)).toEqual(sums(one.summary.groupings));
  });
});

describe('generated claims, some of them taken back at once', async () => {
  const schemes = await schemesOf(openLibrary(policies), /^990/);

  it.each(schemes.map((scheme, index) => ({ name: scheme.policy.id, scheme, index })))(
    '$name: the others are settled as if those had not been',
    async ({ scheme, index }) => {
      // What a row states of the year is not its own, and stays when it is taken back.
      const stated = { 'year_to_date.admissions': '', 'year_to_date.pooled_fund': '' };
      const rows = claimsOf(scheme, 10, 7, 900 + index).map(
        (row): Row => ({ ...row, ...stated, reverses: '' }),
      );
      const isTaken = (_: Row, at: number): boolean => at % 3 === 0;
      const with_ = rows.flatMap((row, at) => (isTaken(row, at) ? [row, reversal(row)] : [row]));
      const without = await settleRows(
        rows.filter((row, at) => !isTaken(row, at)),
        { policies },
      );
      const { rows: come, rejects, summary } = await settleRows(inColumnsOfAll(with_), { policies });
      const taken = new Set(rows.filter(isTaken).flatMap(({ id = '' }) => [id, `R${id}`]));
      const others = come.filter(({ id = '' }) => !taken.has(id));
      expect(addedOf(others)).toEqual(addedOf(without.rows));
      expect(summary.totals).toEqual(without.summary.totals);
      // Only what was settled can be taken back.
      const refused = new Set(rejects.map(({ id = '' }) => id));
      for (const { id = '', code } of rejects)
        if (id.startsWith('R')) expect([code, refused.has(id.slice(1))]).toEqual(['REVERSAL_UNKNOWN', true]);
    },
  );
});

/** A reversal says who and what; the rest is that of its settlement. */
function reversal({ id = '', person = '', date = '', region = '', insurance = '', care = '' }: Row): Row {
  return { id: `R${id}`, person, date, region, insurance, care, reverses: id };
}
