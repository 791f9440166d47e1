import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { OUT, PER_LINE, STATE } from '../../engine/plan.ts';
import type { Account } from './account.ts';

/** One stay, perhaps over several hospitals with a settlement each. */
export interface Stay {
  /** Tells it from the person's other stays of the kind. */
  readonly number: number;
  /** Day of its first settlement, as 20250501, and what counts it as an admission; by the number of `Registry.care`. */
  readonly since: number;
  readonly care: number;
  /** Whether it has been counted as an admission: not where its beginning was only stated. */
  readonly counted: boolean;
  settlements: number;
  /** Deductible taken so far, by `Registry.lineOfStay`; fen. */
  readonly taken: Map<number, number>;
}

/**
 * The stays of the person at hand under policies that take one deductible from a stay over several hospitals. Not of one
 * year: a stay may go on in the next.
 */
export class Stays {
  /** By `Registry.stay`, in the order of their settlements. */
  readonly #of = new Map<number, Stay[]>();

  clear(): void {
    if (this.#of.size > 0) this.#of.clear();
  }

  /** The stay that a further settlement would go on with. */
  current(key: number): Stay | undefined {
    return this.#of.get(key)?.at(-1);
  }

  put(key: number, stay: Stay): void {
    const known = this.#of.get(key);
    if (known) known.push(stay);
    else this.#of.set(key, [stay]);
  }

  numbered(key: number, number: number): Stay | undefined {
    return this.#of.get(key)?.find((stay) => stay.number === number);
  }

  entries(): [key: number, stay: Stay][] {
    return [...this.#of].flatMap(([key, stays]) => stays.map((stay): [number, Stay] => [key, stay]));
  }

  /**
   * Adds a settlement: to the stay that it goes on with, or as a new one.
   * @param state what had been taken before it, as it was carried or stated
   * @param date as 20250501
   */
  add(
    { stay: key, stayLines, goesOn, care }: Account,
    state: Float64Array,
    out: Float64Array,
    date: number,
  ): void {
    let stay = this.current(key);
    if (!goesOn || !stay) {
      const number = (stay?.number ?? 0) + 1;
      stay = { number, since: date, care, counted: !goesOn, settlements: 0, taken: new Map() };
      this.put(key, stay);
    }
    stay.settlements++;
    for (const { index, line } of stayLines) {
      const fen = out[OUT.first + index * PER_LINE.size + PER_LINE.deductible] as number;
      const before = goesOn ? (state[index * STATE.size + STATE.stay] as number) : 0;
      stay.taken.set(line, before + fen);
    }
  }

  /**
   * Takes a settlement off its stay.
   * @param amounts base, deductible and paid of each line
   * @returns whether nothing is left of the stay
   */
  takeBack(stay: Stay, { stay: key, stayLines }: Account, amounts: Float64Array): boolean {
    for (const { index, line } of stayLines)
      stay.taken.set(line, (stay.taken.get(line) ?? 0) - (amounts[index * 3 + 1] as number));
    stay.settlements--;
    if (stay.settlements > 0) return false;
    const all = this.#of.get(key) ?? [];
    all.splice(all.indexOf(stay), 1);
    return true;
  }
}

/** A claim goes on with a stay that nothing is known of. */
export const NO_STAY: Diagnostic = {
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
