// The lists of codes that the packages give, each as an object of names by code.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { areaList } from '@vant/area-data';
import { isDivision } from './names.mjs';

const require = createRequire(import.meta.url);

/** Codes the list of today still has though the standard has dropped them. */
const DROPPED = [
  '320611', // 港闸区, since 2020 崇川区
  '350402', // 梅列区, since 2021 三元区
  '370634', // 长岛县, since 2020 蓬莱区
];

/** Today's list. */
export function currentList() {
  const { province_list, city_list, county_list } = areaList;
  const list = divisions({ ...province_list, ...city_list, ...county_list });
  for (const code of DROPPED) {
    if (list[code] === undefined) throw new Error(`${code} has left the list: take it out of DROPPED`);
    delete list[code];
  }
  return list;
}

/** Lists of the past, the oldest first, each with its month: 200212. */
export function pastLists() {
  const folder = dirname(require.resolve('gb2260'));
  const dated = readdirSync(folder).flatMap((file) => /^(\d{6})\.json$/.exec(file)?.[1] ?? []);
  const lists = dated.sort().map((month) => ({
    month,
    list: divisions(JSON.parse(readFileSync(join(folder, `${month}.json`), 'utf8'))),
  }));
  const { dataOf202011 } = require('administrative-division-cn');
  const entries = dataOf202011.map(({ code, name }) => [code, name]);
  return [...lists, { month: '202011', list: divisions(Object.fromEntries(entries)) }];
}

function divisions(names) {
  return Object.fromEntries(Object.entries(names).filter(([code, name]) => isDivision(code, name)));
}
