import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { baoxiao as run } from '../support/cli.ts';
import { KEY } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { sit, baoxiao, folder } = counter();

const POLICY = `policy: 999900/employee
title: { zh: 徐沟市职工医保样例, en: Xugou employee sample }
place: { zh: 徐沟市, en: Xugou }
checked: 2025-12-31
sources:
  page: { title: { zh: 样例, en: sample }, grade: general_knowledge }
versions:
  - from: 2025-01-01
    source: page
    basis: stated
    lines:
      - { line: pooled, payer: pooled_fund, care: inpatient, base: in_policy, rate: 70% }
`;

/** A folder of policies with a place that the table of places does not have. */
function own(text = POLICY): string {
  const path = folder();
  mkdirSync(join(path, '999900-xugou'));
  writeFileSync(join(path, '999900-xugou', 'employee.yaml'), text);
  return path;
}

describe('a place that only the user’s policies know', () => {
  test.each([
    ['name', '徐沟市'],
    ['short name', '徐沟'],
    ['English name', 'Xugou'],
    ['beginning of the pinyin', 'xug'],
    ['title of the policy', '市职工医保样例'],
    ['code', '999900'],
    ['beginning of the code', '9999'],
  ])('is found by the %s', async (_way, typed) => {
    const clerk = baoxiao(['--policies', own()]);
    await clerk.shows('? 参保地');
    clerk.type(typed);
    await clerk.shows(/> 徐沟市 +999900 {2}有政策/);
    clerk.press(KEY.enter);
    await clerk.shows(/参保地 +徐沟市/);
  });

  test('stands behind a place whose name was typed, where only its title holds that', async () => {
    const clerk = baoxiao(['--policies', own(POLICY.replace('市职工医保样例', '按临沂办法的样例'))]);
    await clerk.shows('? 参保地');
    clerk.type('临沂');
    await clerk.shows(/> 临沂市 .*\n +(.*\n +)*徐沟市 +999900/);
  });

  test('with a broken file is still found by its folder, and the file named when it is chosen', async () => {
    const clerk = baoxiao(['interactive', '--policies', own('policy: [')]);
    await clerk.shows('? 参保地');
    clerk.type('xugou\r');
    await clerk.shows(/employee\.yaml:\d[\s\S]*\? 参保地/);
  });
});

test('the policies of a user go with the prompts only where they were named', async () => {
  const clerk = sit();
  await clerk.shows('? 参保地');
  clerk.type('徐沟');
  await clerk.shows('没有找到');
});

describe('options without a command', () => {
  test('a folder that is not there is said, with and without a terminal', async () => {
    expect(run(['--policies', '/no/such/folder'])).toMatchObject({ code: 2, stdout: '' });
    const clerk = baoxiao(['--policies', '/no/such/folder']);
    expect(await clerk.exits()).toBe(2);
    expect(clerk.history()).toContain('没有政策文件夹 /no/such/folder');
  });

  test('a command after them is told where it belongs', () => {
    const { code, stderr } = run(['--policies', own(), 'estimate']);
    expect(code).toBe(2);
    expect(stderr).toContain('先写命令：baoxiao estimate');
  });

  test('a slip of the pen is answered with the option meant', () => {
    expect(run(['--polices', 'x']).stderr).toContain('是否想写：--policies');
  });
});
