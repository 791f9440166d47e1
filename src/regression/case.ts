import type { Place } from '../diagnostics/diagnostic.ts';
import type { MapTree } from '../source/tree.ts';
import type { Expectation, ExpectedCover } from './expectation.ts';

/** A regression case: claims of one year in their order, and what must come out of each. */
export interface Case {
  readonly name: string;
  /** How the expected amounts were worked out; shown when the case fails. */
  readonly because?: string;
  readonly tags: readonly string[];
  readonly place: Place;
  readonly assume: ReadonlyMap<string, string>;
  readonly question: Question;
  /** How many cases are written as this one, where it holds for each of some values. */
  readonly sharedBy?: number;
}

/** What a case asks: what claims settle to, or when cover starts and whether it lasts. */
export type Question =
  | {
      readonly kind: 'claims';
      readonly claims: readonly MapTree[];
      /** One for each claim; where an error is expected, the last claim has none. */
      readonly expect: readonly Expected[];
      readonly error?: ExpectedError;
    }
  | {
      readonly kind: 'eligibility';
      readonly asked: MapTree;
      readonly expect?: ExpectedCover;
      readonly error?: ExpectedError;
    };

export interface Expected {
  readonly low: Expectation;
  /** The other bound, where a figure is a range. */
  readonly high?: Expectation;
}

export interface ExpectedError {
  readonly code: string;
  /** Field or figure that the error must be about. */
  readonly field?: string;
  readonly place: Place;
}
