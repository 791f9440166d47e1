import { afterAll, describe, expect, test } from 'vitest';
import { Trial } from './trial.ts';

/** Stays go by filing; outpatient care by nothing. */
const LINES = `      - line: pooled_fund
        care: inpatient
        base: in_policy
        rate: { by: { access.filing: { local: 90%, filed_transfer: 80%, else: 50% } } }
      - line: pooled_fund_outpatient
        payer: pooled_fund
        care: outpatient
        base: in_policy
        rate: 60%
`;
const trial = new Trial(LINES, { expenses: { total: 1000 } });
afterAll(() => trial.remove());

describe('a transfer by its kind alone', () => {
  test('is settled as filed, and says so with the flag that says otherwise', async () => {
    const { settlement, notices } = await trial.settle({ care: 'inpatient', refl_type: '2' });
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
    const { settlement, notices } = await trial.settle(claim);
    expect(settlement.hifp_pay).toBe(yuan * 100);
    const codes = notices.map(({ code }) => code);
    expect(codes).not.toContain('TRANSFER_IMPLIED');
    for (const { message } of notices) expect(message.zh).not.toMatch(/转诊|备案/);
  });

  test('our words for the place say nothing of a filing: it is asked for', async () => {
    await expect(trial.settle({ care: 'inpatient', access: { place: 'in_province' } })).rejects.toThrow();
  });
});
