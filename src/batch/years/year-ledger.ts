import { OUT, PER_LINE, STATE } from '../../engine/plan.ts';
import type { Account } from './account.ts';
import type { Posting } from './posting.ts';
import type { Registry } from './registry.ts';
import { Stays } from './stays.ts';
import { KEPT, YearTable } from './year-table.ts';

/** Carries the person at hand from claim to claim: fills what a claim is settled on, and adds what it comes to. */
export class YearLedger {
  readonly years: YearTable;
  readonly stays = new Stays();

  constructor(registry: Registry) {
    this.years = new YearTable(registry);
  }

  /** Forgets the person at hand. */
  leave(): void {
    this.stays.clear();
    this.years.leave();
  }

  /** The stamp of all lines of an account; -1 where they have several. */
  #nowOfAll({ year }: Account): number {
    return year < 0 ? -1 : this.years.now(year);
  }

  /** Fills the state that `settle` takes. @param month as 202505 */
  load(account: Account, state: Float64Array, month: number, disease: string): void {
    const { lines } = account;
    const { years } = this;
    const { kept, stamps } = years;
    const now = this.#nowOfAll(account);
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index] as number;
      const to = index * STATE.size;
      if (stamps[line] !== (now < 0 ? years.nowOf(line) : now)) {
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
    for (const index of account.byDisease) {
      const line = lines[index] as number;
      state[index * STATE.size + STATE.paidDisease] = years.diseasesOf(line).get(`${line} ${disease}`) ?? 0;
    }
    this.#loadCaps(account, state);
  }

  /** Fills in what shared caps count besides the lines of the account. */
  #loadCaps({ lines, elsewhere }: Account, state: Float64Array): void {
    const { years } = this;
    const { kept, stamps } = years;
    for (let cap = 0; cap < elsewhere.length; cap++) {
      let paid = 0;
      for (const line of elsewhere[cap] as Int32Array)
        if (stamps[line] === years.nowOf(line)) paid += kept[line * KEPT.size + KEPT.paid] as number;
      state[lines.length * STATE.size + cap] = paid;
    }
  }

  /** Takes a state as it stands before a claim for what the year holds. */
  store(account: Account, state: Float64Array, month: number, disease: string): void {
    const { years } = this;
    for (let index = 0; index < account.lines.length; index++) {
      const to = years.touch(account.lines[index] as number);
      const from = index * STATE.size;
      for (let place = 0; place < 4; place++) years.kept[to + place] = state[from + place] as number;
      years.kept[to + KEPT.month] = month;
    }
    for (const index of account.byDisease) {
      const line = account.lines[index] as number;
      years
        .diseasesOf(line)
        .set(`${line} ${disease}`, state[index * STATE.size + STATE.paidDisease] as number);
    }
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
    const { years } = this;
    const now = this.#nowOfAll(account);
    for (let index = 0; index < lines.length; index++) {
      const slot = OUT.first + index * PER_LINE.size;
      const line = lines[index] as number;
      const to = years.stamps[line] === now ? line * KEPT.size : years.touch(line);
      const { kept } = years;
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
    if (!account.goesOn) years.addAdmission(account.care);
  }

  #addPaid(line: number, paid: number): void {
    const { years } = this;
    const to = years.touch(line) + KEPT.paid;
    years.kept[to] = (years.kept[to] as number) + paid;
  }

  #addDisease(account: Account, disease: string, out: Float64Array): void {
    for (const index of account.byDisease) {
      const line = account.lines[index] as number;
      const key = `${line} ${disease}`;
      const paid = out[OUT.first + index * PER_LINE.size + PER_LINE.paid] as number;
      const diseases = this.years.diseasesOf(line);
      diseases.set(key, (diseases.get(key) ?? 0) + paid);
    }
  }

  /** Takes off what a settlement of this year has added. */
  takeBack({ account, amounts, month, disease }: Posting): void {
    const { years } = this;
    for (let index = 0; index < account.lines.length; index++) {
      const to = years.touch(account.lines[index] as number);
      const { kept } = years;
      for (let place = 0; place < 3; place++)
        kept[to + place] = (kept[to + place] as number) - (amounts[index * 3 + place] as number);
      if (kept[to + KEPT.month] === month)
        kept[to + KEPT.paidMonth] =
          (kept[to + KEPT.paidMonth] as number) - (amounts[index * 3 + 2] as number);
    }
    for (const { index, line } of account.also) this.#addPaid(line, -(amounts[index * 3 + 2] as number));
    for (const index of account.byDisease) {
      const line = account.lines[index] as number;
      const key = `${line} ${disease}`;
      const diseases = years.diseasesOf(line);
      const paid = diseases.get(key);
      if (paid !== undefined) diseases.set(key, paid - (amounts[index * 3 + 2] as number));
    }
  }
}
