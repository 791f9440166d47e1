import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlaceSearch } from '../../src/cli/interactive/places.ts';
import { Library } from '../../src/policy/library.ts';
import { PolicyFolder } from './folder.ts';

const folder = new PolicyFolder('370100', '441200', '371200/city_supplement');
afterAll(() => folder.remove());

let places: PlaceSearch;
beforeAll(async () => {
  places = await PlaceSearch.over(new Library([folder.path]));
});

describe('the prompt for the place', () => {
  it.each([
    ['莱芜市', 'zh', '370116 莱芜区 (原莱芜市) yes,370117 钢城区 (原莱芜市) yes'],
    ['371202', 'zh', '370116 莱芜区 (原莱城区) yes'],
    ['崇文', 'zh', '110101 东城区 (原崇文区) no'],
    ['chongwen', 'en', '110101 Dongcheng (was Chongwen) no'],
    ['高要区', 'zh', '441204 高要区 (广东省肇庆市) yes'],
  ] as const)('finds %s where it is today', (text, lang, shown) => {
    const found = places.find(text, undefined, lang);
    const lines = found.map(
      ({ code, name, within, hasPolicy, near }) =>
        `${code} ${name} (${within}) ${hasPolicy ? 'yes' : 'no'}${near ? ' near' : ''}`,
    );
    expect(lines.join()).toBe(shown);
  });

  it('says where near a place without a policy there is one', () => {
    expect(places.nearby('370200', 'zh')).toBe('同省有政策的地区：山东省济南市 370100');
    expect(places.nearby('370200', 'en')).toBe(
      'in the same province there are policies: Jinan, Shandong 370100',
    );
  });
});
