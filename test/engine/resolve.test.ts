import { describe, expect, test } from 'vitest';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { policyOf, type SmallClaim, settleSmall } from '../oracle/inline.ts';

/** One line, written in a row: `base: in_policy, rate: 80%`. */
const one = (rest: string) => policyOf(`- { line: pooled_fund, care: inpatient, base: in_policy, ${rest} }`);
const claim: SmallClaim = { total: '1000.00' };

describe('«none» takes nothing away and adds nothing', () => {
  test.each([
    ['borne_first: none, rate: 80%', '800.00'],
    ['deductible: { per: admission, amount: none }, rate: 80%', '800.00'],
    ['deductible: { per: admission, amount: 500, adjust: [{ set: none }] }, rate: 80%', '800.00'],
    ['deductible: { per: admission, amount: 500, adjust: [{ less: none }] }, rate: 80%', '400.00'],
    ['deductible: { per: admission, amount: 500, adjust: [{ factor: none }] }, rate: 80%', '400.00'],
    [
      'deductible: { per: admission, amount: 500, adjust: [{ less: 400, floor: none }] }, rate: 80%',
      '720.00',
    ],
    ['rate: 80%, adjust: [{ points: none }]', '800.00'],
    ['rate: 80%, adjust: [{ factor: none }]', '800.00'],
    ['rate: 80%, adjust: [{ own_share: none }]', '800.00'],
    ['rate: 80%, cap: { per: settlement, amount: none }', '800.00'],
    [
      'rate: 80%, cap: { per: settlement, amount: 300, grow: { by: cover_years, above: 0, add: none } }',
      '300.00',
    ],
    [
      'rate: 80%, cap: { per: settlement, amount: 300, grow: { by: cover_years, above: 0, add: 50, at_most: none } }',
      '800.00',
    ],
    ['counted: { per: settlement, from: zero }, bands: [{ up_to: none, rate: 80% }, { rate: 0% }]', '800.00'],
  ])('%s pays %s', (rest, paid) => {
    expect(settleSmall(one(rest), { ...claim, facts: { cover_years: 20 } })).toMatchObject({
      hifp_pay: paid,
    });
  });
});

describe('what is not stated is never made up', () => {
  const bands = 'counted: { per: settlement, from: zero }, bands';
  test.each([
    ['rate: not_stated', '1000.00', 'rateNotStated pooled_fund'],
    [
      'deductible: { per: admission, amount: not_stated }, rate: 80%',
      '1000.00',
      'deductibleNotStated pooled_fund',
    ],
    [
      'deductible: { per: admission, amount: 5, adjust: [{ set: not_stated }] }, rate: 80%',
      '1000.00',
      'deductibleNotStated pooled_fund',
    ],
    [
      'deductible: { per: admission, amount: not_stated, adjust: [{ set: 5 }] }, rate: 80%',
      '1000.00',
      '796.00',
    ],
    ['borne_first: not_stated, rate: 80%', '1000.00', 'FIGURE_NOT_STATED'],
    ['rate: 80%, adjust: [{ points: not_stated }]', '1000.00', 'FIGURE_NOT_STATED'],
    // A band of which the end is not known: what lies within the bands before it is certain, nothing else.
    [
      `${bands}: [{ up_to: 500, rate: 50% }, { up_to: not_stated, rate: 60% }, { rate: 70% }]`,
      '500.00',
      '250.00',
    ],
    [
      `${bands}: [{ up_to: 500, rate: 50% }, { up_to: not_stated, rate: 60% }, { rate: 70% }]`,
      '500.01',
      'rateNotStated pooled_fund',
    ],
    [`${bands}: [{ up_to: not_stated, rate: 50% }, { rate: 70% }]`, '0.01', 'rateNotStated pooled_fund'],
    // A cap that is not stated is not applied.
    ['rate: 80%, cap: { per: year, amount: not_stated }', '1000.00', '800.00'],
    [
      'rate: 80%, cap: { per: year, amount: 300, grow: { by: cover_years, above: 0, add: not_stated } }',
      '1000.00',
      '300.00',
    ],
    [
      'rate: 80%, cap: { per: year, amount: 300, grow: { by: cover_years, above: 0, add: 10, at_most: not_stated } }',
      '1000.00',
      '500.00',
    ],
  ])('%s on %s: %s', (rest, total, expected) => {
    const result = settleSmall(one(rest), { total, facts: { cover_years: 20 } });
    expect(typeof result === 'string' ? result : result.hifp_pay).toBe(expected);
  });

  test.each([
    ['rate: not_stated', '0.00'],
    ['deductible: { per: admission, amount: not_stated }, rate: 80%', '0.00'],
    ['deductible: { per: admission, amount: not_stated, adjust: [{ set: 500 }] }, rate: 80%', '400.00'],
    ['deductible: { per: admission, amount: 500, adjust: [{ set: not_stated }] }, rate: 80%', '0.00'],
    ['borne_first: not_stated, rate: 80%', '0.00'],
    [
      'counted: { per: settlement, from: zero }, bands: [{ up_to: not_stated, rate: 60% }, { rate: 70% }]',
      '0.00',
    ],
  ])('a line that may be left out: %s pays %s', (rest, paid) => {
    expect(settleSmall(one(`${rest}, unless_given: skip`), claim)).toMatchObject({ hifp_pay: paid });
  });
});

describe('bands that depend on the circumstances', () => {
  test.each([
    [
      '[{ up_to: { by: { hospital.level: { 3: 500, else: 100 } } }, rate: 50% }, { up_to: 300, rate: 60% }, { rate: 70% }]',
      'BANDS_ORDER',
    ],
    [
      '[{ up_to: { by: { hospital.level: { 3: 300, else: 100 } } }, rate: 50% }, { up_to: 300, rate: 60% }, { rate: 70% }]',
      'BANDS_ORDER',
    ],
    ['[{ up_to: 0, rate: 50% }, { rate: 70% }]', 'BANDS_ORDER'],
  ])('%s: %s', (bands, code) => {
    const read = () => settleSmall(one(`counted: { per: settlement, from: zero }, bands: ${bands}`), claim);
    let codes: unknown;
    try {
      codes = read();
    } catch (error) {
      codes = error instanceof BaoxiaoError ? error.diagnostics.map((item) => item.code).join(' ') : error;
    }
    expect(codes).toBe(code);
  });
});

describe('points on parts', () => {
  const two = policyOf(
    `- line: pooled_fund
  care: inpatient
  base: in_policy
  rate: 50%
  adjust: [{ points: +10%, part: essential_medicine }, { points: +20%, part: herbal, when: { status: retired } }]`,
    { file: 'parts: { herbal: { label: 中草药 } }' },
  );
  const parts = { essential_medicine: '100.00', herbal: '200.00' };
  test('on one of two parts', () => {
    expect(settleSmall(two, { ...claim, parts, facts: { status: 'active' } })).toMatchObject({
      hifp_pay: '510.00',
    });
  });
  test('on two parts at once it is not known which of them the deductible meets', () => {
    expect(settleSmall(two, { ...claim, parts, facts: { status: 'retired' } })).toBe('PART_TWICE');
  });
});

describe('assumptions', () => {
  const unknown = one(
    'counted: { per: settlement, from: zero }, bands: [{ up_to: 500, rate: not_stated }, { rate: not_stated }]',
  );
  test.each([
    [{ 'pooled_fund.rate': '70%' }, '700.00'],
    [{ 'pooled_fund.rate': '70%', 'pooled_fund.rate.2': '50%' }, '600.00'],
    [{ 'pooled_fund.rate.2': '50%', 'pooled_fund.rate': '70%' }, '600.00'],
    [{ 'pooled_fund.rate.1': '70%' }, 'rateNotStated pooled_fund'],
  ])('%o: %s', (assume, expected) => {
    const result = settleSmall(unknown, { ...claim, assume: assume as Record<string, string> });
    expect(typeof result === 'string' ? result : result.hifp_pay).toBe(expected);
  });
});
