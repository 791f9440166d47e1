import { describe, expect, test } from 'vitest';
import { explain } from '../../src/engine/explain.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { amountsOf, stateOf } from '../../src/engine/state.ts';
import { wordingOf } from '../../src/policy/wording.ts';
import { fen, planOf, policyOf, settleSmall } from '../oracle/inline.ts';

/**
 * Numbers from the test suites of other rules engines, as small policies: publicodes (PC, packages/core/test/mécanismes),
 * OpenFisca core (OF, tests/core/tax_scales), PolicyEngine core (PE, country_template), Catala (CA, tests/arithmetic).
 *
 * Left out, because the language does not say it:
 *   10 (lookup: an amount chosen by the cost itself), 25 and 26 (amounts added, or chosen, as thresholds are reached):
 *      benefits here are shares of cost, never fixed amounts by cost;
 *   14 and 15 in part (a floor under a payment): only deductibles have floors;
 *   19 and 20's rounding of the input: a claim is in whole fen, so the test rounds it before;
 *   27 with `round_decimals`: thresholds are compared as they are;
 *   28's negative amounts: a settlement has none; a reversal is the settlement with its signs turned.
 */
const line = (rest: string) => `- { line: pooled_fund, care: inpatient, base: in_policy, ${rest} }`;
const zero = 'counted: { per: settlement, from: zero }';
const paidOn = (policy: ReturnType<typeof policyOf>, total: string, date = '2025-05-01'): string => {
  const result = settleSmall(policy, { total, date });
  return typeof result === 'string' ? result : (result.hifp_pay ?? '');
};

describe('1-4: marginal rates on multiples of a parameter (PC barème.yaml:24-39)', () => {
  const scale = (b: string) =>
    policyOf(
      line(
        `${zero}, bands: [{ up_to: { share: 100%, of: b }, rate: 4.65% }, { up_to: { share: 300%, of: b }, rate: 3% }, { rate: 1% }]`,
      ),
      {
        file: `parameters: { b: { label: B, values: [{ from: 2024-01-01, amount: ${b}, source: made_up }] } }`,
      },
    );
  test.each([
    ['5000', '3000', '139.50'],
    ['5000', '6000', '262.50'],
    ['5000', '30000', '682.50'],
    // With a multiplier of zero all thresholds fall together: an error there, and one here.
    ['0', '300000', 'BANDS_ORDER'],
    ['not_stated', '300000', 'rateNotStated pooled_fund'],
  ])('B %s, %s: %s', (b, total, paid) => expect(paidOn(scale(b), total)).toBe(paid));
});

describe('5-9: marginal rates (PC barème.yaml:72-124)', () => {
  const two = (rate: string) =>
    policyOf(line(`${zero}, bands: [{ up_to: 100, rate: ${rate} }, { rate: 90% }]`));
  test.each([
    ['29%', '200', '119.00'],
    ['56%', '200', '146.00'],
  ])('%s to 100, 90% above: %s gives %s', (rate, total, paid) => expect(paidOn(two(rate), total)).toBe(paid));

  // Theirs has no open top and pays nothing above its last band; a policy says so.
  const top = (second: string) =>
    policyOf(
      line(`${zero}, bands: [{ up_to: 100, rate: 10% }, { up_to: ${second}, rate: 50% }, { rate: 0% }]`),
    );
  test.each([
    ['1000', '40', '4.00'],
    ['1000', '200', '60.00'],
    ['1000', '2000', '460.00'],
    // The second threshold need not be known as long as the cost does not reach its band.
    ['not_stated', '40', '4.00'],
    ['not_stated', '200', 'rateNotStated pooled_fund'],
  ])('second threshold %s, %s: %s', (second, total, paid) => expect(paidOn(top(second), total)).toBe(paid));
});

describe('12-15: deductibles, ceilings', () => {
  test.each([
    ['deductible: { per: admission, amount: 20507 }, rate: 100%', '10000', '0.00'], // PC abattement.yaml:12
    ['deductible: { per: admission, amount: 20507 }, rate: 100%', '80000', '59493.00'], // :15
    ['borne_first: 15%, rate: 100%', '10000', '8500.00'], // :25
    ['borne_first: 15%, rate: 100%', '80000', '68000.00'], // :28
    ['rate: 100%, cap: { per: settlement, amount: 250 }', '1000', '250.00'], // PC encadrement.yaml:7
    ['rate: 100%, cap: { per: settlement, amount: none }', '1000', '1000.00'], // :32, inactive ceiling
  ])('%s on %s: %s', (rest, total, paid) => expect(paidOn(policyOf(line(rest)), total)).toBe(paid));

  test('15: 500 and 400 together, at most 800 (PC encadrement.yaml:67)', () => {
    const policy = policyOf(
      `- { line: a, payer: pooled_fund, care: inpatient, base: { part: a }, rate: 100% }
- { line: b, payer: pooled_fund, care: inpatient, base: { part: b }, rate: 100% }`,
      {
        file: 'parts: { a: { label: a }, b: { label: b } }',
        version: 'caps: [{ id: both, per: settlement, lines: [a, b], amount: 800 }]',
      },
    );
    expect(settleSmall(policy, { total: '900', parts: { a: '500', b: '400' } })).toMatchObject({
      hifp_pay: '800.00',
    });
  });
});

test.each([
  ['1', '0.00'],
  ['1.50', '0.05'],
  ['2', '0.10'],
  ['2.50', '0.20'],
  ['3', '0.30'],
  ['4', '0.30'],
])(
  '16: 0 / 10% from 1 / 20% from 2 / 0 from 3 (OF test_marginal_rate_tax_scale.py:84), %s: %s',
  (total, paid) => {
    const policy = policyOf(
      line(
        `${zero}, bands: [{ up_to: 1, rate: 0% }, { up_to: 2, rate: 10% }, { up_to: 3, rate: 20% }, { rate: 0% }]`,
      ),
    );
    expect(paidOn(policy, total)).toBe(paid);
  },
);

describe('17-20: 10% above 100 (OF test_marginal_rate_tax_scale.py:99-144), a unit being so many fen', () => {
  const inputs = ['200', '200.2', '200.002', '200.6', '200.006', '200.5', '200.005'];
  /** The case with amounts of so many decimals: the input rounded half up to them, the last decimal being a fen. */
  const run = (input: string, decimals: number): string => {
    // Of so many fen a hundred units are as many yuan.
    const scale = 10 ** decimals;
    const [whole = '0', fraction = ''] = input.split('.');
    const digits = `${whole}${fraction.padEnd(6, '0')}`;
    const units = Math.floor((Number(digits) * scale + 500_000) / 1_000_000);
    const policy = policyOf(line(`deductible: { per: admission, amount: ${scale} }, rate: 10%`));
    const inFen = String(units).padStart(3, '0');
    const paid = paidOn(policy, `${inFen.slice(0, -2)}.${inFen.slice(-2)}`).replace('.', '');
    const padded = paid.replace(/^0+/, '').padStart(decimals + 1, '0');
    return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`.replace(/\.?0+$/, '');
  };
  test.each([
    // 17 does not round at all: four decimals hold every digit.
    [17, 4, ['10', '10.02', '10.0002', '10.06', '10.0006', '10.05', '10.0005']],
    // 18: they have 10 for 200.5, rounding 10.05 half to even; half up it is 10.1.
    [18, 1, ['10', '10', '10', '10.1', '10', '10.1', '10']],
    [19, 2, ['10', '10.02', '10', '10.06', '10', '10.05', '10']],
    // 20: they have 10 for 200.005, rounding 10.0005 half to even; half up it is 10.001.
    [20, 3, ['10', '10.02', '10', '10.06', '10.001', '10.05', '10.001']],
  ] as const)('%i, to %i decimals', (_, decimals, expected) => {
    expect(inputs.map((input) => run(input, decimals))).toEqual(expected);
  });
});

test('21: two scales added are the scale of the added rates (OF test_tax_scales_commons.py:30)', () => {
  const one = policyOf(line(`${zero}, bands: [{ up_to: 2000, rate: 5% }, { rate: 10% }]`));
  const two = policyOf(line(`${zero}, bands: [{ up_to: 3000, rate: 2% }, { rate: 4% }]`));
  const both = policyOf(
    line(`${zero}, bands: [{ up_to: 2000, rate: 7% }, { up_to: 3000, rate: 12% }, { rate: 14% }]`),
  );
  for (const total of ['100', '1999', '2000', '2001', '2500', '3000', '3001', '10000']) {
    expect(fen(paidOn(both, total)), total).toBe(fen(paidOn(one, total)) + fen(paidOn(two, total)));
  }
});

describe('22: the date chooses the rates (PE social_security_contribution.yaml:10-31)', () => {
  const bands = (rate: string, upTo: number, above: string) =>
    line(`${zero}, bands: [{ up_to: ${upTo}, rate: ${rate} }, { rate: ${above} }]`);
  const [earlier, later] = [policyOf(bands('3%', 12000, '10%')), policyOf(bands('4%', 12200, '12%'))];
  // The policies written here begin in 2025: their 2013 is our 2025, their 2015 our 2027.
  const second = later.versions.map((version) => ({ ...version, from: '2027-01-01' }));
  const dated = { ...earlier, versions: [...earlier.versions, ...second] };
  test.each([
    ['2025-06-30', '2000', '60.00'],
    ['2026-12-31', '15000', '660.00'],
    ['2027-01-01', '2000', '80.00'],
    ['2027-06-30', '15000', '824.00'],
  ])('%s, %s: %s', (date, total, paid) => expect(paidOn(dated, total, date)).toBe(paid));
});

test.each([
  // A threshold belongs to the band below it, theirs as well as ours.
  ['1', 0],
  ['2', 0],
  ['3', 1],
  ['4', 1],
  ['5', 2],
])(
  '27: the band of the last fen, thresholds 2 and 4 (OF test_marginal_rate_tax_scale.py:16), %s: %i',
  (total, band) => {
    const policy = policyOf(
      line(`${zero}, bands: [{ up_to: 2, rate: 10% }, { up_to: 4, rate: 20% }, { rate: 30% }]`),
    );
    const plan = planOf(policy, { total });
    if (typeof plan === 'string') throw new Error(plan);
    const claim = {
      expenses: { total: fen(total), selfFunded: 0, overLimit: 0, advance: 0, parts: new Map() },
    };
    const amounts = amountsOf(plan, {
      ...claim,
      facts: new Map(),
      paid: new Map(),
      yearToDate: { payers: new Map(), lines: new Map() },
      places: new Map(),
    });
    const state = stateOf(plan, { payers: new Map(), lines: new Map() });
    const out = new Float64Array(plan.outSize);
    expect(settle(plan, amounts, state, out, { code: 0, line: 0, band: 0 })).toBe(OUTCOME.ok);
    const steps = explain(plan, amounts, state, out, wordingOf([policy]));
    expect(steps.find((step) => step.line === 'pooled_fund')?.bands.at(-1)?.rate).toBe(`${(band + 1) * 10}%`);
  },
);

test.each([
  ['0.01', '0.01'], // 0.005
  ['0.03', '0.02'], // 0.015
])('28: halves are rounded away from zero (CA rounding.catala_en), half of %s: %s', (total, paid) => {
  expect(paidOn(policyOf(line('rate: 50%')), total)).toBe(paid);
});
