import { afterAll, describe, expect, test } from 'vitest';
import { answer } from '../../src/curve/request.ts';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { estimateDraft } from '../../src/engine/estimate.ts';
import { prepare } from '../../src/engine/prepare.ts';
import { settleRows } from '../batch/support/here.ts';
import { Trial } from './trial.ts';

/** A rate by hospital level and, for the retired, by age, above a yearly deductible that goes by status alone; for emergencies a question that comes first. */
const LINES = `      - line: pooled_fund
        care: outpatient
        base: in_policy
        deductible: { per: year, amount: { by: { status: { active: 1800, retired: 1300 } } } }
        counted: { per: year, from: deductible }
        bands:
          - { up_to: 1000, rate: 90% }
          - rate:
              by:
                hospital.level:
                  community: 80%
                  else: { by: { status: { active: 70%, retired: { by: { age: { ..69: 75%, 70..: 78% } } } } } }
      - line: pooled_fund_emergency
        payer: pooled_fund
        care: emergency
        base: in_policy
        deductible: { per: visit, amount: 50 }
        rate: { by: { hospital.level: { community: 80%, else: 70% } } }
        adjust: [{ when: { pre_existing: true }, points: -10% }]
      - line: pooled_fund_chronic
        payer: pooled_fund
        care: chronic
        when: { delivery: vaginal }
        base: in_policy
        rate: 70%
      - line: pooled_fund_other
        payer: pooled_fund
        care: chronic
        base: in_policy
        rate: { by: { hospital.level: { community: 80%, else: 70% } } }
`;
const BASE = { region: '990700', insurance: 'employee', care: 'outpatient', date: '2025-03-01' };
const trial = new Trial(LINES, BASE);
afterAll(() => trial.remove());
const { root, options } = trial;

/** The deductible and payment, or code and fields of what is missing. */
async function outcome(claim: object): Promise<string> {
  try {
    const { settlement } = await trial.settle(claim);
    return `${settlement.act_pay_dedc} ${settlement.hifp_pay}`;
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return error.diagnostics.map(({ code, field }) => `${code} ${field}`).join(', ');
  }
}

describe('what a rate hangs on is asked for where the cost reaches the rate', () => {
  test.each([
    ['below the deductible', { status: 'active', expenses: { total: 1800 } }, '180000 0'],
    ['in a band that hangs on nothing', { status: 'active', expenses: { total: 2800 } }, '180000 90000'],
    [
      'a fen into the next',
      { status: 'active', expenses: { total: 2800.01 } },
      'MISSING_FIELD hospital.level',
    ],
    [
      'level given, age not',
      { status: 'retired', hospital: { level: 3 }, expenses: { total: 2300.01 } },
      'MISSING_FIELD age',
    ],
    [
      'level given where the age does not matter',
      { status: 'retired', hospital: { level: 'community' }, expenses: { total: 3300 } },
      '130000 170000',
    ],
    [
      'at the least deductible that it can be, the status not given',
      { expenses: { total: 1300 } },
      '130000 0',
    ],
    ['a fen above', { expenses: { total: 1300.01 } }, 'MISSING_FIELD status'],
    [
      'what the year has taken counts',
      { expenses: { total: 300.01 }, year_to_date: { deductible: 1000 } },
      'MISSING_FIELD status',
    ],
    [
      'what changes the rate is not given, below the deductible',
      { care: 'emergency', hospital: { level: 3 }, expenses: { total: 50 } },
      '5000 0',
    ],
    [
      'and a fen above',
      { care: 'emergency', hospital: { level: 3 }, expenses: { total: 50.01 } },
      'MISSING_FIELD pre_existing',
    ],
    [
      'what changes the rate is given, the level is not',
      { care: 'emergency', pre_existing: true, expenses: { total: 50.01 } },
      'MISSING_FIELD hospital.level',
    ],
    [
      'with a field that every claim needs, all at once',
      { care: 'chronic', expenses: { total: 100 } },
      'MISSING_FIELD hospital.level, MISSING_FIELD delivery',
    ],
  ])('%s', async (_what, claim, expected) => {
    expect(await outcome(claim)).toBe(expected);
  });

  test('the problem says what may be given', async () => {
    const error = await estimateDraft(
      trial.draft({ status: 'active', expenses: { total: 9000 } }),
      options,
    ).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BaoxiaoError);
    expect((error as BaoxiaoError).diagnostics[0]?.hint?.en).toContain('community');
  });

  test('somebody who can be asked is asked beforehand', async () => {
    const prepared = await prepare(
      trial.draft({ status: 'active', expenses: { total: 100 } }),
      options,
      false,
      () => {},
    );
    expect(prepared.needs.map(({ field }) => field)).toContain('hospital.level');
  });

  test('a curve needs it, for it goes through all costs', async () => {
    const error = await answer(
      trial.draft({ status: 'active', expenses: { total: 100 } }),
      'in_policy',
      options,
    ).catch((caught: unknown) => caught);
    expect((error as BaoxiaoError).diagnostics.map(({ field }) => field)).toEqual(['hospital.level']);
  });

  test('in a batch, too: of one year the first row settles, the next does not', async () => {
    const row = { person: 'P1', ...BASE, status: 'active', 'hospital.level': '' };
    const { rows, rejects } = await settleRows(
      [
        { ...row, id: 'S1', 'expenses.total': '2800' },
        { ...row, id: 'S2', 'expenses.total': '0.01' },
      ],
      { policies: [root] },
    );
    expect(rows.map(({ est_hifp_pay }) => est_hifp_pay)).toEqual(['900.00']);
    expect(rejects.map(({ code, field }) => `${code} ${field}`)).toEqual(['MISSING_FIELD hospital.level']);
  });
});
