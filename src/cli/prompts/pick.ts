import { initialsOf } from './initials.ts';

/** One line of a list to choose from. */
export interface Item {
  readonly value: string;
  readonly name: string;
  /** What to press for it. */
  readonly key: string;
  /** Other words that find it. */
  readonly words: readonly string[];
}

/** What typed keys mean in a list: one item for sure, a place to jump to while more may follow, or nothing. */
export type Meaning =
  | { readonly kind: 'pick'; readonly index: number }
  | { readonly kind: 'jump'; readonly index: number }
  | { readonly kind: 'none' };

/**
 * The item meant by what was typed so far. A key that no other key continues picks; `1` waits where there is a 10.
 * Letters and characters jump to the first item whose words, name or pinyin initials begin with them.
 */
export function meaningOf(items: readonly Item[], typed: string): Meaning {
  const text = typed.normalize('NFKC').toLowerCase().trim();
  if (text === '') return { kind: 'none' };
  const keyed = items.findIndex(({ key }) => key === text);
  if (keyed >= 0) {
    const longer = items.some(({ key }) => key !== text && key.startsWith(text));
    return { kind: longer ? 'jump' : 'pick', index: keyed };
  }
  if (/^\d+$/.test(text)) return jump(items.findIndex(({ key }) => key.startsWith(text)));
  const letter = items.findIndex(({ words }) => text.length === 1 && words.includes(text));
  if (letter >= 0) return { kind: 'pick', index: letter };
  const begins = items.findIndex((item) => wordsOf(item).some((word) => word.startsWith(text)));
  return jump(begins >= 0 ? begins : items.findIndex(({ name }) => name.toLowerCase().includes(text)));
}

/** What was typed, without what was complete before the last key: in a list of nine, 1 and then 3 is the third item. */
export function latestOf(items: readonly Item[], typed: string): string {
  const before = typed.slice(0, -1);
  return meaningOf(items, typed).kind === 'none' && meaningOf(items, before).kind === 'pick'
    ? typed.slice(-1)
    : typed;
}

function jump(index: number): Meaning {
  return index < 0 ? { kind: 'none' } : { kind: 'jump', index };
}

function wordsOf({ name, words }: Item): string[] {
  return [name.toLowerCase(), initialsOf(name), ...words.map((word) => word.toLowerCase())];
}

/** The stretch of a long list that shows the active item, `rows` long. */
export function pageOf(count: number, active: number, rows: number): { from: number; to: number } {
  if (count <= rows) return { from: 0, to: count };
  const from = Math.min(Math.max(0, active - Math.floor(rows / 2)), count - rows);
  return { from, to: from + rows };
}
