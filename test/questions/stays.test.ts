import { describe, expect, it } from 'vitest';
import { fields, sitting } from './clerk.ts';

/** A policy whose years begin in July, and which makes one stay of several hospitals. */
const WUHAN = { region: '420100', insurance: 'resident', date: '2025-03-01', year_to_date: 'true' };
const BILL = 'expenses.total expenses.self_funded expenses.over_limit expenses.advance';

describe('a stay that goes on in another hospital', () => {
  it('is asked about where the policy has a rule on it, and what it has taken only after yes', async () => {
    const plain = await sitting(WUHAN);
    expect(fields(plain)).toBe(`region insurance transfer ${BILL} year_to_date year_to_date.pooled_fund`);
    const going = await sitting({ ...WUHAN, transfer: 'true', 'year_to_date.stay_deductible': '200' });
    expect(fields(going)).toBe(
      `region insurance transfer ${BILL} year_to_date.stay_deductible year_to_date year_to_date.pooled_fund`,
    );
    const { estimate } = going.end;
    expect(estimate?.settlement.act_pay_dedc).toBe(60_000);
    const other = await sitting({ region: '371300', insurance: 'employee', 'hospital.level': '3' });
    expect(fields(other)).not.toContain('transfer');
  });
});

describe('the year so far', () => {
  it('says which year is meant where it is not the calendar year', async () => {
    const { asked } = await sitting(WUHAN, { date: '2025-03-01' });
    const { help } = asked.find(({ field }) => field === 'year_to_date') ?? {};
    expect(help?.zh).toContain('医保年度 2024-07-01 至 2025-06-30');
    expect(help?.en).toContain('insurance year 2024-07-01 to 2025-06-30');
  });
});
