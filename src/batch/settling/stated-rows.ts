import type { YearToDate } from '../../claim/claim.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { claimOf } from '../../engine/estimate.ts';
import { amountsOf, putStay, stateOf } from '../../engine/state.ts';
import { type Decided, diseaseOf } from '../circumstances/decided.ts';
import type { Deciding } from '../circumstances/deciding.ts';
import type { RowClaims } from '../circumstances/row-claim.ts';
import type { Situation } from '../circumstances/situation.ts';
import { problemsOf } from '../rejects.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { NO_STAY } from '../years/stays.ts';
import type { YearLedger } from '../years/year-ledger.ts';

/** Rows that state items or the year so far: they go through the reader of claims, and what they state wins. */
export class StatedRows {
  readonly #reader: RowReader;
  readonly #claims: RowClaims;
  readonly #deciding: Deciding;
  readonly #ledger: YearLedger;

  constructor(reader: RowReader, claims: RowClaims, deciding: Deciding, ledger: YearLedger) {
    this.#reader = reader;
    this.#claims = claims;
    this.#deciding = deciding;
    this.#ledger = ledger;
  }

  /**
   * Makes a claim of a row, ready to be settled. What it states of the year stands in the ledger then, even where the
   * claim is refused.
   * @param care what it is counted under as an admission
   */
  take(bytes: Buffer, row: number, situation: Situation, care: number): Decided | readonly Diagnostic[] {
    const date = this.#reader.rows.date[row] as number;
    const admission = this.#ledger.years.admissions(care) + 1;
    let decided: Decided | undefined;
    const problems = problemsOf((found) => {
      const prepared = this.#claims.prepare(bytes, row, situation, admission, found);
      if (!prepared || found.failed) return;
      const claim = claimOf(prepared, found);
      decided = this.#deciding.decided(situation, prepared);
      const disease = diseaseOf(this.#reader, row, decided);
      this.#takeYear(claim.yearToDate, decided, Math.floor(date / 100), disease);
      this.#ledger.years.setAdmissions(care, claim.yearToDate.admissions ?? 0);
      if (!this.#takeStay(claim.yearToDate, decided)) found.list.push(NO_STAY);
      decided.amounts.set(amountsOf(decided.plan, claim));
    });
    return problems || !decided ? (problems ?? []) : decided;
  }

  #takeYear(yearToDate: YearToDate, { plan, account, state }: Decided, month: number, disease: string): void {
    const { admissions, stayDeductible, ...year } = yearToDate;
    if (yearToDate.payers.size > 0 || yearToDate.lines.size > 0 || Object.keys(year).length > 2) {
      state.set(stateOf(plan, yearToDate));
      this.#ledger.store(account, state, month, disease);
    } else this.#ledger.load(account, state, month, disease);
  }

  /** @returns false where the claim goes on with a stay that nothing is known of */
  #takeStay({ lines, stayDeductible }: YearToDate, { plan, account, state }: Decided): boolean {
    const states = [...lines.values()].some((line) => line.stayDeductible !== undefined);
    if (!plan.goesOn || states) return true;
    if (stayDeductible === undefined) return this.#ledger.loadStay(account, state);
    putStay(plan, state, stayDeductible);
    return true;
  }
}
