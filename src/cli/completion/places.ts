import { GENERIC } from '../../codes/place-code.ts';
import type { RegionIndex } from '../../codes/regions.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { Library } from '../../policy/library.ts';
import type { Word } from './word.ts';

/** What the library has to choose from: a script is made from what there is on the day it is printed. */
export interface Stock {
  readonly places: readonly Word[];
  readonly policies: readonly Word[];
  readonly supplements: readonly Word[];
}

export function stockOf(library: Library, regions: RegionIndex, lang: Lang): Stock {
  const codes = library.codes().filter((code) => code !== GENERIC);
  const named = (code: string): string => {
    const region = regions.byCode(code);
    return region
      ? regions.displayName(region, lang)
      : (library.folderNames(code)[0] ?? code).replace(/\p{Cc}/gu, ' ');
  };
  const idsOf = (code: string): string[] =>
    [...library.names(code, 'scheme'), ...library.names(code, 'supplement')].map((name) => `${code}/${name}`);
  const supplements = new Set(codes.flatMap((code) => library.names(code, 'supplement')));
  return {
    places: codes.flatMap((code) => placeWords(code, named(code), library, regions)),
    policies: codes.flatMap((code) => idsOf(code).map((word) => ({ word, about: named(code) }))),
    supplements: [...supplements].sort().map((word) => ({ word, about: '' })),
  };
}

/** The code of a place, its name and its pinyin, as far as they mean this place and no other. */
function placeWords(code: string, name: string, library: Library, regions: RegionIndex): Word[] {
  const region = regions.byCode(code);
  if (!region) return [code, ...library.folderNames(code)].map((word) => ({ word, about: name }));
  const names = [...new Set([region.shortName, region.pinyin])].filter((word) => {
    const found = regions.resolve(word, (other) => library.has(other), false, false);
    return found.kind === 'one' && found.region.code === code;
  });
  return [{ word: code, about: name }, ...names.map((word) => ({ word, about: code }))];
}
