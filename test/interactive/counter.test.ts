import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEY } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { sit, baoxiao, folder } = counter();

test('a common stay takes fewer than 12 keys beyond the amounts, from the first question to the result', async () => {
  const config = folder();
  const settings = { region: '371300', insurance: 'employee', care: 'inpatient', level: '3' };
  writeFileSync(join(config, 'settings.json'), JSON.stringify(settings));
  const clerk = baoxiao([], { env: { BAOXIAO_CONFIG_DIR: config } });
  await clerk.shows('上次');
  clerk.press(KEY.enter);
  await clerk.shows('? 险种');
  clerk.press(KEY.enter);
  await clerk.shows('? 医院等级');
  clerk.press(KEY.enter);
  await clerk.shows('? 医院类型');
  clerk.press(KEY.enter);
  await clerk.shows('? 医疗费总额');
  clerk.type('120600\r');
  await clerk.shows('? 全自费');
  clerk.type('\r');
  await clerk.shows('? 超限价自费');
  clerk.type('\r');
  await clerk.shows('? 先行自付');
  clerk.type('\r');
  await clerk.shows('核对');
  clerk.press(KEY.enter);
  await clerk.shows('101,500.00');
  expect(clerk.presses).toBeLessThan(12);
  expect(clerk.presses).toBe(5);
  clerk.press('q');
  expect(await clerk.exits()).toBe(0);
  expect(clerk.wrapped()).toEqual([]);
});

test('a clerk who types ahead of the questions loses no key', async () => {
  const clerk = baoxiao([]);
  await clerk.shows('? 参保地');
  clerk.type(`linyi\r1\r3\r1\r120600\r\r\r\r\r`);
  await clerk.shows('101,500.00');
  clerk.press('q');
  expect(await clerk.exits()).toBe(0);
});

test('a whole morning in one sitting leaves nothing behind', async () => {
  const clerk = sit();
  await clerk.shows('? 参保地');
  clerk.type('371300\r1\r3\r1\r100\r\r\r\r\r');
  for (let person = 1; person <= 12; person++) clerk.type(`n\r\r\r1\r${person}00\r\r\r\r\r`);
  await clerk.shows('fund 480.00 person 720.00');
  expect(clerk.history()).not.toContain('Warning');
  clerk.press('q');
  expect(await clerk.exits()).toBe(0);
});

test('the counter is remembered, the person is not', async () => {
  const config = folder();
  const env = { BAOXIAO_CONFIG_DIR: config };
  const first = sit({ env });
  await first.shows('? 参保地');
  first.type('hangzhou\r1\r3\r');
  await first.shows('? 医院等级');
  first.type('1\r2\r');
  await first.shows('? 救助身份');
  first.type('2\r987654.32\r\r\r\r\r');
  await first.shows('没有载明');
  first.type('1\r50\r');
  await first.shows('? 本年此前结算');
  first.type('\r');
  await first.shows('核对');
  first.type('\r');
  await first.shows('RESULT');
  first.press('q');
  expect(await first.exits()).toBe(0);
  const kept = readFileSync(join(config, 'settings.json'), 'utf8');
  expect(JSON.parse(kept)).toEqual({
    region: '330100',
    insurance: 'resident',
    care: 'inpatient',
    level: '1',
  });
  const second = sit({ env });
  await second.shows(/> 杭州市.*上次/);
  second.press(KEY.enter);
  await second.shows(/> 1 城乡居民/);
  second.press(KEY.enter);
  await second.shows(/> 3 住院/);
  second.press(KEY.enter);
  await second.shows(/> 1 一级/);
  second.press(KEY.enter);
  await second.shows('? 人员类别');
  // Nothing of the last person is proposed.
  expect(second.lines().join('\n')).not.toMatch(/^ {2}> /m);
  second.press(KEY.ctrlC);
  expect(await second.exits()).toBe(130);
});

test('a broken settings file is said once and does not stop anybody', async () => {
  const config = folder();
  writeFileSync(join(config, 'settings.json'), '{ not json');
  const clerk = sit({ env: { BAOXIAO_CONFIG_DIR: config } });
  await clerk.shows('没有用设置文件');
  await clerk.shows('? 参保地');
  clerk.press(KEY.ctrlC);
  expect(await clerk.exits()).toBe(130);
});

test('a claim without a writable folder for settings still works', async () => {
  const config = join(folder(), 'file');
  mkdirSync(join(config, '..'), { recursive: true });
  writeFileSync(config, '');
  const clerk = sit({ env: { BAOXIAO_CONFIG_DIR: config } });
  await clerk.shows('? 参保地');
  clerk.type('371300\r1\r3\r1\r100\r\r\r\r\r');
  await clerk.shows('设置没有保存');
  await clerk.shows('RESULT');
  clerk.press('q');
  expect(await clerk.exits()).toBe(0);
});
