import { openLibrary } from '../policy/shipped.ts';
import type { Counted } from './counting/counted.ts';
import { REASONS } from './counting/reasons.ts';
import { encoderOf } from './csv/encoding.ts';
import { type Pen, pen } from './csv/write.ts';
import { writeReject } from './rejects.ts';
import { RESULT } from './results.ts';
import { personHash } from './rows/persons.ts';
import type { Block, RowReader } from './rows/row-reader.ts';
import { STATUS } from './settling/result-table.ts';
import { Settler } from './settling/settler.ts';
import type { Setup } from './setup.ts';
import { CellWriter, RowWriter } from './writer.ts';
import type { YearsBook } from './years/history.ts';

/** The persons of a block, so that it can be told whether one of them stands in another block. */
export interface BlockPersons {
  readonly hashes: Float64Array;
  /** Whether each comes after the one before, by the bytes of their numbers. */
  readonly ascending: boolean;
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

/** What comes out of a block. The bytes stay the block run's own until the next block. */
export interface BlockOutput {
  readonly out: Buffer;
  /** Rejected rows without their line numbers. */
  readonly rejects: Buffer;
  /** By row of the file, in its order: the end of its text in `out`; -1 for a rejected row. */
  readonly ends: Int32Array;
  /** Lines of the rejected rows, as the rows count them, and the ends of their texts in `rejects`. */
  readonly rejectLines: Float64Array;
  readonly rejectEnds: Float64Array;
  readonly rows: number;
  /** Lines of text that the block takes up. */
  readonly lines: number;
  readonly persons: BlockPersons;
}

/** Settles blocks one after the other and writes down what comes out: all that a worker does. */
export class BlockRun {
  readonly settler: Settler;
  readonly #setup: Setup;
  readonly #encode: (text: string) => Buffer;
  readonly #writer: RowWriter;
  readonly #masking: CellWriter | undefined;
  readonly #rejects: Pen = pen(1 << 12);
  /** By policy, notices and status: what stands behind the amounts of a row. */
  readonly #tails = new Map<number, Buffer>();
  #lastTail = -1;
  #tail: Buffer = Buffer.alloc(0);
  readonly #reasonTexts = REASONS.map((reason) => Buffer.from(reason));
  #ends = new Int32Array(1024);

  private constructor(setup: Setup, encode: (text: string) => Buffer, allocate: Pen['allocate']) {
    this.#setup = setup;
    this.#encode = encode;
    this.settler = new Settler(setup, {
      library: openLibrary(setup.policies),
      assumptions: setup.assumptions,
    });
    this.#writer = new RowWriter(setup, encode, allocate);
    this.#masking = setup.mask && new CellWriter({ ...setup, excelSafe: false }, encode);
  }

  /** @param allocate makes the memory that the results are written into */
  static async open(setup: Setup, allocate: Pen['allocate'] = Buffer.allocUnsafeSlow): Promise<BlockRun> {
    return new BlockRun(setup, await encoderOf(setup.encoding.encoding), allocate);
  }

  /**
   * @param number of the block in the file, for what is counted by line
   * @param memory to write the results into, where they fit
   */
  async run(block: Block, number: number, book?: YearsBook, memory?: Buffer): Promise<BlockOutput> {
    const { settler } = this;
    settler.tally.beginBlock(number);
    await settler.settle(block, book);
    const { reader } = settler;
    const { rows } = reader;
    const { status } = settler.results;
    this.#writer.clear(memory);
    this.#rejects.position = 0;
    if (rows.count > this.#ends.length) this.#ends = new Int32Array(rows.count * 2);
    const rejectLines: number[] = [];
    const rejectEnds: number[] = [];
    for (let row = 0; row < rows.count; row++) {
      if (status[row] === STATUS.rejected) {
        this.#reject(block.bytes, row);
        rejectLines.push(rows.line[row] as number);
        rejectEnds.push(this.#rejects.position);
        this.#ends[row] = -1;
        continue;
      }
      this.#settled(block.bytes, row);
      this.#ends[row] = this.#writer.pen.position;
    }
    const { pen: out } = this.#writer;
    return {
      out: out.bytes.subarray(0, out.position),
      rejects: this.#rejects.bytes.subarray(0, this.#rejects.position),
      ends: this.#ends.subarray(0, rows.count),
      rejectLines: Float64Array.from(rejectLines),
      rejectEnds: Float64Array.from(rejectEnds),
      rows: rows.count,
      lines: reader.lines,
      persons: block.ends ? NO_PERSONS : personsOf(reader, block.bytes),
    };
  }

  counted(): Counted {
    return this.settler.tally.result();
  }

  #settled(bytes: Buffer, row: number): void {
    const { reader, results } = this.settler;
    const { rows } = reader;
    this.#writer.input(bytes, rows.start[row] as number, rows.end[row] as number);
    this.#writer.settlement(
      results.amounts,
      row * RESULT.size,
      this.#tailOf(row),
      rows.recorded,
      row * rows.recordedWidth,
      this.#reasonTexts[results.reason[row] as number] as Buffer,
    );
  }

  #tailOf(row: number): Buffer {
    const { results, tally } = this.settler;
    const covered = results.status[row] === STATUS.ok;
    const notices = results.noticeSet[row] as number;
    const policy = results.policy[row] as number;
    const key = (policy * 2 + (covered ? 1 : 0)) * 2 ** 24 + notices;
    if (key === this.#lastTail) return this.#tail;
    let tail = this.#tails.get(key);
    if (!tail) {
      tail = this.#writer.tail(tally.policyId(policy), covered, results.notices.texts[notices] ?? '');
      this.#tails.set(key, tail);
    }
    this.#lastTail = key;
    this.#tail = tail;
    return tail;
  }

  #reject(bytes: Buffer, row: number): void {
    const { reader, results } = this.settler;
    const { rows } = reader;
    const problems = results.rejections.get(row) ?? [];
    const { lang, lineBreak } = this.#setup;
    const whole = { bytes, start: rows.start[row] as number, end: rows.end[row] as number };
    const shown = this.#masking ? this.#masked(whole) : whole;
    writeReject(
      this.#rejects,
      reader.textOf(bytes, row, 'id'),
      problems,
      lang,
      this.#encode,
      shown,
      lineBreak,
    );
  }

  /** The row with its person hidden; nothing of a row whose columns cannot be told apart. */
  #masked(row: { bytes: Buffer; start: number; end: number }): { bytes: Buffer; start: number; end: number } {
    const { scanner } = this.settler.reader;
    scanner.scan(row.bytes, row.start, row.end);
    const whole = scanner.problem === 0 && scanner.columns === this.#setup.layout.headers.length;
    if (!whole) return { bytes: Buffer.alloc(0), start: 0, end: 0 };
    const masked = pen(row.end - row.start + 64);
    this.#masking?.write(masked, row.bytes, row.start, row.end);
    return { bytes: masked.bytes, start: 0, end: masked.position };
  }
}

/** The persons whose rows a reader has just read. */
export function personsOf({ persons }: RowReader, bytes: Buffer): BlockPersons {
  const { starts, ends, count } = persons;
  const hashes = new Float64Array(count);
  let found = 0;
  let first = -1;
  let last = -1;
  let ascending = true;
  for (let person = 0; person < count; person++) {
    const start = starts[person] as number;
    if (start < 0) continue;
    const end = ends[person] as number;
    hashes[found++] = personHash(bytes, start, end);
    if (first < 0) first = person;
    else if (ascending) ascending = bytes.compare(bytes, starts[last], ends[last], start, end) > 0;
    last = person;
  }
  if (first < 0) return NO_PERSONS;
  const copy = (person: number): Uint8Array =>
    Uint8Array.prototype.slice.call(bytes, starts[person], ends[person]);
  return { hashes: hashes.slice(0, found), ascending, first: copy(first), last: copy(last) };
}

export const NO_PERSONS: BlockPersons = {
  hashes: new Float64Array(0),
  ascending: true,
  first: new Uint8Array(0),
  last: new Uint8Array(0),
};
