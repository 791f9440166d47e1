import { parse } from 'csv-parse/sync';
import { BYTE, type Dialect, ROW_PROBLEM, RowScanner, slotsOf } from '../../../src/batch/csv/scan.ts';

export const COMMA_LF: Dialect = { delimiter: BYTE.comma, newline: BYTE.lineFeed };
export const COMMA_CR: Dialect = { delimiter: BYTE.comma, newline: BYTE.carriageReturn };

export interface ReadRow {
  readonly from: number;
  /** End before the line break, and behind it. */
  readonly end: number;
  readonly next: number;
  /** As latin1, one character a byte, so that no byte can hide behind a replacement character. */
  readonly values: readonly string[];
  readonly columns: number;
  readonly lines: number;
  readonly problem: number;
}

export interface Reading {
  readonly rows: readonly ReadRow[];
  readonly blank: readonly { readonly from: number; readonly next: number }[];
}

/** Reads all rows as a run does: blank lines are set aside. @param columns those whose values are wanted */
export function readRows(
  bytes: Buffer,
  { dialect = COMMA_LF, columns = mostColumns(bytes, dialect), from = 0, limit = bytes.length } = {},
): Reading {
  const all = Array.from({ length: columns }, (_, column) => column);
  const scanner = new RowScanner(dialect, slotsOf(all, columns), columns);
  const rows: ReadRow[] = [];
  const blank: { from: number; next: number }[] = [];
  for (let position = from; position < limit; ) {
    const start = position;
    position = scanner.scan(bytes, start, limit);
    const { problem, end, lines } = scanner;
    if (scanner.isBlank(start) && problem === ROW_PROBLEM.none) blank.push({ from: start, next: position });
    else {
      const values = all.slice(0, scanner.columns).map((slot) => valueAt(bytes, scanner, slot));
      rows.push({ from: start, end, next: position, values, columns: scanner.columns, lines, problem });
    }
  }
  return { rows, blank };
}

export function valueAt(bytes: Buffer, scanner: RowScanner, slot: number): string {
  const text = bytes.toString('latin1', scanner.starts[slot], scanner.ends[slot]);
  return scanner.doubled[slot] === 1 ? text.replaceAll('""', '"') : text;
}

function mostColumns(bytes: Buffer, { delimiter }: Dialect): number {
  let count = 1;
  for (const byte of bytes) if (byte === delimiter) count++;
  return count;
}

export interface ExpectedRow {
  /** Undefined for a row with an unclosed quote. */
  readonly values: readonly string[] | undefined;
  readonly next: number;
}

/**
 * The same text as csv-parse reads it. It gives up at a quote that is never closed; the rule for that is ours: the first
 * line is the row, and csv-parse begins again behind it.
 */
export function parsedRows(bytes: Buffer, { delimiter, newline }: Dialect = COMMA_LF): ExpectedRow[] {
  const rows: ExpectedRow[] = [];
  for (let from = 0; ; ) {
    try {
      parse(bytes.subarray(from), {
        encoding: 'latin1',
        delimiter: String.fromCharCode(delimiter),
        record_delimiter: newline === BYTE.lineFeed ? ['\n', '\r\n'] : ['\r'],
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (values: string[], context: { bytes: number }) => {
          rows.push({ values, next: from + context.bytes });
          return null;
        },
      });
      return rows;
    } catch (error) {
      if ((error as { code?: string }).code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      let start = rows.at(-1)?.next ?? from;
      if (start < from) start = from;
      while (
        bytes[start] === newline ||
        (bytes[start] === BYTE.carriageReturn && bytes[start + 1] === newline)
      )
        start += bytes[start] === newline ? 1 : 2;
      const end = bytes.indexOf(newline, start);
      from = end < 0 ? bytes.length : end + 1;
      rows.push({ values: undefined, next: from });
    }
  }
}

const CELL = '(?:"(?:[^"]|"")*"|(?!")[^D\\nN]*)';

/** Whether a row keeps to RFC 4180 by its own text; a quote inside an unquoted value is text. */
export function isWellQuoted(row: string, { delimiter, newline }: Dialect = COMMA_LF): boolean {
  const sign = String.fromCharCode(delimiter);
  const cell = CELL.replace('D', sign).replace('\\nN', newline === BYTE.lineFeed ? '\\n' : '\\r');
  return new RegExp(`^${cell}(?:${sign}${cell})*$`).test(row);
}
