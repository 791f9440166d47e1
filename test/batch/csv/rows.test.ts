import { describe, expect, test } from 'vitest';
import { detectEncoding } from '../../../src/batch/csv/encoding.ts';
import { NO_MAP } from '../../../src/batch/header/map.ts';
import { readLayout } from '../../../src/batch/header/read-layout.ts';
import { RowReader } from '../../../src/batch/rows/row-reader.ts';
import { MARK } from '../../../src/batch/rows/rows.ts';
import { COMMA_LF } from './reading.ts';

const HEADERS = ['person', 'date', 'region', 'insurance', 'care', 'expenses.total'];
const GOOD = 'P1,2025-05-01,000000,employee,inpatient,100.00';

function reader(text: string): { read: RowReader; bytes: Buffer } {
  const bytes = Buffer.from(text);
  const { layout } = readLayout(HEADERS, NO_MAP, false, 'claims.csv');
  const read = new RowReader(layout, COMMA_LF, detectEncoding(bytes));
  read.read({ bytes, length: bytes.length });
  return { read, bytes };
}

describe('the rows of a block', () => {
  test('blank lines are counted and are no rows; every row knows its line', () => {
    const { read } = reader(`\n\r\n${GOOD}\n\n${GOOD.replace('P1', '"P\n1"')}\r\n\n${GOOD}\n\n`);
    expect([read.rows.count, read.blank, read.lines]).toEqual([3, 5, 9]);
    expect([...read.rows.line.subarray(0, 3)]).toEqual([2, 4, 7]);
    expect([...read.rows.marks.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  test.each<[string, string]>([
    ['too few values', 'P1,2025-05-01,000000,employee,inpatient'],
    ['too many values', `${GOOD},`],
    ['a single value', 'x'],
    ['blanks only', '  '],
    ['quotes around nothing', '""'],
    ['text after a quote', GOOD.replace('P1', '"P"1')],
    ['an unclosed quote', GOOD.replace('P1', '"P1')],
    ['an amount that is none', GOOD.replace('100.00', '1OO')],
    ['a negative amount', GOOD.replace('100.00', '-1')],
    ['a day that is none', GOOD.replace('05-01', '02-30')],
    ['no date', GOOD.replace('2025-05-01', '')],
  ])('%s: the row is marked and kept, and its neighbours are read', (_, bad) => {
    const { read } = reader(`${GOOD}\n${bad}\n${GOOD}\n`);
    expect(read.rows.count).toBe(3);
    expect([...read.rows.marks.subarray(0, 3)]).toEqual([0, MARK.bad, 0]);
    expect([...read.rows.line.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect([read.rows.money[0], read.rows.money[2 * read.rows.moneyWidth]]).toEqual([10_000, 10_000]);
  });

  test('values as text: quotes undone, nothing where there is nothing', () => {
    const { read, bytes } = reader(`"P ""1"",\n",2025-05-01 08:00,临沂,employee,inpatient,1\n`);
    expect(read.textOf(bytes, 0, 'person')).toBe('P "1",\n');
    expect(read.textOf(bytes, 0, 'region')).toBe('临沂');
    expect(read.textOf(bytes, 0, 'age')).toBe('');
    expect(Object.fromEntries(read.textsOf(bytes, 0))).toMatchObject({
      date: '2025-05-01 08:00',
      'expenses.total': '1',
    });
  });

  test('persons are one person whatever spaces and quotes stand around them', () => {
    const rows = ['P1', ' P1', 'P1  ', '"P1"', '" P1 "'].map((person) => GOOD.replace('P1', person));
    const { read } = reader(`${rows.join('\n')}\n`);
    expect([read.rows.count, read.persons.count, read.persons.together]).toEqual([5, 1, true]);
  });

  test('rows without a person are each a person of its own', () => {
    const { read } = reader(`${[GOOD.replace('P1', ''), GOOD.replace('P1', ' '), GOOD].join('\n')}\n`);
    expect([...read.rows.person.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect([...read.rows.marks.subarray(0, 3)]).toEqual([MARK.noPerson, MARK.noPerson, 0]);
  });

  test('amounts that are not plain are read as the reader of claims reads them', () => {
    const totals = [' 5 ', '+5', '5.0', '"5"'].map((total) => GOOD.replace('100.00', total));
    const { read } = reader(`${totals.join('\n')}\n`);
    const { money, moneyWidth } = read.rows;
    expect(totals.map((_, row) => money[row * moneyWidth])).toEqual([500, 500, 500, 500]);
  });
});
