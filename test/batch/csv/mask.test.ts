import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masker } from '../../../src/batch/mask.ts';

const stars = masker({ kind: 'stars' });
const hash = masker({ kind: 'hash', key: 'a key of the house' });
const anyPerson = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[0-9]{15,18}X?$/),
  fc.stringMatching(/^[A-Z0-9]{1,12}$/),
);

describe('stars', () => {
  test.each([
    ['', ''],
    ['1', '*'],
    ['12345', '*****'],
    ['123456', '1****6'],
    ['1234567', '1*****7'],
    ['12345678', '12****78'],
    ['12345678901', '12*******01'],
    ['123456789012', '123******012'],
    ['A00000000000000123', 'A00************123'],
    [' 123456 ', '1****6'],
    ['张三丰李四王', '张****王'],
    ['😀😀😀😀😀😀', '😀****😀'],
  ])('%j becomes %j', (person, masked) => expect(stars(person)).toBe(masked));

  test('never show more than half, nor more than six characters, and keep the length', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const letters = [...person.trim()];
        const masked = [...stars(person)];
        expect(masked).toHaveLength(letters.length);
        const shown = masked.filter(
          (letter, index) => letter === letters[index] && letters[index] !== '*',
        ).length;
        expect(shown).toBeLessThanOrEqual(Math.min(6, letters.length / 2));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hashes', () => {
  test('the same key gives the same hash, from run to run and whatever spaces stand around the number', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const again = masker({ kind: 'hash', key: 'a key of the house' });
        expect(again(person)).toBe(hash(person));
        if (person !== '') expect(hash(` ${person} `)).toBe(hash(person));
      }),
      { numRuns: 500 },
    );
  });

  test('another key gives another hash, another person too', () => {
    const other = masker({ kind: 'hash', key: 'a key of the housf' });
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        if (a === '') return;
        expect(other(a)).not.toBe(hash(a));
        if (a.trim() !== b.trim()) expect(hash(b)).not.toBe(hash(a));
      }),
      { numRuns: 500 },
    );
  });

  test('twenty hex digits, HMAC-SHA-256 as anybody can check it, and nothing of the number', () => {
    // printf P0001 | openssl dgst -sha256 -hmac 'a key of the house'
    expect(hash('P0001')).toBe('606b204b4946faf0cc17');
    fc.assert(
      fc.property(anyPerson, (person) => {
        if (person !== '') expect(hash(person)).toMatch(/^[0-9a-f]{20}$/);
      }),
    );
  });

  test('no person, no hash', () => expect(hash('')).toBe(''));

  test('a hundred thousand persons stay apart', () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => hash(`P${index}`)));
    expect(hashes.size).toBe(100_000);
  });
});
