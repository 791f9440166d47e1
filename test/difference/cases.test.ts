import { expect, it } from 'vitest';
import { compareCases } from '../../src/difference/claims/cases.ts';
import { namesOf } from '../../src/difference/claims/refusals.ts';
import type { ClaimsDifference } from '../../src/difference/claims/summary.ts';
import { formatYuan } from '../../src/money/fen.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { Folder } from '../batch/support/folder.ts';
import { edited, one, opened, POLICY, written } from './support.ts';

const CLAIM = 'region: "999900", insurance: employee, status: active, care: inpatient';
const CASES = `
- name: 一年两次
  claims:
    - { ${CLAIM}, date: 2025-03-01, hospital: { level: 3 }, expenses: { total: 100600 } }
    - { ${CLAIM}, date: 2025-06-01, hospital: { level: 3 }, expenses: { total: 50600 } }
  expect: [{ psn_part_amt: "0.00" }, { psn_part_amt: "0.00" }]
- name: 一级
  claim: { ${CLAIM}, date: 2025-03-01, hospital: { level: 1 }, expenses: { total: 1200 } }
  expect: { psn_part_amt: "0.00" }
- name: 没有出示卡
  claim: { ${CLAIM}, date: 2025-03-01, hospital: { level: 1 }, access: { card_shown: false }, expenses: { total: 1200 } }
  expect: { covered: false }
- name: 去年
  claims:
    - { ${CLAIM}, date: 2024-03-01, hospital: { level: 1 }, expenses: { total: 1200 } }
    - { ${CLAIM}, date: 2025-03-01, hospital: { level: 1 }, expenses: { total: 1200 } }
  expect: [{ psn_part_amt: "0.00" }, { psn_part_amt: "0.00" }]
- name: 何时起
  eligibility: { region: "999900", insurance: employee, paid_on: 2025-01-02 }
  expect: { covered_from: 2025-01-02 }
`;

async function compared(old: string, now: string): Promise<ClaimsDifference> {
  const { libraries } = await opened(written(Folder.ofTest(), { old: one(old), new: one(now) }));
  return compareCases(readCases(CASES, 'x.cases.yaml'), 'x', libraries, await namesOf(libraries));
}

function lines({ cases }: ClaimsDifference): string[] {
  const yuan = (fen: number | undefined): string => (fen === undefined ? '-' : formatYuan(fen));
  return (cases ?? []).map(({ name, claim, of, outcomes, person, reasons, differs }) =>
    [
      name,
      `${claim}/${of}`,
      outcomes.old,
      yuan(person.old),
      outcomes.new,
      yuan(person.new),
      reasons.old?.code,
      reasons.new?.code,
      differs,
    ].join(' '),
  );
}

it('has a line for every claim, each on the year of its case', async () => {
  const claims = await compared(POLICY, edited('amount: 100000', 'amount: 90000'));
  // 100,600: 85,500 pooled, 15,100 left, serious illness (15,100 - 5,000) / 2 = 5,050. 50,600: 41,000 pooled up to what is
  // left of the cap: 14,500 or 4,500; half of the rest.
  expect(lines(claims)).toEqual([
    '一年两次 1/2 covered 10050.00 covered 10050.00   false',
    '一年两次 2/2 covered 18050.00 covered 23050.00   true',
    '一级 1/1 covered 400.00 covered 400.00   false',
    '没有出示卡 1/1 not_covered 1200.00 not_covered 1200.00 CARD_NOT_SHOWN CARD_NOT_SHOWN false',
    '去年 1/2 refused - refused - DATE_BEFORE_POLICY DATE_BEFORE_POLICY false',
    '去年 2/2 covered 400.00 covered 400.00   false',
  ]);
  expect(claims.all).toMatchObject({ claims: 5, gain: 0, lose: 1, stay: 4, neither: 1 });
  expect(claims.rows).toBe(6);
  expect(claims.questions).toBe(1);
  expect(claims.largest.map(({ name, place }) => [name, place])).toEqual([['一年两次 #2', 'x.cases.yaml:5']]);
});

it('says which claims another version refuses', async () => {
  const later = edited('  - from: 2025-01-01', '  - from: 2025-05-01');
  const claims = await compared(POLICY, later);
  expect(claims.all).toMatchObject({ claims: 1, stay: 0, onlyOld: 4, neither: 1 });
  expect(
    claims.flows.map(({ old, new: now, reasons, claims: many, firstPlace }) => [
      old,
      now,
      reasons.new?.code,
      many,
      firstPlace,
    ]),
  ).toEqual([
    ['covered', 'refused', 'DATE_BEFORE_POLICY', 3, 'x.cases.yaml:4'],
    ['not_covered', 'refused', 'DATE_BEFORE_POLICY', 1, 'x.cases.yaml:11'],
    ['refused', 'refused', 'DATE_BEFORE_POLICY', 1, 'x.cases.yaml:15'],
  ]);
});
