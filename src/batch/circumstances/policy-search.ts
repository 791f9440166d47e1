import { wordOf } from '../../claim/claim.ts';
import type { Draft } from '../../claim/draft.ts';
import { type Diagnostic, Problems } from '../../diagnostics/diagnostic.ts';
import { type Found, findPolicies } from '../../engine/locate.ts';
import { locateRegion, type Place } from '../../engine/locate-region.ts';
import { missing } from '../../engine/prepare.ts';
import type { Library } from '../../policy/library.ts';

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

/** Finds the policies that claims are settled by. */
export class PolicySearch {
  readonly #library: Library;
  readonly #run: RunMemory;

  constructor(library: Library, run: RunMemory) {
    this.#library = library;
    this.#run = run;
  }

  /** The policies of claims with the words of a draft, their dates aside. */
  async find(draft: Draft, problems: Problems): Promise<Found | undefined> {
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
    return place && findPolicies(draft, place, this.#library, report);
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
    const place = await locateRegion(text, this.#library, report, draft, near);
    if (!place) this.#run.unknownRegions++;
    const named = { ...(place && { place }), problems: own.list };
    places.set(text, named);
    return named;
  }
}
