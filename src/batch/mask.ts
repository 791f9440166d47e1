import { createHmac } from 'node:crypto';

/** How person numbers are hidden: some characters by stars, or the whole by a keyed hash that stays the same from run to run. */
export type MaskRule = { readonly kind: 'stars' } | { readonly kind: 'hash'; readonly key: string };

/** Hex digits of the hash: 80 bits, so that even a country's persons do not fall together. */
const HASH_DIGITS = 20;

/** @returns a function from a person number to what is written in its place */
export function masker(rule: MaskRule): (person: string) => string {
  if (rule.kind === 'stars') return stars;
  return (person) =>
    person === ''
      ? ''
      : createHmac('sha256', rule.key).update(person.trim()).digest('hex').slice(0, HASH_DIGITS);
}

/** The first and the last quarter stay, at most three characters of each; short numbers vanish. */
function stars(person: string): string {
  const letters = [...person.trim()];
  const shown = letters.length < 6 ? 0 : Math.min(3, Math.floor(letters.length / 4));
  const hidden = '*'.repeat(letters.length - shown * 2);
  return `${letters.slice(0, shown).join('')}${hidden}${shown > 0 ? letters.slice(-shown).join('') : ''}`;
}
