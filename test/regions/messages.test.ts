import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRegions } from '../../src/codes/regions.ts';
import { locateRegion } from '../../src/engine/locate-region.ts';
import { noPolicy } from '../../src/engine/no-policy.ts';
import { Library } from '../../src/policy/library.ts';
import { baoxiao } from '../support/cli.ts';
import { PolicyFolder } from './folder.ts';

const folder = new PolicyFolder('370100', '371300', '441200', '540300', '340100', '999900');
afterAll(() => folder.remove());

const CLAIM = ['--insurance', 'employee', '--care', 'inpatient', '--level', '3', '--total', '1000'];

function estimate(region: string, date: string, lang: string) {
  const where = ['--region', region, '--date', date, '--policies', folder.path, '--lang', lang];
  return baoxiao(['estimate', ...CLAIM, ...where, '--format', 'json']);
}

interface Notice {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

function told(region: string, date: string, lang: string): string {
  const run = estimate(region, date, lang);
  expect(run.stderr).toBe('');
  const { notices } = JSON.parse(run.stdout) as { notices: readonly Notice[] };
  const found = notices.filter(({ code }) => code === 'REGION_RETIRED');
  return found.map(({ severity, message }) => `${severity} ${message}`).join('\n');
}

describe('a code or name that is no more', () => {
  const laiwu =
    'info 山东省莱芜市 371200 2019 年撤销，今为山东省济南市莱芜区 370116、山东省济南市钢城区 370117';
  it.each([
    ['371200', '2020-05-01', laiwu],
    ['莱芜市', '2019-01-01', laiwu],
    ['371200001001', '2025-05-01', laiwu],
    ['苍山县', '2014-01-01', 'info 山东省临沂市苍山县 2014 年更名，今为山东省临沂市兰陵县 371324'],
    ['苍山县', '2013-12-31', ''],
    ['371324', '2025-05-01', ''],
    ['441283', '2015-01-01', 'info 广东省肇庆市高要市 441283 2015 年撤销，今为广东省肇庆市高要区 441204'],
    ['441283', '2014-12-31', ''],
    ['542122', '2013-05-01', ''],
    [
      '371202',
      '2018-12-31',
      'warning 山东省莱芜市莱城区 371202 2019 年才并入山东省济南市莱芜区 370116；按今天所属地区的政策估算，结算时当地的政策可能不同',
    ],
  ])('%s on %s', (region, date, message) => {
    expect(told(region, date, 'zh')).toBe(message);
  });

  it('is told of in English', () => {
    expect(told('371202', '2025-05-01', 'en')).toBe(
      'info Laicheng, Laiwu, Shandong 371202 was dissolved in 2019: today Laiwu, Jinan, Shandong 370116',
    );
    expect(told('Cangshan, Linyi, Shandong', '2025-05-01', 'en')).toBe(
      'info Cangshan, Linyi, Shandong was renamed in 2014: today Lanling, Linyi, Shandong 371324',
    );
    expect(told('371202', '2018-12-31', 'en')).toBe(
      "warning Laicheng, Laiwu, Shandong 371202 became part of Laiwu, Jinan, Shandong 370116 only in 2019; the policy of today's place is used, which may not have been that of the place on this date",
    );
  });

  it('finds its own policy where the user keeps one', () => {
    const own = new PolicyFolder('371200');
    const run = baoxiao([
      ...['estimate', ...CLAIM, '--region', '371200', '--date', '2020-05-01'],
      ...['--policies', own.path, '--format', 'json'],
    ]);
    own.remove();
    expect(JSON.parse(run.stdout).policies[0].id).toBe('371200/employee');
    expect(run.stdout).not.toContain('REGION_RETIRED');
  });

  it('is refused where it has gone to several cities, or was the name of several', () => {
    const divided = estimate('341400', '2025-05-01', 'zh');
    expect(divided.code).toBe(2);
    expect(divided.stderr).toContain('参保地“341400”2011 年撤销，分属多个市');
    expect(divided.stderr.replace(/\s+/g, '')).toContain('写今天的代码：安徽省合肥市巢湖市340181');
    const several = estimate('思茅市', '2025-05-01', 'en');
    expect(several.code).toBe(2);
    expect(several.stderr.replace(/\s+/g, ' ')).toContain(
      "“思茅市” is an old name of several hint: give the code of today: Simao, Yunnan (today Pu'er, Yunnan 530800), Simao, Simao, Yunnan (today Simao, Pu'er, Yunnan 530802)",
    );
  });
});

/** What is said of a place without a policy, by a library that has nothing but what the test gives it. */
async function hint(region: string, schemes: string[], ...held: string[]): Promise<string[]> {
  const own = new PolicyFolder(...held);
  const library = new Library([own.path]);
  const place = await locateRegion(region, library, () => undefined);
  const regions = await loadRegions();
  const problem = place && (await noPolicy(place, schemes, library, regions));
  own.remove();
  return [`${problem?.field} ${problem?.value}`, problem?.hint?.zh ?? '', problem?.hint?.en ?? ''];
}

describe('a place without a policy', () => {
  it('names those of its province', async () => {
    expect(await hint('440100', ['employee'], '441200', '110000')).toEqual([
      'region 440100',
      '该地还没有政策；同省有职工基本医疗保险政策的地区：广东省肇庆市 441200；也可用 --policies 加自己的',
      'this place has none yet; in the same province there are policies for employee basic insurance: Zhaoqing, Guangdong 441200; or add your own with --policies',
    ]);
  });

  it('else those of the provinces beside it, else all, four by name', async () => {
    const [, beside] = await hint('海口', ['employee'], '441200', '110000');
    expect(beside).toContain('；邻省有职工基本医疗保险政策的地区：广东省肇庆市 441200；');
    const far = ['110000', '120000', '130100', '130200', '130300'];
    const [, elsewhere, english] = await hint('海口', ['employee'], ...far);
    expect(elsewhere).toContain(
      '；别处有职工基本医疗保险政策的地区：北京市 110000、天津市 120000、河北省石家庄市 130100、河北省唐山市 130200 等 5 处；',
    );
    expect(english).toContain('Tangshan, Hebei 130200 and 1 more; or add');
  });

  it('that has another scheme says which, and where the wanted one is', async () => {
    expect(await hint('441200', ['employee'], '441200/resident', '440100')).toEqual([
      'insurance employee',
      '该地有：城乡居民基本医疗保险；同省有职工基本医疗保险政策的地区：广东省广州市 440100',
      'there is: resident basic insurance; in the same province there are policies for employee basic insurance: Guangzhou, Guangdong 440100',
    ]);
    const [, alone] = await hint('441200', ['employee'], '441200/resident');
    expect(alone).toBe('该地有：城乡居民基本医疗保险');
  });

  it('names places with another scheme where none has the one wanted', async () => {
    const [, any] = await hint('440100', ['employee'], '441200/resident');
    expect(any).toContain('；同省有政策的地区：广东省肇庆市 441200；');
    const [, nothing] = await hint('440100', ['employee']);
    expect(nothing).toBe('该地还没有政策；也可用 --policies 加自己的');
  });

  it('says what has become of a place that is no more', async () => {
    const [, zh] = await hint('440102', ['employee'], '441200');
    expect(zh).toMatch(
      /^广东省广州市东山区 440102 2005 年撤销，今为广东省广州市越秀区 440104；该地还没有政策；同省/,
    );
  });

  it('says that Hong Kong, Macao and Taiwan are outside', async () => {
    for (const region of ['810000', '澳门', '台湾省', '71']) {
      const [field, zh] = await hint(region, ['employee'], '441200');
      expect(field).toMatch(/^region (81|82|71)0000$/);
      expect(zh).toBe('港澳台不在国家基本医疗保险之内；写在内地参保的地区');
    }
  });

  it('is told of so by the command', () => {
    const run = estimate('820000', '2025-05-01', 'en');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('error NO_POLICY insured place (region)');
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(
      'hint: Hong Kong, Macao and Taiwan are outside the national insurance',
    );
  });
});

describe('a file of claims', () => {
  it('settles old codes with a notice, and says in the rejects where there is a policy nearby', () => {
    const input = join(folder.path, 'in.csv');
    const output = join(folder.path, 'out.csv');
    const rows = [
      '371202,2018-12-31',
      '441283,2014-12-31',
      '441283,2015-01-01',
      '820000,2025-05-01',
      '341400,2025-05-01',
    ];
    const lines = rows.map((row) => `${row},employee,inpatient,3,1000`);
    writeFileSync(
      input,
      ['region,date,insurance,care,hospital.level,expenses.total', ...lines, ''].join('\n'),
    );
    const run = baoxiao(['batch', input, '-o', output, '--policies', folder.path]);
    expect(run.code).toBe(1);
    const notices = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.includes('REGION_RETIRED'));
    expect(notices).toEqual([true, false, true]);
    const rejects = readFileSync(join(folder.path, 'out.rejects.csv'), 'utf8');
    expect(rejects).toContain('NO_POLICY');
    expect(rejects).toContain('澳门特别行政区（820000）');
    expect(rejects).toContain('港澳台不在国家基本医疗保险之内');
    expect(rejects).toContain('2011 年撤销，分属多个市；写今天的代码：安徽省合肥市巢湖市 340181');
  });
});
