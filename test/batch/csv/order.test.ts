import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PersonTable } from '../../../src/batch/rows/persons.ts';
import { RowTable } from '../../../src/batch/rows/rows.ts';
import { Ordering } from '../../../src/batch/settling/order.ts';

interface Row {
  readonly person: string;
  readonly date: number;
}

interface Numbered {
  readonly rows: RowTable;
  readonly table: PersonTable;
}

/** Rows as a block's reader numbers them; `''` is a row without a person. */
function number(rows: readonly Row[], reused: Partial<Numbered> = {}): Numbered {
  const table = reused.table ?? new PersonTable();
  const result = reused.rows ?? new RowTable(1, 0);
  table.clear();
  result.count = 0;
  const bytes = Buffer.from(rows.map(({ person }) => person).join(','));
  let at = 0;
  for (const { person, date } of rows) {
    const row = result.add();
    const end = at + Buffer.byteLength(person);
    result.person[row] = person === '' ? table.alone() : table.number(bytes, at, end);
    result.date[row] = date;
    at = end + 1;
  }
  return { rows: result, table };
}

/** By a plain reading: persons in the order of appearance, each one's rows sorted by date, ties as they came. */
function expected(rows: readonly Row[]): {
  order: number[];
  first: number[];
  numbers: number[];
  together: boolean;
} {
  const persons: number[][] = [];
  const known = new Map<string, number>();
  const numbers = rows.map(({ person }, row) => {
    const found = person === '' ? undefined : known.get(person);
    const mine = found ?? persons.length;
    if (found === undefined) persons.push([]);
    if (person !== '') known.set(person, mine);
    persons[mine]?.push(row);
    return mine;
  });
  const together = persons.every((mine) =>
    mine.every((row, index) => index === 0 || row === (mine[index - 1] ?? 0) + 1),
  );
  const sorted = persons.map((mine) => mine.toSorted((a, b) => (rows[a]?.date ?? 0) - (rows[b]?.date ?? 0)));
  const first = [0];
  for (const mine of persons) first.push((first.at(-1) ?? 0) + mine.length);
  return { order: sorted.flat(), first, numbers, together };
}

function check(rows: readonly Row[], reused: Partial<Numbered> = {}, ordering = new Ordering()): Numbered {
  const numbered = number(rows, reused);
  const { table } = numbered;
  const plain = expected(rows);
  expect([...numbered.rows.person.subarray(0, rows.length)]).toEqual(plain.numbers);
  expect([table.count, table.together]).toEqual([plain.first.length - 1, plain.together]);
  // That rows stand together is told where it is so; not to say it must change nothing.
  for (const together of new Set([table.together, false])) {
    ordering.arrange(numbered.rows, table.count, together);
    expect([...ordering.order.subarray(0, rows.length)]).toEqual(plain.order);
    expect([...ordering.first.subarray(0, table.count + 1)]).toEqual(plain.first);
  }
  return numbered;
}

const days = fc.constantFrom(20250101, 20250102, 20250131, 20250201, 20241231, 0, 99991231);
const row = (persons: readonly string[]) => fc.record({ person: fc.constantFrom(...persons), date: days });

describe('rows are put in order', () => {
  test('of persons as they appear and of dates, ties as they came', () => {
    fc.assert(
      fc.property(fc.array(row(['A', 'B', 'AB', 'a', '人', '']), { maxLength: 40 }), (rows) => {
        check(rows);
      }),
      { numRuns: 1000 },
    );
  });

  test('the same tables serve block after block', () => {
    const block = fc.array(row(['A', 'B', 'C', '']), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(block, { minLength: 2, maxLength: 4 }), (blocks) => {
        const ordering = new Ordering();
        let reused: Partial<Numbered> = {};
        for (const rows of blocks) reused = check(rows, reused, ordering);
      }),
      { numRuns: 300 },
    );
  });

  test.each([63, 64, 65, 66, 1000, 40_000])('%i rows of one person, and ties among them', (count) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      person: 'A',
      date: 20250101 + ((index * 7919) % 28),
    }));
    check([{ person: 'B', date: 20250601 }, ...rows, { person: 'B', date: 20250101 }]);
  });

  test('rows that are in order stay, rows that run backwards are turned', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({ person: 'A', date: 20000101 + index }));
    check(rows);
    check(rows.toReversed());
  });

  test('fifty thousand persons, together and scattered', () => {
    const persons = Array.from({ length: 50_000 }, (_, index) => `P${index}`);
    const grouped = persons.flatMap((person) => [2, 1].map((date) => ({ person, date })));
    const scattered = [2, 1].flatMap((date) => persons.map((person) => ({ person, date })));
    const reused = check(grouped);
    check(scattered, reused);
  });

  test('many rows without a person before the first with one', () => {
    const alone = Array.from({ length: 5000 }, () => ({ person: '', date: 1 }));
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      person: `P${index % 1000}`,
      date: 3000 - index,
    }));
    check([...alone, ...rows]);
  });
});
