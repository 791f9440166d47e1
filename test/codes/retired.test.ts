import { beforeAll, describe, expect, it } from 'vitest';
import { loadRegions, type RegionIndex } from '../../src/codes/regions.ts';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';
import { loadRetired, type RetiredIndex } from '../../src/codes/retired.ts';
import { RETIRED_TSV } from '../../src/codes/retired-data.ts';

let regions: RegionIndex;
let retired: RetiredIndex;
beforeAll(async () => {
  regions = await loadRegions();
  retired = await loadRetired();
});

// What each was called, the year it went, and what is there today: from the announcements, not from the table.
const SPOTS = `
  110103 崇文区 2010 110101 东城区          110104 宣武区 2010 110102 西城区          120107 塘沽区 2009 120116 滨海新区
  120225 蓟县 2016 120119 蓟州区            130421 邯郸县 2016 130403 丛台区          139001 定州市 2016 130682 定州市
  150206 白云矿区 2008 150206 白云鄂博矿区  152601 集宁市 2003 150902 集宁区          210112 东陵区 2014 210112 浑南区
  230702 伊春区 2019 230717 伊美区          310103 卢湾区 2011 310101 黄浦区          310108 闸北区 2015 310106 静安区
  310119 南汇区 2009 310115 浦东新区        310230 崇明县 2016 310151 崇明区          320502 沧浪区 2012 320508 姑苏区
  320611 港闸区 2020 320613 崇川区          320803 楚州区 2012 320803 淮安区          330103 下城区 2021 330105 拱墅区
  330104 江干区 2021 330102 上城区          330204 江东区 2016 330212 鄞州区          340225 无为县 2019 340281 无为市
  341402 居巢区 2011 340181 巢湖市          350402 梅列区 2021 350404 三元区          350427 沙县 2021 350405 沙县区
  370125 济阳县 2018 370115 济阳区          370205 四方区 2012 370203 市北区          370634 长岛县 2020 370614 蓬莱区
  371202 莱城区 2019 370116 莱芜区          371203 钢城区 2019 370117 钢城区          371324 苍山县 2014 371324 兰陵县
  410381 偃师市 2021 410307 偃师区          410881 济源市 2008 419001 济源市          420600 襄樊市 2010 420600 襄阳市
  440102 东山区 2005 440104 越秀区          440116 萝岗区 2014 440112 黄埔区          441283 高要市 2015 441204 高要区
  450127 横县 2021 450181 横州市            469003 儋州市 2015 460400 儋州市          500110 万盛区 2011 500110 綦江区
  510124 郫县 2016 510117 郫都区            512081 简阳市 2016 510185 简阳市          520522 黔西县 2021 520581 黔西市
  522201 铜仁市 2011 520602 碧江区          530800 思茅市 2007 530800 普洱市          532701 思茅市 2003 530802 思茅区
  540530 错那县 2023 540581 错那市          542100 昌都地区 2014 540300 昌都市        542121 昌都县 2014 540302 卡若区
  610125 户县 2016 610118 鄠邑区            620503 北道区 2005 620503 麦积区          632100 海东地区 2013 630200 海东市
  652201 哈密市 2016 650502 伊州区          652303 米泉市 2007 650109 米东区          654223 沙湾县 2021 654203 沙湾市
`;

describe('what is no more', () => {
  const spots = SPOTS.match(/\d{6} \S+ \d{4} \d{6} \S+/g)?.map((line) => line.split(' ')) ?? [];

  it.each(spots)(
    '%s %s went in %s, and %s %s is there today',
    (code = '', name = '', year, now = '', today) => {
      const row = RETIRED_TSV.split('\n')
        .find((line) => line.startsWith(`${code}\t${name}\t`))
        ?.split('\t');
      expect([row?.[6], row?.[7]?.split(' ')[0]]).toEqual([year, now]);
      expect(regions.byCode(now)?.name).toBe(today);
      expect(retired.byCode(code)?.name).toBe(code === now ? undefined : name);
      expect(retired.named(name, regions).map((region) => region.code)).toContain(code);
    },
  );

  it.each([
    ['371200', '370116 370117'],
    ['341400', '340181 340124 340281 340522 340523'],
    ['330104', '330102 330114'],
    ['130103', '130102 130104'],
    ['610321', '610304'],
    ['522423', '520581'],
  ])('%s is now all of %s, the main part first', (code, now) => {
    expect(retired.byCode(code)?.now.join(' ')).toBe(now);
  });

  it.each([
    ['山东省莱芜市', '371200'],
    ['山东莱芜市', '371200'],
    ['安徽省巢湖市居巢区', '341402'],
    ['巢湖市居巢区', '341402'],
    ['北京市崇文区', '110103'],
    ['河北莱芜市', ''],
    ['北京市崇文', '110103'],
    ['CHONGWEN', '110103'],
    ['chong wen', '110103'],
    ['济南市', ''],
    ['', ''],
  ])('%s is %s', (text, code) => {
    const found = retired.named(text, regions).map((region) => region.code);
    expect(found.join()).toBe(code);
  });

  it('has its place in what it lay in then', () => {
    const path = (code: string): string[] => {
      const region = retired.byCode(code);
      return region ? Object.values(retired.pathName(region, regions)) : [];
    };
    expect(path('371202')).toEqual(['山东省莱芜市莱城区', 'Laicheng, Laiwu, Shandong']);
    expect(path('371200')).toEqual(['山东省莱芜市', 'Laiwu, Shandong']);
    expect(path('330104')).toEqual(['浙江省杭州市江干区', 'Jianggan, Hangzhou, Zhejiang']);
    expect(path('110103')).toEqual(['北京市崇文区', 'Chongwen, Beijing']);
  });

  it('is never a code that is', () => {
    for (const code of ['371300', '110101', '410307', '469025', '000000', '', '37130', '420600'])
      expect(retired.byCode(code)).toBeUndefined();
  });
});

describe('the data', () => {
  const rows = RETIRED_TSV.split('\n').map((line) => line.split('\t'));
  const current = new Map(REGIONS_TSV.split('\n').map((line) => [line.slice(0, 6), line.split('\t')[1]]));

  it('has whole rows in order of code', () => {
    const bad = rows.filter(
      ([code = '', name = '', short = '', pinyin = '', english = '', from, until, now]) => {
        const words = /^\d{6}$/.test(code) && /^[a-z]+$/.test(pinyin) && /^[A-Z][A-Za-zü' -]+$/.test(english);
        const han = /^\p{Script=Han}{2,16}$/u.test(name) && name.startsWith(short);
        const years =
          /^(20\d\d)?$/.test(from ?? '') && /^20\d\d$/.test(until ?? '') && (from ?? '') <= (until ?? '');
        return !(words && han && years && /^\d{6}( \d{6})*$/.test(now ?? ''));
      },
    );
    expect(bad).toEqual([]);
    const order = rows.map(([code]) => code);
    expect(order).toEqual([...order].sort());
    expect(rows.length).toBeGreaterThan(500);
  });

  it('leads to codes of today, in the same province', () => {
    const lost = rows.filter(([code = '', , , , , , , now = '']) =>
      now.split(' ').some((next) => !current.has(next) || next.slice(0, 2) !== code.slice(0, 2)),
    );
    expect(lost).toEqual([]);
  });

  it('names no code of today but by an earlier name of it', () => {
    const wrong = rows.filter(([code = '', name, , , , , , now]) =>
      current.has(code) ? now !== code || current.get(code) === name : now?.split(' ').includes(code),
    );
    expect(wrong).toEqual([]);
  });
});
