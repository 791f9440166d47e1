import { sameBytes } from '../csv/intern.ts';
import { BYTE, type Dialect, ROW_PROBLEM, RowScanner, slotsOf } from '../csv/scan.ts';
import type { Source } from './source.ts';

/** Bytes of a block of rows, more or less; small enough to stay near the processor, large enough to be worth a message. */
export const BLOCK_BYTES = 1 << 20;
/** A row that is longer is taken for a slip: an opening quote that nobody closed. */
const MOST_ROW_BYTES = 1 << 25;

/** Memory that a block is read into; grows where a row or a person needs more. */
export interface Room {
  bytes: Buffer;
}

/**
 * Cuts an input into blocks. A cut falls between two rows and, where the rows name persons, between two persons, so that
 * each block can be settled by itself.
 */
export class Cutter {
  readonly #source: Source;
  readonly #newline: number;
  readonly #scanner: RowScanner;
  readonly #hasPerson: boolean;
  readonly #columns: number;
  readonly #quotes: boolean;
  readonly #grow: (size: number) => Buffer;
  #rest: Buffer;
  #ended = false;

  /**
   * @param rest bytes read from the source already, behind the header
   * @param personColumn -1 where no column names persons
   * @param grow makes the memory of a room
   */
  constructor(
    source: Source,
    rest: Buffer,
    dialect: Dialect,
    columns: number,
    personColumn: number,
    grow: (size: number) => Buffer,
  ) {
    this.#source = source;
    this.#rest = rest;
    this.#newline = dialect.newline;
    this.#hasPerson = personColumn >= 0;
    this.#columns = columns;
    this.#quotes = dialect.rowPerLine !== true;
    this.#scanner = new RowScanner(dialect, slotsOf(this.#hasPerson ? [personColumn] : [], columns), 1);
    this.#grow = grow;
  }

  /** Fills a room with the next block. @returns its length, 0 at the end */
  async next(room: Room): Promise<number> {
    let filled = this.#rest.length;
    this.#enlarge(room, Math.max(filled * 2, BLOCK_BYTES), 0);
    this.#rest.copy(room.bytes, 0);
    let wanted = BLOCK_BYTES;
    for (;;) {
      filled = await this.#fill(room, filled, wanted);
      if (filled === 0) return 0;
      const cut = this.#cut(room.bytes, filled);
      if (cut > 0) {
        this.#rest = Buffer.from(room.bytes.subarray(cut, filled));
        return cut;
      }
      wanted = filled * 2;
      this.#enlarge(room, wanted, filled);
    }
  }

  #enlarge(room: Room, size: number, filled: number): void {
    if (room.bytes.length >= size) return;
    const larger = this.#grow(size);
    room.bytes.copy(larger, 0, 0, filled);
    room.bytes = larger;
  }

  async #fill(room: Room, from: number, wanted: number): Promise<number> {
    let filled = from;
    while (filled < wanted && !this.#ended) {
      const count = await this.#source.read(room.bytes, filled);
      if (count === 0) this.#ended = true;
      filled += count;
    }
    return filled;
  }

  /** Where the block may end; 0 where it must grow first. */
  #cut(bytes: Buffer, filled: number): number {
    const starts =
      this.#quotes && bytes.subarray(0, filled).includes(BYTE.quote)
        ? this.#scanned(bytes, filled)
        : this.#plain(bytes, filled);
    if (typeof starts === 'number') return starts;
    return this.#betweenPersons(bytes, starts);
  }

  /** Row starts from the end backwards, where every line is a row. */
  #plain(bytes: Buffer, filled: number): number | RowStarts {
    if (this.#ended) return filled;
    const last = bytes.lastIndexOf(this.#newline, filled - 1);
    if (last < 0) return 0;
    const newline = this.#newline;
    return {
      end: last + 1,
      before: (start) => (start <= 1 ? 0 : bytes.lastIndexOf(newline, start - 2) + 1),
    };
  }

  /** Row starts where quotes may hold line breaks: the rows must be read from the front. */
  #scanned(bytes: Buffer, filled: number): number | RowStarts {
    const starts: number[] = [];
    let position = 0;
    while (position < filled) {
      const start = position;
      position = this.#scanner.scan(bytes, start, filled);
      const cutOff = position >= filled && bytes[filled - 1] !== this.#newline;
      if (this.#scanner.problem === ROW_PROBLEM.unclosedQuote) {
        if (this.#ended || filled - start > MOST_ROW_BYTES) return position;
        return rowsBefore(starts, start);
      }
      if (cutOff && !this.#ended) return rowsBefore(starts, start);
      starts.push(start);
    }
    return this.#ended ? filled : rowsBefore(starts, position);
  }

  /** Goes back from the end, to where another person's row ends. Empty and ragged lines are nobody's and part nobody. */
  #betweenPersons(bytes: Buffer, { end, before }: RowStarts): number {
    if (end === 0 || !this.#hasPerson) return end;
    const scanner = this.#scanner;
    let last: [number, number] | undefined;
    for (let start = end; start > 0; ) {
      const previous = before(start);
      scanner.scan(bytes, previous, start);
      if (!scanner.isBlank(previous) && scanner.columns === this.#columns) {
        const [from, to] = trimmed(bytes, scanner);
        if (last === undefined) {
          if (from === to) return end;
          last = [from, to];
        } else if (!sameBytes(bytes, last[0], last[1], bytes, from, to)) return start;
      }
      start = previous;
    }
    return last === undefined ? end : 0;
  }
}

interface RowStarts {
  /** Where the last whole row ends. */
  readonly end: number;
  /** Start of the row that ends at a place. */
  readonly before: (start: number) => number;
}

function rowsBefore(starts: readonly number[], end: number): RowStarts {
  let index = starts.length;
  return { end, before: () => starts[--index] ?? 0 };
}

function trimmed(bytes: Buffer, scanner: RowScanner): [number, number] {
  scanner.trim(bytes, 0);
  return [scanner.starts[0] as number, scanner.ends[0] as number];
}
