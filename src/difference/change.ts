import type { Text } from '../diagnostics/text.ts';
import type { Basis } from '../grammar/words.ts';

/** Something of both libraries, `old` and `new`; undefined where a side does not have it. */
export interface Pair<T> {
  readonly old: T;
  readonly new: T;
}

export type ChangeKind = 'changed' | 'added' | 'removed';

/**
 * What a change is about: a policy, version or line as a whole; a figure; a rule (a condition, how something is counted);
 * a date; words that are shown; where a figure comes from; or only the way something is written, to no effect.
 */
export const ABOUT = [
  'policy',
  'version',
  'line',
  'figure',
  'rule',
  'date',
  'text',
  'origin',
  'form',
] as const;
export type About = (typeof ABOUT)[number];

/** What one side says, and where. */
export interface Said {
  readonly value: Text;
  readonly file: string;
  readonly line: number;
  readonly source?: { readonly id: string; readonly title: Text };
  readonly basis?: Basis;
  readonly note?: Text;
}

/** Days on which the same two versions meet; without `to`, from then on. */
export interface Period {
  readonly from: string;
  readonly to?: string;
}

/** One difference between two libraries, as a policy person reads it. */
export interface Change {
  readonly kind: ChangeKind;
  readonly about: About;
  readonly policy: { readonly id: string; readonly title: Text };
  /** By the date of the claim; absent where it is not a matter of dates. */
  readonly periods: readonly Period[];
  readonly benefit?: { readonly id: string; readonly label: Text };
  readonly what: Text;
  /** For whom or when; absent where it is always so. */
  readonly circumstances?: Text;
  readonly old?: Said;
  readonly new?: Said;
}

export function basisWord(basis: Basis): Text {
  return BASIS_WORDS[basis];
}

const BASIS_WORDS: Readonly<Record<Basis, Text>> = {
  stated: { zh: '原文写明', en: 'stated' },
  inferred: { zh: '推断', en: 'inferred' },
  assumed: { zh: '假设', en: 'assumed' },
};
