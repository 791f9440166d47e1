import type { BatchSummary, DifferenceGroup, Grouping, GroupSum, ReasonSum } from '../../batch/summary.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { say, visible } from '../say.ts';
import { BATCH_WORDS, colon, groupingHead, otherGroups } from './words.ts';

/** What a group is called: its label, else its key, else that the claims do not say. */
export function groupLabel(
  { key, label }: { readonly key: string; readonly label: Text },
  lang: Lang,
): string {
  return say(label, lang).trim() || visible(key).trim() || BATCH_WORDS.notGiven[lang];
}

/** The first of a list, and the rest merged into one where that is shorter. */
export function folded<T>(items: readonly T[], most: number, merge: (rest: readonly T[]) => T): T[] {
  if (items.length <= most) return [...items];
  return [...items.slice(0, most - 1), merge(items.slice(most - 1))];
}

export function mergedGroups(rest: readonly GroupSum[]): GroupSum {
  const sum = (field: 'total' | 'fund' | 'person'): bigint =>
    rest.reduce((total, group) => total + group[field], 0n);
  return {
    key: '',
    label: otherGroups(rest.length),
    claims: sumOf(rest, 'claims'),
    notCovered: sumOf(rest, 'notCovered'),
    total: sum('total'),
    fund: sum('fund'),
    person: sum('person'),
  };
}

export function mergedDifferences(rest: readonly DifferenceGroup[]): DifferenceGroup {
  return {
    key: '',
    label: otherGroups(rest.length),
    compared: sumOf(rest, 'compared'),
    different: sumOf(rest, 'different'),
    difference: rest.reduce((total, group) => total + group.difference, 0n),
  };
}

export function mergedReasons(rest: readonly ReasonSum[]): ReasonSum {
  return {
    code: '',
    label: { zh: `其他 ${rest.length} 种`, en: `${rest.length} other reasons` },
    claims: sumOf(rest, 'claims'),
    difference: rest.reduce((total, reason) => total + reason.difference, 0n),
  };
}

/** A sum over all groups, under the word for sums. */
export function totalOf(groups: readonly GroupSum[]): GroupSum {
  return { ...mergedGroups(groups), label: BATCH_WORDS.sum };
}

/** The groups whose differences weigh most come first; without a difference, those with the most claims. */
export function byWeight(groups: readonly DifferenceGroup[]): DifferenceGroup[] {
  return [...groups].sort(
    (a, b) => compare(size(b.difference), size(a.difference)) || b.different - a.different,
  );
}

/** One group holds all claims and tells nothing apart: it is named once, and no table is made of it. */
export function commonFacts({ groupings }: BatchSummary, lang: Lang): string[] {
  return groupings.flatMap(({ by, groups }) => {
    const [only, ...others] = groups;
    if (!only || others.length > 0) return [];
    return [`${groupingHead(by, lang)}${colon(lang)}${groupLabel(only, lang)}`];
  });
}

/** Groupings that tell claims apart. */
export function telling<T extends { readonly by: Grouping['by']; readonly groups: readonly unknown[] }>(
  groupings: readonly T[],
): T[] {
  return groupings.filter(({ groups }) => groups.length > 1);
}

function sumOf<K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number {
  return items.reduce((total, item) => total + item[key], 0);
}

function size(fen: bigint): bigint {
  return fen < 0n ? -fen : fen;
}

function compare(a: bigint, b: bigint): number {
  return Number(a > b) - Number(a < b);
}
