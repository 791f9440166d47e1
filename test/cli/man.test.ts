import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { declaredProgram } from '../../src/cli/declared.ts';
import { PROSE } from '../../src/cli/man/prose.ts';
import { roff } from '../../src/cli/man/roff.ts';
import { baoxiao } from '../support/cli.ts';
import { missing } from '../support/programs.ts';

const PAGES = readdirSync('man');

describe('the man pages', () => {
  it('are those of the program as it is today', () => {
    const run = spawnSync(process.execPath, ['scripts/man.mjs', '--check'], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it('have every command and every option', () => {
    const program = declaredProgram('en');
    for (const outer of program.commands)
      for (const command of [outer, ...outer.commands]) {
        const name = ['baoxiao', ...(command === outer ? [] : [outer.name()]), command.name()].join('-');
        const text = readFileSync(join('man', `${name}.1`), 'utf8');
        for (const { long } of command.options) expect(text, name).toContain(roff(long ?? ''));
      }
    expect(
      Object.keys(PROSE).every((path) =>
        PAGES.includes(`${`baoxiao ${path}`.trim().replaceAll(' ', '-')}.1`),
      ),
    ).toBe(true);
  });

  it('refuse a sign that not every system shows', () => {
    expect(() => roff('医院')).toThrow('no sign for “医”');
    expect(roff('.x “a” --b-c \\')).toBe('\\&.x \\(lqa\\(rq \\%\\-\\-b\\-c \\e');
  });

  it.skipIf(missing('groff')).each(PAGES)('%s is set on 80 columns without a warning', (name) => {
    const args = ['-man', '-Tutf8', '-ww', '-rLL=78n', '-P-cbou', join('man', name)];
    const run = spawnSync('groff', args, { encoding: 'utf8' });
    expect(run).toMatchObject({ stderr: '', status: 0 });
    expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(run.stdout).toMatch(/^NAME$/m);
  });
});

describe('the examples of the man pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-man-'));
  cpSync('fixtures/claims/f03-linyi-employee.yaml', join(folder, 'claim.yaml'));
  // With an amount on record, to compare with.
  const [head, ...rows] = readFileSync('fixtures/batch/claims.csv', 'utf8').trimEnd().split('\n');
  const recorded = [`${head},hifp_pay`, ...rows.map((row) => `${row},1.00`)];
  writeFileSync(join(folder, 'claims.csv'), `${recorded.join('\n')}\n`);
  cpSync('policies/371300-linyi', join(folder, 'mine', '371300-linyi'), { recursive: true });
  for (const name of ['policies', 'draft'])
    cpSync('policies/371300-linyi', join(folder, name, '371300-linyi'), { recursive: true });
  const draft = join(folder, 'draft', '371300-linyi', 'employee.yaml');
  writeFileSync(draft, readFileSync(draft, 'utf8').replace('3: 600', '3: 700'));
  /** Rows are rejected, the draft differs. */
  const FINDINGS = ['batch', 'diff'];

  const all = Object.entries(PROSE).flatMap(([path, { examples = [] }]) =>
    examples.map(([line]): [string, string] => [path, line]),
  );

  it.each(all)('%s: %s', (path, line) => {
    const [program, ...words] = line.split(' ');
    expect(program).toBe('baoxiao');
    const run = baoxiao(words, { cwd: folder });
    expect(run.code, run.stderr).toBe(FINDINGS.includes(path) ? 1 : 0);
    if (FINDINGS.includes(path)) expect(PROSE[path]?.findings).toBeDefined();
  });
});
