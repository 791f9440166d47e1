import type { Lang } from '../../diagnostics/text.ts';
import { type Paint, paintEach } from '../paint.ts';
import { type Cell, type Column, type Row, table } from '../table.ts';
import { cells, wrap } from '../width.ts';

/** What the parts of a summary for the terminal share. */
export interface BatchContext {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly width: number;
  readonly ascii: boolean;
}

const INDENT = 2;
const GAP = 2;
/** As wide as who pays in the report of one estimate: a name and its figures are read as one. */
const USUAL = 58;
/** What a table gives to names in any case. */
const LEAST = 8;
/** A name keeps this much, however wide the figures beside it are. */
const LEAST_NAME = 14;
/** Names that come from the data take two lines of a table at most. */
const LONGEST_NAME = 36;
const CUT = '...';

/**
 * A table, indented: as wide as usual, or as its texts need. Where that is more than there is, names give way first
 * and then the widest figures, and wrap.
 */
export function listing(columns: readonly Column[], rows: readonly Row[], { width }: BatchContext): string[] {
  const room = width - INDENT;
  const gaps = GAP * (columns.length - 1);
  const natural = columns.map((column, index) => naturalWidth(column, rows, index));
  const widths = shrunk(natural, flexible(columns), room - gaps);
  const fitted = columns.map((column, index) =>
    column.flex ? column : { ...column, max: widths[index] ?? 0 },
  );
  const wanted = sum(widths) + gaps;
  return table(fitted, rows, { width: Math.max(wanted, Math.min(USUAL, room)), indent: INDENT, gap: GAP });
}

function flexible(columns: readonly Column[]): number {
  return columns.findIndex((column) => column.flex);
}

function naturalWidth({ min = 0, flex = false }: Column, rows: readonly Row[], index: number): number {
  const texts = rows.flatMap((row) =>
    Array.isArray(row) ? [(row as readonly Cell[])[index]?.text ?? ''] : [],
  );
  return Math.max(flex ? LEAST : min, ...texts.map(cells));
}

/** Widths that add up to no more than the room. */
function shrunk(widths: readonly number[], name: number, room: number): number[] {
  const left = [...widths];
  const over = Math.max(0, sum(left) - room);
  const named = left[name] ?? 0;
  if (name >= 0) left[name] = named - Math.min(over, Math.max(0, named - LEAST_NAME));
  while (sum(left) > room) {
    const widest = Math.max(...left);
    left[left.indexOf(widest)] = widest - 1;
  }
  return left;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** A table under its title, or nothing where it has no rows. */
export function section(
  title: string,
  columns: readonly Column[],
  names: readonly string[],
  rows: readonly Row[],
  context: BatchContext,
): string[] {
  if (rows.length === 0) return [];
  return titled(title, listing(columns, [headRow(names, context), ...rows], context), context);
}

/** The title stands on the line of the column names where these leave room for it. */
function titled(title: string, lines: readonly string[], { paint, width }: BatchContext): string[] {
  const [head = '', ...rest] = lines;
  const blank = /^ */.exec(head)?.[0].length ?? 0;
  const used = cells(title);
  if (used + GAP > blank) return [...paintEach(wrap(title, width), paint.strong), ...lines];
  return [paint.strong(title) + head.slice(used), ...rest];
}

/** The names of columns, in the background. */
export function headRow(names: readonly string[], { paint }: Pick<BatchContext, 'paint'>): Row {
  return names.map((text) => ({ text, paint: paint.dim }));
}

export function textRow(texts: readonly string[]): Row {
  return texts.map((text) => ({ text }));
}

/** A name from the data, cut where it is so long that it would push the figures away. */
export function shortName(name: string): string {
  if (cells(name) <= LONGEST_NAME) return name;
  let kept = '';
  for (const character of name) {
    if (cells(kept + character) > LONGEST_NAME - CUT.length) break;
    kept += character;
  }
  return kept.trimEnd() + CUT;
}
