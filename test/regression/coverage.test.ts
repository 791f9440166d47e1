import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { coverageOf, shareTouched } from '../../src/regression/coverage/coverage.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';

const POLICY = `policy: 990100/employee
title: 甲
checked: 2030-01-01
sources: { s: { title: 虚构, grade: general_knowledge } }
parameters:
  income: { label: 收入, values: [{ from: 2025-01-01, amount: 1000, source: s }, { from: 2026-01-01, amount: 2000, source: s }] }
versions:
  - from: 2025-01-01
    source: s
    eligibility:
      - { code: NOT_CHOSEN, when: { hospital.chosen: false }, outcome: not_covered, reason: 不是选定的医院 }
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible:
          per: admission
          amount: { by: { hospital.level: { 1: 100, else: 200 } } }
          adjust: [{ less: 100, each: admission, floor: 50 }]
        counted: { per: settlement, from: zero }
        bands: [{ up_to: 1000, rate: 50% }, { up_to: 2000, rate: 60% }, { rate: 70% }]
        adjust: [{ when: { status: retired }, points: +5% }]
        cap: { per: settlement, amount: 5000 }
      - line: assistance
        care: inpatient
        gate: { on: in_policy, from: 3000 }
        refuse: [{ code: NOT_FILED, when: { access.filing: unfiled }, reason: 没有备案 }]
        base: burden
        deductible: { per: year, amount: { share: 10%, of: income } }
        rate: 80%
`;
const library = library990100();

function library990100(): Library {
  const root = mkdtempSync(join(tmpdir(), 'baoxiao-coverage-'));
  mkdirSync(join(root, '990100-jia'));
  writeFileSync(join(root, '990100-jia', 'employee.yaml'), POLICY);
  return new Library([root]);
}

/** What no case has touched, as `kind key`, after the claims given. */
async function missed(...claims: string[]): Promise<string[]> {
  return missedBy(
    claims
      .map((claim, index) => `- { name: c${index}, claim: { ${WHO}, ${claim} }, expect: { hifp_pay: 0 } }`)
      .join('\n'),
  );
}

const WHO = 'region: "990100", insurance: employee, care: inpatient';

/** The same after cases as they are written. */
async function missedBy(text: string): Promise<string[]> {
  const cases = text === '' ? [] : readCases(text, 'x.cases.yaml');
  const results = await Promise.all(cases.map((one) => runCase(one, library)));
  const policies = await library.all();
  const [coverage] = coverageOf(policies, results);
  return (coverage?.missed ?? []).map(({ kind, key }) => `${kind} ${key}`);
}

const PLAIN =
  'date: 2025-05-01, hospital: { level: 1, chosen: true }, status: active, access: { filing: local }';

describe('coverage of rules by cases', () => {
  it('counts what was used, not what was looked at', async () => {
    expect(await missed()).toHaveLength(18);
    // 500 yuan: past the deductible of level 1, into the first band, not past its end, and the gate is shut.
    expect(await missed(`${PLAIN}, expenses: { total: 500 }`)).toEqual([
      'parameter income',
      'parameter income',
      'eligibility NOT_CHOSEN',
      'figure pooled_fund.deductible',
      'adjustment pooled_fund.deductible.adjust.1.floor',
      'band pooled_fund.up_to.1',
      'band pooled_fund.up_to.2',
      'band pooled_fund.rate.2',
      'band pooled_fund.rate.3',
      'adjustment pooled_fund.adjust.1',
      'cap pooled_fund.cap',
      'gate_open assistance.gate.from',
      'refusal assistance.NOT_FILED',
      'band assistance.rate',
    ]);
  });

  it.each([
    [
      'the end of a band, when cost goes past it',
      `${PLAIN}, expenses: { total: 1000.01 }`,
      'band pooled_fund.up_to.1',
    ],
    ['the next band', `${PLAIN}, expenses: { total: 1000.01 }`, 'band pooled_fund.rate.2'],
    ['a cap, when it limits', `${PLAIN}, expenses: { total: 90000 }`, 'cap pooled_fund.cap'],
    ['a gate, when it lets in', `${PLAIN}, expenses: { total: 3000 }`, 'gate_open assistance.gate.from'],
    [
      'a table row',
      `${PLAIN.replace('level: 1', 'level: 3')}, expenses: { total: 500 }`,
      'figure pooled_fund.deductible',
    ],
    [
      'an adjustment',
      `${PLAIN.replace('active', 'retired')}, expenses: { total: 500 }`,
      'adjustment pooled_fund.adjust.1',
    ],
    [
      'a floor, when it holds',
      `${PLAIN}, expenses: { total: 500 }, year_to_date: { admissions: 2 }`,
      'adjustment pooled_fund.deductible.adjust.1.floor',
    ],
    [
      'a rule of eligibility, when it is met',
      `${PLAIN.replace('chosen: true', 'chosen: false')}, expenses: { total: 500 }`,
      'eligibility NOT_CHOSEN',
    ],
    [
      'a refusal, when it is met',
      `${PLAIN.replace('local', 'unfiled')}, expenses: { total: 500 }`,
      'refusal assistance.NOT_FILED',
    ],
  ])('%s', async (_what, claim, place) => {
    const before = await missed(`${PLAIN}, expenses: { total: 500 }`);
    expect(before).toContain(place);
    expect(await missed(`${PLAIN}, expenses: { total: 500 }`, claim)).not.toContain(place);
  });

  it('does not count a figure that an assumption may not change', async () => {
    const claim = `${PLAIN}, expenses: { total: 500 }`;
    const text = `- name: x\n  assume: { pooled_fund.deductible: 1 }\n  claim: { ${WHO}, ${claim} }\n  expect_error: ASSUMED_BUT_STATED\n`;
    expect(await missedBy(text)).toHaveLength(18);
  });

  it('tells the dated values of a parameter apart', async () => {
    const left = await missed(`${PLAIN}, expenses: { total: 3000 }`);
    expect(left.filter((place) => place === 'parameter income')).toHaveLength(1);
    const both = await missed(
      `${PLAIN}, expenses: { total: 3000 }`,
      `${PLAIN.replace('2025-05-01', '2026-05-01')}, expenses: { total: 3000 }`,
    );
    expect(both).not.toContain('parameter income');
  });

  it('rounds the share down, so that 100% means all', () => {
    expect(shareTouched({ places: 3, missed: [] })).toBe(10_000);
    expect(shareTouched({ places: 30_000, missed: [{} as never] })).toBe(9999);
    expect(shareTouched({ places: 0, missed: [] })).toBe(10_000);
  });
});
