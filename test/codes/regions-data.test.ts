import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RegionIndex } from '../../src/codes/regions.ts';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';

const regions = new RegionIndex(REGIONS_TSV);

describe('readings of place names', () => {
  test.each(
    `
    500000 重庆 chongqing    350200 厦门 xiamen      430100 长沙 changsha     341500 六安 luan
    340300 蚌埠 bengbu       331000 台州 taizhou     331100 丽水 lishui       341600 亳州 bozhou
    140200 大同 datong       511100 乐山 leshan      371524 东阿 donge        361124 铅山 yanshan
    440113 番禺 panyu        371522 莘县 shenxian    371722 单县 shanxian     410182 荥阳 xingyang
    410621 浚县 xunxian      341021 歙县 shexian     341023 黟县 yixian       140400 长治 changzhi
    610000 陕西 shaanxi      540000 西藏 xizang      150000 内蒙古 neimenggu  211300 朝阳 chaoyang
    320116 六合 luhe         130225 乐亭 laoting     371481 乐陵 laoling      330382 乐清 yueqing
    620722 民乐 minle        140109 万柏林 wanbailin 231085 穆棱 muling       231226 绥棱 suiling
    511424 丹棱 danleng      140924 繁峙 fanshi      141024 洪洞 hongtong     222404 珲春 hunchun
    211281 调兵山 diaobingshan  230725 大箐山 daqingshan  310112 闵行 minhang  130125 行唐 xingtang
    130726 蔚县 yuxian       340303 蚌山 bengshan    341621 涡阳 guoyang      421303 曾都 zengdu
    511527 筠连 junlian      411726 泌阳 biyang      411104 召陵 shaoling     420116 黄陂 huangpi
    441422 大埔 dabu         440112 黄埔 huangpu     532323 牟定 mouding      370612 牟平 muping
    610829 吴堡 wubu         640303 红寺堡 hongsibu  621223 宕昌 tanchang     632723 称多 chenduo
    652823 尉犁 yuli         410223 尉氏 weishi      653100 喀什 kashi        652927 乌什 wushi
    321012 江都 jiangdu      360731 于都 yudu        510100 成都 chengdu      140428 长子 zhangzi
    131025 大城 daicheng     511822 荥经 yingjing    141100 吕梁 lvliang      610727 略阳 lveyang
    650400 吐鲁番 tulufan    520203 六枝 liuzhi      371300 临沂 linyi        130400 邯郸 handan
  `
      .match(/\d{6} \S+ [a-z]+/g)
      ?.map((line) => line.split(' ')) ?? [],
  )('%s %s is %s', (code, shortName, pinyin) => {
    expect(regions.byCode(code ?? '')).toMatchObject({ shortName, pinyin });
  });
});

describe('short and English names', () => {
  test.each([
    ['371300', '临沂市', '临沂', 'ly', 'Linyi'],
    ['150000', '内蒙古自治区', '内蒙古', 'nmg', 'Inner Mongolia'],
    ['450000', '广西壮族自治区', '广西', 'gx', 'Guangxi'],
    ['650000', '新疆维吾尔自治区', '新疆', 'xj', 'Xinjiang'],
    ['540000', '西藏自治区', '西藏', 'xz', 'Xizang'],
    ['610000', '陕西省', '陕西', 'sx', 'Shaanxi'],
    ['810000', '香港特别行政区', '香港', 'xg', 'Hong Kong'],
    ['820000', '澳门特别行政区', '澳门', 'am', 'Macao'],
    ['422800', '恩施土家族苗族自治州', '恩施', 'es', 'Enshi'],
    ['653000', '克孜勒苏柯尔克孜自治州', '克孜勒苏', 'kzls', 'Kizilsu'],
    ['654000', '伊犁哈萨克自治州', '伊犁', 'yl', 'Ili'],
    ['530925', '双江拉祜族佤族布朗族傣族自治县', '双江', 'sj', 'Shuangjiang'],
    ['622926', '东乡族自治县', '东乡', 'dx', 'Dongxiang'],
    ['150723', '鄂伦春自治旗', '鄂伦春', 'elc', 'Elunchun'],
    ['410104', '管城回族区', '管城', 'gc', 'Guancheng'],
    ['542500', '阿里地区', '阿里', 'al', 'Ngari'],
    ['152500', '锡林郭勒盟', '锡林郭勒', 'xlgl', 'Xilingol'],
    ['610100', '西安市', '西安', 'xa', "Xi'an"],
    ['141100', '吕梁市', '吕梁', 'll', 'Lüliang'],
    ['141124', '临县', '临县', 'lx', 'Linxian'],
    ['140302', '城区', '城区', 'cq', 'Chengqu'],
    ['421002', '沙市区', '沙市', 'ss', 'Shashi'],
    ['441803', '清新区', '清新', 'qx', 'Qingxin'],
    ['140109', '万柏林区', '万柏林', 'wbl', 'Wanbailin'],
    ['429021', '神农架林区', '神农架', 'snj', 'Shennongjia'],
    ['310115', '浦东新区', '浦东', 'pd', 'Pudong'],
    ['130571', '河北邢台经济开发区', '邢台经开区', 'xtjkq', 'Xingtai Economic Zone'],
    ['371371', '临沂高新技术产业开发区', '临沂高新区', 'lygxq', 'Linyi High-tech Zone'],
    ['000000', '通用样例', '样例', 'yl', 'Generic sample'],
  ])('%s', (code, name, shortName, initials, english) => {
    expect(regions.byCode(code)).toMatchObject({ code, name, shortName, initials, english });
  });
});

describe('the data', () => {
  const rows = REGIONS_TSV.split('\n').map((line) => line.split('\t'));

  test('every row is whole, and the rows stand in order of code', () => {
    const bad = rows.filter(
      ([code = '', name = '', short = '', pinyin = '', initials = '', english = '', ...more]) => {
        const shape = /^\d{6}$/.test(code) && /^[a-z]+$/.test(pinyin) && /^[A-Z][A-Za-zü' -]+$/.test(english);
        const han = /^\p{Script=Han}{2,16}$/u.test(name) && /^\p{Script=Han}{2,}$/u.test(short);
        return !(
          shape &&
          han &&
          /^[a-z]+$/.test(initials) &&
          initials.length === short.length &&
          more.length <= 1
        );
      },
    );
    expect(bad).toEqual([]);
    const order = rows.map(([code]) => code);
    expect(order).toEqual([...new Set(order)].sort());
    expect(rows.length).toBeGreaterThan(3200);
  });

  test('every county has its parents', () => {
    const all = new Set(rows.map(([code]) => code));
    const orphans = rows.filter(([code = '']) => {
      const province = `${code.slice(0, 2)}0000`;
      // Run by the province itself: 济源, 仙桃, 五指山, 石河子; and the counties of Chongqing.
      const direct = /^(4190|4290|4690|6590|5002)/.test(code);
      return !all.has(province) || !(all.has(`${code.slice(0, 4)}00`) || direct);
    });
    expect(orphans).toEqual([]);
  });

  test('every region is found by its code, names and reading', () => {
    const lost = rows.filter(([code = '', ...words]) => {
      const found = words
        .slice(0, 5)
        .map((word) => regions.search(word).some((region) => region.name === words[0]));
      return regions.byCode(code)?.code !== code || found.includes(false);
    });
    expect(lost).toEqual([]);
  });

  test('is what the generator makes of the packages', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const done = spawnSync(process.execPath, ['scripts/build-regions.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
  });
});
