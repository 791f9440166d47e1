import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Posting } from './posting.ts';
import type { Stays } from './stays.ts';
import { yearKey } from './year-key.ts';
import type { YearLedger } from './year-ledger.ts';
import type { Shelf, YearState } from './year-table.ts';

/** A settlement that a reversal may take back. */
export interface Settled {
  readonly id: string;
  /** As 20250501. */
  readonly date: number;
  readonly posting: Posting;
  /** Amounts as in RESULT. */
  readonly results: Float64Array;
  readonly covered: boolean;
  readonly policy: string;
  reversed: boolean;
  /** It comes from the ledger of an earlier run. */
  readonly earlier?: boolean;
  /** Another settlement of the person has the same id. */
  ambiguous?: boolean;
}

/**
 * The years of one person, and the settlements in them that have an id. Kept only where somebody asks for it: where the
 * person has a reversal, or the accumulators come from an earlier run or go to a later one.
 */
export class History implements Shelf {
  /** By `yearKey`. */
  readonly years = new Map<number, YearState>();
  readonly settled = new Map<string, Settled>();
  readonly #ledger: YearLedger;

  constructor(ledger: YearLedger) {
    this.#ledger = ledger;
  }

  /** The stays of the person, which go on whatever the year. */
  get stays(): Stays {
    return this.#ledger.stays;
  }

  clear(): void {
    this.years.clear();
    this.settled.clear();
  }

  put(year: number, begun: number, state: YearState): void {
    this.years.set(yearKey(year, begun), state);
  }

  take(year: number, begun: number): YearState | undefined {
    return this.years.get(yearKey(year, begun));
  }

  /** Puts the years around a day into the ledger, those before them aside. */
  turnTo(date: number): void {
    this.#ledger.years.turnTo(date, this);
  }

  /** Puts the years at hand aside. */
  leave(): void {
    this.#ledger.years.shelve(this);
  }

  add(settlement: Settled): void {
    const before = this.settled.get(settlement.id);
    this.settled.set(settlement.id, before ? { ...settlement, ambiguous: true } : settlement);
  }

  /**
   * Takes a settlement back out of its years, which are then those at hand.
   * @param date of the reversal
   * @returns the settlement, or why it cannot be taken back
   */
  takeBack(id: string, date: number): Settled | Omit<Diagnostic, 'severity'> {
    const found = this.settled.get(id);
    if (!found) {
      return reversalProblem(
        'REVERSAL_UNKNOWN',
        id,
        '文件和期初台账里没有这个人的这笔结算，或它没有算成，或它本身是冲正',
        'neither the file nor the opening ledger has this settlement of the person, or it was not settled, or it is a reversal itself',
      );
    }
    if (found.ambiguous) {
      return reversalProblem(
        'REVERSAL_AMBIGUOUS',
        id,
        '这个人有两笔结算用这个ID',
        'two settlements of the person have this id',
      );
    }
    if (found.reversed)
      return reversalProblem('REVERSED_TWICE', id, '这笔结算已经冲正过', 'it has been taken back already');
    if (date < found.date) {
      return reversalProblem(
        'REVERSAL_TOO_EARLY',
        id,
        '冲正的时间早于原结算',
        'the reversal is dated before the settlement',
      );
    }
    this.turnTo(found.date);
    this.#ledger.takeBack(found.posting);
    this.#takeBackAdmission(found);
    found.reversed = true;
    return found;
  }

  /** An admission is taken back with the last settlement of its stay, in the year in which the stay began. */
  #takeBackAdmission({ posting }: Settled): void {
    const { account, amounts, covered, stay } = posting;
    if (!covered) return;
    if (stay) {
      if (!this.#ledger.stays.takeBack(stay, account, amounts) || !stay.counted) return;
      this.turnTo(stay.since);
    }
    const { care } = stay ?? account;
    this.#ledger.years.setAdmissions(care, this.#ledger.years.admissions(care) - 1);
  }
}

/** Persons whose years come from an earlier run, or go to a later one. A person's number is that within the block. */
export interface YearsBook {
  /** Puts what is known of a person into the history. @returns why the person cannot be settled, where that is so */
  open(person: string, history: History, number: number): readonly Diagnostic[] | undefined;
  /** Takes what the person's years hold now. */
  close(person: string, history: History, number: number): void;
}

export function reversalProblem(
  code: string,
  id: string,
  zh: string,
  en: string,
): Omit<Diagnostic, 'severity'> {
  return {
    code,
    message: { zh: `冲正“${id}”：${zh}`, en: `reversal of “${id}”: ${en}` },
    field: 'reverses',
    value: id,
  };
}

/** A reversal that states amounts which are not those of its settlement. */
export function reversalDiffers(id: string): Omit<Diagnostic, 'severity'> {
  return reversalProblem(
    'REVERSAL_DIFFERS',
    id,
    '金额不是原结算的负数',
    'the amounts are not those of the settlement with their signs turned',
  );
}
