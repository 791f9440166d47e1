import { describe, expect, test } from 'vitest';
import { policyOf, settleSmall } from '../oracle/inline.ts';

const care = 'care: inpatient';

describe('coarse totals of the year go to the lines that apply', () => {
  const variants = policyOf(
    `- { line: for_active, payer: pooled_fund, ${care}, when: { status: active }, base: in_policy, deductible: { per: year, amount: 700 }, rate: 50%, cap: { per: year, amount: 1000 } }
- { line: for_retired, payer: pooled_fund, ${care}, when: { status: retired }, base: in_policy, deductible: { per: year, amount: 500 }, rate: 60%, cap: { per: year, amount: 1200 } }`,
  );
  test.each([
    ['active', '0', '0', '150.00'],
    ['active', '300', '0', '300.00'],
    ['active', '700', '0', '500.00'],
    ['active', '700', '900', '100.00'],
    ['retired', '0', '0', '300.00'],
    ['retired', '300', '0', '480.00'],
    ['retired', '500', '0', '600.00'],
    ['retired', '500', '900', '300.00'],
    ['retired', '500', '1200', '0.00'],
  ])('%s with a deductible of %s used and %s paid', (status, deductible, paid, expected) => {
    const claim = {
      total: '1000.00',
      facts: { status },
      totals: { deductible, payers: { pooled_fund: paid } },
    };
    expect(settleSmall(variants, claim)).toMatchObject({ hifp_pay: expected });
  });
});

describe('a payer with two lines: the first is used up to its cap, the rest is the second’s', () => {
  const two = policyOf(
    `- { line: assistance, ${care}, base: burden, rate: 80%, cap: { per: year, amount: 700 } }
- { line: more, payer: assistance, ${care}, base: { above_cap: assistance }, rate: 90%, cap: { per: year, amount: 2000 } }`,
  );
  test.each([
    ['0', '700.00', '112.50'],
    ['600', '100.00', '787.50'],
    ['700', '0.00', '900.00'],
    ['2500', '0.00', '200.00'],
    ['2700', '0.00', '0.00'],
  ])('%s paid so far', (paid, first, second) => {
    const result = settleSmall(two, { total: '1000.00', totals: { payers: { assistance: paid } } });
    expect(result).toMatchObject({ assistance: first, more: second });
  });
});

describe('what is given for a line by its name wins', () => {
  const yearly = policyOf(
    `- { line: pooled_fund, ${care}, base: in_policy, deductible: { per: year, amount: 500 }, counted: { per: year, from: deductible }, bands: [{ up_to: 1000, rate: 50% }, { rate: 80% }] }`,
  );
  test.each([
    [{}, {}, '250.00'],
    [{ inPolicy: '500', deductible: '500' }, {}, '500.00'],
    [{ inPolicy: '1500', deductible: '500' }, {}, '800.00'],
    [{ inPolicy: '1500', deductible: '500' }, { pooled_fund: { base: '1000', deductible: '500' } }, '650.00'],
    [{}, { pooled_fund: { base: '1500', deductible: '500' } }, '800.00'],
  ])('%o and %o', (totals, year, expected) => {
    const claim = {
      total: '1000.00',
      totals: totals as Record<string, string>,
      year: year as Record<string, Record<string, string>>,
    };
    expect(settleSmall(yearly, claim)).toMatchObject({ hifp_pay: expected });
  });
});

test('cost borne first does not advance the bands of the year', () => {
  // 1,000 with 10% borne first leaves 900; the second 1,000 starts at 900, not at 1,000.
  const policy = policyOf(
    `- { line: pooled_fund, ${care}, base: in_policy, borne_first: 10%, counted: { per: year, from: zero }, bands: [{ up_to: 1000, rate: 50% }, { rate: 80% }] }`,
  );
  const whole = settleSmall(policy, { total: '2000.00' });
  const second = settleSmall(policy, { total: '1000.00', year: { pooled_fund: { base: '1000' } } });
  expect(whole).toMatchObject({ hifp_pay: '1140.00' });
  expect(second).toMatchObject({ hifp_pay: '690.00' });
});

test.each([
  ['month', '0', '600.00'],
  ['disease', '0', '600.00'],
  ['year', '0', '600.00'],
])('caps on the cost: %s', (per, base, expected) => {
  const read = () =>
    settleSmall(
      policyOf(
        `- { line: pooled_fund, ${care}, base: in_policy, rate: 60%, cap: { per: ${per}, on: cost, amount: 1000 } }`,
      ),
      { total: '2000.00', year: { pooled_fund: { base } } },
    );
  if (per === 'year') expect(read()).toMatchObject({ hifp_pay: expected });
  // There is no count of the cost of a month or a disease; only of what was paid.
  else expect(read).toThrow(/CAP_PERIOD/);
});

describe('a yearly cap shared with lines for other care counts what those have paid', () => {
  const shared = policyOf(
    `- { line: stay, payer: pooled_fund, ${care}, base: in_policy, rate: 80% }
- { line: visit, payer: pooled_fund, care: outpatient, base: in_policy, rate: 50% }`,
    { version: 'caps: [{ id: fund, per: year, lines: [stay, visit], amount: 1000 }]' },
  );
  test.each([
    ['0', '800.00'],
    ['200', '800.00'],
    ['300', '700.00'],
    ['1000', '0.00'],
  ])('%s paid for visits', (paid, expected) => {
    const result = settleSmall(shared, { total: '1000.00', year: { visit: { paid } } });
    expect(result).toMatchObject({ stay: expected });
  });
});
