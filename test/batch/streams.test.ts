import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readSheet } from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { batch, COMMAND, scriptEnv } from './support/command.ts';
import { columnsOf, csvText, type Row, readCells, readTable } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { BENCH_POLICIES } from './support/policies.ts';
import { sampleRows } from './support/sample.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const rows = await sampleRows(5, 17);
const columns = columnsOf(rows);
const text = csvText(columns, rows);
const input = folder.write('in.csv', text);
const plain = batch(input, '-o', folder.file('out.csv'), '--policies', BENCH_POLICIES);
const out = readFileSync(folder.file('out.csv'), 'utf8');
const rejects = readFileSync(folder.file('out.rejects.csv'), 'utf8');

function piped(args: readonly string[], given: Uint8Array | string) {
  const done = spawnSync(process.execPath, [COMMAND, 'batch', ...args, '--policies', BENCH_POLICIES], {
    input: given,
    env: scriptEnv(),
    maxBuffer: 1 << 28,
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr.toString() };
}

describe('between pipes', () => {
  it.each([
    ['as it is', text],
    ['compressed', gzipSync(text)],
  ])('standard input to standard output, %s', (_, given) => {
    const refused = folder.file('piped.csv');
    const done = piped(['-', '-o', '-', '--rejects', refused], given);
    expect(done.code).toBe(plain.code);
    expect(done.stdout.toString()).toBe(out);
    expect(readFileSync(refused, 'utf8')).toBe(rejects);
    // What is told of the run must not get into the results.
    expect(done.stderr).toContain('stdin');
  });

  it('a file to standard output', () => {
    const done = piped([input, '-o', '-', '--rejects', folder.file('piped-2.csv')], '');
    expect(done.stdout.toString()).toBe(out);
  });

  it('standard input to a file', () => {
    const done = piped(['-', '-o', folder.file('piped.csv.gz')], text);
    expect(done.code).toBe(plain.code);
    expect(gunzipSync(readFileSync(folder.file('piped.csv.gz'))).toString()).toBe(out);
    expect(readFileSync(folder.file('piped.rejects.csv'), 'utf8')).toBe(rejects);
  });

  it('a reader that leaves early is no error', () => {
    const done = spawnSync(
      'bash',
      ['-c', '"$0" "$@" | head -n 1', process.execPath, COMMAND, 'batch', input, '-o', '-'].concat(
        '--rejects',
        folder.file('early.csv'),
        '--policies',
        BENCH_POLICIES,
      ),
      { env: scriptEnv() },
    );
    expect(done.stdout.toString()).toBe(out.slice(0, out.indexOf('\n') + 1));
    expect(done.stderr.toString()).not.toMatch(/EPIPE|INTERNAL/);
  });
});

/** The rows as people keep them in a workbook: amounts and codes are numbers, days are days. */
async function workbook(name: string): Promise<string> {
  const cellOf = (column: string, value = '') => {
    if (value === '') return null;
    if (column === 'date') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
    const isNumber = /^(expenses|accounts|paid|year_to_date)\.|^(region|age)$/.test(column);
    return isNumber && /^\d+(\.\d+)?$/.test(value)
      ? { value: Number(value), type: Number }
      : { value, type: String };
  };
  const head = columns.map((column) => ({ value: column, type: String }));
  const body = rows.map((row) => columns.map((column) => cellOf(column, row[column])));
  return folder.write(name, await writeXlsxFile([head, ...body]).toBuffer());
}

const ESTIMATES = /^est_/;
const estimates = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => ESTIMATES.test(name)));

describe('workbooks', () => {
  it('one as input comes to what the CSV comes to', async () => {
    const done = batch(await workbook('in.xlsx'), '-o', folder.file('x.csv'), '--policies', BENCH_POLICIES);
    expect(done.code).toBe(plain.code);
    expect(readTable(readFileSync(folder.file('x.csv'), 'utf8')).map(estimates)).toEqual(
      readTable(out).map(estimates),
    );
  });

  it('one as output holds the same cells, amounts as numbers', async () => {
    const done = batch(input, '-o', folder.file('y.xlsx'), '--policies', BENCH_POLICIES);
    expect(done.code).toBe(plain.code);
    const sheet = await readSheet(readFileSync(folder.file('y.xlsx')), { trim: false });
    const [header = [], ...cells] = sheet;
    const [wantedHeader, ...wanted] = readCells(out);
    expect(header).toEqual(wantedHeader);
    const amount = /^(est_.*(amt|pay|dedc|selfpay|sumamt)|expenses\.(total|self_funded))$/;
    for (const [index, row] of wanted.entries()) {
      for (const [column, value] of row.entries()) {
        const found = cells[index]?.[column] ?? '';
        const name = String(header[column]);
        if (amount.test(name) && value !== '') expect(typeof found, name).toBe('number');
        if (typeof found === 'number') expect(found, name).toBe(Number(value));
        else expect(found, name).toBe(value);
      }
    }
    expect(existsSync(folder.file('y.rejects.csv'))).toBe(true);
  });

  it('what is called a workbook and is none is refused', () => {
    const done = batch(folder.write('false.xlsx', text), '-o', folder.file('z.csv'));
    expect(done.code).toBe(2);
    expect(done.stderr).toContain('BAD_XLSX');
    expect(existsSync(folder.file('z.csv'))).toBe(false);
  });

  it('noise of binary fractions behind an amount is not taken for decimals', async () => {
    const head = ['id', 'date', 'region', 'insurance', 'care', 'hospital.level', 'expenses.total'];
    const cells = ['S1', '2025-05-01', '371300', 'employee', 'inpatient', '3'].map((value) => ({
      value,
      type: String,
    }));
    const path = folder.write(
      'noise.xlsx',
      await writeXlsxFile([
        head.map((value) => ({ value, type: String })),
        [...cells, { value: 10_600.1 + 0.2, type: Number }],
      ]).toBuffer(),
    );
    expect(10_600.1 + 0.2).not.toBe(10_600.3);
    expect(batch(path, '-o', folder.file('noise.csv')).code).toBe(0);
    expect(readTable(readFileSync(folder.file('noise.csv'), 'utf8'))[0]?.est_medfee_sumamt).toBe('10600.30');
  });
});
