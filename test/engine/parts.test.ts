import { describe, expect, test } from 'vitest';
import { planOf, policyOf, settleSmall } from '../oracle/inline.ts';

const parts = 'parts: { drug: { label: 特药, of: self_funded }, scan: { label: 检查, of: advance } }';
const ofDrug = '- { line: drug, payer: supplement, care: inpatient, base: { part: drug }, rate: 70% }';
const bill = { total: '1000', selfFunded: '300', advance: '100', parts: { drug: '200', scan: '40' } };

describe('a part of another cost than the in-policy one', () => {
  test('is what a line on it pays on', () => {
    const policy = policyOf(
      `${ofDrug}\n- { line: scan, payer: large_amount, care: inpatient, base: { part: scan }, rate: 50% }`,
      { file: parts },
    );
    expect(settleSmall(policy, bill)).toMatchObject({
      drug: '140.00',
      scan: '20.00',
      inscp_scp_amt: '600.00',
      psn_part_amt: '840.00',
    });
  });

  test('has at most what the payers before have left of its cost', () => {
    const first =
      '- { line: all, payer: second_reimbursement, care: inpatient, base: self_funded, rate: 60% }';
    const policy = policyOf(`${first}\n${ofDrug}`, { file: parts });
    // 300 x 60% leaves 120.
    expect(settleSmall(policy, bill)).toMatchObject({ all: '180.00', 'drug.base': '120.00', drug: '84.00' });
  });

  test('is not paid twice', () => {
    const again = ofDrug.replace('line: drug', 'line: again').replace('70%', '100%');
    expect(settleSmall(policyOf(`${ofDrug}\n${again}`, { file: parts }), bill)).toMatchObject({
      drug: '140.00',
      'again.base': '60.00',
      again: '60.00',
    });
  });

  test('is not paid twice where a payment given for a payer moves the lines', () => {
    const again = '- { line: again, payer: accident, care: inpatient, base: { part: drug }, rate: 100% }';
    const policy = policyOf(`${ofDrug}\n${again}`, { file: parts });
    expect(settleSmall(policy, { ...bill, paid: { pooled_fund: '10' } })).toMatchObject({
      pooled_fund: '10.00',
      drug: '140.00',
      'again.base': '60.00',
    });
  });

  test('leaves the reported deductible and untagged in-policy cost alone', () => {
    const policy = policyOf(ofDrug.replace('rate', 'deductible: { per: admission, amount: 50 }, rate'), {
      file: parts,
    });
    expect(settleSmall(policy, bill)).toMatchObject({
      drug: '105.00',
      'drug.deductible': '50.00',
      act_pay_dedc: '0.00',
    });
    const plan = planOf(policy, bill);
    expect(typeof plan === 'string' ? plan : plan.lines.map(({ basic }) => basic)).toEqual([false]);
  });

  test('is one of the same cost in every policy of a claim', () => {
    const basic = policyOf('- { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }', {
      file: 'parts: { drug: { label: 药 } }',
    });
    const more = policyOf(ofDrug, { file: parts, id: '990099/huibao' });
    expect(settleSmall([basic, more], { ...bill, facts: { supplements: ['huibao'] } })).toBe(
      'PART_OF_TWO_COSTS',
    );
  });
});
