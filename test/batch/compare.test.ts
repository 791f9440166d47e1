import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { SETTLEMENT_FIELDS } from '../../src/engine/settlement.ts';
import { formatYuan, MAX_FEN } from '../../src/money/fen.ts';
import { batch, json } from './support/command.ts';
import { columnsOf, csvText, inColumnsOfAll, type Row, readTable } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { settleRows } from './support/here.ts';
import { BENCH_POLICIES, writeOraclePolicies } from './support/policies.ts';
import { randomFrom, sampleRows } from './support/sample.ts';

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder), BENCH_POLICIES];

/** Amounts that a settlement system records; those of the bill are given, and the ratio follows from the others. */
const RECORDED = SETTLEMENT_FIELDS.filter(
  (field) =>
    ![
      'medfee_sumamt',
      'fulamt_ownpay_amt',
      'overlmt_selfpay',
      'preselfpay_amt',
      'pool_prop_selfpay',
    ].includes(field),
);

const claims = await sampleRows(6, 23);
const settled = await settleRows(claims, { policies });
const estimates = new Map(settled.rows.map((row) => [row.id, row]));

/** The claims that can be settled, with what was worked out for them as if it had been recorded. */
const recorded = claims.flatMap((claim): Row[] => {
  const estimate = estimates.get(claim.id);
  if (!estimate) return [];
  return [
    { ...claim, ...Object.fromEntries(RECORDED.map((field) => [field, estimate[`est_${field}`] ?? ''])) },
  ];
});

const fenOf = (yuan = ''): number => Math.round(Number(yuan) * 100);

describe('records that are right', () => {
  const input = folder.write('same.csv', csvText(columnsOf(recorded), recorded));
  const done = batch(
    ...[input, '-o', folder.file('same.out.csv'), '--compare', '--policies', policies[0] ?? ''],
    ...['--policies', BENCH_POLICIES, '--summary', folder.file('same.json')],
  );
  const out = readTable(readFileSync(folder.file('same.out.csv'), 'utf8'));

  it('differ nowhere, and the run ends with 0', () => {
    expect(done.code).toBe(0);
    expect(out.length).toBe(recorded.length);
    for (const row of out) {
      for (const field of RECORDED) expect(row[`diff_${field}`]).toBe('0.00');
      expect(row.diff_reason).toBe('');
    }
    expect(out.filter(({ est_notices }) => est_notices === 'REVERSAL').length).toBeGreaterThan(5);
  });

  it('are counted as equal', () => {
    const { comparison } = json<{ comparison: Record<string, unknown> }>(folder.file('same.json'));
    expect(comparison).toMatchObject({ compared: recorded.length, different: 0, reasons: [], largest: [] });
  });
});

describe('records that are not', async () => {
  const random = randomFrom(77);
  /** Some are off by a little, some are not there, some are no amounts. */
  const off = recorded.map((row): Row => {
    const changed = RECORDED.map((field): [string, string] => {
      const draw = random();
      const value = row[field] ?? '';
      if (draw < 0.5) return [field, value];
      if (draw < 0.6) return [field, ['', ' ', 'NaN', '-', 'null'][Math.floor(random() * 5)] ?? ''];
      const fen = fenOf(value) + Math.floor((random() - 0.5) * 100_000);
      return [field, formatYuan(Math.max(-MAX_FEN, Math.min(fen, MAX_FEN)))];
    });
    return { ...row, ...Object.fromEntries(changed) };
  });
  const { rows, summary } = await settleRows(off, { policies, compare: true });
  const isAmount = (text = ''): boolean => /^-?\d+\.\d\d$/.test(text);

  /** A reversal differs as its settlement does, and has no reason of its own. */
  const isExplained = (row: Row): boolean =>
    row.reverses === '' && !['', '0.00'].includes(row.diff_hifp_pay ?? '');

  it('have the difference behind them: estimated less recorded', () => {
    for (const row of rows) {
      for (const field of RECORDED) {
        const difference = row[`diff_${field}`];
        if (!isAmount(row[field])) expect(difference, row[field]).toBe('');
        else expect(fenOf(difference)).toBe(fenOf(row[`est_${field}`]) - fenOf(row[field]));
      }
      expect(row.diff_reason !== '').toBe(isExplained(row));
    }
    expect(rows.filter(({ diff_reason }) => diff_reason !== '').length).toBeGreaterThan(50);
  });

  it('are summed up, column by column', () => {
    const { comparison } = summary;
    expect(comparison?.leading).toBe('hifp_pay');
    for (const field of RECORDED) {
      const compared = rows.filter((row) => isAmount(row[field]));
      const differences = compared.map((row) => fenOf(row[`diff_${field}`]));
      const sum = (name: string): bigint => BigInt(compared.reduce((all, row) => all + fenOf(row[name]), 0));
      expect(comparison?.fields.find((one) => one.field === field)).toMatchObject({
        compared: compared.length,
        equal: differences.filter((fen) => fen === 0).length,
        above: differences.filter((fen) => fen > 0).length,
        below: differences.filter((fen) => fen < 0).length,
        recorded: sum(field),
        estimated: sum(`est_${field}`),
      });
    }
    const isDifferent = (row: Row): boolean =>
      RECORDED.some((field) => !['', '0.00'].includes(row[`diff_${field}`] ?? ''));
    expect(comparison?.different).toBe(rows.filter(isDifferent).length);
  });

  it('the largest are named by their lines', () => {
    const lines = csvText(columnsOf(off), off).split('\n');
    const sorted = rows
      .filter(isExplained)
      .map((row) => Math.abs(fenOf(row.diff_hifp_pay)))
      .sort((a, b) => b - a);
    const { largest = [] } = summary.comparison ?? {};
    expect(largest.map((one) => Math.abs(one.estimated - one.recorded))).toEqual(sorted.slice(0, 20));
    for (const { line, estimated } of largest) {
      const id = lines[line - 1]?.split(',')[0];
      expect(fenOf(rows.find((row) => row.id === id)?.est_hifp_pay)).toBe(estimated);
    }
  });

  it('the reasons add up to the rows that differ', () => {
    const counted = new Map<string, number>();
    for (const { diff_reason = '' } of rows)
      if (diff_reason !== '') counted.set(diff_reason, (counted.get(diff_reason) ?? 0) + 1);
    const told = summary.comparison?.reasons.map(({ code, claims: count }) => [code, count] as const);
    expect(new Map(told)).toEqual(counted);
  });
});

/**
 * 990100, employees, level 3: 900 are taken (450 the second time, nothing the third), 85% up to 20,000, 90% up to
 * 60,000, 95% above, 120,000 a year. 10,900 comes to 8,500.
 */
const STAY: Row = {
  ...{ date: '2025-05-01', region: '990100', insurance: 'employee', status: 'active', care: 'inpatient' },
  ...{ 'hospital.level': '3', 'expenses.total': '10900' },
};
const CLINIC: Row = { ...STAY, care: 'outpatient' };
/** 990001, level 3: 1,200 are taken, 85% up to 30,000; of 11,200 8,500 are paid. */
const TIERS: Row = {
  ...{ ...STAY, region: '990001', 'expenses.total': '11200', age: '30' },
  ...{ 'access.filing': 'local', 'access.referral': 'referred' },
};
/** Linyi: 80% of what is above 600. */
const LINYI: Row = { ...STAY, region: '371300', 'expenses.total': '10600' };

interface Mistake {
  readonly reason: string;
  readonly why: string;
  /** The claim that is compared is the last one. */
  readonly claims: readonly Row[];
  readonly recorded: string;
}

const MISTAKES: readonly Mistake[] = [
  {
    reason: 'DEDUCTIBLE_NOT_TAKEN',
    why: '85% of all 10,900',
    claims: [STAY],
    recorded: '9265.00',
  },
  {
    reason: 'DEDUCTIBLE_NOT_TAKEN',
    why: '50,000 above nothing instead of above 900: 17,000 and 90% of 30,000',
    claims: [{ ...STAY, 'expenses.total': '50000' }],
    recorded: '44000.00',
  },
  {
    reason: 'OTHER_ADMISSION',
    why: '450 taken from the first stay',
    claims: [STAY],
    recorded: '8882.50',
  },
  {
    reason: 'OTHER_ADMISSION',
    why: '900 taken from the second stay',
    claims: [STAY, STAY],
    recorded: '8500.00',
  },
  {
    reason: 'CAP_NOT_APPLIED',
    why: '17,000 + 36,000 + 95% of 140,000, above the 120,000 of a year',
    claims: [{ ...STAY, 'expenses.total': '200900' }],
    recorded: '186000.00',
  },
  {
    reason: 'CAP_NOT_APPLIED',
    why: 'the second stay, which finds the cap used up',
    claims: [{ ...STAY, 'expenses.total': '200900' }, STAY],
    recorded: '8882.50',
  },
  {
    reason: 'YEAR_NOT_COUNTED',
    why: '1,200 taken from 2,000 although 700 had been taken before',
    claims: [
      { ...CLINIC, 'expenses.total': '700' },
      { ...CLINIC, 'expenses.total': '2000' },
    ],
    recorded: '440.00',
  },
  { reason: 'OTHER_LEVEL', why: '87% of 10,300: level 2', claims: [STAY], recorded: '8961.00' },
  { reason: 'OTHER_LEVEL', why: '90% of 10,600: level 1', claims: [STAY], recorded: '9540.00' },
  { reason: 'OTHER_STATUS', why: '90% of 10,000: retired', claims: [STAY], recorded: '9000.00' },
  {
    reason: 'OTHER_FILING',
    why: '10% borne first, 85% of 8,880 less a tenth: filed for a transfer',
    claims: [TIERS],
    recorded: '6793.20',
  },
  { reason: 'OTHER_RATE', why: '70% of 10,000', claims: [STAY], recorded: '7000.00' },
  {
    reason: 'CAP_REACHED',
    why: 'the cap is 120,000',
    claims: [{ ...STAY, 'expenses.total': '200900' }],
    recorded: '119123.45',
  },
  {
    reason: 'CAP_NOT_STATED',
    why: 'less than 8,000, by a policy whose cap nobody has stated',
    claims: [LINYI],
    recorded: '7123.45',
  },
  { reason: 'NOT_PAID', why: 'nothing', claims: [STAY], recorded: '0.00' },
  {
    reason: 'NOT_COVERED',
    why: 'something, without a card',
    claims: [
      {
        ...{ ...STAY, region: '110000', care: 'outpatient', date: '2020-05-01' },
        ...{ 'access.card_shown': 'false', 'expenses.total': '500' },
      },
    ],
    recorded: '100.00',
  },
  { reason: 'UNKNOWN', why: 'no single change', claims: [STAY], recorded: '8123.45' },
  { reason: 'UNKNOWN', why: 'a fen more', claims: [STAY], recorded: '8500.01' },
];

describe('a record with a mistake in it is given the reason', () => {
  it.each(MISTAKES)('$reason: $why', async ({ reason, claims: own, recorded: hifp_pay }) => {
    const rows = own.map((claim, index) => ({
      ...{ id: `S${index}`, person: 'P0001', ...claim },
      hifp_pay: index === own.length - 1 ? hifp_pay : '',
    }));
    const result = await settleRows(inColumnsOfAll(rows), { policies, compare: true });
    expect(result.rejects).toEqual([]);
    expect(result.rows.at(-1)?.diff_reason).toBe(reason);
    expect(result.summary.comparison?.reasons.map(({ code }) => code)).toEqual([reason]);
  });

  it('the year goes on from what was worked out, not from what was recorded', async () => {
    const rows = ['S1', 'S2', 'S3'].map((id) => ({ id, person: 'P0001', ...STAY, hifp_pay: '1.00' }));
    const result = await settleRows(rows, { policies, compare: true });
    expect(result.rows.map(({ est_hifp_pay }) => est_hifp_pay)).toEqual(['8500.00', '8882.50', '9265.00']);
  });
});

describe('which column leads', () => {
  it.each([
    [['psn_part_amt', 'fund_pay_sumamt', 'hifp_pay'], 'hifp_pay'],
    [['psn_part_amt', 'fund_pay_sumamt'], 'fund_pay_sumamt'],
    [['psn_part_amt', 'acct_pay'], 'psn_part_amt'],
    [['maf_pay', 'acct_pay'], 'maf_pay'],
  ])('of %j: %s', async (columns, leading) => {
    const rows = [
      { id: 'S1', person: 'P0001', ...STAY, ...Object.fromEntries(columns.map((one) => [one, '1.00'])) },
    ];
    const { summary, rows: out } = await settleRows(rows, { policies, compare: true });
    expect(summary.comparison?.leading).toBe(leading);
    expect(Object.keys(out[0] ?? {}).filter((name) => name.startsWith('diff_'))).toEqual([
      ...columns.map((one) => `diff_${one}`),
      'diff_reason',
    ]);
  });
});

describe('on the command line', () => {
  const claim = { id: 'S1', person: 'P0001', ...LINYI };
  const file = (name: string, row: Row): string => folder.write(name, csvText(Object.keys(row), [row]));

  it('a difference ends with 1', () => {
    const input = file('differs.csv', { ...claim, hifp_pay: '7999.99' });
    expect(batch(input, '-o', folder.file('differs.out.csv'), '--compare').code).toBe(1);
  });

  it.each(['', 'NaN', '—', '无'])('what is no amount (“%s”) is not compared', (hifp_pay) => {
    const input = file('nothing.csv', { ...claim, hifp_pay });
    expect(batch(input, '-o', folder.file('nothing.out.csv'), '--compare').code).toBe(0);
    const [row] = readTable(readFileSync(folder.file('nothing.out.csv'), 'utf8'));
    expect(row).toMatchObject({ est_hifp_pay: '8000.00', diff_hifp_pay: '', diff_reason: '' });
  });

  it('nothing to compare with is an error', () => {
    const done = batch(file('none.csv', claim), '-o', folder.file('none.out.csv'), '--compare');
    expect([done.code, done.stderr]).toEqual([2, expect.stringContaining('NOTHING_TO_COMPARE')]);
  });

  it('without --compare such a column is a payment made, and the run says so', () => {
    const done = batch(file('paid.csv', { ...claim, hifp_pay: '7000' }), '-o', folder.file('paid.out.csv'));
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('TAKEN_AS_PAID')]);
    const [row] = readTable(readFileSync(folder.file('paid.out.csv'), 'utf8'));
    expect(row?.est_hifp_pay).toBe('7000.00');
  });
});
