import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { baoxiao } from '../support/cli.ts';

const CLAIM =
  '{ region: "371300", insurance: employee, care: inpatient, hospital: { level: 3 }, date: 2025-05-01, expenses: { total: 120600 } }';
const GOOD = `- name: 分段\n  tags: [bands]\n  claim: ${CLAIM}\n  expect: { hifp_pay: "101500.00" }\n  because: 24,000 + 59,500 + 18,000\n`;
const BAD = `- name: 差一分\n  tags: [rounding]\n  claim: ${CLAIM}\n  expect: { hifp_pay: "101500.01" }\n  because: 故意写错\n`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-check-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A policy folder with Linyi's employee scheme and its cases, one rate changed where asked. */
function linyi(rate = '80%'): string {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-check-'));
  mkdirSync(join(folder, '371300-linyi'));
  for (const name of ['employee.yaml', 'employee.cases.yaml'])
    cpSync(`policies/371300-linyi/${name}`, join(folder, '371300-linyi', name));
  const file = join(folder, '371300-linyi', 'employee.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('3: 80%', `3: ${rate}`));
  return folder;
}

describe('check', () => {
  it('passes all cases of the shipped policies, which touch every rule', () => {
    const run = baoxiao(['check', '--coverage-min', '100']);
    expect(run.stdout).toContain('0 个不符');
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('fails with what differs, the step behind it, the reason, and the line to paste', () => {
    const run = baoxiao(['check', folderWith({ 'a.cases.yaml': GOOD + BAD }), '--lang', 'en']);
    expect(run.code).toBe(1);
    expect(run.stderr).toBe('');
    for (const part of [
      'a.cases.yaml:6 差一分',
      'Pooled fund (hifp_pay): expected 101500.01, got 101500.00 (-0.01)',
      'a.cases.yaml:9:23',
      'policies/371300-linyi/employee.yaml:',
      '101,500.00',
      'because: 故意写错',
      '9 |   expect: { hifp_pay: "101500.00" }',
      '1 file, 2 cases: 1 passed, 1 failed',
    ])
      expect(run.stdout).toContain(part);
  });

  it('runs the cases of each of several folders by its own policies', () => {
    const [good, bad] = [linyi(), linyi('80.0001%')];
    for (const folders of [
      [good, bad],
      [bad, good],
    ]) {
      const run = baoxiao(['check', ...folders, '--coverage']);
      expect(run.code).toBe(1);
      expect(run.stdout).toContain(`✗ ${bad}/`);
      expect(run.stdout).not.toContain(`✗ ${good}/`);
      expect(run.stdout).toContain('2 份政策');
    }
    // The folder that holds both, too: `baoxiao check .` at the top of a repository.
    const top = mkdtempSync(join(tmpdir(), 'baoxiao-check-'));
    cpSync(good, join(top, 'policies'), { recursive: true });
    cpSync(bad, join(top, 'draft'), { recursive: true });
    const run = baoxiao(['check', '.', '--coverage'], { cwd: top });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('✗ draft/371300-linyi/');
    expect(run.stdout).not.toContain('✗ policies/');
    expect(run.stdout).toContain('2 份政策');
  });

  it('runs the cases beside a policy by that policy, not by the shipped one', () => {
    expect(baoxiao(['check', linyi()]).code).toBe(0);
    const changed = baoxiao(['check', linyi('80.0001%')]);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('差');
    const folder = linyi('80.0001%');
    expect(baoxiao(['check', join(folder, '371300-linyi', 'employee.cases.yaml')]).code).toBe(1);
    expect(baoxiao(['check', '--policies', folder]).code).toBe(1);
  });

  it.each([
    [['--tag', 'bands'], 0, '1 个用例'],
    [['--tag', 'rounding'], 1, '1 个用例'],
    [['--tag', 'rounding', '--tag', 'bands'], 1, '2 个用例'],
    [['--name', '分段'], 0, '1 个用例'],
    [['--policy', '371300/employee'], 1, '2 个用例'],
  ])('filters by %j', (filter, code, count) => {
    const run = baoxiao(['check', folderWith({ 'a.cases.yaml': GOOD + BAD }), ...filter]);
    expect(run).toMatchObject({ code });
    expect(run.stdout).toContain(count);
  });

  it('rewrites what came out, says what it changed, and then passes', () => {
    const folder = folderWith({ 'a.cases.yaml': GOOD + BAD });
    const run = baoxiao(['check', folder, '--update']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('- "101500.01"  + "101500.00"');
    expect(readFileSync(join(folder, 'a.cases.yaml'), 'utf8')).toBe(
      (GOOD + BAD).replace('101500.01', '101500.00'),
    );
    expect(baoxiao(['check', folder]).code).toBe(0);
  });

  it('does not touch a file in another encoding', () => {
    const folder = folderWith({});
    const file = join(folder, 'a.cases.yaml');
    // The name in GBK.
    const bytes = Buffer.concat([
      Buffer.from('- name: '),
      Buffer.from([0xb2, 0xee, 0xd2, 0xbb, 0xb7, 0xd6]),
      Buffer.from(BAD.slice(BAD.indexOf('\n'), BAD.indexOf('  because'))),
    ]);
    writeFileSync(file, bytes);
    const run = baoxiao(['check', folder, '--update']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('NOT_UTF8');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('fails below the least coverage', () => {
    const folder = linyi();
    writeFileSync(join(folder, '371300-linyi', 'employee.cases.yaml'), GOOD);
    const enough = baoxiao(['check', folder, '--coverage-min', '10']);
    expect(enough).toMatchObject({ code: 0 });
    const run = baoxiao(['check', folder, '--coverage-min', '99', '--lang', 'en']);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^ {4}\d+:\d+ figure pooled_fund\.deductible \(2025-01-01\)$/m);
    expect(run.stdout).toContain('1 below 99%: 371300/employee');
  });

  it.each([
    [['nowhere'], 'FILE'],
    [['docs'], 'NO_CASES'],
    [['--tag', 'nothing'], 'NO_CASES'],
    [['--reporter', 'junti'], 'USAGE'],
    [['--reporter', 'junit='], '缺少文件名'],
    [['--reporter', 'junit=x.xml', '--reporter', 'tap=x.xml'], '几个报告都写到 x.xml'],
    [['policies/371300-linyi/employee.yaml'], '用例在旁边的 employee.cases.yaml'],
    [['--coverage-min', '101'], 'USAGE'],
    [['--nonsense'], 'USAGE'],
  ])('refuses %j with exit 2', (args, code) => {
    const run = baoxiao(['check', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(code);
  });

  it('does not suggest the option whose value it refuses', () => {
    const run = baoxiao(['check', '--coverage-min', '101']);
    expect(run.stderr).toContain('0..100');
    expect(run.stderr).not.toContain('是否想写');
  });

  it('refuses malformed files, all their mistakes at once, and runs nothing', () => {
    const folder = folderWith({
      'a.cases.yaml': GOOD,
      'b.cases.yaml': BAD.replace('expect:', 'expct:'),
      'c.cases.yaml': '- name: x\n  claim: [',
    });
    const run = baoxiao(['check', folder]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    for (const part of ['UNKNOWN_KEY', 'b.cases.yaml:4:3', 'YAML_SYNTAX', 'c.cases.yaml:2'])
      expect(run.stderr).toContain(part);
  });

  it('tells of a policy that cannot be read, at its line', () => {
    const folder = linyi('80');
    const run = baoxiao(['check', folder]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('BAD_RATE');
    expect(run.stdout).toContain('employee.yaml:48:');
  });

  it('writes several reports at once', () => {
    const folder = folderWith({ 'a.cases.yaml': GOOD + BAD });
    const [xml, data] = [join(folder, 'out.xml'), join(folder, 'out.json')];
    const run = baoxiao([
      'check',
      folder,
      '--reporter',
      'tap',
      '--reporter',
      `junit=${xml}`,
      '--reporter',
      `json=${data}`,
    ]);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^TAP version 14\n1\.\.2\nok 1 - .*\nnot ok 2 - /);
    expect(readFileSync(xml, 'utf8')).toContain(
      '<testsuites name="baoxiao check" tests="2" failures="1" errors="0">',
    );
    expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({
      counts: { cases: 2, passed: 1, failed: 1 },
      cases: [{ passed: true }, { passed: false, failures: [{ key: 'hifp_pay', difference: '-0.01' }] }],
    });
  });
});

describe('check --update and the encoding of a file', () => {
  it('never rewrites a file that is not UTF-8', () => {
    const folder = folderWith({});
    const file = join(folder, 'a.cases.yaml');
    const gbk = Buffer.concat([
      Buffer.from('# '),
      Buffer.from([0xce, 0xe4, 0xba, 0xba]),
      Buffer.from(`\n${BAD}`),
    ]);
    writeFileSync(file, gbk);
    const run = baoxiao(['check', folder, '--update']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('NOT_UTF8');
    expect(readFileSync(file).equals(gbk)).toBe(true);
  });

  it('keeps a byte order mark and the ends of lines', () => {
    const folder = folderWith({ 'a.cases.yaml': `\uFEFF${BAD.replaceAll('\n', '\r\n')}` });
    expect(baoxiao(['check', folder, '--update']).code).toBe(0);
    const after = readFileSync(join(folder, 'a.cases.yaml'), 'utf8');
    expect(after).toBe(`\uFEFF${BAD.replaceAll('\n', '\r\n').replace('101500.01', '101500.00')}`);
  });

  it('counts places of the first line after a byte order mark', () => {
    const one = `- { name: x, claim: ${CLAIM}, expect: { hifp_pay: 1 } }\n`;
    const folder = folderWith({ 'a.cases.yaml': `\uFEFF${one}` });
    expect(baoxiao(['check', folder, '--update']).code).toBe(0);
    expect(readFileSync(join(folder, 'a.cases.yaml'), 'utf8')).toBe(
      `\uFEFF${one.replace('hifp_pay: 1 ', 'hifp_pay: 101500.00 ')}`,
    );
  });
});

describe('check --watch', () => {
  const running = new Set<ReturnType<typeof spawn>>();
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });

  /** Starts watching; `until` waits for what it prints. */
  function watching(args: readonly string[]) {
    const bin = fileURLToPath(new URL('../../bin/baoxiao.js', import.meta.url));
    const child = spawn(process.execPath, [bin, 'check', ...args, '--watch'], {
      env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', BAOXIAO_LANG: '' },
    });
    running.add(child);
    const printed = { text: '' };
    const listeners = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed.text += text;
        for (const listener of listeners) listener();
      });
    }
    const until = (wanted: (text: string) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!wanted(printed.text)) return;
          listeners.delete(look);
          printed.text = '';
          resolve();
        };
        listeners.add(look);
        look();
      });
    return { child, until, ended: new Promise((resolve) => child.once('exit', resolve)) };
  }

  const waits = (text: string): boolean => text.includes('Ctrl-C');

  it('runs again when a file changes, and ends with 130 when interrupted', async () => {
    const folder = folderWith({ 'a.cases.yaml': BAD });
    const { child, until, ended } = watching([folder]);
    await until((text) => waits(text) && text.includes('1 个不符'));
    writeFileSync(join(folder, 'a.cases.yaml'), GOOD);
    await until((text) => waits(text) && text.includes('0 个不符'));
    writeFileSync(join(folder, 'a.cases.yaml'), '- name: [');
    await until((text) => waits(text) && text.includes('YAML_SYNTAX'));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });

  it.each([
    ['the file', (_folder: string, file: string) => file],
    ['a folder above it', (folder: string) => folder],
  ])('goes on where an editor puts a new file in the place of the old: %s', async (_what, watched) => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'inner'));
    const file = join(folder, 'inner', 'a.cases.yaml');
    writeFileSync(file, BAD);
    const { until } = watching([watched(folder, file)]);
    await until((text) => waits(text) && text.includes('1 个不符'));
    for (const [content, outcome] of [
      [GOOD, '0 个不符'],
      [BAD, '1 个不符'],
      [GOOD, '0 个不符'],
    ] as const) {
      writeFileSync(join(folder, 'draft'), content);
      renameSync(join(folder, 'draft'), file);
      await until((text) => waits(text) && text.includes(outcome));
    }
  });

  it('sees the cases of a new folder', async () => {
    const folder = folderWith({ 'a.cases.yaml': GOOD });
    const { until } = watching([folder]);
    await until((text) => waits(text) && text.includes('1 个文件'));
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'inner', 'b.cases.yaml'), BAD);
    await until((text) => waits(text) && text.includes('2 个文件'));
    writeFileSync(join(folder, 'inner', 'b.cases.yaml'), GOOD);
    await until((text) => waits(text) && text.includes('0 个不符'));
  });

  it('ends where a place is not there', async () => {
    const { ended } = watching([folderWith({ 'a.cases.yaml': GOOD }), 'nowhere']);
    expect(await ended).toBe(2);
  });
});
