import { enlarged } from '../arrays.ts';
import type { Registry } from './registry.ts';
import { begunAt } from './year-key.ts';

/** What is kept of a line over the year: as in STATE, the payments of a disease aside, and the month paid last. */
export const KEPT = { base: 0, deductible: 1, paid: 2, paidMonth: 3, month: 4, size: 5 } as const;

/** A year of one person as it was left: which lines and kinds of care were touched, and what they hold. */
export interface YearState {
  readonly lines: readonly { readonly line: number; readonly kept: readonly number[] }[];
  readonly admissions: readonly { readonly care: number; readonly count: number }[];
  readonly diseases: ReadonlyMap<string, number>;
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
export class YearTable {
  /** By line, as in KEPT; holds where the line's stamp is that of its year. */
  kept = new Float64Array(64 * KEPT.size);
  stamps = new Int32Array(64);
  readonly #registry: Registry;
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

  /** Forgets the years at hand. */
  leave(): void {
    this.#begun.fill(0);
    this.#since = 0;
    this.#until = 0;
  }

  /** Puts all years aside. */
  shelve(shelf: Shelf): void {
    for (const [year, begun] of this.#begun.entries())
      if (begun !== 0) shelf.put(year, begun, this.#save(year));
    this.leave();
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
      if (before !== 0) shelf?.put(year, before, this.#save(year));
      this.#begun[year] = begun;
      const known = shelf?.take(year, begun);
      if (known) this.#restore(year, known);
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

  /** The stamp of a kind of year. */
  now(year: number): number {
    return this.#nows[year] as number;
  }

  /** The stamp that a line has where its year has used it. */
  nowOf(line: number): number {
    return this.#nows[this.#registry.yearOfLine[line] as number] as number;
  }

  /** The place of a line in `kept`, empty if its year has not used it yet. The table may be another one then. */
  touch(line: number): number {
    while (line >= this.stamps.length) {
      this.kept = enlarged(this.kept, new Float64Array(this.kept.length * 2));
      this.stamps = enlarged(this.stamps, new Int32Array(this.stamps.length * 2));
    }
    const place = line * KEPT.size;
    const year = this.#registry.yearOfLine[line] as number;
    const now = this.#nows[year] as number;
    if (this.stamps[line] !== now) {
      this.stamps[line] = now;
      (this.#linesTouched[year] as number[]).push(line);
      this.kept.fill(0, place, place + KEPT.size);
    }
    return place;
  }

  /** Paid in the year of a line, by line and disease. */
  diseasesOf(line: number): Map<string, number> {
    return this.#diseases[this.#registry.yearOfLine[line] as number] as Map<string, number>;
  }

  /** Settlements of a kind of care so far; by the number of `Registry.care`. */
  admissions(care: number): number {
    return this.#countStamps[care] === this.#nowOfCare(care) ? (this.#counts[care] as number) : 0;
  }

  addAdmission(care: number): void {
    if (care < this.#counts.length && this.#countStamps[care] === this.#nowOfCare(care))
      this.#counts[care] = (this.#counts[care] as number) + 1;
    else this.setAdmissions(care, 1);
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

  #nowOfCare(care: number): number {
    return this.#nows[this.#registry.yearOfCare[care] as number] as number;
  }

  /** All years at hand as they stand, by kind. */
  saveAll(): YearState[] {
    return this.#begun.map((_, year) => this.#save(year));
  }

  #save(year: number): YearState {
    const lines = (this.#linesTouched[year] ?? []).map((line) => ({
      line,
      kept: [...this.kept.subarray(line * KEPT.size, (line + 1) * KEPT.size)],
    }));
    const cares = this.#caresTouched[year] ?? [];
    const admissions = cares.map((care) => ({ care, count: this.#counts[care] as number }));
    return { lines, admissions, diseases: new Map(this.#diseases[year]) };
  }

  restoreAll(states: readonly YearState[]): void {
    for (const [year, state] of states.entries()) this.#restore(year, state);
  }

  /** Begins a year that holds what was saved. */
  #restore(year: number, { lines, admissions, diseases }: YearState): void {
    this.#begin(year);
    for (const { line, kept } of lines) {
      const place = this.touch(line);
      this.kept.set(kept, place);
    }
    for (const { care, count } of admissions) this.setAdmissions(care, count);
    for (const [key, fen] of diseases) this.#diseases[year]?.set(key, fen);
  }
}
