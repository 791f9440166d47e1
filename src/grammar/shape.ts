import type { Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import { mayLeaveOut, slipOf } from './slips.ts';

/**
 * The grammar of policy files. One definition reads a tree (with every problem at its place) and describes itself as
 * JSON Schema for editors. It works on source trees, not on parsed values, because figures are read from the
 * characters that were written and because each problem and each figure keeps its line.
 */
export interface Shape<T> {
  /** The value, or undefined after reporting what is wrong. */
  read(tree: Tree, problems: Problems): T | undefined;
  schema(): JsonSchema;
}

/** Where in its file something stands; never under a name that a rule may use itself. */
export interface At {
  readonly line: number;
  readonly column: number;
}

export type JsonSchema = { readonly [key: string]: unknown };

export interface Slot<T, R extends boolean> {
  readonly shape: Shape<T>;
  readonly required: R;
  readonly doc: Text;
  /** Stands in for a required value that could not be read, so that the rest can still be checked. */
  readonly fallback?: T;
}

export type Slots = Readonly<Record<string, Slot<unknown, boolean>>>;
export type Value<S> = S extends Shape<infer T> ? T : never;
type Required<F extends Slots> = {
  [K in keyof F as F[K]['required'] extends true ? K : never]: Value<F[K]['shape']>;
};
type Optional<F extends Slots> = {
  [K in keyof F as F[K]['required'] extends true ? never : K]?: Value<F[K]['shape']>;
};
export type ObjectOf<F extends Slots> = Required<F> & Optional<F>;

export function must<T>(shape: Shape<T>, zh: string, en: string, fallback?: T): Slot<T, true> {
  return { shape, required: true, doc: { zh, en }, ...(fallback !== undefined && { fallback }) };
}

export function may<T>(shape: Shape<T>, zh: string, en: string): Slot<T, false> {
  return { shape, required: false, doc: { zh, en } };
}

/**
 * A map with known keys. Unknown keys are errors: a misspelt rule must not vanish. What could be read is handed on all
 * the same, so that the checks after the grammar find their problems in the same run.
 */
export function object<F extends Slots>(slots: F): Shape<ObjectOf<F> & { readonly at: At }> {
  return {
    read(tree, problems) {
      if (tree.kind !== 'map') {
        const keys = Object.keys(slots).join(', ');
        return wrongKind(tree, problems, {
          zh: `这里应是一组键：${keys}`,
          en: `a map with keys belongs here: ${keys}`,
        });
      }
      const found: Record<string, unknown> = { at: { line: tree.place.line, column: tree.place.column } };
      const read = readWritten(slots, tree, found, problems);
      const complete = addMissing(slots, tree, found, problems);
      return read && complete ? (found as ObjectOf<F> & { at: At }) : undefined;
    },
    schema: () => ({
      type: 'object',
      additionalProperties: false,
      required: Object.keys(slots).filter((key) => slots[key]?.required),
      properties: Object.fromEntries(
        Object.entries(slots).map(([key, slot]) => [
          key,
          { description: slot.doc.zh, ...slot.shape.schema() },
        ]),
      ),
    }),
  };
}

/** Reads the keys that are there into `found`; whether nothing that must be there was unreadable. */
function readWritten(
  slots: Slots,
  { entries }: MapTree,
  found: Record<string, unknown>,
  problems: Problems,
): boolean {
  let complete = true;
  for (const { key, keyPlace, value } of entries) {
    const slot = Object.hasOwn(slots, key) ? slots[key] : undefined;
    if (slot === undefined) {
      const hint = slipOf(key, value) ?? didYouMean(key, Object.keys(slots));
      const message = { zh: `没有“${key}”这个键`, en: `there is no key “${key}” here` };
      problems.error({ code: 'UNKNOWN_KEY', message, ...(hint && { hint }), place: keyPlace });
      continue;
    }
    const before = problems.list.length;
    const read = slot.shape.read(value, problems);
    if (read === undefined && !slot.required) mayLeaveOut(key, value, problems, before);
    if (read !== undefined) found[key] = read;
    else if (slot.fallback !== undefined) found[key] = slot.fallback;
    else if (slot.required) complete = false;
  }
  return complete;
}

/** Reports the keys that must be there and are not; whether something stands in for each. */
function addMissing(
  slots: Slots,
  { entries, place }: MapTree,
  found: Record<string, unknown>,
  problems: Problems,
): boolean {
  let complete = true;
  const present = new Set(entries.map((entry) => entry.key));
  for (const [key, slot] of Object.entries(slots)) {
    if (!slot.required || present.has(key)) continue;
    const message = { zh: `缺少“${key}”（${slot.doc.zh}）`, en: `“${key}” is missing (${slot.doc.en})` };
    problems.error({ code: 'MISSING_KEY', message, place });
    if (slot.fallback !== undefined) found[key] = slot.fallback;
    else complete = false;
  }
  return complete;
}

/** A list; a single value may stand for a list of one where `single` says so. */
export function list<T>(shape: Shape<T>, options: { single?: boolean; min?: number } = {}): Shape<T[]> {
  const { single = false, min = 1 } = options;
  return {
    read(tree, problems) {
      if (tree.kind !== 'list') {
        if (!single)
          return wrongKind(tree, problems, {
            zh: '这里应是一个列表（- …）',
            en: 'a list belongs here (- …)',
          });
        const one = shape.read(tree, problems);
        return one === undefined ? undefined : [one];
      }
      if (tree.items.length < min)
        return wrongKind(tree, problems, { zh: '列表不能为空', en: 'the list is empty' });
      const items = tree.items.map((item) => shape.read(item, problems)).filter((item) => item !== undefined);
      return items.length === 0 && tree.items.length > 0 ? undefined : items;
    },
    schema() {
      const many = { type: 'array', minItems: min, items: shape.schema() };
      return single ? { anyOf: [shape.schema(), many] } : many;
    },
  };
}

/** A list, or the word `all`. */
export function listOrAll<T>(shape: Shape<T>): Shape<T[] | 'all'> {
  const many = list(shape);
  return {
    read: (tree, problems) =>
      tree.kind === 'scalar' && tree.text.trim() === 'all' ? 'all' : many.read(tree, problems),
    schema: () => ({ anyOf: [{ const: 'all' }, many.schema()] }),
  };
}

/** A map with free keys. */
export function record<T>(shape: Shape<T>, key: RegExp, keyDoc: Text): Shape<Record<string, T>> {
  return {
    read(tree, problems) {
      if (tree.kind !== 'map')
        return wrongKind(tree, problems, {
          zh: '这里应是一组“名称: 值”',
          en: 'a map of `name: value` belongs here',
        });
      const found: Record<string, T> = Object.create(null);
      for (const entry of tree.entries) {
        if (!key.test(entry.key)) {
          const message = {
            zh: `名称“${entry.key}”不合规则（${keyDoc.zh}）`,
            en: `the name “${entry.key}” is not ${keyDoc.en}`,
          };
          problems.error({ code: 'BAD_NAME', message, place: entry.keyPlace });
          continue;
        }
        const value = shape.read(entry.value, problems);
        if (value !== undefined) found[entry.key] = value;
      }
      return { ...found };
    },
    schema: () => ({
      type: 'object',
      patternProperties: { [key.source]: shape.schema() },
      additionalProperties: false,
    }),
  };
}

/** A scalar read from its own characters. */
export function scalarOf<T>(
  parse: (text: string) => T | undefined,
  wanted: Text,
  schema: JsonSchema,
  code = 'BAD_VALUE',
): Shape<T> {
  return {
    read(tree, problems) {
      if (tree.kind !== 'scalar' || tree.empty)
        return wrongKind(tree, problems, { zh: `这里应是${wanted.zh}`, en: `${wanted.en} belongs here` });
      const value = parse(tree.text.trim());
      if (value !== undefined) return value;
      const message = { zh: `“${tree.text}”不是${wanted.zh}`, en: `“${tree.text}” is not ${wanted.en}` };
      problems.error({ code, message, value: tree.text, place: tree.place });
      return undefined;
    },
    schema: () => schema,
  };
}

/** One of a closed list of words. */
export function oneOf<const T extends string>(words: readonly T[]): Shape<T> {
  return {
    read(tree, problems) {
      if (tree.kind !== 'scalar')
        return wrongKind(tree, problems, {
          zh: `这里应是：${words.join('、')}`,
          en: `one of these belongs here: ${words.join(', ')}`,
        });
      const found = words.find((word) => word === tree.text.trim());
      if (found !== undefined) return found;
      const hint = didYouMean(tree.text, words);
      const message = {
        zh: `“${tree.text}”不在可用的值里`,
        en: `“${tree.text}” is not one of the possible values`,
      };
      problems.error({
        code: 'UNKNOWN_WORD',
        message,
        ...(hint && { hint }),
        value: tree.text,
        place: tree.place,
      });
      return undefined;
    },
    schema: () => ({ enum: [...words] }),
  };
}

/** A shape defined in terms of itself; named so that its schema is written once. */
export function named<T>(name: string, shape: () => Shape<T>): Shape<T> {
  return {
    read: (tree, problems) => shape().read(tree, problems),
    schema() {
      definitions.set(name, shape);
      return { $ref: `#/$defs/${name}` };
    },
  };
}

/** Turns what was read into something else, keeping the grammar's description. */
export function mapped<T, U>(
  shape: Shape<T>,
  convert: (value: T, tree: Tree, problems: Problems) => U | undefined,
): Shape<U> {
  return {
    read(tree, problems) {
      const value = shape.read(tree, problems);
      return value === undefined ? undefined : convert(value, tree, problems);
    },
    schema: () => shape.schema(),
  };
}

/** Definitions met while a schema was being written out. */
const definitions = new Map<string, () => Shape<unknown>>();

/** The JSON Schema of a whole file, with the named shapes in `$defs`. */
export function fullSchema(shape: Shape<unknown>, head: JsonSchema): JsonSchema {
  definitions.clear();
  const body = shape.schema();
  const defs: Record<string, JsonSchema> = {};
  for (
    let left = [...definitions];
    left.length > 0;
    left = [...definitions].filter(([name]) => !(name in defs))
  ) {
    for (const [name, inner] of left) defs[name] = inner().schema();
  }
  return { ...head, ...body, $defs: defs };
}

export function wrongKind(tree: Tree, problems: Problems, message: Text): undefined {
  problems.error({ code: 'WRONG_KIND', message, place: tree.place });
  return undefined;
}
