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
