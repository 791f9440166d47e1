import { joinTexts, type Text } from '../../diagnostics/text.ts';
import type { Origin } from '../../grammar/words.ts';
import { align } from '../align.ts';
import type { About, Pair } from '../change.ts';
import { compareValue, guarded } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';

/** How the items of a list of rules are told apart, named and compared. */
export interface ListOf<T> {
  readonly name: Text;
  readonly about?: About;
  /** Keys by which an item that has changed is known again, the most telling first. */
  readonly keys: readonly ((item: T) => string)[];
  /** The whole item in a few words. */
  readonly describe: (item: T, where: Where, side: keyof Pair<unknown>) => Text;
  readonly origin: (item: T) => Origin;
  /** What an item is called where something of it has changed: `起付线调整：中医医院`. */
  readonly title: (item: T, where: Where) => Text;
  readonly compare: (where: Where, items: Pair<T>) => void;
  /** Whether the order of the items means something. */
  readonly ordered: boolean;
}

/** Compares two lists of rules: what was added, what was taken away, what changed within one, and whether the order did. */
export function compareList<T extends object>(
  where: Where,
  lists: Pair<readonly T[]>,
  { name, about = 'rule', keys, describe, origin, title, compare, ordered }: ListOf<T>,
): void {
  const { pairs, moved } = align(lists.old, lists.new, keys);
  for (const { old, new: now } of pairs) {
    const origins = { old: old && origin(old), new: now && origin(now) };
    if (old && now) {
      const there = inside(where, origins, title(now, where));
      guarded(there, { zh: '', en: '' }, { old, new: now }, origins, () => compare(there, { old, new: now }));
      continue;
    }
    tell(
      where,
      about,
      name,
      old && { value: describe(old, where, 'old'), origin: origins.old },
      now && { value: describe(now, where, 'new'), origin: origins.new },
    );
  }
  if (moved && ordered) {
    const all = (items: readonly T[], side: keyof Pair<unknown>): Text =>
      joinTexts(
        items.map((item) => describe(item, where, side)),
        ' → ',
        ' → ',
      );
    const what = { zh: `${name.zh}的先后`, en: `order: ${name.en}` };
    compareValue(where, 'rule', what, lists, all);
  }
}
