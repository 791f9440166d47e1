import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import { type Figure, leaves } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';
import { describeRange } from '../rules/sentences/condition.ts';
import { figuresOfLine } from './figures.ts';
import type { Policy } from './policy.ts';
import { wordingOf } from './wording.ts';

/** A table without a figure for circumstances that the line otherwise knows. */
export interface Gap {
  readonly key: string;
  readonly missing: Text;
  readonly origin: Origin;
}

/**
 * Finds holes between a line's tables: values of a field that one table has and another lacks, and numbers between or
 * beside the ranges of a table. `else` closes a table.
 */
export function gapsOf(policy: Policy, line: Line): Gap[] {
  const wording = wordingOf([policy]);
  const figures = figuresOfLine(line, {});
  const known = new Map<string, Set<string>>();
  for (const { figure } of figures) {
    for (const table of tablesOf(figure)) {
      const values = known.get(table.field) ?? new Set();
      for (const { keys } of table.rows)
        if (keys.kind === 'is') for (const value of keys.values) values.add(value);
      known.set(table.field, values);
    }
  }
  const gaps: Gap[] = [];
  for (const { key, figure, outer } of figures) {
    for (const table of tablesOf(figure)) {
      if (table.otherwise) continue;
      const origin = { ...outer, ...leaves(table)[0]?.origin, ...table.origin };
      const own = new Set(table.rows.flatMap(({ keys }) => (keys.kind === 'is' ? keys.values : [])));
      const lacking =
        own.size === 0 ? [] : [...(known.get(table.field) ?? [])].filter((value) => !own.has(value));
      const missing = [...lacking.map((value) => wording(table.field, value)), ...rangeHoles(table)];
      if (missing.length > 0) {
        const field = wording(table.field);
        const list = joinTexts(missing);
        gaps.push({ key, missing: { zh: `${field.zh} ${list.zh}`, en: `${field.en} ${list.en}` }, origin });
      }
    }
  }
  return gaps;
}

type Table = Figure & { readonly kind: 'by' };

function tablesOf(figure: Figure): Table[] {
  if (figure.kind === 'share') return figure.provisional ? tablesOf(figure.provisional) : [];
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [];
  const inner = [
    ...figure.rows.map((row) => row.figure),
    ...(figure.otherwise ? [figure.otherwise] : []),
  ].flatMap(tablesOf);
  return figure.kind === 'by' ? [figure, ...inner] : inner;
}

/** Numbers that no range of a table takes. Tables of whole numbers: from 0, without end. */
function rangeHoles(table: Table): Text[] {
  const ranges = table.rows
    .flatMap(({ keys }) => (keys.kind === 'within' ? [keys] : []))
    .sort((a, b) => a.from - b.from);
  if (ranges.length === 0) return [];
  const holes: Text[] = [];
  // An age or a count may start anywhere; what lies below the first range is a hole only if it is not 0 or 1.
  let next = (ranges[0]?.from ?? 0) <= 1 ? (ranges[0]?.from ?? 0) : 0;
  for (const { from, to } of ranges) {
    if (from > next) holes.push(describeRange(next, from - 1));
    next = to === Number.MAX_SAFE_INTEGER ? to : to + 1;
  }
  if (next !== Number.MAX_SAFE_INTEGER) holes.push(describeRange(next, Number.MAX_SAFE_INTEGER));
  return holes.length > 0 ? holes : [];
}

export function describeGap({ key, missing }: Gap): Text {
  const both = same(key);
  return { zh: `${both.zh}：没有数值（${missing.zh}）`, en: `${both.en}: no figure for ${missing.en}` };
}
