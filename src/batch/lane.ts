import { type BlockPersons, BlockRun } from './block-run.ts';
import type { Counted } from './counting/counted.ts';
import type { Setup } from './setup.ts';
import { LedgerBook } from './years/ledger-book.ts';
import type { LedgerText } from './years/ledger-lines.ts';

/** A block on its way to being settled. */
export interface Job {
  readonly number: number;
  readonly bytes: Buffer;
  readonly length: number;
  readonly ends?: Int32Array;
  readonly lines?: Float64Array;
  /** Lines of the opening ledger that belong to the persons of the block. */
  readonly opening?: readonly LedgerText[];
}

/** A block settled. */
export interface Done {
  readonly number: number;
  readonly out: Buffer;
  readonly rejects: Buffer;
  readonly ends: Int32Array;
  readonly rejectLines: Float64Array;
  readonly rejectEnds: Float64Array;
  readonly rows: number;
  readonly lines: number;
  readonly persons: BlockPersons;
  readonly closing: string;
  /** Gives the memory back once the bytes have been written. */
  readonly release?: () => void;
}

/** What a run has counted, and the assumptions that were of use. */
export interface Tallied {
  readonly counted: Counted;
  readonly assumptions: readonly string[];
}

/** Takes blocks and settles them: in this thread or in another one. */
export interface Lane<T = Tallied> {
  /** Blocks that may be on the way at once. */
  readonly depth: number;
  settle(job: Job): Promise<Done>;
  /** What has been counted so far. */
  counted(): Promise<T>;
  /** Forgets what has been counted, to begin again. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A lane that settles in the thread it is in; a worker has one, and hands it the memory to write the results into. */
export interface ThreadLane<T> extends Lane<T> {
  settle(job: Job, memory?: Buffer): Promise<Done>;
}

/** Settles blocks in this thread: for files so small that starting another one would take longer. */
export class OwnLane implements ThreadLane<Tallied> {
  /** What comes out stands in memory that the next block uses again. */
  readonly depth = 1;
  readonly #setup: Setup;
  readonly #allocate: ((size: number) => Buffer) | undefined;
  #run: BlockRun | undefined;

  /** @param allocate makes the memory that the results are written into */
  constructor(setup: Setup, allocate?: (size: number) => Buffer) {
    this.#setup = setup;
    this.#allocate = allocate;
  }

  /** @param memory to write the results into, where they fit */
  async settle({ number, bytes, length, ends, lines, opening }: Job, memory?: Buffer): Promise<Done> {
    this.#run ??= await BlockRun.open(this.#setup, this.#allocate);
    const { registry } = this.#run.settler;
    const book =
      this.#setup.closing || opening
        ? new LedgerBook(registry, opening ?? [], this.#setup.closing)
        : undefined;
    const block = { bytes, length, ...(ends && { ends }), ...(lines && { lines }) };
    const output = await this.#run.run(block, number, book, memory);
    return { number, ...output, closing: this.#setup.closing && book ? book.closing() : '' };
  }

  async counted(): Promise<Tallied> {
    this.#run ??= await BlockRun.open(this.#setup, this.#allocate);
    return {
      counted: this.#run.counted(),
      assumptions: [...this.#run.settler.memory.usedAssumptions],
    };
  }

  async reset(): Promise<void> {
    this.#run = undefined;
  }

  async close(): Promise<void> {
    this.#run = undefined;
  }
}
