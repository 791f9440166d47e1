import { describe, expect, it } from 'vitest';
import { outsideNationalScheme, provincesBeside } from '../../src/codes/provinces.ts';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';

const provinces = [...REGIONS_TSV.matchAll(/^(?!00)(\d\d)0000\t/gm)].map(([, digits = '']) => digits);

describe('provinces side by side', () => {
  it('are all there, and none beside itself', () => {
    expect(provinces).toHaveLength(34);
    for (const province of provinces) {
      expect(provincesBeside(`${province}0000`).length, province).toBeGreaterThan(0);
      expect(provincesBeside(`${province}0000`), province).not.toContain(province);
    }
  });

  it('are so from both sides', () => {
    const pairs = provinces.flatMap((a) => provincesBeside(`${a}0000`).map((b) => [a, b]));
    expect(pairs.filter(([a = '', b = '']) => !provincesBeside(`${b}0000`).includes(a))).toEqual([]);
    expect(pairs.every(([, b = '']) => provinces.includes(b))).toBe(true);
  });

  it.each([
    ['371302', '13 32 34 41'],
    ['310115', '32 33'],
    ['650000', '54 62 63'],
    ['000000', ''],
    ['999900', ''],
  ])('of %s are %s', (code, beside) => {
    expect(provincesBeside(code).join(' ')).toBe(beside);
  });

  it('are all of the national scheme but three', () => {
    expect(provinces.filter((province) => outsideNationalScheme(`${province}0000`))).toEqual([
      '71',
      '81',
      '82',
    ]);
  });
});
