import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { EstimateOptions } from '../../engine/estimate.ts';
import { OUTCOME, settle } from '../../engine/settle.ts';
import { copyStay } from '../../engine/state.ts';
import { type Decided, diseaseOf } from '../circumstances/decided.ts';
import { Deciding } from '../circumstances/deciding.ts';
import { PolicySearch, type RunMemory } from '../circumstances/policy-search.ts';
import { RowClaims } from '../circumstances/row-claim.ts';
import { careAt, type Situation } from '../circumstances/situation.ts';
import { Situations } from '../circumstances/situations.ts';
import { Tally } from '../counting/tally.ts';
import { keepResult, RESULT } from '../results.ts';
import { type Block, RowReader } from '../rows/row-reader.ts';
import { MARK, type RowTable } from '../rows/rows.ts';
import type { Setup } from '../setup.ts';
import { History, type YearsBook } from '../years/history.ts';
import { Registry } from '../years/registry.ts';
import { NO_STAY } from '../years/stays.ts';
import { YearLedger } from '../years/year-ledger.ts';
import { fillBill, hasUntagged } from './bill.ts';
import { Comparing } from './comparing.ts';
import { Ordering } from './order.ts';
import { ResultTable, STATUS } from './result-table.ts';
import { Reversals } from './reversals.ts';
import { StatedRows } from './stated-rows.ts';

/** All that remembers the words of the file. */
interface Words {
  readonly reader: RowReader;
  readonly situations: Situations;
  readonly comparing: Comparing | undefined;
  readonly claims: RowClaims;
  readonly stated: StatedRows;
  readonly reversals: Reversals;
}

/** Looks at a block that has been read. @returns the rows that must not be settled, and why */
export type Barring = (reader: RowReader, bytes: Buffer) => ReadonlyMap<number, readonly Diagnostic[]>;

const NOTHING_BARRED: ReadonlyMap<number, readonly Diagnostic[]> = new Map();

/**
 * Settles the rows of a block: each person's claims in the order of their dates, on the year that the ones before have
 * left.
 */
export class Settler {
  readonly tally: Tally;
  readonly results: ResultTable;
  readonly registry = new Registry();
  readonly memory: RunMemory = { usedAssumptions: new Set(), unknownRegions: 0, places: new Map() };
  readonly #setup: Setup;
  readonly #options: EstimateOptions;
  #words: Words;
  readonly #ordering = new Ordering();
  readonly #ledger = new YearLedger(this.registry);
  readonly #history = new History(this.#ledger);
  /** Rows of the block at hand that must not be settled. */
  #barred = NOTHING_BARRED;
  readonly #outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  #bytes: Buffer = Buffer.alloc(0);
  /** The rows of the block at hand. */
  #rows: RowTable;
  /** Whether the history of the person at hand is kept. */
  #keeping = false;

  constructor(setup: Setup, options: EstimateOptions) {
    this.#setup = setup;
    this.#options = options;
    this.tally = new Tally(setup.layout.recorded.length);
    this.results = new ResultTable(this.tally);
    this.#words = this.#noWords();
    this.#rows = this.reader.rows;
  }

  get reader(): RowReader {
    return this.#words.reader;
  }

  /** The circumstances of a row of the block at hand; undefined where it cannot be read. */
  situationAt(row: number): Situation | undefined {
    const number = this.#rows.situation[row] as number;
    return number < 0 ? undefined : this.#words.situations.get(number);
  }

  #noWords(): Words {
    const { layout, dialect, encoding, compare } = this.#setup;
    const { tally, results, registry } = this;
    const reader = new RowReader(layout, dialect, encoding);
    const deciding = new Deciding(this.#options, reader, registry, tally, this.memory);
    const search = new PolicySearch(this.#options.library, this.memory);
    const situations = new Situations(reader.combinations, search, deciding, registry, tally);
    const comparing = compare ? new Comparing(layout, situations, deciding, tally.record) : undefined;
    const claims = new RowClaims(layout, reader, this.#options);
    const stated = new StatedRows(reader, claims, deciding, this.#ledger);
    const reversals = new Reversals(reader, comparing, this.#history, results, tally);
    return { reader, situations, comparing, claims, stated, reversals };
  }

  /**
   * Settles a block.
   * @param book of years from and for other runs, where there are any
   * @param barring tells rows that must not be settled
   */
  async settle(block: Block, book?: YearsBook, barring?: Barring): Promise<void> {
    // A file in which hardly any word comes twice must not fill the memory.
    if (this.reader.crowded) this.#words = this.#noWords();
    const { reader } = this;
    this.#bytes = block.bytes;
    this.#rows = reader.rows;
    reader.read(block);
    this.#barred = barring?.(reader, block.bytes) ?? NOTHING_BARRED;
    for (const row of this.#barred.keys()) reader.bar(row);
    await this.#words.situations.prepare();
    this.results.begin(reader.rows.count);
    const { persons } = reader;
    this.#ordering.arrange(reader.rows, persons.count, persons.together);
    const { first } = this.#ordering;
    for (let person = 0; person < persons.count; person++)
      this.#settlePerson(person, first[person] as number, first[person + 1] as number, book);
    this.tally.blank += reader.blank;
    this.tally.record.unreadable += reader.unreadable;
    this.results.notices.tell(this.tally);
    this.tally.endBlock();
  }

  #settlePerson(person: number, from: number, to: number, book: YearsBook | undefined): void {
    const { order } = this.#ordering;
    const { marks } = this.#rows;
    let all = 0;
    for (let at = from; at < to; at++) all |= marks[order[at] as number] as number;
    const named = book !== undefined && (this.reader.persons.starts[person] as number) >= 0;
    this.#keeping = named || (all & MARK.reversal) !== 0;
    this.#ledger.leave();
    if (!this.#keeping) {
      for (let at = from; at < to; at++) this.#settleRow(order[at] as number);
      return;
    }
    this.#history.clear();
    const name = named ? this.#personText(person) : '';
    const refused = named ? book.open(name, this.#history, person) : undefined;
    if (refused) {
      for (let at = from; at < to; at++) this.#reject(order[at] as number, refused);
      return;
    }
    this.#settleKept(from, to);
    this.#history.leave();
    if (named) book.close(name, this.#history, person);
  }

  /** The rows of a person whose settlements may be taken back. */
  #settleKept(from: number, to: number): void {
    const { order } = this.#ordering;
    const { marks } = this.#rows;
    const { reversals } = this.#words;
    reversals.begin(this.#bytes);
    for (let at = from; at < to; at++) {
      const row = order[at] as number;
      if (((marks[row] as number) & MARK.reversal) === 0) {
        this.#settleRow(row);
        for (const reversal of reversals.heldBackFor(row)) this.#reverse(reversal);
      } else if (!reversals.holdBack(row, order, at + 1, to)) this.#reverse(row);
    }
  }

  #reverse(row: number): void {
    const situation = this.#situationOf(row);
    if (situation) this.#words.reversals.reverse(row, situation);
  }

  #personText(person: number): string {
    const { starts, ends } = this.reader.persons;
    return this.reader.decode(this.#bytes, starts[person] as number, ends[person] as number);
  }

  #settleRow(row: number): void {
    const situation = this.#situationOf(row);
    if (!situation) return;
    if (situation.rejection) {
      this.#reject(row, situation.rejection);
      return;
    }
    const date = this.#rows.date[row] as number;
    if (this.#keeping) {
      this.#history.turnTo(date);
      const problem = this.#words.reversals.inLedger(row);
      if (problem) {
        this.#reject(row, [problem]);
        return;
      }
    } else this.#ledger.years.turnTo(date);
    const care = careAt(situation, date);
    if ((this.#rows.marks[row] as number) & MARK.special) this.#settleStated(row, situation, care);
    else this.#settlePlain(row, situation, this.#ledger.years.admissions(care) + 1);
  }

  /** The circumstances of a row that can be read; another one is rejected. */
  #situationOf(row: number): Situation | undefined {
    const { marks, situation } = this.#rows;
    const number = situation[row] as number;
    const found = number < 0 ? undefined : this.#words.situations.get(number);
    if (found && ((marks[row] as number) & MARK.bad) === 0) return found;
    this.#reject(row, this.#barred.get(row) ?? this.#words.claims.diagnose(this.#bytes, row, found, 1));
    return undefined;
  }

  /** @param admission which one of the year it is, from 1 */
  #settlePlain(row: number, situation: Situation, admission: number): void {
    const rows = this.#rows;
    const cell = this.#words.situations.cell(situation, rows, row, admission);
    const { decided } = cell;
    if (!decided) {
      const known = cell.perRow ? undefined : cell.rejection;
      this.#reject(row, known ?? this.#words.claims.diagnose(this.#bytes, row, situation, admission));
      return;
    }
    if (!fillBill(rows, row, decided)) {
      this.#reject(row, this.#words.claims.diagnose(this.#bytes, row, situation, admission));
      return;
    }
    const disease = diseaseOf(this.reader, row, decided);
    this.#ledger.load(decided.account, decided.state, this.#month(row), disease);
    if (decided.plan.goesOn && !this.#ledger.loadStay(decided.account, decided.state)) {
      this.#reject(row, [NO_STAY]);
      return;
    }
    this.#finish(row, situation, decided, admission);
  }

  /** A row that states items or the year so far. */
  #settleStated(row: number, situation: Situation, care: number): void {
    const before = this.#ledger.years.saveAll();
    const taken = this.#words.stated.take(this.#bytes, row, situation, care);
    if ('plan' in taken) this.#finish(row, situation, taken, this.#ledger.years.admissions(care) + 1);
    else this.#reject(row, taken);
    // What a row states of the year counts only if the row does.
    if (this.results.status[row] === STATUS.rejected) this.#ledger.years.restoreAll(before);
  }

  /** Settles a claim whose bill and year are filled in. */
  #finish(row: number, situation: Situation, decided: Decided, admission: number): void {
    const disease = diseaseOf(this.reader, row, decided);
    if (this.#isStopped(row, decided, disease)) {
      const settled = { decided, outcome: this.#outcome };
      this.#reject(row, this.#words.claims.diagnose(this.#bytes, row, situation, admission, settled));
      return;
    }
    const rows = this.#rows;
    const { results } = this;
    const { amounts, state, out, policy } = decided;
    const { covered } = decided.plan;
    if ((rows.marks[row] as number) & MARK.noPerson) this.tally.noPerson++;
    const at = row * RESULT.size;
    keepResult(results.amounts, at, amounts, out);
    results.settled(row, situation.group, policy, covered, results.notices.of(decided));
    const { comparing } = this.#words;
    results.reason[row] = comparing
      ? comparing.row(rows, row, situation, decided, admission, results.amounts, at)
      : 0;
    if (covered) this.#ledger.add(decided.account, state, out, rows.date[row] as number, disease);
    if (this.#keeping) this.#words.reversals.keep(row, decided, disease);
  }

  /** Settles, under the other bound too where there is one. @returns whether there is no settlement; `#outcome` says why */
  #isStopped(row: number, decided: Decided, disease: string): boolean {
    const { plan, amounts, state, out, high } = decided;
    const outcome = this.#outcome;
    outcome.code = OUTCOME.ok;
    if (settle(plan, amounts, state, out, outcome) !== OUTCOME.ok || hasUntagged(decided)) return true;
    if (!high) return false;
    this.#ledger.load(high.account, high.state, this.#month(row), disease);
    if (high.plan.goesOn) copyStay(state, high.state);
    return settle(high.plan, amounts, high.state, high.out, outcome) !== OUTCOME.ok;
  }

  #reject(row: number, problems: readonly Diagnostic[]): void {
    this.results.reject(row, this.#rows.line[row] as number, problems);
  }

  /** As 202505. */
  #month(row: number): number {
    return Math.floor((this.#rows.date[row] as number) / 100);
  }
}
