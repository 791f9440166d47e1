import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../src/engine/notices.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { planOf, policyOf, type SmallClaim } from '../oracle/inline.ts';

const LINES = `- { line: pooled_fund, care: inpatient, base: in_policy, rate: 70% }
- { line: serious_illness, care: inpatient, base: burden, rate: 60% }`;

/** What is said of caps that are not stated, in Chinese. */
function said(cap: string, total: number, claim: Omit<SmallClaim, 'total'> = {}): string[] {
  const policy = policyOf(LINES, { version: `caps: [{ id: most, ${cap} }]` });
  const plan = planOf(policy, { total: '1', ...claim }) as Plan;
  const amounts = new Float64Array(plan.inSize);
  amounts[0] = total;
  const out = new Float64Array(plan.outSize);
  settle(plan, amounts, new Float64Array(plan.stateSize), out, { code: OUTCOME.ok, line: 0, band: 0 });
  return noticesOf(plan, amounts, out, '2025-05-01')
    .filter(({ code }) => code === 'CAP_NOT_STATED')
    .map(({ message }) => message.zh);
}

describe('a cap that lines share and that is not stated', () => {
  const text = '几项合计有封顶线（caps.most），未载明，没有计入';

  it.each([
    'per: settlement, lines: all, share: not_stated',
    'per: year, lines: [pooled_fund], amount: not_stated',
  ])('is said: %s', (cap) => {
    expect(said(cap, 100_000)).toEqual([text]);
  });

  it('is refused where a table of it has no row for the claim', () => {
    const table = 'share: { by: { assistance: { minimum_living: 90% } } }';
    const policy = policyOf(LINES, {
      version: `caps: [{ id: most, per: settlement, lines: all, ${table} }]`,
    });
    expect(planOf(policy, { total: '1' })).toBe('NO_FIGURE');
    expect(planOf(policy, { total: '1', facts: { assistance: 'minimum_living' } })).toBeTypeOf('object');
  });

  it('is not looked up where none of its lines pays', () => {
    const lines = `${LINES}
- { line: assistance, care: inpatient, when: { assistance: minimum_living }, base: burden, rate: 70% }`;
    const table = 'amount: { by: { assistance: { minimum_living: 100 } } }';
    const version = `caps: [{ id: most, per: year, lines: [assistance], ${table} }]`;
    expect(planOf(policyOf(lines, { version }), { total: '1' })).toBeTypeOf('object');
  });

  it('is not said where its lines have nothing to pay on, where there is none, and where it is known', () => {
    expect(said('per: settlement, lines: all, share: not_stated', 0)).toEqual([]);
    expect(said('per: settlement, lines: all, share: none', 100_000)).toEqual([]);
    expect(said('per: settlement, lines: all, share: 90%', 100_000)).toEqual([]);
    const assume = { 'caps.most': '90%' };
    expect(said('per: settlement, lines: all, share: not_stated', 100_000, { assume })).toEqual([]);
  });
});
