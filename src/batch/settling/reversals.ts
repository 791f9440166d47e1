import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Decided } from '../circumstances/decided.ts';
import type { Situation } from '../circumstances/situation.ts';
import type { Tally } from '../counting/tally.ts';
import { RESULT } from '../results.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { MARK, type RowTable } from '../rows/rows.ts';
import { type History, reversalDiffers, reversalProblem } from '../years/history.ts';
import { postingOf } from '../years/posting.ts';
import type { Comparing } from './comparing.ts';
import type { ResultTable } from './result-table.ts';

const NONE: readonly number[] = [];

/** The settlements of the person at hand by their ids, as the rows speak of them: kept, and taken back. */
export class Reversals {
  readonly #reader: RowReader;
  readonly #comparing: Comparing | undefined;
  readonly #history: History;
  readonly #results: ResultTable;
  readonly #tally: Tally;
  readonly #rows: RowTable;
  #bytes: Buffer = Buffer.alloc(0);
  /** Reversals by the id of a settlement that stands behind them. */
  readonly #waiting = new Map<string, number[]>();

  /** @param comparing where the rows are compared with a record */
  constructor(
    reader: RowReader,
    comparing: Comparing | undefined,
    history: History,
    results: ResultTable,
    tally: Tally,
  ) {
    this.#reader = reader;
    this.#rows = reader.rows;
    this.#comparing = comparing;
    this.#history = history;
    this.#results = results;
    this.#tally = tally;
  }

  /** Begins another person. @param bytes of the block that the rows stand in */
  begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#waiting.clear();
  }

  /**
   * Holds a reversal back whose settlement comes later on the same day.
   * @param order of the person's rows, those behind the reversal from `from` up to `to`
   */
  holdBack(row: number, order: Int32Array, from: number, to: number): boolean {
    const original = this.#id(row, 'reverses');
    if (this.#history.settled.has(original) || !this.#laterToday(row, original, order, from, to))
      return false;
    this.#waiting.set(original, [...(this.#waiting.get(original) ?? []), row]);
    return true;
  }

  #laterToday(row: number, id: string, order: Int32Array, from: number, to: number): boolean {
    const { date, marks } = this.#rows;
    for (let at = from; at < to && date[order[at] as number] === date[row]; at++) {
      const other = order[at] as number;
      const plain = ((marks[other] as number) & MARK.reversal) === 0;
      if (plain && this.#id(other, 'id') === id) return true;
    }
    return false;
  }

  /** The reversals that have been held back for a row. */
  heldBackFor(row: number): readonly number[] {
    if (this.#waiting.size === 0) return NONE;
    const id = this.#id(row, 'id');
    const found = this.#waiting.get(id) ?? NONE;
    this.#waiting.delete(id);
    return found;
  }

  /** Why a row cannot be settled that an earlier run has settled: its ledger holds it already. */
  inLedger(row: number): Diagnostic | undefined {
    const id = this.#id(row, 'id');
    if (id === '' || this.#history.settled.get(id)?.earlier !== true) return undefined;
    const message = {
      zh: `结算“${id}”已在期初台账里，不能再算一次`,
      en: `the settlement “${id}” is in the opening ledger already and cannot count twice`,
    };
    return { code: 'IN_LEDGER', severity: 'error', message, field: 'id', value: id };
  }

  /** Keeps a settlement that has an id: a later row may take it back. */
  keep(row: number, { account, out, plan, policy }: Decided, disease: string): void {
    const id = this.#id(row, 'id');
    if (id === '') return;
    const date = this.#rows.date[row] as number;
    const at = row * RESULT.size;
    const { covered } = plan;
    const stay = covered ? this.#history.stays.current(account.stay) : undefined;
    this.#history.add({
      id,
      date,
      posting: postingOf(account, out, Math.floor(date / 100), disease, covered, stay),
      results: this.#results.amounts.slice(at, at + RESULT.size),
      covered,
      policy: this.#tally.policyId(policy),
      reversed: false,
    });
  }

  /** A reversal is its settlement with every sign turned; the year is as if that had not been. */
  reverse(row: number, situation: Situation): void {
    const results = this.#results;
    const id = this.#id(row, 'reverses');
    const wrong = this.#wrong(row, id);
    const found = wrong ?? this.#history.takeBack(id, this.#rows.date[row] as number);
    if ('code' in found) {
      results.reject(row, this.#rows.line[row] as number, [{ severity: 'error', ...found }]);
      return;
    }
    const at = row * RESULT.size;
    for (let place = 0; place < RESULT.size; place++) {
      const fen = found.results[place] as number;
      results.amounts[at + place] = fen === 0 ? 0 : -fen;
    }
    const policy = this.#tally.policyNamed(found.policy);
    results.settled(row, situation.group, policy, found.covered, results.notices.named(['REVERSAL']));
    results.reason[row] = this.#comparing?.reversal(this.#rows, row, situation, results.amounts, at) ?? 0;
  }

  /** Amounts that a reversal states must be those of its settlement. */
  #wrong(row: number, id: string): Omit<Diagnostic, 'severity'> | undefined {
    const settled = this.#history.settled.get(id);
    const { money, moneyWidth, marks } = this.#rows;
    if (((marks[row] as number) & MARK.noPerson) !== 0)
      return reversalProblem('REVERSAL_UNKNOWN', id, '没有人员编号', 'the row names no person');
    for (let place = 0; place < 4 && settled; place++) {
      const stated = money[row * moneyWidth + place] as number;
      if (stated === 0 || stated === -(settled.results[place] as number)) continue;
      return reversalDiffers(id);
    }
    return undefined;
  }

  #id(row: number, field: 'id' | 'reverses'): string {
    return this.#reader.textOf(this.#bytes, row, field).trim();
  }
}
