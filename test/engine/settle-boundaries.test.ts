import { describe, expect, test } from 'vitest';
import { policyOf, type SmallClaim, settleSmall } from '../oracle/inline.ts';

/** One pooled-fund line with everything but its base written out. */
const pooled = (rest: string, more = '') =>
  policyOf(`- { line: pooled_fund, care: inpatient, base: in_policy, ${rest} }${more}`);
const large = '\n- { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 90% }';
const aid = '\n- { line: civil_servant, care: inpatient, base: { share_of: pooled_fund }, rate: 90% }';
const counted = 'counted: { per: settlement, from: deductible }';
const zero = 'counted: { per: settlement, from: zero }';

type Row = readonly [claim: SmallClaim | string, expected: Readonly<Record<string, string>> | string];

function check(policy: ReturnType<typeof policyOf>, claim: SmallClaim | string, expected: Row[1]): void {
  const result = settleSmall(policy, typeof claim === 'string' ? { total: claim } : claim);
  if (typeof expected === 'string')
    expect(typeof result === 'string' ? result : result.hifp_pay).toBe(expected);
  else expect(result).toMatchObject(expected);
}

describe('a threshold belongs to the band below it', () => {
  // 30,000 x 80%, then 85% up to 100,000, then 90%; all above the deductible of 600.
  const policy = pooled(
    `deductible: { per: admission, amount: 600 }, ${counted}, bands: [{ up_to: 30000, rate: 80% }, { up_to: 100000, rate: 85% }, { rate: 90% }]`,
  );
  test.each<Row>([
    ['30600.00', '24000.00'],
    ['30599.99', '23999.99'], // 29,999.99 x 80% = 23,999.992
    ['30600.01', '24000.01'], // + 0.01 x 85% = 0.0085
    ['30600.02', '24000.02'], // + 0.017
    ['100600.00', '83500.00'], // 24,000 + 70,000 x 85%
    ['100599.99', '83499.99'],
    ['100600.01', '83500.01'], // + 0.009
    ['120600.00', '101500.00'], // + 20,000 x 90%
  ])('%s: %s', (total, paid) => check(policy, total, paid));

  test('the sides differ where the rates are far apart', () => {
    const steep = pooled(`${zero}, bands: [{ up_to: 100, rate: 0% }, { rate: 100% }]`);
    check(steep, '99.99', '0.00');
    check(steep, '100.00', '0.00');
    check(steep, '100.01', '0.01');
  });
});

describe('bands counted from zero begin inside the deductible', () => {
  const policy = pooled(
    `deductible: { per: admission, amount: 1300 }, ${zero}, bands: [{ up_to: 1000, rate: 10% }, { up_to: 30000, rate: 85% }, { rate: 90% }]`,
  );
  test.each<Row>([
    ['1300.00', '0.00'],
    ['1300.01', '0.01'], // 0.0085
    ['30000.00', '24395.00'], // 28,700 x 85%
    ['30000.01', '24395.01'],
    ['40000.00', '33395.00'], // + 10,000 x 90%
  ])('%s: %s', (total, paid) => check(policy, total, paid));
});

describe('the deductible', () => {
  const policy = pooled('deductible: { per: admission, amount: 600 }, rate: 80%');
  test.each<Row>([
    ['0.00', { hifp_pay: '0.00', act_pay_dedc: '0.00', psn_part_amt: '0.00' }],
    ['0.01', { hifp_pay: '0.00', act_pay_dedc: '0.01', psn_part_amt: '0.01' }],
    ['599.99', { hifp_pay: '0.00', act_pay_dedc: '599.99' }],
    ['600.00', { hifp_pay: '0.00', act_pay_dedc: '600.00' }],
    ['600.01', { hifp_pay: '0.01', act_pay_dedc: '600.00' }],
    ['601.00', { hifp_pay: '0.80', act_pay_dedc: '600.00', psn_part_amt: '600.20' }],
  ])('%s: %o', (total, expected) => check(policy, total, expected));

  const adjusted = pooled(
    `deductible: { per: admission, amount: 800, adjust: [{ when: { admission: 2.. }, less: 100, each: admission, floor: 450 }, { when: { hospital.kind: tcm }, factor: 80% }, { when: { assistance: minimum_living }, set: 0 }] }, rate: 100%`,
  );
  test.each([
    [1, 'general', 'none', '800.00'],
    [2, 'general', 'none', '700.00'],
    [4, 'general', 'none', '500.00'],
    [5, 'general', 'none', '450.00'],
    [9, 'general', 'none', '450.00'],
    [1, 'tcm', 'none', '640.00'],
    [2, 'tcm', 'none', '560.00'],
    [9, 'tcm', 'none', '360.00'], // the floor stands before the factor, as written
    [1, 'tcm', 'minimum_living', '0.00'],
  ])('of admission %i at a %s hospital, %s: %s', (admission, kind, assistance, deductible) => {
    const facts = { 'hospital.kind': kind, assistance };
    check(adjusted, { total: '2000.00', admission, facts }, { act_pay_dedc: deductible });
  });

  test('a floor never raises it', () => {
    const low = pooled(
      'deductible: { per: admission, amount: 200, adjust: [{ less: 100, floor: 450 }] }, rate: 100%',
    );
    check(low, '1000.00', { act_pay_dedc: '200.00' });
  });

  test('a factor that leaves half a fen is rounded up: a deductible is money', () => {
    const half = pooled(
      'deductible: { per: admission, amount: 333.33, adjust: [{ factor: 50% }] }, rate: 100%',
    );
    check(half, '1000.00', { act_pay_dedc: '166.67', hifp_pay: '833.33' });
  });

  const yearly = pooled('deductible: { per: year, amount: 1800 }, rate: 70%');
  test.each<Row>([
    [{ total: '1000.00' }, { act_pay_dedc: '1000.00', hifp_pay: '0.00' }],
    [
      { total: '1000.00', year: { pooled_fund: { base: '1000', deductible: '1000' } } },
      { act_pay_dedc: '800.00', hifp_pay: '140.00' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { base: '1799.99', deductible: '1799.99' } } },
      { act_pay_dedc: '0.01', hifp_pay: '699.99' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { base: '1800', deductible: '1800' } } },
      { act_pay_dedc: '0.00', hifp_pay: '700.00' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { base: '9999', deductible: '1900' } } },
      { act_pay_dedc: '0.00', hifp_pay: '700.00' },
    ],
  ])('of the year: %o: %o', (claim, expected) => check(yearly, claim, expected));
});

describe('a payment is rounded once, half up', () => {
  test.each([
    ['50%', '0.01', '0.01'], // 0.005
    ['50%', '0.03', '0.02'], // 0.015
    ['49.9999%', '0.01', '0.00'],
    ['50.0001%', '0.01', '0.01'],
    ['85%', '0.10', '0.09'], // 0.085
    ['85%', '0.30', '0.26'], // 0.255, which as a binary fraction is below
    ['70%', '1.15', '0.81'], // 0.805
    ['70%', '1.005', 'MONEY_DECIMALS'],
    ['92.25%', '0.02', '0.02'], // 0.01845
    ['92.25%', '12345.67', '11388.88'], // 11,388.880575
    ['66.6667%', '3.00', '2.00'], // 2.000001
    ['66.6667%', '90000000.00', '60000030.00'],
    ['33.3333%', '90000000.00', '29999970.00'],
    ['77.7701%', '90000000.00', '69993090.00'],
    ['0.0001%', '5000.00', '0.01'], // 0.005
    ['0.0001%', '4999.99', '0.00'], // 0.00499999
    ['100%', '90000000.00', '90000000.00'],
    ['0%', '90000000.00', '0.00'],
  ])('%s of %s: %s', (rate, total, paid) => {
    const read = () => settleSmall(pooled(`rate: ${rate}`), { total });
    if (paid === 'MONEY_DECIMALS') expect(read).toThrow(paid);
    else expect(read()).toMatchObject({ hifp_pay: paid });
  });

  test('not band by band: 0.004 and 0.004 are 0.01 together', () => {
    check(pooled(`${zero}, bands: [{ up_to: 0.01, rate: 40% }, { rate: 40% }]`), '0.02', '0.01');
    check(pooled(`${zero}, bands: [{ up_to: 0.01, rate: 30% }, { rate: 10% }]`), '0.02', '0.00');
  });

  test('and the person bears the rest', () => {
    check(pooled('rate: 85%'), '0.30', { hifp_pay: '0.26', psn_part_amt: '0.04' });
  });
});

describe('rates are adjusted in the order written, exactly, between 0 and 100%', () => {
  test.each([
    ['80%', '[{ points: +5% }, { factor: 90% }]', '1000.00', '765.00'],
    ['80%', '[{ factor: 90% }, { points: +5% }]', '1000.00', '770.00'],
    ['85%', '[{ own_share: 60% }]', '1000.00', '910.00'], // the person bears 60% of 15%
    ['87%', '[{ own_share: 60% }]', '1000.00', '922.00'],
    ['85%', '[{ own_share: 60% }, { factor: 80% }]', '1000.00', '728.00'],
    ['99%', '[{ points: +5% }]', '1000.00', '1000.00'],
    ['3%', '[{ points: -5% }]', '1000.00', '0.00'],
    ['99%', '[{ points: +5% }, { points: -5% }]', '1000.00', '990.00'], // only the end is held to 100%
    ['66.6667%', '[{ factor: 87.5% }, { factor: 92.25% }]', '80.00', '43.05'], // 53.81252690625%
    ['50%', '[{ own_share: 200% }]', '1000.00', '0.00'],
  ])('%s with %s on %s: %s', (rate, adjust, total, paid) => {
    check(pooled(`rate: ${rate}, adjust: ${adjust}`), total, paid);
  });
});

describe('a share borne first is not a factor on the rate', () => {
  test.each([
    ['borne_first: 10%, deductible: { per: admission, amount: 1000 }, rate: 80%', '10000.00', '6400.00'], // (9,000 - 1,000) x 80%
    [
      'deductible: { per: admission, amount: 1000 }, rate: 80%, adjust: [{ factor: 90% }]',
      '10000.00',
      '6480.00',
    ],
    ['borne_first: 10%, deductible: { per: admission, amount: 1000 }, rate: 80%', '1111.11', '0.00'], // 999.999 is within the deductible
    ['borne_first: 10%, deductible: { per: admission, amount: 1000 }, rate: 80%', '1111.12', '0.01'], // 0.008 x 80% = 0.0064
    [`borne_first: 10%, ${counted}, bands: [{ up_to: 900, rate: 50% }, { rate: 80% }]`, '1000.00', '450.00'],
    [`borne_first: 10%, ${counted}, bands: [{ up_to: 900, rate: 50% }, { rate: 80% }]`, '1000.01', '450.01'], // + 0.009 x 80%
    ['borne_first: 100%, rate: 80%', '1000.00', '0.00'],
    ['borne_first: 33.3333%, rate: 50%', '0.03', '0.01'], // 0.0100000500
  ])('%s on %s: %s', (rest, total, paid) => check(pooled(rest), total, paid));

  test('the deductible it leaves is reported in whole fen', () => {
    const policy = pooled('borne_first: 10%, deductible: { per: admission, amount: 1000 }, rate: 80%');
    check(policy, '0.05', { act_pay_dedc: '0.05' }); // 0.045
    check(policy, '0.04', { act_pay_dedc: '0.04' }); // 0.036
    check(policy, '2000.00', { act_pay_dedc: '1000.00' });
  });
});

describe('points on a part of the cost', () => {
  // 60%, and 10 points more on essential medicine; the deductible is taken from the other cost first.
  const policy = pooled(
    'deductible: { per: admission, amount: 500 }, rate: 60%, adjust: [{ points: +10%, part: essential_medicine }]',
  );
  test.each([
    ['1000.00', '0.00', '300.00'],
    ['1000.00', '200.00', '320.00'],
    ['1000.00', '500.00', '350.00'],
    ['1000.00', '500.01', '350.00'], // only 500.00 are above the deductible
    ['1000.00', '1000.00', '350.00'],
    ['1000.00', '0.05', '300.01'], // 0.005 more
    ['1000.00', '0.04', '300.00'],
    ['500.00', '500.00', '0.00'],
  ])('%s with %s of it: %s', (total, part, paid) =>
    check(policy, { total, parts: { essential_medicine: part } }, paid),
  );

  test('where 100% cuts the points in some bands only, there is no answer', () => {
    const cut = pooled(
      `${zero}, bands: [{ up_to: 100, rate: 80% }, { rate: 95% }], adjust: [{ points: +10%, part: essential_medicine }]`,
    );
    expect(settleSmall(cut, { total: '1000.00' })).toBe('PART_RATE_DIFFERS');
  });
});

describe('caps on the payment', () => {
  const policy = pooled(
    'deductible: { per: admission, amount: 100 }, rate: 80%, cap: { per: settlement, amount: 800 }',
    large,
  );
  test.each<Row>([
    // 1,100 is the cost that fills the cap exactly.
    ['1099.99', { hifp_pay: '799.99', 'pooled_fund.above': '0.00', hifob_pay: '0.00' }],
    ['1100.00', { hifp_pay: '800.00', 'pooled_fund.above': '0.00', hifob_pay: '0.00' }],
    ['1100.01', { hifp_pay: '800.00', 'pooled_fund.above': '0.01', hifob_pay: '0.01' }],
    [
      '1200.00',
      { hifp_pay: '800.00', 'pooled_fund.above': '100.00', hifob_pay: '90.00', psn_part_amt: '310.00' },
    ],
  ])('%s: %o', (total, expected) => check(policy, total, expected));

  // 85% of 117.64 is 99.994 and rounds to 99.99; of 117.65 it is 100.0025, which the cap cuts: a fen of cost is above.
  const odd = pooled('rate: 85%, cap: { per: settlement, amount: 100 }', large);
  test.each<Row>([
    ['117.64', { hifp_pay: '99.99', 'pooled_fund.above': '0.00' }],
    ['117.65', { hifp_pay: '100.00', 'pooled_fund.above': '0.01' }],
    ['117.66', { hifp_pay: '100.00', 'pooled_fund.above': '0.02' }],
  ])(
    'cost above the cap is cost beyond the largest whose unrounded payment fits: %s: %o',
    (total, expected) => check(odd, total, expected),
  );

  // 33% of 3.03 is 0.9999: it rounds up to the cap, and is still within it.
  const third = pooled('rate: 33%, cap: { per: settlement, amount: 1 }', large);
  test.each<Row>([
    ['3.03', { hifp_pay: '1.00', 'pooled_fund.above': '0.00' }],
    ['3.04', { hifp_pay: '1.00', 'pooled_fund.above': '0.01' }],
  ])('%s: %o', (total, expected) => check(third, total, expected));

  // 24,000 for 30,000, then 85%: 26,125 is reached at 32,500.
  const banded = pooled(
    `${counted}, bands: [{ up_to: 30000, rate: 80% }, { up_to: 40000, rate: 85% }, { up_to: 50000, rate: 0% }, { rate: 90% }], cap: { per: year, amount: 32500 }`,
    large,
  );
  test.each<Row>([
    [
      { total: '60000.00', year: { pooled_fund: { paid: '6375' } } },
      { hifp_pay: '26125.00', 'pooled_fund.above': '27500.00', hifob_pay: '24750.00' },
    ],
    // The cap is filled exactly at 40,000; the 10,000 that pay nothing are still below it.
    ['40000.00', { hifp_pay: '32500.00', 'pooled_fund.above': '0.00' }],
    ['50000.00', { hifp_pay: '32500.00', 'pooled_fund.above': '0.00' }],
    ['50000.01', { hifp_pay: '32500.00', 'pooled_fund.above': '0.01' }],
    [
      { total: '1000.00', year: { pooled_fund: { paid: '32499.99' } } },
      { hifp_pay: '0.01', 'pooled_fund.above': '999.99' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { paid: '32500' } } },
      { hifp_pay: '0.00', 'pooled_fund.above': '1000.00', hifob_pay: '900.00' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { paid: '99999' } } },
      { hifp_pay: '0.00', 'pooled_fund.above': '1000.00' },
    ],
  ])('across bands: %o: %o', (claim, expected) => check(banded, claim, expected));

  test('with the cap used up, the deductible is still the person’s', () => {
    const used = { total: '1000.00', year: { pooled_fund: { paid: '800' } } };
    const yearly = pooled(
      'deductible: { per: admission, amount: 100 }, rate: 80%, cap: { per: year, amount: 800 }',
      large + aid,
    );
    check(yearly, used, {
      hifp_pay: '0.00',
      act_pay_dedc: '100.00',
      'pooled_fund.above': '900.00',
      hifob_pay: '810.00',
      'civil_servant.base': '0.00',
    });
  });

  test('by month and by disease what was paid before counts', () => {
    for (const [per, place] of [
      ['month', 'paidMonth'],
      ['disease', 'paidDisease'],
    ] as const) {
      const monthly = pooled(`rate: 50%, cap: { per: ${per}, amount: 300 }`);
      check(
        monthly,
        { total: '1000.00', year: { pooled_fund: { [place]: '299.99', paid: '5000' } } },
        '0.01',
      );
      check(monthly, { total: '1000.00', year: { pooled_fund: { paid: '5000' } } }, '300.00');
    }
  });

  const growing = pooled(
    'rate: 100%, cap: { per: year, amount: 100000, grow: { by: cover_years, above: 4, add: 3000, at_most: 20% } }',
  );
  test.each([
    [0, '100000.00'],
    [4, '100000.00'],
    [5, '103000.00'],
    [10, '118000.00'],
    [11, '120000.00'],
    [40, '120000.00'],
  ])('a cap grows with %i years of cover: %s', (cover_years, paid) =>
    check(growing, { total: '500000.00', facts: { cover_years } }, paid),
  );

  const both = pooled(
    'rate: 100%, cap: { per: year, amount: 100000, grow: { at_most: 20%, each: [{ by: cover_years, above: 4, add: 3000 }, { by: age, above: 60, add: 2500 }] } }',
  );
  test.each([
    [4, 60, '100000.00'],
    [5, 60, '103000.00'],
    [4, 61, '102500.00'],
    [5, 61, '105500.00'],
    [8, 63, '119500.00'], // 4 x 3,000 + 3 x 2,500
    [9, 63, '120000.00'], // 22,500, but at most a fifth
    [40, 60, '120000.00'],
  ])('and by several numbers together, %i years of cover at age %i: %s', (cover_years, age, paid) =>
    check(both, { total: '500000.00', facts: { cover_years, age } }, paid),
  );

  test.each([
    ['100000.00', '100000.00'],
    ['100000.01', 'capUnsure pooled_fund'],
  ])('asks what it grows by only above what it is without, %s: %s', (total, paid) =>
    check(both, total, paid),
  );

  const byAge = (on: string, beyond: string) =>
    pooled(
      `rate: 100%, cap: { per: year, on: ${on}, amount: { by: { age: { ..59: 300, 60..: ${beyond} } } } }`,
    );
  test.each([
    ['payment', '600', '300.00', '300.00'],
    ['payment', '600', '300.01', 'capUnsure pooled_fund'],
    ['cost', '600', '300.00', '300.00'],
    ['cost', '600', '300.01', 'capUnsure pooled_fund'],
    ['payment', 'none', '300.00', '300.00'],
    ['payment', 'not_stated', '300.01', 'capUnsure pooled_fund'],
    ['payment', '{ low: 200, high: 400 }', '200.01', 'capUnsure pooled_fund'],
  ])('a cap on the %s of 300 or, by an age not given, %s; %s: %s', (on, beyond, total, paid) =>
    check(byAge(on, beyond), total, paid),
  );

  test('what the year has paid counts', () => {
    const year = { pooled_fund: { paid: '100' } };
    check(byAge('payment', '600'), { total: '200.00', year }, '200.00');
    check(byAge('payment', '600'), { total: '200.01', year }, 'capUnsure pooled_fund');
  });
});

describe('caps on the cost', () => {
  const policy = pooled(
    `deductible: { per: admission, amount: 100 }, ${counted}, bands: [{ up_to: 500, rate: 50% }, { rate: 80% }], cap: { per: year, on: cost, amount: 1000 }`,
    large,
  );
  test.each<Row>([
    ['999.99', { hifp_pay: '569.99', 'pooled_fund.above': '0.00' }], // 250 + 399.99 x 80% = 569.992
    ['1000.00', { hifp_pay: '570.00', 'pooled_fund.above': '0.00' }],
    ['1000.01', { hifp_pay: '570.00', 'pooled_fund.above': '0.01', hifob_pay: '0.01' }],
    [
      { total: '1000.00', year: { pooled_fund: { base: '400' } } },
      { hifp_pay: '250.00', 'pooled_fund.above': '400.00', hifob_pay: '360.00' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { base: '1000' } } },
      { hifp_pay: '0.00', act_pay_dedc: '0.00', 'pooled_fund.above': '1000.00' },
    ],
    [
      { total: '1000.00', year: { pooled_fund: { base: '950' } } },
      { hifp_pay: '0.00', act_pay_dedc: '50.00', 'pooled_fund.above': '950.00' },
    ],
  ])('%o: %o', (claim, expected) => check(policy, claim, expected));
});

describe('caps that lines share', () => {
  const lines = `- { line: pooled_fund, care: inpatient, base: in_policy, rate: 70% }
- { line: serious_illness, care: inpatient, base: burden, rate: 60% }
- { line: assistance, care: inpatient, base: burden, rate: 100% }
- { line: hospital, care: inpatient, base: over_limit, rate: 50% }`;
  const most = (cap: string) => policyOf(lines, { version: `caps: [{ id: most, ${cap} }]` });
  test.each<readonly [string, SmallClaim, Readonly<Record<string, string>>]>([
    // 700, then 180, then 120 more would be all of it: cut at 90%.
    [
      'per: settlement, lines: all, share: 90%',
      { total: '1000.00' },
      { hifp_pay: '700.00', hifmi_pay: '180.00', maf_pay: '20.00', psn_part_amt: '100.00' },
    ],
    // 90% of 0.99 is 0.891: 0.89 may be paid.
    [
      'per: settlement, lines: all, share: 90%',
      { total: '0.99' },
      { hifp_pay: '0.69', hifmi_pay: '0.18', maf_pay: '0.02', psn_part_amt: '0.10' },
    ],
    [
      'per: settlement, lines: all, share: 90%, of: in_policy',
      { total: '2000.00', selfFunded: '1000.00' },
      { maf_pay: '20.00', psn_part_amt: '1100.00' },
    ],
    [
      'per: settlement, lines: all, share: 90%, of: total',
      { total: '2000.00', selfFunded: '1000.00' },
      { maf_pay: '120.00', psn_part_amt: '1000.00' },
    ],
    // What the hospital bears is no fund's payment.
    [
      'per: settlement, lines: all, share: 90%',
      { total: '1000.00', overLimit: '1000.00' },
      { hosp_part_amt: '500.00', fund_pay_sumamt: '0.00' },
    ],
    [
      'per: settlement, lines: [serious_illness, assistance], amount: 150',
      { total: '1000.00' },
      { hifp_pay: '700.00', hifmi_pay: '150.00', maf_pay: '0.00' },
    ],
    [
      'per: year, lines: [serious_illness, assistance], amount: 500',
      {
        total: '1000.00',
        year: {
          serious_illness: { paid: '200' },
          assistance: { paid: '149.99' },
          pooled_fund: { paid: '9999' },
        },
      },
      { hifp_pay: '700.00', hifmi_pay: '150.01', maf_pay: '0.00' },
    ],
    [
      'per: year, lines: [assistance], amount: 500',
      { total: '1000.00', year: { assistance: { paid: '501' } } },
      { maf_pay: '0.00', hifmi_pay: '180.00' },
    ],
  ])('%s, %o: %o', (cap, claim, expected) => check(most(cap), claim, expected));

  test('however many there are, each binds', () => {
    const caps = Array.from(
      { length: 70 },
      (_, n) => `{ id: c${n}, per: settlement, lines: all, amount: ${n === 69 ? 10 : 1000} }`,
    );
    check(policyOf(lines, { version: `caps: [${caps.join(', ')}]` }), '1000.00', {
      fund_pay_sumamt: '10.00',
    });
  });

  test('cost above a shared cap goes to the line that takes it', () => {
    const policy = policyOf(
      `- { line: pooled_fund, care: inpatient, base: in_policy, rate: 80%, cap: { per: settlement, amount: 500 } }
- { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 50% }`,
      { version: 'caps: [{ id: most, per: settlement, lines: [pooled_fund], amount: 400 }]' },
    );
    check(policy, '1000.00', { hifp_pay: '400.00', 'pooled_fund.above': '500.00', hifob_pay: '250.00' });
  });
});

describe('counted over the year: f(before + this) - f(before)', () => {
  const bands = 'bands: [{ up_to: 1000, rate: 50% }, { up_to: 3000, rate: 60% }, { rate: 70% }]';
  const fromZero = pooled(
    `deductible: { per: year, amount: 400 }, counted: { per: year, from: zero }, ${bands}`,
  );
  const fromDeductible = pooled(
    `deductible: { per: year, amount: 400 }, counted: { per: year, from: deductible }, ${bands}`,
  );
  const sofar = (base: string, deductible: string, total: string): SmallClaim => ({
    total,
    year: { pooled_fund: { base, deductible } },
  });
  test.each([
    [fromZero, sofar('0', '0', '5000.00'), '2900.00'], // 600 x 50% + 2,000 x 60% + 2,000 x 70%
    [fromZero, sofar('400', '400', '600.00'), '300.00'],
    [fromZero, sofar('1000', '400', '2000.00'), '1200.00'],
    [fromZero, sofar('999.99', '400', '0.02'), '0.01'], // 0.005 + 0.006 = 0.011
    [fromZero, sofar('3000', '400', '2000.00'), '1400.00'],
    [fromZero, sofar('200', '200', '1000.00'), '420.00'], // 200 more of deductible; 600 x 50% + 200 x 60%
    [fromDeductible, sofar('0', '0', '5000.00'), '2820.00'], // 1,000 x 50% + 2,000 x 60% + 1,600 x 70%
    [fromDeductible, sofar('400', '400', '1000.00'), '500.00'],
    [fromDeductible, sofar('1400', '400', '2000.00'), '1200.00'],
    [fromDeductible, sofar('1400', '400', '2000.01'), '1200.01'],
    [fromDeductible, sofar('3400', '400', '1600.00'), '1120.00'],
  ])('%#', (policy, claim, paid) => check(policy, claim, paid));

  test('of a deductible taken at each admission, all admissions count', () => {
    const each = pooled(
      `deductible: { per: admission, amount: 400 }, counted: { per: year, from: deductible }, ${bands}`,
    );
    check(each, sofar('1400', '400', '2400.00'), '1200.00'); // from 1,000 to 3,000
    check(each, sofar('1800', '800', '2400.00'), '1200.00');
  });
});

describe('the person pays from the account, then the stored card, then in cash', () => {
  const policy = (personal: string) =>
    policyOf('- { line: pooled_fund, care: inpatient, base: in_policy, rate: 70% }', {
      version: `personal_account: ${personal}`,
    });
  const bill = { total: '1000.00', selfFunded: '100.00' }; // 630 paid, 370 left, 270 of it in policy
  test.each<readonly [string, SmallClaim, string, string, string]>([
    ['person_part', { ...bill, personal: '0', stored: '0' }, '0.00', '0.00', '370.00'],
    ['person_part', { ...bill, personal: '369.99', stored: '5' }, '369.99', '0.01', '0.00'],
    ['person_part', { ...bill, personal: '370.00', stored: '5' }, '370.00', '0.00', '0.00'],
    ['person_part', { ...bill, personal: '370.01', stored: '5' }, '370.00', '0.00', '0.00'],
    ['in_policy', { ...bill, personal: '500', stored: '50' }, '270.00', '50.00', '50.00'],
    ['in_policy', { ...bill, personal: '200', stored: '500' }, '200.00', '170.00', '0.00'],
    ['none', { ...bill, personal: '500', stored: '50' }, '0.00', '50.00', '320.00'],
  ])('%s, %o: %s, %s, %s', (personal, claim, account, stored, cash) => {
    const result = settleSmall(policy(personal), claim);
    expect(result).toMatchObject({ acct_pay: account, psn_part_amt: '370.00' });
    if (typeof result === 'string') return;
    // Stored card and cash stand in one field of the national settlement.
    expect(Number(result.psn_cash_pay) * 100).toBeCloseTo(Number(stored) * 100 + Number(cash) * 100, 6);
  });
});

test('rates of two decimals of a percent keep every allowed amount exact', () => {
  const policy = pooled(
    'borne_first: 12.5%, deductible: { per: admission, amount: 0.01 }, rate: 92.25%, adjust: [{ own_share: 60% }]',
  );
  // (90,000,000.00 x 87.5% - 0.01) x 95.35%
  check(policy, '90000000.00', '75088124.99');
});

test('rates too fine for the amount are refused, not rounded', () => {
  // 58.436229218...%: twelve decimals, so that 9,007 fen are the most that stay within 2^53.
  const policy = pooled('rate: 66.6667%, adjust: [{ factor: 87.6543% }]');
  check(policy, '90.07', '52.63');
  check(policy, '90.08', 'notExact pooled_fund');
});
