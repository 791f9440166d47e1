import type { Problems } from '../diagnostics/diagnostic.ts';
import { type JsonSchema, may, must, object, type Shape, wrongKind } from '../grammar/shape.ts';
import { originOf, originSlots } from '../grammar/words.ts';
import type { MapEntry, Tree } from '../source/tree.ts';
import { condition } from './condition.ts';
import { CONDITION_FIELDS } from './condition-fields.ts';
import type { Case, Figure, Row } from './figure.ts';
import { overlap, readKeys } from './keys.ts';

// Figures that depend on the circumstances; `inner` reads the figures in them.

/** `{ by: { hospital.level: { 1: 90%, 2: 85%, else: 80% } } }` */
export function readBy(tree: Tree, inner: Shape<Figure>, problems: Problems): Figure | undefined {
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
  const table = readRows(entry, inner, problems);
  return table && { kind: 'by', field: entry.key, ...table, origin: originOf(read) };
}

function readRows(
  { key: field, value: tree }: MapEntry,
  inner: Shape<Figure>,
  problems: Problems,
): { rows: Row[]; otherwise?: Figure } | undefined {
  if (tree.kind !== 'map' || tree.entries.length === 0)
    return wrongKind(tree, problems, {
      zh: '这里应是“值: 数值”的表',
      en: 'a table of `value: figure` belongs here',
    });
  const rows: Row[] = [];
  let otherwise: Figure | undefined;
  let failed = false;
  for (const { key, keyPlace, value } of tree.entries) {
    const figure = inner.read(value, problems);
    const keys =
      key === 'else'
        ? undefined
        : readKeys(field, key, { kind: 'scalar', text: key, empty: false, place: keyPlace }, problems);
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
  return failed ? undefined : { rows, ...(otherwise && { otherwise }) };
}

/** `{ cases: [{ when: {…}, figure: 600 }, { figure: 300 }] }`: the first that holds; the last may stand alone. */
export function readCases(tree: Tree, inner: Shape<Figure>, problems: Problems): Figure | undefined {
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

export function bySchema(self: string): JsonSchema {
  const properties = Object.fromEntries(
    CONDITION_FIELDS.map((field) => [
      field,
      { type: 'object', minProperties: 1, additionalProperties: { $ref: `#/$defs/${self}` } },
    ]),
  );
  const by = { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties };
  return { type: 'object', required: ['by'], properties: { by } };
}

export function casesSchema(self: string): JsonSchema {
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
