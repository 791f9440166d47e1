import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BYTE, ROW_PROBLEM } from '../../../src/batch/csv/scan.ts';
import { BLOCK_BYTES } from '../../../src/batch/io/cutter.ts';
import { type Cut, cut } from './cutting.ts';
import { COMMA_CR, COMMA_LF, parsedRows, type ReadRow, readRows } from './reading.ts';

const MB = 1 << 20;

/** Says nothing of megabytes that are equal, and little of those that are not. */
function same(a: Buffer, b: Buffer): void {
  expect(a.length).toBe(b.length);
  expect(a.equals(b)).toBe(true);
}

const personIn = (row: ReadRow | undefined, column: number): string =>
  (column < 0 ? undefined : row?.values[column])?.replace(/^ +| +$/g, '') ?? '';

/** Cuts a text and checks all that must hold of any cutting. @returns the blocks */
async function checkedCut(text: Buffer, how: Cut): Promise<Buffer[]> {
  const blocks = await cut(text, how);
  same(Buffer.concat(blocks), text);
  const dialect = how.dialect ?? COMMA_LF;
  const { rows } = readRows(text, { dialect, columns: how.columns });
  const parts = blocks.map((block) => readRows(block, { dialect, columns: how.columns }).rows);
  const apart = parts.flat();
  expect(apart.length).toBe(rows.length);
  const differing = apart.findIndex((row, index) => told(row) !== told(rows[index] as ReadRow));
  expect(differing, 'first row that is read differently').toBe(-1);
  for (const [index, part] of parts.slice(1).entries()) {
    const before = personIn(parts[index]?.at(-1), how.person);
    const after = personIn(part[0], how.person);
    if (before !== '' || after !== '') expect(after).not.toBe(before);
  }
  return blocks;
}

function told({ values, columns, problem, lines }: ReadRow): string {
  return JSON.stringify([problem === ROW_PROBLEM.none ? values : [], columns, problem, lines]);
}

/** Rows of persons, `rows` each, about `width` bytes a row. */
function grouped(persons: number, rows: number, width: number, lineBreak = '\n', quote = ''): Buffer {
  const filler = 'x'.repeat(width);
  const lines: string[] = [];
  for (let person = 0; person < persons; person++)
    for (let row = 0; row < rows; row++)
      lines.push(`S${person}-${row},${quote}P${person}${quote},${filler}${lineBreak}`);
  return Buffer.from(lines.join(''));
}

describe('blocks', () => {
  test.each<[string, Buffer, Partial<Cut>]>([
    ['rows without persons', grouped(4_000, 7, 100), { person: -1 }],
    ['rows of persons', grouped(4_000, 7, 100), {}],
    ['rows of quoted persons', grouped(4_000, 7, 100, '\n', '"'), {}],
    ['CR LF', grouped(3_000, 9, 100, '\r\n'), {}],
    ['lone CR', grouped(3_000, 9, 100, '\r'), { dialect: COMMA_CR }],
    ['lone CR and quotes', grouped(3_000, 9, 100, '\r', '"'), { dialect: COMMA_CR }],
    ['every row another person', grouped(20_000, 1, 120), {}],
    ['a few bytes at a time', grouped(3_000, 7, 100), { portions: [1, 7, 64, 3, 4096] }],
    ['all of a block at a time', grouped(3_000, 7, 100), { portions: [BLOCK_BYTES] }],
    ['much read with the header', grouped(6_000, 7, 60), { rest: 2 * MB + 12_345 }],
    ['all read with the header', grouped(3_000, 7, 100), { rest: grouped(3_000, 7, 100).length }],
    ['no line break at the end', grouped(3_000, 7, 100).subarray(0, -1), {}],
    ['the line break split at the end', grouped(3_000, 7, 100, '\r\n').subarray(0, -2), {}],
  ])('%s', async (_, text, how) => {
    const blocks = await checkedCut(text, { columns: 3, person: 1, ...how });
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks.slice(0, -1)) expect(block.at(-1)).toBe(how.dialect?.newline ?? BYTE.lineFeed);
    // Far larger blocks would cost memory, far smaller ones time.
    if (how.rest === undefined)
      expect(Math.max(...blocks.map((block) => block.length))).toBeLessThanOrEqual(BLOCK_BYTES);
  });

  test.each([0, 1, 5])('an empty input, %i bytes of which were read with the header', async (rest) => {
    const text = Buffer.from('a,b,c'.slice(0, rest));
    expect(await cut(text, { columns: 3, person: 1, rest })).toEqual(rest === 0 ? [] : [text]);
  });

  test('files of persons, fillers, quotes and portions of all sizes', async () => {
    const row = fc.record({
      person: fc.constantFrom('A', 'B', 'C', ' C', 'C ', '', ' ', '"D"', '"E,e"', '"F""f"', '"G\ng"', '男'),
      filler: fc.constantFrom(0, 1, 10, 1000, 60_000, 200_000, 1_200_000),
      // What the filler holds once: inside quotes anything, outside only text.
      knot: fc.constantFrom('', '', '"', '\n', '\r\n', ',', '\n"\n'),
      at: fc.nat({ max: 1_200_000 }),
    });
    const file = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 25 }),
      lineBreak: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      portions: fc.array(fc.integer({ min: 1000, max: 2_000_000 }), { minLength: 1, maxLength: 4 }),
      rest: fc.nat({ max: 1_500_000 }),
      person: fc.constantFrom(-1, 1),
    });
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, lineBreak, last, portions, rest, person }) => {
        const lines = rows.map(({ person, filler, knot, at }, index) => {
          const place = Math.min(at, filler);
          const text = `${'x'.repeat(place)}${knot}${'y'.repeat(filler - place)}`;
          return `${index},${person},${knot === '' ? text : `"${text.replaceAll('"', '""')}"`}`;
        });
        const text = Buffer.from(lines.join(lineBreak) + (last ? lineBreak : ''));
        await checkedCut(text, { columns: 3, person, portions, rest: Math.min(rest, text.length) });
      }),
      { numRuns: 40 },
    );
  });

  test.each(['\n', '\r\n'])('blank lines stay where they are: %j', async (lineBreak) => {
    const rows = Array.from({ length: 15_000 }, (_, row) => `${row},P${row >> 2},"${'x'.repeat(90)}"`);
    const text = Buffer.from(rows.map((row, index) => row + lineBreak.repeat(1 + (index % 3))).join(''));
    expect((await checkedCut(text, { columns: 3, person: -1 })).length).toBeGreaterThan(1);
    same(Buffer.concat(await cut(text, { columns: 3, person: 1 })), text);
    const blank = Buffer.from(lineBreak.repeat(MB));
    expect((await checkedCut(blank, { columns: 3, person: 0 })).length).toBeGreaterThan(0);
  });

  test('persons between spaces are the same, and are kept together', async () => {
    const text = Buffer.from(
      Array.from({ length: 24 }, (_, row) => `${row},${row % 2 ? ' P ' : 'P'},${'x'.repeat(100_000)}\n`).join(
        '',
      ),
    );
    expect(await checkedCut(text, { columns: 3, person: 1 })).toHaveLength(1);
  });

  test('rows without a person may be parted anywhere', async () => {
    const text = Buffer.from(
      Array.from({ length: 24 }, (_, row) => `${row}, ,${'x'.repeat(100_000)}\n`).join(''),
    );
    const blocks = await checkedCut(text, { columns: 3, person: 1 });
    expect(blocks.length).toBeGreaterThan(2);
  });

  test.each(['', '"'])(
    'a person of several megabytes stays in one block, the others get theirs: %j',
    async (quote) => {
      const text = Buffer.concat([
        grouped(2_000, 5, 100, '\n', quote),
        Buffer.from(grouped(1, 40_000, 100, '\n', quote).toString().replaceAll('P0', 'huge')),
        grouped(2_000, 5, 100, '\n', quote),
      ]);
      const blocks = await checkedCut(text, { columns: 3, person: 1 });
      expect(blocks.filter((block) => block.includes('huge'))).toHaveLength(1);
      expect(blocks.length).toBeGreaterThan(2);
    },
  );

  test.each([0, 1])(
    'a blank line before a person of several megabytes parts nothing; persons in column %i',
    async (person) => {
      const row = person === 0 ? 'huge,1,' : '1,huge,';
      const text = Buffer.from(`\n${`${row}${'x'.repeat(100)}\n`.repeat(20_000)}`);
      const blocks = await cut(text, { columns: 3, person });
      same(Buffer.concat(blocks), text);
      expect(blocks.filter((block) => block.includes('huge'))).toHaveLength(1);
    },
  );

  test.each<[string, string]>([
    ['plain', 'x'.repeat(5 * MB)],
    ['quoted, of lines', `"${'line\n'.repeat(MB)}"`],
    ['quoted, of quotes', `"${'"'.repeat(2 * MB)}"`],
  ])('a row longer than a block: %s', async (_, filler) => {
    const text = Buffer.from(`1,A,x\n2,B,${filler}\n3,B,y\n4,C,z\n`);
    const blocks = await checkedCut(text, { columns: 3, person: 1, portions: [300_000] });
    expect(readRows(Buffer.concat(blocks), { columns: 3 }).rows).toHaveLength(4);
  });
});

describe('what falls on the border of a block', () => {
  /** A text in which `piece` begins `before` bytes before the border, between rows of many persons. */
  function onBorder(piece: string, before: number): Buffer {
    const wanted = BLOCK_BYTES - before;
    const row = (index: number, filler: number) => `${index},P${index},${'x'.repeat(filler)}\n`;
    let head = '';
    const rows: string[] = [];
    for (let index = 1000; head.length + 2 * 4_020 < wanted; index++) head += row(index, 4_000);
    rows.push(head, row(9999, wanted - head.length - row(9999, 0).length));
    const text = rows.join('') + piece;
    return Buffer.from(text + Array.from({ length: 40 }, (_, index) => row(index, 4_000)).join(''), 'latin1');
  }

  test.each<[string, string]>([
    ['a line break in quotes', '1,Q,"a\nb"\n'],
    ['CR LF in quotes', '1,Q,"a\r\nb"\r\n'],
    ['doubled quotes', '1,Q,"a""b"""\n'],
    ['doubled quotes and line breaks', '1,Q,"""\n""\r\n"""\n'],
    ['CR LF', '1,Q,a\r\n'],
    ['a quoted person', '1,"Q\nq",a\n2,"Q\nq",b\n'],
    ['text after a quote', '1,Q,"a"b\n"c"\n'],
    ['a quote in text', '1,Q,a"b\n'],
  ])('%s, cut at every byte', async (_, piece) => {
    for (let before = 0; before <= piece.length + 1; before++) {
      const text = onBorder(piece, before);
      expect(text.indexOf(piece, 0, 'latin1')).toBe(BLOCK_BYTES - before);
      const blocks = await checkedCut(text, { columns: 3, person: 1 });
      expect(blocks.length).toBeGreaterThan(1);
    }
  });

  test('and csv-parse reads the blocks one behind the other as it reads the whole', async () => {
    const text = onBorder('1,Q,"a\n""b"",\r\n"\r\n', 8);
    const blocks = await cut(text, { columns: 3, person: 1 });
    const values = (bytes: Buffer) => parsedRows(bytes).map((row) => row.values?.join('|'));
    expect(blocks.flatMap(values)).toEqual(values(text));
  });
});

describe('an unclosed quote', () => {
  test.each<[string, number]>([
    ['in the first row', 0],
    ['amid the rows', 9_000],
    ['in the last row', 19_999],
  ])('%s takes one line with it and no more, whatever block it falls into', async (_, place) => {
    const lines = Array.from({ length: 20_000 }, (_, row) => `${row},P${row},${'x'.repeat(100)}\n`);
    lines[place] = `${place},P${place},"open\n`;
    const text = Buffer.from(lines.join(''));
    const blocks = await checkedCut(text, { columns: 3, person: 1, portions: [70_000] });
    const rows = blocks.flatMap((block) => readRows(block, { columns: 3 }).rows);
    expect(rows).toHaveLength(20_000);
    expect(rows.findIndex(({ problem }) => problem === ROW_PROBLEM.unclosedQuote)).toBe(place);
    expect(rows.filter(({ problem }) => problem !== ROW_PROBLEM.none)).toHaveLength(1);
  });

  test('closed only tens of megabytes later is a slip all the same: reading does not wait for so long', async () => {
    const open = '1,B,"open\n';
    const line = `2,C,${'x'.repeat(100_000)}\n`;
    const text = Buffer.from(`0,A,a\n${open}${line.repeat(Math.ceil((65 * MB) / line.length))}3,D,"d"\n`);
    const blocks = await cut(text, { columns: 3, person: -1 });
    same(Buffer.concat(blocks), text);
    // Compared as a boolean: a block may be megabytes of text.
    expect(blocks[1]?.equals(Buffer.from(open))).toBe(true);
    const rows = blocks.flatMap((block) => readRows(block, { columns: 2 }).rows);
    expect(rows.findIndex(({ problem }) => problem === ROW_PROBLEM.unclosedQuote)).toBe(1);
    expect(rows.at(-1)?.values).toEqual(['3', 'D']);
  });
});

test.each([0, 1])('blank lines do not part a person: column %i', async (person) => {
  const row = (n: number) => (person === 0 ? `P${n >> 3},1,` : `1,P${n >> 3},`);
  const text = Buffer.from(
    Array.from({ length: 20_000 }, (_, n) => `${row(n)}${'x'.repeat(90)}\n\n`).join(''),
  );
  const blocks = await cut(text, { columns: 3, person });
  const parts = blocks.map((block) => readRows(block, { columns: 3 }).rows);
  for (const [index, rows] of parts.slice(1).entries())
    expect(rows[0]?.values[person]).not.toBe(parts[index]?.at(-1)?.values[person]);
});
