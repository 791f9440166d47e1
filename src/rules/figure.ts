import { fieldOf } from '../claim/fields.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import { may, must, named, object, type Shape, wrongKind } from '../grammar/shape.ts';
import { amount, name, type Origin, originOf, originSlots, percent, placeOf } from '../grammar/words.ts';
import { groupYuan } from '../money/fen.ts';
import { formatPercent, PPM } from '../money/rate.ts';
import { entryOf, type Tree } from '../source/tree.ts';
import type { Wording } from './circumstances.ts';
import {
  CONDITION_FIELDS,
  type Condition,
  condition,
  describeCondition,
  describeRange,
  type Keys,
  readKeys,
} from './condition.ts';

/**
 * One figure of a policy: an amount in fen or a rate in parts per million. It may be exact, a range, not stated, or
 * depend on the circumstances (`by`, `cases`) or on a dated parameter (`share … of`).
 */
export type Figure =
  | { readonly kind: 'exact'; readonly value: number; readonly origin: Origin }
  | { readonly kind: 'range'; readonly low: number; readonly high: number | null; readonly origin: Origin }
  | { readonly kind: 'not_stated'; readonly origin: Origin }
  | { readonly kind: 'none'; readonly origin: Origin }
  | {
      readonly kind: 'by';
      readonly field: string;
      readonly rows: readonly Row[];
      readonly otherwise?: Figure;
      readonly origin: Origin;
    }
  | {
      readonly kind: 'cases';
      readonly rows: readonly Case[];
      readonly otherwise?: Figure;
      readonly origin: Origin;
    }
  | {
      readonly kind: 'share';
      readonly ppm: number;
      readonly of: string;
      readonly provisional?: Figure;
      readonly origin: Origin;
    };

export interface Row {
  readonly keys: Keys;
  readonly figure: Figure;
}

export interface Case {
  readonly when: Condition;
  readonly figure: Figure;
}

export type Unit = 'fen' | 'ppm';

/** An amount in yuan, kept in fen. */
export const amountFigure: Shape<Figure> = named('amount', () => figureOf('fen', amount, 'amount'));
/** A rate of 0% … 100%, kept in parts per million. */
export const rateFigure: Shape<Figure> = named('rate', () => figureOf('ppm', percent(0, PPM), 'rate'));
/** Percentage points, up or down. */
export const pointsFigure: Shape<Figure> = named('points', () =>
  figureOf('ppm', percent(-PPM, PPM), 'points'),
);
/** A factor on a rate or an amount, 0% … 1000%. */
export const factorFigure: Shape<Figure> = named('factor', () =>
  figureOf('ppm', percent(0, 10 * PPM), 'factor'),
);

function figureOf(unit: Unit, leaf: Shape<number>, self: string): Shape<Figure> {
  const inner: Shape<Figure> = named(self, () => figureOf(unit, leaf, self));
  const exact = object({ value: must(leaf, '数值', 'value'), ...originSlots });
  const range = object({
    low: must(leaf, '下限', 'low bound'),
    high: must(leaf, '上限', 'high bound'),
    ...originSlots,
  });
  const atLeast = object({
    at_least: must(leaf, '不低于（上限未载明）', 'at least; the high bound is not stated'),
    ...originSlots,
  });
  const unstated = object({ value: must(unstatedWord, '未载明', 'not stated'), ...originSlots });
  const unlimited = object({ value: must(noneWord, '没有（不设）', 'none'), ...originSlots });
  const share = object({
    share: must(percent(0, 10 * PPM), '占参数的比例', 'share of the parameter'),
    of: must(name, '参数名（parameters）', 'parameter, by name'),
    provisional: may(inner, '参数未公布时暂按的数值', 'figure used until the parameter is known'),
    ...originSlots,
  });
  const shapes = { exact, range, atLeast, share };
  return {
    read(tree, problems) {
      if (tree.kind === 'scalar') return readLeaf(tree, leaf, problems);
      if (tree.kind !== 'map')
        return wrongKind(tree, problems, {
          zh: '这里应是一个数值或 { … }',
          en: 'a figure or { … } belongs here',
        });
      const has = (key: string): boolean => entryOf(tree, key) !== undefined;
      if (has('by')) return readBy(tree, inner, problems);
      if (has('cases')) return readCases(tree, inner, problems);
      if (has('low') || has('high')) return readRange(tree, shapes.range, problems);
      if (has('at_least')) {
        const read = atLeast.read(tree, problems);
        return read && { kind: 'range', low: read.at_least, high: null, origin: originOf(read) };
      }
      if (has('share')) {
        const read = share.read(tree, problems);
        if (!read) return undefined;
        const { provisional } = read;
        return {
          kind: 'share',
          ppm: read.share,
          of: read.of,
          ...(provisional && { provisional }),
          origin: originOf(read),
        };
      }
      const value = entryOf(tree, 'value');
      if (value?.kind === 'scalar' && unstatedWord.words.includes(value.text)) {
        const read = unstated.read(tree, problems);
        return read && { kind: 'not_stated', origin: originOf(read) };
      }
      if (value?.kind === 'scalar' && noneWord.words.includes(value.text)) {
        const read = unlimited.read(tree, problems);
        return read && { kind: 'none', origin: originOf(read) };
      }
      const read = exact.read(tree, problems);
      return read && { kind: 'exact', value: read.value, origin: originOf(read) };
    },
    schema: () => ({
      anyOf: [
        leaf.schema(),
        { enum: ['not_stated', 'none'] },
        ...[exact, range, atLeast, unstated, unlimited, share].map((shape) => shape.schema()),
        bySchema(self),
        casesSchema(self),
      ],
    }),
  };
}

function word(words: readonly string[]): Shape<true> & { readonly words: readonly string[] } {
  return {
    words,
    read: (tree) => (tree.kind === 'scalar' && words.includes(tree.text) ? true : undefined),
    schema: () => ({ enum: [...words] }),
  };
}
const unstatedWord = word(['not_stated', '未载明']);
const noneWord = word(['none', '不设']);

function readLeaf(
  tree: Tree & { kind: 'scalar' },
  leaf: Shape<number>,
  problems: Problems,
): Figure | undefined {
  if (unstatedWord.words.includes(tree.text)) return { kind: 'not_stated', origin: placeOf(tree) };
  if (noneWord.words.includes(tree.text)) return { kind: 'none', origin: placeOf(tree) };
  const value = leaf.read(tree, problems);
  return value === undefined ? undefined : { kind: 'exact', value, origin: placeOf(tree) };
}

function readRange(
  tree: Tree,
  shape: Shape<{ low: number; high: number } & Parameters<typeof originOf>[0]>,
  problems: Problems,
): Figure | undefined {
  const read = shape.read(tree, problems);
  if (!read) return undefined;
  if (read.low >= read.high) {
    problems.error({
      code: 'RANGE_ORDER',
      message: { zh: '下限应小于上限', en: 'the low bound is not below the high bound' },
      place: tree.place,
    });
    return undefined;
  }
  return { kind: 'range', low: read.low, high: read.high, origin: originOf(read) };
}

/** `{ by: { hospital.level: { 1: 90%, 2: 85%, else: 80% } } }` */
function readBy(tree: Tree, inner: Shape<Figure>, problems: Problems): Figure | undefined {
  const read = object({ by: must(raw, '按某项区分的表', 'table by a field'), ...originSlots }).read(
    tree,
    problems,
  );
  if (!read) return undefined;
  const [entry, more] = read.by.kind === 'map' ? read.by.entries : [];
  if (!entry || more)
    return wrongKind(read.by, problems, {
      zh: 'by 后面写一项：by: { hospital.level: { … } }',
      en: '`by` takes one field: by: { hospital.level: { … } }',
    });
  if (!CONDITION_FIELDS.includes(entry.key)) {
    const message = { zh: `不能按“${entry.key}”区分`, en: `a table cannot go by “${entry.key}”` };
    problems.error({ code: 'UNKNOWN_CONDITION_FIELD', message, place: entry.keyPlace });
    return undefined;
  }
  if (entry.value.kind !== 'map' || entry.value.entries.length === 0)
    return wrongKind(entry.value, problems, {
      zh: '这里应是“值: 数值”的表',
      en: 'a table of `value: figure` belongs here',
    });
  const rows: Row[] = [];
  let otherwise: Figure | undefined;
  let failed = false;
  for (const { key, keyPlace, value } of entry.value.entries) {
    const figure = inner.read(value, problems);
    const keys =
      key === 'else'
        ? undefined
        : readKeys(entry.key, key, { kind: 'scalar', text: key, empty: false, place: keyPlace }, problems);
    if (figure === undefined || (keys === undefined && key !== 'else')) failed = true;
    else if (keys === undefined) otherwise = figure;
    else {
      if (rows.some((row) => overlap(row.keys, keys))) {
        const message = { zh: `“${key}”有两个数值`, en: `“${key}” has two figures` };
        problems.error({ code: 'FIGURE_OVERLAP', message, place: keyPlace });
        failed = true;
      }
      rows.push({ keys, figure });
    }
  }
  if (failed) return undefined;
  return { kind: 'by', field: entry.key, rows, ...(otherwise && { otherwise }), origin: originOf(read) };
}

function overlap(a: Keys, b: Keys): boolean {
  if (a.kind === 'is' && b.kind === 'is') return a.values.some((value) => b.values.includes(value));
  return a.kind === 'within' && b.kind === 'within' && a.from <= b.to && b.from <= a.to;
}

/** `{ cases: [{ when: {…}, figure: 600 }, { figure: 300 }] }`: the first that holds; the last may stand alone. */
function readCases(tree: Tree, inner: Shape<Figure>, problems: Problems): Figure | undefined {
  const read = object({ cases: must(raw, '依次判断的情形', 'cases, first match'), ...originSlots }).read(
    tree,
    problems,
  );
  if (!read) return undefined;
  if (read.cases.kind !== 'list')
    return wrongKind(read.cases, problems, { zh: 'cases 后面应是列表', en: '`cases` takes a list' });
  const row = object({ when: may(condition, '条件', 'condition'), figure: must(inner, '数值', 'figure') });
  const rows: Case[] = [];
  let otherwise: Figure | undefined;
  for (const [index, item] of read.cases.items.entries()) {
    const one = row.read(item, problems);
    if (!one) return undefined;
    if (one.when) rows.push({ when: one.when, figure: one.figure });
    else if (index === read.cases.items.length - 1) otherwise = one.figure;
    else {
      const message = {
        zh: '没有条件的情形只能放在最后，后面的永远用不到',
        en: 'a case without a condition must be the last; those after it never apply',
      };
      problems.error({ code: 'CASE_NEVER_USED', message, place: item.place });
      return undefined;
    }
  }
  return { kind: 'cases', rows, ...(otherwise && { otherwise }), origin: originOf(read) };
}

const raw: Shape<Tree> = { read: (tree) => tree, schema: () => ({}) };

function bySchema(self: string) {
  const properties = Object.fromEntries(
    CONDITION_FIELDS.map((field) => [
      field,
      { type: 'object', minProperties: 1, additionalProperties: { $ref: `#/$defs/${self}` } },
    ]),
  );
  const by = { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties };
  return { type: 'object', required: ['by'], properties: { by } };
}

function casesSchema(self: string) {
  const row = {
    type: 'object',
    required: ['figure'],
    additionalProperties: false,
    properties: { when: { $ref: '#/$defs/condition' }, figure: { $ref: `#/$defs/${self}` } },
  };
  return {
    type: 'object',
    required: ['cases'],
    properties: { cases: { type: 'array', minItems: 1, items: row } },
  };
}

/** Every leaf of a figure with the fields that lead to it. */
export function leaves(figure: Figure): Figure[] {
  if (figure.kind === 'by' || figure.kind === 'cases') {
    const inner = figure.rows.flatMap((row) => leaves(row.figure));
    return figure.otherwise ? [...inner, ...leaves(figure.otherwise)] : inner;
  }
  return figure.kind === 'share' && figure.provisional ? [figure, ...leaves(figure.provisional)] : [figure];
}

/** A value for reading: `600.00` or `85%`. */
export function showValue(value: number, unit: Unit): string {
  return unit === 'fen' ? groupYuan(value) : formatPercent(value);
}

/** A figure in words, tables written out in one line. */
export function describeFigure(figure: Figure, unit: Unit, wording: Wording): Text {
  const both = (text: string): Text => ({ zh: text, en: text });
  switch (figure.kind) {
    case 'exact':
      return both(showValue(figure.value, unit));
    case 'range':
      if (figure.high === null)
        return { zh: `不低于 ${showValue(figure.low, unit)}`, en: `at least ${showValue(figure.low, unit)}` };
      return both(`${showValue(figure.low, unit)}–${showValue(figure.high, unit)}`);
    case 'not_stated':
      return { zh: '未载明', en: 'not stated' };
    case 'none':
      return { zh: '不设', en: 'none' };
    case 'share': {
      const formula = {
        zh: `${figure.of} 的 ${formatPercent(figure.ppm)}`,
        en: `${formatPercent(figure.ppm)} of ${figure.of}`,
      };
      if (!figure.provisional) return formula;
      const now = describeFigure(figure.provisional, unit, wording);
      return { zh: `${formula.zh}（暂按 ${now.zh}）`, en: `${formula.en} (${now.en} for the time being)` };
    }
    case 'by':
    case 'cases': {
      const rows = figure.rows.map((row) => {
        const value = describeFigure(row.figure, unit, wording);
        const head =
          'keys' in row && figure.kind === 'by'
            ? describeKeys(figure.field, row.keys, wording)
            : describeCondition((row as Case).when, wording);
        return { zh: `${head.zh} ${value.zh}`, en: `${head.en} ${value.en}` };
      });
      if (figure.otherwise) {
        const value = describeFigure(figure.otherwise, unit, wording);
        rows.push({ zh: `其他 ${value.zh}`, en: `otherwise ${value.en}` });
      }
      return joinTexts(rows, ';', '; ');
    }
  }
}

export function describeKeys(field: string, keys: Keys, wording: Wording): Text {
  if (keys.kind === 'within') return describeRange(keys.from, keys.to);
  return joinTexts(
    keys.values.map((value) => (fieldIsKnown(field) ? wording(field, value) : { zh: value, en: value })),
    '、',
    ' or ',
  );
}

function fieldIsKnown(field: string): boolean {
  try {
    return fieldOf(field) !== undefined;
  } catch {
    return false;
  }
}
