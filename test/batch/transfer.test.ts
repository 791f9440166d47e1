import { afterAll, describe, expect, it } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError, Problems } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, estimateDraft } from '../../src/engine/estimate.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { claimOfRow } from './support/counter.ts';
import { inColumnsOfAll, type Row } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { settleRows } from './support/here.ts';

/**
 * A stay over several hospitals, as in Art 24 of a city's rules: 800 / 400 / 200 by level, half of it from the second stay of
 * the year at levels 2 and 3; the higher deductible once, each hospital by its own rate, one admission.
 */
const POLICY = `policy: 990041/resident
title: 虚构
checked: 2026-11-01
sources: { page: { title: 虚构的通知, grade: official } }
versions:
  - from: 2020-01-01
    source: page
    basis: stated
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible:
          per: admission
          transfer: higher_once
          amount: { by: { hospital.level: { 3: 800, 2: 400, else: 200 } } }
          adjust: [{ when: { admission: 2.., hospital.level: [2, 3] }, factor: 50% }]
        rate: { by: { hospital.level: { 3: 60%, 2: 70%, else: 90% } } }
`;

const folder = new Folder();
afterAll(() => folder.remove());
folder.write('990041-made-up/resident.yaml', POLICY);
// The same rules without a word on transfers.
folder.write(
  '990042-made-up/resident.yaml',
  POLICY.replace('990041', '990042').replace('          transfer: higher_once\n', ''),
);
const policies = [folder.path];
const library = openLibrary(policies);

function claim(id: string, date: string, level: number, total: string, more: Row = {}): Row {
  return {
    ...{ id, person: 'P', date, region: '990041', insurance: 'resident', care: 'inpatient' },
    ...{ 'hospital.level': String(level), 'expenses.total': total, transfer: '', ...more },
  };
}
const GOES_ON = { transfer: 'true' };

async function settled(rows: readonly Row[], opening?: string) {
  const wishes = { policies, closing: true, ...(opening !== undefined && { opening }) };
  const result = await settleRows(inColumnsOfAll(rows), wishes);
  const amounts = result.rows.map(
    ({ est_act_pay_dedc, est_hifp_pay }) => `${est_act_pay_dedc} ${est_hifp_pay}`,
  );
  const rejects = result.rejects.map(({ id, code, field }) => `${id} ${code} ${field}`);
  return { amounts, rejects, closing: result.closing.map((line) => `${line}\n`).join('') };
}

async function estimate(row: Row): Promise<Estimate> {
  const problems = new Problems();
  const draft = readDraft(claimOfRow(row), (problem) => problems.error(problem));
  problems.throwIfFailed();
  return estimateDraft(draft, { library });
}

describe('a stay over several hospitals in a file of claims', () => {
  it('takes the higher deductible once, each hospital by its own rate', async () => {
    const up = [claim('a', '2025-03-01', 1, '1200'), claim('b', '2025-03-10', 3, '5600', GOES_ON)];
    // 1,000 x 90%; 800 - 200 = 600, 5,000 x 60%.
    expect((await settled(up)).amounts).toEqual(['200.00 900.00', '600.00 3000.00']);
    const down = [
      claim('a', '2025-03-01', 3, '10800'),
      claim('b', '2025-03-10', 2, '1000', GOES_ON),
      claim('c', '2025-03-20', 1, '1000', GOES_ON),
    ];
    // 10,000 x 60%; then nothing is left to take: 1,000 x 70%, 1,000 x 90%.
    expect((await settled(down)).amounts).toEqual(['800.00 6000.00', '0.00 700.00', '0.00 900.00']);
  });

  it('is one admission: the next stay is the second, and halved', async () => {
    const rows = [
      claim('a', '2025-03-01', 1, '1200'),
      claim('b', '2025-03-10', 3, '5600', GOES_ON),
      claim('c', '2025-06-01', 3, '1400'),
      // The second stay goes on, its deductible halved, too: 200 - 400 is nothing.
      claim('d', '2025-06-10', 2, '1000', GOES_ON),
    ];
    const { amounts } = await settled(rows);
    expect(amounts.slice(2)).toEqual(['400.00 600.00', '0.00 700.00']);
  });

  it('goes on across the turn of the year, and in the next run', async () => {
    const first = await settled([claim('a', '2025-12-20', 1, '1200')]);
    const rows = [claim('b', '2026-01-10', 3, '5600', GOES_ON), claim('c', '2026-03-01', 3, '1800')];
    // No admission of the new year: the stay in March is its first.
    const expected = ['600.00 3000.00', '800.00 600.00'];
    expect((await settled(rows, first.closing)).amounts).toEqual(expected);
    const [b, c] = rows as [Row, Row];
    const second = await settled([b], first.closing);
    expect([...second.amounts, ...(await settled([c], second.closing)).amounts]).toEqual(expected);
  });

  it('of which a settlement is taken back goes on with what is left', async () => {
    const rows = [
      claim('a', '2025-03-01', 2, '1400'),
      claim('b', '2025-03-10', 3, '5400', GOES_ON),
      claim('R', '2025-03-11', 3, '', { reverses: 'b' }),
      claim('c', '2025-03-12', 3, '5400', GOES_ON),
      claim('S', '2025-03-13', 3, '', { reverses: 'c' }),
      claim('T', '2025-03-13', 2, '', { reverses: 'a' }),
      claim('d', '2025-03-20', 3, '1800'),
    ];
    const { amounts, rejects } = await settled(rows);
    expect(rejects).toEqual([]);
    expect(amounts).toEqual([
      '400.00 700.00',
      '400.00 3000.00',
      '-400.00 -3000.00',
      '400.00 3000.00',
      '-400.00 -3000.00',
      '-400.00 -700.00',
      // Nothing is left of the stay: this one is the first.
      '800.00 600.00',
    ]);
  });

  it('across years, taken back whole, is an admission of neither', async () => {
    const rows = [
      claim('a', '2025-12-20', 2, '1400'),
      claim('b', '2026-01-10', 3, '5400', GOES_ON),
      claim('R', '2026-01-11', 2, '', { reverses: 'a' }),
      claim('S', '2026-01-12', 3, '', { reverses: 'b' }),
      claim('c', '2026-03-01', 3, '1800'),
      claim('d', '2026-04-01', 3, '1400'),
    ];
    expect((await settled(rows)).amounts.slice(4)).toEqual(['800.00 600.00', '400.00 600.00']);
  });

  it('without an earlier stay is rejected, unless the row says what that has taken', async () => {
    const alone = [claim('a', '2025-03-10', 3, '5600', GOES_ON)];
    expect((await settled(alone)).rejects).toEqual(['a TRANSFER_WITHOUT_STAY transfer']);
    const stated = [
      claim('a', '2025-03-10', 3, '5600', { ...GOES_ON, 'year_to_date.stay_deductible': '200' }),
      claim('b', '2025-03-20', 2, '1000', { ...GOES_ON, 'year_to_date.stay_deductible': '' }),
    ];
    expect((await settled(stated)).amounts).toEqual(['600.00 3000.00', '0.00 700.00']);
  });

  it('is two admissions where the policy has no rule on it', async () => {
    const other = { region: '990042' };
    const rows = [
      claim('a', '2025-03-01', 2, '1400', other),
      claim('b', '2025-03-10', 3, '5400', { ...GOES_ON, ...other }),
    ];
    expect((await settled(rows)).amounts).toEqual(['400.00 700.00', '400.00 3000.00']);
  });
});

describe('a single claim that goes on with a stay', () => {
  it('needs to know what the stay has taken', async () => {
    const refused = await estimate(claim('a', '2025-03-10', 3, '5600', GOES_ON)).catch((error) => error);
    expect(refused).toBeInstanceOf(BaoxiaoError);
    expect(refused.diagnostics).toMatchObject([
      { code: 'TRANSFER_WITHOUT_STAY', field: 'year_to_date.stay_deductible' },
    ]);
  });

  it.each([
    ['in all', { 'year_to_date.stay_deductible': '200' }],
    ['by line', { 'year_to_date.pooled_fund.stay_deductible': '200' }],
  ])('states it %s, and the result shows it', async (_, stated) => {
    const { settlement, steps } = await estimate(
      claim('a', '2025-03-10', 3, '5600', { ...GOES_ON, ...stated, 'year_to_date.admissions': '1' }),
    );
    // The admission of which the year has one already is this one: not halved.
    expect([settlement.act_pay_dedc, settlement.hifp_pay]).toEqual([60_000, 300_000]);
    const line = steps.find((step) => step.line === 'pooled_fund');
    expect(line?.rule.zh).toContain('起付线取较高者只扣一次');
    expect(line?.inputs.map(({ name, value }) => `${name} ${value.zh}`)).toEqual([
      'base 5,600.00',
      'stay_deductible 200.00',
      'deductible 800.00',
      'deductible_applied 600.00',
    ]);
  });

  it('is told that the policy makes no difference where it has no rule on it', async () => {
    const { notices, settlement } = await estimate(
      claim('a', '2025-03-10', 3, '5800', { ...GOES_ON, region: '990042' }),
    );
    expect(settlement.act_pay_dedc).toBe(80_000);
    expect(notices.find(({ code }) => code === 'FIELD_NOT_USED')?.message.zh).toContain('转院续住');
  });
});
