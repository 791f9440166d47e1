// What the package and the executable are asked, to find out whether they answer alike.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import writeSheet from 'write-excel-file/node';

const ROWS = 20_000;
const STAY = '--region 371300 --insurance employee --care inpatient --level 3 --date 2025-05-01';

/** Claims of a year, each person's after one another, all places of a list in turn; every hundredth cannot be settled. */
function claims() {
  const places = ['371300', '330100', '110000', '610100', '441900'];
  const rows = [
    'setl_id,psn_no,setl_time,insuplc_admdvs,insutype,psn_type,med_type,dedc_hosp_lv,medfee_sumamt',
  ];
  for (let row = 0; row < ROWS; row++) {
    const day = new Date(Date.UTC(2025, 0, 1 + (row % 360))).toISOString().slice(0, 10);
    const total = row % 100 === 99 ? 'many' : ((row * 7919) % 300_000) + 0.25;
    const person = `P${row % 4001}`;
    rows.push(
      `S${row},${person},${day},${places[row % 5]},310,${row % 3 ? 11 : 21},21,${(row % 3) + 1},${total}`,
    );
  }
  return `${rows.join('\n')}\n`;
}

/** Files that both are given: the claims of the fixtures, a file of many, policies of one's own. */
export async function materials(root, sides, folder) {
  const own = path.join(folder, 'own');
  mkdirSync(path.join(own, '371300-linyi'), { recursive: true });
  const linyi = readFileSync(path.join(root, 'policies/371300-linyi/employee.yaml'), 'utf8');
  // Another figure, and a comment, so that the text is no longer that of the checked copy.
  writeFileSync(
    path.join(own, '371300-linyi/employee.yaml'),
    linyi.replaceAll('80%', '79%').concat('# ours\n'),
  );
  const many = claims();
  writeFileSync(path.join(folder, 'many.csv'), many);
  const few = many.split('\n').slice(0, 301);
  const cells = few.map((line) => line.split(',').map((value) => ({ value, type: String })));
  writeFileSync(path.join(folder, 'few.xlsx'), await writeSheet(cells, { sheet: 'claims' }).toBuffer());
  for (const from of ['fixtures/claims', 'fixtures/batch/claims.csv', 'policies'])
    sides.give(path.join(root, from));
  sides.give(own);
  for (const made of ['many.csv', 'few.xlsx']) sides.give(path.join(folder, made));
}

function fixtures(root) {
  const words = [];
  for (const name of readdirSync(path.join(root, 'fixtures/claims')).sort()) {
    for (const format of ['text', 'json', 'md', 'html'])
      words.push(`estimate --claim claims/${name} --format ${format}`);
    words.push(`estimate --claim claims/${name} --lang en`);
  }
  return words;
}

/** Groups of command lines: name, lines, and what is expected of them. */
export function commandLines(root, ids) {
  const batch = 'batch many.csv -o out.csv --rejects bad.csv --summary sum.json --closing year.jsonl';
  const files = ['out.csv', 'bad.csv', 'sum.json', 'year.jsonl'];
  return [
    ['what it says of itself', ['--version', '--help', '--help --lang en', 'batch --help', 'policy --help']],
    ['every fixture claim, in four formats and two languages', fixtures(root)],
    ['the sample without a terminal', ['', '--lang en']],
    ['the policies, listed', ['policy list', 'policy list --format json', 'policy schema']],
    ['every policy, shown', ids.map((id) => `policy show ${id}`)],
    ['the cases of the policies', ['check --coverage-min 100', 'check --reporter json']],
    ['lint and a curve', ['policy lint', `policy curve 371300/employee --care inpatient --level 3`]],
    ['eligibility', ['eligibility --insurance resident --paid-on 2025-10-10 --format json']],
    ['policies of one’s own', [`estimate ${STAY} --total 120600 --policies own`]],
    ['the cases of a folder', ['check policies/371300-linyi']],
    ['lint of a folder', ['policy lint own'], { expected: 1 }],
    ['a batch in threads', [`${batch} --workers 2`], { expected: 1, files }],
    ['a batch in one thread', [`${batch} --workers 0`], { expected: 1, files }],
    [
      'a batch in GBK',
      ['batch claims.csv -o gbk.csv --output-encoding gbk'],
      { expected: 1, files: ['gbk.csv'] },
    ],
    ['a workbook out', ['batch many.csv -o many.xlsx'], { expected: 1, files: ['many.xlsx'] }],
    ['and in', ['batch few.xlsx -o few.csv'], { expected: 1, files: ['few.csv'] }],
    ['what differs, in threads', ['diff policies own --claims many.csv --workers 2'], { expected: 1 }],
    ['mistakes', ['estimat', `estimate ${STAY} --total -1`, 'batch none.csv -o x.csv'], { expected: 2 }],
    ['a claim on standard input', ['estimate --claim - --format json'], { options: { input: stdin(root) } }],
    ['rows through a pipe', [`pipe --columns ${PIPED[0]}`], { options: { input: PIPED[1] } }],
    ['a completion script', ['completion bash']],
  ];
}

/** Columns, and rows: one that settles, and one that is rejected. */
const PIPED = [
  'setl_id,psn_no,setl_time,insuplc_admdvs,insutype,psn_type,med_type,dedc_hosp_lv,medfee_sumamt',
  'S1\tP1\t2025-03-02\t110000\t310\t11\t21\t3\t20000\nS2\tP2\t2025-04-01\n',
];

function stdin(root) {
  return readFileSync(path.join(root, 'fixtures/claims/f03-linyi-employee.yaml'));
}
