import type { Argument, Option } from 'commander';
import type { CodeTable } from '../../codes/table.ts';
import type { Text } from '../../diagnostics/text.ts';

/** One word that may stand where a value is typed. One that ends in `=` or `:` goes on with what the user types. */
export interface OfferedWord {
  readonly word: string;
  readonly label?: Text;
}

/** What there is to choose from where a value is typed: shells complete it, the man pages list it. */
export type Offer =
  | 'file'
  | 'folder'
  | 'place'
  | 'policy'
  | 'place or policy'
  | 'supplement'
  | readonly OfferedWord[];

type Valued = Option | Argument;

const OFFERS = new WeakMap<Valued, Offer>();
const REPEATED = new WeakSet<Option>();

/** What a placeholder promises wherever it stands. */
const BY_PLACEHOLDER: Readonly<Record<string, Offer>> = {
  FILE: 'file',
  IN: 'file',
  OUT: 'file',
  PATH: 'file',
  DIR: 'folder',
  OLD: 'folder',
  NEW: 'folder',
  PLACE: 'place',
  POLICY: 'policy',
  ID: 'policy',
};

/** Says what an option or argument offers where its placeholder does not. */
export function offering<T extends Valued>(valued: T, offer: Offer): T {
  OFFERS.set(valued, offer);
  return valued;
}

/** The values of a code table, in our words. */
export function wordsIn(table: CodeTable): readonly OfferedWord[] {
  return table.values.map(({ id, label }) => ({ word: id, label }));
}

export function plainWords(...words: readonly string[]): readonly OfferedWord[] {
  return words.map((word) => ({ word }));
}

/** What an option or argument offers; undefined for a text of the user's own, such as an amount. */
export function offerOf(valued: Valued): Offer | undefined {
  const own = OFFERS.get(valued);
  if (own !== undefined) return own;
  if (valued.argChoices !== undefined) return plainWords(...valued.argChoices);
  const name = placeholderOf(valued);
  return Object.hasOwn(BY_PLACEHOLDER, name) ? BY_PLACEHOLDER[name] : undefined;
}

/** `YUAN` of `--total <YUAN>`; empty for an option without a value. */
export function placeholderOf(valued: Valued): string {
  if (!('flags' in valued)) return valued.name();
  return /[<[](.*)[>\]]$/.exec(valued.flags)?.[1] ?? '';
}

/** Marks an option that may be given several times. */
export function mayRepeat(option: Option): Option {
  REPEATED.add(option);
  return option;
}

export function repeats(option: Option): boolean {
  return REPEATED.has(option);
}

/** Whether a word is only the beginning of a value, so that no space belongs after it. */
export function goesOn(word: string): boolean {
  return /[=:]$/.test(word);
}
