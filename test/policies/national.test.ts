import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { eligibility } from '../../src/engine/eligibility.ts';
import { Library } from '../../src/policy/library.ts';

const library = new Library([fileURLToPath(new URL('../../policies', import.meta.url))]);
const today = '2025-05-01';
const paid = (insurance: string, paidOn: string) =>
  eligibility({ insurance, given: new Map([['paid_on', paidOn]]), today }, library);
const life = (insurance: string, sex: string, years: number, paidYears: number) => {
  const given = new Map<string, string | number>([
    ['sex', sex],
    ['years', years],
    ['paid_years', paidYears],
  ]);
  return eligibility({ insurance, given, today }, library);
};

describe('when cover starts', () => {
  it.each([
    // The month after payment.
    ['employee', '2025-07-01', '2025-08-01'],
    ['employee', '2025-07-31', '2025-08-01'],
    ['employee', '2025-12-15', '2026-01-01'],
    // September to November: 1 January of the next year.
    ['resident', '2025-09-01', '2026-01-01'],
    ['resident', '2025-11-30', '2026-01-01'],
    ['urban_resident', '2025-10-10', '2026-01-01'],
    ['nrcms', '2025-10-10', '2026-01-01'],
    // Otherwise three months later, to the day; a day the month does not have is its last.
    ['resident', '2025-08-31', '2025-11-30'],
    ['resident', '2025-12-01', '2026-03-01'],
    ['urban_resident', '2025-01-15', '2025-04-15'],
    ['nrcms', '2025-11-30', '2026-01-01'],
    ['nrcms', '2025-12-31', '2026-03-31'],
  ])('%s paid on %s: %s', async (insurance, paidOn, from) => {
    expect((await paid(insurance, paidOn)).cover?.from).toBe(from);
  });

  it('says that two pages disagree about employees, and what is assumed of residents', async () => {
    const employee = await paid('employee', '2025-07-01');
    expect(employee.notices.find(({ code }) => code === 'POLICY_NOTE')?.message.zh).toContain('两处不一致');
    const resident = await paid('resident', '2025-07-01');
    expect(resident.notices.map(({ code }) => code)).toContain('FIGURE_ASSUMED');
    const inTime = await paid('resident', '2025-10-01');
    expect(inTime.notices.map(({ code }) => code)).not.toContain('FIGURE_ASSUMED');
  });

  it.each(['maternity', 'none'])('has no rule for %s', async (insurance) => {
    await expect(paid(insurance, '2025-07-01')).rejects.toThrow('NO_COVER_RULE');
  });
});

describe('lifetime entitlement', () => {
  it.each([
    ['male', 25, 15, true, 0],
    ['male', 24, 15, false, 1],
    ['male', 25, 14, false, 1],
    ['male', 20, 10, false, 5],
    ['female', 20, 15, true, 0],
    ['female', 19, 15, false, 1],
    ['female', 20, 12, false, 3],
  ] as const)('%s, %i years in all, %i paid: %s', async (sex, years, paidYears, lifetime, yearsMissing) => {
    const result = await life('employee', sex, years, paidYears);
    expect(result.life).toMatchObject({ lifetime, yearsMissing });
    expect(result.sources.map(({ id }) => id)).toEqual(['lifetime']);
  });

  it('is for employees only', async () => {
    const result = await life('resident', 'male', 40, 40);
    expect(result.life?.lifetime).toBe(false);
    expect(result.life?.yearsMissing).toBeUndefined();
  });
});
