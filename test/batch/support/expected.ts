import { csvLine, type Form, type Row } from './csv.ts';

/** Columns that a run adds, in order. */
const ADDED = /^(est|diff)_/;

/** What stands behind the columns of a row, by the id of the row; `undefined` for a row that is rejected. */
export type Added = ReadonlyMap<string, Row>;

export function addedOf(rows: readonly Row[], id = 'id'): Added {
  return new Map(
    rows.map((row) => [
      row[id] ?? '',
      Object.fromEntries(Object.entries(row).filter(([name]) => ADDED.test(name))),
    ]),
  );
}

/** The file that must come out: the input as it is, row by row, and behind each row what was worked out for it. */
export function outputText(
  columns: readonly string[],
  rows: readonly Row[],
  added: Added,
  form: Form & { readonly id?: string } = {},
): string {
  const { delimiter = ',', lineBreak = '\n', id = 'id' } = form;
  const names = Object.keys(added.values().next().value ?? {});
  const behind = (cells: readonly string[]): string =>
    `${delimiter}${csvLine(cells, { ...form, quoted: false })}${lineBreak}`;
  const settled = rows.flatMap((row): string[] => {
    const est = added.get(row[id] ?? '');
    return est === undefined
      ? []
      : [
          csvLine(
            columns.map((column) => row[column] ?? ''),
            form,
          ) + behind(Object.values(est)),
        ];
  });
  return csvLine(columns, form) + behind(names) + settled.join('');
}
