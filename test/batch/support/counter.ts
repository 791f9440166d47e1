import { type Facts, type LineTotals, wordOf, wordsOf, type YearToDate } from '../../../src/claim/claim.ts';
import type { Draft } from '../../../src/claim/draft.ts';
import { readDraft } from '../../../src/claim/read.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../../../src/diagnostics/diagnostic.ts';
import { type Estimate, type EstimateOptions, estimateDraft, prepare } from '../../../src/engine/estimate.ts';
import { OUT, PER_LINE, STATE } from '../../../src/engine/plan.ts';
import type { Part } from '../../../src/engine/resolve-input.ts';
import { settle } from '../../../src/engine/settle.ts';
import { printSettlement } from '../../../src/engine/settlement.ts';
import { amountsOf, stateOf } from '../../../src/engine/state.ts';
import type { MapTree } from '../../../src/source/tree.ts';
import { treeOf } from '../../../src/source/tree.ts';
import type { Row } from './csv.ts';

/** What the counter says to a claim: the columns that the batch adds, or the reasons for a refusal. */
export type Answer =
  | { readonly est: Row; readonly estimate: Estimate }
  | { readonly refused: readonly Diagnostic[] };

/** What a year holds of one line, by policy, year and id; what was paid in each month and for each disease stands apart. */
interface LineYear {
  base: number;
  deductible: number;
  paid: number;
  readonly months: Map<string, number>;
  readonly diseases: Map<string, number>;
}

/** The years of one person: lines by policy, year and id, visits by policy, year and kind of care. */
interface Sheet {
  readonly lines: Map<string, LineYear>;
  readonly visits: Map<string, number>;
  /** What the last stay took as deductibles by line, by policy and kind of care: one over several hospitals goes on with it. */
  readonly stays: Map<string, ReadonlyMap<string, number>>;
}

/** 441200/employee 2025: the year of a policy that a day lies in, which may begin on another day than 1 January. */
function yearIn({ policy, version }: Part, date: string): string {
  const year = Number(date.slice(0, 4));
  return `${policy.id} ${date.slice(5) < version.yearFrom ? year - 1 : year}`;
}

/**
 * A clerk who settles one claim after the other with the counter's own `estimateDraft` and keeps each person's years on
 * paper. Shares nothing with the batch but the engine.
 */
export class Counter {
  readonly #options: EstimateOptions;
  readonly #sheets = new Map<string, Sheet>();

  constructor(options: EstimateOptions) {
    this.#options = options;
  }

  async settle(claim: MapTree): Promise<Answer> {
    try {
      const problems = new Problems();
      const draft = readDraft(claim, (problem) => problems.error(problem));
      problems.throwIfFailed();
      return await this.#settle(draft);
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      return { refused: error.diagnostics.map(inAFile) };
    }
  }

  async #settle(draft: Draft): Promise<Answer> {
    const date = wordOf(draft.facts, 'date') ?? '';
    const sheet = this.#sheetOf(wordOf(draft.facts, 'person') ?? '');
    const estimate = await estimateDraft(
      { ...draft, yearToDate: await this.#before(draft, sheet, date) },
      this.#options,
    );
    if (estimate.covered) carry(estimate, sheet, date);
    const amounts = Object.entries(printSettlement(estimate.settlement));
    const notices = [...new Set(estimate.notices.map(({ code }) => code))];
    return {
      estimate,
      est: {
        ...Object.fromEntries(amounts.map(([name, amount]) => [`est_${name}`, amount])),
        est_policy: estimate.plan.policy.id,
        est_status: estimate.covered ? 'ok' : 'not_covered',
        est_notices: notices.join(';'),
      },
    };
  }

  #sheetOf(person: string): Sheet {
    let sheet = this.#sheets.get(person);
    if (!sheet) {
      sheet = { lines: new Map(), visits: new Map(), stays: new Map() };
      this.#sheets.set(person, sheet);
    }
    return sheet;
  }

  /** What a claim states of its year wins; the rest is what the clerk has on paper for its policies. */
  async #before({ yearToDate, ...draft }: Draft, sheet: Sheet, date: string): Promise<YearToDate> {
    const { payers, lines, admissions, stayDeductible, ...totals } = yearToDate;
    const found = await prepare({ ...draft, yearToDate }, this.#options, true, () => undefined);
    const care = wordOf(draft.facts, 'care') ?? '';
    const { located } = found;
    const visits = (located && sheet.visits.get(`${yearIn(located.basic, date)} ${care}`)) ?? 0;
    const counted = { ...yearToDate, admissions: admissions ?? visits };
    if (payers.size + lines.size + Object.keys(totals).length > 0) return counted;
    const kept = new Map<string, LineTotals>();
    const goesOn = wordOf(draft.facts, 'transfer') === 'true' && stayDeductible === undefined;
    const stay = goesOn && located ? sheet.stays.get(`${located.basic.policy.id} ${care}`) : undefined;
    const parts = located ? [located.basic, ...located.supplements] : [];
    const keyOf = (part: Part, id: string): string => `${yearIn(part, date)} ${id}`;
    const begun = parts.some((part) =>
      part.version.lines.some(({ id }) => {
        const { base, deductible, paid } = sheet.lines.get(keyOf(part, id)) ?? EMPTY;
        return base + deductible + paid > 0;
      }),
    );
    for (const part of parts) {
      for (const { id } of part.version.lines) {
        const line = sheet.lines.get(keyOf(part, id));
        // In a year that has been begun, what is not there is nothing.
        if (!begun && !stay) continue;
        const { base, deductible, paid, months, diseases } = line ?? EMPTY;
        kept.set(id, {
          base,
          deductible,
          paid,
          paidMonth: months.get(date.slice(0, 7)) ?? 0,
          paidDisease: diseases.get(diseaseOf(draft.facts)) ?? 0,
          ...(stay && { stayDeductible: stay.get(`${part.policy.id} ${id}`) ?? 0 }),
        });
      }
    }
    return { ...counted, lines: kept };
  }
}

/** The counter asks for what earlier hospitals took; a file, which has the settlements, marks the row that goes on with none. */
function inAFile(refusal: Diagnostic): Diagnostic {
  return refusal.code === 'TRANSFER_WITHOUT_STAY' ? { ...refusal, field: 'transfer' } : refusal;
}

const EMPTY: LineYear = { base: 0, deductible: 0, paid: 0, months: new Map(), diseases: new Map() };

function diseaseOf(facts: Facts): string {
  return [...wordsOf(facts, 'disease')].sort().join('+');
}

/** Adds a claim to the years: to what it started from, as far as the lines go that it has to do with. */
function carry({ plan, claim }: Estimate, sheet: Sheet, date: string): void {
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  settle(plan, amountsOf(plan, claim), state, out, { code: 0, line: 0, band: 0 });
  const care = wordOf(claim.facts, 'care') ?? '';
  const stay = new Map<string, number>();
  for (const [index, { id, policy }] of plan.lines.entries()) {
    const before = (place: number): number => state[index * STATE.size + place] ?? 0;
    const now = (place: number): number => out[OUT.first + index * PER_LINE.size + place] ?? 0;
    const part = plan.policies.find((one) => one.policy === policy);
    if (!part) continue;
    const key = `${yearIn(part, date)} ${id}`;
    const known = sheet.lines.get(key);
    sheet.lines.set(key, {
      base: before(STATE.base) + now(PER_LINE.base),
      deductible: before(STATE.deductible) + now(PER_LINE.deductible),
      paid: before(STATE.paid) + now(PER_LINE.paid),
      months: added(known?.months, date.slice(0, 7), before(STATE.paidMonth) + now(PER_LINE.paid)),
      diseases: added(
        known?.diseases,
        diseaseOf(claim.facts),
        before(STATE.paidDisease) + now(PER_LINE.paid),
      ),
    });
    stay.set(`${policy.id} ${id}`, (plan.goesOn ? before(STATE.stay) : 0) + now(PER_LINE.deductible));
  }
  sheet.stays.set(`${plan.policy.id} ${care}`, stay);
  const visits = `${yearIn(plan, date)} ${care}`;
  sheet.visits.set(visits, (claim.yearToDate.admissions ?? 0) + 1);
}

function added(map: ReadonlyMap<string, number> | undefined, key: string, fen: number): Map<string, number> {
  return new Map([...(map ?? []), [key, fen]]);
}

/** A row as the counter reads a claim; items stand in their cell as JSON. */
export function claimOfRow(row: Row): MapTree {
  const cells = Object.entries(row).filter(([, text]) => text.trim() !== '');
  const fields = cells.map(([name, text]) => [
    name,
    name === 'expenses.items' ? (JSON.parse(text) as unknown) : text,
  ]);
  return treeOf(Object.fromEntries(fields), 'row') as MapTree;
}
