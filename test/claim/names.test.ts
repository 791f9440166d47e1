import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/claim/field.ts';
import { FIELDS, PAID_NATIONAL, YEAR_TOTALS } from '../../src/claim/fields.ts';
import { canonicalName } from '../../src/claim/names.ts';
import { PAYERS } from '../../src/codes/payers.ts';
import { read, told } from './reading.ts';

/** A value that the field takes. */
function sampleOf(field: Field): string {
  if (field.table) return field.table.ids[1] ?? '';
  return { date: '2025-05-01', integer: '7', money: '12.30' }[field.kind as string] ?? 'text';
}

/** Ours first, then the national one, the Chinese one and others; `age` is both ours and national. */
function namesOf(field: Field): string[] {
  const names = [field.key, field.national, field.label.zh, ...(field.also ?? [])];
  return [...new Set(names.filter((name) => name !== undefined))];
}

describe.each(FIELDS.filter((field) => field.kind !== 'items'))('$key', (field) => {
  const names = namesOf(field);
  const value = sampleOf(field);

  test.each(names)('is known as %s', (name) => {
    const { draft, problems } = read(`"${name}": ${value}`);
    expect(problems).toEqual([]);
    const place = draft.places.get(field.key);
    expect(place).toMatchObject({ line: 1 });
    const kept =
      draft.facts.get(field.key) ??
      draft.money.get(field.key) ??
      (field.key === 'expenses.essential_medicine' ? draft.parts.get('essential_medicine') : undefined);
    expect(kept).not.toBeUndefined();
  });

  test('letter case, width and blanks do not matter', () => {
    for (const name of names) {
      const wide = [...name]
        .map((char) =>
          char >= 'a' && char <= 'z' ? String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0) : char,
        )
        .join('');
      expect(canonicalName(` ${name.toUpperCase()} `)).toBe(field.key);
      expect(canonicalName(wide)).toBe(field.key);
    }
  });

  test('cannot be given under two names', () => {
    for (const name of names.slice(1)) {
      const text = `"${field.key}": ${value}\n"${name}": ${value}`;
      expect(told(text)).toEqual([`FIELD_TWICE ${field.key} 2:1`]);
    }
  });
});

test('no two fields share a name', () => {
  const names = FIELDS.flatMap(namesOf);
  expect(new Set(names).size).toBe(names.length);
});

test('flags are told apart', () => {
  const flags = FIELDS.map((field) => field.flag);
  expect(new Set(flags).size).toBe(flags.length);
});

describe('payments and accumulators', () => {
  test.each(PAYERS.map((payer) => [payer.id, payer.label.zh, ...(payer.also ?? [])]))(
    'paid.%s',
    (id, ...words) => {
      for (const word of [id, ...words]) {
        expect(canonicalName(`paid.${word}`)).toBe(`paid.${id}`);
        expect(canonicalName(`已付.${word}`)).toBe(`paid.${id}`);
        expect(canonicalName(`year_to_date.${word}`)).toBe(`year_to_date.${id}`);
      }
    },
  );

  test.each(Object.entries(PAID_NATIONAL))('%s alone is what %s paid', (national, payer) => {
    expect(canonicalName(national)).toBe(`paid.${payer}`);
    expect(canonicalName(`paid.${national}`)).toBe(`paid.${payer}`);
  });

  test.each(Object.entries(YEAR_TOTALS))('year_to_date.%s', (name, { label }) => {
    for (const path of [`year_to_date.${name}`, `累计.${name}`, `年度累计.${name}`, `累计.${label.zh}`])
      expect(canonicalName(path)).toBe(`year_to_date.${name}`);
  });

  test('of a line, in pieces', () => {
    const nested = read(
      'year_to_date: { pooled_fund: { base: 100, deductible: 20, paid: 30, paid_month: 4, paid_disease: 5 } }',
    );
    const flat = read(
      'year_to_date.pooled_fund.base: 100\nyear_to_date.pooled_fund.deductible: 20\nyear_to_date.pooled_fund.paid: 30\nyear_to_date.pooled_fund.paid_month: 4\nyear_to_date.pooled_fund.paid_disease: 5',
    );
    const expected = { base: 10_000, deductible: 2000, paid: 3000, paidMonth: 400, paidDisease: 500 };
    expect(nested.draft.yearToDate.lines.get('pooled_fund')).toEqual(expected);
    expect(flat.draft.yearToDate.lines.get('pooled_fund')).toEqual(expected);
    expect(told('year_to_date: { pooled_fund: { bass: 1 } }')).toEqual([
      'UNKNOWN_FIELD year_to_date.pooled_fund.bass 1:32',
    ]);
  });
});

describe('the same thing written in three ways', () => {
  const nested = `
region: "371300"
insurance: employee
hospital: { level: 3, kind: tcm }
expenses: { total: 100, parts: { herbal: 5 } }
paid: { pooled_fund: 40 }
year_to_date: { admissions: 2, in_policy: 7 }
accounts: { personal: 9 }`;
  const flat = `
insuplc_admdvs: "371300"
insutype: 310
hospital.level: 三级
hospital.kind: 中医
medfee_sumamt: 100
expenses.parts.herbal: 5
hifp_pay: 40
year_to_date.admissions: 2
year_to_date.in_policy: 7
balc: 9`;
  const chinese = `
参保地: "371300"
险种: 职工
医院: { 医院等级: 三级, 医院类型: 中医医院 }
费用: { 医疗费总额: 100, 分项: { herbal: 5 } }
已付: { 统筹基金: 40 }
年度累计: { "本年度此前住院（就诊）次数": 2, 本年度已结算政策范围费用: 7 }
账户: { 个人账户余额: 9 }`;
  test('comes to the same', () => {
    const plain = ({ draft, problems }: ReturnType<typeof read>) => ({
      problems,
      facts: [...draft.facts].sort(),
      money: [...draft.money].sort(),
      parts: [...draft.parts],
      paid: [...draft.paid],
      year: draft.yearToDate,
    });
    const [one, ...others] = [nested, flat, chinese].map((text) => plain(read(text)));
    expect(one?.problems).toEqual([]);
    expect(one?.money).toEqual([
      ['accounts.personal', 900],
      ['expenses.total', 10_000],
    ]);
    for (const other of others) expect(other).toEqual(one);
  });
});

describe('given twice under different forms', () => {
  test.each([
    ['expenses: { total: 5 }\nmedfee_sumamt: 5', 'FIELD_TWICE expenses.total 2:1'],
    ['paid: { pooled_fund: 1, 统筹基金: 1 }', 'FIELD_TWICE paid.pooled_fund 1:25'],
    ['hifp_pay: 1\npaid.pooled_fund: 1', 'FIELD_TWICE paid.pooled_fund 2:1'],
    ['year_to_date: { in_policy: 1 }\n累计.in_policy: 1', 'FIELD_TWICE year_to_date.in_policy 2:1'],
    [
      'expenses: { essential_medicine: 1, parts: { essential_medicine: 1 } }',
      'FIELD_TWICE expenses.essential_medicine 1:45',
    ],
    [
      'year_to_date: { pooled_fund: { paid: 1 } }\nyear_to_date.pooled_fund.paid: 1',
      'FIELD_TWICE year_to_date.pooled_fund.paid 2:32',
    ],
  ])('%s', (text, problem) => expect(told(text)).toEqual([problem]));
});

describe('a name that is not one', () => {
  test.each([
    ['totl: 5', 'UNKNOWN_FIELD totl 1:1', 'expenses.total'],
    ['expenses: { totel: 5 }', 'UNKNOWN_FIELD expenses.totel 1:13', 'total'],
    ['hospital: { levle: 3 }', 'UNKNOWN_FIELD hospital.levle 1:13', 'level'],
    ['medfee_sumant: 5', 'UNKNOWN_FIELD medfee_sumant 1:1', 'medfee_sumamt'],
    ['paid: { pooled_fnd: 5 }', 'UNKNOWN_FIELD paid.pooled_fnd 1:9', 'pooled_fund'],
    ['insurence: employee', 'UNKNOWN_FIELD insurence 1:1', 'insurance'],
  ])('%s is reported with what was meant', (text, problem, meant) => {
    expect(told(text)).toEqual([problem]);
    const { hint } = read(text).problems[0] ?? {};
    expect(hint?.en).toMatch(/^did you mean/);
    expect(hint?.en).toContain(meant);
    expect(hint?.zh).toContain(meant);
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'paid.constructor',
    'paid.__proto__',
    'year_to_date.__proto__',
    'expenses.constructor',
    'constructor.total',
    '__proto__.total',
    'hospital.toString',
  ])('%s is no name, with a value or a map under it', (name) => {
    for (const value of ['5', '{}', '{ total: 5 }']) {
      const text = `"${name}": ${value}`;
      const [first = ''] = told(text);
      expect(first.split(' ')[0], text).toBe('UNKNOWN_FIELD');
      expect(Object.hasOwn(Object.prototype, 'total')).toBe(false);
    }
  });

  test('all of them are reported at once, each at its place', () => {
    expect(told('foo: 1\nregion: "371300"\nexpenses:\n  bar: 2\n  total: 5\nhospital: { baz: 3 }')).toEqual([
      'UNKNOWN_FIELD foo 1:1',
      'UNKNOWN_FIELD expenses.bar 4:3',
      'UNKNOWN_FIELD hospital.baz 6:13',
    ]);
  });
});
