import { dayNumber } from '../batch/csv/values.ts';
import { RESULT } from '../batch/results.ts';
import { type Account, accountOf, oneYear } from '../batch/years/account.ts';
import { History, type Settled } from '../batch/years/history.ts';
import { postingOf } from '../batch/years/posting.ts';
import { Registry } from '../batch/years/registry.ts';
import { YearLedger } from '../batch/years/year-ledger.ts';
import { diseaseKey, type LineTotals, wordOf, type YearToDate } from '../claim/claim.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Estimate } from '../engine/estimate.ts';
import { STATE } from '../engine/plan.ts';
import { knowsTransfer, type Part } from '../engine/resolve-input.ts';
import { CALENDAR_YEAR } from '../policy/policy.ts';

/**
 * What one person's years hold while the claims of a case are settled one after another: the batch's own ledger, so
 * that a case and a row of a file carry the same.
 */
export class CaseYears {
  readonly #registry = new Registry();
  readonly #ledger = new YearLedger(this.#registry);
  readonly #history = new History(this.#ledger);
  #fresh = true;

  /** Whether nothing has been settled yet. */
  get fresh(): boolean {
    return this.#fresh;
  }

  /** The year before a claim, by line, for the policies it is settled by. @param date ISO */
  before(parts: readonly Part[], date: string, care: string, disease: string, transfer = false): YearToDate {
    const { ids, numbers } = this.#linesOf(parts);
    const caps = this.#capsOf(parts);
    const basic = parts[0];
    const account: Account = {
      lines: numbers,
      year: oneYear(numbers, this.#registry),
      also: [],
      elsewhere: caps.map(({ lines }) => lines),
      care: this.#registry.care(
        basic?.policy.id ?? '',
        care,
        this.#registry.year(basic?.version.yearFrom ?? CALENDAR_YEAR),
      ),
      stay: transfer && knowsTransfer(parts, care) ? this.#registry.stay(basic?.policy.id ?? '', care) : -1,
      stayLines: ids.map((_, index) => ({
        index,
        line: this.#registry.lineOfStay(numbers[index] as number),
      })),
      goesOn: transfer,
      byDisease: ids.map((_, index) => index),
    };
    const state = new Float64Array(ids.length * STATE.size + caps.length);
    this.#history.turnTo(dayNumber(date));
    this.#ledger.load(account, state, Math.floor(dayNumber(date) / 100), disease);
    const going = account.stay >= 0 && this.#ledger.loadStay(account, state);
    const lines = ids.map((line, index): [string, LineTotals] => {
      const at = index * STATE.size;
      const [base = 0, deductible = 0, paid = 0, paidMonth = 0, paidDisease = 0] = state.subarray(at);
      const stay = going ? { stayDeductible: state[at + STATE.stay] ?? 0 } : {};
      return [line, { base, deductible, paid, paidMonth, paidDisease, ...stay }];
    });
    const admissions = this.#ledger.years.admissions(account.care);
    const paid = caps.map(({ id }, index): [string, number] => [
      id,
      state[ids.length * STATE.size + index] ?? 0,
    ]);
    return { admissions, payers: new Map(), lines: new Map(lines), caps: new Map(paid) };
  }

  #linesOf(parts: readonly Part[]): { ids: string[]; numbers: Int32Array } {
    const lines = parts.flatMap(({ policy, version }) =>
      version.lines.map(({ id }) => ({ policy, id, year: this.#registry.year(version.yearFrom) })),
    );
    return {
      ids: lines.map(({ id }) => id),
      numbers: Int32Array.from(lines, ({ policy, id, year }) => this.#registry.line(policy.id, id, year)),
    };
  }

  /** Caps on what all payers pay in a year, and the lines that count in it: those of every policy, in the cap's own year. */
  #capsOf(parts: readonly Part[]): { id: string; lines: Int32Array }[] {
    return parts.flatMap(({ version: { caps, yearFrom } }) =>
      caps
        .filter(({ lines, per }) => lines === 'all' && per === 'year')
        .map(({ id }) => ({
          id,
          lines: Int32Array.from(
            parts.flatMap(({ policy, version }) =>
              version.lines
                .filter(({ payer }) => payer !== 'hospital')
                .map((line) => this.#registry.line(policy.id, line.id, this.#registry.year(yearFrom))),
            ),
          ),
        })),
    );
  }

  /** Adds a claim that was settled; what it states of the year so far takes the place of what was carried. */
  add({ plan, claim, worked: { state, out } }: Estimate, date: string): void {
    this.#fresh = false;
    const account = accountOf(plan, wordOf(claim.facts, 'care') ?? '', this.#registry);
    this.#history.turnTo(dayNumber(date));
    const month = Math.floor(dayNumber(date) / 100);
    const disease = diseaseKey(claim.facts);
    if (plan.covered) {
      this.#ledger.store(account, state, month, disease);
      this.#ledger.years.setAdmissions(account.care, claim.yearToDate.admissions ?? 0);
      this.#ledger.add(account, state, out, dayNumber(date), disease);
    }
    const id = wordOf(claim.facts, 'id');
    if (id === undefined) return;
    const stay = plan.covered ? this.#ledger.stays.current(account.stay) : undefined;
    this.#history.add({
      id,
      date: dayNumber(date),
      posting: postingOf(account, out, month, disease, plan.covered, stay),
      results: new Float64Array(RESULT.size),
      covered: plan.covered,
      policy: plan.policy.id,
      reversed: false,
    });
  }

  /** Takes a settlement back out of its year, or says why it cannot be. */
  takeBack(id: string, date: string): Settled | Omit<Diagnostic, 'severity'> {
    return this.#history.takeBack(id, dayNumber(date));
  }
}
