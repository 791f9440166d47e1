import { fold } from '../codes/fold.ts';
import type { RegionIndex } from '../codes/regions.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Library } from './library.ts';
import type { Policy } from './policy.ts';

/** A place that only the policies know, not the table of places. */
export interface OwnPlace {
  readonly code: string;
  readonly name: Text;
  /** What it is called, folded: its name, short and whole, and the pinyin of its folder. */
  readonly words: readonly string[];
  /** Titles of its policies, folded. */
  readonly titles: readonly string[];
}

/**
 * The places of the policies whose codes the table does not have.
 * @param get reads a policy; undefined for one that is to be passed over
 */
export async function* ownPlaces(
  library: Library,
  regions: RegionIndex,
  get = (code: string, name: string): Promise<Policy | undefined> => library.get(code, name),
): AsyncGenerator<OwnPlace> {
  for (const code of library.codes().filter((candidate) => regions.byCode(candidate) === undefined)) {
    const names = [...library.names(code, 'scheme'), ...library.names(code, 'supplement')];
    const policies: Policy[] = [];
    for (const name of names) policies.push(...[(await get(code, name)) ?? []].flat());
    const place = policies.find((policy) => policy.place !== undefined)?.place;
    const words = [...library.folderNames(code), ...(place ? namesOf(place) : [])];
    yield {
      code,
      name: place ?? { zh: code, en: code },
      words: words.map(fold).filter((word) => word !== ''),
      titles: policies.flatMap(({ title }) => [fold(title.zh), fold(title.en)]),
    };
  }
}

/** How well a typed text fits a place: 0 its name, 1 the beginning of one, 2 a part of its name or of a title. */
export function fitOf({ code, words, titles }: OwnPlace, text: string): 0 | 1 | 2 | undefined {
  const query = fold(text);
  if (query === '') return undefined;
  if (code === query || words.includes(query)) return 0;
  if ([code, ...words].some((word) => word.startsWith(query))) return 1;
  // Two letters stand in many titles by chance.
  const short = /^[\x20-\x7e]{1,2}$/.test(query);
  return !short && [...words, ...titles].some((word) => word.includes(query)) ? 2 : undefined;
}

/** 徐沟市 is called 徐沟, too, as places of the code table are. */
function namesOf({ zh, en }: Text): string[] {
  return [zh, zh.replace(/(?<=..)[省市区县州盟旗]$/u, ''), en];
}
