import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';
import { rewrite } from '../../src/regression/update.ts';

const library = new Library(['policies']);
const CLAIM =
  '{ region: "371300", insurance: employee, care: inpatient, hospital: { level: 3 }, date: 2025-05-01, expenses: { total: 120600 } }';

async function rewritten(text: string) {
  const results = await Promise.all(readCases(text, 'x.cases.yaml').map((one) => runCase(one, library)));
  return rewrite(text, results);
}

describe('rewriting expectations', () => {
  it('puts what came out in the place of what was expected, and touches nothing else', async () => {
    const text = `# 头
- name: 三级医院，“引号”
  claim: ${CLAIM}   # 一段说明
  expect: { act_pay_dedc: "600.00", hifp_pay: '1', psn_part_amt: 2, covered: false }  # 尾
  because: 不改

- name: 块
  claim: ${CLAIM}
  expect:
    hifp_pay: 7 # 注
    notices: [CAP_NOT_STATED, INSURED_TWICE]
`;
    const { text: after, edits, left } = await rewritten(text);
    expect(after).toBe(
      text
        .replace("'1'", "'101500.00'")
        .replace('psn_part_amt: 2,', 'psn_part_amt: 19100.00,')
        .replace('covered: false', 'covered: true')
        .replace('hifp_pay: 7', 'hifp_pay: 101500.00')
        .replace('[CAP_NOT_STATED, INSURED_TWICE]', '[CAP_NOT_STATED]'),
    );
    expect(edits).toHaveLength(5);
    expect(edits.map(({ place }) => place.line)).toEqual([4, 4, 4, 10, 11]);
    expect(left).toEqual([]);
    expect((await rewritten(after)).edits).toEqual([]);
  });

  it('keeps several claims of a case apart', async () => {
    const text = `- name: x\n  claims: [${CLAIM}, ${CLAIM}]\n  expect: [{ hifp_pay: 1 }, { hifp_pay: 101500 }]\n`;
    expect((await rewritten(text)).text).toBe(text.replace('hifp_pay: 1 }', 'hifp_pay: 101500.00 }'));
  });

  it('keeps a byte order mark, before which no place lies', async () => {
    const text = `\ufeff- { name: x, expect: { hifp_pay: 1 }, claim: ${CLAIM} }\n`;
    expect((await rewritten(text)).text).toBe(text.replace('hifp_pay: 1', 'hifp_pay: 101500.00'));
  });

  it.each([
    [
      'a claim that is refused now',
      `- name: x\n  claim: ${CLAIM.replace(', hospital: { level: 3 }', '')}\n  expect: { hifp_pay: 1 }\n`,
    ],
    ['a claim that is refused no longer', `- name: x\n  claim: ${CLAIM}\n  expect_error: MISSING_FIELD\n`],
    ['the only notice', `- name: x\n  claim: ${CLAIM}\n  expect: { notices: [INSURED_TWICE] }\n`],
    [
      'a list over several lines',
      `- name: x\n  claim: ${CLAIM}\n  expect:\n    notices:\n      - CAP_NOT_STATED\n      - INSURED_TWICE\n`,
    ],
    ['a payer that is not there', `- name: x\n  claim: ${CLAIM}\n  expect: { payers: { assistance: 1 } }\n`],
  ])('leaves %s to a person', async (_what, text) => {
    const { text: after, edits, left } = await rewritten(text);
    expect({ after, edits, left: left.length }).toEqual({ after: text, edits: [], left: 1 });
  });
});
