import { loadRegions, type Region, type RegionIndex } from '../../codes/regions.ts';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { GENERIC, type Library, parentsOf } from '../../policy/library.ts';
import type { Place } from '../prompts/region.ts';

/** Places by what is typed, with those that have a policy first. */
export class PlaceSearch {
  readonly #regions: RegionIndex;
  readonly #library: Library;
  readonly #covered: ReadonlySet<string>;

  private constructor(regions: RegionIndex, library: Library, covered: ReadonlySet<string>) {
    this.#regions = regions;
    this.#library = library;
    this.#covered = covered;
  }

  static async over(library: Library): Promise<PlaceSearch> {
    return new PlaceSearch(await loadRegions(), library, await coveredBy(library));
  }

  find(text: string, remembered: string | undefined, lang: Lang): Place[] {
    const query = text.trim();
    if (query === '') return this.#all(remembered).map((code) => this.#place(code, lang));
    const found = this.#regions.search(query).map(({ code }) => code);
    // A folder of one's own may keep a code that the national table does not have.
    if (found.length === 0 && this.#library.has(query)) found.push(query);
    const held = (code: string): number => (this.hasPolicy(code) ? 0 : 1);
    return found.sort((a, b) => held(a) - held(b)).map((code) => this.#place(code, lang));
  }

  name(code: string, lang: Lang): string {
    return this.#regions.pathName(code, lang);
  }

  /** Whether some scheme has a policy that applies there: its own, its city's, or one of its province that says so. */
  hasPolicy(code: string): boolean {
    if (this.#covered.has(code)) return true;
    return parentsOf(code).some(
      (parent) => this.#covered.has(parent) && (!parent.endsWith('0000') || isMunicipality(parent)),
    );
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
      name: region ? this.#regions.displayName(region, lang) : code,
      within: parent === undefined ? '' : this.#regions.pathName(parent, lang),
      hasPolicy: this.hasPolicy(code),
    };
  }
}

function isMunicipality(code: string): boolean {
  return ['11', '12', '31', '50'].includes(code.slice(0, 2));
}

/** Codes of places with schemes, and those that policies of their province name. */
async function coveredBy(library: Library): Promise<Set<string>> {
  const covered = new Set<string>();
  for (const code of library.codes()) {
    const schemes = library.names(code, 'scheme');
    if (schemes.length === 0) continue;
    covered.add(code);
    if (!code.endsWith('0000') || isMunicipality(code)) continue;
    for (const scheme of schemes)
      for (const place of await placesOf(library, code, scheme)) covered.add(place);
  }
  return covered;
}

async function placesOf(library: Library, code: string, scheme: string): Promise<readonly string[]> {
  try {
    return (await library.get(code, scheme))?.appliesIn ?? [];
  } catch (error) {
    // A broken file is reported when its place is chosen; it must not keep others from being found.
    if (error instanceof BaoxiaoError) return [];
    throw error;
  }
}
