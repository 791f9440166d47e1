import { type Facts, type LineTotals, wordOf, wordsOf, type YearToDate } from '../../../src/claim/claim.ts';
import { type Draft, readDraft } from '../../../src/claim/read.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../../../src/diagnostics/diagnostic.ts';
import { type Estimate, type EstimateOptions, estimateDraft, prepare } from '../../../src/engine/estimate.ts';
import { OUT, PER_LINE, STATE } from '../../../src/engine/plan.ts';
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

/** What a year holds of one line; what was paid in each month and for each disease stands apart. */
interface LineYear {
  base: number;
  deductible: number;
  paid: number;
  readonly months: Map<string, number>;
  readonly diseases: Map<string, number>;
}

/** The year of one person: lines by policy and id, visits by policy and kind of care. */
interface Year {
  readonly lines: Map<string, LineYear>;
  readonly visits: Map<string, number>;
}

/**
 * A clerk who settles one claim after the other with the counter's own `estimateDraft` and keeps each person's year on
 * paper. Shares nothing with the batch but the engine.
 */
export class Counter {
  readonly #options: EstimateOptions;
  readonly #years = new Map<string, Year>();

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
      return { refused: error.diagnostics };
    }
  }

  async #settle(draft: Draft): Promise<Answer> {
    const date = wordOf(draft.facts, 'date') ?? '';
    const year = this.#yearOf(`${wordOf(draft.facts, 'person') ?? ''} ${date.slice(0, 4)}`);
    const estimate = await estimateDraft(
      { ...draft, yearToDate: await this.#before(draft, year, date) },
      this.#options,
    );
    if (estimate.covered) carry(estimate, year, date);
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

  #yearOf(key: string): Year {
    let year = this.#years.get(key);
    if (!year) {
      year = { lines: new Map(), visits: new Map() };
      this.#years.set(key, year);
    }
    return year;
  }

  /** What a claim states of its year wins; the rest is what the clerk has on paper for its policies. */
  async #before({ yearToDate, ...draft }: Draft, year: Year, date: string): Promise<YearToDate> {
    const { payers, lines, admissions, ...totals } = yearToDate;
    const found = await prepare({ ...draft, yearToDate }, this.#options, true, () => undefined);
    const care = wordOf(draft.facts, 'care') ?? '';
    const visits = year.visits.get(`${found.located?.basic.policy.id} ${care}`) ?? 0;
    const counted = { ...yearToDate, admissions: admissions ?? visits };
    if (payers.size + lines.size + Object.keys(totals).length > 0) return counted;
    const kept = new Map<string, LineTotals>();
    const { located } = found;
    const parts = located ? [located.basic, ...located.supplements] : [];
    for (const { policy, version } of parts) {
      for (const { id } of version.lines) {
        const line = year.lines.get(`${policy.id} ${id}`);
        if (!line) continue;
        const { base, deductible, paid } = line;
        kept.set(id, {
          base,
          deductible,
          paid,
          paidMonth: line.months.get(date.slice(0, 7)) ?? 0,
          paidDisease: line.diseases.get(diseaseOf(draft.facts)) ?? 0,
        });
      }
    }
    return { ...counted, lines: kept };
  }
}

function diseaseOf(facts: Facts): string {
  return [...wordsOf(facts, 'disease')].sort().join('+');
}

/** Adds a claim to the year: to what it started from, as far as the lines go that it has to do with. */
function carry({ plan, claim }: Estimate, year: Year, date: string): void {
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  settle(plan, amountsOf(plan, claim), state, out, { code: 0, line: 0, band: 0 });
  for (const [index, { id, policy }] of plan.lines.entries()) {
    const before = (place: number): number => state[index * STATE.size + place] ?? 0;
    const now = (place: number): number => out[OUT.first + index * PER_LINE.size + place] ?? 0;
    const key = `${policy.id} ${id}`;
    const known = year.lines.get(key);
    year.lines.set(key, {
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
  }
  const visits = `${plan.policy.id} ${wordOf(claim.facts, 'care') ?? ''}`;
  year.visits.set(visits, (claim.yearToDate.admissions ?? 0) + 1);
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
