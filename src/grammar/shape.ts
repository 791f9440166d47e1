import type { Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Tree } from '../source/tree.ts';

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
      let failed = false;
      for (const { key, keyPlace, value } of tree.entries) {
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
        else if (slot.required) failed = true;
      }
      const present = new Set(tree.entries.map((entry) => entry.key));
      for (const [key, slot] of Object.entries(slots)) {
        if (!slot.required || present.has(key)) continue;
        const message = { zh: `缺少“${key}”（${slot.doc.zh}）`, en: `“${key}” is missing (${slot.doc.en})` };
        problems.error({ code: 'MISSING_KEY', message, place: tree.place });
        if (slot.fallback !== undefined) found[key] = slot.fallback;
        else failed = true;
      }
      return failed ? undefined : (found as ObjectOf<F> & { at: At });
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

/** What looks like a key and is none: a colon of Chinese text, or the rest of an amount or a text with commas. */
function slipOf(key: string, value: Tree): Text | undefined {
  const [, name, rest] = /^([^：]+)：(.*)$/s.exec(key) ?? [];
  if (name !== undefined)
    return { zh: `“：”是全角的，写成 ${name}: ${rest}`, en: `“：” is full-width; write ${name}: ${rest}` };
  if (/^\d{3}(\.\d+)?$/.test(key) && value.kind === 'scalar' && value.empty)
    return { zh: '金额里不写逗号', en: 'an amount is written without commas' };
  if (value.kind === 'scalar' && value.empty && /[^a-z0-9_.]/i.test(key))
    return {
      zh: '像是一段文字在英文逗号处断开了：{ } 里含英文逗号的文字要加引号',
      en: 'this looks like the rest of a text cut at a comma: inside { } put a text with a comma in quotes',
    };
  return undefined;
}

const NOTHING = ['none', '无', '没有', '不设'];

/** Where a word for nothing stands as the value of a key that need not be there, the writer wants the key left out. */
function mayLeaveOut(key: string, value: Tree, { list }: Problems, from: number): void {
  if (value.kind !== 'scalar' || !NOTHING.includes(value.text)) return;
  const hint = { zh: `没有就整个去掉 ${key}`, en: `leave \`${key}\` out where there is none` };
  for (const [index, problem] of list.entries())
    if (index >= from && problem.code === 'WRONG_KIND') list[index] = { ...problem, hint };
}

export function wrongKind(tree: Tree, problems: Problems, message: Text): undefined {
  problems.error({ code: 'WRONG_KIND', message, place: tree.place });
  return undefined;
}
