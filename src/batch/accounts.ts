import { OUT, PER_LINE, type Plan, STATE } from '../engine/plan.ts';
import { enlarged } from './arrays.ts';

/** Numbers for the lines and kinds of care whose year is kept, the same in every plan that uses them. */
export class Registry {
  readonly lines: { readonly policy: string; readonly line: string }[] = [];
  readonly cares: { readonly policy: string; readonly care: string }[] = [];
  readonly #lineOf = new Map<string, number>();
  readonly #careOf = new Map<string, number>();

  line(policy: string, line: string): number {
    return numbered(this.#lineOf, `${policy} ${line}`, () => this.lines.push({ policy, line }));
  }

  care(policy: string, care: string): number {
    return numbered(this.#careOf, `${policy} ${care}`, () => this.cares.push({ policy, care }));
  }
}

function numbered(numbers: Map<string, number>, key: string, add: () => number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = add() - 1;
  numbers.set(key, number);
  return number;
}

/** Where a plan's accumulators are kept. */
export interface Account {
  /** By line of the plan. */
  readonly lines: Int32Array;
  /** By shared cap: the lines for other care that it binds too. */
  readonly elsewhere: readonly Int32Array[];
  /** What counts the admissions (or visits) of this kind of care under this policy. */
  readonly care: number;
  /** Lines whose cap is counted by disease. */
  readonly byDisease: readonly number[];
}

export function accountOf(plan: Plan, care: string, registry: Registry): Account {
  return {
    lines: Int32Array.from(plan.lines, (line) => registry.line(line.policy.id, line.id)),
    elsewhere: plan.caps.map((cap) =>
      Int32Array.from(cap.elsewhere, ({ policy, id }) => registry.line(policy.id, id)),
    ),
    care: registry.care(plan.policy.id, care),
    byDisease: plan.lines.flatMap((line, index) => (line.capState === STATE.paidDisease ? [index] : [])),
  };
}

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
}

/**
 * The year of the person at hand. One table for all lines there are: what belongs to another person or year is told by
 * its stamp, so that nothing is cleared between persons.
 */
export class YearLedger {
  #kept = new Float64Array(64 * KEPT.size);
  #stamps = new Int32Array(64);
  #counts = new Int32Array(64);
  #countStamps = new Int32Array(64);
  #now = 0;
  readonly #diseases = new Map<string, number>();
  /** What the year has touched so far. */
  readonly #linesTouched: number[] = [];
  readonly #caresTouched: number[] = [];

  /** Begins an empty year. */
  begin(): void {
    this.#now++;
    this.#linesTouched.length = 0;
    this.#caresTouched.length = 0;
    if (this.#diseases.size > 0) this.#diseases.clear();
  }

  /** Settlements of a kind of care so far; by the number of `Registry.care`. */
  admissions(care: number): number {
    return this.#countStamps[care] === this.#now ? (this.#counts[care] as number) : 0;
  }

  setAdmissions(care: number, count: number): void {
    while (care >= this.#counts.length) {
      this.#counts = enlarged(this.#counts, new Int32Array(this.#counts.length * 2));
      this.#countStamps = enlarged(this.#countStamps, new Int32Array(this.#countStamps.length * 2));
    }
    this.#counts[care] = count;
    if (this.#countStamps[care] !== this.#now) this.#caresTouched.push(care);
    this.#countStamps[care] = this.#now;
  }

  /** Fills the state that `settle` takes. @param month as 202505 */
  load(account: Account, state: Float64Array, month: number, disease: string): void {
    const { lines, elsewhere } = account;
    const kept = this.#kept;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index] as number;
      const to = index * STATE.size;
      if (this.#stamps[line] !== this.#now) {
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
        this.#diseases.get(`${account.lines[index]} ${disease}`) ?? 0;
    for (let cap = 0; cap < elsewhere.length; cap++) {
      let paid = 0;
      for (const line of elsewhere[cap] as Int32Array)
        if (this.#stamps[line] === this.#now) paid += kept[line * KEPT.size + KEPT.paid] as number;
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
      this.#diseases.set(
        `${account.lines[index]} ${disease}`,
        state[index * STATE.size + STATE.paidDisease] as number,
      );
  }

  /** Adds what a settlement comes to, straight from what `settle` filled. */
  add(account: Account, out: Float64Array, month: number, disease: string): void {
    const { lines } = account;
    for (let index = 0; index < lines.length; index++) {
      const slot = OUT.first + index * PER_LINE.size;
      const to = this.#touch(lines[index] as number);
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
    if (account.byDisease.length > 0) this.#addDisease(account, disease, out);
    const { care } = account;
    if (care < this.#counts.length && this.#countStamps[care] === this.#now)
      this.#counts[care] = (this.#counts[care] as number) + 1;
    else this.setAdmissions(care, 1);
  }

  #addDisease(account: Account, disease: string, out: Float64Array): void {
    for (const index of account.byDisease) {
      const key = `${account.lines[index]} ${disease}`;
      const paid = out[OUT.first + index * PER_LINE.size + PER_LINE.paid] as number;
      this.#diseases.set(key, (this.#diseases.get(key) ?? 0) + paid);
    }
  }

  /** Takes off what a settlement of this year has added. */
  takeBack({ account, amounts, month, disease, covered }: Posting): void {
    for (let index = 0; index < account.lines.length; index++) {
      const to = this.#touch(account.lines[index] as number);
      for (let place = 0; place < 3; place++)
        this.#kept[to + place] = (this.#kept[to + place] as number) - (amounts[index * 3 + place] as number);
      if (this.#kept[to + KEPT.month] === month)
        this.#kept[to + KEPT.paidMonth] =
          (this.#kept[to + KEPT.paidMonth] as number) - (amounts[index * 3 + 2] as number);
    }
    for (const index of account.byDisease) {
      const key = `${account.lines[index]} ${disease}`;
      const paid = this.#diseases.get(key);
      if (paid !== undefined) this.#diseases.set(key, paid - (amounts[index * 3 + 2] as number));
    }
    if (covered) this.setAdmissions(account.care, this.admissions(account.care) - 1);
  }

  /** The year as it stands. */
  save(): YearState {
    const lines = this.#linesTouched.map((line) => ({
      line,
      kept: [...this.#kept.subarray(line * KEPT.size, (line + 1) * KEPT.size)],
    }));
    const admissions = this.#caresTouched.map((care) => ({ care, count: this.#counts[care] as number }));
    return { lines, admissions, diseases: new Map(this.#diseases) };
  }

  /** Begins a year that holds what was saved. */
  restore({ lines, admissions, diseases }: YearState): void {
    this.begin();
    for (const { line, kept } of lines) {
      // Touching a line may make the table larger, and then it is another one.
      const place = this.#touch(line);
      this.#kept.set(kept, place);
    }
    for (const { care, count } of admissions) this.setAdmissions(care, count);
    for (const [key, fen] of diseases) this.#diseases.set(key, fen);
  }

  /** The place of a line, empty if this year has not used it yet. */
  #touch(line: number): number {
    while (line >= this.#stamps.length) {
      this.#kept = enlarged(this.#kept, new Float64Array(this.#kept.length * 2));
      this.#stamps = enlarged(this.#stamps, new Int32Array(this.#stamps.length * 2));
    }
    const place = line * KEPT.size;
    if (this.#stamps[line] !== this.#now) {
      this.#stamps[line] = this.#now;
      this.#linesTouched.push(line);
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
): Posting {
  const amounts = new Float64Array(account.lines.length * 3);
  for (let index = 0; index < account.lines.length; index++) {
    const slot = OUT.first + index * PER_LINE.size;
    amounts[index * 3] = out[slot + PER_LINE.base] as number;
    amounts[index * 3 + 1] = out[slot + PER_LINE.deductible] as number;
    amounts[index * 3 + 2] = out[slot + PER_LINE.paid] as number;
  }
  return { account, month, disease, amounts, covered };
}
