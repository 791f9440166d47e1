import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { batch } from './support/command.ts';
import { columnsOf, csvLine, csvText, type Row, readTable } from './support/csv.ts';
import { addedOf, outputText } from './support/expected.ts';
import { Folder } from './support/folder.ts';
import { settleRows } from './support/here.ts';
import { BENCH_POLICIES } from './support/policies.ts';
import { sampleRows } from './support/sample.ts';

const folder = new Folder();
afterAll(() => folder.remove());

/** Longer numbers than the sample has, so that there is something to show of them between the stars. */
const numberOf = (person = ''): string => (person === '' ? '' : `P00${person.slice(1)}77X`);
const rows = (await sampleRows(4, 55)).map((row): Row => ({ ...row, person: numberOf(row.person) }));
const columns = columnsOf(rows);
const persons = [...new Set(rows.map(({ person = '' }) => person))];
const ids = rows.map(({ id = '' }) => id);
const plain = await settleRows(rows, { policies: [BENCH_POLICIES] });
const added = addedOf(plain.rows);
const input = folder.write('in.csv', csvText(columns, rows));
const empty = folder.write('empty.jsonl', '');
const key = folder.write('one.key', 'an invented key of some length\n');
const otherKey = folder.write('other.key', 'another invented key of some length\n');

function run(name: string, ...flags: string[]) {
  const [out, rejects] = [folder.file(`${name}.csv`), folder.file(`${name}.rejects.csv`)];
  const done = batch(input, '-o', out, '--policies', BENCH_POLICIES, ...flags);
  return { ...done, out: readFileSync(out, 'utf8'), rejects: readFileSync(rejects, 'utf8') };
}

/** Who is hidden by what, found out from the output. */
function hidden(out: string): Map<string, string> {
  const by = new Map<string, string>();
  for (const { id = '', person = '' } of readTable(out)) {
    const real = rows.find((row) => row.id === id)?.person ?? '';
    expect(by.get(real) ?? person).toBe(person);
    by.set(real, person);
  }
  return by;
}

/** The rows with other persons in them. */
function withPersons(by: (person: string) => string): Row[] {
  return rows.map((row) => ({ ...row, person: by(row.person ?? '') }));
}

const stars = (person: string): string =>
  person.length === 0 ? '' : `${person.slice(0, 3)}${'*'.repeat(person.length - 6)}${person.slice(-3)}`;

describe('persons that are hidden', () => {
  it('by stars, in the results and in the rejects, and nothing else is changed', () => {
    expect(persons.every(({ length }) => length >= 12)).toBe(true);
    const { out, rejects, code } = run('stars', '--mask', 'stars');
    expect(code).toBe(1);
    expect(out).toBe(outputText(columns, withPersons(stars), added));
    const wanted = withPersons(stars);
    for (const { id = '', row = '' } of readTable(rejects)) {
      const given = wanted.find((one) => one.id === id);
      expect(row).toBe(csvLine(columns.map((column) => given?.[column] ?? '')));
    }
    for (const person of persons) expect(out + rejects).not.toContain(person);
  });

  it.each([
    ['in one pass', []],
    ['parted by person', ['--opening', empty]],
    ['with two threads', ['--workers', '2']],
    ['with a ledger, which keeps the persons', ['--closing', folder.file('next.jsonl')]],
  ])('by a hash that is the same for a person, another for each: %s', (name, flags) => {
    const { out, rejects } = run(`hash-${name.length}`, '--mask', `hash:${key}`, ...flags);
    const by = hidden(out);
    expect(new Set(by.values()).size).toBe(by.size);
    for (const [, hash] of by) expect(hash).toMatch(/^[0-9a-f]{20}$/);
    for (const person of persons) expect(out + rejects).not.toContain(person);
    const refused = readTable(rejects);
    expect(refused.length).toBeGreaterThan(3);
    for (const { id, row = '' } of refused) {
      const person = rows.find((one) => one.id === id)?.person ?? '';
      if (by.has(person)) expect(row).toContain(by.get(person));
    }
    expect(out).toBe(
      outputText(
        columns,
        withPersons((person) => by.get(person) ?? ''),
        added,
      ),
    );
  });

  it('by the same hash from run to run, by another under another key', () => {
    const [one, again, other] = [key, key, otherKey].map((path, index) =>
      hidden(run(`key-${index}`, '--mask', `hash:${path}`).out),
    );
    expect(again).toEqual(one);
    for (const [person, hash] of other ?? []) expect(hash).not.toBe(one?.get(person));
  });

  it.each([
    ['short', 'P0001', '*****'],
    ['with a Chinese name', '张三丰李四光', '张****光'],
    ['in quotes', 'P,"0001', 'P*****1'],
    ['with spaces about it', ' P0001 ', '*****'],
  ])('a number that is %s', async (_, person, shown) => {
    const claim = { id: 'S1', person, date: '2025-05-01', region: '371300', insurance: 'employee' };
    const row = { ...claim, care: 'inpatient', 'hospital.level': '3', 'expenses.total': '10600' };
    const { rows: out } = await settleRows([row], { mask: { kind: 'stars' } });
    expect(out[0]?.person).toBe(shown);
  });

  it('in a GBK file, under its Chinese header', () => {
    const header = ['备注', '人员编号', '结算时间', '参保地', '险种', '医疗类别', '医院等级', '医疗费总额'];
    const row = ['张三', 'P000123456', '2025-05-01', '临沂', '职工', '住院', '三级', '10600'];
    const path = folder.write('gbk.csv', iconv.encode(`${csvLine(header)}\n${csvLine(row)}\n`, 'gbk'));
    expect(batch(path, '-o', folder.file('gbk.out.csv'), '--mask', 'stars').code).toBe(0);
    const text = iconv.decode(readFileSync(folder.file('gbk.out.csv')), 'gbk');
    expect(text).toContain('张三,P0******56,2025-05-01,临沂');
  });

  it('cannot be hidden where no column holds them', () => {
    const path = folder.write(
      'nobody.csv',
      'date,region,insurance,care,expenses.total\n2025-05-01,371300,employee,inpatient,10600\n',
    );
    const done = batch(path, '-o', folder.file('nobody.out.csv'), '--mask', 'stars');
    expect([done.code, done.stderr]).toEqual([2, expect.stringContaining('--mask')]);
  });
});

describe('what is said of a run', () => {
  it.each([
    ['told.json', []],
    ['told.html', ['--compare']],
    ['told.txt', ['--compare', '--lang', 'en']],
    ['told-2.html', ['--workers', '2']],
  ])('names no person and no claim: %s %j', (name, flags) => {
    // With something recorded, so that there are differences to tell of.
    const recorded = rows.map((row) => ({ ...row, fund_pay_sumamt: '1.00' }));
    const path = folder.write('told.csv', csvText(columnsOf(recorded), recorded));
    const summary = folder.file(name);
    const { stdout, stderr } = batch(
      ...[path, '-o', folder.file('told.out.csv'), '--summary', summary],
      ...['--policies', BENCH_POLICIES, ...flags],
    );
    const text = stdout + stderr + readFileSync(summary, 'utf8');
    expect(text.length).toBeGreaterThan(2000);
    for (const one of [...persons, ...ids]) expect(text).not.toContain(one);
  });
});

describe('--excel-safe', () => {
  const claim = { date: '2025-05-01', region: '371300', insurance: 'employee', care: 'inpatient' };
  const sound = { ...claim, 'hospital.level': '3', 'expenses.total': '10600' };
  const cells: readonly (readonly [cell: string, safe: string])[] = [
    ['=1+1', "'=1+1"],
    ['+86 10', "'+86 10"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ['=HYPERLINK("http://x.example","a,b")', `'=HYPERLINK("http://x.example","a,b")`],
    ['-12.50', '-12.50'],
    ['+3%', '+3%'],
    ['-', "'-"],
    ['1=1', '1=1'],
    ['a', 'a'],
    [' =1', ' =1'],
    ['', ''],
  ];

  it.each(cells)('%j becomes %j', async (cell, safe) => {
    const row = { id: 'S1', person: 'P0001', ...sound, remark: cell };
    const { rows: out } = await settleRows([row], { excelSafe: true });
    expect(out[0]?.remark).toBe(safe);
    const { out: bytes } = await settleRows([row]);
    expect(readTable(bytes.toString())[0]?.remark).toBe(cell);
  });

  it('headers too, and person numbers, masked or not', async () => {
    const row = { '=id': 'x', id: '=S1', person: '=P0001', ...sound };
    const { rows: out } = await settleRows([row], { excelSafe: true });
    expect(out[0]).toMatchObject({ "'=id": 'x', id: "'=S1", person: "'=P0001", est_hifp_pay: '8000.00' });
    const { rows: both } = await settleRows([row], { excelSafe: true, mask: { kind: 'stars' } });
    expect(both[0]?.person).toBe("'=****1");
  });
});
