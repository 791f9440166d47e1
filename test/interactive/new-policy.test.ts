import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEY } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { baoxiao, folder } = counter();

/** What a draft needs besides its place. */
const HEAD = [
  '--from',
  '2025-01-01',
  '--source-title',
  'x',
  '--source-grade',
  'official',
  '--care',
  'inpatient',
];
const WRITTEN = 'policies/420100-wuhan/resident.yaml';

test('every answer by keyboard, then the files', async () => {
  const cwd = folder();
  const clerk = baoxiao(['policy', 'new'], { cwd });
  await clerk.shows('? 适用地区');
  clerk.type('wuhan');
  await clerk.shows(/> 武汉市/);
  clerk.press(KEY.enter);
  await clerk.shows('? 险种');
  clerk.press('2', KEY.enter);
  await clerk.shows('[武汉市城乡居民基本医疗保险]');
  clerk.press(KEY.enter);
  await clerk.shows('? 起始日期');
  clerk.type('2025-01-01\r');
  await clerk.shows('? 来源标题');
  clerk.type('待遇标准\r');
  await clerk.shows('? 来源等级');
  clerk.press('1', KEY.enter);
  await clerk.shows('? 发布日期');
  clerk.type('2024-12-20\r');
  await clerk.shows('? 医疗类别');
  clerk.press('4', KEY.enter);
  await clerk.shows('? 起付线');
  clerk.type('三级=800，二级=400，一级=200');
  await clerk.shows('= 一级 200.00，二级 400.00，三级 800.00');
  clerk.press(KEY.enter);
  await clerk.shows('? 起付线按');
  clerk.press('1', KEY.enter);
  await clerk.shows('? 支付比例');
  clerk.type('3=60%,2=70%,1=85%\r');
  await clerk.shows('? 封顶线');
  clerk.type('15万\r');
  await clerk.shows('? 封顶线按');
  clerk.press('1', KEY.enter);
  await clerk.shows('核对');
  expect(clerk.lines().length).toBeLessThanOrEqual(24);
  clerk.press(KEY.enter);
  await clerk.shows(`已写入 ${WRITTEN}`);
  expect(await clerk.exits()).toBe(0);
  expect(clerk.wrapped()).toEqual([]);
  expect(clerk.cursorShown).toBe(true);
  const text = readFileSync(join(cwd, WRITTEN), 'utf8');
  expect(text).toContain('cap: { per: year, amount: 150000 }');
  expect(text).not.toContain('notes');
});

test('Esc goes back, a wrong figure is asked again, the review changes answers', async () => {
  const cwd = folder();
  const given = ['--from', '2025-01-01', '--source-title', 'Text', '--source-grade', 'official'];
  const clerk = baoxiao(['policy', 'new', '420100/resident', ...given, '--lang', 'en'], { cwd });
  await clerk.shows('? Title');
  clerk.press(KEY.enter);
  await clerk.shows('? Published on');
  clerk.press(KEY.enter);
  await clerk.shows('? Kind of care');
  clerk.press(KEY.enter);
  await clerk.shows('this has to be answered');
  clerk.press('4', KEY.enter);
  await clerk.shows('? Deductible');
  clerk.press(KEY.esc);
  await clerk.shows('[x] inpatient');
  clerk.press(KEY.enter);
  await clerk.shows('? Deductible');
  clerk.type('600 yuan\r');
  await clerk.shows('is not an amount');
  clerk.press(KEY.ctrlU);
  clerk.press(KEY.enter);
  await clerk.shows('? Rate');
  clerk.type('30000:85%;90%\r');
  await clerk.shows('? Bands per');
  clerk.press('3', KEY.enter);
  await clerk.shows('? Bands from');
  clerk.press('1', KEY.enter);
  await clerk.shows('? Cap');
  clerk.press(KEY.enter);
  await clerk.shows('Review');
  await clerk.shows(/Deductible +not stated/);
  await clerk.shows(/Bands per +the text does not say/);
  // The rate becomes a single one, and the questions about bands are gone.
  const [, number = ''] = /(\d+) Rate /.exec(clerk.lines().join('\n')) ?? [];
  clerk.type(`${number}\r`);
  await clerk.shows('? Rate');
  clerk.type('70%\r');
  await clerk.hides('Bands per');
  await clerk.shows('Review');
  clerk.press(KEY.enter);
  await clerk.shows('written policies');
  expect(await clerk.exits()).toBe(0);
  const text = readFileSync(join(cwd, WRITTEN), 'utf8');
  expect(text).toContain('rate: 70%');
  expect(text).not.toContain('counted');
  expect(text).toContain('amount: not_stated');
});

test('a code that the table does not have is asked what it is called', async () => {
  const cwd = folder();
  const clerk = baoxiao(['policy', 'new', ...HEAD], { cwd });
  await clerk.shows('? 适用地区');
  clerk.type('990001');
  await clerk.shows(/> 代码表里没有 +990001/);
  clerk.press(KEY.enter);
  await clerk.shows('? 险种');
  clerk.press('2', KEY.enter);
  await clerk.shows('? 地方名称');
  clerk.press(KEY.enter);
  await clerk.shows('这一项必须回答');
  clerk.type('沙地市\r');
  await clerk.shows('[沙地市城乡居民基本医疗保险]');
  clerk.type('\r\r\r\r\r');
  await clerk.shows('核对');
  clerk.press(KEY.enter);
  await clerk.shows('已写入 policies/990001/resident.yaml');
  expect(await clerk.exits()).toBe(0);
  expect(clerk.history()).toContain('区划代码表里没有 990001');
  expect(readFileSync(join(cwd, 'policies/990001/resident.yaml'), 'utf8')).toContain('place: 沙地市');
});

test('a scheme that is there already is said at once, before anything else is asked', async () => {
  const cwd = folder();
  const first = baoxiao(['policy', 'new', '420100/resident', ...HEAD], { cwd });
  expect(await first.exits()).toBe(0);
  const clerk = baoxiao(['policy', 'new'], { cwd });
  await clerk.shows('? 适用地区');
  clerk.type('420100\r2\r');
  await clerk.shows('resident.yaml 已经存在');
  clerk.press('1', KEY.enter);
  await clerk.shows('[武汉市职工基本医疗保险]');
  clerk.press(KEY.ctrlC);
  expect(await clerk.exits()).toBe(130);
  expect(existsSync(join(cwd, 'policies/420100-wuhan/employee.yaml'))).toBe(false);
});
