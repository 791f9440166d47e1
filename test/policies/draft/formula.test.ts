import { expect, test } from 'vitest';
import { after, type Formula, NEW_YEAR, work } from '../../../src/policy/draft/formula.ts';

const banded: Formula = {
  deductible: 60_000n,
  deductiblePer: 'admission',
  bands: [{ upTo: 3_000_000n, ppm: 800_000n }, { upTo: 10_000_000n, ppm: 850_000n }, { ppm: 900_000n }],
  countedPer: 'settlement',
  countedFrom: 'deductible',
};

test('bands above the deductible: 30,000 x 80% + 70,000 x 85% + 20,000 x 90% = 101,500', () => {
  const { deductible, paid, stretches } = work(banded, 12_060_000n);
  expect(deductible).toBe(60_000n);
  expect(stretches.map(({ cost }) => cost)).toEqual([3_000_000n, 7_000_000n, 2_000_000n]);
  expect(paid).toBe(10_150_000n);
});

test('bands from zero: the deductible takes the lowest cost away from the first band', () => {
  // 29,400 x 80% + 70,000 x 85% + 20,600 x 90% = 23,520 + 59,500 + 18,540
  expect(work({ ...banded, countedFrom: 'zero' }, 12_060_000n).paid).toBe(10_156_000n);
});

test('a threshold belongs to the band that it ends', () => {
  expect(work(banded, 3_060_000n).stretches).toHaveLength(1);
  expect(work(banded, 3_060_001n).stretches).toEqual([
    { cost: 3_000_000n, ppm: 800_000n },
    { cost: 1n, ppm: 850_000n },
  ]);
});

test.each([
  // 0.01 x 50% = 0.005 and 0.03 x 50% = 0.015
  [1n, 1n],
  [3n, 2n],
  [2n, 1n],
])('half up to the fen: half of %s fen is %s', (base, paid) => {
  expect(work({ ...banded, deductible: 0n, bands: [{ ppm: 500_000n }] }, base).paid).toBe(paid);
});

test('over the year the bands go on and the deductible is taken once', () => {
  const yearly: Formula = { ...banded, deductiblePer: 'year', countedPer: 'year' };
  const first = work(yearly, 3_060_000n);
  const second = work(yearly, 3_060_000n, after(NEW_YEAR, 3_060_000n, first));
  expect([first.paid, second.paid, second.deductible]).toEqual([2_400_000n, 2_601_000n, 0n]);
});

test('a cap over the year leaves what was not paid before', () => {
  const capped: Formula = { ...banded, cap: { per: 'year', amount: 5_000_000n } };
  expect(work(capped, 3_060_000n, { ...NEW_YEAR, paid: 4_900_000n }).paid).toBe(100_000n);
  expect(work({ ...capped, cap: { per: 'settlement', amount: 5_000_000n } }, 12_060_000n).paid).toBe(
    5_000_000n,
  );
});
