import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { csvText, type Row } from '../batch/support/csv.ts';
import { Folder } from '../batch/support/folder.ts';
import { ROOT } from '../batch/support/policies.ts';
import { baoxiao, type Run } from '../support/cli.ts';
import { edited, one, POLICY, written } from './support.ts';

const COLUMNS = [
  'id',
  'person',
  'date',
  'region',
  'insurance',
  'status',
  'care',
  'hospital.level',
  'expenses.total',
];

/** Rows of claims, each of another person. */
function rowsOf(totals: readonly string[]): Row[] {
  return totals.map((total, at) => ({
    id: `SETL-${at}`,
    person: `PERSON-${at}`,
    date: '2025-03-01',
    region: '999900',
    insurance: 'employee',
    status: at % 2 === 0 ? 'active' : 'retired',
    care: 'inpatient',
    'hospital.level': at % 3 === 0 ? '3' : '1',
    'expenses.total': total,
  }));
}

interface Ready {
  readonly folder: Folder;
  readonly run: (...args: string[]) => Run;
}

function ready(now = edited('3: 600', '3: 700')): Ready {
  const folder = Folder.ofTest();
  written(folder, { old: one(), new: one(now) });
  folder.write('claims.csv', csvText(COLUMNS, rowsOf(['1000.00', '2000.00', '3000.00', '40000.00', 'x'])));
  return { folder, run: (...args) => baoxiao(['diff', 'old', 'new', ...args], { cwd: folder.path }) };
}

const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(`${ROOT}docs/diff.schema.json`, 'utf8')) as object,
);

function valid(run: Run): Record<string, unknown> {
  const data = JSON.parse(run.stdout) as Record<string, unknown>;
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  return data;
}

it('exits 0 where nothing differs, 1 where something does', () => {
  const { run, folder } = ready();
  const same = baoxiao(['diff', 'old', 'old'], { cwd: folder.path });
  expect([same.code, same.stderr]).toEqual([0, '']);
  expect(same.stdout).toContain('两套政策没有不同');
  const differs = run();
  expect([differs.code, differs.stderr]).toEqual([1, '']);
  expect(differs.stdout).toContain('起付线（医院等级 三级）  600.00 → 700.00');
});

it('with claims, exits by what happens to them', () => {
  const touched = ready();
  expect(touched.run('--claims', 'claims.csv').code).toBe(1);
  const untouched = ready(edited('2: 400', '2: 450'));
  const run = untouched.run('--claims', 'claims.csv');
  expect(run.code).toBe(0);
  // The change of the rules is told all the same.
  expect(run.stdout).toContain('起付线（医院等级 二级）  400.00 → 450.00');
});

it.each([
  ['no second side', ['diff', 'old'], 'USAGE'],
  ['an unknown option', ['diff', 'old', 'new', '--claim', 'x'], 'USAGE'],
  ['an unknown format', ['diff', 'old', 'new', '--format', 'md'], 'USAGE'],
  ['a folder that is not there', ['diff', 'old', 'gone'], 'NO_POLICY_FOLDER'],
  ['an empty folder', ['diff', 'old', 'empty'], 'NO_POLICY_FILES'],
  ['claims that are not there', ['diff', 'old', 'new', '--claims', 'gone.csv'], 'FILE'],
  ['two populations', ['diff', 'old', 'new', '--claims', 'claims.csv', '--cases', 'old'], 'BAD_FLAG'],
  ['a folder without cases', ['diff', 'old', 'new', '--cases', 'old'], 'NO_CASE_FILES'],
  ['a header that is none', ['diff', 'old', 'new', '--claims', 'old/national.yaml'], 'MISSING_COLUMN'],
])('exits 2 for %s', (_, args, code) => {
  const { folder } = ready();
  folder.write('empty/readme.txt', 'nothing');
  const run = baoxiao(args, { cwd: folder.path });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(code);
  expect(run.stderr).not.toMatch(/\n {4}at /);
  expect(run.stdout).toBe('');
});

it('says who pays more, in both languages', () => {
  const { run } = ready();
  const [zh, en] = [run('--claims', 'claims.csv'), run('--claims', 'claims.csv', '--lang', 'en')];
  expect(zh.stdout).toContain('两边都能计算 4 笔 = 少付 0（0.0%） + 多付 2（50.0%） + 不变 2（50.0%）');
  expect(en.stdout).toContain('4 claims settled on both sides = 0 pay less (0.0%) + 2 pay more (50.0%)');
  expect(zh.stdout).toContain('第 5 行');
  expect(en.stdout).toContain('line 5');
  expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
  // The deductible is 100 more: at 80% of the cost that is 80 less from the fund.
  expect(zh.stdout).toMatch(/起付线标准 +600\.00 +700\.00 +\*/);
});

it('shows nobody: no person anywhere, ids only where they were asked for', () => {
  const { run, folder } = ready();
  for (const format of ['text', 'json', 'html']) {
    const plain = run('--claims', 'claims.csv', '--format', format);
    expect(`${plain.stdout}${plain.stderr}`).not.toMatch(/PERSON-|SETL-/);
    const named = run('--claims', 'claims.csv', '--format', format, '--ids');
    expect(named.stdout).toContain('SETL-0');
    expect(`${named.stdout}`).not.toContain('PERSON-');
    expect(named.stderr).not.toContain('SETL-');
  }
  const file = run('--claims', 'claims.csv', '--ids', '--out', 'report.txt');
  expect(file.stdout).toBe('');
  expect(readFileSync(folder.file('report.txt'), 'utf8')).toContain('SETL-0');
});

it('writes JSON as the schema has it', () => {
  const { run, folder } = ready();
  folder.write(
    'x.cases.yaml',
    '- name: 一\n  claim: { region: "999900", insurance: employee, care: inpatient, status: active, date: 2025-02-01, hospital: { level: 3 }, expenses: { total: 1000 } }\n  expect: { psn_part_amt: "680.00" }\n',
  );
  const data = valid(run('--format', 'json'));
  expect(data.changes).toHaveLength(1);
  expect(data).not.toHaveProperty('claims');
  const { claims } = valid(run('--format', 'json', '--claims', 'claims.csv')) as {
    claims: { all: unknown; largest: unknown[] };
  };
  // 100 more at 80% is 80; of the retired's 100 at 90%, serious illness takes half of the 90.
  expect(claims.all).toMatchObject({
    claims: 4,
    lose: 2,
    stay: 2,
    neither: 1,
    person: { difference: '125.00' },
  });
  expect(claims.largest).toHaveLength(2);
  const cases = valid(run('--format', 'json', '--cases', 'x.cases.yaml')) as { claims: { cases: unknown[] } };
  expect(cases.claims.cases).toHaveLength(1);
  const removed = edited(
    '      - line: serious_illness\n        care: inpatient\n        base: burden\n        deductible: { per: year, amount: 5000 }\n        rate: 50%\n',
    '',
  );
  valid(ready(removed).run('--format', 'json'));
  valid(ready(`${POLICY}    notes: [一条说明]\n`).run('--format', 'json'));
});

it('gives the same JSON with threads as without', () => {
  const { run, folder } = ready();
  const totals = Array.from(
    { length: 3000 },
    (_, at) => `${500 + at * 37}.${String(at % 100).padStart(2, '0')}`,
  );
  folder.write('many.csv', csvText(COLUMNS, rowsOf(totals)));
  const alone = run('--format', 'json', '--claims', 'many.csv', '--workers', '0');
  const threads = run('--format', 'json', '--claims', 'many.csv', '--workers', '2');
  expect(threads.stdout).toBe(alone.stdout);
  expect(alone.code).toBe(1);
});

it('reads claims from standard input', () => {
  const { folder } = ready();
  const input = csvText(COLUMNS, rowsOf(['1000.00']));
  const run = baoxiao(['diff', 'old', 'new', '--claims', '-'], { cwd: folder.path, input });
  expect(run.code).toBe(1);
  expect(run.stdout).toContain('标准输入');
});

it('makes a page that needs nothing but itself', () => {
  const { run } = ready(edited(/title: .*/, 'title: <b>徐沟</b>'));
  for (const lang of ['zh', 'en']) {
    const page = run('--claims', 'claims.csv', '--format', 'html', '--lang', lang).stdout;
    expect(page.startsWith('<!DOCTYPE html>')).toBe(true);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|src=|<b>/);
    expect(page).toContain('&lt;b&gt;徐沟');
  }
});

it('is told of in the help', () => {
  const help = baoxiao(['diff', '--help', '--lang', 'en']);
  expect(help.code).toBe(0);
  for (const flag of ['--claims', '--cases', '--policies', '--format', '--out', '--ids'])
    expect(help.stdout).toContain(flag);
});
