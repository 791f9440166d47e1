import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Step } from '../engine/step.ts';

/** One thing that did not come out as a case expects. */
export interface Failure {
  readonly code:
    | 'AMOUNT'
    | 'COVERED'
    | 'NOTICE_MISSING'
    | 'NOTICE_PRESENT'
    | 'BASIS'
    | 'EXACT'
    | 'BOUNDS'
    | 'NOT_THERE'
    | 'REFUSED'
    | 'NOT_REFUSED'
    | 'OTHER_ERROR'
    | 'COVER';
  /** Which claim of the case, from 0. */
  readonly claim: number;
  /** The other bound of a range. */
  readonly high?: boolean;
  /** `hifp_pay`, `payers.assistance`, `lines.pooled_fund`, `notices`. */
  readonly key: string;
  readonly expected: string;
  readonly got: string;
  /** Got less expected, in fen. */
  readonly difference?: number;
  readonly place: Place;
  /** The steps that make the amount. */
  readonly steps: readonly Step[];
  /** What was refused, and why. */
  readonly diagnostics: readonly Diagnostic[];
  readonly message: Text;
}

/** A failure that has neither steps nor problems behind it. */
export function failure(
  code: Failure['code'],
  claim: number,
  key: string,
  expected: string,
  got: string,
  place: Place,
  message: Text,
): Failure {
  return { code, claim, key, expected, got, place, message, steps: [], diagnostics: [] };
}
