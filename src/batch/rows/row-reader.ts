import { parseYuan } from '../../money/fen.ts';
import { decodeText, type TextEncoding, valueText } from '../csv/encoding.ts';
import { ByteTable } from '../csv/intern.ts';
import { type Dialect, ROW_PROBLEM, RowScanner, slotsOf } from '../csv/scan.ts';
import { NOT_PLAIN, plainDate, plainFen, plainInteger } from '../csv/values.ts';
import type { Layout } from '../header/layout.ts';
import { Combinations } from './combinations.ts';
import { asIsoDate } from './dates.ts';
import { PersonTable } from './persons.ts';
import { FIXED_MONEY, MARK, RowTable } from './rows.ts';
import { type Slots, slotsIn } from './slots.ts';

/** Bytes of rows: a block of a file, or the rows that one part of the persons has in it. */
export interface Block {
  readonly bytes: Buffer;
  readonly length: number;
  /** Ends of the rows (behind their line breaks) and their lines, where they are known from a first reading. */
  readonly ends?: Int32Array;
  readonly lines?: Float64Array;
}

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
  readonly slots: Slots;
  /** What the rows say in words. */
  readonly combinations: Combinations;
  readonly #layout: Layout;
  readonly #rowPerLine: boolean;
  readonly #encoding: TextEncoding;
  readonly #diseases = new ByteTable();
  readonly #diseaseTexts: string[] = [];

  constructor(layout: Layout, dialect: Dialect, encoding: TextEncoding) {
    this.#layout = layout;
    this.#rowPerLine = dialect.rowPerLine === true;
    this.#encoding = encoding;
    const wanted = [...layout.claim, ...layout.recorded].map(({ column }) => column);
    this.scanner = new RowScanner(dialect, slotsOf(wanted, layout.headers.length), wanted.length);
    this.slots = slotsIn(layout);
    this.combinations = new Combinations(layout, this.slots, this.scanner, encoding);
    this.rows = new RowTable(this.slots.money.length, layout.recorded.length);
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
    this.combinations.begin();
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

  diseaseText(id: number): string {
    return this.#diseaseTexts[id] ?? '';
  }

  /** The text of a claim's field in a row, `""` where the file has no such column. */
  textOf(bytes: Buffer, row: number, name: string): string {
    const slot = this.slots.byName.get(name);
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
    return this.combinations.count > 10_000 || this.#diseases.size > 100_000;
  }

  #readRow(bytes: Buffer, row: number): void {
    const { rows } = this;
    const { single, special } = this.slots;
    rows.marks[row] = 0;
    this.#readPerson(bytes, row);
    this.#readAmounts(bytes, row);
    this.#readDate(bytes, row);
    rows.age[row] = this.#integer(bytes, row, single.age);
    const coverYears = this.#integer(bytes, row, single.cover_years);
    const claimFreeYears = this.#integer(bytes, row, single.claim_free_years);
    rows.coverYears[row] = coverYears;
    rows.claimFreeYears[row] = claimFreeYears;
    rows.disease[row] = this.#disease(bytes);
    for (const slot of special) if (!this.#empty(bytes, slot)) this.#mark(row, MARK.special);
    rows.situation[row] = this.combinations.number(bytes, coverYears, claimFreeYears);
  }

  #mark(row: number, mark: number): void {
    this.rows.marks[row] = (this.rows.marks[row] as number) | mark;
  }

  #readPerson(bytes: Buffer, row: number): void {
    const { rows, scanner, persons } = this;
    const slot = this.slots.single.person;
    if (slot >= 0) scanner.trim(bytes, slot);
    const start = slot < 0 ? 0 : (scanner.starts[slot] as number);
    const end = slot < 0 ? 0 : (scanner.ends[slot] as number);
    if (start === end) {
      rows.person[row] = persons.alone();
      this.#mark(row, MARK.noPerson);
    } else rows.person[row] = persons.number(bytes, start, end);
    const reverses = this.slots.single.reverses;
    if (reverses >= 0 && !this.#empty(bytes, reverses)) this.#mark(row, MARK.reversal);
  }

  #readAmounts(bytes: Buffer, row: number): void {
    const { rows } = this;
    const { money: slots, recorded } = this.slots;
    const { present } = this.combinations;
    const at = row * slots.length;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const fen = slot < 0 ? Number.NaN : this.#fen(bytes, row, slot);
      const absent = Number.isNaN(fen);
      rows.money[at + index] = absent ? 0 : fen;
      if (index >= FIXED_MONEY.length) present[index - FIXED_MONEY.length] = absent ? 0 : 1;
      // A claim without a total is refused, unless its items give it.
      else if (index === 0 && absent) this.#mark(row, MARK.special);
    }
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
    const slot = this.slots.single.date;
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
    const slot = this.slots.single.disease;
    if (slot < 0 || this.#empty(bytes, slot)) return -1;
    const start = this.scanner.starts[slot] as number;
    const id = this.#diseases.intern(bytes, start, this.scanner.ends[slot] as number);
    if (id === this.#diseaseTexts.length) {
      const text = this.#text(bytes, slot);
      this.#diseaseTexts.push(this.#layout.map.values.get('disease')?.get(text.trim()) ?? text);
    }
    return id;
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
