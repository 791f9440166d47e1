import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEY, type Terminal } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { sit, folder } = counter();

async function toReview(clerk: Terminal): Promise<void> {
  await clerk.shows('? 参保地');
  clerk.type('371300\r1\r3\r1\r1000\r\r\r\r');
  await clerk.shows('核对');
}

async function toResult(clerk: Terminal): Promise<void> {
  await toReview(clerk);
  clerk.press(KEY.enter);
  await clerk.shows('RESULT zh covered fund 320.00 person 680.00');
}

describe('the review', () => {
  test('shows every answer, and any can be changed', async () => {
    const clerk = sit();
    await toReview(clerk);
    await clerk.shows(/3 医院等级 +三级/);
    clerk.press('3', KEY.enter);
    await clerk.shows(/> 3 三级/);
    clerk.press('1', KEY.enter);
    await clerk.shows(/3 医院等级 +一级/);
    clerk.press(KEY.enter);
    await clerk.shows('RESULT zh covered fund 720.00 person 280.00');
  });

  test('a change that opens another question asks it; one that closes it drops the answer', async () => {
    const clerk = sit();
    await toReview(clerk);
    clerk.press('4', KEY.enter, '2', KEY.enter);
    await clerk.shows('? 异地备案');
    clerk.press('1', KEY.enter);
    await clerk.shows(/异地备案 +参保地就医/);
    clerk.press('4', KEY.enter, '1', KEY.enter);
    await clerk.hides('异地备案');
    await clerk.shows(/4 医院类型 +综合医院/);
  });

  test('a smaller total asks again for the part that is now too large', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type('371300\r1\r3\r1\r1000\r800\r\r\r');
    await clerk.shows('核对');
    clerk.press('5', KEY.enter);
    await clerk.shows('? 医疗费总额 [¥1,000.00]');
    clerk.type('500\r');
    await clerk.shows('超过医疗费总额 500.00');
    await clerk.shows('? 全自费');
    clerk.press(KEY.ctrlU);
    clerk.type('100\r');
    await clerk.shows(/全自费 +¥100\.00/);
  });

  test('accounts, date and other extras are reached by their numbers', async () => {
    const clerk = sit();
    await toReview(clerk);
    clerk.press('9', KEY.enter);
    await clerk.shows('? 结算时间');
    clerk.type('2024-01-01\r');
    await clerk.shows('没有 2024-01-01 的规则');
    // Esc takes the change back.
    clerk.press(KEY.esc);
    await clerk.shows(/9 结算时间 +2025-11-22（今天）/);
    clerk.press('9', KEY.enter);
    clerk.type('2024-01-01\r');
    await clerk.shows('没有 2024-01-01 的规则');
    clerk.type('昨天');
    await clerk.shows('= 2025-11-21');
    clerk.press(KEY.enter);
    await clerk.shows(/9 结算时间 +2025-11-21/);
    clerk.type('11\r');
    await clerk.shows('? 个人账户余额');
    clerk.type('100\r');
    await clerk.shows(/个人账户余额 +¥100\.00/);
  });

  test('a number that is not there is said; Esc goes back into the questions', async () => {
    const clerk = sit();
    await toReview(clerk);
    clerk.press('0');
    await clerk.shows('没有这个编号');
    // Its Enter does not work the claim out.
    clerk.press(KEY.enter);
    await clerk.hides('没有这个编号');
    clerk.press('1', KEY.enter);
    await clerk.shows('? 参保地');
    clerk.press(KEY.esc);
    await clerk.shows('核对');
    clerk.press(KEY.esc);
    await clerk.shows('? 先行自付');
  });
});

describe('after the result', () => {
  test('one thing changed gives the new result at once', async () => {
    const clerk = sit();
    await toResult(clerk);
    clerk.press('c');
    await clerk.shows('Enter 返回');
    clerk.press('3', KEY.enter, '2', KEY.enter);
    await clerk.shows('RESULT zh covered fund 510.00 person 490.00');
    clerk.press('c', KEY.enter);
    await clerk.hides('Enter 返回');
    clerk.press('q');
    expect(await clerk.exits()).toBe(0);
  });

  test('another claim starts with the counter and without the person', async () => {
    const clerk = sit();
    await toResult(clerk);
    // Enter pressed once too often does not throw the result away.
    clerk.press(KEY.enter, 'n');
    await clerk.shows(/> 临沂市.*上次/);
    clerk.type('\r\r\r\r');
    await clerk.shows(/\? 医疗费总额: *\n/);
    clerk.type('2000\r\r\r\r\r');
    await clerk.shows('fund 1,120.00');
  });

  test('details, comparison and the other language, each by one key', async () => {
    const clerk = sit();
    await toResult(clerk);
    clerk.press('d');
    await clerk.shows('STEPS');
    clerk.press('v');
    await clerk.shows('COMPARED level of 3');
    clerk.press('l');
    await clerk.shows('RESULT en covered');
    await clerk.shows('n new claim');
  });

  test('several ways to compare are a choice; Esc leaves it', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type('371300\r1\r3\r2\r1\r1000\r\r\r\r\r');
    await clerk.shows('RESULT');
    clerk.press('v');
    await clerk.shows('? 按什么比较');
    clerk.press(KEY.esc, 'v', '2', KEY.enter);
    await clerk.shows('COMPARED filing of 3');
  });

  test('saving asks for a name, checks it, and never writes over a file unasked', async () => {
    const cwd = folder();
    const clerk = sit({ cwd });
    await toResult(clerk);
    clerk.press('s');
    await clerk.shows('[baoxiao-2025-11-22.html]');
    clerk.type('claim.txt\r');
    await clerk.shows('.json .md');
    await clerk.shows('文件名要以');
    clerk.press(KEY.ctrlU);
    clerk.type('nowhere/claim.json\r');
    await clerk.shows('没有这个文件夹');
    clerk.press(KEY.ctrlU);
    clerk.type('claim.json\r');
    await clerk.shows('已保存 claim.json');
    expect(readFileSync(join(cwd, 'claim.json'), 'utf8')).toContain('fund 320.00');
    writeFileSync(join(cwd, 'claim.json'), 'mine');
    clerk.press('s');
    clerk.type('claim.json\r');
    await clerk.shows('覆盖吗');
    clerk.press(KEY.enter);
    await clerk.shows('没有保存');
    expect(readFileSync(join(cwd, 'claim.json'), 'utf8')).toBe('mine');
    clerk.press('s');
    clerk.type('claim.json\ry\r');
    await clerk.shows(/已保存 claim\.json[\s\S]*已保存 claim\.json/);
    expect(readFileSync(join(cwd, 'claim.json'), 'utf8')).toContain('fund 320.00');
    clerk.press('s', KEY.esc, 'q');
    expect(await clerk.exits()).toBe(0);
    expect(existsSync(join(cwd, 'baoxiao-2025-11-22.html'))).toBe(false);
  });

  test('a saved claim is read again by the command', async () => {
    const cwd = folder();
    const clerk = sit({ cwd });
    await toResult(clerk);
    clerk.press('s');
    await clerk.shows('文件名');
    clerk.type('claim.yaml\r');
    await clerk.shows('已保存 claim.yaml');
    const text = readFileSync(join(cwd, 'claim.yaml'), 'utf8');
    expect(text).toContain('region: "371300"');
    expect(text).toContain('total: "1000.00"');
    expect(text).toContain('date: 2025-11-22');
  });
});
