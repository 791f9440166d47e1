import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BYTE, type Dialect, ROW_PROBLEM, RowScanner, slotsOf } from '../../../src/batch/csv/scan.ts';
import { COMMA_CR, COMMA_LF, isWellQuoted, parsedRows, type ReadRow, readRows, valueAt } from './reading.ts';

const RUNS = { numRuns: 2500 };
const TAB_LF: Dialect = { delimiter: BYTE.tab, newline: BYTE.lineFeed };

/** Pieces that go wrong next to each other more often than single bytes would. */
const soup = (pieces: readonly string[]): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.constantFrom(...pieces), { maxLength: 60 })
    // csv-parse differs on purpose in two places, which have tests of their own: NUL behind a closing quote, CR at the end.
    .map((parts) => Buffer.from(parts.join('').replaceAll('"\0', '"').replace(/\r+$/, ''), 'latin1'));

const HOSTILE = [
  'a',
  'b ',
  '"',
  '"',
  '""',
  ',',
  ',',
  ',"',
  '",',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\xff',
  '\xd6\xd0',
];
const LONE_CR = HOSTILE.filter((piece) => !piece.includes('\n')).concat('\r', '"\r');
const TABBED = HOSTILE.map((piece) => piece.replace(',', '\t')).concat(',');

function agree(text: Buffer, dialect: Dialect = COMMA_LF): void {
  const { rows } = readRows(text, { dialect });
  const expected = parsedRows(text, dialect);
  expect(rows.map(({ next }) => next)).toEqual(expected.map(({ next }) => next));
  for (const [index, row] of rows.entries()) {
    const { values } = expected[index] as (typeof expected)[number];
    const raw = text.toString('latin1', row.from, row.end);
    if (values === undefined) expect(row.problem).toBe(ROW_PROBLEM.unclosedQuote);
    else {
      expect(row.columns).toBe(values.length);
      const whole = isWellQuoted(raw, dialect);
      expect(row.problem).toBe(whole ? ROW_PROBLEM.none : ROW_PROBLEM.textAfterQuote);
      if (whole) expect(row.values).toEqual(values);
    }
  }
}

describe('the reader and csv-parse find the same rows and values', () => {
  test('in hostile texts', () => {
    fc.assert(
      fc.property(soup(HOSTILE), (text) => agree(text)),
      RUNS,
    );
  });

  test('in hostile texts whose rows end with a lone CR', () => {
    fc.assert(
      fc.property(soup(LONE_CR), (text) => agree(text, COMMA_CR)),
      RUNS,
    );
  });

  test('in hostile texts separated by tabs, where a comma is text', () => {
    fc.assert(
      fc.property(soup(TABBED), (text) => agree(text, TAB_LF)),
      RUNS,
    );
  });

  test('in tables as a program writes them: any bytes, quoted where they must be and where they need not be', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.stringMatching(/^[",\r\n 0-9]{0,8}$/),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    const cell = fc.record({ value, quoted: fc.boolean() });
    const row = fc.array(cell, { minLength: 2, maxLength: 7 });
    const table = fc.record({
      rows: fc.array(row, { maxLength: 8 }),
      breaks: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(table, ({ rows, breaks, last }) => {
        const told = rows.map((cells) => cells.map((item) => Buffer.from(item.value).toString('latin1')));
        const lines = rows.map((cells, index) =>
          cells
            .map(({ quoted }, column) => {
              const text = told[index]?.[column] ?? '';
              return quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
            })
            .join(','),
        );
        const text = Buffer.from(lines.join(breaks) + (last ? breaks : ''), 'latin1');
        const read = readRows(text);
        expect(read.rows.map(({ values }) => values)).toEqual(told);
        expect(read.rows.every(({ problem }) => problem === ROW_PROBLEM.none)).toBe(true);
        agree(text);
      }),
      { numRuns: 700 },
    );
  });

  test.each<[name: string, text: string, rows: readonly (readonly string[])[]]>([
    [
      'plain',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'no line break at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['an empty last value at the end of the text', 'a,', [['a', '']]],
    ['empty values', ',,\n', [['', '', '']]],
    ['quoted empty values', '"",""\n', [['', '']]],
    ['a single quoted empty value is a row, not a blank line', '""\n', [['']]],
    ['blanks are text', ' \n a , b \n', [[' '], [' a ', ' b ']]],
    ['blank lines', '\n\na\n\r\n\nb\n\n', [['a'], ['b']]],
    ['doubled quotes', '"a ""b"" c",""""\n', [['a "b" c', '"']]],
    ['a delimiter in quotes', '"a,b",c\n', [['a,b', 'c']]],
    [
      'line breaks in quotes',
      '"a\nb","c\r\nd"\r\n"\n",\n',
      [
        ['a\nb', 'c\r\nd'],
        ['\n', ''],
      ],
    ],
    ['a quote inside a value is text', 'a"b,c""d\n', [['a"b', 'c""d']]],
    ['a quote behind a blank is text', 'a, "b"\n', [['a', ' "b"']]],
    ['CR LF and LF mixed', 'a,b\r\nc,d\n"e"\r\nf\n', [['a', 'b'], ['c', 'd'], ['e'], ['f']]],
    ['a lone CR is data where there is LF', 'a\rb,c\r,\rd\n', [['a\rb', 'c\r', '\rd']]],
    ['two CR before LF: one is data', 'a,b\r\r\n', [['a', 'b\r']]],
    ['NUL', 'a\0b,"\0"\n\0\n', [['a\0b', '\0'], ['\0']]],
    ['invalid UTF-8', '\xff\xfe,"\xc3"\n\x80\n', [['\xff\xfe', '\xc3'], ['\x80']]],
    ['ragged rows', 'a,b,c\nd\ne,f,g,h\n', [['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']]],
    ['a byte order mark in the middle is data', 'a\n\xef\xbb\xbfb\n', [['a'], ['\xef\xbb\xbfb']]],
  ])('%s', (_, latin1, expected) => {
    const text = Buffer.from(latin1, 'latin1');
    expect(readRows(text).rows.map(({ values }) => values)).toEqual(expected);
    agree(text);
  });

  test.each<[name: string, field: string]>([
    ['plain', 'x'.repeat(1 << 20)],
    ['with line breaks', 'line of text\r\n'.repeat(80_000)],
    ['of nothing but quotes', '"'.repeat(1 << 19)],
    ['of delimiters', ','.repeat(1 << 20)],
  ])('a field of a megabyte, %s', (_, field) => {
    const cell = /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    const text = Buffer.from(`a,${cell},b\nc,d,e\n`, 'latin1');
    const { rows } = readRows(text, { columns: 3 });
    // Compared by hand: a failing toEqual would print megabytes.
    expect(rows.map(({ columns }) => columns)).toEqual([3, 3]);
    expect(rows[0]?.values[1] === field).toBe(true);
    expect(rows[1]?.values).toEqual(['c', 'd', 'e']);
    const parsed = parsedRows(text);
    expect(parsed.map(({ next }) => next)).toEqual(rows.map(({ next }) => next));
    expect(parsed[0]?.values?.[1] === field).toBe(true);
  });

  test('ten thousand columns', () => {
    const row = (mark: string) =>
      Array.from({ length: 10_000 }, (_, column) => `${mark}${column % 7 ? column : `"${column}`}`);
    const cells = [row('h'), row(''), row('x').slice(0, 9_999)];
    const line = (values: string[]) =>
      values.map((value) => (value.startsWith('"') ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
    const text = Buffer.from(cells.map(line).join('\n'));
    const { rows } = readRows(text, { columns: 10_000 });
    expect(rows.map(({ columns }) => columns)).toEqual([10_000, 10_000, 9_999]);
    for (const [index, { values }] of parsedRows(text).entries()) {
      expect(values).toEqual(cells[index]);
      expect(rows[index]?.values).toEqual(values);
    }
  });

  test('columns that nobody wants are counted and skipped, quotes and all', () => {
    const wanted = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 });
    fc.assert(
      fc.property(soup(HOSTILE), wanted, (text, columns) => {
        const scanner = new RowScanner(COMMA_LF, slotsOf(columns, 10), columns.length);
        for (const row of readRows(text).rows) {
          const next = scanner.scan(text, row.from, text.length);
          expect([next, scanner.columns, scanner.end, scanner.lines, scanner.problem]).toEqual([
            row.next,
            row.columns,
            row.end,
            row.lines,
            row.problem,
          ]);
          for (const [slot, column] of columns.entries()) {
            if (column >= row.columns) continue;
            expect(valueAt(text, scanner, slot)).toBe(row.values[column]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('nothing is lost', () => {
  test.each<[string, readonly string[], Dialect]>([
    ['LF', HOSTILE, COMMA_LF],
    ['CR', LONE_CR, COMMA_CR],
    ['tabs', TABBED, TAB_LF],
  ])(
    'every byte belongs to exactly one row or blank line, and every line is counted: %s',
    (_, pieces, dialect) => {
      const anyText = fc
        .array(fc.constantFrom(...pieces), { maxLength: 60 })
        .map((parts) => Buffer.from(parts.join(''), 'latin1'));
      fc.assert(
        fc.property(anyText, (text) => {
          const { rows, blank } = readRows(text, { dialect });
          const pieces = [...rows, ...blank].sort((a, b) => a.from - b.from);
          let position = 0;
          for (const { from, next } of pieces) {
            expect(from).toBe(position);
            expect(next).toBeGreaterThan(from);
            position = next;
          }
          expect(position).toBe(text.length);
          for (const { from, next } of blank)
            expect(['\n', '\r\n', '\r']).toContain(text.toString('latin1', from, next));
          for (const { end, next } of rows)
            expect(['', '\n', '\r\n', '\r']).toContain(text.toString('latin1', end, next));
          const breaks = text.filter((byte) => byte === dialect.newline).length;
          const cut = text.length > 0 && text.at(-1) !== dialect.newline ? 1 : 0;
          expect(rows.reduce((sum, { lines }) => sum + lines, blank.length)).toBe(breaks + cut);
        }),
        RUNS,
      );
    },
  );

  test('a row read again by itself, without the rest of the file behind it, is the same row', () => {
    const told = ({ values, columns, lines, problem }: ReadRow) => ({ values, columns, lines, problem });
    // A value that ends with a CR of its own is left out: read again, that CR is taken for half of a line break.
    const text = soup(HOSTILE).map((bytes) =>
      Buffer.from(bytes.toString('latin1').replace(/\r+\n/g, '\r\n'), 'latin1'),
    );
    fc.assert(
      fc.property(text, (bytes) => {
        for (const row of readRows(bytes).rows) {
          const again = readRows(bytes, { from: row.from, limit: row.end }).rows;
          expect(again.map(told)).toEqual([told(row)]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('a scanner that has read other rows before reads the next ones no differently', () => {
    fc.assert(
      fc.property(soup(HOSTILE), soup(HOSTILE), (before, text) => {
        const scanner = new RowScanner(COMMA_LF, slotsOf([0, 1, 2], 3), 3);
        for (let at = 0; at < before.length; ) at = scanner.scan(before, at, before.length);
        for (const row of readRows(text).rows) {
          const next = scanner.scan(text, row.from, text.length);
          expect([next, scanner.columns, scanner.lines, scanner.problem]).toEqual([
            row.next,
            row.columns,
            row.lines,
            row.problem,
          ]);
          const values = [0, 1, 2]
            .filter((slot) => slot < row.columns)
            .map((slot) => valueAt(text, scanner, slot));
          expect(values).toEqual(row.values.slice(0, 3));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('where the reader differs from csv-parse on purpose', () => {
  const problems = (text: string, dialect = COMMA_LF) =>
    readRows(Buffer.from(text, 'latin1'), { dialect }).rows.map(({ values, problem }) =>
      problem === ROW_PROBLEM.none ? values : problem,
    );
  const { unclosedQuote, textAfterQuote } = ROW_PROBLEM;

  test.each<[string, string, readonly (number | readonly string[])[]]>([
    ['at the end of the text', 'a,b\n"c', [['a', 'b'], unclosedQuote]],
    ['a lone quote', '"', [unclosedQuote]],
    ['with rows behind it, which are read', 'a\n"b\nc\nd\n', [['a'], unclosedQuote, ['c'], ['d']]],
    ['in a later column', 'a,"b\nc,d\n', [unclosedQuote, ['c', 'd']]],
    ['with blank lines behind it', '"a\n\n\nb', [unclosedQuote, ['b']]],
    ['a doubled quote does not close', '"a""\nb\n', [unclosedQuote, ['b']]],
    ['CR LF', '"a\r\nb\r\n', [unclosedQuote, ['b']]],
    ['the quotes behind it are in order again', '"a""\n""\nb\n', [unclosedQuote, [''], ['b']]],
    ['the next quote closes it, however far away', '"a\nb\nc"\nd\n', [['a\nb\nc'], ['d']]],
  ])(
    'an unclosed quote, which csv-parse refuses, marks its first line and no more: %s',
    (_, text, expected) => {
      expect(problems(text)).toEqual(expected);
      if (expected.includes(unclosedQuote))
        expect(() => parse(text, { relax_quotes: true, relax_column_count: true })).toThrow(
          'Quote Not Closed',
        );
    },
  );

  test('an unclosed quote takes up one line, and its row ends before the line break', () => {
    const { rows } = readRows(Buffer.from('x,"a\r\ny\r\n'));
    expect(rows.map(({ from, end, next, lines, columns }) => [from, end, next, lines, columns])).toEqual([
      [0, 4, 6, 1, 0],
      [6, 7, 9, 1, 1],
    ]);
  });

  test.each([
    ['"a"b,c\nd\n'],
    ['"a" ,c\nd\n'],
    ['"a" "b",c\nd\n'],
    ['x,"a""b"c\nd\n'],
    ['""x\nd\n'],
    ['"a"\rb\nd\n'],
    ['"a"\r,b\nd\n'],
    ['"a"\r\r\nd\n'],
    ['"a\n"b\nd\n'],
    ['"a"b,"c\nd",e\nd\n'],
  ])(
    'text after a closing quote, which csv-parse refuses or keeps with its quotes, marks the row: %j',
    (text) => {
      expect(problems(text)).toEqual([textAfterQuote, ['d']]);
      expect(() => parse(text, { record_delimiter: ['\n', '\r\n'], relax_column_count: true })).toThrow(
        'Invalid Closing Quote',
      );
    },
  );

  test('NUL behind a closing quote marks the row; csv-parse takes it for the end of the value', () => {
    expect(problems('"a"\0,b\nc\n')).toEqual([textAfterQuote, ['c']]);
    expect(parse('"a"\0,b\n')).toEqual([['a\0', 'b']]);
  });

  test('a CR at the very end is text, as csv-parse has it; behind a quoted value it is in the way', () => {
    expect(problems('a,b\nc,d\r')).toEqual(parse('a,b\nc,d\r', { record_delimiter: ['\n', '\r\n'] }));
    const [row] = readRows(Buffer.from('c,"d"\r')).rows;
    expect(row?.problem).toBe(ROW_PROBLEM.textAfterQuote);
  });

  test.each(['a,"b"\r\r\n', 'a,b\r\r\n', '\r\r\n', 'a,"b"\r'])(
    'a row read again within its own bytes is the same row: %j',
    (text) => {
      const bytes = Buffer.from(text);
      const told = ({ values, columns, problem }: ReadRow) => ({ values, columns, problem });
      const { rows } = readRows(bytes);
      const again = rows.flatMap(({ from, end }) => readRows(bytes, { from, limit: end }).rows);
      expect(again.map(told)).toEqual(rows.map(told));
    },
  );

  test('what stands behind the limit is not looked at', () => {
    const found = [',', 'x', '"', '\n'].map((behind) => {
      const scanner = new RowScanner({ delimiter: 0x2c, newline: 0x0a }, slotsOf([0], 1), 1);
      scanner.scan(Buffer.from(`"a"\r${behind}`), 0, 4);
      return scanner.problem;
    });
    expect(new Set(found).size).toBe(1);
  });

  test('a line break that is not the row end of the file is data even unquoted', () => {
    expect(problems('a\nb,c\rd\r', COMMA_CR)).toEqual([['a\nb', 'c'], ['d']]);
  });
});
