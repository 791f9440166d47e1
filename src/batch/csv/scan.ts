/** How a file separates its values and rows, as bytes. */
export interface Dialect {
  /** `,`, tab, `;` or another ASCII character that no double-byte character ends with. */
  readonly delimiter: number;
  /** Line feed; or carriage return in files that have nothing else. */
  readonly newline: number;
  /**
   * Every line is a row, an empty one too, quotes are text, and `\N` is no value: as Hive, Spark and Unix tools hand rows
   * from one program to the next.
   */
  readonly rowPerLine?: boolean;
}

export const BYTE = {
  quote: 0x22,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  comma: 0x2c,
  tab: 0x09,
  space: 0x20,
  backslash: 0x5c,
  capitalN: 0x4e,
} as const;

/** A quote where there are none: no byte. */
const NO_BYTE = -1;

/** What keeps a row from being read. */
export const ROW_PROBLEM = {
  none: 0,
  /** A quoted value is never closed. Only the first line of it is taken as the row, so that one slip swallows one line. */
  unclosedQuote: 1,
  /** Something stands between the closing quote and the next delimiter. */
  textAfterQuote: 2,
} as const;

/**
 * Reads one row of RFC 4180 text at a time: where the wanted values lie, without copying or decoding anything. A quote
 * counts only at the beginning of a value; elsewhere it is text.
 */
export class RowScanner {
  /** By slot: the bytes of the value, its quotes left out. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** By slot: whether doubled quotes stand in the value. */
  readonly doubled: Uint8Array;
  /** Values in the row. */
  columns = 0;
  /** End of the row before its line break, and the lines of text it takes up. */
  end = 0;
  lines = 1;
  problem: number = ROW_PROBLEM.none;
  readonly #delimiter: number;
  readonly #newline: number;
  readonly #quote: number;
  readonly #nulls: boolean;
  readonly #slotOf: Int16Array;

  /** @param slotOf by column: the slot its value goes to, or -1 */
  constructor(dialect: Dialect, slotOf: Int16Array, slots: number) {
    this.#delimiter = dialect.delimiter;
    this.#newline = dialect.newline;
    this.#nulls = dialect.rowPerLine === true;
    this.#quote = this.#nulls ? NO_BYTE : BYTE.quote;
    this.#slotOf = slotOf;
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
    this.doubled = new Uint8Array(slots);
  }

  /**
   * @param limit end of the bytes, or of the row where that is known
   * @returns where the next row begins
   */
  scan(bytes: Uint8Array, from: number, limit: number): number {
    const delimiter = this.#delimiter;
    const newline = this.#newline;
    const quote = this.#quote;
    const nulls = this.#nulls;
    const slotOf = this.#slotOf;
    const known = slotOf.length;
    const { starts, ends } = this;
    this.problem = ROW_PROBLEM.none;
    this.lines = 1;
    let column = 0;
    let position = from;
    for (;;) {
      const slot = column < known ? (slotOf[column] as number) : -1;
      if (position < limit && bytes[position] === quote) {
        position = this.#quoted(bytes, position, limit, slot);
        if (position < 0) return this.#unclosed(bytes, from, limit);
      } else {
        const start = position;
        while (position < limit) {
          const byte = bytes[position] as number;
          if (byte === delimiter || byte === newline) break;
          position++;
        }
        if (slot >= 0) {
          starts[slot] = start;
          ends[slot] = nulls && isNull(bytes, start, position) ? start : position;
          this.doubled[slot] = 0;
        }
      }
      column++;
      if (position >= limit || bytes[position] === newline) break;
      position++;
    }
    this.columns = column;
    this.end = position;
    // Of CR LF the CR belongs to neither value nor row. Elsewhere it is text, so that a row read again within its own
    // bytes is the same row.
    const broken = position < limit && newline === BYTE.lineFeed;
    if (broken && position > from && bytes[position - 1] === BYTE.carriageReturn) {
      this.end--;
      const slot = column <= known ? (slotOf[column - 1] as number) : -1;
      if (slot >= 0 && ends[slot] === position) {
        const start = starts[slot] as number;
        ends[slot] = nulls && isNull(bytes, start, position - 1) ? start : position - 1;
      }
    }
    return position < limit ? position + 1 : limit;
  }

  /** Whether the row just read is an empty line, which is no row. */
  isBlank(from: number): boolean {
    return this.end === from;
  }

  /** Leaves the spaces around a value out, as the reader of claims does. */
  trim(bytes: Uint8Array, slot: number): void {
    let start = this.starts[slot] as number;
    let end = this.ends[slot] as number;
    while (start < end && bytes[start] === BYTE.space) start++;
    while (end > start && bytes[end - 1] === BYTE.space) end--;
    this.starts[slot] = start;
    this.ends[slot] = end;
  }

  /** @returns where the delimiter or line break behind the value stands; -1 when the value is not closed */
  #quoted(bytes: Uint8Array, open: number, limit: number, slot: number): number {
    const newline = this.#newline;
    const delimiter = this.#delimiter;
    let doubled = 0;
    let position = open + 1;
    for (;;) {
      if (position >= limit) return -1;
      const byte = bytes[position] as number;
      if (byte === BYTE.quote) {
        if (position + 1 < limit && bytes[position + 1] === BYTE.quote) {
          doubled = 1;
          position++;
        } else break;
      } else if (byte === newline) this.lines++;
      position++;
    }
    if (slot >= 0) {
      this.starts[slot] = open + 1;
      this.ends[slot] = position;
      this.doubled[slot] = doubled;
    }
    position++;
    const after = position;
    while (position < limit && bytes[position] !== delimiter && bytes[position] !== newline) position++;
    const onlyReturn =
      position - after === 1 &&
      bytes[after] === BYTE.carriageReturn &&
      position < limit &&
      newline === BYTE.lineFeed &&
      bytes[position] === newline;
    if (position > after && !onlyReturn) this.problem = ROW_PROBLEM.textAfterQuote;
    return position;
  }

  #unclosed(bytes: Uint8Array, from: number, limit: number): number {
    let position = from;
    while (position < limit && bytes[position] !== this.#newline) position++;
    this.problem = ROW_PROBLEM.unclosedQuote;
    this.columns = 0;
    this.lines = 1;
    this.end = position > from && bytes[position - 1] === BYTE.carriageReturn ? position - 1 : position;
    return position < limit ? position + 1 : limit;
  }
}

/** Whether a value is `\N`, which stands for none. */
export function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 2 && bytes[start] === BYTE.backslash && bytes[start + 1] === BYTE.capitalN;
}

/** A scanner that takes every column of a row, with as many columns as that row has. */
export function scannerOfAll(dialect: Dialect, bytes: Uint8Array, from = 0): RowScanner {
  const counter = new RowScanner(dialect, new Int16Array(0), 0);
  counter.scan(bytes, from, bytes.length);
  return allColumns(dialect, counter.columns);
}

/** A scanner that takes every column; the slot of a value is its column. */
export function allColumns(dialect: Dialect, columns: number): RowScanner {
  const all = Array.from({ length: columns }, (_, column) => column);
  return new RowScanner(dialect, slotsOf(all, columns), columns);
}

/** The columns that are wanted, in the order of their slots, as the table a scanner takes. */
export function slotsOf(wanted: readonly number[], columns: number): Int16Array {
  const slotOf = new Int16Array(columns).fill(-1);
  for (const [slot, column] of wanted.entries()) slotOf[column] = slot;
  return slotOf;
}
