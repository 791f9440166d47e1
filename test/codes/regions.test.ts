import { beforeAll, describe, expect, test } from 'vitest';
import type { Region } from '../../src/codes/region.ts';
import { loadRegions, type RegionIndex, type RegionMatch } from '../../src/codes/regions.ts';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';

let regions: RegionIndex;
beforeAll(async () => {
  regions = await loadRegions();
});

const none = () => false;
const only =
  (...codes: string[]) =>
  (code: string) =>
    codes.includes(code);
const codes = (list: readonly Region[]) => list.map(({ code }) => code);

/** `371300`, `many 140000 610000 …` or `none 371300 …`: the whole answer in one comparable line. */
function told(match: RegionMatch, limit = 99): string {
  if (match.kind === 'one') return match.region.code;
  const list = match.kind === 'many' ? match.candidates : match.suggestions;
  return [match.kind, ...codes(list).slice(0, limit)].join(' ');
}

describe('codes', () => {
  test('names in both languages', () => {
    const linyi = regions.byCode('371300') as Region;
    expect([regions.displayName(linyi, 'zh'), regions.displayName(linyi, 'en')]).toEqual(['临沂市', 'Linyi']);
  });

  test.each([
    ['371302', '371300 370000', '山东省临沂市兰山区', 'Lanshan, Linyi, Shandong'],
    ['371300', '370000', '山东省临沂市', 'Linyi, Shandong'],
    ['370000', '', '山东省', 'Shandong'],
    ['220200', '220000', '吉林省吉林市', 'Jilin, Jilin'],
    ['110105', '110100 110000', '北京市朝阳区', 'Chaoyang, Beijing'],
    ['110100', '110000', '北京市', 'Beijing'],
    ['419001', '410000', '河南省济源市', 'Jiyuan, Henan'],
    ['500229', '500000', '重庆市城口县', 'Chengkou, Chongqing'],
    ['000000', '', '通用样例', 'Generic sample'],
    ['371399', '371300 370000', '371399', '371399'],
    ['999999', '', '999999', '999999'],
  ])('%s has its parents and its path', (code, parents, zh, en) => {
    expect(regions.parents(code).join(' ')).toBe(parents);
    expect(regions.pathName(code, 'zh')).toBe(zh);
    expect(regions.pathName(code, 'en')).toBe(en);
  });

  test.each(['', '37130', '3713000', '371399', 'linyi', '临沂市', '\n37130', '......'])(
    '%j is no code',
    (text) => {
      expect(regions.byCode(text)).toBeUndefined();
    },
  );
});

describe('search', () => {
  test('exact matches come first, prefectures before counties, then by code', () => {
    const found = codes(regions.search('ly'));
    expect(found.slice(0, 6)).toEqual(['211000', '220400', '350800', '371300', '410300', '130525']);
    expect(found.indexOf('371326')).toBe(-1); // 平邑 has py, not ly
    expect(found.indexOf('320700')).toBeGreaterThan(found.indexOf('610727')); // lyg 连云港 only begins with ly
  });

  test('beginnings come before parts', () => {
    const names = regions.search('山').map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['山西省', '山东省']);
    expect(names.indexOf('山阴县')).toBeLessThan(names.indexOf('唐山市'));
  });

  test.each([
    ['临沂市', '371300'],
    ['LINYI', '371300'],
    ['371300', '371300'],
    ['Inner Mongolia', '150000'],
    ['3713', '371300'],
    ['恩施州', '422800'],
    ['hohhot', '150100'],
    ['lueyang', '610727'],
    ['gaoxin', '130171'],
  ])('%s finds %s first', (text, code) => {
    expect(regions.search(text)[0]?.code).toBe(code);
  });

  test('a municipality is listed once, the sample last, and nothing for nothing', () => {
    expect(codes(regions.search('beijing'))).toEqual(['110000']);
    expect(regions.search('yl').findIndex(({ code }) => code === '000000')).toBeGreaterThan(5);
    expect(regions.search('  ')).toEqual([]);
  });
});

describe('resolve', () => {
  const linyi = only('371300');

  const spellings =
    'ly|linyi|临沂|临沂市|371300|３７１３００|ＬｉｎＹｉ| 临 沂 |Lin Yi|lín yí|Linyi, Shandong|山东省临沂市|山东临沂|lin|临|沂市|3713';
  test.each(spellings.split('|'))('%j is 371300 for one who has its policy only', (text) => {
    expect(told(regions.resolve(text, linyi))).toBe('371300');
  });

  test.each([
    ['ly', 'many 211000 220400 350800 371300 410300 130525'],
    ['linyi', 'many 371300 140821 371424'],
    ['shanxi', 'many 140000 610000'],
    ['shaanxi', '610000'],
    ['吉林', 'many 220000 220200'],
    ['朝阳', 'many 211300 110105 211321 220104'],
    ['临沂', '371300'], // beats 临沂高新区, which only begins so
    ['临', 'many 141000 371300 530900 622900 130423 130522'],
    ['呼和', 'many 150100 150172'],
    ['fangcheng', 'many 411322 450603'], // not 防城港, which only begins so
  ])('%s without any policy is %s', (text, expected) => {
    expect(told(regions.resolve(text, none), expected.split(' ').length - 1)).toBe(expected);
  });

  test('of several exact ones the one with a policy is meant; two leave the choice, those two first', () => {
    expect(told(regions.resolve('shanxi', only('610000')))).toBe('610000');
    expect(told(regions.resolve('朝阳', only('110105', '211321')), 3)).toBe('many 110105 211321 211300');
  });

  test('an exact match without a policy beats a beginning with one', () => {
    expect(told(regions.resolve('临沂', only('371371')))).toBe('371300');
    expect(told(regions.resolve('ly', only('320700')), 1)).toBe('many 211000'); // lyg 连云港 only begins so
  });

  test('a beginning or part is meant when it is the only one, or the only one with a policy', () => {
    expect(told(regions.resolve('黔东', none))).toBe('522600');
    expect(told(regions.resolve('东南苗', none))).toBe('522600');
    expect(told(regions.resolve('黔', only('522700')))).toBe('522700');
    expect(told(regions.resolve('黔', only('522700', '522600')), 2)).toBe('many 522600 522700');
  });

  test('a municipality is one place with two codes, whichever has the policy', () => {
    expect(told(regions.resolve('北京', none))).toBe('110000');
    expect(told(regions.resolve('bj', only('110000')))).toBe('110000');
    expect(told(regions.resolve('beijing', only('110100')))).toBe('110100');
  });

  test.each([
    ['北京朝阳', '110105'],
    ['北京市朝阳区', '110105'],
    ['辽宁省朝阳市朝阳县', '211321'],
    ['Chaoyang, Beijing', '110105'],
    ['Chaoyang，Beijing', '110105'],
    ['吉林吉林', '220200'],
    ['河南济源', '419001'],
    ['湖北恩施州', '422800'],
    ["Xi'an, Shaanxi", '610100'],
    ['xi’an, shaanxi', '610100'],
  ])('%s, with what is above it, is %s', (text, code) => {
    expect(told(regions.resolve(text, none))).toBe(code);
  });

  test('every path of a prefecture that it writes it also reads', () => {
    const prefectures = REGIONS_TSV.match(/^\d\d(?!00)\d\d00/gm) ?? [];
    const paths = prefectures.flatMap((code) => [regions.pathName(code, 'zh'), regions.pathName(code, 'en')]);
    const read = paths.map((path) =>
      regions.resolve(path, only('371424', '110100', '120100', '310100', '500100')),
    );
    expect(paths.length).toBeGreaterThan(660);
    expect(read.map((match) => told(match))).toEqual(prefectures.flatMap((code) => [code, code]));
  });

  test.each([
    ['林沂', 'none 371300'],
    ['linyj', 'none 371300'],
    ['hangzhuo', 'none 330100'],
    ['临沂地区', 'none 371300'],
    ['山东杭州', 'none 330100'], // Hangzhou is not in Shandong
    ['Hohot', 'none 150100'],
  ])('%s is unknown, and %s is near', (text, expected) => {
    expect(told(regions.resolve(text, linyi), 1)).toBe(expected);
  });

  test('at most five near ones, none for nonsense, and those above an unknown code', () => {
    const near = regions.resolve('林沂', none);
    expect(near.kind === 'none' && near.suggestions.length).toBe(5);
    for (const text of ['', ' ', '不存在的地方', 'zzzzzzzz', ',', 'a,b', '临'.repeat(5000)]) {
      expect(told(regions.resolve(text, none)), text.slice(0, 9)).toBe('none');
    }
    expect(told(regions.resolve('371399', none))).toBe('none 371300 370000');
  });

  test.each(['sample', '样例', 'yangli', '通用样例', 'Generic sample', '000000'])(
    '%s is the sample',
    (text) => {
      expect(told(regions.resolve(text, none))).toBe('000000');
    },
  );
});
