import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan, groupYuan } from '../../../src/money/fen.ts';
import { amountOf, count, differenceOf, spoken } from '../../../src/report/batch/amounts.ts';
import { CODE_WORDS, codeMeaning } from '../../../src/report/batch/code-words.ts';
import { apportioned, lengthOf, percentOf, percents } from '../../../src/report/batch/shares.ts';

describe('amounts', () => {
  it('are exact at any size', () => {
    expect([0n, 5n, -5n, 99n, 100n, -12_345n].map(formatYuan)).toEqual([
      '0.00',
      '0.05',
      '-0.05',
      '0.99',
      '1.00',
      '-123.45',
    ]);
    expect(groupYuan(123_456_789_012_345_678_901n)).toBe('1,234,567,890,123,456,789.01');
    expect([1n, 99_999n, 100_000n, -100_000n].map(groupYuan)).toEqual([
      '0.01',
      '999.99',
      '1,000.00',
      '-1,000.00',
    ]);
    expect([0, 999, 1_000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('show the sign of a difference, and a ratio as a ratio', () => {
    expect([1n, 0n, -1n].map((fen) => differenceOf('hifp_pay', fen))).toEqual(['+0.01', '0.00', '-0.01']);
    expect(amountOf('pool_prop_selfpay', 8_416n)).toBe('0.8416');
    expect(differenceOf('pool_prop_selfpay', 84n)).toBe('+0.0084');
  });

  it('are said in the units of the language, half up, from the first full unit on', () => {
    const zh = [
      999_999n,
      1_000_000n,
      1_004_999n,
      1_005_000n,
      9_999_999_999n,
      10_000_000_000n,
      2_034_567_890_123n,
    ];
    expect(zh.map((fen) => spoken(fen, 'zh'))).toEqual([
      '',
      '约 1 万元',
      '约 1 万元',
      '约 1 万元',
      '约 10,000 万元',
      '约 1 亿元',
      '约 203.5 亿元',
    ]);
    const en = [99_999_999n, 100_000_000n, 150_000_000n, 100_000_000_000n, -100_000_000n];
    expect(en.map((fen) => spoken(fen, 'en'))).toEqual([
      '',
      'about 1 million',
      'about 1.5 million',
      'about 1 billion',
      '',
    ]);
  });
});

describe('shares', () => {
  it('add up to the whole, each within one of its exact part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 24n })),
        fc.integer({ min: 1, max: 10_000 }),
        (weights, whole) => {
          const sum = weights.reduce((total, weight) => total + weight, 0n);
          const parts = apportioned(weights, whole);
          expect(parts.reduce((total, part) => total + part, 0)).toBe(sum > 0n ? whole : 0);
          if (sum <= 0n) return;
          for (const [index, part] of parts.entries()) {
            const off = BigInt(part) * sum - (weights[index] ?? 0n) * BigInt(whole);
            expect(off > -sum && off < sum).toBe(true);
          }
        },
      ),
    );
  });

  it('are percentages that add up to 100.0, or dashes', () => {
    expect(percents([1n, 1n, 1n])).toEqual(['33.4%', '33.3%', '33.3%']);
    expect(percents([1_000n, -1n])).toEqual(['100.1%', '-0.1%']);
    expect(percents([0n, 0n])).toEqual(['-', '-']);
    expect(percents([-1n])).toEqual(['-']);
  });

  it('of a single part are half up, and never say nothing or all of what is less', () => {
    expect(
      [0n, 1n, 4n, 5n, 500n, 9_994n, 9_995n, 9_999n, 10_000n].map((part) => percentOf(part, 10_000n)),
    ).toEqual(['0.0%', '<0.1%', '<0.1%', '0.1%', '5.0%', '99.9%', '>99.9%', '>99.9%', '100.0%']);
    expect([percentOf(1n, 0n), percentOf(-50n, 100n), percentOf(3n, 2n)]).toEqual(['-', '-50.0%', '150.0%']);
  });

  it('are lengths from 0 to 100', () => {
    expect([lengthOf(1n, 4n), lengthOf(5n, 4n), lengthOf(-1n, 4n), lengthOf(1n, 0n)]).toEqual([
      25, 100, 0, 0,
    ]);
  });
});

describe('what codes mean', () => {
  it('is told of codes that there are: none is left behind when one is renamed', () => {
    const texts = ['src', 'policies'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(ts|yaml)$/.test(path) && !path.endsWith('code-words.ts'))
        .map((path) => readFileSync(join(folder, path), 'utf8')),
    );
    const known = new Set(texts.join('\n').match(/\b[A-Z][A-Z_]+\b/g));
    expect(Object.keys(CODE_WORDS).filter((code) => !known.has(code))).toEqual([]);
  });

  it('is nothing for others', () => {
    expect(codeMeaning('CAP_REACHED', 'zh')).toBe('达到封顶线');
    expect([codeMeaning('HOUSE_CODE', 'zh'), codeMeaning('constructor', 'en')]).toEqual(['', '']);
  });
});
