import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { batch } from './support/command.ts';
import { csvText, type Row, readTable } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { settleBytes } from './support/here.ts';

const folder = new Folder();
afterAll(() => folder.remove());

/** A stay in a level 3 hospital of Linyi: of 10,600 the pooled fund pays 8,000, in level 2 8,670, in level 1 9,360. */
const STAY = {
  ...{ id: 'S1', person: 'P0001', date: '2025-05-01', region: '371300', insurance: 'employee' },
  ...{ status: 'active', care: 'inpatient', 'hospital.level': '3', 'expenses.total': '10600' },
};

/** The stay with its columns called otherwise; a column called nothing is left out. */
function claim(names: Readonly<Record<string, string>>, values: Row = {}): Row {
  const entries = Object.entries({ ...STAY, ...values }).map(([name, value]) => [names[name] ?? name, value]);
  return Object.fromEntries(entries.filter(([name]) => name !== ''));
}

async function settled(row: Row, map: string, compare = false) {
  return settleBytes(csvText(Object.keys(row), [row]), { map, compare });
}

interface House {
  readonly name: string;
  readonly map: string;
  readonly row: Row;
  readonly paid?: string;
}

const HOUSES: readonly House[] = [
  { name: 'nothing in it', map: '{}', row: STAY },
  {
    name: 'headers of its own',
    map: 'columns: { 身份证号: person, 结算日: date, 总额: medfee_sumamt, 单号: 结算ID, 等级: hospital.level }',
    row: claim({
      ...{ id: '单号', person: '身份证号', date: '结算日' },
      ...{ 'hospital.level': '等级', 'expenses.total': '总额' },
    }),
  },
  {
    name: 'a header of ours that means something else',
    map: 'columns: { date: id, id: date }',
    row: claim({ id: 'date', date: 'id' }),
  },
  {
    name: 'spaces about a header',
    map: 'columns: { 总额: expenses.total }',
    row: claim({ 'expenses.total': ' 总额 ' }),
  },
  {
    name: 'codes of its own',
    map: 'values: { status: { "1": active, "2": retired }, hospital.level: { A: 3, B: 2 }, care: { Z: 住院 } }',
    row: { ...STAY, status: '1', 'hospital.level': 'B', care: 'Z' },
    paid: '8670.00',
  },
  {
    name: 'codes under the national name of the field',
    map: 'values: { dedc_hosp_lv: { 甲: 1 } }',
    row: { ...STAY, 'hospital.level': '甲' },
    paid: '9360.00',
  },
  {
    name: 'codes that are codes of ours for something else',
    map: 'values: { hospital.level: { "1": 3, "3": 1 } }',
    row: { ...STAY, 'hospital.level': '3' },
    paid: '9360.00',
  },
  {
    name: 'codes beside the words everybody has',
    map: 'values: { hospital.level: { A: 2 } }',
    row: { ...STAY, 'hospital.level': '二级' },
    paid: '8670.00',
  },
  {
    name: 'a code with spaces about it',
    map: 'values: { hospital.level: { A: 2 } }',
    row: { ...STAY, 'hospital.level': ' A ' },
    paid: '8670.00',
  },
  {
    name: 'places of its own',
    map: 'values: { region: { LY: "371300" } }',
    row: { ...STAY, region: 'LY' },
  },
  {
    name: 'what is the same for the whole file',
    map: 'constants: { region: 临沂, 险种: 职工, care: inpatient, hospital.level: 2 }',
    row: claim({ region: '', insurance: '', care: '', 'hospital.level': '' }),
    paid: '8670.00',
  },
  {
    name: 'a column that is only carried through',
    map: 'ignore: [hifp_pay]',
    row: { ...STAY, hifp_pay: '1.00' },
  },
  {
    name: 'one of two columns for a field',
    map: 'ignore: [总费用]',
    row: { ...STAY, 总费用: '20600' },
  },
  { name: 'days without signs', map: 'date_format: YYYYMMDD', row: { ...STAY, date: '20250501' } },
  {
    name: 'days without signs, and a time',
    map: 'date_format: YYYYMMDD',
    row: { ...STAY, date: '20250501103000' },
  },
  { name: 'days with strokes', map: 'date_format: YYYY/M/D', row: { ...STAY, date: '2025/5/1' } },
  {
    name: 'days with strokes and a time',
    map: 'date_format: YYYY/M/D',
    row: { ...STAY, date: '2025/05/01 8:00' },
  },
  { name: 'ISO days whatever is said', map: 'date_format: YYYYMMDD', row: { ...STAY, date: '2025-05-01' } },
];

describe('a house with its own ways', () => {
  it.each(HOUSES)('$name', async ({ map, row, paid = '8000.00' }) => {
    const { rows, rejects } = await settled(row, map);
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([{ ...row, est_hifp_pay: paid }]);
  });

  it('persons under its own header are persons', async () => {
    const [one, two] = ['S1', 'S2'].map((id) => claim({ person: '证号' }, { id, region: '990100' }));
    const map = 'columns: { 证号: person }\nvalues: { region: { "990100": "371300" } }';
    const { rows, summary } = await settleBytes(csvText(Object.keys(one as Row), [one as Row, two as Row]), {
      map,
      closing: true,
    });
    expect(rows.length).toBe(2);
    expect(summary.rows.noPerson).toBe(0);
  });

  it('an ignored column is not compared either', async () => {
    const { rows } = await settled(
      { ...STAY, hifp_pay: '1.00', psn_part_amt: '2600.00' },
      'ignore: [hifp_pay]',
      true,
    );
    expect(Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('diff_'))).toEqual([
      'diff_psn_part_amt',
      'diff_reason',
    ]);
  });

  it.each([
    ['YYYYMMDD', '20250230'],
    ['YYYYMMDD', '2025051'],
    ['YYYY/M/D', '2025/13/1'],
    ['YYYY/M/D', '1/5/2025'],
    ['YYYY-MM-DD', '20250501'],
  ])('days that are none in the form %s: %s', async (format, date) => {
    const { rejects } = await settled({ ...STAY, date }, `date_format: ${format}`);
    expect(rejects).toMatchObject([{ code: 'NOT_A_DATE', field: 'date' }]);
  });

  it('a code that its map does not have is refused as it is written', async () => {
    const { rejects } = await settled(
      { ...STAY, 'hospital.level': 'C' },
      'values: { hospital.level: { A: 2 } }',
    );
    expect(rejects).toMatchObject([{ code: 'UNKNOWN_CODE', field: 'hospital.level', value: 'C' }]);
  });

  it('what the map names and the file has not is pointed out', async () => {
    const { remarks } = await settled(STAY, 'columns: { 总额: expenses.total }\nignore: [备注]');
    expect(remarks.map(({ code, message }) => [code, message.zh])).toEqual([
      ['MAP_UNUSED', expect.stringContaining('总额')],
      ['MAP_UNUSED', expect.stringContaining('备注')],
    ]);
  });
});

describe('a map that is wrong', () => {
  it.each([
    ['columns: { 总额: total_cost }', 'UNKNOWN_FIELD', 1],
    ['constant: { region: "371300" }', 'UNKNOWN_KEY', 1],
    ['columns: [总额]', 'BAD_MAP', 1],
    ['values: { status: active }', 'BAD_MAP', 1],
    ['values:\n  status: { "1": workng }', 'UNKNOWN_CODE', 2],
    ['values:\n  stat: { "1": active }', 'UNKNOWN_FIELD', 2],
    ['constants: { insurance: 医保 }', 'UNKNOWN_CODE', 1],
    ['constants: { expenses.total: 100 }', 'UNKNOWN_FIELD', 1],
    ['constants: { person: P0001 }', 'UNKNOWN_FIELD', 1],
    ['date_format: DD.MM.YYYY', 'UNKNOWN_CODE', 1],
    ['- columns', 'BAD_MAP', 1],
    ['constants: { region: "371300" }', 'FIELD_TWICE', 1],
  ])('%j', async (map, code, line) => {
    const error = await settled(STAY, map).catch((thrown: unknown) => thrown);
    if (!(error instanceof BaoxiaoError)) expect.fail('nothing was thrown');
    expect(error.diagnostics).toMatchObject([{ code, place: { line } }]);
  });
});

it('on the command line', () => {
  const row = claim(
    { date: '结算日', 'expenses.total': '总额', region: '' },
    { date: '20250501', status: '1' },
  );
  const input = folder.write('in.csv', csvText(Object.keys(row), [row]));
  const map = folder.write(
    'house.yaml',
    [
      'columns: { 结算日: date, 总额: expenses.total }',
      'values: { status: { "1": active } }',
      'constants: { region: "371300" }',
      'date_format: YYYYMMDD',
    ].join('\n'),
  );
  expect(batch(input, '-o', folder.file('out.csv'), '--map', map)).toMatchObject({ code: 0 });
  expect(readTable(readFileSync(folder.file('out.csv'), 'utf8'))).toMatchObject([
    { ...row, est_hifp_pay: '8000.00' },
  ]);
});
