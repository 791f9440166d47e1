import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { caseSchema, readCases } from '../../src/regression/read-cases.ts';
import { shippedCases } from '../support/shipped-cases.ts';

const CLAIM =
  '{ region: "371300", insurance: employee, care: inpatient, hospital: { level: 3 }, date: 2025-05-01, expenses: { total: 120600 } }';

/** The problems of a file of cases, as `code line:column`. */
function problemsOf(text: string): string[] {
  try {
    readCases(text, 'x.cases.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return error.diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
  }
}

describe('a file of cases', () => {
  it.each([
    ['is a list', 'name: x', ['WRONG_KIND 1:1']],
    ['is not empty', '[]', ['WRONG_KIND 1:1']],
    [
      'has no key that does not exist',
      `- { name: x, claim: ${CLAIM}, expects: { hifp_pay: 1 } }`,
      ['UNKNOWN_KEY 1:152', 'CASE_SHAPE 1:3'],
    ],
    ['expects something', `- name: x\n  claim: ${CLAIM}`, ['CASE_SHAPE 1:3']],
    [
      'expects something in its expectation',
      `- name: x\n  claim: ${CLAIM}\n  expect: {}`,
      ['WRONG_KIND 3:11'],
    ],
    ['knows the amounts', `- name: x\n  claim: ${CLAIM}\n  expect: { hifp: 1 }`, ['UNKNOWN_KEY 3:13']],
    ['has exact amounts', `- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1.005 }`, ['BAD_AMOUNT 3:23']],
    [
      'has exact ratios',
      `- name: x\n  claim: ${CLAIM}\n  expect: { pool_prop_selfpay: 84% }`,
      ['BAD_VALUE 3:32'],
    ],
    ['says true or false', `- name: x\n  claim: ${CLAIM}\n  expect: { covered: yes }`, ['UNKNOWN_WORD 3:22']],
    [
      'gives the reason of a tolerance',
      `- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1, tolerance: { amount: 0.01 } }`,
      ['MISSING_KEY 3:37'],
    ],
    [
      'has one outcome for each claim',
      `- name: x\n  claims: [${CLAIM}, ${CLAIM}]\n  expect: { hifp_pay: 1 }`,
      ['CASE_SHAPE 3:11'],
    ],
    [
      'has claims or a question, not both',
      `- name: x\n  claim: ${CLAIM}\n  eligibility: { insurance: resident }\n  expect: { hifp_pay: 1 }`,
      ['CASE_SHAPE 1:3'],
    ],
    [
      'has as many high bounds as low ones',
      `- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1 }\n  expect_high: [{ hifp_pay: 1 }, { hifp_pay: 2 }]`,
      ['CASE_SHAPE 1:3'],
    ],
    [
      'compares the steps of the low bound only',
      `- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1 }\n  expect_high: { exact: { a: 1 } }`,
      ['CASE_SHAPE 4:30'],
    ],
    ['names each case', `- claim: ${CLAIM}\n  expect: { hifp_pay: 1 }`, ['MISSING_KEY 1:3']],
    [
      'names no two cases alike',
      `- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1 }\n- name: x\n  claim: ${CLAIM}\n  expect: { hifp_pay: 1 }`,
      ['CASE_TWICE 4:3'],
    ],
    [
      'names errors by their code',
      `- name: x\n  claim: ${CLAIM}\n  expect_error: missing field`,
      ['BAD_VALUE 3:17'],
    ],
    [
      'is told of all its mistakes at once',
      `- name: x\n  claim: ${CLAIM}\n  expect: { hifp: 1 }\n- name: y\n  clam: ${CLAIM}\n  expect: { hifp_pay: 1 }`,
      ['UNKNOWN_KEY 3:13', 'UNKNOWN_KEY 5:3', 'CASE_SHAPE 4:3'],
    ],
  ])('%s', (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('may leave the reason out, take amounts unquoted, and hold tags', () => {
    const [one] = readCases(
      `- { name: x, tags: rounding, claim: ${CLAIM}, expect: { hifp_pay: 101500 } }`,
      'x.yaml',
    );
    expect(one).toMatchObject({ name: 'x', tags: ['rounding'] });
    expect(one?.because).toBeUndefined();
  });

  it('fits a schema that an independent validator accepts', () => {
    const validate = new Ajv2020({ strict: false }).compile(caseSchema());
    for (const { file } of shippedCases()) {
      const cases = parse(readFileSync(file, 'utf8'), { schema: 'core' });
      expect(validate(cases), `${file}: ${JSON.stringify(validate.errors?.slice(0, 2))}`).toBe(true);
    }
    expect(validate([{ name: 'x', claim: {} }])).toBe(false);
    expect(validate([{ name: 'x', claim: { region: 'x' }, expect: { hifp: 1 } }])).toBe(false);
  });
});
