import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  ceil,
  compare,
  div,
  floor,
  fraction,
  mul,
  showDecimals,
  showFraction,
  sub,
  toNumber,
} from '../../src/curve/fraction.ts';

const any = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => fraction(n, d));

describe('fractions', () => {
  test('are kept in lowest terms with a positive denominator', () => {
    expect(fraction(85, 100)).toEqual({ n: 17n, d: 20n });
    expect(fraction(3, -6)).toEqual({ n: -1n, d: 2n });
    expect(fraction(0, 7)).toEqual({ n: 0n, d: 1n });
    expect(() => fraction(1, 0)).toThrow(RangeError);
  });

  test('add up and divide exactly', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(sub(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(div(mul(a, b), b)).toEqual(a);
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(a.n * b.d < b.n * a.d).toBe(compare(a, b) < 0);
      }),
    );
  });

  test('have the whole numbers around them', () => {
    expect([floor(fraction(-7, 2)), ceil(fraction(-7, 2))]).toEqual([-4, -3]);
    expect(ceil(fraction(0))).toBe(0);
    fc.assert(
      fc.property(any, (a) => {
        expect(compare(fraction(floor(a)), a)).toBeLessThanOrEqual(0);
        expect(compare(fraction(floor(a) + 1), a)).toBe(1);
        expect(compare(fraction(ceil(a)), a)).toBeGreaterThanOrEqual(0);
        expect(compare(fraction(ceil(a) - 1), a)).toBe(-1);
        expect(Math.abs(toNumber(a) - Number(a.n) / Number(a.d))).toBeLessThanOrEqual(1e-3);
      }),
    );
  });

  test('are shown as fractions or half up to so many decimals', () => {
    expect(showFraction(fraction(20_001, 200_000))).toBe('20001/200000');
    expect(showFraction(fraction(4))).toBe('4');
    expect(showDecimals(fraction(1, 3), 4)).toBe('0.3333');
    expect(showDecimals(fraction(2, 3), 0)).toBe('1');
    expect(showDecimals(fraction(5, 1000), 2)).toBe('0.01');
    expect(showDecimals(fraction(-1, 3), 2)).toBe('-0.33');
  });
});
