import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Tally } from '../counting/tally.ts';
import { RESULT } from '../results.ts';
import { NoticeSets } from './notice-sets.ts';

/** What became of a row. */
export const STATUS = { ok: 0, notCovered: 1, rejected: 2 } as const;

/** What comes out of the rows of a block, in the order of the file: columns beside those of the rows themselves. */
export class ResultTable {
  readonly notices = new NoticeSets();
  status = new Uint8Array(0);
  /** Fen, as in RESULT. */
  amounts = new Float64Array(0);
  policy = new Int32Array(0);
  noticeSet = new Int32Array(0);
  reason = new Int32Array(0);
  readonly rejections = new Map<number, readonly Diagnostic[]>();
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Begins another block. */
  begin(rows: number): void {
    this.rejections.clear();
    if (rows <= this.status.length) return;
    const size = Math.ceil(rows * 1.25);
    this.status = new Uint8Array(size);
    this.amounts = new Float64Array(size * RESULT.size);
    this.policy = new Int32Array(size);
    this.noticeSet = new Int32Array(size);
    this.reason = new Int32Array(size);
  }

  /** Takes note of a row that is settled, its amounts put in already, and counts it. */
  settled(row: number, group: number, policy: number, covered: boolean, noticeSet: number): void {
    this.status[row] = covered ? STATUS.ok : STATUS.notCovered;
    this.policy[row] = policy;
    this.noticeSet[row] = noticeSet;
    this.#tally.row(group, policy, covered, this.amounts, row * RESULT.size);
  }

  /** @param line of the row, as the rows count them */
  reject(row: number, line: number, problems: readonly Diagnostic[]): void {
    this.status[row] = STATUS.rejected;
    this.rejections.set(row, problems);
    this.#tally.reject(problems[0]?.code ?? 'INTERNAL', line);
  }
}
