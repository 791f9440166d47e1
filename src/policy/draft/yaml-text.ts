import type { Text } from '../../diagnostics/text.ts';
import { formatPercent } from '../../money/rate.ts';
import { plainYuan, type Unit } from './figure-text.ts';
import type { FigureAnswer, Leaf } from './model.ts';

/** Small pieces of YAML as people write them in policy files. */

/** A text, in quotes only where YAML would read something else. */
export function quoted(text: string): string {
  const plain =
    /^[^\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) &&
    !/[[\]{},]|: |:$| #|\s$/.test(text) &&
    !/^(~|null)$/i.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

export function both({ zh, en }: Text): string {
  return `{ zh: ${quoted(zh)}, en: ${quoted(en)} }`;
}

/** One item alone, several in brackets. */
export function listed(items: readonly string[]): string {
  return items.length === 1 ? (items[0] ?? '') : `[${items.join(', ')}]`;
}

export function leafText(leaf: Leaf, unit: Unit): string {
  if (leaf.kind !== 'exact') return leaf.kind;
  return unit === 'fen' ? plainYuan(leaf.value) : formatPercent(leaf.value);
}

/** A figure; by level as a table with a row for every level. */
export function figureText(figure: FigureAnswer, unit: Unit, levels: readonly string[]): string {
  if (figure.kind === 'one') return leafText(figure.leaf, unit);
  const rows = figure.rows.map((row) => ({
    key: row.levels.join('|'),
    first: row.levels[0],
    leaf: row.leaf,
  }));
  const named = figure.rows.flatMap((row) => row.levels);
  if (!figure.otherwise) {
    for (const level of levels.filter((item) => !named.includes(item)))
      rows.push({ key: level, first: level, leaf: { kind: 'not_stated' } });
  }
  rows.sort((a, b) => levels.indexOf(a.first ?? '') - levels.indexOf(b.first ?? ''));
  const texts = rows.map(({ key, leaf }) => `${key}: ${leafText(leaf, unit)}`);
  if (figure.otherwise) texts.push(`else: ${leafText(figure.otherwise, unit)}`);
  return `{ by: { hospital.level: { ${texts.join(', ')} } } }`;
}
