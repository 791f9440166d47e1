import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AMOUNT_ROOM,
  cellText,
  pen,
  ratioAt,
  reserve,
  writeBytes,
  yuanAt,
} from '../../../src/batch/csv/write.ts';
import { formatRatio } from '../../../src/engine/settlement.ts';
import { formatYuan, MAX_FEN } from '../../../src/money/fen.ts';

/** What a function writes, and that it writes nowhere else. */
function written(write: (bytes: Buffer, at: number) => number): string {
  const at = 3;
  const bytes = Buffer.alloc(at + AMOUNT_ROOM + 8, 0xee);
  const end = write(bytes, at);
  expect(bytes.subarray(0, at).every((byte) => byte === 0xee)).toBe(true);
  expect(bytes.subarray(end).every((byte) => byte === 0xee)).toBe(true);
  return bytes.toString('latin1', at, end);
}

const yuan = (fen: number) => written((bytes, at) => yuanAt(bytes, at, fen));
const ratio = (tenThousandths: number) => written((bytes, at) => ratioAt(bytes, at, tenThousandths));

describe('amounts', () => {
  test.each([
    [0, '0.00'],
    [-0, '0.00'],
    [1, '0.01'],
    [-1, '-0.01'],
    [10, '0.10'],
    [99, '0.99'],
    [100, '1.00'],
    [101, '1.01'],
    [-100, '-1.00'],
    [999, '9.99'],
    [1000, '10.00'],
    [99_999, '999.99'],
    [1_234_567, '12345.67'],
    [2 ** 31 - 1, '21474836.47'],
    [2 ** 31, '21474836.48'],
    [2 ** 31 + 1, '21474836.49'],
    [-(2 ** 31), '-21474836.48'],
    [-(2 ** 31) - 1, '-21474836.49'],
    [2 ** 32, '42949672.96'],
    [9_000_000_000, '90000000.00'],
    [-9_000_000_000, '-90000000.00'],
    [-18_000_000_000, '-180000000.00'],
  ])('%d fen: %s', (fen, text) => expect(yuan(fen)).toBe(text));

  test('as the money room writes them, next to every power of ten and of two', () => {
    for (let power = 1; power <= 2 * MAX_FEN; power *= 10)
      for (const fen of [power - 1, power, power + 1, power * 5]) expect(yuan(fen)).toBe(formatYuan(fen));
    for (let power = 1; power <= 2 * MAX_FEN; power *= 2)
      for (const fen of [power - 1, power, power + 1]) {
        expect(yuan(fen)).toBe(formatYuan(fen));
        expect(yuan(-fen)).toBe(formatYuan(fen === 0 ? 0 : -fen));
      }
    for (let fen = 0; fen <= 20_000; fen++)
      if (yuan(fen) !== formatYuan(fen)) expect(yuan(fen)).toBe(formatYuan(fen));
  });

  test('as the money room writes them, whatever the amount', () => {
    // Differences of two amounts go as far as twice the largest one.
    const anyFen = fc.oneof(
      fc.integer({ min: -2 * MAX_FEN, max: 2 * MAX_FEN }),
      fc.integer({ min: -1e6, max: 1e6 }),
    );
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(yuan(fen)).toBe(formatYuan(fen));
      }),
      { numRuns: 10_000 },
    );
  });

  test('with the delimiter before it, an amount keeps to its room', () => {
    expect(1 + yuan(-2 * MAX_FEN).length).toBeLessThanOrEqual(AMOUNT_ROOM);
  });
});

test('ratios are written as the engine writes them: every one up to 1, and some above', () => {
  for (let value = 0; value <= 10_001; value++) {
    const text = ratio(value);
    if (text !== formatRatio(value)) expect(text).toBe(formatRatio(value));
  }
  expect([0, 1, 8500, 9999, 10_000, 123_456].map(ratio)).toEqual([
    '0.0000',
    '0.0001',
    '0.8500',
    '0.9999',
    '1.0000',
    '12.3456',
  ]);
});

describe('cells', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    [' blanks ', ' blanks '],
    ["'=1", "'=1"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['"', '""""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['医保，报销', '医保，报销'],
  ])('%j between commas: %s', (text, cell) => expect(cellText(text, ',')).toBe(cell));

  test('a comma needs no quotes between tabs, a tab does', () => {
    expect(cellText('a,b', '\t')).toBe('a,b');
    expect(cellText('a\tb', '\t')).toBe('"a\tb"');
  });

  test('whatever is written is read back by csv-parse', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[",;\t\r\n a]{0,10}$/));
    const row = fc.array(text, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(row, fc.constantFrom(',', '\t', ';'), (cells, delimiter) => {
        const line = cells.map((cell) => cellText(cell, delimiter)).join(delimiter);
        expect(parse(`${line}\n`, { delimiter, record_delimiter: '\n' })).toEqual([cells]);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a pen that grows keeps what it has written, and asks for memory where it was told to', () => {
  let asked = 0;
  const small = pen(4, (size) => {
    asked++;
    return Buffer.alloc(size, 0xee);
  });
  const pieces = fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 200, seed: 1 });
  for (const piece of pieces) writeBytes(small, piece);
  expect(small.bytes.subarray(0, small.position).equals(Buffer.concat(pieces))).toBe(true);
  expect(asked).toBeGreaterThan(3);
  const { bytes } = small;
  reserve(small, bytes.length - small.position);
  expect(small.bytes).toBe(bytes);
  reserve(small, bytes.length - small.position + 1);
  expect(small.bytes.length).toBeGreaterThan(bytes.length);
});
