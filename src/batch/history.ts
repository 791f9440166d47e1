import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Posting, YearLedger, YearState } from './accounts.ts';

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
export class History {
  readonly years = new Map<number, YearState>();
  readonly settled = new Map<string, Settled>();
  /** The year whose numbers stand in the ledger; 0: none. */
  year = 0;
  readonly #ledger: YearLedger;

  constructor(ledger: YearLedger) {
    this.#ledger = ledger;
  }

  clear(): void {
    this.years.clear();
    this.settled.clear();
    this.year = 0;
  }

  /** Puts a year into the ledger, the one before it aside. */
  turnTo(year: number): void {
    if (year === this.year) return;
    this.leave();
    const before = this.years.get(year);
    if (before) this.#ledger.restore(before);
    else this.#ledger.begin();
    this.year = year;
  }

  /** Puts the year at hand aside. */
  leave(): void {
    if (this.year !== 0) this.years.set(this.year, this.#ledger.save());
    this.year = 0;
  }

  add(settlement: Settled): void {
    const before = this.settled.get(settlement.id);
    this.settled.set(settlement.id, before ? { ...settlement, ambiguous: true } : settlement);
  }

  /**
   * Takes a settlement back out of its year.
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
    const at = this.year;
    this.turnTo(Math.floor(found.date / 10_000));
    this.#ledger.takeBack(found.posting);
    if (at !== 0) this.turnTo(at);
    found.reversed = true;
    return found;
  }
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
