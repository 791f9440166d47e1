import { describe, expect, test } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { estimateDraft } from '../../src/engine/estimate.ts';
import { Library } from '../../src/policy/library.ts';
import { readYaml } from '../../src/source/yaml.ts';
import { complete, told } from './reading.ts';

describe('amounts that a claim may not hold', () => {
  test.each([
    ['expenses: { total: -5 }', 'MONEY_NEGATIVE expenses.total 1:20'],
    ['medfee_sumamt: -0.01', 'MONEY_NEGATIVE expenses.total 1:16'],
    ['expenses: { total: 5, advance: -1 }', 'MONEY_NEGATIVE expenses.advance 1:32'],
    ['paid: { pooled_fund: -1 }', 'MONEY_NEGATIVE paid.pooled_fund 1:22'],
    ['year_to_date: { in_policy: -1 }', 'MONEY_NEGATIVE year_to_date.in_policy 1:28'],
    ['year_to_date: { pooled_fund: { paid: -1 } }', 'MONEY_NEGATIVE year_to_date.pooled_fund.paid 1:32'],
    ['accounts: { personal: -1 }', 'MONEY_NEGATIVE accounts.personal 1:23'],
    ['expenses: { parts: { herbal: -1 } }', 'MONEY_NEGATIVE expenses.parts.herbal 1:30'],
    ['expenses: { total: 5.001 }', 'MONEY_DECIMALS expenses.total 1:20'],
    ['expenses: { total: 010 }', 'MONEY_LEADING_ZERO expenses.total 1:20'],
    ['expenses: { total: 1e3 }', 'MONEY_NOT_A_NUMBER expenses.total 1:20'],
    ['expenses: { total: 1.2万 }', 'MONEY_NOT_A_NUMBER expenses.total 1:20'],
    ['expenses: { total: "12,345.67" }', 'MONEY_NOT_A_NUMBER expenses.total 1:20'],
    ['expenses: { total: 90000000.01 }', 'MONEY_TOO_LARGE expenses.total 1:20'],
    ['expenses: { total: [5] }', 'NOT_A_VALUE expenses.total 1:20'],
    ['expenses: { advance: 5 }', 'MISSING_FIELD expenses.total'],
  ])('%s', (text, problem) => expect(told(text, complete)).toEqual([problem]));

  test('all of them at once', () => {
    expect(told('expenses:\n  total: -5\n  advance: 1.234\nage: old')).toEqual([
      'MONEY_NEGATIVE expenses.total 2:10',
      'MONEY_DECIMALS expenses.advance 3:12',
      'NOT_A_WHOLE_NUMBER age 4:6',
    ]);
  });
});

describe('parts above the whole', () => {
  test.each([
    ['expenses: { total: 5, self_funded: 5.01 }', ['PARTS_ABOVE_TOTAL expenses.self_funded 1:36']],
    [
      'expenses: { total: 5, self_funded: 1, over_limit: 3, advance: 1.01 }',
      ['PARTS_ABOVE_TOTAL expenses.over_limit 1:51'],
    ],
    ['expenses: { total: 5, self_funded: 1, over_limit: 3, advance: 1 }', []],
    [
      'expenses: { total: 5, advance: 1, essential_medicine: 4.01 }',
      ['PARTS_ABOVE_IN_POLICY expenses.essential_medicine 1:55'],
    ],
    ['expenses: { total: 5, advance: 1, essential_medicine: 4 }', []],
    ['expenses: { total: 5, parts: { a: 3, b: 2.01 } }', ['PARTS_ABOVE_IN_POLICY expenses.parts 1:20']],
    ['expenses: { total: 5, parts: { a: 3, b: 2 } }', []],
  ])('%s', (text, problems) => expect(told(text, complete)).toEqual(problems));
});

describe('a reversal', () => {
  test.each([
    ['reverses: s1\nexpenses: { total: -25.10, advance: -0.23 }', 'REVERSAL_ALONE reverses 1:11'],
    ['冲正: s1\nexpenses: { total: 25.10 }', 'REVERSAL_ALONE reverses 1:5'],
  ])('may be negative, but does not stand alone: %s', (text, problem) =>
    expect(told(text, complete)).toEqual([problem]),
  );
  test('its amounts keep to the other rules', () => {
    expect(told('reverses: s1\nexpenses: { total: -1.234 }')).toEqual(['MONEY_DECIMALS expenses.total 2:20']);
    expect(told('reverses: s1\nexpenses: { total: -90000000.01 }')).toEqual([
      'MONEY_TOO_LARGE expenses.total 2:20',
    ]);
  });
});

test.each([
  ['- 1\n- 2', 'NOT_A_CLAIM 1:1'],
  ['just words', 'NOT_A_CLAIM 1:1'],
  ['', 'NOT_A_CLAIM 1:1'],
])('a file that is no claim: %o', (text, problem) => expect(told(text, complete)).toEqual([problem]));

describe('what only the policies can refuse', () => {
  const library = new Library(['policies']);
  const refusal = async (text: string): Promise<string[]> => {
    const problems: string[] = [];
    const draft = readDraft(readYaml(text, 'claim.yaml'), ({ code }) => problems.push(code));
    try {
      await estimateDraft(draft, { library, today: '2025-05-01' });
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      for (const { code, field, place } of error.diagnostics)
        problems.push(
          [code, field, place?.file === 'claim.yaml' ? `${place.line}:${place.column}` : ''].join(' ').trim(),
        );
    }
    return problems;
  };
  const linyi =
    'region: "371300"\ninsurance: employee\ncare: inpatient\nhospital.level: 3\nexpenses.total: 1000\n';

  test('the claim they are made from is settled', async () => expect(await refusal(linyi)).toEqual([]));

  test.each([
    [`${linyi}date: 1999-12-31`, ['DATE_BEFORE_POLICY date']],
    [linyi.replace('371300', '999999'), ['REGION_UNKNOWN region 1:9']],
    [linyi.replace('"371300"', '临沂死'), ['REGION_UNKNOWN region 1:9']],
    [linyi.replace('"371300"', '朝阳'), ['REGION_AMBIGUOUS region 1:9']],
    [linyi.replace('employee', 'urban_resident'), ['NO_POLICY insurance 2:12']],
    [linyi.replace('371300', '540100'), ['NO_POLICY region 2:12']],
    [linyi.replace('hospital.level: 3\n', ''), ['MISSING_FIELD hospital.level']],
    [
      linyi.replace('hospital.level: 3\nexpenses.total: 1000\n', ''),
      ['MISSING_FIELD hospital.level', 'MISSING_FIELD expenses.total'],
    ],
    ['expenses.total: 5', ['MISSING_FIELD region', 'MISSING_FIELD insurance', 'MISSING_FIELD care']],
    [linyi.replace('inpatient', 'pharmacy'), ['CARE_NOT_MODELLED care']],
    [`${linyi}supplements: nonesuch`, ['UNKNOWN_SUPPLEMENT supplements']],
    [`${linyi}expenses.parts.nonesuch: 5`, ['UNKNOWN_PART expenses.parts.nonesuch']],
    [
      `${linyi}expenses: { essential_medicine: 5, parts: { 基本药物: 5 } }`,
      ['FIELD_TWICE expenses.parts.基本药物 6:51'],
    ],
    [`${linyi}paid: { pooled_fund: 1000.01 }`, ['PAID_ABOVE_COST paid.pooled_fund 6:22']],
    [`${linyi}year_to_date: { nonesuch: { paid: 1 } }`, ['UNKNOWN_LINE year_to_date.nonesuch']],
    [`${linyi}reverses: s1`, ['REVERSAL_ALONE reverses 6:11']],
  ])('%s', async (text, problems) => expect(await refusal(text)).toEqual(problems));
});
