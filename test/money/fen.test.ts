import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatYuan, groupYuan, MAX_FEN, parseTypedYuan, parseYuan } from '../../src/money/fen.ts';

const told = (result: ReturnType<typeof parseYuan>): number | string =>
  'fen' in result ? result.fen : result.code;
const anyFen = fc.oneof(
  fc.integer({ min: -MAX_FEN, max: MAX_FEN }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(0, 1, -1, MAX_FEN, -MAX_FEN),
);

describe('amounts in files', () => {
  test.each([
    ['0', 0],
    ['0.00', 0],
    ['-0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['1.10', 110],
    ['5', 500],
    ['+5', 500],
    ['-12.30', -1230],
    [' 12345.67 ', 1_234_567],
    ['1.15', 115], // 1.15 x 100 is 114.99999999999999
    ['4.35', 435],
    ['90071992.54', 'MONEY_TOO_LARGE'],
    ['90000000', 9_000_000_000],
    ['90000000.00', 9_000_000_000],
    ['-90000000.00', -9_000_000_000],
    ['90000000.01', 'MONEY_TOO_LARGE'],
    ['-90000000.01', 'MONEY_TOO_LARGE'],
    ['9'.repeat(400), 'MONEY_TOO_LARGE'],
    ['0.001', 'MONEY_DECIMALS'],
    ['0.100', 'MONEY_DECIMALS'],
    ['12.345', 'MONEY_DECIMALS'],
    ['010', 'MONEY_LEADING_ZERO'],
    ['00', 'MONEY_LEADING_ZERO'],
    ['-00.50', 'MONEY_LEADING_ZERO'],
  ])('%s: %s', (text, expected) => {
    expect(told(parseYuan(text))).toBe(expected);
    expect(Object.is(told(parseYuan(text)), -0)).toBe(false);
  });

  test.each([
    '',
    ' ',
    '.',
    '.5',
    '5.',
    '-',
    '+-5',
    '--5',
    '1e3',
    '1E3',
    '1.2e-3',
    '0x10',
    '0b1',
    'Infinity',
    'NaN',
    '1,234.56',
    '1 234',
    '1_000',
    '¥5',
    '5元',
    '1.2万',
    '１２',
    '12.3.4',
    "1'000",
    '五十',
    'null',
    '12.34%',
    '٣',
    '5\n6',
  ])('%o is not an amount', (text) => expect(told(parseYuan(text))).toBe('MONEY_NOT_A_NUMBER'));

  test('an exponent is named as such', () => {
    const result = parseYuan('1e3');
    expect('message' in result && result.message.en).toContain('exponent');
  });

  test('every problem says what to write, but for one that is merely too large', () => {
    for (const text of ['abc', '0.001', '010']) expect(parseYuan(text)).toHaveProperty('hint.zh');
  });
});

describe('amounts as people type them', () => {
  test.each([
    ['12345.67', 1_234_567],
    ['12,345.67', 1_234_567],
    ['1,234,567', 123_456_700],
    ['１２，３４５．６７', 1_234_567],
    ['12。5', 1250],
    ['¥300', 30_000],
    ['￥300', 30_000],
    ['¥ 300 元', 30_000],
    ['300元', 30_000],
    ['300圆', 30_000],
    ['1.2万', 1_200_000],
    ['1.2万元', 1_200_000],
    ['３千', 300_000],
    ['0.9亿', 9_000_000_000],
    ['0.90000000亿', 9_000_000_000],
    ['0.000001万', 1],
    ['0.0000000001亿', 1],
    ['.5', 50],
    ['-5', -500],
    ['-0', 0],
    ['1.00', 100],
    ['1.000', 100], // a third decimal that says nothing
    ['0.900000001亿', 'MONEY_TOO_LARGE'],
    ['1亿', 'MONEY_TOO_LARGE'],
    ['0.001', 'MONEY_DECIMALS'],
    ['1.0000001万', 'MONEY_DECIMALS'],
    [`1.${'0'.repeat(30)}1`, 'MONEY_DECIMALS'],
    [`1.${'0'.repeat(30)}1万`, 'MONEY_DECIMALS'],
    [`0.${'9'.repeat(60)}`, 'MONEY_DECIMALS'],
    [`1.${'0'.repeat(60)}`, 100],
    ['9'.repeat(400), 'MONEY_TOO_LARGE'],
  ])('%s: %s', (text, expected) => {
    expect(told(parseTypedYuan(text))).toBe(expected);
    expect(Object.is(told(parseTypedYuan(text)), -0)).toBe(false);
  });

  test.each([
    '',
    ' ',
    '元',
    '¥',
    '万',
    '.',
    '1.',
    '1,23',
    '12,34,567',
    ',123',
    '1e3',
    '1万2',
    '1.2.3',
    '1万万',
    '一万',
    '5元6角',
    '$5',
  ])('%o is not an amount', (text) => expect(told(parseTypedYuan(text))).toBe('MONEY_NOT_A_NUMBER'));
});

describe('amounts written out', () => {
  test.each([
    [0, '0.00', '0.00'],
    [1, '0.01', '0.01'],
    [-1, '-0.01', '-0.01'],
    [100, '1.00', '1.00'],
    [99_999, '999.99', '999.99'],
    [100_000, '1000.00', '1,000.00'],
    [-1_234_567, '-12345.67', '-12,345.67'],
    [9_000_000_000, '90000000.00', '90,000,000.00'],
  ])('%i: %s, %s', (fen, plain, grouped) => {
    expect(formatYuan(fen)).toBe(plain);
    expect(groupYuan(fen)).toBe(grouped);
  });

  test('what is written out is read back as it was, in a file and at the prompt', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(told(parseYuan(formatYuan(fen)))).toBe(fen);
        expect(told(parseTypedYuan(formatYuan(fen)))).toBe(fen);
        expect(told(parseTypedYuan(groupYuan(fen)))).toBe(fen);
      }),
      { numRuns: 3000 },
    );
  });

  test('no text at all is read as something else than it says', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?[0-9.,eE万]{0,14}$/), (text) => {
        const result = parseYuan(text);
        if (!('fen' in result)) return;
        const [whole = '', fraction = ''] = formatYuan(result.fen).replace('-', '').split('.');
        const [wrote = '', part = ''] = text.trim().replace(/^[-+]/, '').split('.');
        expect([whole, fraction]).toEqual([wrote, part.padEnd(2, '0')]);
      }),
      { numRuns: 3000 },
    );
  });
});
