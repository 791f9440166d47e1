import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commonDenominator,
  foldRate,
  formatPercent,
  parsePercent,
  shareOfFen,
  showRate,
} from '../../src/money/rate.ts';

describe('percentages', () => {
  test.each([
    ['0%', 0],
    ['85%', 850_000],
    ['92.25%', 922_500],
    ['0.0001%', 1],
    ['100%', 1_000_000],
    ['+5%', 50_000],
    ['-2.5%', -25_000],
    ['１００％', 1_000_000],
    [' 85% ', 850_000],
    ['9999%', 99_990_000],
    ['85', undefined],
    ['0.85', undefined],
    ['85 %', undefined],
    ['0.00001%', undefined],
    ['1e2%', undefined],
    ['%', undefined],
    ['.5%', undefined],
    ['85.%', undefined],
    ['12345%', undefined],
    ['85%%', undefined],
    ['', undefined],
  ])('%o: %s', (text, ppm) => expect(parsePercent(text)).toBe(ppm));

  test.each([
    [0, '0%'],
    [850_000, '85%'],
    [922_500, '92.25%'],
    [1, '0.0001%'],
    [-25_000, '-2.5%'],
  ])('%i is written %s', (ppm, text) => expect(formatPercent(ppm)).toBe(text));

  test('what is written out is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (ppm) => {
        expect(parsePercent(formatPercent(ppm))).toBe(ppm);
      }),
    );
  });
});

describe('adjusting a rate', () => {
  const points = (ppm: number) => ({ kind: 'points', ppm }) as const;
  const factor = (ppm: number) => ({ kind: 'factor', ppm }) as const;
  const ownShare = (ppm: number) => ({ kind: 'own_share', ppm }) as const;
  test.each([
    [850_000, [], '85%'],
    [850_000, [points(50_000)], '90%'],
    [850_000, [points(50_000), factor(900_000)], '81%'],
    [850_000, [factor(900_000), points(50_000)], '81.5%'],
    [850_000, [ownShare(600_000)], '91%'],
    [922_500, [factor(900_000)], '83.025%'],
    [666_667, [factor(875_000), factor(922_500)], '53.8125269...%'],
    [990_000, [points(50_000)], '100%'],
    [990_000, [points(50_000), points(-50_000)], '99%'],
    [30_000, [points(-50_000)], '0%'],
    [500_000, [ownShare(2_500_000)], '0%'],
  ])('%i with %o: %s', (ppm, steps, shown) => {
    const rate = showRate(foldRate(ppm, steps));
    if (shown.endsWith('...%')) expect(rate.startsWith(shown.slice(0, -4))).toBe(true);
    else expect(rate).toBe(shown);
  });

  test('is exact', () =>
    expect(foldRate(666_667, [factor(875_000), factor(922_500)]).toFixed()).toBe('0.5381252690625'));
});

describe('rates over one denominator', () => {
  test.each([
    [['0.8', '0.85', '0.9'], [16, 17, 18], 20],
    [['0.9225', '0'], [369, 0], 400],
    [['1', '0'], [1, 0], 1],
    [['0', '0'], [0, 0], 1],
    [['0.666667'], [666_667], 1_000_000],
    [[], [], 1],
  ])('%o: %o over %i', (rates, numerators, denominator) => {
    expect(commonDenominator(rates.map((rate) => new Decimal(rate)))).toEqual({ numerators, denominator });
  });

  test('are the rates they were, and no smaller denominator would do', () => {
    const ppm = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(ppm, { minLength: 1, maxLength: 5 }), (rates) => {
        const { numerators, denominator } = commonDenominator(
          rates.map((rate) => new Decimal(rate).div(1_000_000)),
        );
        numerators.forEach((numerator, index) => {
          expect(BigInt(numerator) * 1_000_000n).toBe(BigInt(rates[index] ?? 0) * BigInt(denominator));
        });
        for (const prime of [2, 5])
          expect([denominator, ...numerators].every((number) => number % prime === 0)).toBe(false);
      }),
    );
  });

  test('more digits than a number holds stay over a power of ten, so that nothing is exact under them', () => {
    const { denominator } = commonDenominator([new Decimal('0.12345678901234567')]);
    expect(denominator).toBe(1e17);
  });
});

test.each([
  [33_333, 500_000, 16_667], // 16,666.5
  [1, 500_000, 1],
  [1, 499_999, 0],
  [4_131_456, 100_000, 413_146], // 413,145.6
  [9_000_000_000, 1_000_000, 9_000_000_000],
  [0, 850_000, 0],
])('the share of %i fen at %i ppm is %i', (fen, ppm, share) => expect(shareOfFen(fen, ppm)).toBe(share));
