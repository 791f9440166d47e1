import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baoxiao } from '../support/cli.ts';

const HEADER =
  'setl_id,psn_no,setl_time,insuplc_admdvs,insutype,psn_type,med_type,dedc_hosp_lv,medfee_sumamt';
const COMMAND = fileURLToPath(new URL('../../bin/baoxiao.js', import.meta.url));
const row = (id: string, total: string, date = '2025-05-01'): string =>
  `${id},P0001,${date},371300,310,11,21,3,${total}`;
let folder = '';
const at = (name: string): string => join(folder, name);
const write = (name: string, ...lines: string[]): string => {
  writeFileSync(at(name), `${lines.join('\n')}\n`);
  return at(name);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baoxiao-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a link to the input is the input', () => {
  const input = write('in.csv', HEADER, row('S1', '5000'));
  symlinkSync(input, at('link.csv'));
  const run = baoxiao(['batch', input, '-o', at('link.csv')]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('SAME_FILE');
  expect(readFileSync(input, 'utf8')).toBe(`${HEADER}\n${row('S1', '5000')}\n`);
});

test('a file without a header shows nothing of its first claim', () => {
  const run = baoxiao(['batch', write('in.csv', row('S1', '5000')), '-o', at('out.csv')]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('MISSING_COLUMN');
  expect(run.stdout + run.stderr).not.toMatch(/P0001|S1/);
});

test('whoever closes the pipe has read enough', () => {
  const rows = Array.from({ length: 4000 }, (_, index) => row(`S${index}`, '5000'));
  const input = write('in.csv', HEADER, ...rows);
  const rejects = at('bad.csv');
  const line = `"${process.execPath}" "${COMMAND}" batch - -o - --rejects "${rejects}" < "${input}" | head -1`;
  const done = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  expect(done.stdout.split('\n')).toHaveLength(2);
  expect(done.stderr).not.toContain('INTERNAL');
});

test('what the opening ledger holds does not count twice', () => {
  const input = write('in.csv', HEADER, row('S1', '5000'));
  expect(baoxiao(['batch', input, '-o', at('a.csv'), '--closing', at('a.jsonl')]).code).toBe(0);
  const again = baoxiao(['batch', input, '-o', at('b.csv'), '--opening', at('a.jsonl')]);
  expect(again.code).toBe(1);
  expect(readFileSync(at('b.rejects.csv'), 'utf8')).toContain('2,S1,IN_LEDGER,id,S1,');
});

test('a reversal of one of two settlements with the same id is not guessed at', () => {
  const input = write(
    'in.csv',
    `${HEADER},reverses`,
    `${row('S1', '5000')},`,
    `${row('S1', '7000', '2025-05-02')},`,
    `${row('S2', '', '2025-05-03')},S1`,
  );
  expect(baoxiao(['batch', input, '-o', at('out.csv')]).code).toBe(1);
  expect(readFileSync(at('out.rejects.csv'), 'utf8')).toContain('REVERSAL_AMBIGUOUS');
});

test('a ledger line that is null is no ledger', () => {
  const input = write('in.csv', HEADER, row('S1', '5000'));
  const run = baoxiao(['batch', input, '-o', at('out.csv'), '--opening', write('null.jsonl', 'null')]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('BAD_LEDGER');
});

test('recorded values that are no amounts are told, not taken for blanks', () => {
  const input = write(
    'in.csv',
    `${HEADER},hifp_pay`,
    `${row('S1', '5000')},"3,520.00"`,
    `${row('S2', '5000')},`,
  );
  const run = baoxiao(['batch', input, '-o', at('out.csv'), '--compare', '--lang', 'en']);
  expect(run.stderr).toContain('RECORD_NOT_READ');
  expect(run.stderr).toContain('1 of the recorded amounts');
});

test('two reversals of one settlement before it on its day: one counts, one is told', () => {
  const input = write(
    'in.csv',
    `${HEADER},reverses`,
    `${row('A1', '-10600')},S1`,
    `${row('A2', '-10600')},S1`,
    `${row('S1', '10600')},`,
  );
  expect(baoxiao(['batch', input, '-o', at('out.csv')]).code).toBe(1);
  expect(readFileSync(at('out.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  expect(readFileSync(at('out.rejects.csv'), 'utf8')).toContain('3,A2,REVERSED_TWICE');
});

test('a ledger may name more lines than the table of years begins with', () => {
  const kept = { base: '1.00', deductible: '0.00', paid: '0.00', paid_month: '0.00', month: '2025-01' };
  const lines = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`l${index}`, kept]));
  const year = { person: 'P0001', year: 2025, policy: '371300/employee', admissions: {}, settlements: [] };
  const ledger = write('many.jsonl', JSON.stringify({ ...year, year_to_date: lines }));
  const run = baoxiao([
    'batch',
    write('in.csv', HEADER, row('S1', '5000')),
    '-o',
    at('out.csv'),
    '--opening',
    ledger,
    '--closing',
    at('next.jsonl'),
  ]);
  expect(run.code).toBe(0);
  const [next] = readFileSync(at('next.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(next.year_to_date).toMatchObject(lines);
});

test('a run takes up its own ledger, however large the year', () => {
  const rows = [row('S1', '80000000'), row('S2', '80000000')];
  const first = write('a.csv', HEADER, ...rows);
  expect(baoxiao(['batch', first, '-o', at('a.out.csv'), '--closing', at('a.jsonl')]).code).toBe(0);
  const second = write('b.csv', HEADER, row('S3', '100', '2025-06-01'));
  expect(baoxiao(['batch', second, '-o', at('b.out.csv'), '--opening', at('a.jsonl')]).code).toBe(0);
});

test('a month without claims carries the ledger on', () => {
  const first = write('a.csv', HEADER, row('S1', '5000'));
  expect(baoxiao(['batch', first, '-o', at('a.out.csv'), '--closing', at('a.jsonl')]).code).toBe(0);
  const empty = write('b.csv', HEADER);
  const run = baoxiao([
    'batch',
    empty,
    '-o',
    at('b.out.csv'),
    '--opening',
    at('a.jsonl'),
    '--closing',
    at('b.jsonl'),
  ]);
  expect(run.code).toBe(0);
  expect(readFileSync(at('b.jsonl'), 'utf8')).toBe(readFileSync(at('a.jsonl'), 'utf8'));
});

test('notices are one cell whatever the delimiter', () => {
  const semicolons = write('in.csv', HEADER.replaceAll(',', ';'), row('S1', '5000').replaceAll(',', ';'));
  expect(baoxiao(['batch', semicolons, '-o', at('out.csv')]).code).toBe(0);
  const [header = '', first = ''] = readFileSync(at('out.csv'), 'utf8').split('\n');
  expect(first.replace(/"[^"]*"/g, '').split(';')).toHaveLength(header.split(';').length);
  expect(first).toMatch(/;"CAP_NOT_STATED;FIGURE_ASSUMED/);
});

test('the map and the key of a run are not among its targets', () => {
  const input = write('in.csv', HEADER, row('S1', '5000'));
  const key = write('key', 'a key of more than sixteen signs');
  const run = baoxiao(['batch', input, '-o', key, '--mask', `hash:${key}`]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('SAME_FILE');
});
