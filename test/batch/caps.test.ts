import { afterAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/policy/shipped.ts';
import { Counter, claimOfRow } from './support/counter.ts';
import { inColumnsOfAll, type Row } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { type Result, settleRows } from './support/here.ts';
import { writeOraclePolicies } from './support/policies.ts';

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder)];

/** 990004: 10 are taken from a visit to a level 1 hospital, 70% are paid, 300 a year for each disease. */
const CHRONIC: Row = {
  ...{ region: '990004', insurance: 'employee', status: 'active', care: 'chronic', 'hospital.level': '1' },
  'expenses.total': '310',
};
/** 990004: of stays 50,000 a year are looked at, 3,000 more for each year of cover above four; 600 are taken, then 80% are paid, above 5,000 90%. */
const LONG: Row = { ...CHRONIC, care: 'inpatient', 'expenses.total': '60600' };
/** 990004: 700 are taken in a year; 50% of the cost up to 1,000, 60% up to 2,000; 350.50 a month. */
const CLINIC: Row = { ...CHRONIC, care: 'outpatient' };
/** 990009: what is left is paid by a supplement too, but no more than 120,000 a year for all it pays. */
const SUPPLEMENTED: Row = {
  ...{ region: '990009', insurance: 'resident', care: 'inpatient', assistance: 'none', age: '30' },
  ...{ supplements: 'huibao', pre_existing: 'false', 'hospital.level': '3' },
};
/** 990003, a township hospital: 10% are borne first, or 12.5%, 200 are taken; 60% are paid, or 85%: the policy gives ranges. */
const RANGED: Row = {
  ...{ region: '990003', insurance: 'nrcms', care: 'inpatient', status: 'adult' },
  ...{ 'hospital.level': 'community', cover_years: '5', 'expenses.total': '10000' },
};

/** 990011: 300 are taken, 65% are paid of the rest, 67% from three years without a claim on. */
const CLAIM_FREE: Row = {
  ...{ region: '990011', insurance: 'nrcms', care: 'inpatient', civil_servant: 'none' },
  'expenses.total': '1300',
};

/** 990013: a drug outside the catalogue is paid from 1,000 a year on at 40%, from 20,000 of it on at 70%; then half of all such cost above 2,000 a year; then 80% of what is left of the drug. */
const DRUG: Row = {
  ...{ region: '990013', insurance: 'employee', care: 'inpatient', 'expenses.total': '12000' },
  ...{ 'expenses.self_funded': '12000', 'expenses.parts.special_drug': '12000' },
};

interface Story {
  readonly name: string;
  /** What is paid, or the code of the refusal. */
  readonly field: string;
  readonly claims: readonly (readonly [date: string, claim: Row, comes: string])[];
}

const STORIES: readonly Story[] = [
  {
    name: 'years of cover that the row before has are not those of the next',
    field: 'est_hifp_pay',
    claims: [
      // 53,000 are looked at, of which 600 are not paid: 5,000 x 80% + 47,400 x 90%.
      ['2025-02-01', { ...LONG, cover_years: '5' }, '46660.00'],
      ['2026-02-02', { ...LONG, cover_years: '' }, 'MISSING_FIELD'],
      // Where the cap is not reached nobody needs them: 1,000 x 80%.
      ['2027-02-02', { ...LONG, cover_years: '', 'expenses.total': '1600' }, '800.00'],
    ],
  },
  {
    name: 'years without a claim part no words, and a person without them is not settled',
    field: 'est_hifp_pay',
    claims: [
      ['2025-02-01', { ...CLAIM_FREE, claim_free_years: '2' }, '650.00'],
      ['2025-02-02', { ...CLAIM_FREE, claim_free_years: '3' }, '670.00'],
      ['2025-02-03', { ...CLAIM_FREE, claim_free_years: '' }, 'MISSING_FIELD'],
      ['2025-02-04', { ...CLAIM_FREE, claim_free_years: '150' }, '670.00'],
      ['2025-02-05', { ...CLAIM_FREE, claim_free_years: '0' }, '650.00'],
    ],
  },
  {
    name: 'a cap counted by disease, of the year',
    field: 'est_hifp_pay',
    claims: [
      ['2025-02-01', { ...CHRONIC, disease: 'hypertension' }, '210.00'],
      ['2025-05-01', { ...CHRONIC, disease: 'hypertension' }, '90.00'],
      ['2025-05-02', { ...CHRONIC, disease: 'diabetes' }, '210.00'],
      ['2025-08-01', { ...CHRONIC, disease: 'hypertension' }, '0.00'],
      ['2025-08-02', { ...CHRONIC, disease: 'diabetes' }, '90.00'],
      ['2026-01-05', { ...CHRONIC, disease: 'hypertension' }, '210.00'],
    ],
  },
  {
    name: 'a cap counted by month',
    field: 'est_hifp_pay',
    claims: [
      // 50% of 300 and 60% of 700 are 570.
      ['2025-03-01', { ...CLINIC, 'expenses.total': '1700' }, '350.50'],
      ['2025-03-31', { ...CLINIC, 'expenses.total': '500' }, '0.00'],
      ['2025-04-01', { ...CLINIC, 'expenses.total': '500' }, '250.00'],
      ['2025-04-30', { ...CLINIC, 'expenses.total': '500' }, '100.50'],
      ['2025-06-01', { ...CLINIC, 'expenses.total': '500' }, '250.00'],
      // Another year takes its 700 again.
      ['2026-06-01', { ...CLINIC, 'expenses.total': '500' }, '0.00'],
    ],
  },
  {
    name: 'a cap shared with a line for other care',
    field: 'est_oth_pay',
    claims: [
      // 100,000 by one line; 10% of what is above that by another, up to the 120,000 of all.
      ['2025-03-01', { ...SUPPLEMENTED, 'expenses.total': '5000000' }, '120000.00'],
      // Self-funded cost would be paid above 3,800, but nothing is left: the stay has used it up.
      [
        '2025-04-01',
        { ...SUPPLEMENTED, care: 'chronic', 'expenses.total': '50000', 'expenses.self_funded': '50000' },
        '0.00',
      ],
      // 50% of 20,000 and 70% of 26,200.
      [
        '2026-04-01',
        { ...SUPPLEMENTED, care: 'chronic', 'expenses.total': '50000', 'expenses.self_funded': '50000' },
        '28340.00',
      ],
    ],
  },
  {
    name: 'a payment that fits the lower bound of a range only is refused',
    field: 'est_hifp_pay',
    claims: [
      // 10,000 less 12.5% less 200 at 60% leaves 4,870; less 10% less 200 at 85%, 2,520.
      ['2025-03-01', { ...RANGED, 'paid.serious_illness': '3000' }, 'PAID_ABOVE_COST'],
      ['2025-03-02', { ...RANGED, 'paid.serious_illness': '2520' }, '5130.00'],
    ],
  },
  {
    name: 'a part of the self-funded cost, its bands counted over the year',
    field: 'est_oth_pay',
    claims: [
      // 11,000 x 40% = 4,400; (7,600 - 2,000) x 50% = 2,800; 4,800 x 80% = 3,840.
      ['2025-03-01', DRUG, '11040.00'],
      // 9,000 x 40% + 3,000 x 70% = 5,700; 6,300 x 50% = 3,150; 3,150 x 80% = 2,520.
      ['2025-04-01', DRUG, '11370.00'],
      ['2025-05-01', { ...DRUG, 'expenses.parts.special_drug': '12000.01' }, 'PARTS_ABOVE_COST'],
      ['2026-03-01', DRUG, '11040.00'],
    ],
  },
];

const rowsOf = ({ claims }: Story): Row[] =>
  inColumnsOfAll(
    claims.map(([date, claim], index) => ({ id: `S${index}`, person: 'P0001', date, ...claim })),
  );
const wanted = ({ claims }: Story): string[] => claims.map(([, , comes]) => comes);

/** What comes of each row: its amount, or the code of its refusal. */
function comesOf(rows: readonly Row[], field: string, { rows: settled, rejects }: Result) {
  return rows.map(
    ({ id }) => settled.find((row) => row.id === id)?.[field] ?? rejects.find((row) => row.id === id)?.code,
  );
}

describe('the year, worked out by hand', () => {
  it.each(STORIES)('in one file: $name', async (story) => {
    const rows = rowsOf(story);
    const result = await settleRows(rows, { policies });
    expect(comesOf(rows, story.field, result)).toEqual(wanted(story));
  });

  it.each(STORIES)('one run for each claim, with ledgers between them: $name', async (story) => {
    const comes: unknown[] = [];
    let opening = '';
    for (const row of rowsOf(story)) {
      const result = await settleRows([row], { policies, opening, closing: true });
      comes.push(...comesOf([row], story.field, result));
      opening = result.closing.map((line) => `${line}\n`).join('');
    }
    expect(comes).toEqual(wanted(story));
  });

  it.each(STORIES)('at the counter: $name', async (story) => {
    const counter = new Counter({ library: openLibrary(policies) });
    const comes: unknown[] = [];
    for (const row of rowsOf(story)) {
      const answer = await counter.settle(claimOfRow(row));
      comes.push('est' in answer ? answer.est[story.field] : answer.refused[0]?.code);
    }
    expect(comes).toEqual(wanted(story));
  });
});
