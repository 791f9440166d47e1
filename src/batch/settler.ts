import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { claimOf, type EstimateOptions } from '../engine/estimate.ts';
import { IN, OUT } from '../engine/plan.ts';
import { OUTCOME, settle } from '../engine/settle.ts';
import { amountsOf, copyStay, putStay, stateOf } from '../engine/state.ts';
import { postingOf, YearLedger } from './accounts.ts';
import { Comparing } from './comparing.ts';
import { History, reversalDiffers, reversalProblem } from './history.ts';
import { NoticeSets } from './notice-sets.ts';
import { Ordering } from './order.ts';
import { Registry } from './registry.ts';
import { problemsOf } from './rejects.ts';
import { keepResult, RESULT } from './results.ts';
import { RowClaims } from './row-claim.ts';
import { type Block, RowReader } from './row-reader.ts';
import { FIXED_MONEY, MARK, type RowTable } from './rows.ts';
import type { Setup } from './setup.ts';
import { careAt, type Decided, type RunMemory, type Situation, Situations } from './situations.ts';
import { Tally } from './tally.ts';

/** What became of a row. */
export const STATUS = { ok: 0, notCovered: 1, rejected: 2 } as const;

/** All that remembers the words of the file. */
interface Words {
  readonly reader: RowReader;
  readonly situations: Situations;
  readonly comparing: Comparing;
  readonly claims: RowClaims;
}

const NO_STAY: Diagnostic = {
  code: 'TRANSFER_WITHOUT_STAY',
  severity: 'error',
  message: {
    zh: '转院续住：文件和期初台账里没有这个人此前的住院结算',
    en: 'the stay is continued, but neither the file nor the opening ledger has an earlier one of the person',
  },
  hint: {
    zh: '把前面的结算一起算，或给出 year_to_date.stay_deductible（没有扣过填 0）',
    en: 'settle it with the settlements before, or give year_to_date.stay_deductible (0 for nothing)',
  },
  field: 'transfer',
};

/** Persons whose years come from an earlier run, or go to a later one. A person's number is that within the block. */
export interface YearsBook {
  /** Puts what is known of a person into the history. @returns why the person cannot be settled, where that is so */
  open(person: string, history: History, number: number): readonly Diagnostic[] | undefined;
  /** Takes what the person's years hold now. */
  close(person: string, history: History, number: number): void;
}

/** Looks at a block that has been read. @returns the rows that must not be settled, and why */
export type Barring = (reader: RowReader, bytes: Buffer) => ReadonlyMap<number, readonly Diagnostic[]>;

const NOTHING_BARRED: ReadonlyMap<number, readonly Diagnostic[]> = new Map();

/**
 * Settles the rows of a block: each person's claims in the order of their dates, on the year that the ones before have
 * left. What comes out of a row stands in the public tables, in the order of the file.
 */
export class Settler {
  readonly tally: Tally;
  readonly notices = new NoticeSets();
  readonly registry = new Registry();
  readonly memory: RunMemory = { usedAssumptions: new Set(), unknownRegions: 0, places: new Map() };
  /** By row. */
  status = new Uint8Array(0);
  results = new Float64Array(0);
  policy = new Int32Array(0);
  noticeSet = new Int32Array(0);
  reason = new Int32Array(0);
  readonly rejections = new Map<number, readonly Diagnostic[]>();
  readonly #setup: Setup;
  readonly #options: EstimateOptions;
  #words: Words;
  readonly #ordering = new Ordering();
  readonly #ledger = new YearLedger(this.registry);
  readonly #history: History;
  /** Fen of the parts of each cost, by its place. */
  readonly #tagged = new Float64Array(IN.advance + 1);
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
    this.tally = new Tally(setup.layout.recorded);
    this.#words = this.#noWords();
    this.#rows = this.reader.rows;
    this.#history = new History(this.#ledger);
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
    const { layout, dialect, encoding } = this.#setup;
    const reader = new RowReader(layout, dialect, encoding);
    const situations = new Situations(this.#options, layout, reader, this.registry, this.tally, this.memory);
    const comparing = new Comparing(layout, situations, this.tally);
    return { reader, situations, comparing, claims: new RowClaims(layout, reader, this.#options) };
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
    this.#room(reader.rows.count);
    this.rejections.clear();
    const { persons } = reader;
    this.#ordering.arrange(reader.rows, persons.count, persons.together);
    const { first } = this.#ordering;
    for (let person = 0; person < persons.count; person++)
      this.#settlePerson(person, first[person] as number, first[person + 1] as number, book);
    this.tally.blank += reader.blank;
    this.tally.unreadable += reader.unreadable;
    this.notices.tell(this.tally);
    this.tally.endBlock();
  }

  #room(rows: number): void {
    if (rows <= this.status.length) return;
    const size = Math.ceil(rows * 1.25);
    this.status = new Uint8Array(size);
    this.results = new Float64Array(size * RESULT.size);
    this.policy = new Int32Array(size);
    this.noticeSet = new Int32Array(size);
    this.reason = new Int32Array(size);
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
    const rows = this.#rows;
    const waiting = new Map<string, number[]>();
    for (let at = from; at < to; at++) {
      const row = order[at] as number;
      if (((rows.marks[row] as number) & MARK.reversal) === 0) {
        this.#settleRow(row);
        if (waiting.size === 0) continue;
        const id = this.reader.textOf(this.#bytes, row, 'id').trim();
        for (const reversal of waiting.get(id) ?? []) this.#reverse(reversal);
        waiting.delete(id);
        continue;
      }
      const original = this.reader.textOf(this.#bytes, row, 'reverses').trim();
      // On the day of its settlement a reversal may stand before it.
      const later = this.#laterToday(original, at + 1, to, rows.date[row] as number);
      if (!this.#history.settled.has(original) && later)
        waiting.set(original, [...(waiting.get(original) ?? []), row]);
      else this.#reverse(row);
    }
  }

  #laterToday(id: string, from: number, to: number, date: number): boolean {
    const { order } = this.#ordering;
    const rows = this.#rows;
    for (let at = from; at < to && rows.date[order[at] as number] === date; at++) {
      const row = order[at] as number;
      const plain = ((rows.marks[row] as number) & MARK.reversal) === 0;
      if (plain && this.reader.textOf(this.#bytes, row, 'id').trim() === id) return true;
    }
    return false;
  }

  #personText(person: number): string {
    const { starts, ends } = this.reader.persons;
    return this.reader.decode(this.#bytes, starts[person] as number, ends[person] as number);
  }

  #turnTo(date: number): void {
    if (this.#keeping) this.#history.turnTo(date);
    else this.#ledger.turnTo(date);
  }

  #settleRow(row: number): void {
    const rows = this.#rows;
    const marks = rows.marks[row] as number;
    const situation = this.#situationOf(row);
    if (!situation) return;
    if (situation.rejection) {
      this.#reject(row, situation.rejection);
      return;
    }
    const date = rows.date[row] as number;
    this.#turnTo(date);
    if (this.#keeping && this.#inLedger(row)) return;
    if (marks & MARK.special) {
      this.#settleSpecial(row, situation);
      return;
    }
    const admission = this.#ledger.admissions(careAt(situation, date)) + 1;
    const cell = this.#words.situations.cell(situation, rows, row, admission);
    const { decided } = cell;
    if (!decided) {
      this.#reject(
        row,
        cell.perRow || !cell.rejection
          ? this.#words.claims.diagnose(this.#bytes, row, situation, admission)
          : cell.rejection,
      );
      return;
    }
    if (!this.#fill(row, decided)) {
      this.#reject(row, this.#words.claims.diagnose(this.#bytes, row, situation, admission));
      return;
    }
    this.#ledger.load(decided.account, decided.state, this.#month(row), this.#disease(row, decided));
    if (decided.plan.goesOn && !this.#ledger.loadStay(decided.account, decided.state)) {
      this.#reject(row, [NO_STAY]);
      return;
    }
    this.#finish(row, situation, decided, admission);
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

  /** Rejects a row that an earlier run has settled: its ledger holds it already. */
  #inLedger(row: number): boolean {
    const id = this.reader.textOf(this.#bytes, row, 'id').trim();
    if (id === '' || this.#history.settled.get(id)?.earlier !== true) return false;
    const message = {
      zh: `结算“${id}”已在期初台账里，不能再算一次`,
      en: `the settlement “${id}” is in the opening ledger already and cannot count twice`,
    };
    this.#reject(row, [{ code: 'IN_LEDGER', severity: 'error', message, field: 'id', value: id }]);
    return true;
  }

  /** Puts a row's amounts where the plan wants them. @returns whether they make a bill */
  #fill(row: number, { amounts, places, costs, plan }: Decided): boolean {
    const { money, moneyWidth } = this.#rows;
    const at = row * moneyWidth;
    const fixed = FIXED_MONEY.length;
    for (let place = 0; place < fixed; place++) amounts[place] = money[at + place] as number;
    const tagged = this.#tagged.fill(0);
    let given = 0;
    for (let column = 0; column < places.length; column++) {
      const place = places[column] as number;
      if (place < 0) continue;
      const fen = money[at + fixed + column] as number;
      amounts[place] = fen;
      const cost = costs[column] as number;
      if (cost >= 0) tagged[cost] = (tagged[cost] as number) + fen;
      else given += fen;
    }
    const inPolicy =
      (amounts[IN.total] as number) -
      (amounts[IN.selfFunded] as number) -
      (amounts[IN.overLimit] as number) -
      (amounts[IN.advance] as number);
    let fits = inPolicy >= 0 && (tagged[IN.total] as number) <= inPolicy;
    for (let cost: number = IN.selfFunded; cost <= IN.advance; cost++)
      fits &&= (tagged[cost] as number) <= (amounts[cost] as number);
    return fits && (plan.covered || given === 0);
  }

  #finish(row: number, situation: Situation, decided: Decided, admission: number): void {
    const { plan, amounts, state, out, high } = decided;
    const outcome = this.#outcome;
    outcome.code = OUTCOME.ok;
    let stopped = settle(plan, amounts, state, out, outcome) !== OUTCOME.ok;
    if (!stopped && decided.tagged) stopped = this.#untagged(decided);
    if (!stopped && high) {
      this.#ledger.load(high.account, high.state, this.#month(row), this.#disease(row, decided));
      if (high.plan.goesOn) copyStay(state, high.state);
      stopped = settle(high.plan, amounts, high.state, high.out, outcome) !== OUTCOME.ok;
    }
    if (stopped) {
      const settled = { decided, outcome };
      this.#reject(row, this.#words.claims.diagnose(this.#bytes, row, situation, admission, settled));
      return;
    }
    if ((this.#rows.marks[row] as number) & MARK.noPerson) this.tally.noPerson++;
    const at = row * RESULT.size;
    keepResult(this.results, at, amounts, out);
    const month = this.#month(row);
    const disease = this.#disease(row, decided);
    const { covered } = plan;
    this.status[row] = covered ? STATUS.ok : STATUS.notCovered;
    this.policy[row] = decided.policy;
    this.noticeSet[row] = this.notices.of(decided);
    this.tally.row(situation.group, decided.policy, covered, this.results, at);
    this.reason[row] = this.#setup.compare
      ? this.#words.comparing.row(this.#rows, row, situation, decided, admission, this.results, at)
      : 0;
    if (covered) this.#ledger.add(decided.account, state, out, this.#rows.date[row] as number, disease);
    if (this.#keeping) this.#keep(row, decided, month, disease, covered);
  }

  #untagged({ tagged, amounts, out }: Decided): boolean {
    let rest = out[OUT.inPolicy] as number;
    for (const place of tagged ?? []) rest -= amounts[place] as number;
    return rest > 0;
  }

  #keep(row: number, decided: Decided, month: number, disease: string, covered: boolean): void {
    const id = this.reader.textOf(this.#bytes, row, 'id').trim();
    if (id === '') return;
    const at = row * RESULT.size;
    this.#history.add({
      id,
      date: this.#rows.date[row] as number,
      posting: postingOf(
        decided.account,
        decided.out,
        month,
        disease,
        covered,
        covered ? this.#ledger.stays.current(decided.account.stay) : undefined,
      ),
      results: this.results.slice(at, at + RESULT.size),
      covered,
      policy: this.tally.policyId(decided.policy),
      reversed: false,
    });
  }

  /** A row that states items or the year so far goes through the reader of claims; what it states wins. */
  #settleSpecial(row: number, situation: Situation): void {
    const care = careAt(situation, this.#rows.date[row] as number);
    const admission = this.#ledger.admissions(care) + 1;
    const before = this.#ledger.saveAll();
    let decided: Decided | undefined;
    const problems = problemsOf((found) => {
      const prepared = this.#words.claims.prepare(this.#bytes, row, situation, admission, found);
      if (!prepared || found.failed) return;
      const claim = claimOf(prepared, found);
      decided = this.#words.situations.decided(situation, prepared);
      const { plan, account } = decided;
      const { yearToDate } = claim;
      const month = this.#month(row);
      const { admissions, stayDeductible, ...year } = yearToDate;
      if (yearToDate.payers.size > 0 || yearToDate.lines.size > 0 || Object.keys(year).length > 2) {
        decided.state.set(stateOf(plan, yearToDate));
        this.#ledger.store(account, decided.state, month, this.#disease(row, decided));
      } else this.#ledger.load(account, decided.state, month, this.#disease(row, decided));
      this.#ledger.setAdmissions(care, admissions ?? 0);
      const statesStay = [...yearToDate.lines.values()].some((line) => line.stayDeductible !== undefined);
      if (plan.goesOn && !statesStay) {
        if (stayDeductible !== undefined) putStay(plan, decided.state, stayDeductible);
        else if (!this.#ledger.loadStay(account, decided.state)) found.list.push(NO_STAY);
      }
      decided.amounts.set(amountsOf(plan, claim));
    });
    if (problems || !decided) this.#reject(row, problems ?? []);
    else this.#finish(row, situation, decided, this.#ledger.admissions(care) + 1);
    // What a row states of the year counts only if the row does.
    if (this.status[row] === STATUS.rejected) this.#ledger.restoreAll(before);
  }

  /** A reversal is its settlement with every sign turned; the year is as if that had not been. */
  #reverse(row: number): void {
    const { reader, tally } = this;
    const situation = this.#situationOf(row);
    if (!situation) return;
    const id = reader.textOf(this.#bytes, row, 'reverses').trim();
    const at = row * RESULT.size;
    const wrong = this.#wrongReversal(row, id);
    const found = wrong ?? this.#history.takeBack(id, reader.rows.date[row] as number);
    if ('code' in found) {
      this.#reject(row, [{ severity: 'error', ...found }]);
      return;
    }
    for (let place = 0; place < RESULT.size; place++) {
      const fen = found.results[place] as number;
      this.results[at + place] = fen === 0 ? 0 : -fen;
    }
    this.status[row] = found.covered ? STATUS.ok : STATUS.notCovered;
    this.policy[row] = tally.policyNamed(found.policy);
    this.noticeSet[row] = this.notices.named(['REVERSAL']);
    tally.row(situation.group, this.policy[row] as number, found.covered, this.results, at);
    this.reason[row] = this.#setup.compare
      ? this.#words.comparing.reversal(reader.rows, row, situation, this.results, at)
      : 0;
  }

  /** Amounts that a reversal states must be those of its settlement. */
  #wrongReversal(row: number, id: string): Omit<Diagnostic, 'severity'> | undefined {
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

  #reject(row: number, problems: readonly Diagnostic[]): void {
    this.status[row] = STATUS.rejected;
    this.rejections.set(row, problems);
    this.tally.reject(problems[0]?.code ?? 'INTERNAL', this.#rows.line[row] as number);
  }

  #month(row: number): number {
    return Math.floor((this.#rows.date[row] as number) / 100);
  }

  /** What a cap per disease is counted under: the policy's own words where it has them, else what is written. */
  #disease(row: number, { diseases }: Decided): string {
    if (diseases !== undefined) return diseases;
    const disease = this.#rows.disease[row] as number;
    return disease < 0 ? '' : this.reader.diseaseText(disease).trim();
  }
}
