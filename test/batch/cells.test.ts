import { expect, it } from 'vitest';
import { openLibrary } from '../../src/policy/shipped.ts';
import { Counter, claimOfRow } from './support/counter.ts';
import type { Row } from './support/csv.ts';
import { settleRows } from './support/here.ts';

const SOUND: Row = {
  date: '2025-05-01',
  region: '371300',
  insurance: 'employee',
  status: 'active',
  care: 'inpatient',
  'hospital.level': '3',
  'expenses.total': '10600',
};
const COLUMNS = [
  ...['date', 'region', 'insurance', 'status', 'age', 'care', 'assistance', 'cover_years', 'disease'],
  ...['hospital.level', 'hospital.grade', 'hospital.kind', 'hospital.designated', 'access.filing'],
  ...['expenses.total', 'expenses.self_funded', 'expenses.essential_medicine', 'expenses.parts.x'],
  ...['expenses.items', 'year_to_date.admissions', 'year_to_date.pooled_fund'],
  ...['year_to_date.pooled_fund.paid', 'year_to_date.x.paid', 'paid.pooled_fund', 'accounts.personal'],
  ...['supplements', 'pre_existing', 'delivery', 'claim_free_years', 'care_detail', 'civil_servant'],
  ...['disability', 'applied', 'renewed', 'access.place', 'access.settled'],
];
const CELLS = [
  // Amounts and numbers, and what people take for them.
  ...[
    '0',
    '00',
    '01',
    '1',
    '-1',
    '+1',
    '1.5',
    '1.500',
    '1.',
    '.5',
    '1e3',
    '１２３',
    '1,234.56',
    '¥12',
    '1.2万',
  ],
  ...['-0', '+0', '0.00', '-0.00', '90000000', '90000000.01', '99999999999999999999', 'NaN', 'null', '4 5'],
  ...['150', '151', '10600', '10600.00', '10600.01', '0x10', '١'],
  // Days.
  ...['2025-05-01 10:00:00', '2025-05-01T99', '2025-05-01x', '2025-5-1', '20250501', '2025/05/01'],
  ...[
    '２０２５-０５-０１',
    '2025-02-29',
    '2024-02-29',
    '2025-13-01',
    '0000-01-01',
    '9999-12-31',
    '2019-01-01',
  ],
  // Words.
  ...[
    'true',
    '是',
    'N',
    'x',
    '临沂',
    'linyi',
    'ly',
    '中国',
    '999999',
    '371300',
    'employee;resident',
    '310|390',
  ],
  ...['none', 'maternity', '未参保', 'community', '社区', '8', '14', 'tcm', 'hypertension', 'caesarean'],
  ...[
    'constructor',
    '__proto__',
    'zhaofubao',
    '肇福保',
    '14;21',
    'Employee',
    ' employee ',
    'ｅｍｐｌｏｙｅｅ',
  ],
  // Items.
  ...['[]', '{}', '7', '[7]', '[{"name":"a","amount":"1"}]', '[{"name":"a","amount":10600,"class":"A"}]'],
  ...['[{"name":"a","amount":"10600.00","class":"D"}]', '[{"name":"a","amount":"10600.001","class":"A"}]'],
  // Signs.
  ...[
    '  ',
    '\t',
    '12\t',
    '\t12',
    ' 12 ',
    '\u3000',
    '\u300012',
    '\u00a0',
    '\ufeff',
    '\u0000',
    '😀',
    '"',
    'a"b',
  ],
  ...['a\nb', 'a\r\nb', '=1+1', "'", '\\', '-', '—', '无', 'N/A', '#REF!'],
];

/** The counter fills in today where a claim has no date; a row of a file without one is refused. */
const NO_DATE = { code: 'MISSING_FIELD', field: 'date', value: '' };

async function wanted(counter: Counter, row: Row): Promise<Row> {
  if (row.date?.trim() === '') return NO_DATE;
  const { 'expenses.items': items = '' } = row;
  if (items.trim() !== '' && !isJson(items)) return { code: 'BAD_ITEMS', field: 'expenses.items', value: '' };
  const answer = await counter.settle(claimOfRow(row));
  if ('est' in answer) return answer.est;
  const [{ code = '', field = '', value = '' } = {}] = answer.refused;
  return { code, field, value };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it('whatever stands in a cell, it is taken as the counter takes it, and the run goes on', async () => {
  const counter = new Counter({ library: openLibrary() });
  const rows = COLUMNS.flatMap((column) =>
    CELLS.map((cell, index): Row => {
      const id = `${COLUMNS.indexOf(column)}-${index}`;
      return {
        id,
        person: `P${id}`,
        ...Object.fromEntries(COLUMNS.map((name) => [name, ''])),
        ...SOUND,
        [column]: cell,
      };
    }),
  );
  const result = await settleRows(rows);
  const batch = new Map<string, Row>([
    ...result.rows.map(({ id = '', ...row }): [string, Row] => [
      id,
      Object.fromEntries(Object.entries(row).filter(([name]) => name.startsWith('est_'))),
    ]),
    ...result.rejects.map(({ id = '', code = '', field = '', value = '' }): [string, Row] => [
      id,
      { code, field, value },
    ]),
  ]);
  const differing: unknown[] = [];
  for (const { id = '', ...row } of rows) {
    const theirs = await wanted(counter, row);
    const mine = batch.get(id);
    const [column = 0, cell = 0] = id.split('-').map(Number);
    if (JSON.stringify(theirs) !== JSON.stringify(mine))
      differing.push({ column: COLUMNS[column], cell: CELLS[cell], theirs, mine });
  }
  expect(differing).toEqual([]);
  expect(batch.size).toBe(rows.length);
});
