import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { baoxiao, json } from '../support/cli.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'baoxiao-'));
  folders.push(path);
  return path;
}

const WUHAN = [
  ...['--from', '2025-01-01', '--checked', '2025-06-01'],
  ...['--source-title', '待遇标准', '--source-date', '2024-12-20', '--source-grade', 'official'],
  ...['--care', 'inpatient', '--deductible', '3=800,2=400,1=200', '--deductible-per', 'admission'],
  ...['--rate', '3=60%,2=70%,1=85%', '--cap', '150000', '--cap-per', 'year'],
];
const HELD = [
  ...['--title', '惠民保', '--from', '2025-01-01', '--to', '2025-12-31', '--checked', '2025-06-01'],
  ...['--source-title', '条款', '--source-grade', 'official', '--care', 'inpatient'],
  ...['--held-with', 'resident', '--base', 'burden', '--deductible', '2万', '--deductible-per', 'year'],
  ...['--rate', '70%', '--cap', '100万', '--cap-per', 'year'],
];

test('flags alone write a policy with its cases that lint accepts', () => {
  const cwd = folder();
  const run = baoxiao(['policy', 'new', '420100/resident', ...WUHAN], { cwd });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect(run.stdout.split('\n').slice(0, 2)).toEqual([
    '已写入 policies/420100-wuhan/resident.yaml',
    '已写入 policies/420100-wuhan/resident.cases.yaml（12 条用例，引擎算得一致）',
  ]);
  const policy = readFileSync(join(cwd, 'policies/420100-wuhan/resident.yaml'), 'utf8');
  expect(policy).toContain('title: { zh: 武汉市城乡居民基本医疗保险, en: Wuhan resident basic insurance }');
  expect(policy).not.toContain('notes');
  const cases = readFileSync(join(cwd, 'policies/420100-wuhan/resident.cases.yaml'), 'utf8');
  expect(cases).toContain("because: '(10,000 - 800) x 60% = 5,520'");
  expect(cases).toContain('hifp_pay: "5520.00"');
  expect(baoxiao(['policy', 'lint', 'policies'], { cwd }).code).toBe(0);
  const claim = ['--region', 'wuhan', '--insurance', 'resident', '--care', 'inpatient', '--level', '3'];
  const rest = ['--date', '2025-05-01', '--total', '10000', '--policies', 'policies', '--format', 'json'];
  expect(json(baoxiao(['estimate', ...claim, ...rest], { cwd })).settlement.hifp_pay).toBe('5520.00');
});

test('a code that the table does not have is taken with its name, and said', () => {
  const cwd = folder();
  const unnamed = baoxiao(['policy', 'new', '990001/resident', ...WUHAN], { cwd });
  expect(unnamed.code).toBe(2);
  expect(unnamed.stderr).toContain('缺少 --place-name');
  expect(existsSync(join(cwd, 'policies'))).toBe(false);
  const names = ['--place-name', '沙地市', '--place-name-en', 'Shadi'];
  const run = baoxiao(['policy', 'new', '990001/resident', ...WUHAN, ...names], { cwd });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain('区划代码表里没有 990001');
  const policy = readFileSync(join(cwd, 'policies/990001-shadi/resident.yaml'), 'utf8');
  expect(policy).toContain('place: { zh: 沙地市, en: Shadi }');
  expect(policy).toContain('title: { zh: 沙地市城乡居民基本医疗保险, en: Shadi resident basic insurance }');
  expect(baoxiao(['policy', 'lint', 'policies'], { cwd }).code).toBe(0);
  const claim = ['--region', '沙地', '--insurance', 'resident', '--care', 'inpatient', '--level', '3'];
  const rest = ['--date', '2025-05-01', '--total', '10000', '--policies', 'policies', '--format', 'json'];
  expect(json(baoxiao(['estimate', ...claim, ...rest], { cwd })).settlement.hifp_pay).toBe('5520.00');
});

test('the code beside one of the table is named with what it lies in; a place of the table needs no name', () => {
  const cwd = folder();
  const near = baoxiao(['policy', 'new', '420199/resident', ...WUHAN, '--place-name', '沙地区'], { cwd });
  expect(near.code).toBe(0);
  expect(near.stderr).toContain('属 湖北省武汉市 420100');
  expect(existsSync(join(cwd, 'policies/420199/resident.yaml'))).toBe(true);
  const known = baoxiao(['policy', 'new', '420100/resident', ...WUHAN, '--place-name', '武汉'], { cwd });
  expect(known.code).toBe(2);
  expect(known.stderr).toContain('--place-name 在这里没有意义');
});

test('what it names as the next commands can be run as it stands', () => {
  const cwd = folder();
  const { stdout } = baoxiao(['policy', 'new', 'wuhan/居民', ...WUHAN], { cwd });
  const commands = [...stdout.replaceAll(' \\\n   ', '').matchAll(/^ {2}baoxiao (.+)$/gm)].map((match) =>
    (match[1] ?? '').split(' '),
  );
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands)
    expect(baoxiao(command, { cwd }), command.join(' ')).toMatchObject({ code: 0 });
});

test('the same in English', () => {
  const cwd = folder();
  const run = baoxiao(['policy', 'new', '420100/resident', ...WUHAN, '--lang', 'en'], { cwd });
  expect(run.stdout).toContain(
    'written policies/420100-wuhan/resident.cases.yaml (12 cases, confirmed by the engine)',
  );
  const cases = readFileSync(join(cwd, 'policies/420100-wuhan/resident.cases.yaml'), 'utf8');
  expect(cases).toContain('- name: Level 1\n');
  expect(cases).not.toMatch(/[\u4e00-\u9fff]/);
});

test('without a terminal every missing answer is named at once, and nothing is written', () => {
  const cwd = folder();
  const run = baoxiao(['policy', 'new', '--lang', 'en'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stdout).toBe('');
  const named = [...run.stderr.matchAll(/MISSING_ANSWER (\S+)/g)].map((match) => match[1]);
  expect(named).toEqual(['policy', '--from', '--source-title', '--source-grade', '--care']);
  const supplement = baoxiao(['policy', 'new', '420100/huiminbao', '--lang', 'en'], { cwd });
  expect([...supplement.stderr.matchAll(/MISSING_ANSWER (\S+)/g)].map((match) => match[1])).toEqual([
    ...['--title', '--from', '--source-title', '--source-grade', '--held-with', '--care', '--base'],
  ]);
  expect(readdirSync(cwd)).toEqual([]);
});

test('all that is wrong with the flags is said at once', () => {
  const run = baoxiao(
    [
      'policy',
      'new',
      '42999/residnt',
      '--from',
      '2025-13-01',
      '--rate',
      '60',
      '--care',
      'surgery',
      '--cap-per',
      'year',
    ],
    { cwd: folder() },
  );
  expect(run.code).toBe(2);
  expect([...run.stderr.matchAll(/^错误 (\w+)/gm)].map((match) => match[1])).toEqual([
    ...['REGION_UNKNOWN', 'BAD_NAME', 'BAD_VALUE', 'UNKNOWN_CODE', 'BAD_RATE'],
  ]);
  expect(run.stderr).toContain('是否想写：resident');
});

test('files that exist are left alone, unless told otherwise', () => {
  const cwd = folder();
  const path = join(cwd, 'policies/420100-own/resident.yaml');
  mkdirSync(join(cwd, 'policies/420100-own'), { recursive: true });
  writeFileSync(path, 'mine');
  const run = baoxiao(['policy', 'new', '420100/resident', ...WUHAN], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('FILE_EXISTS');
  expect(run.stderr).toContain('policies/420100-own/resident.yaml');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(readdirSync(join(cwd, 'policies/420100-own'))).toEqual(['resident.yaml']);
  expect(baoxiao(['policy', 'new', '420100/resident', ...WUHAN, '--force'], { cwd }).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toContain('policy: 420100/resident');
});

test('another folder, by --dir', () => {
  const cwd = folder();
  const run = baoxiao(['policy', 'new', '420100/employee', ...WUHAN, '--dir', 'mine/policies'], { cwd });
  expect(run.code).toBe(0);
  expect(existsSync(join(cwd, 'mine/policies/420100-wuhan/employee.yaml'))).toBe(true);
});

test('a supplement comes after its basic scheme and is settled with it', () => {
  const cwd = folder();
  // A place that has none in the shipped library either.
  const alone = baoxiao(['policy', 'new', '659001/huiminbao', ...HELD], { cwd });
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain('baoxiao policy new 659001/resident');
  expect(baoxiao(['policy', 'new', '420100/resident', ...WUHAN], { cwd }).code).toBe(0);
  const run = baoxiao(['policy', 'new', '420100/huiminbao', ...HELD], { cwd });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  const cases = readFileSync(join(cwd, 'policies/420100-wuhan/huiminbao.cases.yaml'), 'utf8');
  // 1,000 is self-funded and 10,000 paid by the pooled fund, 30,000 is left: (30,000 - 20,000) x 70%.
  expect(cases).toContain("because: '41,000 - 1,000 - 10,000 = 30,000；(30,000 - 20,000) x 70% = 7,000'");
  expect(cases).toContain('expenses: { total: 41000, self_funded: 1000 }, paid: { pooled_fund: 10000 }');
  expect(cases).toContain('lines: { huiminbao: "7000.00" }');
  expect(cases).toContain('DATE_AFTER_POLICY');
  expect(baoxiao(['policy', 'lint', 'policies'], { cwd }).code).toBe(0);
});

test('what the engine does not confirm is not written', () => {
  const cwd = folder();
  // The basic scheme that the supplement is held with has no rules for outpatient care.
  baoxiao(['policy', 'new', '420100/resident', ...WUHAN], { cwd });
  const outpatient = HELD.map((word) => (word === 'inpatient' ? 'outpatient' : word));
  const run = baoxiao(['policy', 'new', '420100/huiminbao', ...outpatient], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('NOT_CONFIRMED');
  expect(readdirSync(join(cwd, 'policies/420100-wuhan')).sort()).toEqual([
    'resident.cases.yaml',
    'resident.yaml',
  ]);
});

test('the commands to run next can be pasted where the folder has a space', () => {
  const run = baoxiao(['policy', 'new', '420100/resident', ...WUHAN, '--dir', '政策 草稿'], {
    cwd: folder(),
  });
  expect(run.stdout).toContain('  baoxiao check "政策 草稿"\n');
  expect(run.stdout).toContain('  baoxiao policy schema -o "政策 草稿/policy.schema.json"\n');
  expect(run.stdout).toContain('--policies "政策 草稿" \\\n');
  const plain = baoxiao(['policy', 'new', '420100/resident', ...WUHAN, '--dir', '草稿'], { cwd: folder() });
  expect(plain.stdout).toContain('  baoxiao check 草稿\n');
});
