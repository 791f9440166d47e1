import { editDistance } from '../diagnostics/suggest.ts';
import type { Region } from './region.ts';

/** Readings are Latin, names are not; every word of the table is the one or the other. */
const isName = (word: string): boolean => word.charCodeAt(0) > 0x2e7f;

/** Edits to the nearest name or reading; initials and codes are so short that they would be near by chance. */
export function distance(
  query: string,
  { region, words }: { readonly region: Region; readonly words: readonly string[] },
  reach: number,
): number {
  const han = isName(query);
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const short = word === region.initials || word === region.code;
    if (short || Math.abs(word.length - query.length) > reach || isName(word) !== han) continue;
    if (strangers(query, word) <= reach) least = Math.min(least, editDistance(query, word));
  }
  return least;
}

/** Characters of the longer word that the other has not got: no fewer edits turn the one into the other. */
function strangers(a: string, b: string): number {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  let rest = short;
  let count = 0;
  for (const character of long) {
    const at = rest.indexOf(character);
    if (at < 0) count++;
    else rest = rest.slice(0, at) + rest.slice(at + 1);
  }
  return count;
}
