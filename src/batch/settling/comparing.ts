import { wordOf } from '../../claim/claim.ts';
import { FILINGS, LEVELS, REFERRALS, STATUSES } from '../../codes/tables.ts';
import { OUT, PER_LINE } from '../../engine/plan.ts';
import { OUTCOME, settle } from '../../engine/settle.ts';
import type { Cell, Decided } from '../circumstances/decided.ts';
import type { Deciding } from '../circumstances/deciding.ts';
import type { Situation } from '../circumstances/situation.ts';
import type { Situations } from '../circumstances/situations.ts';
import { REASONS, type Reason } from '../counting/reasons.ts';
import type { RecordTally } from '../counting/record-tally.ts';
import { type Layout, leadingColumn } from '../header/layout.ts';
import { amountAt, keepResult, RESULT, resultPlace } from '../results.ts';
import type { RowTable } from '../rows/rows.ts';

const OTHERS = [
  ['OTHER_LEVEL', 'hospital.level', LEVELS.ids],
  ['OTHER_STATUS', 'status', STATUSES.ids],
  ['OTHER_FILING', 'access.filing', FILINGS.ids],
  ['OTHER_REFERRAL', 'access.referral', REFERRALS.ids],
] as const;
/** Earlier admissions that a record may have been counted with. */
const ADMISSIONS = 4;

/** Holds what was settled against what was recorded, and looks for the reason where they differ. */
export class Comparing {
  readonly #layout: Layout;
  readonly #situations: Situations;
  readonly #deciding: Deciding;
  readonly #tally: RecordTally;
  readonly #places: Int32Array;
  /** Column of the recorded amounts that is explained. */
  readonly #leading: number;
  readonly #other = new Float64Array(RESULT.size);
  readonly #outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  readonly #cells = new Map<Situation, Map<string, Cell>>();

  constructor(layout: Layout, situations: Situations, deciding: Deciding, tally: RecordTally) {
    this.#layout = layout;
    this.#situations = situations;
    this.#deciding = deciding;
    this.#tally = tally;
    this.#places = Int32Array.from(layout.recorded, ({ name }) => resultPlace(name));
    this.#leading = leadingColumn(layout);
  }

  /** Compares a settled row. @returns the number of the reason, 0 where there is nothing to explain */
  row(
    rows: RowTable,
    row: number,
    situation: Situation,
    decided: Decided,
    admission: number,
    results: Float64Array,
    at: number,
  ): number {
    if (!this.#count(rows, row, situation, results, at)) return 0;
    const leading = this.#leading;
    const recorded = rows.recorded[row * rows.recordedWidth + leading] as number;
    const estimated = amountAt(results, at, this.#places[leading] as number);
    if (Number.isNaN(recorded) || recorded === estimated) return 0;
    const reason = this.#reason(rows, row, situation, decided, admission, recorded);
    this.#tally.reason(reason, rows.line[row] as number, recorded, estimated);
    return REASONS.indexOf(reason);
  }

  /** Compares a reversal, whose reason is that of the settlement it takes back. */
  reversal(rows: RowTable, row: number, situation: Situation, results: Float64Array, at: number): number {
    this.#count(rows, row, situation, results, at);
    return 0;
  }

  /** Counts the recorded amounts of a row. @returns whether any differs */
  #count(rows: RowTable, row: number, situation: Situation, results: Float64Array, at: number): boolean {
    const width = rows.recordedWidth;
    let differs = false;
    let any = false;
    for (let column = 0; column < width; column++) {
      const recorded = rows.recorded[row * width + column] as number;
      if (Number.isNaN(recorded)) continue;
      any = true;
      const estimated = amountAt(results, at, this.#places[column] as number);
      this.#tally.column(column, recorded, estimated);
      if (estimated !== recorded) differs = true;
      if (column === this.#leading) this.#tally.group(situation.group, estimated - recorded);
    }
    if (any) this.#tally.rowsCompared++;
    if (differs) this.#tally.different++;
    return differs;
  }

  #reason(
    rows: RowTable,
    row: number,
    situation: Situation,
    decided: Decided,
    admission: number,
    recorded: number,
  ): Reason {
    const explains = (other: Decided, ofYear = true): boolean =>
      this.#gives(decided, other, recorded, ofYear);
    if (!decided.plan.covered) return 'NOT_COVERED';
    if (recorded === 0) return 'NOT_PAID';
    if (explains(without(decided, { deductible: 0 }))) return 'DEDUCTIBLE_NOT_TAKEN';
    for (let other = 1; other <= ADMISSIONS && situation.uses.admission; other++) {
      if (other === admission) continue;
      const cell = this.#situations.cell(situation, rows, row, other);
      if (cell.decided && explains(cell.decided)) return 'OTHER_ADMISSION';
    }
    const capped = decided.plan.lines.some(
      (_, line) => (decided.out[OUT.first + line * PER_LINE.size + PER_LINE.above] as number) > 0,
    );
    if (capped && explains(without(decided, { capAmount: Number.MAX_SAFE_INTEGER })))
      return 'CAP_NOT_APPLIED';
    if (decided.state.some((fen) => fen > 0) && explains(decided, false)) return 'YEAR_NOT_COUNTED';
    for (const [reason, field, values] of OTHERS) {
      const own = wordOf(situation.draft.facts, field);
      for (const value of values) {
        if (value === own) continue;
        const cell = this.#changed(rows, row, situation, admission, field, value);
        if (cell.decided && explains(cell.decided)) return reason;
      }
    }
    if (this.#isOtherRate(decided, recorded)) return 'OTHER_RATE';
    if (capped) return 'CAP_REACHED';
    const open = decided.plan.lines.some(({ figures }) => figures.cap?.state === 'not_stated');
    if (open && recorded < amountAt(this.#estimated(decided), 0, this.#places[this.#leading] as number))
      return 'CAP_NOT_STATED';
    return 'UNKNOWN';
  }

  /** The circumstances with one word changed. */
  #changed(
    rows: RowTable,
    row: number,
    situation: Situation,
    admission: number,
    field: string,
    value: string,
  ): Cell {
    const numbers = [
      situation.uses.age ? rows.age[row] : 0,
      situation.uses.coverYears ? rows.coverYears[row] : 0,
      situation.uses.claimFreeYears ? rows.claimFreeYears[row] : 0,
      situation.uses.disease ? rows.disease[row] : 0,
      situation.uses.admission ? admission : 0,
      situation.changes.filter((day) => day <= (rows.date[row] as number)).length,
    ];
    const key = `${field} ${value} ${numbers.join(' ')}`;
    let cells = this.#cells.get(situation);
    if (!cells) {
      cells = new Map();
      this.#cells.set(situation, cells);
    }
    let cell = cells.get(key);
    if (!cell) {
      cell = this.#deciding.decide(situation, rows, row, admission, new Map([[field, value]]));
      cells.set(key, cell);
    }
    return cell;
  }

  /**
   * Whether other circumstances give the recorded amount on the claim's own amounts.
   * @param ofYear on the year the claim was settled on, or on an empty one
   */
  #gives(decided: Decided, other: Decided, recorded: number, ofYear: boolean): boolean {
    if (!other.plan.covered || other.plan.inSize !== decided.plan.inSize) return false;
    const sameLines = other.plan.lines.length === decided.plan.lines.length;
    const state = new Float64Array(other.plan.stateSize);
    if (sameLines && ofYear)
      state.set(decided.state.subarray(0, Math.min(state.length, decided.state.length)));
    const out = new Float64Array(other.plan.outSize);
    if (settle(other.plan, decided.amounts, state, out, this.#outcome) !== OUTCOME.ok) return false;
    keepResult(this.#other, 0, decided.amounts, out);
    return amountAt(this.#other, 0, this.#places[this.#leading] as number) === recorded;
  }

  /** Whether a whole percentage of the cost above the deductible gives the recorded pooled fund. */
  #isOtherRate({ out, plan }: Decided, recorded: number): boolean {
    if (this.#layout.recorded[this.#leading]?.name !== 'hifp_pay') return false;
    const line = plan.lines.findIndex(({ payer }) => payer.field === 'hifp_pay');
    if (line < 0) return false;
    const slot = OUT.first + line * PER_LINE.size;
    const cost = (out[slot + PER_LINE.base] as number) - (out[slot + PER_LINE.deductible] as number);
    // On a small cost some whole percentage fits nearly any amount.
    if (cost < 10_000 || recorded > cost) return false;
    const percent = Math.round((recorded * 100) / cost);
    return Math.floor((cost * percent + 50) / 100) === recorded;
  }

  #estimated({ amounts, out }: Decided): Float64Array {
    keepResult(this.#other, 0, amounts, out);
    return this.#other;
  }
}

/** The same circumstances with some numbers of every line changed. */
function without(decided: Decided, change: { deductible: number } | { capAmount: number }): Decided {
  const lines = decided.plan.lines.map((line) => ({ ...line, ...change }));
  return { ...decided, plan: { ...decided.plan, lines } };
}
