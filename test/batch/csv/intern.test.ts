import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteTable, hashBytes, PairTable, sameBytes } from '../../../src/batch/csv/intern.ts';

const MANY = 100_000;

/** Numbers of `values` by a plain map, in the order of appearance. */
function numbered<T>(values: readonly T[]): number[] {
  const seen = new Map<T, number>();
  return values.map((value) => {
    if (!seen.has(value)) seen.set(value, seen.size);
    return seen.get(value) as number;
  });
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.findIndex((number, index) => number !== b[index]);
}

describe('values by their bytes', () => {
  test('a hundred thousand values, each twice, through all growth', () => {
    const values = Array.from({ length: MANY }, (_, index) => `${'v'.repeat(index % 13)}${index}`);
    const twice = [...values, ...values.toReversed()];
    const table = new ByteTable();
    const numbers = twice.map((value) => {
      const bytes = Buffer.from(`,${value},`);
      return table.intern(bytes, 1, bytes.length - 1);
    });
    expect(firstDifference(numbers, numbered(twice))).toBe(-1);
    expect(table.size).toBe(MANY);
  });

  test('any bytes: the same number for the same bytes, another for others', () => {
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(...['', '\0', '\0\0', 'a', 'a\0'].map((text) => Uint8Array.from(Buffer.from(text)))),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const table = new ByteTable();
        const numbers = values.map((bytes) => table.intern(bytes, 0, bytes.length));
        expect(numbers).toEqual(numbered(values.map((bytes) => Buffer.from(bytes).toString('hex'))));
      }),
      { numRuns: 300 },
    );
  });

  test('values that share a hash are told apart', () => {
    // Found by trying: the table must not trust 32 bits.
    const seen = new Map<number, Buffer>();
    const pairs: Buffer[] = [];
    for (let index = 1; index < 1_000_000 && pairs.length < 4; index++) {
      const bytes = Buffer.alloc(16);
      bytes.writeDoubleLE(Math.sqrt(index), 0);
      bytes.writeDoubleLE(Math.cbrt(index), 8);
      const hash = hashBytes(bytes, 0, bytes.length);
      const before = seen.get(hash);
      if (before) pairs.push(before, bytes);
      seen.set(hash, bytes);
    }
    expect(pairs).toHaveLength(4);
    const table = new ByteTable();
    const numbers = [...pairs, ...pairs].map((bytes) => table.intern(bytes, 0, bytes.length));
    expect(numbers).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  test('a value of a megabyte, and memory that is written over afterwards', () => {
    const table = new ByteTable();
    const large = Buffer.alloc(1 << 20, 'x');
    expect(table.intern(large, 0, large.length)).toBe(0);
    const again = Buffer.from(large);
    large.fill('y');
    expect(table.intern(large, 0, large.length)).toBe(1);
    expect(table.intern(again, 0, again.length)).toBe(0);
    expect(table.intern(again, 0, again.length - 1)).toBe(2);
  });
});

describe('pairs of numbers', () => {
  test('a hundred thousand pairs, each twice, through all growth', () => {
    const pairs = Array.from({ length: MANY }, (_, index): [number, number] => [
      index % 317,
      Math.floor(index / 317),
    ]);
    const twice = [...pairs, ...pairs.toReversed()];
    const table = new PairTable();
    const numbers = twice.map(([left, right]) => table.intern(left, right));
    expect(firstDifference(numbers, numbered(twice.map(([left, right]) => left * MANY + right)))).toBe(-1);
    expect(table.size).toBe(MANY);
  });

  test('the order in a pair counts, negative numbers too', () => {
    const small = fc.integer({ min: -4, max: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { maxLength: 400 }), (pairs) => {
        const table = new PairTable();
        expect(pairs.map(([left, right]) => table.intern(left, right))).toEqual(numbered(pairs.map(String)));
      }),
      { numRuns: 300 },
    );
  });

  test('chained, they number combinations of any length', () => {
    const table = new PairTable();
    const chained = (items: readonly number[]) => items.reduce((pair, item) => table.intern(pair, item), 0);
    const combinations = Array.from({ length: 4096 }, (_, index) => [
      index & 7,
      (index >> 3) & 7,
      (index >> 6) & 7,
      index >> 9,
    ]);
    expect(new Set(combinations.map(chained)).size).toBe(combinations.length);
    expect(combinations.map(chained)).toEqual(combinations.map(chained));
  });
});

test('stretches of bytes are the same when all of their bytes are', () => {
  const bytes = fc.uint8Array({ maxLength: 6, max: 3 });
  fc.assert(
    fc.property(bytes, bytes, fc.nat({ max: 3 }), (a, b, before) => {
      const shifted = Buffer.concat([Buffer.alloc(before, 7), b, Buffer.alloc(2, 7)]);
      expect(sameBytes(a, 0, a.length, shifted, before, before + b.length)).toBe(Buffer.from(a).equals(b));
    }),
    { numRuns: 3000 },
  );
});
