import { describe, expect, it } from 'vitest';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { Library } from '../../src/policy/library.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';
import { rewrite } from '../../src/regression/update.ts';

const library = new Library(['policies']);

async function run(text: string) {
  const results = await Promise.all(readCases(text, 'x.cases.yaml').map((one) => runCase(one, library)));
  return results.flatMap(({ case: { name }, failures }) => failures.map((failure) => ({ name, failure })));
}

async function failuresOf(text: string): Promise<string[]> {
  return (await run(text)).map(
    ({ name, failure: { key, expected, got } }) => `${name} ${key}: ${expected} ${got}`,
  );
}

const STAY =
  '{ region: "371300", insurance: employee, care: inpatient, date: 2025-05-01, expenses: { total: 10600.01 } }';

describe('each', () => {
  it('makes a case hold for every value, under a name of its own', async () => {
    const text = `
- name: x
  each: { hospital.level: [3, provincial, 2] }
  claim: ${STAY}
  expect: { act_pay_dedc: 600 }
`;
    expect(readCases(text, 'x').map(({ name }) => name)).toEqual(['x（3）', 'x（provincial）', 'x（2）']);
    expect(await failuresOf(text)).toEqual(['x（2） act_pay_dedc: 600.00 400.00']);
  });

  it('goes into every claim of a case, into questions about cover, and with errors', async () => {
    const text = `
- name: claims
  each: { hospital.level: [3, provincial] }
  claims: [${STAY}, ${STAY}]
  expect: [{ act_pay_dedc: 600 }, { act_pay_dedc: 600 }]
- name: cover
  each: { insurance: [resident, nrcms] }
  eligibility: { paid_on: 2025-10-10 }
  expect: { covered_from: 2026-01-01, no_notices: [FIGURE_ASSUMED] }
- name: error
  each: { hospital.level: [3, 7] }
  claim: ${STAY}
  expect_error: UNKNOWN_CODE
`;
    expect(await failuresOf(text)).toEqual(['error（3） expect_error: UNKNOWN_CODE ']);
  });

  it('does not change what the claim says already', async () => {
    const text = `- { name: x, each: { care: [chronic] }, claim: ${STAY}, expect_error: FIELD_TWICE }`;
    expect(await failuresOf(text)).toEqual([]);
  });

  it.each([
    ['two fields', '{ care: [inpatient], date: [2025-01-01] }', 'WRONG_KIND'],
    ['no values', '{ care: [] }', 'WRONG_KIND'],
    ['a map for a value', '{ care: [{ a: b }] }', 'WRONG_KIND'],
  ])('takes no %s', (_what, each, code) => {
    const read = () =>
      readCases(`- { name: x, each: ${each}, claim: ${STAY}, expect: { hifp_pay: 1 } }`, 'x');
    expect(read).toThrow(BaoxiaoError);
    try {
      read();
    } catch (error) {
      expect((error as BaoxiaoError).diagnostics.map((problem) => problem.code)).toContain(code);
    }
  });

  it('is rewritten where the outcome is one for all values, and left where it is not', async () => {
    const text = (levels: string) => `
- name: x
  each: { hospital.level: [${levels}] }
  claim: ${STAY}
  expect: { act_pay_dedc: 1 }
`;
    const rewritten = async (levels: string) => {
      const cases = readCases(text(levels), 'x.cases.yaml');
      return rewrite(text(levels), await Promise.all(cases.map((one) => runCase(one, library))));
    };
    const same = await rewritten('3, provincial');
    expect(same.text).toBe(text('3, provincial').replace('dedc: 1', 'dedc: 600.00'));
    expect(same.left).toEqual([]);
    const other = await rewritten('3, 2');
    expect(other.text).toBe(text('3, 2'));
    expect(other.left.map(({ got }) => got).sort()).toEqual(['400.00', '600.00']);
  });

  it('is left where it still holds for one of the values', async () => {
    const text = `
- name: x
  each: { hospital.level: [3, 2, provincial] }
  claim: ${STAY}
  expect: { act_pay_dedc: 400 }
`;
    const results = await Promise.all(readCases(text, 'x.cases.yaml').map((one) => runCase(one, library)));
    const { text: after, left } = rewrite(text, results);
    expect(after).toBe(text);
    expect(left.map(({ got }) => got)).toEqual(['600.00', '600.00']);
  });
});

describe('what decided a result', () => {
  const of = (expected: string) => `
- name: x
  claim: { region: "371300", insurance: employee, care: inpatient, hospital: { level: community }, date: 2025-05-01, expenses: { total: 40000.01 } }
  expect: { ${expected} }
`;

  it('is compared by how it is known', async () => {
    const known =
      'pooled_fund.deductible: inferred, pooled_fund.rate.2: stated, pooled_fund.counted: assumed';
    expect(await failuresOf(of(`basis: { ${known} }`))).toEqual([]);
    expect(
      await failuresOf(of('basis: { pooled_fund.deductible: stated, pooled_fund.rate: stated }')),
    ).toEqual(['x basis.pooled_fund.deductible: stated inferred', 'x basis.pooled_fund.rate: stated ']);
  });

  it('is compared before rounding', async () => {
    // 30,000 x 90% + (40,000.01 - 200 - 30,000) x 85% = 27,000 + 9,800.01 x 0.85
    expect(await failuresOf(of('exact: { pooled_fund: "35330.0085" }'))).toEqual([]);
    expect(await failuresOf(of('exact: { pooled_fund: "35330.00850" }'))).toEqual([]);
    expect(await failuresOf(of('exact: { pooled_fund: "35330.01" }'))).toEqual([
      'x exact.pooled_fund: 35330.01 35330.0085',
    ]);
  });

  it('is counted where a notice is written twice', async () => {
    const claim = (date: string) =>
      `{ region: "000000", insurance: nrcms, supplements: accident, care: inpatient, date: ${date}, expenses: { total: 1000 }, paid: { pooled_fund: 400, accident: 500 } }`;
    const twice = (date: string) => `
- name: x
  claim: ${claim(date)}
  expect: { notices: [CHECKED_BEFORE, CHECKED_BEFORE, CHECKED_BEFORE] }
`;
    const failures = await failuresOf(twice('2025-04-11'));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^x notices: CHECKED_BEFORE/);
    expect(await failuresOf(twice('2025-04-10'))).toHaveLength(3);
  });
});
