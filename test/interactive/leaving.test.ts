import { describe, expect, test } from 'vitest';
import { KEY, type Terminal } from '../support/pty.ts';
import { counter } from './clerk.ts';

const { sit, shell } = counter();

const POINTS: readonly [name: string, go: (clerk: Terminal) => Promise<void>][] = [
  ['in the list of places', async () => undefined],
  ['with a place half typed', async (clerk) => clerk.type('lin')],
  [
    'in a choice',
    async (clerk) => {
      clerk.type('371300\r');
      await clerk.shows('? 险种');
    },
  ],
  [
    'in an amount',
    async (clerk) => {
      clerk.type('371300\r1\r3\r1\r');
      await clerk.shows('? 医疗费总额');
      clerk.type('12');
    },
  ],
  [
    'in the review',
    async (clerk) => {
      clerk.type('371300\r1\r3\r1\r1000\r\r\r\r');
      await clerk.shows('核对');
    },
  ],
  [
    'after the result',
    async (clerk) => {
      clerk.type('371300\r1\r3\r1\r1000\r\r\r\r\r');
      await clerk.shows('RESULT');
    },
  ],
  [
    'in the name of a file',
    async (clerk) => {
      clerk.type('371300\r1\r3\r1\r1000\r\r\r\r\rs');
      await clerk.shows('文件名');
      clerk.type('clai');
    },
  ],
];

describe('Ctrl-C leaves with 130 and gives the terminal back', () => {
  test.each(POINTS)('%s', async (_name, go) => {
    const clerk = shell();
    await clerk.shows('? 参保地');
    await go(clerk);
    clerk.press(KEY.ctrlC);
    await clerk.exits();
    const screen = clerk.history();
    expect(screen).toMatch(/^code=130$/m);
    expect(screen).toMatch(/[; ]icanon/);
    expect(screen).toMatch(/[; ]echo /);
    expect(screen).not.toContain('Error');
    expect(clerk.cursorShown).toBe(true);
  });

  test('q leaves with 0 and the terminal as it was', async () => {
    const clerk = shell();
    await clerk.shows('? 参保地');
    clerk.type('371300\r1\r3\r1\r1000\r\r\r\r\rq');
    await clerk.exits();
    expect(clerk.history()).toMatch(/^code=0$/m);
    expect(clerk.history()).toMatch(/[; ]icanon/);
    expect(clerk.cursorShown).toBe(true);
  });
});

describe('how it looks', () => {
  test('in English throughout', async () => {
    const clerk = sit({ env: { TEST_LANG: 'en' } });
    await clerk.shows('? Insured in');
    clerk.type('hangzhou\r');
    await clerk.shows('? Insurance');
    clerk.type('1\r3\r');
    await clerk.shows('? Hospital level');
    clerk.type('1\r');
    await clerk.shows('? Person group');
    clerk.type('2\r1\r');
    await clerk.shows('? Total cost');
    clerk.type('x\r');
    await clerk.shows('is not an amount');
    clerk.press(KEY.ctrlU);
    clerk.type('1000\r\r\r\r\r');
    await clerk.shows('? Earlier this year');
    clerk.type('y\r');
    await clerk.shows('? Visits so far');
    clerk.type('1\r\r');
    await clerk.shows('Review');
    await clerk.shows('Enter works it out');
    clerk.type('\r');
    await clerk.shows('RESULT en');
    await clerk.shows('n new claim');
    const shown = clerk.history().replace('中文', '');
    expect(shown).not.toMatch(/\p{Script=Han}/u);
    clerk.press('q');
    expect(await clerk.exits()).toBe(0);
  });

  test('no colour is ever sent where none is wanted', async () => {
    const clerk = sit({ env: { NO_COLOR: '1' } });
    await clerk.shows('? 参保地');
    clerk.type('371300\r1\r3\r1\r1000\r\r\r\r\rs');
    await clerk.shows('文件名');
    clerk.type('x\r');
    await clerk.shows('文件名要以');
    const styles = clerk.output.match(new RegExp(`${KEY.esc}\\[[0-9;]*m`, 'g'));
    expect(styles).toBeNull();
    clerk.press(KEY.ctrlC);
    expect(await clerk.exits()).toBe(130);
  });

  test.each([
    [80, 24],
    [60, 16],
    [44, 12],
  ])('nothing wraps or is left behind in %i x %i', async (columns, rows) => {
    const clerk = sit({ columns, rows });
    await clerk.shows('? 参保地');
    clerk.type('hangzhou');
    await clerk.shows(/> 杭州市/);
    clerk.type('\r1\r3\r1\r');
    await clerk.shows('? 人员类别');
    clerk.type('2\r2\r');
    await clerk.shows('? 医疗费总额');
    clerk.type('10100\r20000\r');
    await clerk.shows('合计 20000.00');
    clerk.press(KEY.ctrlU, KEY.enter, KEY.enter, KEY.enter, KEY.enter);
    await clerk.shows('? 标准未载明');
    clerk.type('1\r50\r');
    await clerk.shows('? 本年此前结算');
    clerk.press(KEY.enter);
    await clerk.shows('Enter 计算');
    expect(clerk.lines().filter((line) => line.includes('? '))).toHaveLength(1);
    expect(clerk.wrapped()).toEqual([]);
    clerk.press(KEY.enter);
    await clerk.shows('RESULT');
    clerk.press('q');
    expect(await clerk.exits()).toBe(0);
  });
});
