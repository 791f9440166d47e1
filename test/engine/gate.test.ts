import { describe, expect, it } from 'vitest';
import type { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { explain } from '../../src/engine/explain.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { wordingOf } from '../../src/policy/wording.ts';
import { planOf, policyOf, settleSmall } from '../oracle/inline.ts';

const gated = (gate: string, more = '') =>
  policyOf(`- { line: pooled_fund, care: inpatient, gate: ${gate}, base: in_policy, rate: 50%${more} }`);

const paid = (gate: string, total: string, selfFunded = '0'): string => {
  const result = settleSmall(gated(gate), { total, selfFunded });
  return typeof result === 'string' ? result : (result.hifp_pay ?? '');
};

describe('a gate', () => {
  // At the edge, a fen below and a fen above: `from` and `up_to` let the edge itself in, `above` and `below` do not.
  it.each([
    ['from: 30000', '29999.99', '0.00'],
    ['from: 30000', '30000', '15000.00'],
    ['from: 30000', '30000.01', '15000.01'],
    ['above: 30000', '29999.99', '0.00'],
    ['above: 30000', '30000', '0.00'],
    ['above: 30000', '30000.01', '15000.01'],
    ['up_to: 30000', '29999.99', '15000.00'],
    ['up_to: 30000', '30000', '15000.00'],
    ['up_to: 30000', '30000.01', '0.00'],
    ['below: 30000', '29999.99', '15000.00'],
    ['below: 30000', '30000', '0.00'],
    ['below: 30000', '30000.01', '0.00'],
    ['from: 10000, below: 30000', '9999.99', '0.00'],
    ['from: 10000, below: 30000', '20000', '10000.00'],
    ['from: none', '0.02', '0.01'],
    ['up_to: none', '90000000', '45000000.00'],
  ])('%s, a bill of %s: %s', (edges, total, amount) => {
    expect(paid(`{ on: in_policy, ${edges} }`, total)).toBe(amount);
  });

  it('looks at the in-policy cost or at the whole bill', () => {
    expect(paid('{ on: in_policy, from: 30000 }', '30000', '0.01')).toBe('0.00');
    expect(paid('{ on: total, from: 30000 }', '30000', '0.01')).toBe('15000.00');
  });

  it('needs edges that are known, and takes the cautious end of a range', () => {
    expect(paid('{ on: total, from: not_stated }', '1')).toBe('FIGURE_NOT_STATED');
    const range = gated('{ on: total, from: { low: 100, high: 200 } }');
    expect(settleSmall(range, { total: '150', bound: 'low' })).toMatchObject({ hifp_pay: '0.00' });
    expect(settleSmall(range, { total: '150', bound: 'high' })).toMatchObject({ hifp_pay: '75.00' });
  });

  it('leaves nothing in the year of a line that it keeps out of', () => {
    const result = settleSmall(gated('{ on: total, from: 100 }', ', deductible: { per: year, amount: 10 }'), {
      total: '99',
    });
    expect(result).toMatchObject({ 'pooled_fund.base': '0.00', 'pooled_fund.deductible': '0.00' });
  });

  it('does not hold for a payment that is given', () => {
    const claim = { total: '99', paid: { pooled_fund: '40' } };
    expect(settleSmall(gated('{ on: total, from: 100 }'), claim)).toMatchObject({ hifp_pay: '40.00' });
  });

  it('says in the step what it looks at, its edges, and the amount', () => {
    const policy = gated('{ on: in_policy, above: 10000, up_to: 30000 }');
    const plan = planOf(policy, { total: '1' }) as Plan;
    const step = (total: number) => {
      const amounts = new Float64Array(plan.inSize);
      amounts[0] = total;
      const state = new Float64Array(plan.stateSize);
      const out = new Float64Array(plan.outSize);
      settle(plan, amounts, state, out, { code: OUTCOME.ok, line: 0, band: 0 });
      return explain(plan, amounts, state, out, wordingOf([policy]))[1];
    };
    expect(step(1_000_000)).toMatchObject({
      applied: false,
      rule: {
        zh: '只在政策范围费用超过 10,000.00、不超过 30,000.00 时支付，这笔是 10,000.00',
        en: 'pays only where the in-policy cost is above 10,000.00 and at most 30,000.00; here it is 10,000.00',
      },
    });
    expect(step(1_000_001)).toMatchObject({ applied: true, result: 500_001 });
    expect(step(1_000_001)?.rule.en).toContain('the in-policy cost above 10,000.00 and at most 30,000.00');
  });

  it.each([
    ['{ on: total }', 'GATE_EDGES'],
    ['{ on: total, from: 1, above: 1 }', 'GATE_EDGES'],
    ['{ on: total, up_to: 1, below: 1 }', 'GATE_EDGES'],
    ['{ on: burden, from: 1 }', 'UNKNOWN_WORD'],
    ['{ on: total, from: 85% }', 'BAD_AMOUNT'],
    ['{ from: 1 }', 'MISSING_KEY'],
  ])('is refused as %s', (gate, code) => {
    try {
      gated(gate);
      expect.unreachable();
    } catch (error) {
      expect((error as BaoxiaoError).diagnostics.map((problem) => problem.code)).toContain(code);
    }
  });
});
