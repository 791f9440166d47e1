// Whether start-up grows with the library: the same command against folders of 10 and of 1,000 policies, in turn.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { currentList } from '../scripts/regions/lists.mjs';
import { median } from './median.mjs';

const FEW = 10;
const MANY = 1000;

/** A folder of copies of one policy, each for a place of its own; the place asked for is in every such folder. */
function generate(root, folder, count) {
  const text = readFileSync(path.join(root, 'policies', '371300-linyi', 'employee.yaml'), 'utf8');
  const codes = Object.keys(currentList()).filter((code) => !code.endsWith('00') && !code.startsWith('3713'));
  for (const code of ['371300', ...codes].slice(0, count)) {
    const place = path.join(folder, `${code}-place`);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'employee.yaml'), text.replaceAll('371300/', `${code}/`));
  }
  cpSync(path.join(root, 'policies', 'national.yaml'), path.join(folder, 'national.yaml'));
  return readdirSync(folder).length - 1;
}

/**
 * @param wall runs node with arguments and gives its wall time in milliseconds
 * @returns by command: the median times with few and with many policies, and the median of their ratio
 */
export function measureLibrary(root, scratch, rounds, wall) {
  const folders = { few: path.join(scratch, 'few'), many: path.join(scratch, 'many') };
  const counts = { few: generate(root, folders.few, FEW), many: generate(root, folders.many, MANY) };
  const claims = path.join(scratch, 'small.csv');
  const row = 'employee,inpatient,3,2025-05-01,120600';
  const rows = ['371300', '临沂市', '371302', '兰山区'].map((region) => `${region},${row}`);
  writeFileSync(claims, ['region,insurance,care,hospital.level,date,expenses.total', ...rows, ''].join('\n'));
  const flags = '--insurance employee --care inpatient --level 3 --date 2025-05-01 --total 120600'.split(' ');
  const command = (...args) => ['bin/baoxiao.js', ...args];
  const commands = {
    'estimate, place by code': command('estimate', '--region', '371300', ...flags),
    'estimate, place by name': command('estimate', '--region', '临沂市', ...flags),
    'batch of 4 rows': command('batch', claims, '-o', path.join(scratch, 'small.out.csv')),
  };
  const found = [];
  for (const [name, args] of Object.entries(commands)) {
    const times = { few: [], many: [] };
    for (let round = -1; round < Math.max(9, rounds * 2); round++) {
      for (const size of ['few', 'many']) {
        const time = wall([...args, '--policies', folders[size]]);
        if (round >= 0) times[size].push(time);
      }
    }
    const ratio = median(times.many.map((time, round) => time / times.few[round]));
    found.push({ name, few: median(times.few), many: median(times.many), ratio });
  }
  return { counts, found };
}
