import { gunzipSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { columnsOf, csvLine, csvText, type Form, type Row, readTable } from './support/csv.ts';
import { type Added, addedOf, outputText } from './support/expected.ts';
import { settleBytes, settleRows, type Wishes } from './support/here.ts';
import { BENCH_POLICIES } from './support/policies.ts';
import { renamed, sampleRows, shuffled } from './support/sample.ts';

const policies = [BENCH_POLICIES];
const rows = await sampleRows(9, 41);
const columns = columnsOf(rows);
const plain = await settleRows(rows, { policies });
const added = addedOf(plain.rows);
const codes = new Map(plain.rejects.map(({ id = '', code = '' }) => [id, code]));

/** The same claims in another form. */
interface Variant {
  readonly name: string;
  readonly rows?: readonly Row[];
  readonly columns?: readonly string[];
  readonly form?: Form;
  /** What the id is called. */
  readonly id?: string;
  readonly encode?: (text: string) => Uint8Array;
  /** The text of an output. */
  readonly decode?: (bytes: Buffer) => string;
  readonly wishes?: Wishes;
}

const chinese = renamed(rows, 'chinese');
const national = renamed(rows, 'national');
const MARK = '\ufeff';
const variants: readonly Variant[] = [
  { name: 'as it is' },
  { name: 'in another order', rows: shuffled(rows, 5) },
  { name: 'in yet another order', rows: shuffled(rows, 6) },
  { name: 'grouped by person', rows: [...rows].sort((a, b) => (`${a.person}` < `${b.person}` ? -1 : 1)) },
  { name: 'columns in another order', columns: [...columns].reverse() },
  { name: 'all cells in quotes', form: { quoted: true } },
  { name: 'lines that end in CR LF', form: { lineBreak: '\r\n' } },
  { name: 'tabs', form: { delimiter: '\t' } },
  { name: 'bars, named', form: { delimiter: '|' }, wishes: { delimiter: 0x7c } },
  { name: 'national names and codes', rows: national, columns: columnsOf(national), id: 'setl_id' },
  { name: 'Chinese names and words', rows: chinese, columns: columnsOf(chinese), id: '结算ID' },
  {
    name: 'Chinese names and words in GBK',
    rows: chinese,
    columns: columnsOf(chinese),
    id: '结算ID',
    encode: (text) => iconv.encode(text, 'gb18030'),
    decode: (bytes) => iconv.decode(bytes, 'gb18030'),
  },
  {
    name: 'GBK, CR LF, tabs, all cells in quotes, columns in another order',
    rows: chinese,
    columns: columnsOf(chinese).reverse(),
    id: '结算ID',
    form: { delimiter: '\t', lineBreak: '\r\n', quoted: true },
    encode: (text) => iconv.encode(text, 'gb18030'),
    decode: (bytes) => iconv.decode(bytes, 'gb18030'),
  },
  {
    name: 'UTF-8 with a byte order mark',
    encode: (text) => Buffer.from(MARK + text),
    decode: (bytes) => withoutMark(bytes.toString()),
  },
  {
    name: 'UTF-16',
    encode: (text) => Buffer.from(MARK + text, 'utf16le'),
    wishes: { outputEncoding: 'utf-16le' },
    decode: (bytes) => withoutMark(bytes.toString('utf16le')),
  },
  {
    name: 'UTF-8 in, GBK out',
    wishes: { outputEncoding: 'gb18030' },
    decode: (bytes) => iconv.decode(bytes, 'gb18030'),
  },
  {
    name: 'GBK in, UTF-8 out',
    encode: (text) => iconv.encode(text, 'gb18030'),
    wishes: { outputEncoding: 'utf-8' },
  },
  { name: 'gzip', encode: (text) => gzipSync(text) },
];

function withoutMark(text: string): string {
  expect(text.slice(0, 1)).toBe(MARK);
  return text.slice(1);
}

describe('the same claims in another form come out the same', () => {
  it.each(variants)('$name', async (variant) => {
    const { form = {}, id = 'id', encode = Buffer.from, decode = String, wishes = {} } = variant;
    const own = variant.rows ?? rows;
    const header = variant.columns ?? columns;
    const result = await settleBytes(encode(csvText(header, own, form)), { policies, ...wishes });
    expect(decode(result.out)).toBe(outputText(header, own, added, { ...form, id }));
    expect(readTable(decode(result.rejected))).toEqual(
      rejectsOf(header, own, { ...form, id }).map((reject) => expect.objectContaining(reject)),
    );
  });

  it('hold what makes a difference between them', () => {
    const { settled, notCovered, rejected } = plain.summary.rows;
    expect(settled).toBeGreaterThan(100);
    expect(notCovered).toBeGreaterThan(5);
    expect(rejected).toBeGreaterThan(5);
    expect(rows.some(({ person, date, id }) => sameDay(person, date) > 1 && added.has(id ?? ''))).toBe(true);
    expect(plain.rows.filter(({ est_notices }) => est_notices === 'REVERSAL').length).toBeGreaterThan(10);
  });
});

function sameDay(person = '', date = ''): number {
  return rows.filter((row) => row.person === person && row.date === date).length;
}

/** The rejects that must come out: the line each row begins on, and the row as it stands. */
function rejectsOf(header: readonly string[], own: readonly Row[], form: Form & { id: string }): Row[] {
  let line = 1 + linesOf(csvLine(header, form));
  return own.flatMap((row): Row[] => {
    const text = csvLine(
      header.map((column) => row[column] ?? ''),
      form,
    );
    const at = line;
    line += linesOf(text);
    const id = row[form.id] ?? '';
    const code = codes.get(id);
    return code === undefined ? [] : [{ line: String(at), id, code, row: text }];
  });
}

function linesOf(text: string): number {
  return text.split('\n').length;
}

describe('a file in parts', () => {
  it.each([2, 5])('%i parts by person give the amounts of the whole', async (count) => {
    const persons = [...new Set(rows.map(({ person }) => person))];
    const partOf = ({ person }: Row): number => persons.indexOf(person) % count;
    const parts: Added[] = [];
    for (let part = 0; part < count; part++) {
      const result = await settleRows(
        rows.filter((row) => partOf(row) === part),
        { policies },
      );
      parts.push(addedOf(result.rows));
    }
    const together = new Map(parts.flatMap((part) => [...part]));
    expect([...together].sort()).toEqual([...added].sort());
  });
});

it('an output that ends in .gz is compressed and holds the same', async () => {
  const { out } = await settleRows(rows, { policies, outputName: 'out.csv.gz' });
  expect(gunzipSync(out).toString()).toBe(plain.out.toString());
});
