import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from './csv/intern.ts';
import type { LedgerText } from './years/ledger-lines.ts';

/** Bytes of rows in one part, more or less: two of them with all they need stay well within the memory of an office machine. */
export const PART_BYTES = 4 << 20;
/** Each takes three open files when the rows are put together. */
const MOST_PARTS = 400;

/** Parts for an input of a size; enough for a large one where it is not known. */
export function partsFor(bytes: number): number {
  return Math.min(MOST_PARTS, Math.max(1, Math.ceil(bytes / PART_BYTES)));
}

/** The part that a person's rows belong to. */
export function partOf(bytes: Uint8Array, start: number, end: number, parts: number): number {
  return (hashBytes(bytes, start, end, 0x51ed270b) >>> 0) % parts;
}

/**
 * A folder for what does not fit in memory: the rows of a file by parts of the persons. Named after the run, so that one
 * left behind by a killed run is known and taken away with its drafts by the next.
 */
export class SpillFolder {
  readonly path: string;

  /** @param beside the name it stands beside */
  constructor(beside: string) {
    this.path = `${beside}.${process.pid}.parts`;
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
  }

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A file that is written in small pieces, gathered. */
export class Gathering {
  readonly path: string;
  #handle = -1;
  readonly #buffer: Buffer;
  #filled = 0;

  constructor(path: string, size = 1 << 16) {
    this.path = path;
    this.#buffer = Buffer.allocUnsafeSlow(size);
  }

  write(bytes: Buffer, start: number, end: number): void {
    if (end - start > this.#buffer.length - this.#filled) this.flush();
    if (end - start > this.#buffer.length) {
      this.#all(bytes, start, end);
      return;
    }
    bytes.copy(this.#buffer, this.#filled, start, end);
    this.#filled += end - start;
  }

  /** Makes the file even if nothing comes. */
  touch(): void {
    if (this.#handle < 0) this.#handle = openSync(this.path, 'w', 0o600);
  }

  flush(): void {
    this.#all(this.#buffer, 0, this.#filled);
    this.#filled = 0;
  }

  close(): void {
    this.flush();
    if (this.#handle >= 0) closeSync(this.#handle);
    this.#handle = -1;
  }

  #all(bytes: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.touch();
    let at = start;
    try {
      while (at < end) at += writeSync(this.#handle, bytes, at, end - at);
    } catch (error) {
      // A full disk does not say which file it was.
      throw Object.assign(error as Error, { path: this.path });
    }
  }
}

/** The rows of an input by parts, each with its length and line; and for every row the part it went to. */
export class Parts {
  readonly count: number;
  rows = 0;
  /** Empty lines, which go to no part. */
  blank = 0;
  readonly #folder: SpillFolder;
  readonly #rows: Gathering[];
  readonly #index: Gathering[];
  readonly #order: Gathering;
  readonly #entry = Buffer.alloc(16);
  readonly #number = Buffer.alloc(2);

  constructor(folder: SpillFolder, count: number) {
    this.count = count;
    this.#folder = folder;
    const files = (kind: string, size: number): Gathering[] =>
      Array.from({ length: count }, (_, part) => new Gathering(folder.file(`${part}.${kind}`), size));
    this.#rows = files('rows', 1 << 16);
    this.#index = files('index', 1 << 13);
    this.#order = new Gathering(folder.file('order'));
    this.#order.touch();
  }

  add(part: number, bytes: Buffer, start: number, end: number, line: number): void {
    this.#rows[part]?.write(bytes, start, end);
    this.#entry.writeDoubleLE(end - start, 0);
    this.#entry.writeDoubleLE(line, 8);
    this.#index[part]?.write(this.#entry, 0, 16);
    this.#number.writeUInt16LE(part, 0);
    this.#order.write(this.#number, 0, 2);
    this.rows++;
  }

  close(): void {
    for (const file of [...this.#rows, ...this.#index, this.#order]) file.close();
  }

  /** The rows of a part. @param room makes the memory for them */
  read(
    part: number,
    room: (size: number) => Buffer,
  ): { bytes: Buffer; length: number; ends: Int32Array; lines: Float64Array } {
    const index = this.#load(`${part}.index`);
    const count = index.length / 16;
    const ends = new Int32Array(count);
    const lines = new Float64Array(count);
    let end = 0;
    for (let row = 0; row < count; row++) {
      end += index.readDoubleLE(row * 16);
      ends[row] = end;
      lines[row] = index.readDoubleLE(row * 16 + 8);
    }
    const bytes = room(Math.max(1, end));
    if (end > 0) {
      const handle = openSync(this.#folder.file(`${part}.rows`), 'r');
      for (let at = 0; at < end; ) at += readSync(handle, bytes, at, end - at, null);
      closeSync(handle);
    }
    return { bytes, length: end, ends, lines };
  }

  order(): Reading {
    return new Reading(this.#folder.file('order'));
  }

  #load(name: string): Buffer {
    try {
      return readFileSync(this.#folder.file(name));
    } catch (error) {
      // A part without a row has no file.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    }
  }
}

/** A file read from the front in small pieces. */
export class Reading {
  readonly #handle: number;
  #buffer: Buffer;
  #from = 0;
  #to = 0;

  constructor(path: string, size = 1 << 16) {
    this.#handle = openSync(path, 'r');
    this.#buffer = Buffer.allocUnsafeSlow(size);
  }

  /** The next bytes, good until the next call. Fewer at the end. */
  take(count: number): Buffer {
    if (this.#to - this.#from < count) this.#refill(count);
    const end = Math.min(this.#to, this.#from + count);
    const bytes = this.#buffer.subarray(this.#from, end);
    this.#from = end;
    return bytes;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #refill(count: number): void {
    const rest = this.#buffer.subarray(this.#from, this.#to);
    if (count > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(count * 2);
      rest.copy(larger);
      this.#buffer = larger;
    } else rest.copy(this.#buffer);
    this.#to = rest.length;
    this.#from = 0;
    while (this.#to < count) {
      const read = readSync(this.#handle, this.#buffer, this.#to, this.#buffer.length - this.#to, null);
      if (read === 0) return;
      this.#to += read;
    }
  }
}

/** Reads the lines of a text file one by one. */
export function* linesOf(path: string): Generator<LedgerText> {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(1 << 20);
    let rest = Buffer.alloc(0);
    let line = 0;
    for (;;) {
      const count = readSync(handle, buffer, 0, buffer.length, null);
      const bytes = Buffer.concat([rest, buffer.subarray(0, count)]);
      let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        line++;
        if (end > from) yield { text: bytes.toString('utf8', from, end), file: path, line };
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (count > 0) continue;
      if (rest.length > 0) yield { text: rest.toString('utf8'), file: path, line: line + 1 };
      return;
    }
  } finally {
    closeSync(handle);
  }
}
