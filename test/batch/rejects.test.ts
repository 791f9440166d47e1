import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { batch, type Counts, json } from './support/command.ts';
import { csvLine, type Row, readTable } from './support/csv.ts';
import { Folder } from './support/folder.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const COLUMNS = [
  ...['id', 'person', 'date', 'region', 'insurance', 'status', 'age', 'care', 'hospital.level'],
  ...['expenses.total', 'expenses.self_funded', 'expenses.essential_medicine', 'expenses.items'],
  ...['paid.pooled_fund', 'supplements', 'reverses', '备注'],
];
/** 10,600 in a level 3 hospital of Linyi: 600 are the deductible, 80% of the rest are paid. */
const SOUND: Row = {
  ...{ date: '2025-05-01', region: '371300', insurance: 'employee', status: 'active', care: 'inpatient' },
  ...{ 'hospital.level': '3', 'expenses.total': '10600' },
};

interface Bad {
  readonly name: string;
  /** What is different from a sound row; or the whole row as it stands. */
  readonly row: Row | ((id: string) => string);
  readonly code: string;
  readonly field?: string;
  readonly value?: string;
}

const total = (value: string, code: string): Bad => ({
  name: `the amount ${value}`,
  row: { 'expenses.total': value },
  code,
  field: 'expenses.total',
  value,
});
const word = (field: string, value: string, code = 'UNKNOWN_CODE'): Bad => ({
  name: `${value} as ${field}`,
  row: { [field]: value },
  code,
  field,
  value,
});
const without = (field: string): Bad => ({
  name: `no ${field}`,
  row: { [field]: '' },
  code: 'MISSING_FIELD',
  field,
});

const BAD: readonly Bad[] = [
  total('x', 'MONEY_NOT_A_NUMBER'),
  total('1.2万', 'MONEY_NOT_A_NUMBER'),
  total('1,200.00', 'MONEY_NOT_A_NUMBER'),
  total('1e4', 'MONEY_NOT_A_NUMBER'),
  total('-10600', 'MONEY_NEGATIVE'),
  total('10600.001', 'MONEY_DECIMALS'),
  total('010600', 'MONEY_LEADING_ZERO'),
  total('90000000.01', 'MONEY_TOO_LARGE'),
  {
    name: 'more self-funded than there is',
    row: { 'expenses.self_funded': '10600.01' },
    code: 'PARTS_ABOVE_TOTAL',
    field: 'expenses.self_funded',
  },
  {
    name: 'more medicine than in-policy cost',
    row: { 'expenses.essential_medicine': '10000', 'expenses.self_funded': '601' },
    code: 'PARTS_ABOVE_IN_POLICY',
    field: 'expenses.essential_medicine',
  },
  ...['date', 'region', 'insurance', 'care', 'hospital.level', 'expenses.total'].map(without),
  word('insurance', '医保'),
  word('care', '99'),
  word('hospital.level', '四级'),
  word('status', 'idle'),
  word('age', '151', 'NOT_A_WHOLE_NUMBER'),
  word('age', '四十', 'NOT_A_WHOLE_NUMBER'),
  word('date', '2025-02-29', 'NOT_A_DATE'),
  word('date', '2025/05/01', 'NOT_A_DATE'),
  word('region', '火星', 'REGION_UNKNOWN'),
  { name: 'a day before the policy', row: { date: '2001-05-01' }, code: 'DATE_BEFORE_POLICY', field: 'date' },
  {
    name: 'a day after the policy',
    row: {
      ...{ region: '441200', insurance: 'resident', supplements: 'zhaofubao', date: '2024-06-01' },
    },
    code: 'DATE_AFTER_POLICY',
    field: 'date',
  },
  { name: 'a place without a policy', row: { region: '820000', insurance: 'resident' }, code: 'NO_POLICY' },
  { name: 'care that the policy leaves out', row: { care: 'pharmacy' }, code: 'CARE_NOT_MODELLED' },
  {
    name: 'a figure that is not stated',
    row: { care: 'outpatient', region: '000000' },
    code: 'FIGURE_NOT_STATED',
  },
  { name: 'a supplement that is none', row: { supplements: 'x' }, code: 'UNKNOWN_SUPPLEMENT' },
  {
    name: 'items that are no list',
    row: { 'expenses.items': 'x' },
    code: 'BAD_ITEMS',
    field: 'expenses.items',
  },
  {
    name: 'items that do not add up',
    row: { 'expenses.items': '[{"name":"a","amount":"1","class":"A"}]' },
    code: 'ITEMS_DO_NOT_ADD_UP',
  },
  { name: 'more paid than it cost', row: { 'paid.pooled_fund': '10600.01' }, code: 'PAID_ABOVE_COST' },
  { name: 'nothing to take back', row: { reverses: 'S0', 'expenses.total': '' }, code: 'REVERSAL_UNKNOWN' },
  {
    name: 'a bad value behind a remark of several lines',
    row: { 备注: '一\n二\n三', 'expenses.total': 'x' },
    code: 'MONEY_NOT_A_NUMBER',
  },
  {
    name: 'one value too many',
    row: (id) => `${line({ ...SOUND, id })},更多`,
    code: 'RAGGED_ROW',
    value: '18',
  },
  { name: 'two values', row: (id) => `${id},`, code: 'RAGGED_ROW', value: '2' },
  { name: 'spaces only', row: () => '  ', code: 'RAGGED_ROW', value: '1' },
  {
    name: 'text behind a quote',
    row: (id) => `${id},"P9999"x,${line(SOUND).slice(2)}`,
    code: 'TEXT_AFTER_QUOTE',
  },
];
/** Takes in all that comes behind it, so it stands last. */
const UNCLOSED = { name: 'a quote that is not closed', code: 'UNCLOSED_QUOTE' };

function line(row: Row): string {
  return csvLine(COLUMNS.map((column) => row[column] ?? ''));
}

interface Placed extends Row {
  readonly line: string;
  readonly id: string;
  readonly row: string;
}

/** A file in which sound rows, empty lines and remarks of several lines stand between the bad ones. */
function makeUp(): { text: string; sound: string[]; bad: Placed[]; blank: number } {
  const lines = [csvLine(COLUMNS)];
  const sound: string[] = [];
  const bad: Placed[] = [];
  let blank = 0;
  const add = (text: string): number => {
    const at = lines.join('\n').split('\n').length + 1;
    lines.push(text);
    return at;
  };
  for (const [index, { row, code, field = '', value }] of BAD.entries()) {
    const person = `P${String(index).padStart(4, '0')}`;
    const good = line({ ...SOUND, id: `S${index}`, person, 备注: index % 3 === 0 ? '第一行\n第二行' : '' });
    add(good);
    sound.push(good);
    if (index % 4 === 0) {
      add('');
      blank++;
    }
    const id = `B${index}`;
    const text = typeof row === 'function' ? row(id) : line({ ...SOUND, id, person: `Q${index}`, ...row });
    const at = String(add(text));
    bad.push({
      ...{ line: at, id: text.startsWith(id) ? id : '  ', code, row: text },
      ...(field !== '' && { field }),
      ...(value !== undefined && { value }),
    });
  }
  const unclosed = `U1,"P0000,${line(SOUND)}`;
  bad.push({ line: String(add(unclosed)), id: '', code: UNCLOSED.code, row: unclosed });
  return { text: `${lines.join('\n')}\n`, sound, bad, blank };
}

const made = makeUp();
const input = folder.write('in.csv', made.text);
const empty = folder.write('empty.jsonl', '');

function run(name: string, ...more: string[]) {
  const done = batch(
    input,
    '-o',
    folder.file(`${name}.csv`),
    '--summary',
    folder.file(`${name}.json`),
    ...more,
  );
  const out = readFileSync(folder.file(`${name}.csv`), 'utf8');
  const rejects = readFileSync(folder.file(`${name}.rejects.csv`), 'utf8');
  return {
    done,
    out,
    rejects: readTable(rejects),
    text: rejects,
    counts: json<Counts>(folder.file(`${name}.json`)),
  };
}

const plain = run('plain');

describe('rows that cannot be settled', () => {
  it('go to the rejects with line, id, code, field, value and the whole row', () => {
    expect(plain.rejects).toEqual(made.bad.map((bad) => expect.objectContaining(bad)));
    for (const { message, code } of plain.rejects) expect(message, code).toMatch(/[\u4e00-\u9fff]/);
  });

  it('leave the others alone, and none is lost', () => {
    const rows = readTable(plain.out);
    expect(rows.map(({ est_hifp_pay }) => est_hifp_pay)).toEqual(made.sound.map(() => '8000.00'));
    const given = plain.out.split('\n').slice(1).join('\n');
    for (const row of made.sound) expect(given).toContain(`${row},10600.00,`);
    expect(rows.length + plain.rejects.length).toBe(made.sound.length + made.bad.length);
  });

  it('are counted, and the run ends with 1', () => {
    const rejected = made.bad.length;
    const settled = made.sound.length;
    expect(plain.done.code).toBe(1);
    expect(plain.counts.rows).toMatchObject({
      ...{ in: settled + rejected, settled, not_covered: 0, rejected, blank: made.blank },
    });
  });

  it('are told of in English', () => {
    const { rejects, done } = run('english', '--lang', 'en');
    expect(done.code).toBe(1);
    expect(rejects.map(({ message: _, ...reject }) => reject)).toEqual(
      plain.rejects.map(({ message: _, ...reject }) => reject),
    );
    for (const { message = '', value = '', code } of rejects) {
      expect(message, code).toMatch(/[a-z]{2}/);
      // Chinese only where it is quoted from the row.
      expect(message.replaceAll(value, ''), code).not.toMatch(/[，。：；]/);
    }
  });

  it.each([
    ['parted by person', ['--opening', empty]],
    ['with three threads', ['--workers', '3']],
    ['parted by person, with two threads', ['--opening', empty, '--workers', '2']],
  ])('are the same %s', (name, flags) => {
    const other = run(name.replaceAll(' ', '-'), ...flags);
    expect(other.text).toBe(plain.text);
    expect(other.out).toBe(plain.out);
    expect(other.counts).toEqual(plain.counts);
  });

  it('a row with several faults tells them all, the first by name', () => {
    const columns = ['id', 'date', 'region', 'insurance', 'care', 'hospital.level', 'expenses.total'];
    const row = ['S1', '2025-13-01', '371300', 'employee', '99', '3', 'x'];
    const path = folder.write('several.csv', `${csvLine(columns)}\n${csvLine(row)}\n`);
    expect(batch(path, '-o', folder.file('several.out.csv')).code).toBe(1);
    const [reject] = readTable(readFileSync(folder.file('several.out.rejects.csv'), 'utf8'));
    expect(reject).toMatchObject({ code: 'NOT_A_DATE', field: 'date', value: '2025-13-01' });
    for (const fault of ['2025-13-01', '99', 'x']) expect(reject?.message).toContain(`“${fault}”`);
  });

  it('a quote that nobody closes takes one line with it, not the rest of the file', () => {
    const [first, second, third] = ['S1', 'S2', 'S3'].map((id) => line({ ...SOUND, id, person: id }));
    const slip = second?.replace('S2,', 'S2,"') ?? '';
    const path = folder.write('slip.csv', `${[csvLine(COLUMNS), first, slip, third].join('\n')}\n`);
    expect(batch(path, '-o', folder.file('slip.out.csv')).code).toBe(1);
    const ids = readTable(readFileSync(folder.file('slip.out.csv'), 'utf8')).map(({ id }) => id);
    expect(ids).toEqual(['S1', 'S3']);
    expect(readTable(readFileSync(folder.file('slip.out.rejects.csv'), 'utf8'))).toMatchObject([
      { line: '3', code: UNCLOSED.code, row: slip },
    ]);
  });

  it('nothing but them is a file too', () => {
    const bad = csvLine(COLUMNS.map((column) => (column === 'id' ? 'S1' : '')));
    const path = folder.write('only.csv', `${csvLine(COLUMNS)}\n${bad}\n`);
    expect(batch(path, '-o', folder.file('only.out.csv')).code).toBe(1);
    expect(readFileSync(folder.file('only.out.csv'), 'utf8').split('\n').length).toBe(2);
    expect(readTable(readFileSync(folder.file('only.out.rejects.csv'), 'utf8')).length).toBe(1);
  });

  it('no row at all is nothing to report', () => {
    const path = folder.write('none.csv', `${csvLine(COLUMNS)}\n`);
    expect(batch(path, '-o', folder.file('none.out.csv')).code).toBe(0);
    expect(readFileSync(folder.file('none.out.rejects.csv'), 'utf8')).toBe(
      'line,id,code,field,value,message,row\n',
    );
  });
});
