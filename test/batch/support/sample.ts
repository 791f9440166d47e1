import { findField } from '../../../src/claim/fields.ts';
import { openLibrary } from '../../../src/policy/shipped.ts';
import { inColumnsOfAll, type Row } from './csv.ts';
import { claimsOf } from './persons.ts';
import { BENCH_POLICIES, schemesOf } from './policies.ts';

const PLACES = /^(371300|110000|990[123]00)$/;

/** Things that people write into a remark, and that a reader of CSV must not stumble over. */
const REMARKS = [
  ...[
    '',
    '出院结算',
    '复查, 见附件',
    '他说“好”',
    'say "yes"',
    '第一行\n第二行',
    '"',
    'a;b\tc',
    '  留空  ',
    "it's",
  ],
  ...['=SUM(A1)', '末尾,', '\n'],
];

/**
 * Claims of persons in several places, in no order, with a column that is only carried through. Some rows cannot be
 * settled, some take an earlier settlement of the person back.
 */
export async function sampleRows(persons: number, seed: number): Promise<Row[]> {
  const schemes = await schemesOf(openLibrary([BENCH_POLICIES]), PLACES);
  const rows = schemes.flatMap((scheme, index) =>
    claimsOf(scheme, persons, 6, seed + index).map((row) => ({
      ...row,
      id: `S${index}${row.id}`,
      person: `P${index}${row.person}`,
    })),
  );
  const reversals = rows.filter((_, index) => index % 9 === 0).map(reversalOf);
  const all = shuffled([...rows, ...reversals], seed);
  return inColumnsOfAll(all.map((row, index) => ({ ...row, 备注: REMARKS[index % REMARKS.length] ?? '' })));
}

/** What takes a settlement back a while later in its year; amounts are left to the settlement. */
export function reversalOf({
  id = '',
  person = '',
  date = '',
  region = '',
  insurance = '',
  care = '',
}: Row): Row {
  const later = date.slice(5) < '12-01' ? `${date.slice(0, 4)}-12-01` : date;
  return { id: `R${id}`, person, date: later, region, insurance, care, reverses: id };
}

/** In another order that is the same every time. Rows of one person and day keep theirs: it decides what comes first. */
export function shuffled(rows: readonly Row[], seed: number): Row[] {
  const random = randomFrom(seed);
  const mixed = [...rows];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as Row, mixed[at] as Row];
  }
  const waiting = new Map<string, Row[]>();
  const day = ({ person, date }: Row): string => `${person} ${date}`;
  for (const row of rows) waiting.set(day(row), [...(waiting.get(day(row)) ?? []), row]);
  return mixed.map((row) => waiting.get(day(row))?.shift() as Row);
}

/** Numbers from 0 up to but not 1, the same for the same seed (Mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Naming = 'national' | 'chinese';

/** The same rows under other names: headers and words as the national interface, or as people, write them. */
export function renamed(rows: readonly Row[], naming: Naming): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, text]) => [headerOf(name, naming), wordOf(name, text, naming)]),
    ),
  );
}

function headerOf(name: string, naming: Naming): string {
  const field = findField(name);
  return (naming === 'chinese' ? field?.label.zh : field?.national) ?? name;
}

function wordOf(name: string, text: string, naming: Naming): string {
  const { table } = findField(name) ?? {};
  if (!table) return text;
  const words = text.split(';').map((word) => {
    const value = table.values.find(({ id }) => id === word);
    return (naming === 'chinese' ? value?.label.zh : value?.national?.[0]) ?? word;
  });
  return words.join(naming === 'chinese' ? '、' : '|');
}
