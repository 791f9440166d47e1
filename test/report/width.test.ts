import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { apportion, percentages, segments } from '../../src/report/bar.ts';
import { say, typeset, visible } from '../../src/report/say.ts';
import { table } from '../../src/report/table.ts';
import { cells, indented, phrases, wrap } from '../../src/report/width.ts';

describe('cells', () => {
  it.each([
    ['600.00', 6],
    ['统筹基金', 8],
    ['（元）', 6],
    ['〔假设〕', 8],
    ['█▓▒░▚', 5],
    ['e\u0301', 1],
    ['', 0],
  ])('%s takes %i', (text, width) => {
    expect(cells(text)).toBe(width);
    expect(cells(text)).toBe(stringWidth(text));
  });
});

describe('wrap', () => {
  it('keeps within the width, counting Chinese characters twice', () => {
    const text =
      '没有出示社会保障卡，基金不支付，个人账户也不能使用；请补办登记后再来结算（deductible 1,234,567.89 元）。';
    for (let width = 16; width <= 80; width++) {
      const lines = wrap(text, width);
      for (const line of lines) expect(cells(line), `${width}: ${line}`).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  it('never breaks an amount, nor parts it from its unit', () => {
    for (let width = 16; width <= 60; width++) {
      const lines = wrap('达到封顶线，其上费用 1,178,082.05 元，由职工大额医疗补助支付 90%', width);
      expect(lines.some((line) => line.includes('1,178,082.05 元'))).toBe(true);
      expect(lines.some((line) => line.includes('90%'))).toBe(true);
    }
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    for (let width = 8; width <= 40; width++) {
      for (const line of wrap('起付线，封顶线；比例：（甲类）、（乙类）。“是”“否”', width)) {
        expect(line).not.toMatch(/^[，；：）、。”]/);
        expect(line).not.toMatch(/[（“]$/);
      }
    }
  });

  it('cuts what is longer than a line', () => {
    const lines = wrap(`https://example.org/${'a'.repeat(100)}`, 30);
    expect(lines.map(cells)).toEqual([30, 30, 30, 30]);
  });

  it('hangs the lines after a head', () => {
    expect(indented('一二三四五', 8, 4, '  - ')).toEqual(['  - 一二', '    三四', '    五']);
  });

  it('breaks between phrases where it can', () => {
    expect(phrases(['inpatient', 'level 3', 'in work'], 20)).toEqual(['inpatient · level 3', 'in work']);
  });
});

describe('table', () => {
  it('lines up Chinese and Latin, wraps the flexible column, rules the sums', () => {
    const columns = [
      { align: 'left', flex: true },
      { align: 'right', min: 8, ruled: true },
    ] as const;
    const cell = (text: string) => ({ text });
    const rows = [
      [cell('统筹基金支付的部分'), cell('1,200.00')],
      [cell('cash'), cell('3.50')],
      'rule',
      [cell('合计'), cell('1,203.50')],
    ] as const;
    expect(table(columns, rows, { width: 20, indent: 1 })).toEqual([
      ' 统筹基金支  1,200.00',
      ' 付的部分',
      ' cash            3.50',
      '             --------',
      ' 合计        1,203.50',
    ]);
  });
});

describe('shares', () => {
  it('add up to 100.0 whatever they are', () => {
    for (const amounts of [[1, 1, 1], [1, 2, 4], [333, 333, 334], [1, 999_999_999], [7], [0, 0, 5]]) {
      const sum = percentages(amounts).reduce(
        (total, share) => total + Math.round(Number.parseFloat(share) * 10),
        0,
      );
      expect(sum, String(amounts)).toBe(1000);
    }
  });

  it('are nearest to the true shares', () => {
    expect(percentages([1, 1, 1])).toEqual(['33.4%', '33.3%', '33.3%']);
    expect(percentages([0, 0])).toEqual(['-', '-']);
  });

  it('split a whole exactly, with the largest amounts there are', () => {
    const parts = apportion([9_000_000_000, 1, 4_500_000_000], 1000);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(1000);
    expect(parts).toEqual([667, 0, 333]);
  });

  it('give whoever pays at least one cell of the bar', () => {
    expect(segments([100_000, 1, 0, 2], 38)).toEqual([36, 1, 0, 1]);
    expect(segments([0, 0], 38)).toEqual([0, 0]);
    expect(segments([1, 1, 1], 38).reduce((sum, part) => sum + part, 0)).toBe(38);
  });
});

describe('words', () => {
  it('sets Chinese punctuation in Chinese only', () => {
    expect(typeset('每次结算,起付线以上;医院等级:三级')).toBe('每次结算，起付线以上；医院等级：三级');
    expect(typeset('一般规定(未查原文) 12,345.67')).toBe('一般规定（未查原文）12,345.67');
    expect(typeset('80% (范围 40%–60%)')).toBe('80%（范围 40%–60%）');
    expect(typeset('a: b, c; (d) 1,000.00')).toBe('a: b, c; (d) 1,000.00');
    expect(typeset('条件应写成 { 项: 值 }')).toBe('条件应写成 { 项: 值 }');
  });

  it('lets nothing through that steers a terminal', () => {
    expect(visible('a\u001b[31mb\u0007c\nd\u202ee')).toBe('a\ufffd[31mb\ufffdc d\ufffde');
    expect(say({ zh: '甲\u001b乙', en: 'x' }, 'zh')).toBe('甲\ufffd乙');
  });
});
