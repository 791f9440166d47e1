import { parseYuan } from '../money/fen.ts';
import { decodeText, type TextEncoding, valueText } from './csv/encoding.ts';
import { ByteTable, hashBytes, PairTable, sameBytes } from './csv/intern.ts';
import { type Dialect, ROW_PROBLEM, RowScanner, slotsOf } from './csv/scan.ts';
import { NOT_PLAIN, plainDate, plainFen, plainInteger } from './csv/values.ts';
import { asIsoDate } from './dates.ts';
import type { Layout } from './layout.ts';
import { PersonTable } from './persons.ts';
import { FIXED_MONEY, MARK, RowTable } from './rows.ts';

/** Bytes of rows: a block of a file, or the rows that one part of the persons has in it. */
export interface Block {
  readonly bytes: Buffer;
  readonly length: number;
  /** Ends of the rows (behind their line breaks) and their lines, where they are known from a first reading. */
  readonly ends?: Int32Array;
  readonly lines?: Float64Array;
}

/** Fields that decide nothing where the policies do not look at them, and would part the claims into too many situations. */
const NUMBERS = ['age', 'cover_years', 'claim_free_years'] as const;
/** Of these, what is told to be unused where no policy looks at it; in the order of their marks. */
export const MARKED_NUMBERS = ['cover_years', 'claim_free_years'] as const;
const SINGLE = ['person', 'id', 'date', 'reverses', 'disease', ...NUMBERS] as const;
type Single = Readonly<Record<(typeof SINGLE)[number], number>>;
const MOST_YEARS = 150;

/**
 * Reads the rows of a block into a table of numbers: words become numbers of situations, amounts become fen. What is not
 * plain is marked, never guessed at.
 */
export class RowReader {
  readonly rows: RowTable;
  readonly scanner: RowScanner;
  /** Empty lines of the last block, and all its lines. */
  blank = 0;
  lines = 0;
  /** Recorded values of the last block that are no amounts. */
  unreadable = 0;
  readonly persons = new PersonTable();
  /** The texts of a situation's words by number, and which flexible columns it has. */
  readonly situations: { readonly words: readonly number[]; readonly present: readonly boolean[] }[] = [];
  readonly wordNames: readonly string[];
  readonly flexibleNames: readonly string[];
  readonly #layout: Layout;
  readonly #rowPerLine: boolean;
  readonly #encoding: TextEncoding;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #single: Single;
  readonly #wordSlots: Int32Array;
  readonly #moneySlots: Int32Array;
  readonly #recordedSlots: Int32Array;
  readonly #specialSlots: Int32Array;
  readonly #words: readonly ByteTable[];
  readonly #texts: string[][];
  readonly #diseases = new ByteTable();
  readonly #diseaseTexts: string[] = [];
  readonly #pairs = new PairTable();
  readonly #situationOf: number[] = [];
  readonly #ids: Int32Array;
  readonly #present: Uint8Array;
  /** Where the row before has its words: most rows say the same. */
  readonly #before: Int32Array;
  #situation = -1;

  constructor(layout: Layout, dialect: Dialect, encoding: TextEncoding) {
    this.#layout = layout;
    this.#rowPerLine = dialect.rowPerLine === true;
    this.#encoding = encoding;
    const wanted = [...layout.claim, ...layout.recorded];
    this.#slots = new Map(layout.claim.map(({ name }, slot) => [name, slot]));
    this.scanner = new RowScanner(
      dialect,
      slotsOf(
        wanted.map(({ column }) => column),
        layout.headers.length,
      ),
      wanted.length,
    );
    const slot = (name: string): number => this.#slots.get(name) ?? -1;
    this.#single = Object.fromEntries(SINGLE.map((name) => [name, slot(name)])) as Single;
    const names = layout.claim.map(({ name }) => name);
    const special = names.filter((name) => name === 'expenses.items' || name.startsWith('year_to_date.'));
    this.flexibleNames = names.filter(
      (name) => /^(paid|expenses\.parts)\./.test(name) || name === 'expenses.essential_medicine',
    );
    const taken: readonly string[] = [...SINGLE, ...special, ...this.flexibleNames, ...FIXED_MONEY];
    this.wordNames = names.filter((name) => !taken.includes(name));
    this.#wordSlots = Int32Array.from(this.wordNames, slot);
    this.#moneySlots = Int32Array.from([...FIXED_MONEY, ...this.flexibleNames], slot);
    this.#specialSlots = Int32Array.from(special, slot);
    this.#recordedSlots = Int32Array.from(layout.recorded, (_, index) => layout.claim.length + index);
    this.#words = this.wordNames.map(() => new ByteTable());
    this.#texts = this.wordNames.map(() => []);
    this.#ids = new Int32Array(this.wordNames.length);
    this.#present = new Uint8Array(this.flexibleNames.length + MARKED_NUMBERS.length);
    this.#before = new Int32Array(this.wordNames.length * 2);
    this.rows = new RowTable(this.#moneySlots.length, layout.recorded.length);
  }

  /** Reads a block; `rows` then holds it. */
  read(block: Block): void {
    const { bytes, length, ends, lines } = block;
    const { rows, scanner } = this;
    const columns = this.#layout.headers.length;
    rows.count = 0;
    this.blank = 0;
    this.lines = 0;
    this.unreadable = 0;
    this.persons.clear();
    this.#situation = -1;
    let position = 0;
    for (let index = 0; position < length; index++) {
      const from = position;
      position = scanner.scan(bytes, from, ends ? (ends[index] as number) : length);
      const line = lines ? (lines[index] as number) : this.lines;
      this.lines += scanner.lines;
      if (scanner.isBlank(from) && scanner.problem === ROW_PROBLEM.none && !this.#rowPerLine) {
        this.blank++;
        continue;
      }
      const row = rows.add();
      rows.start[row] = from;
      rows.end[row] = scanner.end;
      rows.line[row] = line;
      const whole = scanner.problem === ROW_PROBLEM.none && scanner.columns === columns;
      if (whole) this.#readRow(bytes, row);
      else {
        rows.marks[row] = MARK.bad;
        rows.person[row] = this.persons.alone();
        rows.date[row] = 0;
        rows.situation[row] = -1;
      }
    }
  }

  /** Makes a row one that cannot be settled, whatever stands in it. */
  bar(row: number): void {
    this.rows.marks[row] = MARK.bad;
    this.rows.situation[row] = -1;
  }

  /** The text of a situation's word. */
  wordText(word: number, id: number): string {
    return this.#texts[word]?.[id] ?? '';
  }

  diseaseText(id: number): string {
    return this.#diseaseTexts[id] ?? '';
  }

  /** The text of a claim's field in a row, `""` where the file has no such column. */
  textOf(bytes: Buffer, row: number, name: string): string {
    const slot = this.#slots.get(name);
    if (slot === undefined) return '';
    this.scanner.scan(bytes, this.rows.start[row] as number, this.rows.end[row] as number);
    const { column } = this.#layout.claim[slot] as Layout['claim'][number];
    return column < this.scanner.columns ? this.#text(bytes, slot) : '';
  }

  /** Bytes of a value as text. */
  decode(bytes: Buffer, start: number, end: number): string {
    return decodeText(bytes, start, end, this.#encoding);
  }

  /** Every field of a row that has a value, as text. */
  textsOf(bytes: Buffer, row: number): [name: string, text: string][] {
    this.scanner.scan(bytes, this.rows.start[row] as number, this.rows.end[row] as number);
    return this.#layout.claim.flatMap(({ name, column }, slot): [string, string][] => {
      const text = column < this.scanner.columns ? this.#text(bytes, slot) : '';
      return text.trim() === '' ? [] : [[name, text]];
    });
  }

  /** Whether so many words have come up that they had better be forgotten. */
  get crowded(): boolean {
    return this.situations.length > 10_000 || this.#diseases.size > 100_000;
  }

  #readRow(bytes: Buffer, row: number): void {
    const { rows } = this;
    rows.marks[row] = 0;
    this.#readPerson(bytes, row);
    this.#readAmounts(bytes, row);
    this.#readDate(bytes, row);
    rows.age[row] = this.#integer(bytes, row, this.#single.age);
    rows.coverYears[row] = this.#integer(bytes, row, this.#single.cover_years);
    rows.claimFreeYears[row] = this.#integer(bytes, row, this.#single.claim_free_years);
    rows.disease[row] = this.#disease(bytes);
    for (const slot of this.#specialSlots) if (!this.#empty(bytes, slot)) this.#mark(row, MARK.special);
    rows.situation[row] = this.#readWords(bytes, row);
  }

  #mark(row: number, mark: number): void {
    this.rows.marks[row] = (this.rows.marks[row] as number) | mark;
  }

  #readPerson(bytes: Buffer, row: number): void {
    const { rows, scanner, persons } = this;
    const slot = this.#single.person;
    if (slot >= 0) scanner.trim(bytes, slot);
    const start = slot < 0 ? 0 : (scanner.starts[slot] as number);
    const end = slot < 0 ? 0 : (scanner.ends[slot] as number);
    if (start === end) {
      rows.person[row] = persons.alone();
      this.#mark(row, MARK.noPerson);
    } else rows.person[row] = persons.number(bytes, start, end);
    const reverses = this.#single.reverses;
    if (reverses >= 0 && !this.#empty(bytes, reverses)) this.#mark(row, MARK.reversal);
  }

  #readAmounts(bytes: Buffer, row: number): void {
    const { rows } = this;
    const slots = this.#moneySlots;
    const at = row * slots.length;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const fen = slot < 0 ? Number.NaN : this.#fen(bytes, row, slot);
      const absent = Number.isNaN(fen);
      rows.money[at + index] = absent ? 0 : fen;
      if (index >= FIXED_MONEY.length) this.#present[index - FIXED_MONEY.length] = absent ? 0 : 1;
      // A claim without a total is refused, unless its items give it.
      else if (index === 0 && absent) this.#mark(row, MARK.special);
    }
    const recorded = this.#recordedSlots;
    for (let index = 0; index < recorded.length; index++)
      rows.recorded[row * recorded.length + index] = this.#recorded(bytes, recorded[index] as number);
  }

  /** Fen; NaN where nothing is written. */
  #fen(bytes: Buffer, row: number, slot: number): number {
    const start = this.scanner.starts[slot] as number;
    const end = this.scanner.ends[slot] as number;
    if (start === end) return Number.NaN;
    const plain = plainFen(bytes, start, end);
    if (plain !== NOT_PLAIN) return plain;
    const text = this.#text(bytes, slot);
    if (text.trim() === '') return Number.NaN;
    const read = parseYuan(text);
    const signed = (this.rows.marks[row] as number) & MARK.reversal;
    if ('fen' in read && (read.fen >= 0 || signed)) return read.fen;
    this.#mark(row, MARK.bad);
    return 0;
  }

  /** A recorded amount in fen; NaN for what is no amount, which then is not compared. */
  #recorded(bytes: Buffer, slot: number): number {
    const start = this.scanner.starts[slot] as number;
    const end = this.scanner.ends[slot] as number;
    const plain = plainFen(bytes, start, end);
    if (plain !== NOT_PLAIN) return plain;
    const read = start === end ? undefined : parseYuan(this.#text(bytes, slot));
    if (read && 'code' in read && this.#text(bytes, slot).trim() !== '') this.unreadable++;
    return read && 'fen' in read ? read.fen : Number.NaN;
  }

  #readDate(bytes: Buffer, row: number): void {
    const { rows, scanner } = this;
    const slot = this.#single.date;
    let date = plainDate(bytes, scanner.starts[slot] as number, scanner.ends[slot] as number);
    if (date === NOT_PLAIN) {
      const iso = Buffer.from(asIsoDate(this.#text(bytes, slot), this.#layout.map.dateFormat) ?? '');
      date = plainDate(iso, 0, iso.length);
      if (date === NOT_PLAIN) {
        this.#mark(row, MARK.bad);
        date = 0;
      }
    }
    rows.date[row] = date;
  }

  #integer(bytes: Buffer, row: number, slot: number): number {
    if (slot < 0) return -1;
    const start = this.scanner.starts[slot] as number;
    const end = this.scanner.ends[slot] as number;
    if (start === end) return -1;
    const plain = plainInteger(bytes, start, end, MOST_YEARS);
    if (plain !== NOT_PLAIN) return plain;
    const text = this.#text(bytes, slot).normalize('NFKC').trim();
    if (text === '') return -1;
    if (/^\d{1,6}$/.test(text) && Number(text) <= MOST_YEARS) return Number(text);
    this.#mark(row, MARK.bad);
    return -1;
  }

  #disease(bytes: Buffer): number {
    const slot = this.#single.disease;
    if (slot < 0 || this.#empty(bytes, slot)) return -1;
    const start = this.scanner.starts[slot] as number;
    const id = this.#diseases.intern(bytes, start, this.scanner.ends[slot] as number);
    if (id === this.#diseaseTexts.length) {
      const text = this.#text(bytes, slot);
      this.#diseaseTexts.push(this.#layout.map.values.get('disease')?.get(text.trim()) ?? text);
    }
    return id;
  }

  /** The number of the combination of words, and of amounts that are there or not. */
  #readWords(bytes: Buffer, row: number): number {
    const { starts, ends } = this.scanner;
    const slots = this.#wordSlots;
    const before = this.#before;
    let changed = this.#situation < 0;
    for (let word = 0; word < slots.length; word++) {
      const start = starts[slots[word] as number] as number;
      const end = ends[slots[word] as number] as number;
      const same =
        this.#situation >= 0 &&
        sameBytes(bytes, start, end, bytes, before[word * 2] as number, before[word * 2 + 1] as number);
      before[word * 2] = start;
      before[word * 2 + 1] = end;
      if (same) continue;
      const id = (this.#words[word] as ByteTable).intern(bytes, start, end);
      const texts = this.#texts[word] as string[];
      if (id === texts.length) texts.push(this.#text(bytes, slots[word] as number));
      if (this.#ids[word] !== id) changed = true;
      this.#ids[word] = id;
    }
    const present = this.#present;
    const marked = this.flexibleNames.length;
    const covered = (this.rows.coverYears[row] as number) >= 0 ? 1 : 0;
    const claimFree = (this.rows.claimFreeYears[row] as number) >= 0 ? 1 : 0;
    if (marked > 0 || present[marked] !== covered || present[marked + 1] !== claimFree) changed = true;
    present[marked] = covered;
    present[marked + 1] = claimFree;
    if (changed) this.#situation = this.#number();
    return this.#situation;
  }

  #number(): number {
    let pair = 0;
    for (let word = 0; word < this.#ids.length; word++)
      pair = this.#pairs.intern(pair, this.#ids[word] as number);
    for (let index = 0; index < this.#present.length; index++)
      pair = this.#pairs.intern(pair, -1 - (this.#present[index] as number));
    const known = this.#situationOf[pair];
    if (known !== undefined) return known;
    this.situations.push({
      words: [...this.#ids],
      present: [...this.#present].map((mark) => mark === 1),
    });
    this.#situationOf[pair] = this.situations.length - 1;
    return this.situations.length - 1;
  }

  #empty(bytes: Buffer, slot: number): boolean {
    const start = this.scanner.starts[slot] as number;
    const end = this.scanner.ends[slot] as number;
    return start === end || (bytes[start] === 32 && this.#text(bytes, slot).trim() === '');
  }

  #text(bytes: Buffer, slot: number): string {
    return valueText(bytes, this.scanner, slot, this.#encoding);
  }
}

/** Two 32-bit hashes as one number within the exact integers: tells persons of different blocks apart. */
export function personHash(bytes: Uint8Array, start: number, end: number): number {
  const high = hashBytes(bytes, start, end) >>> 0;
  const low = hashBytes(bytes, start, end, 0x1234567) >>> 0;
  return high * 2 ** 21 + (low >>> 11);
}
