import { parse } from 'csv-parse/sync';

/** The cells of a row by header; what a row does not name is empty. */
export type Row = Readonly<Record<string, string>>;

export interface Form {
  readonly delimiter?: string;
  readonly lineBreak?: string;
  /** Every cell in quotes, be it necessary or not. */
  readonly quoted?: boolean;
}

export function csvText(columns: readonly string[], rows: readonly Row[], form: Form = {}): string {
  const { lineBreak = '\n' } = form;
  const cells = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return cells.map((line) => csvLine(line, form) + lineBreak).join('');
}

/** Cells as a line without its break. */
export function csvLine(cells: readonly string[], { delimiter = ',', quoted = false }: Form = {}): string {
  const written = cells.map((text) =>
    quoted || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
  );
  return written.join(delimiter);
}

/** Every column that any of the rows has, in the order of appearance. */
export function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** The rows with the columns of all of them: of two faults in a row, the one in the first column is told. */
export function inColumnsOfAll(rows: readonly Row[]): Row[] {
  const columns = columnsOf(rows);
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));
}

/** A table read by a reader that is not the project's. */
export function readTable(text: string, delimiter = ','): Row[] {
  const [header = [], ...rows] = readCells(text, delimiter);
  return rows.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])));
}

export function readCells(text: string, delimiter = ','): string[][] {
  return parse(text, { delimiter, bom: true, relax_column_count: false });
}
