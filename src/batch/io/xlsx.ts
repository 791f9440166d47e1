import { readFileSync, writeFileSync } from 'node:fs';
import { findField } from '../../claim/fields.ts';
import { BaoxiaoError, fail } from '../../diagnostics/diagnostic.ts';
import { valueText } from '../csv/encoding.ts';
import { scannerOfAll } from '../csv/scan.ts';
import { cellText } from '../csv/write.ts';

/** Rows that a spreadsheet may have here: what a counter keeps, not what a settlement system exports. */
export const MOST_XLSX_ROWS = 100_000;

export function isXlsx(path: string): boolean {
  return path.toLowerCase().endsWith('.xlsx');
}

/** Writes the first sheet of a workbook as CSV (UTF-8), for the one reader of claims files. */
export async function xlsxToCsv(path: string, csv: string): Promise<void> {
  const bytes = readFileSync(path);
  let rows: readonly (readonly unknown[])[];
  try {
    const { readSheet } = await import('read-excel-file/node');
    // Numbers stay the text that is in the file, so that no amount passes through binary fractions unseen.
    rows = await readSheet(bytes, { trim: false, parseNumber: (text: string) => text });
  } catch (error) {
    if (error instanceof BaoxiaoError) throw error;
    return fail({
      code: 'BAD_XLSX',
      message: { zh: `${path} 不是可以读的 Excel 文件`, en: `${path} is not a workbook that can be read` },
      hint: { zh: '在 Excel 里另存为 .xlsx 或 CSV', en: 'save it as .xlsx or CSV in Excel' },
    });
  }
  tooLong(rows.length - 1, path);
  const width = rows[0]?.length ?? 0;
  // An empty row is an empty line, which is no claim.
  const text = rows.map((row) =>
    row.every((value) => value === null)
      ? ''
      : Array.from({ length: width }, (_, column) => cellText(cellValue(row[column]), ',')).join(','),
  );
  writeFileSync(csv, `${text.join('\n')}\n`, { mode: 0o600 });
}

/** Refuses more rows than a spreadsheet is taken for. */
export function tooLong(rows: number, path: string): void {
  if (rows <= MOST_XLSX_ROWS) return;
  fail({
    code: 'XLSX_TOO_LONG',
    message: {
      zh: `${path}：${rows} 行，Excel 文件最多 ${MOST_XLSX_ROWS} 行`,
      en: `${path}: ${rows} rows; a workbook may have ${MOST_XLSX_ROWS}`,
    },
    hint: { zh: '改用 CSV，行数不限', en: 'use CSV, which may have any number of rows' },
  });
}

function cellValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  const text = String(value);
  // Excel shows fifteen digits; what it keeps behind them (0.30000000000000004) is noise of its arithmetic.
  return /^-?\d+\.\d{3,}(?:E-?\d+)?$/i.test(text) ? String(Number(Number(text).toPrecision(15))) : text;
}

const NUMBER = /^-?\d{1,13}(?:\.\d{1,4})?$/;

/** A result file (CSV, UTF-8) as a workbook: amounts as numbers, everything else as text. */
export async function csvToXlsx(csv: string): Promise<Buffer> {
  const bytes = readFileSync(csv);
  const dialect = { delimiter: 0x2c, newline: 0x0a };
  const scanner = scannerOfAll(dialect, bytes);
  const utf8 = { encoding: 'utf-8', unsure: false } as const;
  const rows: string[][] = [];
  for (let position = 0; position < bytes.length; ) {
    position = scanner.scan(bytes, position, bytes.length);
    rows.push(
      Array.from({ length: scanner.starts.length }, (_, column) => valueText(bytes, scanner, column, utf8)),
    );
  }
  const [header = [], ...data] = rows;
  const formats = header.map(formatOf);
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = data.map((row) =>
    row.map((text, column) => {
      if (text === '') return null;
      const format = formats[column];
      return format !== undefined && NUMBER.test(text)
        ? { value: Number(text), type: Number, format }
        : { value: text, type: String };
    }),
  );
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return writeXlsxFile([head, ...body], { sheet: 'baoxiao', stickyRowsCount: 1 }).toBuffer();
}

/** The number format of a column of amounts; undefined for text. */
function formatOf(header: string): string | undefined {
  if (header === 'est_pool_prop_selfpay') return '0.0000';
  if (['est_policy', 'est_status', 'est_notices', 'diff_reason'].includes(header)) return undefined;
  return /^(est|diff)_/.test(header) || findField(header)?.kind === 'money' ? '0.00' : undefined;
}
