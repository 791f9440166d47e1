import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../../src/batch/csv/scan.ts';
import { Cutter } from '../../../src/batch/io/cutter.ts';
import { type Input, openInput } from '../../../src/batch/io/input.ts';
import { openSource } from '../../../src/batch/io/source.ts';
import { BaoxiaoError } from '../../../src/diagnostics/diagnostic.ts';
import { workFolder } from './files.ts';
import { type ReadRow, readRows } from './reading.ts';

const folder = workFolder();
let files = 0;

function fileOf(bytes: Buffer | string): string {
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, bytes);
  return path;
}

type Named = Parameters<typeof openInput>[1];

/** A header as it was found, for texts that need no more than that. */
async function headerOf(bytes: Buffer | string, named: Named = {}): Promise<Omit<Input, 'source'>> {
  const { source, ...input } = await openInput(fileOf(bytes), named);
  source.close();
  return input;
}

async function problemOf(bytes: Buffer | string, named: Named = {}): Promise<string | undefined> {
  try {
    await headerOf(bytes, named);
  } catch (error) {
    if (error instanceof BaoxiaoError) return error.diagnostics[0]?.code;
    throw error;
  }
  return undefined;
}

/** A file from its first byte to its last row, as a run reads it. */
async function whole(
  bytes: Buffer,
  named: Named = {},
): Promise<{ input: Input; rows: readonly ReadRow[]; body: Buffer }> {
  const input = await openInput(fileOf(bytes), named);
  const columns = input.headers.length;
  const cutter = new Cutter(input.source, input.rest, input.dialect, columns, -1, (size) =>
    Buffer.alloc(size),
  );
  const room = { bytes: Buffer.alloc(0) };
  const blocks: Buffer[] = [];
  for (let length = await cutter.next(room); length > 0; length = await cutter.next(room))
    blocks.push(Buffer.from(room.bytes.subarray(0, length)));
  input.source.close();
  const body = Buffer.concat(blocks);
  return { input, rows: readRows(body, { dialect: input.dialect, columns }).rows, body };
}

const signs = ({ delimiter, newline }: Dialect) => String.fromCharCode(delimiter, newline);

describe('the header', () => {
  test.each<[name: string, text: string, headers: readonly string[], dialect: string, lineBreak: string]>([
    ['commas', 'date,region\n1,2\n', ['date', 'region'], ',\n', '\n'],
    ['CR LF', 'date,region\r\n1,2\r\n', ['date', 'region'], ',\n', '\r\n'],
    ['CR LF first, LF later', 'date,region\r\n1,2\n', ['date', 'region'], ',\n', '\r\n'],
    ['LF first, CR LF later', 'date,region\n1,2\r\n', ['date', 'region'], ',\n', '\n'],
    ['lone CR', 'date,region\r1,2\r', ['date', 'region'], ',\r', '\r'],
    ['lone CR is data where there is LF', 'da\rte,region\n1,2\n', ['da\rte', 'region'], ',\n', '\n'],
    ['nothing but a header', 'date,region', ['date', 'region'], ',\n', '\n'],
    ['a single column', 'date\n1\n', ['date'], ',\n', '\n'],
    ['tabs', 'date\tregion\n1\t2\n', ['date', 'region'], '\t\n', '\n'],
    ['semicolons', '结算时间;参保地;备注,其他\n', ['结算时间', '参保地', '备注,其他'], ';\n', '\n'],
    ['commas unless another does better', 'a;b\n1;2\n', ['a;b'], ',\n', '\n'],
    ['quotes', '"date","re""gion","a\nb","c,d"\n', ['date', 're"gion', 'a\nb', 'c,d'], ',\n', '\n'],
    ['quotes between tabs', '"date"\t"region"\r\n', ['date', 'region'], '\t\n', '\r\n'],
    ['empty names', ',date,\n', ['', 'date', ''], ',\n', '\n'],
    ['Chinese', '结算时间,参保地\n', ['结算时间', '参保地'], ',\n', '\n'],
  ])('%s', async (_, text, headers, dialect, lineBreak) => {
    const input = await headerOf(text);
    expect(input.headers).toEqual(headers);
    expect(signs(input.dialect)).toBe(dialect);
    expect(input.lineBreak).toBe(lineBreak);
  });

  test('is kept byte for byte, its lines are counted, and what stands behind it is kept too', async () => {
    const input = await headerOf('"date","a\r\nb\n"\r\n1,2\r\n3');
    expect(input.headerRow.toString()).toBe('"date","a\r\nb\n"');
    expect(input.headerLines).toBe(3);
    expect(input.rest.toString()).toBe('1,2\r\n3');
  });

  test('the delimiter that is named wins', async () => {
    expect((await headerOf('date,region|x\n', { delimiter: 0x7c })).headers).toEqual(['date,region', 'x']);
    expect((await headerOf('date\tregion\n', { delimiter: 0x2c })).headers).toEqual(['date\tregion']);
  });

  test.each<[string, Buffer | string, Named, string]>([
    ['an empty file', '', {}, 'EMPTY_FILE'],
    ['a mark and nothing else', '\ufeff', {}, 'EMPTY_FILE'],
    ['a quote that is not closed', '"date,region\n1,2\n', {}, 'BAD_HEADER'],
    ['text after a quote', '"date"x,region\n1,2\n', {}, 'BAD_HEADER'],
    ['too many columns', `${','.repeat(20_000)}\n`, {}, 'TOO_MANY_COLUMNS'],
    ['far too many columns', `${','.repeat(200_000)}\n`, {}, 'TOO_MANY_COLUMNS'],
    [
      'a letter between GBK values',
      iconv.encode('结算时间|参保地\n', 'gbk'),
      { delimiter: 0x7c },
      'DELIMITER',
    ],
    ['big-endian UTF-16', Buffer.from('\ufeffdate\n', 'utf16le').swap16(), {}, 'ENCODING'],
  ])('is refused: %s', async (_, bytes, named, code) => expect(await problemOf(bytes, named)).toBe(code));

  test('twenty thousand columns are enough for everybody', async () => {
    const headers = Array.from({ length: 20_000 }, (_, column) => `c${column}`);
    expect((await headerOf(`${headers.join(',')}\n`)).headers).toEqual(headers);
  });

  test('a letter may separate values of UTF-8, a tab those of GBK', async () => {
    expect((await headerOf('结算时间|参保地\n', { delimiter: 0x7c })).headers).toEqual([
      '结算时间',
      '参保地',
    ]);
    const gbk = iconv.encode('结算时间\t参保地\n', 'gbk');
    expect((await headerOf(gbk)).headers).toEqual(['结算时间', '参保地']);
  });
});

describe('one table in many files', () => {
  const table = [
    ['person', '结算时间', 'note'],
    ...Array.from({ length: 3000 }, (_, row) => [
      `P${row}`,
      `2025-05-${String((row % 28) + 1).padStart(2, '0')}`,
      [`备注${row}`, `引"号"${row}`, `两,列${row}`, `换\n行${row}`, '', '镕'][row % 6] ?? '',
    ]),
  ];
  const text = (delimiter = ',', lineBreak = '\n') =>
    table
      .map((cells) =>
        cells
          .map((cell) => (/["\n,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
          .join(delimiter),
      )
      .join(lineBreak) + lineBreak;
  const marked = (bytes: Buffer) => Buffer.concat([Buffer.from('\ufeff'), bytes]);
  // More than the reader asks for at once, and of more than one gzip member.
  const members = (bytes: Buffer) =>
    Buffer.concat([gzipSync(bytes.subarray(0, 5_001)), gzipSync(bytes.subarray(5_001))]);
  const utf16 = (value: string) => Buffer.from(`\ufeff${value}`, 'utf16le');

  test.each<[name: string, bytes: Buffer, named: Named, encoding: 'utf8' | 'gb18030']>([
    ['UTF-8', Buffer.from(text()), {}, 'utf8'],
    ['with a byte order mark', marked(Buffer.from(text())), {}, 'utf8'],
    ['with CR LF', Buffer.from(text(',', '\r\n')), {}, 'utf8'],
    ['with tabs', Buffer.from(text('\t')), {}, 'utf8'],
    ['GB18030', iconv.encode(text(), 'gb18030'), {}, 'gb18030'],
    ['GB18030, named', iconv.encode(text(), 'gb18030'), { encoding: 'gb18030' }, 'gb18030'],
    ['gzip', gzipSync(text()), {}, 'utf8'],
    ['gzip in members', members(Buffer.from(text())), {}, 'utf8'],
    ['gzip, with a mark', gzipSync(marked(Buffer.from(text()))), {}, 'utf8'],
    ['UTF-16', utf16(text()), {}, 'utf8'],
    ['UTF-16, gzip', gzipSync(utf16(text(',', '\r\n'))), {}, 'utf8'],
    ['UTF-16 without a mark, named', Buffer.from(text(), 'utf16le'), { encoding: 'utf-16le' }, 'utf8'],
  ])('%s: the values of csv-parse, row by row', async (_, bytes, named, encoding) => {
    const { input, rows } = await whole(bytes, named);
    const values = rows.map((row) =>
      row.values.map((value) => iconv.decode(Buffer.from(value, 'latin1'), encoding)),
    );
    expect([input.headers, ...values]).toEqual(table);
    const plain = text(String.fromCharCode(input.dialect.delimiter));
    expect(values).toEqual(
      parse(plain, { from_line: 2, delimiter: String.fromCharCode(input.dialect.delimiter), bom: true }),
    );
  });

  test.each([false, true])('UTF-16 is read in portions that part a character; packed: %s', async (packed) => {
    // With the mark three units stand before the pairs, so every even number of units ends amid one.
    const bytes = utf16(`x\n${'😀'.repeat(300_000)}\n`);
    const { rows } = await whole(packed ? gzipSync(bytes) : bytes);
    expect(rows).toHaveLength(1);
    const value = Buffer.from(rows[0]?.values[0] ?? '', 'latin1').toString();
    expect(value === '😀'.repeat(300_000)).toBe(true);
  });

  test('several megabytes: header and blocks together are the file, byte for byte', async () => {
    const bytes = marked(Buffer.from(Array.from({ length: 30 }, () => text(',', '\r\n')).join('')));
    const { input, body, rows } = await whole(bytes);
    expect(bytes.length).toBeGreaterThan(2 << 20);
    expect(input.encoding).toEqual({ encoding: 'utf-8', unsure: false, mark: true, utf16: false });
    expect(
      Buffer.concat([Buffer.from('\ufeff'), input.headerRow, Buffer.from('\r\n'), body]).equals(bytes),
    ).toBe(true);
    expect(rows).toHaveLength(30 * table.length - 1);
  });
});

describe('a source', () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => `row ${index}\n`).join(''));

  async function readAll(path: string, portion: number): Promise<Buffer> {
    const source = openSource(path);
    const parts: Buffer[] = [];
    const into = Buffer.alloc(portion + 10, 0xee);
    for (let count = await source.read(into, 10); count > 0; count = await source.read(into, 10)) {
      expect(count).toBeLessThanOrEqual(portion);
      parts.push(Buffer.from(into.subarray(10, 10 + count)));
    }
    expect(into.subarray(0, 10).every((byte) => byte === 0xee)).toBe(true);
    // Whoever asks again is told the same.
    expect(await source.read(into, 10)).toBe(0);
    expect([source.size, source.taken]).toEqual([source.size, source.size]);
    source.close();
    return Buffer.concat(parts);
  }

  test.each<[string, Buffer]>([
    ['a file', bytes],
    ['gzip', gzipSync(bytes)],
    [
      'gzip of members, one of them empty',
      Buffer.concat([gzipSync(bytes.subarray(0, 99)), gzipSync(''), gzipSync(bytes.subarray(99))]),
    ],
  ])('hands out all bytes, in portions of any size: %s', async (_, stored) => {
    const path = fileOf(stored);
    for (const portion of [1000, 65_536, bytes.length * 2])
      expect((await readAll(path, portion)).equals(bytes)).toBe(true);
  });

  test('of one byte, which could be the beginning of gzip', async () => {
    expect(await readAll(fileOf(Buffer.from([0x1f])), 10)).toEqual(Buffer.from([0x1f]));
  });

  test.each<[string, (packed: Buffer) => Buffer]>([
    ['cut off', (packed) => packed.subarray(0, -20)],
    [
      'damaged',
      (packed) => Buffer.concat([packed.subarray(0, 2000), Buffer.alloc(100, 7), packed.subarray(2100)]),
    ],
    [
      'with something else behind it',
      (packed) => Buffer.concat([packed, Buffer.from([0x1f, 0x8b, 1, 2, 3])]),
    ],
  ])('of gzip that is %s says so', async (_, spoil) => {
    const path = fileOf(spoil(gzipSync(bytes)));
    await expect(readAll(path, 65_536)).rejects.toMatchObject({ diagnostics: [{ code: 'GZIP' }] });
  });

  test('a file that is not there says so', () => {
    expect(() => openSource(join(folder, 'nowhere.csv'))).toThrow('ENOENT');
  });
});
