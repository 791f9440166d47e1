import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baoxiao } from '../support/cli.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TODAY = ['--today', '2026-01-01'];
let folder = '';
let bad = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baoxiao-lint-'));
  mkdirSync(join(folder, '371300-linyi'));
  bad = join(folder, '371300-linyi', 'employee.yaml');
  const text = readFileSync(join(root, 'test/policy-lint/fixtures/CASE_NEVER_USED.yaml'), 'utf8');
  writeFileSync(bad, text.replaceAll(/ *# expect.*$/gm, ''));
  writeFileSync(join(folder, '371300-linyi', 'employee.cases.yaml'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('baoxiao policy lint', () => {
  it('finds nothing in the shipped library, and names the notes it keeps back', () => {
    // A day on which every policy has been checked.
    const run = baoxiao(['policy', 'lint', '--today', '2026-11-25']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^\d+ 份政策文件，没有问题（另有 \d+ 条提示，--strict 列出）\n$/);
  });

  it('shows a finding with its line, a caret and the mend, and ends with 1', () => {
    const run = baoxiao(['policy', 'lint', folder, ...TODAY, '--lang', 'en']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout.replaceAll(folder, '')).toBe(`warning CASE_NEVER_USED
  pooled_fund.rate: “age 80 and above” is never used
  /371300-linyi/employee.yaml:18:15
  18 |             - { when: { age: 80.. }, figure: 90% }
     |               ^
  hint: write the narrower case first, or remove it

1 policy file, 1 finding
`);
  });

  it('speaks Chinese by default, as docs/LINT.md shows it', () => {
    const { stdout } = baoxiao(['policy', 'lint', bad, ...TODAY]);
    const manual = readFileSync(join(root, 'docs', 'LINT.md'), 'utf8');
    expect(/```\n([\s\S]*?)```/.exec(manual)?.[1]).toBe(stdout.replace(folder, 'policies'));
  });

  it('gives JSON and annotations for scripts', () => {
    const data = JSON.parse(
      baoxiao(['policy', 'lint', bad, ...TODAY, '--format', 'json', '--lang', 'en']).stdout,
    );
    expect(data).toMatchObject({
      format_version: 1,
      files: 1,
      findings: [{ code: 'CASE_NEVER_USED', severity: 'warning', file: bad, line: 18, column: 15 }],
      counts: { error: 0, warning: 1, info: 0 },
    });
    const [first] = baoxiao(['policy', 'lint', bad, ...TODAY, '--format', 'github']).stdout.split('\n');
    expect(first).toMatch(/^::warning file=.*employee\.yaml,line=18,col=15,title=CASE_NEVER_USED::/);
  });

  it('fails for notes with --strict, and for an old check where an age is named', () => {
    const clean = join(folder, 'clean');
    cpSync(join(root, 'policies', '371300-linyi'), join(clean, '371300-linyi'), { recursive: true });
    const lint = (...more: string[]) => baoxiao(['policy', 'lint', clean, ...more, '--lang', 'en']);
    expect(lint('--today', '2027-04-10').code).toBe(0);
    expect(lint('--today', '2027-04-10', '--strict').stdout).not.toContain('CHECKED_OLD');
    expect(lint('--today', '2027-04-11').code).toBe(0);
    const strict = lint('--today', '2027-04-11', '--strict');
    expect(strict.code).toBe(1);
    expect(strict.stdout).toContain('note CHECKED_OLD');
    const asked = lint('--today', '2025-06-01', '--checked-within', '1');
    expect(asked.code).toBe(1);
    expect(asked.stdout).toContain('warning CHECKED_OLD');
    expect(lint('--today', '2025-05-10', '--checked-within', '1').code).toBe(0);
    rmSync(clean, { recursive: true });
  });

  it('leaves alone what is installed below a folder', () => {
    const installed = join(folder, 'node_modules', 'other');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'settings.yaml'), 'a: 1');
    expect(baoxiao(['policy', 'lint', folder, ...TODAY]).stdout).toContain('1 份政策文件，1 处');
    rmSync(join(folder, 'node_modules'), { recursive: true });
  });

  it('looks at one file as at all of them', () => {
    expect(baoxiao(['policy', 'lint', 'policies/441200-zhaoqing/zhaofubao.yaml', ...TODAY]).code).toBe(0);
  });

  it.each([
    [['/nonexistent'], 'FILE'],
    [['docs'], 'NO_POLICY_FILES'],
    [['--checked-within', '0'], 'USAGE'],
    [['--checked-within', 'x'], 'USAGE'],
    [['--today', '2025-02-30'], 'NOT_A_DATE'],
    [['--format', 'xml'], 'USAGE'],
  ])('refuses %j with 2', (args, code) => {
    const run = baoxiao(['policy', 'lint', ...args]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(code);
  });
});
