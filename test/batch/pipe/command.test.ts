import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { baoxiao } from '../../support/cli.ts';
import { batch, COMMAND, generate, scriptEnv } from '../support/command.ts';
import { readTable } from '../support/csv.ts';
import { Folder } from '../support/folder.ts';
import { EST, estOf, fromBatch, readTabs } from '../support/pipe.ts';
import { BENCH_POLICIES } from '../support/policies.ts';

const folder = new Folder();
afterAll(() => folder.remove());

/** Several blocks of rows, the rows of a person together. The generator writes no quotes. */
const made = generate(folder.file('made.csv'), 30_000, 23);
const [header = '', ...lines] = readFileSync(made, 'utf8').trimEnd().split('\n');
const columns = header.split(',');
const input = lines.map((line) => `${line.replaceAll(',', '\t')}\n`);
const ARGS = ['pipe', '--columns', header, '--policies', BENCH_POLICIES];

function piped(text: string, ...more: string[]) {
  const done = spawnSync(process.execPath, [COMMAND, ...ARGS, ...more], {
    ...{ input: text, env: scriptEnv(), maxBuffer: 1 << 28, encoding: 'utf8' },
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

const whole = piped(input.join(''));

describe('rows through the command', () => {
  it('come out as the batch has them, and nothing is said', () => {
    const out = folder.file('out.csv');
    expect(batch(made, '-o', out, '--policies', BENCH_POLICIES, '--workers', '1').code).toBe(0);
    const asBatch = fromBatch({
      rows: readTable(readFileSync(out, 'utf8')).map((row) => ({ ...row, id: row.setl_id ?? '' })),
      rejects: [],
    });
    const found = readTabs([...columns, ...EST], whole.stdout).map((row) => ({
      ...row,
      id: row.setl_id ?? '',
    }));
    expect(found.map(({ id }) => id)).toEqual(lines.map((line) => line.split(',')[0]));
    expect(estOf(found)).toEqual(asBatch);
    expect(whole).toMatchObject({ code: 0, stderr: '' });
  });

  it('say so where no column holds persons: then no year is counted', () => {
    const others = header.replace('psn_no', '身份证号');
    const done = baoxiao(['pipe', '--columns', others, '--policies', BENCH_POLICIES], {
      input: input[0] ?? '',
    });
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('NO_PERSON_COLUMN');
  });

  it('are refused where Ctrl-A separates the values: each row would be one value', () => {
    const done = piped(input.slice(0, 3).join('').replaceAll('\t', '\x01'));
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toContain('SEPARATED_OTHERWISE');
    expect(done.stderr).toContain('ROW FORMAT');
    // Within a value it is a byte like any other.
    const one = piped(`${(input[0] ?? '').replace('\t', '\x01\t')}${input[1]}`);
    expect(one.code).toBe(0);
  });

  it('say which assumptions no row has needed', () => {
    const done = piped(input.slice(0, 9).join(''), '--assume', 'pooled_fund.rat=70%');
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('ASSUMPTION_UNUSED');
    expect(done.stderr).toContain('pooled_fund.rat');
  });

  it('of two processes with half of the persons each are the rows of one', () => {
    const half = (which: number): string =>
      input.filter((line) => Number(/\tP(\d+)\t/.exec(line)?.[1]) % 2 === which).join('');
    const parts = [0, 1].map((which) => piped(half(which)).stdout);
    const linesIn = (text: string): string[] => text.split('\n').sort();
    expect(linesIn(parts.join(''))).toEqual(linesIn(whole.stdout));
    expect(Math.min(...parts.map(({ length }) => length))).toBeGreaterThan(1_000_000);
  });

  it('begin to come out before all have gone in', async () => {
    const child = spawn(process.execPath, [COMMAND, ...ARGS], { env: scriptEnv() });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    const half = Math.floor(input.length * 0.9);
    child.stdin.write(input.slice(0, half).join(''));
    // The input stays open: nothing would come, ever, if all of it were read first.
    await once(child.stdout, 'data');
    expect(whole.stdout.startsWith(out)).toBe(true);
    child.stdin.end(input.slice(half).join(''));
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(out).toBe(whole.stdout);
  });
});

describe('exit codes', () => {
  it('no rows: no rows', () => {
    expect(piped('')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('rows that cannot be settled are no failure', () => {
    const done = piped('S1\tP1\nx\n', '--lang', 'en');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout.match(/RAGGED_ROW/g)?.length).toBe(2);
  });

  it('a reader that leaves early ends the run with 2, without words', () => {
    const text = folder.write('in.tsv', input.join(''));
    const script = 'set -o pipefail; "$0" "$@" < "$IN" | head -n 1; echo $?';
    const done = spawnSync('bash', ['-c', script, process.execPath, COMMAND, ...ARGS], {
      ...{ env: { ...scriptEnv(), IN: text }, encoding: 'utf8' },
    });
    expect(done.stdout).toBe(`${whole.stdout.slice(0, whole.stdout.indexOf('\n'))}\n2\n`);
    expect(done.stderr).toBe('');
  });

  it.each([
    ['no columns', ['pipe'], '--columns'],
    ['a column that is mistyped', [...ARGS, '--output-columns', 'setl_id,est_hifp_pai'], 'est_hifp_pay'],
    ['a column that is missing', ['pipe', '--columns', 'setl_id,psn_no'], 'MISSING_COLUMN'],
    ['a mask that is none', [...ARGS, '--mask', 'moon'], 'BAD_FLAG'],
    ['a word too many', [...ARGS, 'in.tsv'], 'USAGE'],
    [
      'policies that are not there',
      ['pipe', '--columns', header, '--policies', '/nonexistent'],
      '/nonexistent',
    ],
  ])('bad usage: %s', (_, args, told) => {
    const done = baoxiao(args, { input: input[0] ?? '' });
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toContain(told);
  });

  it('policies that are not there, and no rows', () => {
    const done = baoxiao(['pipe', '--columns', header, '--policies', '/nonexistent']);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toContain('/nonexistent');
  });

  it('a folder in the place of rows', () => {
    const script = '"$0" "$@" < "$HOME"';
    const done = spawnSync('bash', ['-c', script, process.execPath, COMMAND, ...ARGS], {
      ...{ env: { ...scriptEnv(), HOME: folder.path }, encoding: 'utf8' },
    });
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr).toContain('IS_A_FOLDER');
  });

  it('a policy that cannot be read', () => {
    const broken = folder.write('broken/371300-x/employee.yaml', 'policy: 371300/employee\nversions: [\n');
    const row = input.find((line) => line.includes('\t371300\t')) ?? '';
    const done = baoxiao(['pipe', '--columns', header, '--policies', folder.file('broken')], { input: row });
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toContain(broken);
    expect(done.stderr).not.toContain(row.split('\t')[1]);
  });
});

describe('help', () => {
  it.each([
    ['zh', '标准输入'],
    ['en', 'standard input'],
  ])('%s', (lang, told) => {
    expect(baoxiao(['--help', '--lang', lang]).stdout).toMatch(/^ {2}pipe /m);
    const { stdout, code } = baoxiao(['pipe', '--help', '--lang', lang]);
    expect(code).toBe(0);
    expect(stdout).toContain(told);
    for (const flag of ['--columns', '--output-columns', '--map', '--mask', '--assume', '--policies'])
      expect(stdout).toContain(flag);
  });
});
