import { diseaseKey, type Fact, wordOf, wordsOf } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { readDraft } from '../claim/read.ts';
import { withFact } from '../claim/together.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import { type EstimateOptions, prepareFound } from '../engine/estimate.ts';
import { type Found, findPolicies } from '../engine/locate.ts';
import { locateRegion, type Place } from '../engine/locate-region.ts';
import { costPlace, IN, type Plan } from '../engine/plan.ts';
import { missing, type Prepared } from '../engine/prepare.ts';
import { resolve } from '../engine/resolve.ts';
import type { MapEntry, MapTree } from '../source/tree.ts';
import { scalar } from '../source/tree.ts';
import { dayNumber, isoDate } from './csv/values.ts';
import type { Layout } from './layout.ts';
import { type Account, accountOf, type Registry } from './registry.ts';
import { MARKED_NUMBERS, type RowReader } from './row-reader.ts';
import type { RowTable } from './rows.ts';
import type { Tally } from './tally.ts';

/** A claim's circumstances decided: a plan to settle by, or why there is none. */
export interface Cell {
  /** Why such claims cannot be settled. */
  readonly rejection?: readonly Diagnostic[];
  /** The reason names the claim's own date or words, so each row is asked anew. */
  readonly perRow?: boolean;
  readonly decided?: Decided;
}

export interface Decided {
  readonly prepared: Prepared;
  readonly plan: Plan;
  /** The other bound, where a figure is a range: only so far as it may refuse the claim. */
  readonly high?: Pick<Decided, 'plan' | 'account' | 'state' | 'out'>;
  readonly account: Account;
  readonly amounts: Float64Array;
  /** By flexible column: its place in the amounts, or -1. */
  readonly places: Int32Array;
  /** By flexible column: the place of the cost that a part is of; -1 for what is no part. */
  readonly costs: Int32Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
  /** Places of the tagged parts where the policy speaks of nothing else; the rest of a bill then has no rule. */
  readonly tagged?: readonly number[];
  /** What the claims of its policy are counted under. */
  readonly policy: number;
  /** The diseases by the policies' own words, where they tell diseases apart. */
  readonly diseases?: string;
  /** Sets of notices by which lines were used, by number. */
  readonly notices: Map<number, number>;
}

/** One combination of words. */
export interface Situation {
  readonly draft: Draft;
  readonly rejection?: readonly Diagnostic[];
  readonly found?: Found;
  /** What the claims are counted under in the summary. */
  readonly group: number;
  /** What they are counted under as admissions of the year, and from which day: another kind of year counts anew. */
  readonly cares: readonly { readonly from: number; readonly care: number }[];
  /** Dates on which something of its policies changes, as 20250501. */
  readonly changes: readonly number[];
  /** What its policies look at besides words and date; found out as they are resolved. */
  readonly uses: {
    age: boolean;
    coverYears: boolean;
    claimFreeYears: boolean;
    disease: boolean;
    admission: boolean;
  };
  /** By disease where it matters, then by the other numbers. */
  readonly cells: Map<number, Map<number, Cell>>;
  lastKey: number;
  lastDisease: number;
  lastCell: Cell | undefined;
}

/** Unknown places whose likely names are looked for. */
const MOST_EXPLAINED = 40;
/** Texts of places kept in mind: a file of real claims has hundreds, one with a wrong column has as many as rows. */
const MOST_PLACES = 20_000;

/** What a text in the column of places means, or why nothing. */
export interface NamedPlace {
  readonly place?: Place;
  readonly problems: readonly Diagnostic[];
}

/** What a run keeps in mind even where words are forgotten. */
export interface RunMemory {
  /** Assumptions that some claim has needed. */
  readonly usedAssumptions: Set<string>;
  unknownRegions: number;
  readonly places: Map<string, NamedPlace>;
}

/** Decides each combination of circumstances once. The counter's own steps do the deciding. */
export class Situations {
  readonly #options: EstimateOptions;
  readonly #layout: Layout;
  readonly #reader: RowReader;
  readonly #registry: Registry;
  readonly #tally: Tally;
  readonly #situations: Situation[] = [];
  readonly #run: RunMemory;

  constructor(
    options: EstimateOptions,
    layout: Layout,
    reader: RowReader,
    registry: Registry,
    tally: Tally,
    run: RunMemory,
  ) {
    this.#run = run;
    this.#options = options;
    this.#layout = layout;
    this.#reader = reader;
    this.#registry = registry;
    this.#tally = tally;
  }

  /** Finds the policies of every combination that the rows at hand have brought up. */
  async prepare(): Promise<void> {
    const { situations } = this.#reader;
    for (let number = this.#situations.length; number < situations.length; number++)
      this.#situations.push(await this.#open(number));
  }

  get(number: number): Situation {
    return this.#situations[number] as Situation;
  }

  /**
   * The cell of the claim in a row.
   * @param admission which one of the year this is, from 1
   */
  cell(situation: Situation, rows: RowTable, row: number, admission: number): Cell {
    const { uses } = situation;
    const key =
      ((((uses.admission ? Math.min(admission, 0xffff) : 0) * 256 +
        (uses.age ? (rows.age[row] as number) + 1 : 0)) *
        256 +
        (uses.coverYears ? (rows.coverYears[row] as number) + 1 : 0)) *
        256 +
        (uses.claimFreeYears ? (rows.claimFreeYears[row] as number) + 1 : 0)) *
        1024 +
      intervalOf(situation.changes, rows.date[row] as number);
    const named = uses.disease ? (rows.disease[row] as number) : -1;
    if (key === situation.lastKey && named === situation.lastDisease && situation.lastCell)
      return situation.lastCell;
    let cells = situation.cells.get(named);
    if (!cells) {
      cells = new Map();
      situation.cells.set(named, cells);
    }
    let cell = cells.get(key);
    if (!cell) {
      const before = { ...uses };
      cell = this.decide(situation, rows, row, admission);
      // What has been found to matter only now was not in the key: cells so far stay right for the claims they were
      // made for, but would be taken for others.
      if (
        uses.age !== before.age ||
        uses.coverYears !== before.coverYears ||
        uses.claimFreeYears !== before.claimFreeYears ||
        uses.disease !== before.disease ||
        uses.admission !== before.admission
      ) {
        situation.cells.clear();
        situation.lastCell = undefined;
        return this.cell(situation, rows, row, admission);
      }
      cells.set(key, cell);
    }
    situation.lastKey = key;
    situation.lastDisease = named;
    situation.lastCell = cell;
    return cell;
  }

  /** Decides circumstances, known before or not; `change` alters facts, for what a record may have been settled by. */
  decide(
    situation: Situation,
    rows: RowTable,
    row: number,
    admission: number,
    change?: ReadonlyMap<string, string>,
  ): Cell {
    const problems = new Problems();
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    let facts: Map<string, Fact> = new Map(situation.draft.facts);
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
      plan,
      ...(other && {
        high: {
          plan: other,
          account: accountOf(other, care, this.#registry),
          state: new Float64Array(other.stateSize),
          out: new Float64Array(other.outSize),
        },
      }),
      account: accountOf(plan, care, this.#registry),
      amounts: new Float64Array(plan.inSize),
      ...this.#placesOf(prepared, plan),
      state: new Float64Array(plan.stateSize),
      out: new Float64Array(plan.outSize),
      ...(onlyParts && { tagged: [...new Set(basics.map((line) => line.part))] }),
      policy: this.#tally.policy(plan.policy),
      ...(plan.policies.some(({ policy }) => Object.keys(policy.diseases).length > 0) && {
        diseases: diseaseKey(located.facts),
      }),
      notices: new Map(),
    };
  }

  /** Where the amounts of the flexible columns go: parts by the policies' tags, payments by payer. */
  #placesOf({ located }: Prepared, plan: Plan): Pick<Decided, 'places' | 'costs'> {
    const given = IN.first + plan.parts.length;
    const places = Int32Array.from(this.#reader.flexibleNames, (name, column) => {
      if (name.startsWith('paid.')) {
        const place = plan.given.indexOf(name.slice('paid.'.length));
        return place < 0 ? -1 : given + place;
      }
      const [tag] = [...(located?.parts ?? [])].find(([, marker]) => marker === column + 1) ?? [];
      const place = tag === undefined ? -1 : plan.parts.indexOf(tag);
      return place < 0 ? -1 : IN.first + place;
    });
    const costs = places.map((place) => costPlace(plan, place));
    return { places, costs };
  }

  async #open(number: number): Promise<Situation> {
    const problems = new Problems();
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    const draft = readDraft(claimTree(this.#textsOf(number)), report);
    const found = problems.failed ? undefined : await this.#find(draft, problems);
    const hasDiseases = [found?.basic, ...(found?.supplements ?? [])].some(
      (policy) => policy && Object.keys(policy.diseases).length > 0,
    );
    return {
      draft,
      ...(problems.failed && { rejection: problems.list }),
      ...(found && { found }),
      group: this.#tally.group({
        region: found?.region ?? '',
        insurance: wordsOf(draft.facts, 'insurance').join('+'),
        'hospital.level': wordOf(draft.facts, 'hospital.level') ?? '',
        care: wordOf(draft.facts, 'care') ?? '',
      }),
      cares: this.#caresOf(found, wordOf(draft.facts, 'care') ?? ''),
      changes: found ? changesOf(found) : [],
      uses: {
        age: false,
        coverYears: false,
        claimFreeYears: false,
        disease: hasDiseases,
        admission: false,
      },
      cells: new Map(),
      lastKey: -1,
      lastDisease: -1,
      lastCell: undefined,
    };
  }

  #caresOf(found: Found | undefined, care: string): Situation['cares'] {
    for (const policy of [found?.basic, ...(found?.supplements ?? [])])
      if (policy) this.#registry.know(policy);
    const { id = '', versions = [] } = found?.basic ?? {};
    const cares = versions.map(({ from, yearFrom }) => ({
      from: dayNumber(from),
      care: this.#registry.care(id, care, this.#registry.year(yearFrom)),
    }));
    const changes = cares.filter((one, index) => one.care !== cares[index - 1]?.care);
    return changes.length > 0 ? changes : [{ from: 0, care: this.#registry.care(id, care, 0) }];
  }

  async #find(draft: Draft, problems: Problems): Promise<Found | undefined> {
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    for (const field of ['region', 'insurance', 'care']) {
      if (draft.facts.has(field)) continue;
      const prepared = { draft, date: '', dateGiven: true, needs: [] };
      problems.error(missing({ field }, prepared));
    }
    if (problems.failed) return undefined;
    const text = wordOf(draft.facts, 'region') ?? '';
    const { place, problems: own } = await this.#placeOf(text, draft);
    for (const problem of own) problems.list.push(problem);
    return place && findPolicies(draft, place, this.#options.library, report);
  }

  /** Names like an unknown one take long to find. A file repeats its mistakes; in one full of them nobody reads on. */
  async #placeOf(text: string, draft: Draft): Promise<NamedPlace> {
    const { places, unknownRegions } = this.#run;
    const known = places.get(text);
    if (known) return known;
    if (places.size >= MOST_PLACES) places.clear();
    const own = new Problems();
    const report = (problem: Omit<Diagnostic, 'severity'>): void => own.error(problem);
    const near = unknownRegions < MOST_EXPLAINED;
    const place = await locateRegion(text, this.#options.library, report, draft, near);
    if (!place) this.#run.unknownRegions++;
    const named = { ...(place && { place }), problems: own.list };
    places.set(text, named);
    return named;
  }

  /** The words of a combination by field. Amounts that are there stand for themselves by the number of their column. */
  #textsOf(number: number): [string, string][] {
    const reader = this.#reader;
    const { words, present } = reader.situations[number] as RowReader['situations'][number];
    const { values } = this.#layout.map;
    const texts: [string, string][] = [...this.#layout.constants];
    for (const [word, name] of reader.wordNames.entries()) {
      const text = reader.wordText(word, words[word] as number);
      texts.push([name, values.get(name)?.get(text.trim()) ?? text]);
    }
    for (const [column, name] of reader.flexibleNames.entries()) {
      const marker = column + 1;
      if (present[column])
        texts.push([name, `${Math.floor(marker / 100)}.${String(marker % 100).padStart(2, '0')}`]);
    }
    for (const [index, name] of MARKED_NUMBERS.entries())
      if (present[reader.flexibleNames.length + index]) texts.push([name, '1']);
    return texts;
  }
}

/** What a claim of a day is counted under as an admission. */
export function careAt({ cares }: Situation, date: number): number {
  let place = cares.length - 1;
  while (place > 0 && (cares[place] as Situation['cares'][number]).from > date) place--;
  return (cares[place] as Situation['cares'][number]).care;
}

const PLACE = { file: '', line: 0, column: 0 };

/** Fields and texts as a tree for the one reader of claims. */
export function claimTree(texts: Iterable<readonly [string, string]>): MapTree {
  const entries = [...texts].map(
    ([key, text]): MapEntry => ({ key, keyPlace: PLACE, value: scalar(text, PLACE) }),
  );
  return { kind: 'map', entries, place: PLACE };
}

/** The days from which another version, a rule of eligibility, another parameter, or «checked before» holds. */
function changesOf(found: Found): number[] {
  // A place that is no more is told about otherwise from the year it went.
  const days: number[] = found.former ? [dayNumber(`${found.former.until}-01-01`)] : [];
  for (const policy of [found.basic, ...found.supplements, ...(found.national ? [found.national] : [])]) {
    for (const version of policy.versions) {
      days.push(dayNumber(version.from));
      for (const { from } of version.eligibility) if (from !== undefined) days.push(dayNumber(from));
      if (version.to !== undefined) days.push(dayNumber(version.to) + 1);
    }
    for (const parameter of Object.values(policy.parameters))
      days.push(...parameter.values.map((value) => dayNumber(value.from)));
    days.push(dayNumber(policy.checked) + 1);
  }
  return [...new Set(days)].sort((a, b) => a - b);
}

function intervalOf(changes: readonly number[], date: number): number {
  let interval = 0;
  while (interval < changes.length && (changes[interval] as number) <= date) interval++;
  return interval;
}
