import { enlarged } from '../arrays.ts';
/** Marks of a row, as bits. */
export const MARK = {
  /** Something in it cannot be read, or it has too few or too many values: the reader of claims says what. */
  bad: 1,
  /** It states items or the year so far, which go through the reader of claims. */
  special: 2,
  /** It takes an earlier settlement back. */
  reversal: 4,
  /** It states no person: settled by itself. */
  noPerson: 8,
} as const;

/** Amounts that every claim may have, in the order of `IN`; flexible columns (parts, payments) follow. */
export const FIXED_MONEY = [
  'expenses.total',
  'expenses.self_funded',
  'expenses.over_limit',
  'expenses.advance',
  'accounts.personal',
  'accounts.stored_card',
] as const;

/** The rows of a block as columns of numbers, so that settling them touches no text. */
export class RowTable {
  count = 0;
  start = new Int32Array(0);
  end = new Int32Array(0);
  /** Line of the text where the row begins, counted from the beginning of the block (from 0) or of the file. */
  line = new Float64Array(0);
  marks = new Uint8Array(0);
  situation = new Int32Array(0);
  /** As 20250501. */
  date = new Int32Array(0);
  /** Number of the person within the block, in the order of appearance. */
  person = new Int32Array(0);
  /** -1: not given. */
  age = new Int16Array(0);
  coverYears = new Int16Array(0);
  claimFreeYears = new Int16Array(0);
  disease = new Int32Array(0);
  /** Fen, `moneyWidth` a row; absent amounts are 0. */
  money = new Float64Array(0);
  /** Recorded amounts in fen, `recordedWidth` a row; NaN where nothing is recorded. */
  recorded = new Float64Array(0);
  readonly moneyWidth: number;
  readonly recordedWidth: number;

  constructor(moneyWidth: number, recordedWidth: number) {
    this.moneyWidth = moneyWidth;
    this.recordedWidth = recordedWidth;
  }

  /** Adds an empty row and returns its number. */
  add(): number {
    if (this.count >= this.start.length) this.#grow(Math.max(1024, this.start.length * 2));
    return this.count++;
  }

  #grow(size: number): void {
    this.start = enlarged(this.start, new Int32Array(size));
    this.end = enlarged(this.end, new Int32Array(size));
    this.line = enlarged(this.line, new Float64Array(size));
    this.marks = enlarged(this.marks, new Uint8Array(size));
    this.situation = enlarged(this.situation, new Int32Array(size));
    this.date = enlarged(this.date, new Int32Array(size));
    this.person = enlarged(this.person, new Int32Array(size));
    this.age = enlarged(this.age, new Int16Array(size));
    this.coverYears = enlarged(this.coverYears, new Int16Array(size));
    this.claimFreeYears = enlarged(this.claimFreeYears, new Int16Array(size));
    this.disease = enlarged(this.disease, new Int32Array(size));
    this.money = enlarged(this.money, new Float64Array(size * this.moneyWidth));
    this.recorded = enlarged(this.recorded, new Float64Array(size * this.recordedWidth));
  }
}
