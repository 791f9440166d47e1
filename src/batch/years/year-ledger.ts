import { OUT, PER_LINE, STATE } from '../../engine/plan.ts';
import { enlarged } from '../arrays.ts';
import type { Account } from './account.ts';
import type { Registry } from './registry.ts';
import { type Stay, Stays } from './stays.ts';
import { begunAt } from './year-key.ts';

/** What is kept of a line over the year: as in STATE, the payments of a disease aside, and the month paid last. */
const KEPT = { base: 0, deductible: 1, paid: 2, paidMonth: 3, month: 4, size: 5 } as const;

/** A year of one person as it was left: which lines and kinds of care were touched, and what they hold. */
export interface YearState {
  readonly lines: readonly { readonly line: number; readonly kept: readonly number[] }[];
  readonly admissions: readonly { readonly care: number; readonly count: number }[];
  readonly diseases: ReadonlyMap<string, number>;
}

/** What one settlement adds to the year; taken off again by its reversal. */
export interface Posting {
  readonly account: Account;
  /** As 202505. */
  readonly month: number;
  readonly disease: string;
  /** Base, deductible and paid of each line, in fen. */
  readonly amounts: Float64Array;
  readonly covered: boolean;
  /** The stay it belongs to, where the policy makes one stay of several hospitals. */
  readonly stay?: Stay;
}

/** A year that is put aside, and taken up again. */
export interface Shelf {
  put(year: number, begun: number, state: YearState): void;
  take(year: number, begun: number): YearState | undefined;
}

/**
 * The years of the person at hand, one of each kind. One table for all lines there are: what belongs to another person or
 * year is told by its stamp, so that nothing is cleared between persons.
 */
export class YearLedger {
  readonly stays = new Stays();
  readonly #registry: Registry;
  #kept = new Float64Array(64 * KEPT.size);
  #stamps = new Int32Array(64);
  #counts = new Int32Array(64);
  #countStamps = new Int32Array(64);
  #stamp = 0;
  /** By kind of year: its stamp, and the calendar year in which it begins; 0: none. */
  readonly #nows: number[] = [];
  readonly #begun: number[] = [];
  /** The days, as 20250501, on which the years at hand are the right ones: from one up to the other. */
  #since = 0;
  #until = 0;
  /** What the years have touched so far, by kind of year. */
  readonly #diseases: Map<string, number>[] = [];
  readonly #linesTouched: number[][] = [];
  readonly #caresTouched: number[][] = [];

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Forgets the person at hand. */
  leave(): void {
    this.stays.clear();
    this.#forgetYears();
  }

  #forgetYears(): void {
    this.#begun.fill(0);
    this.#since = 0;
    this.#until = 0;
  }

  /** Puts all years aside. */
  shelve(shelf: Shelf): void {
    for (const [year, begun] of this.#begun.entries())
      if (begun !== 0) shelf.put(year, begun, this.save(year));
    this.#forgetYears();
  }

  /**
   * Turns to the years around a day. Those that end are forgotten, or put on the shelf from which others are taken.
   * @param date as 20250501
   */
  turnTo(date: number, shelf?: Shelf): void {
    if (date >= this.#since && date < this.#until && this.#begun.length === this.#registry.starts.length)
      return;
    this.#since = 0;
    this.#until = Number.MAX_SAFE_INTEGER;
    const { starts } = this.#registry;
    for (let year = 0; year < starts.length; year++) {
      const start = starts[year] as number;
      const begun = begunAt(date, start);
      this.#since = Math.max(this.#since, begun * 10_000 + start);
      this.#until = Math.min(this.#until, (begun + 1) * 10_000 + start);
      const before = this.#begun[year] ?? 0;
      if (before === begun) continue;
      if (before !== 0) shelf?.put(year, before, this.save(year));
      this.#begun[year] = begun;
      const known = shelf?.take(year, begun);
      if (known) this.restore(year, known);
      else this.#begin(year);
    }
  }

  /** Begins an empty year. */
  #begin(year: number): void {
    this.#nows[year] = ++this.#stamp;
    const lines = this.#linesTouched[year];
    if (lines === undefined) {
      this.#linesTouched[year] = [];
      this.#caresTouched[year] = [];
      this.#diseases[year] = new Map();
      return;
    }
    lines.length = 0;
    (this.#caresTouched[year] as number[]).length = 0;
    const diseases = this.#diseases[year] as Map<string, number>;
    if (diseases.size > 0) diseases.clear();
  }

  /** The stamp of all lines of an account; -1 where they have several. */
  #nowOfAll({ year }: Account): number {
    return year < 0 ? -1 : (this.#nows[year] as number);
  }

  #nowOf(line: number): number {
    return this.#nows[this.#registry.yearOfLine[line] as number] as number;
  }

  #nowOfCare(care: number): number {
    return this.#nows[this.#registry.yearOfCare[care] as number] as number;
  }

  /** Settlements of a kind of care so far; by the number of `Registry.care`. */
  admissions(care: number): number {
    return this.#countStamps[care] === this.#nowOfCare(care) ? (this.#counts[care] as number) : 0;
  }

  setAdmissions(care: number, count: number): void {
    while (care >= this.#counts.length) {
      this.#counts = enlarged(this.#counts, new Int32Array(this.#counts.length * 2));
      this.#countStamps = enlarged(this.#countStamps, new Int32Array(this.#countStamps.length * 2));
    }
    this.#counts[care] = count;
    const year = this.#registry.yearOfCare[care] as number;
    const now = this.#nows[year] as number;
    if (this.#countStamps[care] !== now) (this.#caresTouched[year] as number[]).push(care);
    this.#countStamps[care] = now;
  }

  /** Fills the state that `settle` takes. @param month as 202505 */
  load(account: Account, state: Float64Array, month: number, disease: string): void {
    const { lines, elsewhere } = account;
    const kept = this.#kept;
    const now = this.#nowOfAll(account);
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index] as number;
      const to = index * STATE.size;
      if (this.#stamps[line] !== (now < 0 ? this.#nowOf(line) : now)) {
        state[to] = 0;
        state[to + 1] = 0;
        state[to + 2] = 0;
        state[to + 3] = 0;
        state[to + 4] = 0;
        continue;
      }
      const from = line * KEPT.size;
      state[to + STATE.base] = kept[from + KEPT.base] as number;
      state[to + STATE.deductible] = kept[from + KEPT.deductible] as number;
      state[to + STATE.paid] = kept[from + KEPT.paid] as number;
      state[to + STATE.paidMonth] =
        kept[from + KEPT.month] === month ? (kept[from + KEPT.paidMonth] as number) : 0;
      state[to + STATE.paidDisease] = 0;
    }
    for (const index of account.byDisease)
      state[index * STATE.size + STATE.paidDisease] =
        this.#diseasesOf(account.lines[index] as number).get(`${account.lines[index]} ${disease}`) ?? 0;
    for (let cap = 0; cap < elsewhere.length; cap++) {
      let paid = 0;
      for (const line of elsewhere[cap] as Int32Array)
        if (this.#stamps[line] === this.#nowOf(line)) paid += kept[line * KEPT.size + KEPT.paid] as number;
      state[lines.length * STATE.size + cap] = paid;
    }
  }

  /** Takes a state as it stands before a claim for what the year holds. */
  store(account: Account, state: Float64Array, month: number, disease: string): void {
    for (let index = 0; index < account.lines.length; index++) {
      const line = account.lines[index] as number;
      const to = this.#touch(line);
      const from = index * STATE.size;
      for (let place = 0; place < 4; place++) this.#kept[to + place] = state[from + place] as number;
      this.#kept[to + KEPT.month] = month;
    }
    for (const index of account.byDisease)
      this.#diseasesOf(account.lines[index] as number).set(
        `${account.lines[index]} ${disease}`,
        state[index * STATE.size + STATE.paidDisease] as number,
      );
  }

  /** Fills in what the stay that a claim goes on with has taken. @returns whether there is such a stay */
  loadStay({ stay, stayLines }: Account, state: Float64Array): boolean {
    const current = this.stays.current(stay);
    for (const { index, line } of stayLines)
      state[index * STATE.size + STATE.stay] = current?.taken.get(line) ?? 0;
    return current !== undefined;
  }

  /**
   * Adds what a settlement comes to, straight from what `settle` took and filled.
   * @param date as 20250501
   */
  add(account: Account, state: Float64Array, out: Float64Array, date: number, disease: string): void {
    const month = Math.floor(date / 100);
    const { lines } = account;
    const now = this.#nowOfAll(account);
    for (let index = 0; index < lines.length; index++) {
      const slot = OUT.first + index * PER_LINE.size;
      const line = lines[index] as number;
      const to = this.#stamps[line] === now ? line * KEPT.size : this.#touch(line);
      const kept = this.#kept;
      const paid = out[slot + PER_LINE.paid] as number;
      kept[to + KEPT.base] = (kept[to + KEPT.base] as number) + (out[slot + PER_LINE.base] as number);
      kept[to + KEPT.deductible] =
        (kept[to + KEPT.deductible] as number) + (out[slot + PER_LINE.deductible] as number);
      kept[to + KEPT.paid] = (kept[to + KEPT.paid] as number) + paid;
      kept[to + KEPT.paidMonth] =
        (kept[to + KEPT.month] === month ? (kept[to + KEPT.paidMonth] as number) : 0) + paid;
      kept[to + KEPT.month] = month;
    }
    for (const { index, line } of account.also)
      this.#addPaid(line, out[OUT.first + index * PER_LINE.size + PER_LINE.paid] as number);
    if (account.byDisease.length > 0) this.#addDisease(account, disease, out);
    if (account.stay >= 0) this.stays.add(account, state, out, date);
    if (account.goesOn) return;
    const { care } = account;
    if (care < this.#counts.length && this.#countStamps[care] === this.#nowOfCare(care))
      this.#counts[care] = (this.#counts[care] as number) + 1;
    else this.setAdmissions(care, 1);
  }

  #addPaid(line: number, paid: number): void {
    const to = this.#touch(line) + KEPT.paid;
    this.#kept[to] = (this.#kept[to] as number) + paid;
  }

  #diseasesOf(line: number): Map<string, number> {
    return this.#diseases[this.#registry.yearOfLine[line] as number] as Map<string, number>;
  }

  #addDisease(account: Account, disease: string, out: Float64Array): void {
    for (const index of account.byDisease) {
      const key = `${account.lines[index]} ${disease}`;
      const paid = out[OUT.first + index * PER_LINE.size + PER_LINE.paid] as number;
      const diseases = this.#diseasesOf(account.lines[index] as number);
      diseases.set(key, (diseases.get(key) ?? 0) + paid);
    }
  }

  /** Takes off what a settlement of this year has added. */
  takeBack({ account, amounts, month, disease }: Posting): void {
    for (let index = 0; index < account.lines.length; index++) {
      const to = this.#touch(account.lines[index] as number);
      for (let place = 0; place < 3; place++)
        this.#kept[to + place] = (this.#kept[to + place] as number) - (amounts[index * 3 + place] as number);
      if (this.#kept[to + KEPT.month] === month)
        this.#kept[to + KEPT.paidMonth] =
          (this.#kept[to + KEPT.paidMonth] as number) - (amounts[index * 3 + 2] as number);
    }
    for (const { index, line } of account.also) this.#addPaid(line, -(amounts[index * 3 + 2] as number));
    for (const index of account.byDisease) {
      const key = `${account.lines[index]} ${disease}`;
      const diseases = this.#diseasesOf(account.lines[index] as number);
      const paid = diseases.get(key);
      if (paid !== undefined) diseases.set(key, paid - (amounts[index * 3 + 2] as number));
    }
  }

  /** A year as it stands. */
  save(year: number): YearState {
    const lines = (this.#linesTouched[year] ?? []).map((line) => ({
      line,
      kept: [...this.#kept.subarray(line * KEPT.size, (line + 1) * KEPT.size)],
    }));
    const cares = this.#caresTouched[year] ?? [];
    const admissions = cares.map((care) => ({ care, count: this.#counts[care] as number }));
    return { lines, admissions, diseases: new Map(this.#diseases[year]) };
  }

  /** All years at hand, by kind. */
  saveAll(): YearState[] {
    return this.#begun.map((_, year) => this.save(year));
  }

  restoreAll(states: readonly YearState[]): void {
    for (const [year, state] of states.entries()) this.restore(year, state);
  }

  /** Begins a year that holds what was saved. */
  restore(year: number, { lines, admissions, diseases }: YearState): void {
    this.#begin(year);
    for (const { line, kept } of lines) {
      // Touching a line may make the table larger, and then it is another one.
      const place = this.#touch(line);
      this.#kept.set(kept, place);
    }
    for (const { care, count } of admissions) this.setAdmissions(care, count);
    for (const [key, fen] of diseases) this.#diseases[year]?.set(key, fen);
  }

  /** The place of a line, empty if this year has not used it yet. */
  #touch(line: number): number {
    while (line >= this.#stamps.length) {
      this.#kept = enlarged(this.#kept, new Float64Array(this.#kept.length * 2));
      this.#stamps = enlarged(this.#stamps, new Int32Array(this.#stamps.length * 2));
    }
    const place = line * KEPT.size;
    const year = this.#registry.yearOfLine[line] as number;
    const now = this.#nows[year] as number;
    if (this.#stamps[line] !== now) {
      this.#stamps[line] = now;
      (this.#linesTouched[year] as number[]).push(line);
      this.#kept.fill(0, place, place + KEPT.size);
    }
    return place;
  }
}

/** What a settlement has added, for its reversal. */
export function postingOf(
  account: Account,
  out: Float64Array,
  month: number,
  disease: string,
  covered: boolean,
  stay?: Stay,
): Posting {
  const amounts = new Float64Array(account.lines.length * 3);
  for (let index = 0; index < account.lines.length; index++) {
    const slot = OUT.first + index * PER_LINE.size;
    amounts[index * 3] = out[slot + PER_LINE.base] as number;
    amounts[index * 3 + 1] = out[slot + PER_LINE.deductible] as number;
    amounts[index * 3 + 2] = out[slot + PER_LINE.paid] as number;
  }
  return { account, month, disease, amounts, covered, ...(stay && { stay }) };
}
