import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate, NOT_PLAIN, plainDate, plainFen, plainInteger } from '../../../src/batch/csv/values.ts';
import { formatYuan, MAX_FEN, parseYuan } from '../../../src/money/fen.ts';

/** The value amid other bytes: what stands around it must not matter, least of all digits. */
function amid<T>(text: string, read: (bytes: Buffer, start: number, end: number) => T): T {
  const bytes = Buffer.from(text, 'latin1');
  const results = ['9', '.5', ',', '-'].map((around) =>
    read(
      Buffer.concat([Buffer.from(around), bytes, Buffer.from(around)]),
      around.length,
      around.length + bytes.length,
    ),
  );
  results.push(read(bytes, 0, bytes.length));
  expect(new Set(results).size).toBe(1);
  return results[0] as T;
}

const fenOf = (text: string) => amid(text, plainFen);
const dateOf = (text: string) => amid(text, plainDate);

describe('plain amounts', () => {
  test.each([
    ['0', 0],
    ['0.0', 0],
    ['0.00', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['5', 500],
    ['1.15', 115],
    ['4.35', 435],
    ['12345.6', 1_234_560],
    ['89999999.99', 8_999_999_999],
    ['90000000', MAX_FEN],
    ['90000000.00', MAX_FEN],
  ])('%s: %i fen', (text, fen) => expect(fenOf(text)).toBe(fen));

  test.each([
    ...['', ' ', '.', '.5', '5.', '5.123', '5..1', '5.1.', '1.2.3', '-1', '+1', '-0', '1e3', '1,000', '0x1'],
    ...['00', '01', '00.5', ' 5', '5 ', '5\r', '5\0', '5/', '5:', '1.5:', '1./5', '1.:', 'NaN', '\xb2', '٣'],
    ...[
      '90000000.01',
      '90000001',
      '900000000',
      '99999999999.99',
      '0000000000000',
      '9'.repeat(400),
      '1.1000000000',
    ],
  ])('%j is left to the reader of claims', (text) => expect(fenOf(text)).toBe(NOT_PLAIN));

  test('what is read is what the reader of claims reads', () => {
    const nearly = fc.oneof(
      fc.stringMatching(/^[-+ ]?[0-9]{0,11}[.]?[0-9]{0,3}[ .,e]?$/),
      fc.stringMatching(/^[0-9.,:/ +-]{0,14}$/),
      fc.integer({ min: 0, max: MAX_FEN + 200 }).map(formatYuan),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    let read = 0;
    fc.assert(
      fc.property(nearly, (text) => {
        const bytes = Buffer.from(text);
        const fen = plainFen(bytes, 0, bytes.length);
        if (fen === NOT_PLAIN) return;
        read++;
        expect(parseYuan(text)).toEqual({ fen });
      }),
      { numRuns: 12_000 },
    );
    // A reader that finds nothing plain would pass the above.
    expect(read).toBeGreaterThan(3000);
  });

  test('every amount as a program writes it is plain', () => {
    const shortest = (text: string) => text.replace(/\.?0+$/, '') || '0';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_FEN }), (fen) => {
        const text = formatYuan(fen);
        const forms = [
          text,
          text.replace(/0$/, ''),
          ...(fen % 100 === 0 ? [text.slice(0, -3)] : [shortest(text)]),
        ];
        for (const form of forms) expect([form, fenOf(form)]).toEqual([form, fen]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('plain dates', () => {
  test('every day of 1999 to 2032 is read, and no other', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    let days = 0;
    for (let year = 1999; year <= 2032; year++) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const date = new Date(Date.UTC(year, month - 1, day));
          const there =
            date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year;
          const bytes = Buffer.from(`${year}-${two(month)}-${two(day)}`);
          const read = plainDate(bytes, 0, bytes.length);
          if (read !== (there ? year * 10_000 + month * 100 + day : NOT_PLAIN))
            expect([bytes.toString(), read]).toEqual([bytes.toString(), there ? 'that day' : NOT_PLAIN]);
          if (there) days++;
        }
      }
    }
    expect(days).toBe((Date.UTC(2033, 0, 1) - Date.UTC(1999, 0, 1)) / 86_400_000);
  });

  test.each([
    ['2025-05-01', 20250501],
    ['2025-05-01 10:20:30', 20250501],
    ['2025-05-01T10:20:30+08:00', 20250501],
    ['2025-05-01T', 20250501],
    ['2000-02-29', 20000229],
    ['1900-02-28', 19000228],
    ['9999-12-31', 99991231],
  ])('%s', (text, date) => expect(dateOf(text)).toBe(date));

  test.each([
    ...['', '2025', '2025-05', '2025-05-1', '2025-5-01', '25-05-01', '20250501', '2025/05/01', '2025.05.01'],
    ...['2025-02-29', '1900-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-01', '2025-01-00'],
    ...[
      '2025-05-011',
      '2025-05-01,',
      '2025-05-01t10:00',
      '2025-05-01\t',
      ' 2025-05-01',
      '-025-05-01',
      '2025--5-01',
    ],
    ...[
      '2025-05-0:',
      '2025-05-/1',
      '2025-0a-01',
      '２０２５-０５-０１',
      '2025-05-\xb9\xb9',
      '+025-05-01',
      '0x25-05-01',
    ],
  ])('%j is left to the reader of claims', (text) => expect(dateOf(text)).toBe(NOT_PLAIN));

  test('garbage is never a day that it does not say', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-0-9/: T]{8,12}$/), (text) => {
        const date = dateOf(text);
        if (date !== NOT_PLAIN) expect(text.slice(0, 10)).toBe(isoDate(date));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    [20250501, '2025-05-01'],
    [19991231, '1999-12-31'],
    [99990101, '9999-01-01'],
    [10101, '0001-01-01'],
  ])('%i written out: %s', (date, text) => {
    expect(isoDate(date)).toBe(text);
    expect(dateOf(text)).toBe(date);
  });
});

describe('plain whole numbers', () => {
  const integerOf = (text: string) => amid(text, (bytes, start, end) => plainInteger(bytes, start, end, 150));

  test.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['150', 150],
    ['000150', 150],
  ])('%s: %i', (text, number) => expect(integerOf(text)).toBe(number));

  test.each([
    '',
    ' ',
    '151',
    '999999',
    '0000150',
    '-1',
    '+1',
    '1.0',
    '1.5',
    '1e1',
    '６',
    ' 7',
    '7 ',
    'a',
    '1:',
    '1/',
    '岁',
  ])('%j is left to the reader of claims', (text) => expect(integerOf(text)).toBe(NOT_PLAIN));

  test('all numbers up to the most are read, none above', () => {
    for (let number = 0; number < 400; number++)
      expect(integerOf(String(number))).toBe(number <= 150 ? number : NOT_PLAIN);
  });
});
