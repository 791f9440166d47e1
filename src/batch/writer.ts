import { SETTLEMENT_FIELDS } from '../engine/settlement.ts';
import { valueText } from './csv/encoding.ts';
import { allColumns, BYTE, type RowScanner } from './csv/scan.ts';
import { AMOUNT_ROOM, cellText, type Pen, pen, ratioAt, reserve, writeBytes, yuanAt } from './csv/write.ts';
import { columnOf, type Layout } from './header/layout.ts';
import { masker } from './mask.ts';
import { amountAt, RATIO, ratioOf, resultPlace } from './results.ts';
import type { Setup } from './setup.ts';

/** The columns that a run adds, in order. */
export function addedColumns({ recorded }: Layout): string[] {
  return [
    ...SETTLEMENT_FIELDS.map((field) => `est_${field}`),
    'est_policy',
    'est_status',
    'est_notices',
    ...recorded.map(({ name }) => `diff_${name}`),
    ...(recorded.length > 0 ? ['diff_reason'] : []),
  ];
}

const PLACES = Int32Array.from(SETTLEMENT_FIELDS, resultPlace);

/** Writes rows as they came in, and behind them what was worked out. */
export class RowWriter {
  readonly pen: Pen;
  readonly #delimiter: number;
  readonly #lineBreak: Buffer;
  readonly #recorded: Int32Array;
  readonly #cells: CellWriter | undefined;

  /**
   * @param encode text in the encoding of the file
   * @param allocate the memory to write into
   */
  constructor(setup: Setup, encode: (text: string) => Buffer, allocate: Pen['allocate']) {
    this.pen = pen(1 << 20, allocate);
    this.#delimiter = setup.dialect.delimiter;
    this.#lineBreak = Buffer.from(setup.lineBreak);
    this.#recorded = Int32Array.from(setup.layout.recorded, ({ name }) => resultPlace(name));
    this.#cells = setup.mask || setup.excelSafe ? new CellWriter(setup, encode) : undefined;
  }

  /** Begins an empty text, in the memory given or in what there is. */
  clear(memory?: Buffer): void {
    if (memory) this.pen.bytes = memory;
    this.pen.position = 0;
  }

  /** The columns of the row as they came in; masked or made harmless where that was asked for. */
  input(bytes: Buffer, start: number, end: number): void {
    if (this.#cells) {
      this.#cells.write(this.pen, bytes, start, end);
      return;
    }
    const { pen } = this;
    reserve(pen, end - start);
    const to = pen.bytes;
    let position = pen.position;
    // A row is short: a loop beats the call of a copying function.
    for (let at = start; at < end; at++) to[position++] = bytes[at] as number;
    pen.position = position;
  }

  /**
   * The settlement behind the row.
   * @param tail policy, status and notices, with their delimiters
   * @param at where the row's amounts begin in `results`
   * @param recordedAt where its recorded amounts begin in `recorded`
   */
  settlement(
    results: Float64Array,
    at: number,
    tail: Buffer,
    recorded: Float64Array,
    recordedAt: number,
    reason: Buffer,
  ): void {
    const { pen } = this;
    const delimiter = this.#delimiter;
    const differences = this.#recorded;
    reserve(pen, (PLACES.length + differences.length) * AMOUNT_ROOM + tail.length + reason.length + 4);
    pen.position = amountsAt(pen.bytes, pen.position, delimiter, PLACES, results, at);
    this.#bytes(tail);
    for (let column = 0; column < differences.length; column++) {
      pen.bytes[pen.position++] = delimiter;
      const known = recorded[recordedAt + column] as number;
      if (Number.isNaN(known)) continue;
      pen.position = yuanAt(
        pen.bytes,
        pen.position,
        amountAt(results, at, differences[column] as number) - known,
      );
    }
    if (differences.length > 0) {
      pen.bytes[pen.position++] = delimiter;
      this.#bytes(reason);
    }
    this.#bytes(this.#lineBreak);
  }

  /** What stands behind the amounts: made once for all rows that have the same. */
  tail(policy: string, covered: boolean, notices: string): Buffer {
    const sign = String.fromCharCode(this.#delimiter);
    const cells = ['', policy, covered ? 'ok' : 'not_covered', notices];
    return Buffer.from(cells.map((cell) => cellText(cell, sign)).join(sign));
  }

  /** Short bytes of ours, for which there is room. */
  #bytes(from: Buffer): void {
    const { bytes } = this.pen;
    let { position } = this.pen;
    for (let index = 0; index < from.length; index++) bytes[position++] = from[index] as number;
    this.pen.position = position;
  }
}

/**
 * Amounts of a row's results, a delimiter before each. Room must have been reserved.
 * @param places by field, as `resultPlace` has them
 * @param at where the row's amounts begin in `results`
 * @returns the place behind them
 */
export function amountsAt(
  bytes: Buffer,
  from: number,
  delimiter: number,
  places: Int32Array,
  results: Float64Array,
  at: number,
): number {
  let position = from;
  for (let field = 0; field < places.length; field++) {
    bytes[position++] = delimiter;
    const place = places[field] as number;
    position =
      place === RATIO
        ? ratioAt(bytes, position, ratioOf(results, at))
        : yuanAt(bytes, position, amountAt(results, at, place));
  }
  return position;
}

/** A spreadsheet takes these at the beginning of a cell for a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;

/** Writes the cells of a row one by one, changing those that must not leave as they are. */
export class CellWriter {
  readonly #scanner: RowScanner;
  readonly #setup: Setup;
  readonly #person: number;
  readonly #mask: ((person: string) => string) | undefined;
  readonly #delimiter: string;
  readonly #masked = new Map<string, string>();
  readonly #encode: (text: string) => Buffer;

  /** @param encode text in the encoding of the file */
  constructor(setup: Setup, encode: (text: string) => Buffer) {
    this.#encode = encode;
    const columns = setup.layout.headers.length;
    this.#setup = setup;
    this.#scanner = allColumns(setup.dialect, columns);
    this.#person = columnOf(setup.layout, 'person');
    this.#mask = setup.mask && masker(setup.mask);
    this.#delimiter = String.fromCharCode(setup.dialect.delimiter);
  }

  write(pen: Pen, bytes: Buffer, start: number, end: number): void {
    const { dialect, encoding } = this.#setup;
    const scanner = this.#scanner;
    scanner.scan(bytes, start, end);
    for (let column = 0; column < scanner.columns; column++) {
      if (column > 0) writeBytes(pen, Buffer.of(dialect.delimiter));
      const from = scanner.starts[column] as number;
      const to = scanner.ends[column] as number;
      const text = valueText(bytes, scanner, column, encoding);
      const changed = this.changed(column, text);
      if (changed !== text) writeBytes(pen, this.#encode(cellText(changed, this.#delimiter)));
      else {
        // As it came in, quotes and all.
        const quoted = from > start && bytes[from - 1] === BYTE.quote ? 1 : 0;
        writeBytes(pen, bytes.subarray(from - quoted, to + quoted));
      }
    }
  }

  /** What is written for a cell. */
  changed(column: number, text: string): string {
    let changed = text;
    if (column === this.#person && this.#mask && text !== '') {
      changed = this.#masked.get(text) ?? this.#mask(text);
      // The rows of a person stand together more often than not.
      if (this.#masked.size > 1000) this.#masked.clear();
      this.#masked.set(text, changed);
    }
    if (this.#setup.excelSafe && FORMULA.test(changed) && !PLAIN_NUMBER.test(changed))
      changed = `'${changed}`;
    return changed;
  }
}
