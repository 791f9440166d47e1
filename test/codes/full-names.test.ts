import { beforeAll, describe, expect, it } from 'vitest';
import { sixDigits } from '../../src/codes/place-code.ts';
import { loadRegions, type RegionIndex } from '../../src/codes/regions.ts';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';

const rows = REGIONS_TSV.split('\n').map((line) => line.split('\t'));
const none = () => false;

let regions: RegionIndex;
beforeAll(async () => {
  regions = await loadRegions();
});

describe('every place of today', () => {
  it('is found by its full Chinese name, and by nothing else than it', () => {
    const lost = rows.filter(([code = '']) => {
      const path = regions.pathName(code, 'zh');
      const match = regions.resolve(path, none, false, false);
      // 110000 and 110100 are one place.
      return match.kind !== 'one' || regions.pathName(match.region.code, 'zh') !== path;
    });
    expect(lost).toEqual([]);
  });

  it('is found by its full English name, alone or among those written alike', () => {
    const lost = rows.filter(([code = '']) => {
      const path = regions.pathName(code, 'en');
      const match = regions.resolve(path, none, false, false);
      if (match.kind === 'many') return !match.candidates.some((region) => region.code === code);
      return match.kind !== 'one' || regions.pathName(match.region.code, 'en') !== path;
    });
    expect(lost).toEqual([]);
  });

  it('is found by its code in every length it is written in', () => {
    const lost = rows.filter(([code = '']) => {
      const short = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
      return [short, code, `${code}000`, `${code}000000`].some((text) => {
        const match = regions.resolve(text, none, false, false);
        return match.kind !== 'one' || match.region.code !== code;
      });
    });
    expect(lost).toEqual([]);
  });

  it('has initials that are the beginnings of its syllables, one a character', () => {
    const wrong = rows.filter(([, , short = '', pinyin = '', initials = '']) => {
      const syllables = new RegExp(`^${[...initials].map((letter) => `${letter}[a-z]*?`).join('')}$`);
      return [...short].length !== initials.length || !syllables.test(pinyin);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the length of a code', () => {
  it.each([
    ['37', '370000'],
    ['3713', '371300'],
    ['371302', '371302'],
    ['371302001', '371302'],
    ['371302001001', '371302'],
    ['371300000000', '371300'],
    ['3', undefined],
    ['371', undefined],
    ['37130', undefined],
    ['3713020', undefined],
    ['37130200100', undefined],
    ['3713020010011', undefined],
    ['', undefined],
    ['37a1', undefined],
  ])('%j is %s', (text, code) => {
    expect(sixDigits(text)).toBe(code);
  });

  it('says nothing yet of two or four digits that are being typed', () => {
    expect([sixDigits('37', true), sixDigits('3713', true), sixDigits('371302', true)]).toEqual([
      undefined,
      undefined,
      '371302',
    ]);
  });
});
