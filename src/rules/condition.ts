import { fieldOf } from '../claim/fields.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { type JsonSchema, named, type Shape, wrongKind } from '../grammar/shape.ts';
import type { MapEntry, Tree } from '../source/tree.ts';
import type { Circumstances } from './circumstances.ts';
import { CONDITION_FIELDS, COVER_CONDITION_FIELDS, NUMBERS } from './condition-fields.ts';
import { readKeys } from './keys.ts';

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
  if (key === 'any') return readAny(value, problems, fields);
  if (fields.includes(key)) return readValues(key, value, problems);
  const hint = didYouMean(key, fields);
  const message = { zh: `条件里不能用“${key}”`, en: `a condition cannot look at “${key}”` };
  problems.error({ code: 'UNKNOWN_CONDITION_FIELD', message, ...(hint && { hint }), place: keyPlace });
  return undefined;
}

function readAny(tree: Tree, problems: Problems, fields: readonly string[]): Condition | undefined {
  if (tree.kind !== 'list')
    return wrongKind(tree, problems, {
      zh: 'any 后面应是条件的列表',
      en: '`any` takes a list of conditions',
    });
  const of = tree.items.map((item) => readCondition(item, problems, fields));
  return of.some((item) => item === undefined) ? undefined : { kind: 'any', of: of as Condition[] };
}

function readValues(field: string, tree: Tree, problems: Problems): Condition | undefined {
  const items = tree.kind === 'list' ? tree.items : [tree];
  if (NUMBERS[field] && items.length !== 1) {
    return wrongKind(tree, problems, {
      zh: '数字条件写成一个范围',
      en: 'a condition on a number is one range',
    });
  }
  const words: string[] = [];
  for (const item of items) {
    const keys = readKeys(field, item.kind === 'scalar' ? item.text : '', item, problems);
    if (keys === undefined) return undefined;
    if (keys.kind === 'within') return { kind: 'within', field, from: keys.from, to: keys.to };
    words.push(...keys.values);
  }
  return { kind: 'is', field, values: words };
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
