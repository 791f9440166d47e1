import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';

const library = new Library(['policies']);

async function failuresOf(text: string): Promise<string[]> {
  const results = await Promise.all(readCases(text, 'x.cases.yaml').map((one) => runCase(one, library)));
  return results.flatMap(({ failures }) => failures.map(({ key, got }) => `${key}: ${got}`));
}

const STAY = 'region: "371300", insurance: employee, care: inpatient, hospital: { level: 3 }';

describe('the claims of a case', () => {
  it('carry the year: the deductible of a Beijing year is counted once', async () => {
    const visit = 'region: "110000", insurance: employee, status: active, care: outpatient';
    expect(
      await failuresOf(`
- name: x
  claims:
    - { ${visit}, date: 2025-05-01, expenses: { total: 1000 } }
    - { ${visit}, date: 2025-05-02, expenses: { total: 800 } }
    - { ${visit}, date: 2026-01-02, expenses: { total: 1000 } }
  expect: [{ act_pay_dedc: 1000 }, { act_pay_dedc: 800 }, { act_pay_dedc: 1000 }]
`),
    ).toEqual([]);
  });

  it('are taken back by a reversal, after which the year is as if they had not been', async () => {
    const visit = 'region: "110000", insurance: employee, status: active, care: outpatient';
    expect(
      await failuresOf(`
- name: x
  claims:
    - { id: a, ${visit}, date: 2025-05-01, expenses: { total: 1000 } }
    - { reverses: a, ${visit}, date: 2025-05-03, expenses: { total: -1000 } }
    - { ${visit}, date: 2025-05-04, expenses: { total: 1800 } }
  expect:
    - { act_pay_dedc: 1000 }
    - { medfee_sumamt: -1000, act_pay_dedc: -1000, psn_part_amt: -1000, notices: [REVERSAL] }
    - { act_pay_dedc: 1800 }
`),
    ).toEqual([]);
  });

  it.each([
    ['an unknown settlement', 'reverses: b', '-10600', 'REVERSAL_UNKNOWN (reverses)'],
    ['other amounts', 'reverses: a', '-10500', 'REVERSAL_DIFFERS (reverses)'],
  ])('are not taken back by a reversal of %s', async (_what, reverses, total, error) => {
    const text = `
- name: x
  claims:
    - { id: a, ${STAY}, date: 2025-05-01, expenses: { total: 10600 } }
    - { ${reverses}, ${STAY}, date: 2025-05-03, expenses: { total: ${total} } }
  expect: { hifp_pay: 8000 }
  expect_error: { code: ${error.split(' ')[0]}, field: reverses }
`;
    expect(await failuresOf(text)).toEqual([]);
    expect(await failuresOf(text.replace(/REVERSAL_\w+/, 'MISSING_FIELD'))).toEqual([
      `expect_error: ${error}`,
    ]);
  });

  it('may state the year themselves, which then stands for what was carried', async () => {
    const visit = 'region: "110000", insurance: employee, status: active, care: outpatient';
    expect(
      await failuresOf(`
- name: x
  claims:
    - { ${visit}, date: 2025-05-01, expenses: { total: 1000 } }
    - { ${visit}, date: 2025-05-02, expenses: { total: 200 }, year_to_date: { deductible: 1500, in_policy: 1500 } }
    - { ${visit}, date: 2025-05-03, hospital: { level: 3 }, expenses: { total: 110 } }
  expect: [{ act_pay_dedc: 1000 }, { act_pay_dedc: 200 }, { act_pay_dedc: 100, hifob_pay: 7 }]
`),
    ).toEqual([]);
  });
});
