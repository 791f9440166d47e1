import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { diagnosticsText } from '../../src/report/diagnostics.ts';
import { cells } from '../../src/report/width.ts';

const DECIMALS: Diagnostic = {
  code: 'MONEY_DECIMALS',
  severity: 'error',
  message: {
    zh: '医疗费总额：金额“12.345”多于两位小数',
    en: 'total cost: the amount “12.345” has more than two decimals',
  },
  hint: { zh: '金额以元为单位，最多到分', en: 'amounts are in yuan, to the fen' },
  field: 'expenses.total',
  value: '12.345',
  place: { file: 'claim.yaml', line: 7, column: 15, source: '  医疗费总额: { 值: 12.345 }' },
};
const WARNING: Diagnostic = {
  code: 'OLD',
  severity: 'warning',
  message: { zh: '旧', en: 'old' },
};

describe('diagnostics', () => {
  it('read like this', () => {
    expect(`\n${diagnosticsText([DECIMALS, WARNING], { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      错误 MONEY_DECIMALS 医疗费总额（expenses.total）
        医疗费总额：金额“12.345”多于两位小数
        claim.yaml:7:15
        7 |   医疗费总额: { 值: 12.345 }
          |                     ^
        提示：金额以元为单位，最多到分

      警告 OLD
        旧

      共 1 个错误、1 个警告
      "
    `);
    expect(`\n${diagnosticsText([DECIMALS], { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      error MONEY_DECIMALS total cost (expenses.total)
        total cost: the amount “12.345” has more than two decimals
        claim.yaml:7:15
        7 |   医疗费总额: { 值: 12.345 }
          |                     ^
        hint: amounts are in yuan, to the fen
      "
    `);
  });

  it('put the caret under the character, however wide the ones before it', () => {
    const source = '\t险种: 职工, hospital: { level: ９ }';
    const characters = [...source];
    for (let column = 1; column <= characters.length; column++) {
      const place = { file: 'a.yaml', line: 1, column, source };
      const lines = diagnosticsText([{ ...DECIMALS, place }], { lang: 'zh' }).split('\n');
      const caret = lines.findIndex((line) => line.trimStart().startsWith('| ') && line.endsWith('^'));
      const above = lines[caret - 1] ?? '';
      const before = cells((lines[caret] ?? '').slice(0, -1));
      let at = 0;
      const under = [...above].find((character) => {
        const found = at === before;
        at += cells(character);
        return found;
      });
      expect(under, `column ${column}`).toBe(characters[column - 1]?.replace('\t', ' '));
    }
  });

  it('fit the width and keep the caret in sight of long lines', () => {
    const source = `${'甲乙丙丁, '.repeat(40)}错${' some more'.repeat(30)}`;
    const column = [...'甲乙丙丁, '.repeat(40)].length + 1;
    for (const lang of ['zh', 'en'] as const) {
      const message = { zh: DECIMALS.message.zh.repeat(6), en: `${DECIMALS.message.en} `.repeat(6) };
      const item = {
        ...DECIMALS,
        message,
        place: { file: `${'/long'.repeat(40)}.yaml`, line: 123, column, source },
      };
      const lines = diagnosticsText([item], { lang }).split('\n');
      for (const line of lines) expect(cells(line), line).toBeLessThanOrEqual(80);
      const caret = lines.findIndex((line) => line.endsWith('| ') === false && line.trim().endsWith('^'));
      const before = cells((lines[caret] ?? '').slice(0, -1));
      let at = 0;
      const under = [...(lines[caret - 1] ?? '')].find((character) => {
        const found = at === before;
        at += cells(character);
        return found;
      });
      expect(under).toBe('错');
    }
  });

  it('count at the end, in either language', () => {
    const list = [DECIMALS, DECIMALS, WARNING];
    expect(diagnosticsText(list, { lang: 'zh' }).split('\n').at(-1)).toBe('共 2 个错误、1 个警告');
    expect(diagnosticsText(list, { lang: 'en' }).split('\n').at(-1)).toBe('2 errors, 1 warning');
    expect(diagnosticsText([DECIMALS], { lang: 'en' })).not.toMatch(/1 error$/);
  });

  it('show no place for a flag, and no caret without the line', () => {
    for (const file of ['', '--total']) {
      const flag = { ...DECIMALS, place: { file, line: 0, column: 0 } };
      expect(diagnosticsText([flag], { lang: 'zh' }).split('\n')).toHaveLength(3);
    }
    const bare = { ...DECIMALS, place: { file: 'a.yaml', line: 2, column: 3 } };
    expect(diagnosticsText([bare], { lang: 'zh' })).not.toContain('^');
  });

  it('let no escape sequence of a file through', () => {
    const place = { file: 'a\u001b.yaml', line: 1, column: 3, source: '\u001b[31mx' };
    expect(diagnosticsText([{ ...DECIMALS, place }], { lang: 'zh' })).not.toContain('\u001b');
  });
});
