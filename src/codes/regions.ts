import type { Lang } from '../diagnostics/text.ts';
import { fold } from './fold.ts';
import { distance } from './near.ts';
import { sixDigits } from './place-code.ts';
import type { Region } from './region.ts';
import { type RegionEntry, RegionRows } from './region-rows.ts';

export type RegionMatch =
  | { readonly kind: 'one'; readonly region: Region }
  | { readonly kind: 'many'; readonly candidates: Region[] }
  | { readonly kind: 'none'; readonly suggestions: Region[] };

export type HasPolicy = (code: string) => boolean;

/** How well a text fits a region: exactly, as a beginning, as a part. The first that fits any region counts. */
type Tier = 0 | 1 | 2;

const SUGGESTIONS = 5;
/** Two Latin letters from the middle of a reading fit hundreds of regions and mean none. */
const SHORTEST_LATIN_PART = 3;
/** In characters, Chinese: an ending of a text outside these is never a place. */
const SHORTEST_NAME = 2;
const LONGEST_NAME = 16;

const HAN = /\p{Script=Han}/u;
const noPolicy: HasPolicy = () => false;

let loading: Promise<RegionIndex> | undefined;

/** The table, loaded when first asked for: a run that needs no names should not pay for it. */
export async function loadRegions(): Promise<RegionIndex> {
  loading ??= import('./regions-data.ts').then(({ REGIONS_TSV }) => new RegionIndex(REGIONS_TSV));
  return loading;
}

/** Looks up which regions a text means. */
export class RegionIndex {
  readonly #rows: RegionRows;

  /** Rows by newline, in order of code; columns by tab, as the data file names them. */
  constructor(tsv: string) {
    this.#rows = new RegionRows(tsv);
  }

  byCode(code: string): Region | undefined {
    return this.#rows.entry(code)?.region;
  }

  /**
   * Regions that a text may mean: exact matches, then names it begins, then names it is part of; within each,
   * provinces and prefectures before counties, then by code. Case, width, spaces and apostrophes do not matter.
   */
  search(text: string): Region[] {
    return this.#withoutTwins(this.#find(fold(text)).flat(), noPolicy);
  }

  /**
   * The region a text means, for someone who has policies for some regions only. Among several that fit
   * equally well, the one with a policy is meant; two with a policy, or none, are for the user to decide.
   * @param partial whether the beginning or a part of a name will do, as at a prompt; a script writes it out
   * @param near whether to look for names like it where there is none, which takes some tens of milliseconds
   */
  resolve(text: string, hasPolicy: HasPolicy, partial = true, near = true): RegionMatch {
    const query = fold(text);
    const code = sixDigits(query, partial);
    if (code !== undefined) {
      const region = this.byCode(code);
      if (region !== undefined) return { kind: 'one', region };
      return { kind: 'none', suggestions: this.#regions(this.parents(code)) };
    }
    const [exact, prefix, part] = this.#find(query);
    const found = this.#withoutTwins(exact.length > 0 ? exact : [...prefix, ...part], hasPolicy);
    if (exact.length === 0 && !partial) {
      const like = near && found.length === 0 ? this.#suggest(query, hasPolicy) : [];
      return { kind: 'none', suggestions: found.length > 0 ? found.slice(0, SUGGESTIONS) : like };
    }
    const held = found.filter(({ code }) => hasPolicy(code));
    const [only, ...others] = held.length > 0 ? held : found;
    if (only === undefined) return { kind: 'none', suggestions: near ? this.#suggest(query, hasPolicy) : [] };
    if (others.length === 0) return { kind: 'one', region: only };
    return { kind: 'many', candidates: [...held, ...found.filter((region) => !held.includes(region))] };
  }

  /** The codes above a code, nearest first: 371302 → 371300, 370000. The code itself need not be in the table. */
  parents(code: string): string[] {
    const above = new Set([`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]);
    // Counties run by their province (济源) have no prefecture, and the sample has nothing above it.
    return [...above].filter((parent) => parent !== code && this.byCode(parent) !== undefined);
  }

  displayName(region: Region, lang: Lang): string {
    return lang === 'zh' ? region.name : region.english;
  }

  /** 山东省临沂市 or Linyi, Shandong; the code itself where the table has no such region. */
  pathName(code: string, lang: Lang): string {
    if (this.byCode(code) === undefined) return code;
    const path = this.#withoutTwins(this.#regions([code, ...this.parents(code)]), noPolicy);
    const names = path.map((region) => this.displayName(region, lang));
    return lang === 'zh' ? names.reverse().join('') : names.join(', ');
  }

  #regions(codes: readonly string[]): Region[] {
    return codes.map((code) => this.byCode(code)).filter((region) => region !== undefined);
  }

  #find(query: string): [exact: Region[], prefix: Region[], part: Region[]] {
    const found: [Region[], Region[], Region[]] = [[], [], []];
    if (query === '') return found;
    for (const entry of this.#rows.holding(query)) {
      const tier = tierOf(entry, query);
      if (tier !== undefined) found[tier].push(entry.region);
    }
    const [exact, prefix, part] = found;
    if (exact.length > 0) return found;
    return [query.includes(',') ? this.#listed(query) : this.#joined(query), prefix, part];
  }

  /** A name and those above it, as pathName writes them in English: Chaoyang, Beijing. */
  #listed(query: string): Region[] {
    const [own = '', ...above] = query.split(',');
    if (own === '') return [];
    const found = this.#rows
      .holding(own)
      .filter(({ region, words }) => {
        const names = this.wordsAbove(region.code).flat();
        return words.includes(own) && above.every((word) => names.includes(word));
      })
      .map(({ region }) => region);
    // Linyi, Shandong is the prefecture, though a county of that name lies in another prefecture of Shandong.
    const whole = found.filter(({ code }) => fold(this.pathName(code, 'en')) === query);
    return whole.length > 0 ? whole : found;
  }

  /** A name after those above it, as pathName writes them in Chinese, or shorter: 山东临沂市. */
  #joined(query: string): Region[] {
    if (!HAN.test(query)) return [];
    const found = new Set<Region>();
    const from = Math.max(SHORTEST_NAME, query.length - LONGEST_NAME);
    for (let at = from; at <= query.length - SHORTEST_NAME; at++) {
      const own = query.slice(at);
      for (const { region, words } of this.#rows.holding(own)) {
        if (words.includes(own) && isPath(query.slice(0, at), this.wordsAbove(region.code)))
          found.add(region);
      }
    }
    return [...found];
  }

  /** The names and readings of what a code lies in, nearest first. */
  wordsAbove(code: string): (readonly string[])[] {
    return this.parents(code).map((code) => this.#rows.entry(code)?.words ?? []);
  }

  /** A municipality stands in the standard twice, 110000 and 110100: one place, and the one with a policy is meant. */
  #withoutTwins(regions: readonly Region[], hasPolicy: HasPolicy): Region[] {
    const codes = new Set(regions.map(({ code }) => code));
    return regions.filter(({ code, name }) => {
      const [province, inner] = [`${code.slice(0, 2)}0000`, `${code.slice(0, 2)}0100`];
      if (code !== province && code !== inner) return true;
      const twin = code === province ? inner : province;
      if (!codes.has(twin) || this.byCode(twin)?.name !== name) return true;
      return hasPolicy(code) === hasPolicy(twin) ? code === province : hasPolicy(code);
    });
  }

  #suggest(query: string, hasPolicy: HasPolicy): Region[] {
    if (query === '') return [];
    const reach = Math.max(1, Math.ceil(query.length / 3));
    const held = ({ code }: Region): number => (hasPolicy(code) ? 1 : 0);
    const near = this.#rows
      .holding('\t')
      .map((entry) => ({ region: entry.region, distance: distance(query, entry, reach) }))
      .filter((candidate) => candidate.distance <= reach)
      .sort((a, b) => a.distance - b.distance || held(b.region) - held(a.region))
      .map(({ region }) => region);
    return this.#withoutTwins(near, hasPolicy).slice(0, SUGGESTIONS);
  }
}

function tierOf({ region, words }: RegionEntry, query: string): Tier | undefined {
  if (words.includes(query)) return 0;
  if (words.some((word) => word.startsWith(query))) return 1;
  const { name, shortName, pinyin } = region;
  if (name.includes(query) || shortName.includes(query)) return 2;
  return query.length >= SHORTEST_LATIN_PART && pinyin.includes(query) ? 2 : undefined;
}

/** Whether a text is made of names of the regions above, the nearest of them last, none twice. */
export function isPath(text: string, above: readonly (readonly string[])[]): boolean {
  if (text === '') return true;
  return above.some((words, at) =>
    words.some((word) => text.endsWith(word) && isPath(text.slice(0, -word.length), above.slice(at + 1))),
  );
}
