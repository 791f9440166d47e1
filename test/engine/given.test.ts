import { describe, expect, test } from 'vitest';
import { policyOf, settleSmall } from '../oracle/inline.ts';

describe('a payment that is given stands for all the lines of its payer', () => {
  const parts = policyOf(
    `- { line: routine, payer: maternity, care: inpatient, base: { part: routine }, rate: 100% }
- { line: key_items, payer: maternity, care: inpatient, base: { part: key_items }, rate: 80% }`,
    { file: 'parts: { routine: { label: 常规 }, key_items: { label: 重点 } }' },
  );
  test('more than its first line could pay', () => {
    const claim = {
      total: '1000.00',
      parts: { routine: '100.00', key_items: '900.00' },
      paid: { maternity: '820.00' },
    };
    expect(settleSmall(parts, claim)).toMatchObject({ hifp_pay: '820.00', psn_part_amt: '180.00' });
  });

  const supplement = policyOf(
    `- { line: first, payer: supplement, care: inpatient, base: burden, rate: 70% }
- { line: second, payer: supplement, care: inpatient, base: [self_funded, over_limit], rate: 50% }`,
  );
  test.each([
    ['600.00', '600.00'],
    ['1000.00', '1000.00'],
    ['1000.01', 'givenAboveBase first'],
  ])('from every cost its lines pay on, %s: %s', (paid, expected) => {
    const claim = {
      total: '1500.00',
      selfFunded: '400.00',
      overLimit: '100.00',
      advance: '500.00',
      paid: { supplement: paid },
    };
    const result = settleSmall(supplement, claim);
    expect(typeof result === 'string' ? result : result.oth_pay).toBe(expected);
  });

  test('above a cap that nobody worked out', () => {
    const policy = policyOf(
      `- { line: pooled_fund, care: inpatient, base: in_policy, rate: 80%, cap: { per: settlement, amount: 100 } }
- { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 80% }`,
    );
    const claim = { total: '1000.00', paid: { pooled_fund: '100.00', large_amount: '700.00' } };
    expect(settleSmall(policy, claim)).toMatchObject({
      hifp_pay: '100.00',
      hifob_pay: '700.00',
      psn_part_amt: '200.00',
    });
  });
});

describe('a payer without a line', () => {
  const policy = policyOf(
    `- { line: serious_illness, care: inpatient, base: burden, rate: 50%, cap: { per: settlement, amount: 100 } }
- { line: assistance, care: inpatient, base: { above_cap: serious_illness }, rate: 100% }
- { line: more, payer: supplement, care: inpatient, base: { share_of: serious_illness }, rate: 10% }`,
  );
  test('comes before the payers after it, and bases still mean the lines they name', () => {
    const plain = settleSmall(policy, { total: '1000.00' });
    expect(plain).toMatchObject({ hifmi_pay: '100.00', maf_pay: '800.00', oth_pay: '10.00' });
    const claim = { total: '3000.00', paid: { pooled_fund: '2000.00' } };
    expect(settleSmall(policy, claim)).toMatchObject({
      hifp_pay: '2000.00',
      hifmi_pay: '100.00',
      maf_pay: '800.00',
      oth_pay: '10.00',
    });
  });
});

describe('lines of two policies that happen to have the same name', () => {
  const basic = policyOf('- { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }');
  const sold = (id: string, rate: string, cap: number) =>
    policyOf(
      `- { line: first, payer: supplement, care: inpatient, base: burden, rate: ${rate}, cap: { per: settlement, amount: ${cap} } }
- { line: second, payer: supplement, care: inpatient, base: { above_cap: first }, rate: 10% }`,
      {
        id: `990099/${id}`,
        version: `caps: [{ id: both, per: settlement, lines: [first, second], amount: ${cap + 5} }]`,
      },
    );
  test('bases and shared caps stay within their policy', () => {
    const one = sold('one', '50%', 100);
    const two = sold('two', '50%', 20);
    // one: 500 x 50% = 250, capped at 100, 300 of the cost above it: 30, with the 100 at most 105.
    // two: of 395, 197.50, capped at 20, 355 of the cost above it: 35.50, with the 20 at most 25.
    const result = settleSmall([basic, one, two], { total: '1000.00' });
    expect(result).toMatchObject({
      hifp_pay: '500.00',
      oth_pay: '130.00',
      second: '5.00',
      'second.base': '355.00',
    });
  });
});

describe('what a line refuses is not asked about where its payment is given', () => {
  const policy = policyOf(
    `- { line: assistance, care: inpatient, refuse: [{ code: NOT_REFERRED, when: { access.referral: direct }, reason: 未转诊 }], base: in_policy, rate: 50% }`,
  );
  const claim = { total: '1000.00', facts: { 'hospital.level': '3' } };
  test('it is without one', () => {
    expect(settleSmall(policy, claim)).toBe('needs access.referral');
  });
  test.each(['direct', 'referred', undefined])('and paid the same, referral %s', (referral) => {
    const facts = { ...claim.facts, ...(referral && { 'access.referral': referral }) };
    const result = settleSmall(policy, { ...claim, facts, paid: { assistance: '300.00' } });
    expect(result).toMatchObject({ maf_pay: '300.00', psn_part_amt: '700.00' });
  });
});
