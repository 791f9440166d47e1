import { type CountedRecord, GROUP_RECORD, LARGEST, type LargeRow, RECORD } from './counted.ts';
import { ExactSums } from './exact-sums.ts';

/** Counts how settled rows compare with what was recorded. */
export class RecordTally {
  different = 0;
  rowsCompared = 0;
  unreadable = 0;
  readonly #columns: ExactSums;
  readonly #groups = new ExactSums(GROUP_RECORD.size);
  readonly #reasons = new Map<string, { rows: number; difference: bigint }>();
  #largest: LargeRow[] = [];
  #block = 0;

  /** @param columns how many amounts are recorded */
  constructor(columns: number) {
    this.#columns = new ExactSums(RECORD.size, columns);
  }

  /** Makes room for one more group. */
  addGroup(): void {
    this.#groups.add();
  }

  beginBlock(number: number): void {
    this.#block = number;
  }

  /** Counts a recorded amount against the estimate. */
  column(column: number, recorded: number, estimated: number): void {
    const at = column * RECORD.size;
    const sums = this.#columns.block;
    sums[at] = (sums[at] as number) + 1;
    const how = estimated === recorded ? RECORD.equal : estimated > recorded ? RECORD.above : RECORD.below;
    sums[at + how] = (sums[at + how] as number) + 1;
    sums[at + RECORD.recorded] = (sums[at + RECORD.recorded] as number) + recorded;
    sums[at + RECORD.estimated] = (sums[at + RECORD.estimated] as number) + estimated;
  }

  /** Counts the leading recorded amount of a row under its group. */
  group(group: number, difference: number): void {
    const at = group * GROUP_RECORD.size;
    const sums = this.#groups.block;
    sums[at] = (sums[at] as number) + 1;
    if (difference === 0) return;
    sums[at + GROUP_RECORD.different] = (sums[at + GROUP_RECORD.different] as number) + 1;
    sums[at + GROUP_RECORD.difference] = (sums[at + GROUP_RECORD.difference] as number) + difference;
  }

  reason(code: string, line: number, recorded: number, estimated: number): void {
    const before = this.#reasons.get(code) ?? { rows: 0, difference: 0n };
    this.#reasons.set(code, {
      rows: before.rows + 1,
      difference: before.difference + BigInt(estimated - recorded),
    });
    const least = this.#largest.at(-1);
    if (
      this.#largest.length === LARGEST &&
      least &&
      Math.abs(estimated - recorded) < Math.abs(least.estimated - least.recorded)
    )
      return;
    this.#largest.push({ block: this.#block, line, recorded, estimated, reason: code });
    this.#largest.sort(byDifference);
    this.#largest.length = Math.min(LARGEST, this.#largest.length);
  }

  /** Adds the sums of a block to the totals. */
  endBlock(): void {
    this.#groups.endBlock();
    this.#columns.endBlock();
  }

  result(): CountedRecord {
    return {
      groups: this.#groups.totals(),
      columns: this.#columns.totals(),
      reasons: [...this.#reasons].map(([code, { rows, difference }]) => [code, rows, difference] as const),
      largest: this.#largest,
      different: this.different,
      compared: this.rowsCompared,
      unreadable: this.unreadable,
    };
  }
}

function byDifference(a: LargeRow, b: LargeRow): number {
  return (
    Math.abs(b.estimated - b.recorded) - Math.abs(a.estimated - a.recorded) ||
    a.block - b.block ||
    a.line - b.line
  );
}
