import { afterAll, describe, expect, test } from 'vitest';
import { settleRows } from '../batch/support/here.ts';
import { Trial } from './trial.ts';

/** A yearly deductible and bands of the year; stays with neither; and what the person has borne all year. */
const LINES = `      - line: clinic
        payer: large_amount
        care: outpatient
        base: in_policy
        deductible: { per: year, amount: 1800 }
        counted: { per: year, from: deductible }
        bands: [{ up_to: 20000, rate: 70% }, { rate: 60% }]
      - line: clinic_bands
        payer: pooled_fund
        care: emergency
        base: in_policy
        counted: { per: year, from: zero }
        bands: [{ up_to: 20000, rate: 70% }, { rate: 60% }]
      - line: stays
        payer: pooled_fund
        care: inpatient
        base: in_policy
        deductible: { per: admission, amount: 100 }
        rate: 50%
      - line: serious_illness
        care: inpatient
        base: burden
        deductible: { per: year, amount: 1000 }
        rate: 60%
`;
const BASE = { region: '990700', insurance: 'employee', date: '2025-03-01' };
const trial = new Trial(LINES, { ...BASE, expenses: { total: 5000 } });
afterAll(() => trial.remove());

async function noticesOf(claim: object) {
  const { notices } = await trial.settle(claim);
  return notices.filter(({ code }) => code.startsWith('YEAR_'));
}

describe('what a claim leaves out of its year', () => {
  test.each<[string, string, object, string[]]>([
    ['outpatient', 'the payment alone', { large_amount: 3000 }, ['YEAR_DEDUCTIBLE_AGAIN']],
    ['outpatient', 'the payment of the line alone', { clinic: { paid: 3000 } }, ['YEAR_DEDUCTIBLE_AGAIN']],
    ['outpatient', 'with the deductible', { large_amount: 3000, deductible: 1800 }, []],
    ['outpatient', 'with the deductible of the line', { large_amount: 3000, clinic: { deductible: 0 } }, []],
    ['outpatient', 'with the cost', { large_amount: 3000, in_policy: 6000 }, []],
    ['outpatient', 'of another payer', { pooled_fund: 3000 }, []],
    ['outpatient', 'nothing of the year', {}, []],
    ['outpatient', 'a payment of nothing', { large_amount: 0 }, []],
    ['outpatient', 'an earlier visit', { admissions: 1 }, ['YEAR_DEDUCTIBLE_AGAIN']],
    ['outpatient', 'an earlier visit and the deductible', { admissions: 1, deductible: 1800 }, []],
    ['outpatient', 'an earlier visit and its cost', { admissions: 1, in_policy: 300 }, []],
    ['outpatient', 'no earlier visit', { admissions: 0 }, []],
    ['emergency', 'the payment alone', { pooled_fund: 3000 }, ['YEAR_BASE_UNKNOWN']],
    ['emergency', 'with the cost', { pooled_fund: 3000, in_policy: 6000 }, []],
    ['inpatient', 'the payment alone', { pooled_fund: 3000 }, ['YEAR_BURDEN_UNKNOWN']],
    ['inpatient', 'the cost alone', { in_policy: 6000 }, ['YEAR_BURDEN_UNKNOWN']],
    ['inpatient', 'with what was borne', { pooled_fund: 3000, self_pay: 3000 }, []],
    ['inpatient', 'with nothing borne', { pooled_fund: 3000, self_pay: 0 }, []],
    ['inpatient', 'with the base of the line', { pooled_fund: 3000, serious_illness: { base: 3000 } }, []],
    ['inpatient', 'a deductible for each stay does not go by the year', { admissions: 1 }, []],
  ])('%s, %s: %j', async (care, _what, year_to_date, codes) => {
    const found = await noticesOf({ care, year_to_date });
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test('it says which, how much, and what to give', async () => {
    const [again] = await noticesOf({ care: 'outpatient', year_to_date: { large_amount: 3000 } });
    for (const text of [again?.message.zh, again?.message.en]) {
      expect(text).toContain('3,000.00');
      expect(text).toContain('1,800.00');
      expect(text).toContain('--ytd clinic.deductible=1800.00');
    }
  });

  test('a year that is carried from row to row is whole; one that a row states is not', async () => {
    const row = { person: 'P1', ...BASE, care: 'inpatient', 'expenses.total': '5000' };
    const carried = [
      { ...row, id: 'S1' },
      { ...row, id: 'S2' },
    ];
    const of = async (rows: Record<string, string>[]) =>
      (await settleRows(rows, { policies: [trial.root] })).rows.map(({ est_notices }) => est_notices ?? '');
    expect((await of(carried)).join()).not.toContain('YEAR_');
    // The count may be stated and the amounts carried.
    const counted = carried.map((one, index) => ({
      ...{ ...one, care: 'outpatient', 'year_to_date.admissions': String(index) },
    }));
    expect((await of(counted)).join()).not.toContain('YEAR_');
    const [stated] = await of([{ ...row, id: 'S3', 'year_to_date.pooled_fund': '3000' }]);
    expect(stated).toContain('YEAR_BURDEN_UNKNOWN');
  });
});
