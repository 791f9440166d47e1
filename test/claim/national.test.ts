import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/claim/claim.ts';
import type { Field } from '../../src/claim/field.ts';
import { FIELDS } from '../../src/claim/fields.ts';
import { claimJson } from '../../src/report/claim-json.ts';
import { complete, told } from './reading.ts';

const coded = FIELDS.filter(({ national, table }) => national !== undefined && table !== undefined);

/** Every national code of a field, those that say a finer field too among them. */
function codesOf({ table, finer }: Field): string[] {
  return [...(table?.values ?? []), ...(finer?.table.values ?? [])].flatMap(({ national = [] }) => national);
}

function claimOf(values: Readonly<Record<string, string>>): Claim {
  const { claim, problems } = complete(JSON.stringify({ medfee_sumamt: '1.00', ...values }));
  expect(problems).toEqual([]);
  return claim as Claim;
}

/** The value under a dotted key. */
function at(json: object, key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)?.[part], json);
}

const CODES = coded.flatMap((field) =>
  codesOf(field).map((code): [string, string, Field] => [field.national ?? '', code, field]),
);

test('there are the tables of the interface', () => {
  expect([...new Set(CODES.map(([national]) => national))].sort()).toEqual([
    ...['cvlserv_flag', 'dedc_hosp_lv', 'hosp_lv', 'insutype', 'med_type', 'psn_type', 'refl_type'],
  ]);
});

describe('a national code is printed back as it was given', () => {
  test.each(CODES)('%s %s', (national, code, field) => {
    for (const name of [national, field.label.zh, field.key]) {
      const claim = claimOf({ [name]: code });
      expect(at(claimJson(claim, { codes: true }), field.key)).toBe(code);
      // Without being asked for, our words stand, as ever.
      expect(at(claimJson(claim), field.key)).toBe([claim.facts.get(field.key)].flat()[0]);
    }
  });
});

test('any codes together are read back as the same claim', () => {
  const some = Object.fromEntries(
    coded.map((field) => [
      field.national ?? '',
      fc.option(fc.constantFrom(...codesOf(field)), { nil: undefined }),
    ]),
  );
  fc.assert(
    fc.property(fc.record(some), (drawn) => {
      const given = Object.fromEntries(
        Object.entries(drawn).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const claim = claimOf(given);
      const json = claimJson(claim, { codes: true });
      const { claim: again, problems } = complete(JSON.stringify(json));
      expect(problems).toEqual([]);
      expect(new Map(again?.facts)).toEqual(new Map(claim.facts));
      expect(claimJson(again as Claim, { codes: true })).toEqual(json);
    }),
    { numRuns: 300 },
  );
});

test('a word of ours has its first code, and a code that is no longer the fact’s is not printed', () => {
  const claim = claimOf({ psn_type: '1204', care: 'inpatient', insurance: '职工' });
  expect(claimJson(claim, { codes: true })).toMatchObject({ status: '1204', care: '21', insurance: '310' });
  const other = { ...claim, facts: new Map([...claim.facts, ['status', 'active']]) };
  expect(claimJson(other, { codes: true }).status).toBe('11');
});

test('a finer kind beside another broad kind keeps the broad kind', () => {
  const claim = claimOf({ care: 'chronic', care_detail: '18' });
  expect(claimJson(claim, { codes: true })).toMatchObject({ care: '14', care_detail: '18' });
});

test.each([
  ['paid: { 310100: 1 }', 'pooled_fund'],
  ['paid: { 390100: 1 }', 'pooled_fund'],
  ['paid: { 320100: 1 }', 'civil_servant'],
  ['paid: { 330100: 1 }', 'large_amount'],
  ['paid: { 370100: 1 }', 'enterprise_supplement'],
  ['paid: { 390200: 1 }', 'serious_illness'],
  ['paid: { 510100: 1 }', 'maternity'],
  ['paid: { 610100: 1 }', 'assistance'],
  ['paid: { 999996: 1 }', 'hospital'],
  ['已付: { 999997: 1 }', 'supplement'],
])('fund_pay_type: %s is %s', (text, payer) => {
  const { claim, problems } = complete(`{ ${text}, medfee_sumamt: 1 }`);
  expect(problems).toEqual([]);
  expect([...(claim?.paid ?? [])]).toEqual([[payer, 100]]);
});

test.each([
  ['01', 0, 1000],
  ['02', 0, 900],
  ['03', 1000, 0],
  ['1', 0, 1000],
])('chrgitm_lv %s', (chrgitm_lv, selfFunded, inPolicy) => {
  const { claim, problems } = complete(
    JSON.stringify({ expenses: { items: [{ name: 'x', det_item_fee_sumamt: '10.00', chrgitm_lv }] } }),
    100_000,
  );
  expect(problems).toEqual([]);
  const { expenses } = claim as Claim;
  expect([expenses.selfFunded, expenses.total - expenses.selfFunded - expenses.advance]).toEqual([
    selfFunded,
    inPolicy,
  ]);
});

test('the account is no payer of a claim', () => {
  expect(told('paid: { 310200: 1 }')).toEqual(['UNKNOWN_FIELD paid.310200 1:9']);
});
