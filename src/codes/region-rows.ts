import { GENERIC } from './place-code.ts';
import type { Region } from './region.ts';

/** A region and every word that names it, as `fold` leaves a typed text. */
export interface RegionEntry {
  readonly region: Region;
  readonly words: readonly string[];
}

/** The rows of the table, by code or by what they hold: only rows that are asked for are ever taken apart. */
export class RegionRows {
  readonly #tsv: string;
  readonly #entries = new Map<string, RegionEntry>();

  /** Rows by newline, in order of code; columns by tab, as the data file names them. */
  constructor(tsv: string) {
    this.#tsv = `\n${tsv}\n`; // so that every row stands between two
  }

  /** The row of a code and what it is called. */
  entry(code: string): RegionEntry | undefined {
    const known = this.#entries.get(code);
    if (known !== undefined || !/^\d{6}$/.test(code)) return known;
    const at = this.#rowOf(code);
    return at < 0 ? undefined : this.#read(at);
  }

  /** Where the row of a code begins, -1 without one. Halving, since the rows stand in order: a library may ask for all. */
  #rowOf(code: string): number {
    const tsv = this.#tsv;
    let low = 1;
    let high = tsv.length - 1;
    while (low < high) {
      const at = tsv.lastIndexOf('\n', Math.floor((low + high) / 2) - 1) + 1;
      const start = at < low ? low : at;
      const found = tsv.slice(start, start + code.length);
      if (found === code) return start;
      if (found < code) low = tsv.indexOf('\n', start) + 1;
      else high = start;
    }
    return -1;
  }

  /** The row that begins at a place in the table. */
  #read(start: number): RegionEntry {
    const row = this.#tsv.slice(start, this.#tsv.indexOf('\n', start));
    const [code = '', name = '', shortName = '', pinyin = '', initials = '', english = '', others] =
      row.split('\t');
    const known = this.#entries.get(code);
    if (known !== undefined) return known;
    // The English name is found by its pinyin, or by an other spelling where it is not the pinyin.
    const words = [name, shortName, pinyin, initials, code, ...(others?.split(' ') ?? [])];
    const entry = { region: { code, name, shortName, pinyin, initials, english }, words };
    this.#entries.set(code, entry);
    return entry;
  }

  /** The entries whose row holds a text anywhere, in the order of a list for people. */
  holding(text: string): RegionEntry[] {
    const entries: RegionEntry[] = [];
    let at = this.#tsv.indexOf(text);
    while (at >= 0) {
      entries.push(this.#read(this.#tsv.lastIndexOf('\n', at) + 1));
      at = this.#tsv.indexOf(text, this.#tsv.indexOf('\n', at));
    }
    return entries.sort((a, b) => level(a.region) - level(b.region));
  }
}

/** Provinces and prefectures, then counties, then the sample, which is no real place. */
function level({ code }: Region): number {
  if (code === GENERIC) return 2;
  return code.endsWith('00') ? 0 : 1;
}
