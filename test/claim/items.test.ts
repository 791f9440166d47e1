import { describe, expect, test } from 'vitest';
import { policyOf, settleSmall } from '../oracle/inline.ts';
import { complete, told } from './reading.ts';

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** What the items come to: total, self-funded, over limit, advance, in policy, in yuan. */
function sums(items: string, classB?: number): string {
  const { claim, problems } = complete(`expenses: { items: [${items}] }`, classB);
  if (!claim) return problems.map(({ code }) => code).join(' ');
  const { total, selfFunded, overLimit, advance } = claim.expenses;
  return [total, selfFunded, overLimit, advance, total - selfFunded - overLimit - advance]
    .map(yuan)
    .join(' ');
}

describe('records of real settlements', () => {
  test('R1: 5% of 4.52 is 0.226, and 0.23 is borne first', () => {
    expect(sums('{ amount: 4.52, class: B, advance_rate: 5% }')).toBe('4.52 0.00 0.00 0.23 4.29');
    const policy = policyOf(
      '- { line: pooled_fund, care: outpatient, base: in_policy, deductible: { per: year, amount: 1000 }, rate: 60% }',
    );
    const claim = { total: '4.52', advance: '0.23', facts: { care: 'outpatient' }, personal: '50.00' };
    expect(settleSmall(policy, claim)).toMatchObject({
      inscp_scp_amt: '4.29',
      act_pay_dedc: '4.29',
      hifp_pay: '0.00',
      acct_pay: '4.52',
      psn_cash_pay: '0.00',
    });
  });

  test('R2: 92% of what lies above a deductible of 400', () => {
    const policy = policyOf(
      '- { line: pooled_fund, care: inpatient, base: in_policy, deductible: { per: admission, amount: 400 }, rate: 92% }',
    );
    const claim = { total: '4936.93', selfFunded: '270.00', advance: '343.68', personal: '368.10' };
    expect(settleSmall(policy, claim)).toMatchObject({
      inscp_scp_amt: '4323.25',
      hifp_pay: '3609.39',
      acct_pay: '368.10',
      psn_cash_pay: '959.44',
    });
  });

  test('R3: the base of serious illness is deductible and co-payment, without advance and self-funded', () => {
    const policy = policyOf(
      '- { line: pooled_fund, care: inpatient, base: in_policy, rate: 0% }\n- { line: serious_illness, care: inpatient, base: burden, deductible: { per: year, amount: 20000 }, rate: 60% }',
    );
    const claim = {
      total: '3156.95',
      selfFunded: '209.64',
      advance: '48.57',
      paid: { pooled_fund: '2170.29' },
    };
    expect(settleSmall(policy, claim)).toMatchObject({
      inscp_scp_amt: '2898.74',
      'serious_illness.base': '728.45',
      psn_part_amt: '986.66',
    });
  });

  test('R4: 90% of the sum, half up, not item by item', () => {
    const items = '{ amount: 20.58, class: 乙 }, { amount: 13.47, class: "02" }';
    expect(sums(items, 100_000)).toBe('34.05 0.00 0.00 3.40 30.65');
  });

  test('R5: 10% borne first on one of two items, then half', () => {
    expect(sums('{ amount: 81.90 }, { amount: 25.20, class: B, advance_rate: 10% }')).toBe(
      '107.10 0.00 0.00 2.52 104.58',
    );
    const policy = policyOf('- { line: pooled_fund, care: outpatient, base: in_policy, rate: 50% }');
    const claim = { total: '107.10', advance: '2.52', facts: { care: 'outpatient' } };
    expect(settleSmall(policy, claim)).toMatchObject({ hifp_pay: '52.29', psn_part_amt: '54.81' });
  });

  test('R6: an account that pays the in-policy part only', () => {
    const policy = policyOf('- { line: pooled_fund, care: outpatient, base: in_policy, rate: 0% }', {
      version: 'personal_account: in_policy',
    });
    const claim = { total: '42.00', selfFunded: '19.00', facts: { care: 'outpatient' }, personal: '100.00' };
    expect(settleSmall(policy, claim)).toMatchObject({ acct_pay: '23.00', psn_cash_pay: '19.00' });
  });

  test('R7: where all is self-funded, the deductible is untouched', () => {
    const policy = policyOf(
      '- { line: pooled_fund, care: inpatient, base: in_policy, deductible: { per: admission, amount: 800 }, rate: 90% }',
    );
    expect(settleSmall(policy, { total: '3300.00', selfFunded: '3300.00' })).toMatchObject({
      act_pay_dedc: '0.00',
      fund_pay_sumamt: '0.00',
      psn_part_amt: '3300.00',
    });
  });
});

describe('items add up', () => {
  test.each([
    ['{ amount: 10 }', '10.00 0.00 0.00 0.00 10.00'],
    ['{ amount: 10, class: A, advance_rate: 20% }', '10.00 0.00 0.00 2.00 8.00'],
    ['{ amount: 10, class: C }', '10.00 10.00 0.00 0.00 0.00'],
    ['{ amount: 10, class: 丙类, limit_price: 4 }', '10.00 10.00 0.00 0.00 0.00'],
    ['{ amount: 10, limit_price: 7 }', '10.00 0.00 3.00 0.00 7.00'],
    ['{ amount: 10, limit_price: 70 }', '10.00 0.00 0.00 0.00 10.00'],
    ['{ amount: 10, class: B, advance_rate: 10%, limit_price: 7 }', '10.00 0.00 3.00 0.70 6.30'],
    ['{ amount: 10, class: B, advance_rate: 0.1 }', '10.00 0.00 0.00 1.00 9.00'],
    ['{ amount: 10, class: B, advance_rate: 1 }', '10.00 0.00 0.00 10.00 0.00'],
    ['{ amount: 0.01, class: B, advance_rate: 50% }', '0.01 0.00 0.00 0.00 0.01'],
    [
      '{ amount: 0.01, class: B, advance_rate: 50% }, { amount: 0.01, class: B, advance_rate: 50% }',
      '0.02 0.00 0.00 0.01 0.01',
    ],
    ['{ 名称: 药, 金额: 10, 等级: 乙, 先行自付比例: 10%, 限价: 9 }', '10.00 0.00 1.00 0.90 8.10'],
    [
      '{ det_item_fee_sumamt: 10, chrgitm_lv: "02", selfpay_prop: 0.1, pric_uplmt_amt: 9 }',
      '10.00 0.00 1.00 0.90 8.10',
    ],
    ['{ amount: 0 }', '0.00 0.00 0.00 0.00 0.00'],
  ])('%s: %s', (items, expected) => expect(sums(items)).toBe(expected));

  test('a class B item takes the policy’s rate where it has none of its own', () => {
    expect(sums('{ amount: 10, class: B }', 150_000)).toBe('10.00 0.00 0.00 1.50 8.50');
    expect(sums('{ amount: 10, class: B, advance_rate: 0% }', 150_000)).toBe('10.00 0.00 0.00 0.00 10.00');
    expect(sums('{ amount: 10, class: B }')).toBe('MISSING_ADVANCE_RATE');
  });

  test('tagged items make the parts, in whole fen, never above the in-policy cost', () => {
    const { claim } = complete(
      'expenses: { items: [{ amount: 0.01, class: B, advance_rate: 50%, tag: a }, { amount: 0.01, class: B, advance_rate: 50%, tag: b }, { amount: 5, tag: a }] }',
    );
    // 5.005 and 0.005 are 5.01 in all: the second part gets what is left.
    expect(claim?.expenses).toMatchObject({ total: 502, advance: 1 });
    expect([...(claim?.expenses.parts ?? [])]).toEqual([
      ['a', 501],
      ['b', 0],
    ]);
  });
});

test('an item gives its part what it adds to the cost that the part is of', () => {
  const items = [
    '{ amount: 100, class: C, tag: drug }',
    '{ amount: 50, class: B, advance_rate: 15%, limit_price: 30.33, tag: implant }',
    '{ amount: 20.03, class: B, advance_rate: 15%, tag: scan }',
    '{ amount: 9, class: C, tag: scan }',
    '{ amount: 7, tag: drug }',
  ];
  const costs = { drug: 'self_funded', implant: 'over_limit', scan: 'advance' } as const;
  const { claim } = complete(`expenses: { items: [${items.join(', ')}] }`, undefined, costs);
  // 15% of 30.33 + 20.03 is 7.554; in policy 42.806 + 7, half up 49.81, which leaves 7.55.
  expect(claim?.expenses).toMatchObject({ total: 18603, selfFunded: 10900, overLimit: 1967, advance: 755 });
  // 15% of 20.03 is 3.0045.
  expect(Object.fromEntries(claim?.expenses.parts ?? [])).toEqual({ drug: 10000, implant: 1967, scan: 300 });
});

test('the parts of each cost are no more than it', () => {
  const costs = {
    drug: 'self_funded',
    proton: 'self_funded',
    implant: 'over_limit',
    scan: 'advance',
  } as const;
  const codes = (expenses: string): string =>
    complete(`expenses: { total: 100, ${expenses} }`, undefined, costs)
      .problems.map(({ code, message }) => `${code} ${message.zh}`)
      .join(' ');
  expect(codes('self_funded: 5, parts: { drug: 3, proton: 2 }')).toBe('');
  expect(codes('self_funded: 5, parts: { drug: 3, proton: 2.01 }')).toBe(
    'PARTS_ABOVE_COST 各分项（drug、proton）合计 5.01，超过全自费 5.00',
  );
  expect(codes('over_limit: 5, parts: { implant: 5.01 }')).toContain('超过超限价自费 5.00');
  expect(codes('advance: 5, parts: { scan: 5.01 }')).toContain('超过先行自付 5.00');
  expect(codes('self_funded: 60, parts: { drug: 60, routine: 40.01 }')).toContain('PARTS_ABOVE_IN_POLICY');
});

describe('items that do not fit', () => {
  test.each([
    ['expenses: { total: 10, items: [{ amount: 9.99 }] }', ['ITEMS_DO_NOT_ADD_UP expenses.total 1:20']],
    [
      'expenses: { total: 10, advance: 1, items: [{ amount: 10, class: B, advance_rate: 20% }] }',
      ['ITEMS_DO_NOT_ADD_UP expenses.advance 1:33'],
    ],
    ['expenses: { total: 10, advance: 2, items: [{ amount: 10, class: B, advance_rate: 20% }] }', []],
    [
      'expenses: { essential_medicine: 4, items: [{ amount: 5, tag: essential_medicine }] }',
      ['ITEMS_DO_NOT_ADD_UP expenses.essential_medicine 1:33'],
    ],
    ['expenses: { essential_medicine: 4, items: [{ amount: 5 }] }', []],
    ['expenses: { items: [{ amount: 90000000 }, { amount: 0.01 }] }', ['MONEY_TOO_LARGE expenses.total']],
    ['expenses: { items: [{ amount: 90000000.01 }] }', ['MONEY_TOO_LARGE expenses.items[1].amount 1:31']],
    [
      'expenses: { items: [{ amount: 1 }, { amount: -1 }] }',
      ['MONEY_NEGATIVE expenses.items[2].amount 1:46'],
    ],
    ['expenses: { items: [{ amount: 1.234 }] }', ['MONEY_DECIMALS expenses.items[1].amount 1:31']],
    ['expenses: { items: [{ name: x }] }', ['MISSING_FIELD expenses.items[1] 1:21']],
    ['expenses: { items: [{ amount: 1, class: D }] }', ['UNKNOWN_CODE expenses.items[1] 1:21']],
    ['expenses: { items: [{ amount: 1, advance_rate: 101% }] }', ['NOT_A_RATE expenses.items[1] 1:21']],
    ['expenses: { items: [{ amount: 1, advance_rate: 10 }] }', ['NOT_A_RATE expenses.items[1] 1:21']],
    ['expenses: { items: [{ amount: 1, prize: 3 }] }', ['UNKNOWN_FIELD expenses.items[1] 1:34']],
    ['expenses: { items: [{ amount: 1, constructor: 3 }] }', ['UNKNOWN_FIELD expenses.items[1] 1:34']],
    ['expenses: { items: [{ amount: 1, 金额: 3 }] }', ['FIELD_TWICE expenses.items[1] 1:34']],
    ['expenses: { items: [5] }', ['NOT_A_MAP expenses.items[1] 1:21']],
    ['expenses: { items: { amount: 5 } }', ['NOT_A_LIST expenses.items 1:20']],
  ])('%s', (text, problems) => expect(told(text, complete)).toEqual(problems));
});
