import { COVER_NUMBERS, COVER_WORDS } from '../claim/cover-fields.ts';
import { fieldOf } from '../claim/fields.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import { type JsonSchema, named, type Shape, wrongKind } from '../grammar/shape.ts';
import type { MapEntry, Tree } from '../source/tree.ts';
import type { Circumstances } from './circumstances.ts';

/**
 * When a rule applies. Written as a map: every line must hold.
 *   when: { hospital.level: [2, 3], access.referral: direct }
 *   when: { age: 60.. }                     # from 60 on; also 18..59 and ..17
 *   when: { any: [{ … }, { … }], not: { … } }
 */
export type Condition =
  | { readonly kind: 'is'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'within'; readonly field: string; readonly from: number; readonly to: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** What a condition may look at: claim fields with closed values, and these numbers and lists. */
const NUMBERS: Readonly<Record<string, Text>> = {
  age: { zh: '年龄', en: 'age' },
  admission: { zh: '本年度第几次住院（就诊）', en: 'number of the admission in the year' },
  cover_years: { zh: '连续参保年数', en: 'years of unbroken cover' },
  claim_free_years: { zh: '连续未报销年数', en: 'years in a row without a claim' },
  disease_count: { zh: '病种数', en: 'number of diseases' },
  paid_month: { zh: '缴费月份', en: 'month of payment' },
  basic_schemes: { zh: '参加的基本医保数', en: 'number of basic schemes' },
  gap: { zh: '中断月数', en: 'whole months without cover' },
  gap_days: { zh: '原医保终止到缴费的天数', en: 'days from the end of other cover to the payment' },
  age_days: { zh: '出生到缴费的天数', en: 'days from birth to the payment' },
};
/** Numbers that only a question about cover has. */
const OF_COVER = ['paid_month', 'gap', 'gap_days', 'age_days'];
/** The largest number that a field can be, where there is one. */
const LARGEST: Readonly<Record<string, number>> = { paid_month: 12 };
const WORDS = [
  'insurance',
  'care',
  'care_detail',
  'hospital.level',
  'hospital.kind',
  'hospital.designated',
  'hospital.chosen',
  'hospital.card_reader',
  'status',
  'assistance',
  'applied',
  'civil_servant',
  'disability',
  'transfer',
  'delivery',
  'pre_existing',
  'renewed',
  'access.referral',
  'access.filing',
  'access.place',
  'access.settled',
  'access.card_shown',
  'disease',
  'supplements',
];
/** Of these, the ones that are numbers: compared with a range. */
export const NUMBER_FIELDS: readonly string[] = Object.keys(NUMBERS);
/** Of these, what claims have. */
export const CLAIM_NUMBERS: readonly string[] = NUMBER_FIELDS.filter((field) => !OF_COVER.includes(field));
/** What rules for claims may look at. */
export const CONDITION_FIELDS: readonly string[] = [...WORDS, ...CLAIM_NUMBERS];
/** What rules on cover may look at: there is no claim yet. */
export const COVER_CONDITION_FIELDS: readonly string[] = [
  'insurance',
  ...COVER_WORDS,
  ...Object.keys(COVER_NUMBERS),
];

/** What a number is called that a rule may go by. */
export function numberLabel(field: string): Text {
  return NUMBERS[field] ?? { zh: field, en: field };
}

export const condition: Shape<Condition> = conditionOf('condition', CONDITION_FIELDS);
export const coverCondition: Shape<Condition> = conditionOf('cover_condition', COVER_CONDITION_FIELDS);

function conditionOf(name: string, fields: readonly string[]): Shape<Condition> {
  return named(name, () => ({
    read: (tree, problems) => readCondition(tree, problems, fields),
    schema: () => schema(name, fields),
  }));
}

function readCondition(tree: Tree, problems: Problems, fields: readonly string[]): Condition | undefined {
  if (tree.kind !== 'map' || tree.entries.length === 0) {
    return wrongKind(tree, problems, {
      zh: '条件应写成 { 项: 值 }',
      en: 'a condition is written { field: value }',
    });
  }
  const of = tree.entries.map((entry) => readTest(entry, problems, fields));
  if (of.some((test) => test === undefined)) return undefined;
  const tests = of as Condition[];
  return tests.length === 1 && tests[0] ? tests[0] : { kind: 'all', of: tests };
}

function readTest(
  { key, keyPlace, value }: MapEntry,
  problems: Problems,
  fields: readonly string[],
): Condition | undefined {
  if (key === 'not') {
    const inner = readCondition(value, problems, fields);
    return inner && { kind: 'not', of: inner };
  }
  if (key === 'any') {
    if (value.kind !== 'list')
      return wrongKind(value, problems, {
        zh: 'any 后面应是条件的列表',
        en: '`any` takes a list of conditions',
      });
    const of = value.items.map((item) => readCondition(item, problems, fields));
    return of.some((item) => item === undefined) ? undefined : { kind: 'any', of: of as Condition[] };
  }
  if (!fields.includes(key)) {
    const hint = didYouMean(key, fields);
    const message = { zh: `条件里不能用“${key}”`, en: `a condition cannot look at “${key}”` };
    problems.error({ code: 'UNKNOWN_CONDITION_FIELD', message, ...(hint && { hint }), place: keyPlace });
    return undefined;
  }
  const items = value.kind === 'list' ? value.items : [value];
  if (NUMBERS[key] && items.length !== 1) {
    return wrongKind(value, problems, {
      zh: '数字条件写成一个范围',
      en: 'a condition on a number is one range',
    });
  }
  const words: string[] = [];
  for (const item of items) {
    const keys = readKeys(key, item.kind === 'scalar' ? item.text : '', item, problems);
    if (keys === undefined) return undefined;
    if (keys.kind === 'within') return { kind: 'within', field: key, from: keys.from, to: keys.to };
    words.push(...keys.values);
  }
  return { kind: 'is', field: key, values: words };
}

export type Keys =
  | { readonly kind: 'is'; readonly values: readonly string[] }
  | { readonly kind: 'within'; readonly from: number; readonly to: number };

/** `60..`, `..59`, `18..59`, `3`: both ends included, none of them beyond what the field can be. */
function readRange(field: string, written: string, at: Tree, problems: Problems): Keys | undefined {
  const [, first, last = first] = /^(\d+)$/.exec(written) ?? /^(\d*)\.\.(\d*)$/.exec(written) ?? [];
  const most = LARGEST[field] ?? Number.MAX_SAFE_INTEGER;
  const from = Number(first || 0);
  const to = Number(last || most);
  const isRange = first !== undefined && (first !== '' || last !== '');
  if (isRange && from <= to && to <= most)
    return { kind: 'within', from, to: last === '' ? Number.MAX_SAFE_INTEGER : to };
  const message = { zh: `“${written}”不是范围`, en: `“${written}” is not a range` };
  const hint =
    field in LARGEST
      ? { zh: `写成 ..${most}、9..11，最大 ${most}`, en: `write ..${most} or 9..11; ${most} is the largest` }
      : { zh: '写成 60..、..59 或 18..59', en: 'write 60.., ..59 or 18..59' };
  problems.error({ code: 'BAD_RANGE', message, hint, place: at.place });
  return undefined;
}

/** `2`, `community|1`, `60..`, `18..59`: the values of a field named in a condition or at the head of a table row. */
export function readKeys(field: string, written: string, at: Tree, problems: Problems): Keys | undefined {
  if (NUMBERS[field]) return readRange(field, written.trim(), at, problems);
  const values: string[] = [];
  for (const word of written.split('|')) {
    const id = wordId(field, word.trim());
    if (id === undefined) {
      const table = fieldOf(field).table;
      const hint = didYouMean(word.trim(), table?.ids ?? []);
      const { label } = fieldOf(field);
      const message = {
        zh: `${label.zh}没有“${word.trim()}”这个值`,
        en: `${label.en} has no value “${word.trim()}”`,
      };
      problems.error({ code: 'UNKNOWN_CODE', message, ...(hint && { hint }), value: word, place: at.place });
      return undefined;
    }
    values.push(id);
  }
  return { kind: 'is', values };
}

function wordId(field: string, word: string): string | undefined {
  if (field === 'disease' || field === 'supplements') return word === '' ? undefined : word;
  return fieldOf(field).table?.find(word)?.id;
}

/** Whether the condition holds; undefined when it depends on something not known, which is then noted as needed. */
export function holds(test: Condition, circumstances: Circumstances): boolean | undefined {
  switch (test.kind) {
    case 'is': {
      const values = circumstances.words(test.field);
      return values && test.values.some((value) => values.includes(value));
    }
    case 'within': {
      const number = circumstances.number(test.field);
      return number === undefined ? undefined : number >= test.from && number <= test.to;
    }
    case 'not': {
      const inner = holds(test.of, circumstances);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
    case 'any':
      return circumstances.unlessDecided(() => holdsOf(test, circumstances));
  }
}

/** Stops at the first test that decides, so that nothing is asked about a branch already closed. */
function holdsOf(
  { kind, of }: Condition & { kind: 'all' | 'any' },
  circumstances: Circumstances,
): boolean | undefined {
  const decides = kind === 'any';
  let unknown = false;
  for (const inner of of) {
    const result = holds(inner, circumstances);
    if (result === decides) return decides;
    if (result === undefined) unknown = true;
  }
  return unknown ? undefined : !decides;
}

/** A condition in words: `医院等级 二级、三级，转诊 未经转诊直接就医`. */
export function describeCondition(test: Condition, wording: (field: string, value?: string) => Text): Text {
  switch (test.kind) {
    case 'is': {
      const values = joinTexts(
        test.values.map((value) => wording(test.field, value)),
        '、',
        ' or ',
      );
      const field = wording(test.field);
      return { zh: `${field.zh}:${values.zh}`, en: `${field.en}: ${values.en}` };
    }
    case 'within': {
      return describeNumber(test.field, test.from, test.to, NUMBERS[test.field] ?? wording(test.field));
    }
    case 'not': {
      const inner = describeCondition(test.of, wording);
      return { zh: `不是（${inner.zh}）`, en: `not (${inner.en})` };
    }
    case 'all':
      return joinTexts(
        test.of.map((inner) => describeCondition(inner, wording)),
        ',',
        '; ',
      );
    case 'any':
      return joinTexts(
        test.of.map((inner) => describeCondition(inner, wording)),
        ' 或 ',
        ' or ',
      );
  }
}

/** A number in a stretch as people say it: `年龄 60 及以上`, `本年度第 2 次及以后住院（就诊）`. */
export function describeNumber(field: string, from: number, to: number, label: Text): Text {
  if (field === 'admission') return describeAdmission(from, to);
  const range = describeRange(from, to);
  return { zh: `${label.zh} ${range.zh}`, en: `${label.en} ${range.en}` };
}

function describeAdmission(from: number, to: number): Text {
  const which = (zh: string, en: string): Text => ({
    zh: `本年度第 ${zh}住院（就诊）`,
    en: `admission ${en} of the year`,
  });
  if (from === to) return which(`${from} 次`, `${from}`);
  if (to === Number.MAX_SAFE_INTEGER) return which(`${from} 次及以后`, `${from} or later`);
  return which(`${from} 至 ${to} 次`, `${from} to ${to}`);
}

export function describeRange(from: number, to: number): Text {
  if (from === to) return { zh: `${from}`, en: `${from}` };
  if (to === Number.MAX_SAFE_INTEGER) return { zh: `${from} 及以上`, en: `${from} and above` };
  return from === 0
    ? { zh: `${to} 及以下`, en: `up to ${to}` }
    : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };
}

/** Fields a condition looks at. */
export function fieldsOf(test: Condition): string[] {
  if (test.kind === 'is' || test.kind === 'within') return [test.field];
  return test.kind === 'not' ? fieldsOf(test.of) : test.of.flatMap(fieldsOf);
}

/** Words that a condition compares a field with. */
export function wordsFor(test: Condition, field: string): string[] {
  if (test.kind === 'is') return test.field === field ? [...test.values] : [];
  if (test.kind === 'within') return [];
  return (test.kind === 'not' ? [test.of] : test.of).flatMap((inner) => wordsFor(inner, field));
}

function schema(name: string, fields: readonly string[]): JsonSchema {
  const word = { type: ['string', 'number', 'boolean'] };
  const properties: Record<string, JsonSchema> = {
    not: { $ref: `#/$defs/${name}` },
    any: { type: 'array', items: { $ref: `#/$defs/${name}` } },
  };
  for (const key of fields) {
    const label = NUMBERS[key] ?? fieldOf(key).label;
    properties[key] = {
      description: label.zh,
      ...(NUMBERS[key] ? word : { anyOf: [word, { type: 'array', items: word }] }),
    };
  }
  return { type: 'object', minProperties: 1, additionalProperties: false, properties };
}
