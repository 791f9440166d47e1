import { basename } from 'node:path';
import type { Place, Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import {
  fullSchema,
  type JsonSchema,
  list,
  mapped,
  may,
  must,
  object,
  record,
  type Shape,
} from '../grammar/shape.ts';
import { amount, date, inherit, name, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import type { Figure } from '../rules/figure.ts';
import { amountFigure } from '../rules/figure-shape.ts';
import { entryOf, scalarsUnder, type Tree } from '../source/tree.ts';
import { sourceShape } from './head.ts';
import type { Source } from './policy.ts';

/** A value of a place from one day on, or to another. */
export interface TableValue {
  readonly from: string;
  readonly to?: string;
  readonly amount: Figure;
}

/** A parameter that many policies use, by the code of the place. Plain data, so that it can be kept compiled. */
export interface ParameterTable {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly label: Text;
  readonly sources: Readonly<Record<string, Source>>;
  readonly places: Readonly<Record<string, readonly TableValue[]>>;
}

/** What a figure may be here: read as any, and refused below where it goes by circumstances. */
const tableAmount: Shape<Figure> = {
  read: (tree, problems) => amountFigure.read(tree, problems),
  schema: () => ({
    anyOf: [
      amount.schema(),
      { enum: ['not_stated', '未载明'] },
      ...[
        { value: must(amount, '数值', 'value') },
        { low: must(amount, '下限', 'low bound'), high: must(amount, '上限', 'high bound') },
        { at_least: must(amount, '不低于（上限未载明）', 'at least; the high bound is not stated') },
      ].map((slots) => object({ ...slots, ...originSlots }).schema()),
    ],
  }),
};

const value = mapped(
  object({
    from: must(date, '从哪天起（含）', 'from (included)'),
    to: may(date, '到哪天止（含）', 'to (included)'),
    amount: must(tableAmount, '金额（元）', 'amount (yuan)'),
    ...originSlots,
  }),
  (read): TableValue => ({
    from: read.from,
    ...(read.to && { to: read.to }),
    amount: { ...read.amount, origin: { ...originOf(read), ...read.amount.origin } } as Figure,
  }),
);

const tableShape = object({
  parameter: must(name, '参数名，与文件名相同', 'name of the parameter, that of the file'),
  label: must(text, '名称', 'label', { zh: '', en: '' }),
  sources: must(
    record(sourceShape, /^[a-z][a-z0-9_]*$/, { zh: '小写字母', en: 'lower-case letters' }),
    '来源',
    'sources',
    {},
  ),
  places: must(
    record(list(value), /^\d{6}$/, { zh: '六位区划代码', en: 'a six-digit code' }),
    '各地按日期的数值',
    'dated values by place',
  ),
  ...originSlots,
});

/** Reads a table and checks it as a whole. All problems are reported; undefined where it could not be read. */
export function readTable(tree: Tree, file: string, problems: Problems): ParameterTable | undefined {
  const read = tableShape.read(tree, problems);
  if (!read) return undefined;
  const { note: _, line: __, column: ___, ...outer } = originOf(read);
  const places = Object.entries(read.places).map(([code, values]) => [
    code,
    values
      .map((one) => ({
        ...one,
        amount: { ...one.amount, origin: inherit(outer, one.amount.origin) } as Figure,
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  ]);
  const table: ParameterTable = {
    name: read.parameter,
    file,
    line: read.at.line,
    label: read.label,
    sources: read.sources,
    places: Object.fromEntries(places),
  };
  checkName(table, tree, problems);
  checkSources(table, tree, problems);
  for (const [code, values] of Object.entries(table.places)) checkValues(table, code, values, problems);
  return table;
}

function placeOf({ file }: ParameterTable, { line = 1, column = 1 }: Origin): Place {
  return { file, line, column };
}

/** A table is found by its file's name. */
function checkName({ name: own, file }: ParameterTable, tree: Tree, problems: Problems): void {
  if (basename(file) === `${own}.yaml`) return;
  problems.error({
    code: 'TABLE_NAME',
    message: {
      zh: `参数名“${own}”与文件名不符，这样找不到这张表`,
      en: `the name “${own}” is not that of the file, so the table is never found`,
    },
    hint: { zh: `文件改名为 ${own}.yaml，或改参数名`, en: `call the file ${own}.yaml, or change the name` },
    place: entryOf(tree, 'parameter')?.place ?? tree.place,
  });
}

function checkSources({ sources }: ParameterTable, tree: Tree, problems: Problems): void {
  const known = Object.keys(sources);
  const used = new Set<string>();
  for (const { text: id, place } of scalarsUnder(tree, 'source')) {
    used.add(id);
    if (known.includes(id)) continue;
    const hint = didYouMean(id, known);
    const message = { zh: `没有来源“${id}”`, en: `there is no source “${id}”` };
    problems.error({ code: 'UNKNOWN_SOURCE', message, ...(hint && { hint }), place });
  }
  const listed = entryOf(tree, 'sources');
  for (const entry of listed?.kind === 'map' ? listed.entries : []) {
    if (used.has(entry.key)) continue;
    const message = { zh: `来源“${entry.key}”没有用到`, en: `the source “${entry.key}” is never used` };
    problems.error({ code: 'SOURCE_NOT_USED', message, place: entry.keyPlace });
  }
}

const KINDS: readonly Figure['kind'][] = ['exact', 'range', 'not_stated'];

function checkValues(
  table: ParameterTable,
  code: string,
  values: readonly TableValue[],
  problems: Problems,
): void {
  for (const [index, { from, to, amount: figure }] of values.entries()) {
    const place = placeOf(table, figure.origin);
    const error = (id: string, zh: string, en: string): void =>
      problems.error({ code: id, message: { zh: `${code}：${zh}`, en: `${code}: ${en}` }, place });
    if (!KINDS.includes(figure.kind))
      error(
        'TABLE_VALUE',
        '表里只写金额、范围或 not_stated',
        'a table holds amounts, ranges or not_stated only',
      );
    if (figure.origin.source === undefined)
      error('NO_SOURCE', `${from} 起的数值没有来源`, `the value from ${from} has no source`);
    if (to !== undefined && to < from) error('TABLE_DATES', 'to 早于 from', '`to` is before `from`');
    const next = values[index + 1]?.from;
    if (next !== undefined && (next === from || (to !== undefined && to >= next)))
      error(
        'TABLE_DATES',
        `${from} 起的数值与 ${next} 起的重叠`,
        `the values from ${from} and from ${next} overlap`,
      );
  }
}

/** JSON Schema of a table, for editors; made from the same grammar that reads it. */
export function tableSchema(): JsonSchema {
  return fullSchema(tableShape, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'baoxiao 参数表',
  });
}
