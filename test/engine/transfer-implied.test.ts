import { afterAll, describe, expect, test } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { estimateDraft } from '../../src/engine/estimate.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { treeOf } from '../../src/source/tree.ts';
import { Folder } from '../batch/support/folder.ts';

/** Stays go by filing; outpatient care by nothing. */
const POLICY = `policy: 990700/employee
title: { zh: 试验, en: trial }
checked: 2026-01-01
sources: { page: { title: { zh: 文件, en: document }, grade: official } }
versions:
  - from: 2024-01-01
    source: page
    basis: stated
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        rate: { by: { access.filing: { local: 90%, filed_transfer: 80%, else: 50% } } }
      - line: pooled_fund_outpatient
        payer: pooled_fund
        care: outpatient
        base: in_policy
        rate: 60%
`;
const folder = new Folder();
afterAll(() => folder.remove());
folder.write('990700-trial/employee.yaml', POLICY);
const options = { library: openLibrary([folder.path]) };

async function settled(claim: object) {
  const base = { region: '990700', insurance: 'employee', date: '2025-03-01', expenses: { total: 1000 } };
  const draft = readDraft(treeOf({ ...base, ...claim }, ''), (problem) => {
    throw new Error(problem.code);
  });
  return estimateDraft(draft, options);
}

describe('a transfer by its kind alone', () => {
  test('is settled as filed, and says so with the flag that says otherwise', async () => {
    const { settlement, notices } = await settled({ care: 'inpatient', refl_type: '2' });
    expect(settlement.hifp_pay).toBe(80000);
    const [notice] = notices.filter(({ code }) => code === 'TRANSFER_IMPLIED');
    expect(notice?.message.zh).toContain('异地备案“转诊备案”');
    expect(notice?.message.en).toContain('“filed transfer”');
    expect(notice?.message.en).toContain('--filing');
    expect(notice?.message.en).not.toContain('--referral');
  });

  test.each([
    [
      'where filing is given, nothing is implied',
      { care: 'inpatient', refl_type: '2', access: { filing: 'unfiled' } },
      500,
    ],
    ['where nothing goes by it, nothing is said of it', { care: 'outpatient', refl_type: '1' }, 600],
  ])('%s', async (_what, claim, yuan) => {
    const { settlement, notices } = await settled(claim);
    expect(settlement.hifp_pay).toBe(yuan * 100);
    const codes = notices.map(({ code }) => code);
    expect(codes).not.toContain('TRANSFER_IMPLIED');
    for (const { message } of notices) expect(message.zh).not.toMatch(/转诊|备案/);
  });

  test('our words for the place say nothing of a filing: it is asked for', async () => {
    await expect(settled({ care: 'inpatient', access: { place: 'in_province' } })).rejects.toThrow();
  });
});
