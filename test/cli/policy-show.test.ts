import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cells } from '../../src/report/width.ts';
import { everyWord } from '../overview/support.ts';
import { baoxiao } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'baoxiao-show-'));
const own = join(folder, 'policies');
mkdirSync(join(own, '999900-xugou'), { recursive: true });
writeFileSync(join(own, '999900-xugou', 'employee.yaml'), everyWord);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function listed(...args: readonly string[]): { id: string; own: boolean; [key: string]: unknown }[] {
  const { code, stdout, stderr } = baoxiao(['policy', 'list', '--format', 'json', ...args]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout).policies;
}

describe('policy list', () => {
  it('lists schemes, supplements and the national rules, with the share of figures known how', () => {
    const all = listed();
    expect(all.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['national', '371300/employee', '441200/zhaofubao']),
    );
    expect(all.find(({ id }) => id === '371300/employee')).toMatchObject({
      care: ['inpatient'],
      checked: '2025-04-10',
      grades: ['secondary'],
      figures: { all: 16, stated: 11, inferred: 4, assumed: 0, not_stated: 1 },
      not_stated: ['pooled_fund.cap'],
    });
  });

  it.each([
    [['怀集'], ['441200/employee', '441200/resident', '441200/zhaofubao'], ['371300/employee']],
    [['linyi'], ['371300/employee', '371300/nrcms'], ['441200/employee']],
    [['370000'], ['370000/resident', '371300/employee'], ['441200/employee']],
    [['--scheme', '新农合'], ['371300/nrcms'], ['371300/employee']],
    [['--scheme', 'supplement'], ['441200/zhaofubao'], ['371300/nrcms']],
    [['--care', '生育住院'], ['330100/maternity'], ['371300/nrcms']],
    [['--date', '2023-06-01'], ['441200/zhaofubao'], ['371300/nrcms']],
    [['--grade', 'general_knowledge'], ['national'], ['371300/nrcms']],
  ])('lists by %j', (args, some, none) => {
    const ids = listed(...args).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(some));
    for (const id of none) expect(ids).not.toContain(id);
  });

  it('marks the user’s own policies', () => {
    const all = listed('--policies', own);
    expect(all.filter((one) => one.own).map(({ id }) => id)).toEqual(['999900/employee']);
    const { stdout } = baoxiao(['policy', 'list', '徐沟', '--policies', own]);
    expect(stdout).toContain('* 徐沟市职工基本医疗保险');
  });

  it.each(['zh', 'en'])('keeps to 80 columns (%s)', (lang) => {
    for (const more of [[], ['--map']]) {
      const { stdout } = baoxiao(['policy', 'list', '--lang', lang, ...more]);
      expect(stdout.split('\n').filter((line) => cells(line) > 80)).toEqual([]);
    }
  });

  it('draws a tile for every province, with count and best grade', () => {
    const { stdout } = baoxiao(['policy', 'list', '临沂', '--map']);
    const lines = stdout.split('\n');
    const names = lines.findIndex((line) => line.includes('山东'));
    expect(lines[names]).toMatch(/山西 +河北 +山东$/);
    expect(lines[names + 1]).toMatch(/3 正式$/);
    expect(stdout).toContain('黑龙江');
  });

  it.each([
    [['火星'], 'REGION_UNKNOWN'],
    [['--scheme', '职功'], 'UNKNOWN_CODE'],
    [['--care', 'dentist'], 'UNKNOWN_CODE'],
    [['--map', '--format', 'json'], 'USAGE'],
    [['--grade', 'best'], 'USAGE'],
    [['--date', 'today'], 'NOT_A_DATE'],
  ])('refuses %j', (args, code) => {
    const run = baoxiao(['policy', 'list', ...args]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(code);
  });
});

function shown(
  ...args: readonly string[]
): Record<string, unknown> & { id: string; version: { from: string } } {
  const { code, stdout, stderr } = baoxiao(['policy', 'show', ...args, '--format', 'json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('policy show', () => {
  it.each([
    [['371300/employee'], '371300/employee'],
    [['临沂', '职工'], '371300/employee'],
    [['linyi/employee'], '371300/employee'],
    [['怀集', '居民'], '441200/resident'],
    [['肇庆', 'zhaofubao'], '441200/zhaofubao'],
    [['肇福保'], '441200/zhaofubao'],
    [['全国'], 'national'],
  ])('finds %j', (words, id) => {
    expect(shown(...words).id).toBe(id);
  });

  it.each([
    [['临沂'], 'POLICY_AMBIGUOUS'],
    [['临沂', '生育'], 'NO_POLICY'],
    [['火星', '职工'], 'REGION_UNKNOWN'],
    [['441200/zhaofubao', '--date', '2031-01-01'], 'DATE_AFTER_POLICY'],
    [[], 'USAGE'],
  ])('refuses %j', (words, code) => {
    const run = baoxiao(['policy', 'show', ...words]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(code);
  });

  it.each([
    ['policy', 'show', '371300/employee', '--date', 'garbage'],
    ['policy', 'list', '--date', 'garbage'],
    ['estimate', '--region', '371300', '--total', '1', '--date', 'garbage'],
  ])('%s %s says of a date that is none how one is written', (...words) => {
    const run = baoxiao(words);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('NOT_A_DATE');
    expect(run.stderr).toContain('“garbage”不是日期\n  提示：写成 YYYY-MM-DD，如 2025-05-01');
  });

  it('picks the version by --date and names the others', () => {
    const page = shown('肇福保', '--date', '2022-03-01');
    expect(page.version).toEqual({ from: '2022-01-01', to: '2022-12-31' });
    expect(page.other_versions).toEqual([{ from: '2023-01-01', to: '2023-12-31' }]);
  });

  it('says what holds everywhere, but not what is for places that are silent where the place is not', () => {
    const away = (...words: readonly string[]): number =>
      (shown(...words, '--lang', 'en').everywhere as string[]).filter((rule) => rule.startsWith('care away'))
        .length;
    expect(away('000000/employee', '--date', '2025-05-01')).toBe(3);
    expect(away('620000/employee', '--date', '2025-05-01')).toBe(0);
    expect(shown('620000/employee').everywhere).not.toEqual([]);
  });

  it('leaves out a national rule in whose place the policy has its own', () => {
    const national = '不是定点医疗机构，又不是急诊抢救，基金不予支付';
    const page = shown('420100/resident', '--date', '2025-05-01');
    const own = (page.eligibility as { code: string }[]).map(({ code }) => code);
    expect(own).toContain('NOT_DESIGNATED');
    expect(page.everywhere).toEqual(['基本医保只能参加一种，不能同时参加两种']);
    expect(shown('371300/employee', '--date', '2025-05-01').everywhere).toContain(national);
  });

  it('explains adjustments in sentences and says which are in the table', () => {
    const { stdout } = baoxiao(['policy', 'show', '999900/employee', '--policies', own]);
    expect(stdout).toContain('自有政策');
    expect(stdout).toMatch(/退休\n.*30,000 以内 +94% +91% +88%\n.*30,000 以上 +94% +94% +94%/);
    expect(stdout.replace(/\n +/g, '')).toContain(
      '表内按：本年度第 1 次住院（就诊）、参保地就医、连续参保年数 0、连续未报销年数 0',
    );
    const [inTable = '', later = ''] = stdout.split('上表没有计入');
    expect(inTable).toContain('人员类别：退休的，个人负担部分乘以 60%');
    for (const text of [
      '支付比例乘以 80%',
      '起付线减少 100 元，每多住院一次再减一次，最低 100 元',
      '其中基本药物部分，支付比例加 10 个百分点',
      '封顶线一共最多增加 20%',
    ])
      expect(later.replace(/\n +/g, '')).toContain(text);
    expect(stdout).toContain('80%–90%');
    expect(stdout.replace(/\n +/g, '')).toContain('只在政策范围费用达到 100 元、不到 900,000 元时支付');
  });

  it('makes a page without script or network', () => {
    const out = join(folder, 'page.html');
    expect(baoxiao(['policy', 'show', '临沂', '职工', '--format', 'html', '-o', out]).code).toBe(0);
    const html = readFileSync(out, 'utf8');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|src=|@import|url\(/i);
    expect(html).toContain('<h1>临沂市职工基本医疗保险</h1>');
  });

  it.each(['zh', 'en'])('keeps to 80 columns (%s)', (lang) => {
    for (const id of ['371300/nrcms', '110000/employee', '130800/resident']) {
      const { stdout } = baoxiao(['policy', 'show', id, '--lang', lang]);
      expect(stdout.split('\n').filter((line) => cells(line) > 80)).toEqual([]);
    }
  });
});

it('docs/POLICIES.md says what the policy files say', () => {
  const run = spawnSync(process.execPath, ['scripts/policies.mjs', '--check'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
}, 60_000);
