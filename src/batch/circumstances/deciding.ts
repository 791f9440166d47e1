import { diseaseKey, type Fact, wordOf } from '../../claim/claim.ts';
import type { Draft } from '../../claim/draft.ts';
import { readDraft } from '../../claim/read.ts';
import { withFact } from '../../claim/together.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../../diagnostics/diagnostic.ts';
import { type EstimateOptions, prepareFound } from '../../engine/estimate.ts';
import type { Found } from '../../engine/locate.ts';
import type { Plan } from '../../engine/plan.ts';
import { missing, type Prepared } from '../../engine/prepare.ts';
import { resolve } from '../../engine/resolve.ts';
import type { Tally } from '../counting/tally.ts';
import { isoDate } from '../csv/values.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { RowTable } from '../rows/rows.ts';
import { accountOf } from '../years/account.ts';
import type { Registry } from '../years/registry.ts';
import { placesOf } from './amount-places.ts';
import { claimTree } from './claim-tree.ts';
import type { Cell, Decided } from './decided.ts';
import type { RunMemory } from './policy-search.ts';
import type { Situation } from './situation.ts';

/** Decides by what plan claims are settled. The counter's own steps do the deciding. */
export class Deciding {
  readonly #options: EstimateOptions;
  readonly #reader: RowReader;
  readonly #registry: Registry;
  readonly #tally: Tally;
  readonly #run: RunMemory;

  constructor(options: EstimateOptions, reader: RowReader, registry: Registry, tally: Tally, run: RunMemory) {
    this.#options = options;
    this.#reader = reader;
    this.#registry = registry;
    this.#tally = tally;
    this.#run = run;
  }

  /**
   * Decides the circumstances of a row.
   * @param admission which one of the year it is, from 1
   * @param change alters facts, for what a record may have been settled by
   */
  decide(
    situation: Situation,
    rows: RowTable,
    row: number,
    admission: number,
    change?: ReadonlyMap<string, string>,
  ): Cell {
    const problems = new Problems();
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    let facts = this.#factsOf(situation, rows, row, report);
    for (const [field, value] of change ?? []) facts = withFact(facts, field, value);
    const draft: Draft = {
      ...situation.draft,
      facts,
      yearToDate: { admissions: admission - 1, payers: new Map(), lines: new Map() },
    };
    let prepared: Prepared;
    try {
      prepared = prepareFound(draft, situation.found as Found, this.#options, true, report);
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      return { rejection: error.diagnostics, perRow: true };
    }
    for (const need of prepared.needs) report(missing(need, prepared));
    this.#learn(situation, prepared);
    if (problems.failed) return { rejection: problems.list };
    return { decided: this.decided(situation, prepared) };
  }

  /** The facts of a row: the words of its situation, and what differs from row to row. */
  #factsOf(
    { draft }: Situation,
    rows: RowTable,
    row: number,
    report: (problem: Omit<Diagnostic, 'severity'>) => void,
  ): Map<string, Fact> {
    const facts: Map<string, Fact> = new Map(draft.facts);
    facts.set('date', isoDate(rows.date[row] as number));
    // Numbers that are not given are -1.
    const numbers = {
      age: rows.age[row] as number,
      cover_years: rows.coverYears[row] as number,
      claim_free_years: rows.claimFreeYears[row] as number,
    };
    for (const [field, number] of Object.entries(numbers)) if (number >= 0) facts.set(field, number);
    const disease = rows.disease[row] as number;
    if (disease >= 0) {
      const words = readDraft(claimTree([['disease', this.#reader.diseaseText(disease)]]), report);
      const fact = words.facts.get('disease');
      if (fact !== undefined) facts.set('disease', fact);
    }
    return facts;
  }

  #learn({ uses }: Situation, { result }: Prepared): void {
    for (const name of result?.usedAssumptions ?? []) this.#run.usedAssumptions.add(name);
    const used = result?.used;
    if (!used) return;
    if (used.has('age')) uses.age = true;
    if (used.has('cover_years')) uses.coverYears = true;
    if (used.has('claim_free_years')) uses.claimFreeYears = true;
    if (used.has('disease') || used.has('disease_count')) uses.disease = true;
    if (used.has('admission')) uses.admission = true;
  }

  /** What settling needs of circumstances that are decided. */
  decided(situation: Situation, prepared: Prepared): Decided {
    const { result, input, located } = prepared;
    const plan = result?.plan;
    if (!plan || !input || !located) throw new Error('a claim is neither decided nor refused');
    const other = result.ranged && !result.open ? resolve({ ...input, bound: 'high' }).plan : undefined;
    const care = wordOf(situation.draft.facts, 'care') ?? '';
    const basics = plan.lines.filter((line) => line.basic && line.state === 'computed');
    const onlyParts = basics.length > 0 && basics.every((line) => line.part >= 0);
    return {
      prepared,
      ...(other && { high: this.#yearOf(other, care) }),
      ...this.#yearOf(plan, care),
      amounts: new Float64Array(plan.inSize),
      ...placesOf(prepared, plan, this.#reader.slots.flexibleNames),
      ...(onlyParts && { tagged: [...new Set(basics.map((line) => line.part))] }),
      policy: this.#tally.policy(plan.policy),
      ...(plan.policies.some(({ policy }) => Object.keys(policy.diseases).length > 0) && {
        diseases: diseaseKey(located.facts),
      }),
      notices: new Map(),
    };
  }

  /** A plan with what it takes of a year and leaves. */
  #yearOf(plan: Plan, care: string): Pick<Decided, 'plan' | 'account' | 'state' | 'out'> {
    return {
      plan,
      account: accountOf(plan, care, this.#registry),
      state: new Float64Array(plan.stateSize),
      out: new Float64Array(plan.outSize),
    };
  }
}
