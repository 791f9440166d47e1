import { fold } from './fold.ts';
import { isPath, type RegionIndex } from './regions.ts';

/** A code the standard has dropped since 2002, or an earlier name of one that is still there. */
export interface RetiredRegion {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly english: string;
  /** The first year whose list has it; absent where that was before 2003. */
  readonly from?: number;
  /** The year it went. */
  readonly until: number;
  /** The codes of today, the main one first; its own where only the name has changed. */
  readonly now: readonly string[];
}

interface Entry {
  readonly region: RetiredRegion;
  readonly words: readonly string[];
}

let loading: Promise<RetiredIndex> | undefined;

/** The table, loaded only for a text that today's table does not know. */
export async function loadRetired(): Promise<RetiredIndex> {
  loading ??= import('./retired-data.ts').then(({ RETIRED_TSV }) => new RetiredIndex(RETIRED_TSV));
  return loading;
}

/** Looks up what is no more. */
export class RetiredIndex {
  readonly #entries: readonly Entry[];

  /** Rows by newline, in order of code; columns by tab, as the data file names them. */
  constructor(tsv: string) {
    this.#entries = tsv.split('\n').map(entryOf);
  }

  /** What a dropped code was. A code that lives on under another name is not dropped. */
  byCode(code: string): RetiredRegion | undefined {
    return this.#entries.find(({ region }) => region.code === code && !region.now.includes(code))?.region;
  }

  /** What had exactly this name or reading, or this name with that of its province or city: 山东省莱芜市. */
  named(text: string, regions: RegionIndex): RetiredRegion[] {
    const query = fold(text);
    if (query === '') return [];
    return this.#entries.filter((entry) => this.#names(query, entry, regions)).map(({ region }) => region);
  }

  #names(query: string, { region, words }: Entry, regions: RegionIndex): boolean {
    const [own = '', ...listed] = query.split(',');
    if (listed.length > 0) {
      const above = this.#wordsAbove(region.code, regions).flat();
      return words.includes(own) && listed.every((word) => above.includes(word));
    }
    return words.some((word) => {
      if (!query.endsWith(word)) return false;
      return isPath(query.slice(0, -word.length), this.#wordsAbove(region.code, regions));
    });
  }

  /** 安徽省巢湖市, for the code itself and what it lay in then. */
  pathName({ code, name, english }: RetiredRegion, regions: RegionIndex): { zh: string; en: string } {
    const city = `${code.slice(0, 4)}00`;
    const gone = city === code ? undefined : this.byCode(city);
    const [above = ''] = gone ? [`${code.slice(0, 2)}0000`] : regions.parents(code);
    const path = { zh: regions.pathName(above, 'zh'), en: regions.pathName(above, 'en') };
    return gone
      ? { zh: `${path.zh}${gone.name}${name}`, en: `${english}, ${gone.english}, ${path.en}` }
      : { zh: `${path.zh}${name}`, en: `${english}, ${path.en}` };
  }

  #wordsAbove(code: string, regions: RegionIndex): (readonly string[])[] {
    const city = `${code.slice(0, 4)}00`;
    const gone = this.#entries.filter(({ region }) => region.code === city && city !== code);
    return [...gone.map(({ words }) => words), ...regions.wordsAbove(code)];
  }
}

function entryOf(row: string): Entry {
  const [code = '', name = '', shortName = '', pinyin = '', english = '', from = '', until = '', now = ''] =
    row.split('\t');
  const region = {
    code,
    name,
    shortName,
    english,
    ...(from !== '' && { from: Number(from) }),
    until: Number(until),
    now: now.split(' '),
  };
  return { region, words: [name, shortName, pinyin] };
}
