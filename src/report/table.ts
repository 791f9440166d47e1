import { type Painter, paintEach } from './paint.ts';
import { type Align, cells, pad, wrap } from './width.ts';

export interface Column {
  readonly align: Align;
  /** Least width in cells. */
  readonly min?: number;
  /** Greatest width in cells; longer cells wrap. */
  readonly max?: number;
  /** Takes what is left of the width, and wraps; one column at most. */
  readonly flex?: boolean;
  /** Has a line above its sum. */
  readonly ruled?: boolean;
}

export interface Cell {
  readonly text: string;
  readonly paint?: Painter;
}

/** A row of cells, a rule above the sums, or a text across all columns. */
export type Row = readonly Cell[] | 'rule' | { readonly across: Cell };

export interface TableShape {
  /** Cells from the left edge of the first column to the right edge of the last. */
  readonly width: number;
  readonly indent?: number;
  readonly gap?: number;
}

/** Lays a table out in lines. Columns are as wide as their widest cell; the flexible one fills or wraps. */
export function table(columns: readonly Column[], rows: readonly Row[], shape: TableShape): string[] {
  const gap = shape.gap ?? 2;
  const widths = widthsOf(columns, rows, shape.width - gap * (columns.length - 1));
  const lines = rows.flatMap((row) => {
    if (row === 'rule') return [rule(columns, widths, gap)];
    if (isCells(row)) return rowLines(columns, widths, row, gap);
    const { text, paint } = row.across;
    return paintEach(wrap(text, shape.width), paint);
  });
  const indent = ' '.repeat(shape.indent ?? 0);
  return lines.map((line) => (indent + line).replace(/ +$/, ''));
}

function isCells(row: Row): row is readonly Cell[] {
  return Array.isArray(row);
}

function widthsOf(columns: readonly Column[], rows: readonly Row[], room: number): number[] {
  const natural = columns.map((column, index) =>
    Math.min(
      column.max ?? Number.POSITIVE_INFINITY,
      Math.max(column.min ?? 0, ...rows.map((row) => (isCells(row) ? cells(row[index]?.text ?? '') : 0))),
    ),
  );
  const flexible = columns.findIndex((column) => column.flex);
  if (flexible < 0) return natural;
  const others = natural.reduce((sum, width, index) => (index === flexible ? sum : sum + width), 0);
  return natural.map((width, index) => (index === flexible ? Math.max(8, room - others) : width));
}

function rule(columns: readonly Column[], widths: readonly number[], gap: number): string {
  const drawn = columns.map((column, index) => (column.ruled ? '-' : ' ').repeat(widths[index] ?? 0));
  return drawn.join(' '.repeat(gap));
}

function rowLines(columns: readonly Column[], widths: readonly number[], row: readonly Cell[], gap: number) {
  const wrapped = columns.map((_, index) => wrap(row[index]?.text ?? '', widths[index] ?? 0));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map((column, index) => {
        const text = pad(wrapped[index]?.[at] ?? '', widths[index] ?? 0, column.align);
        const paint = row[index]?.paint;
        return paint && text.trim() !== '' ? paint(text) : text;
      })
      .join(' '.repeat(gap)),
  );
}
