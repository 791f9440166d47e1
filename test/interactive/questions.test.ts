import { describe, test } from 'vitest';
import { KEY, type Terminal } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { sit } = counter();

/** As far as the first amount of a stay in Linyi. */
async function toTotal(clerk: Terminal): Promise<void> {
  await clerk.shows('? 参保地');
  clerk.type('371300\r1\r3\r1\r');
  await clerk.shows('? 医疗费总额');
}

describe('the region', () => {
  test.each([
    ['name', '临沂市'],
    ['part of the name', '沂市'],
    ['pinyin', 'linyi'],
    ['initials', 'ly'],
    ['code', '371300'],
    ['capitals and spaces', 'Lin Yi'],
  ])('is found by %s', async (_way, typed) => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type(typed);
    await clerk.shows(/> 临沂市 +山东省 +371300 {2}有政策/);
    clerk.press(KEY.enter);
    await clerk.shows('? 险种');
  });

  test('without a policy is refused on the spot, and a place inside a city is not', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.press(KEY.enter);
    await clerk.shows('请输入参保地');
    clerk.type('qingdao');
    await clerk.shows(/> 青岛市 .*无政策/);
    clerk.press(KEY.enter);
    await clerk.shows('还没有这里的政策');
    for (const _ of 'qingdao') clerk.press(KEY.backspace);
    clerk.type('xyzzy');
    await clerk.shows('没有找到：');
    clerk.press(KEY.ctrlU);
    clerk.type('linyii');
    await clerk.shows('没有找到；相近的如上');
    clerk.press(KEY.enter);
    await clerk.shows('没有找到：');
    clerk.press(KEY.ctrlU);
    clerk.type('兰山');
    await clerk.shows(/> 兰山区 +山东省临沂市 +371302 {2}有政策/);
    clerk.press(KEY.enter);
    await clerk.shows(/参保地 +山东省临沂市兰山区/);
  });

  test('arrows move in the list; a province’s policy holds where it says', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type('广');
    await clerk.shows(/> 广东省/);
    clerk.press(KEY.down);
    await clerk.shows(/> 广州市 .*有政策/);
    clerk.press(KEY.up, KEY.down, KEY.enter);
    await clerk.shows(/参保地 +广东省广州市/);
  });
});

describe('a choice', () => {
  test('by number, by arrows, by pinyin initials; a wrong key says what to press', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type('330100\r');
    await clerk.shows('? 险种');
    clerk.press('9');
    await clerk.shows('没有这一项');
    clerk.press(KEY.enter);
    await clerk.shows('请先按数字选一项');
    clerk.press(KEY.down, KEY.enter);
    await clerk.shows(/险种 +城乡居民/);
    clerk.press('z', 'y');
    await clerk.shows(/> 3 住院/);
    clerk.press(KEY.enter);
    await clerk.shows(/医疗类别 +住院/);
    clerk.press('3', KEY.enter);
    await clerk.shows(/医院等级 +市级/);
  });

  test('a number marks, Enter takes it, and none of the two is left over for the next question', async () => {
    const clerk = sit();
    await clerk.shows('? 参保地');
    clerk.type('371300\r');
    await clerk.shows('? 险种');
    clerk.press('1');
    await clerk.shows(/> 1 职工/);
    clerk.press(KEY.enter);
    await clerk.shows('? 医院等级');
    // A slip is mended by the right number, and a number that there is not leaves no answer behind.
    clerk.press('1', '2');
    await clerk.shows(/> 2 二级/);
    clerk.press('9');
    await clerk.shows('没有这一项');
    clerk.press(KEY.enter);
    await clerk.hides('没有这一项');
    await clerk.shows('? 医院等级');
    clerk.press('3', KEY.enter);
    await clerk.shows(/医院等级 +三级/);
    await clerk.shows('? 医院类型');
  });

  test('Esc goes back to the question before and offers the answer given', async () => {
    const clerk = sit();
    await toTotal(clerk);
    clerk.press(KEY.esc);
    await clerk.shows(/\? 医院类型\n +> 1 综合医院/);
    clerk.press(KEY.left);
    await clerk.shows(/> 3 三级/);
    clerk.press('2', KEY.enter);
    await clerk.shows(/医院等级 +二级/);
    clerk.press(KEY.esc, KEY.esc, KEY.esc);
    await clerk.shows(/\? 参保地:.*\n +> 临沂市/);
  });
});

describe('an amount', () => {
  test.each([
    ['1.2万', '¥12,000.00'],
    ['12,345.6', '¥12,345.60'],
    ['１２３４５', '¥12,345.00'],
    ['¥300元', '¥300.00'],
  ])('%s is understood as %s while it is typed', async (typed, shown) => {
    const clerk = sit();
    await toTotal(clerk);
    clerk.type(typed);
    await clerk.shows(`= ${shown}`);
    clerk.press(KEY.enter);
    await clerk.shows(new RegExp(`医疗费总额 +${shown}`));
  });

  test('wrong, then mended in place', async () => {
    const clerk = sit();
    await toTotal(clerk);
    clerk.press(KEY.enter);
    await clerk.shows('请输入');
    clerk.type('12a\r');
    await clerk.shows('“12a”不是金额');
    clerk.press(KEY.backspace);
    await clerk.shows('= ¥12.00');
    clerk.type('.345\r');
    await clerk.shows('多于两位小数');
    clerk.press(KEY.ctrlU);
    clerk.type('1000\r');
    await clerk.shows('? 全自费');
    clerk.type('1000.01\r');
    await clerk.shows('超过医疗费总额 1000.00');
    clerk.press(KEY.ctrlU, KEY.enter);
    await clerk.shows('? 超限价自费');
  });

  test('keys that mean nothing there do no harm', async () => {
    const clerk = sit();
    await toTotal(clerk);
    clerk.press(KEY.tab, KEY.ctrlD, KEY.up, KEY.down, '\u001b[5~', '\u001bOP');
    clerk.type('50\r');
    await clerk.shows(/医疗费总额 +¥50\.00/);
  });
});

test('a figure that is not stated leads to a question, not to an end', async () => {
  const clerk = sit();
  await clerk.shows('? 参保地');
  clerk.type('330100\r1\r3\r1\r');
  await clerk.shows('? 人员类别');
  clerk.type('2\r2\r');
  await clerk.shows('? 医疗费总额');
  clerk.type('10100\r\r\r\r\r');
  await clerk.shows('没有载明');
  clerk.press('2', KEY.enter);
  await clerk.shows('? 假设比例');
  clerk.type('0.7\r');
  await clerk.shows('写成百分数');
  clerk.press(KEY.ctrlU);
  clerk.type('70\r');
  await clerk.shows('? 本年此前结算');
  clerk.press(KEY.enter);
  await clerk.shows('核对');
  clerk.press(KEY.enter);
  // 10,000 above the deductible at 70%, then 70% of the 3,100 left.
  await clerk.shows('RESULT zh covered fund 9,170.00 person 930.00');
});

test('what is wrong with the whole comes back to its question', async () => {
  const clerk = sit();
  await clerk.shows('? 参保地');
  clerk.type('330100\r2\r');
  await clerk.shows('? 医疗类别');
  clerk.type('1\r100\r\r\r\r');
  await clerk.shows('? 常规检查');
  clerk.type('40\r');
  await clerk.shows('? 重要项目 [¥60.00]');
  clerk.type('10\r');
  await clerk.shows('还有 50.00');
  clerk.type('60\r');
  await clerk.shows('核对');
});
