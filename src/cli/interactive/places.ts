import { GENERIC, parentsOf } from '../../codes/place-code.ts';
import type { Region } from '../../codes/region.ts';
import { loadRegions, type RegionIndex } from '../../codes/regions.ts';
import { loadRetired, type RetiredIndex, type RetiredRegion } from '../../codes/retired.ts';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { nearbyText } from '../../engine/no-policy.ts';
import type { Library } from '../../policy/library.ts';
import { fitOf, type OwnPlace, ownPlaces } from '../../policy/own-places.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Place } from '../prompts/region.ts';

/** Places by what is typed, with those that have a policy first. */
export class PlaceSearch {
  readonly #regions: RegionIndex;
  readonly #retired: RetiredIndex;
  readonly #library: Library;
  readonly #covered: Covered;
  /** Places that the table does not have, by code. */
  readonly #own: ReadonlyMap<string, OwnPlace>;

  private constructor(tables: Tables, library: Library, covered: Covered, own: readonly OwnPlace[]) {
    this.#regions = tables.regions;
    this.#retired = tables.retired;
    this.#library = library;
    this.#covered = covered;
    this.#own = new Map(own.map((place) => [place.code, place]));
  }

  static async over(library: Library): Promise<PlaceSearch> {
    const tables = { regions: await loadRegions(), retired: await loadRetired() };
    const own: OwnPlace[] = [];
    const get = (code: string, name: string) => unlessBroken(library, code, name);
    for await (const place of ownPlaces(library, tables.regions, get)) own.push(place);
    return new PlaceSearch(tables, library, await coveredBy(library), own);
  }

  find(text: string, remembered: string | undefined, lang: Lang): Place[] {
    const query = text.trim();
    if (query === '') return this.#all(remembered).map((code) => this.#place(code, lang));
    const table = this.#regions.search(query).map(({ code }) => code);
    const found = [...this.#ownFor(query, [0, 1]), ...table, ...this.#ownFor(query, [2])];
    if (found.length === 0) {
      const former = this.#former(query, lang);
      return former.length > 0 ? former : this.#near(query, lang);
    }
    return found.sort((a, b) => this.#rank(a) - this.#rank(b)).map((code) => this.#place(code, lang));
  }

  name(code: string, lang: Lang): string {
    return this.#own.get(code)?.name[lang] ?? this.#regions.pathName(code, lang);
  }

  /** Whether some scheme has a policy that applies there: its own, its city's, or one of its province that says so. */
  hasPolicy(code: string): boolean {
    return this.#covered.own.has(code) || parentsOf(code).some((parent) => this.#covered.whole.has(parent));
  }

  /** The places near one without a policy that have one. */
  nearby(code: string, lang: Lang): string | undefined {
    return nearbyText(code, this.#library, this.#regions, [])?.[lang];
  }

  /** Places of one's own policies that a text fits that well, the best first. */
  #ownFor(query: string, wanted: readonly (0 | 1 | 2)[]): string[] {
    const own = [...this.#own.values()];
    return wanted.flatMap((fit) =>
      own.filter((place) => fitOf(place, query) === fit).map(({ code }) => code),
    );
  }

  /** The places of today where a code or name is no more, each with what it was. */
  #former(query: string, lang: Lang): Place[] {
    const dropped = this.#retired.byCode(query);
    const found = dropped ? [dropped] : this.#retired.named(query, this.#regions);
    const was = ({ name, english }: RetiredRegion): string =>
      lang === 'zh' ? `原${name}` : `was ${english}`;
    const places = found.flatMap((region) =>
      region.now.map((code): [string, Place] => [code, { ...this.#place(code, lang), within: was(region) }]),
    );
    return [...new Map(places).values()];
  }

  /** What a mistyped name may have meant. */
  #near(query: string, lang: Lang): Place[] {
    const match = this.#regions.resolve(query, (code) => this.hasPolicy(code));
    const near = match.kind === 'none' ? match.suggestions : [];
    return near.map(({ code }) => ({ ...this.#place(code, lang), near: true }));
  }

  /** Places with a policy of their own, then those where another place's applies, then the rest. */
  #rank(code: string): number {
    return this.#library.has(code) ? 0 : this.hasPolicy(code) ? 1 : 2;
  }

  #all(remembered: string | undefined): string[] {
    const codes = this.#library
      .codes()
      .filter((code) => this.#library.names(code, 'scheme').length > 0 && code !== GENERIC);
    const first = remembered !== undefined && this.hasPolicy(remembered) ? [remembered] : [];
    const sample = this.#library.has(GENERIC) ? [GENERIC] : [];
    return [...new Set([...first, ...codes, ...sample])];
  }

  #place(code: string, lang: Lang): Place {
    const region: Region | undefined = this.#regions.byCode(code);
    const [parent] = this.#regions.parents(code);
    return {
      code,
      name: region ? this.#regions.displayName(region, lang) : this.name(code, lang),
      within: parent === undefined ? '' : this.#regions.pathName(parent, lang),
      hasPolicy: this.hasPolicy(code),
    };
  }
}

interface Tables {
  readonly regions: RegionIndex;
  readonly retired: RetiredIndex;
}

/** Codes with a policy, and those whose policy holds in every place inside. */
interface Covered {
  readonly own: Set<string>;
  readonly whole: Set<string>;
}

async function coveredBy(library: Library): Promise<Covered> {
  const covered: Covered = { own: new Set(), whole: new Set() };
  for (const code of library.codes()) {
    const schemes = library.names(code, 'scheme');
    if (schemes.length === 0) continue;
    covered.own.add(code);
    for (const place of await wholePlaces(library, code, schemes)) {
      covered.own.add(place);
      covered.whole.add(place);
    }
  }
  return covered;
}

/** A city's policy holds in its districts; a province's only where it says so, unless the province is one city. */
async function wholePlaces(library: Library, code: string, schemes: readonly string[]): Promise<string[]> {
  if (!code.endsWith('0000') || isMunicipality(code)) return [code];
  const places: string[] = [];
  for (const scheme of schemes) {
    const applies = await appliesIn(library, code, scheme);
    places.push(...(applies === 'all' ? [code] : applies));
  }
  return places;
}

async function appliesIn(library: Library, code: string, scheme: string): Promise<readonly string[] | 'all'> {
  return (await unlessBroken(library, code, scheme))?.appliesIn ?? [];
}

/** A broken file is reported when its place is chosen; it must not keep others from being found. */
async function unlessBroken(library: Library, code: string, name: string): Promise<Policy | undefined> {
  try {
    return await library.get(code, name);
  } catch (error) {
    if (error instanceof BaoxiaoError) return undefined;
    throw error;
  }
}

function isMunicipality(code: string): boolean {
  return ['11', '12', '31', '50'].includes(code.slice(0, 2));
}
