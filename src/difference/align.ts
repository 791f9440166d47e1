import type { Pair } from './change.ts';
import { essence } from './compare.ts';

/** Two lists matched item by item. */
export interface Aligned<T> {
  readonly pairs: readonly Pair<T | undefined>[];
  /** Whether items that both lists have stand in another order. */
  readonly moved: boolean;
}

/**
 * Matches the items of two lists that have no names: first those that are the same, then by each key in turn, the most
 * telling first. What is left on one side has been added or removed.
 */
export function align<T>(
  old: readonly T[],
  now: readonly T[],
  keys: readonly ((item: T) => string)[],
): Aligned<T> {
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const key of [essence as (item: T) => string, ...keys]) {
    for (const [index, item] of now.entries()) {
      if (partner.has(index)) continue;
      const match = old.findIndex((other, at) => !taken.has(at) && key(other) === key(item));
      if (match < 0) continue;
      partner.set(index, match);
      taken.add(match);
    }
  }
  const order = now.flatMap((_, index) => partner.get(index) ?? []);
  return {
    pairs: [
      ...old.flatMap((item, at) => (taken.has(at) ? [] : [{ old: item, new: undefined }])),
      ...now.map((item, index) => {
        const match = partner.get(index);
        return { old: match === undefined ? undefined : old[match], new: item };
      }),
    ],
    moved: order.some((at, index) => index > 0 && at < (order[index - 1] ?? 0)),
  };
}
