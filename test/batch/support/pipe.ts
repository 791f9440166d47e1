import { expect } from 'vitest';
import { NO_MAP, readHouseMap } from '../../../src/batch/header/map.ts';
import { WORDS } from '../../../src/batch/pipe/columns.ts';
import { Pipe, type PipeOptions } from '../../../src/batch/pipe/run.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { SETTLEMENT_FIELDS } from '../../../src/engine/settlement.ts';
import { sourceOf } from '../csv/cutting.ts';
import { columnsOf, type Row } from './csv.ts';
import type { Result } from './here.ts';

export interface PipeWishes extends Partial<Omit<PipeOptions, 'columns' | 'map'>> {
  /** Text of a map file. */
  readonly map?: string;
  /** How many bytes come at a time, in turn. */
  readonly portions?: readonly number[];
}

/** What stands behind the columns of a row. */
export const EST = [...SETTLEMENT_FIELDS.map((field) => `est_${field}`), ...WORDS];

/** Rows that the next program may read line by line: what would part rows or columns has become a space. */
export function pipeable(rows: readonly Row[]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, text]) => [name, text.replace(/[\t\r\n]/g, ' ')])),
  );
}

/** By person, then by date; rows of one day keep their order. */
export function sorted(rows: readonly Row[]): Row[] {
  const key = ({ person = '', date = '' }: Row): string => `${person.trim()} ${date}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) === key(b) ? 0 : 1));
}

/** Rows as Hive and Spark write them. Nothing is written as `\N`, or as it is. */
export function tabText(columns: readonly string[], rows: readonly Row[], nothing = '\\N'): string {
  return rows.map((row) => `${columns.map((column) => row[column] || nothing).join('\t')}\n`).join('');
}

/** Lines as rows; a cell is its text, `\N` too. */
export function readTabs(columns: readonly string[], text: string): Row[] {
  if (text === '') return [];
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const cells = line.split('\t');
      expect(cells.length, line).toBe(columns.length);
      return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    });
}

export interface Piped {
  readonly text: string;
  /** What was written at a time. */
  readonly pieces: readonly string[];
  readonly remarks: readonly Diagnostic[];
}

/** Sends bytes through in this process. */
export async function pipeBytes(
  columns: readonly string[],
  bytes: string | Uint8Array,
  { map, portions, ...wishes }: PipeWishes = {},
): Promise<Piped> {
  const pipe = new Pipe({
    columns,
    map: map === undefined ? NO_MAP : readHouseMap(map, 'map.yaml'),
    policies: [],
    assumptions: new Map(),
    lang: 'zh',
    ...wishes,
  });
  const pieces: string[] = [];
  await pipe.run(sourceOf(Buffer.from(bytes), portions), async (rows) => {
    pieces.push(rows.toString());
  });
  return { text: pieces.join(''), pieces, remarks: pipe.remarks };
}

/** Sends rows through; each comes out in its place. */
export async function pipeRows(rows: readonly Row[], wishes: PipeWishes = {}): Promise<Row[]> {
  const columns = columnsOf(rows);
  const carried = columns.filter((column) => column !== 'ledger');
  const { text } = await pipeBytes(columns, tabText(columns, rows), wishes);
  return readTabs(wishes.outputColumns ?? [...carried, ...EST], text);
}

/** What the batch says of each row, as the pipe would write it, by the row's id. */
export function fromBatch({ rows, rejects }: Pick<Result, 'rows' | 'rejects'>): Map<string, Row> {
  const nulls = Object.fromEntries(EST.map((name) => [name, '\\N']));
  const settled = rows.map((row): [string, Row] => [
    row.id ?? '',
    { ...nulls, ...Object.fromEntries(EST.map((name) => [name, row[name] || '\\N'])) },
  ]);
  const refused = rejects.map((reject): [string, Row] => [
    reject.id ?? '',
    {
      ...nulls,
      est_status: 'rejected',
      est_code: reject.code ?? '',
      est_message: (reject.message ?? '').replace(/[\t\n\r\\]/g, ' '),
    },
  ]);
  return new Map([...settled, ...refused]);
}

/** The columns that a run adds, by the row's id. */
export function estOf(rows: readonly Row[]): Map<string, Row> {
  return new Map(
    rows.map((row) => [row.id ?? '', Object.fromEntries(EST.map((name) => [name, row[name] ?? '']))]),
  );
}
