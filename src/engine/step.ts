import type { Text } from '../diagnostics/text.ts';
import type { Basis } from '../grammar/words.ts';

/** One value that went into a step, with how it is known. */
export interface StepInput {
  readonly name: string;
  readonly label: Text;
  /** For reading: `12,345.60`, `85%`. */
  readonly value: Text;
  /** The amount that a value in words leads to: `900.00` of “down to 900.00”. */
  readonly comesTo?: string;
  /** How the value came about where it was not simply read: a range, a share of a parameter. */
  readonly formula?: Text;
  readonly basis?: Basis;
  readonly source?: string;
  readonly note?: Text;
  readonly line?: number;
  /** Supplied by the user, not by the policy. */
  readonly byUser?: true;
}

/** One row of the band table: thresholds, rate, the cost in it and what it gives (unrounded). Fen as text of yuan. */
export interface StepBand {
  readonly from: string;
  /** Absent for the open top. */
  readonly to?: string;
  readonly rate: string;
  readonly base: string;
  readonly amount: string;
  /** How the rate and the thresholds are known, where they are not simply stated. */
  readonly basis?: Basis;
  readonly byUser?: true;
}

/** What the points on a part give; amounts as text of yuan. */
export interface StepPart {
  readonly tag: string;
  readonly rate: string;
  readonly base: string;
  readonly amount: string;
}

/** One step of the calculation, for people and for machines. */
export interface Step {
  readonly line: string;
  readonly payer: string;
  readonly label: Text;
  readonly rule: Text;
  readonly applied: boolean;
  readonly inputs: readonly StepInput[];
  readonly bands: readonly StepBand[];
  /** Points on a tagged part of the cost: with it the bands add up to the exact amount. */
  readonly part?: StepPart;
  /** The unrounded amount, and how it was rounded. */
  readonly exact: string;
  readonly rounding: Text;
  /** Fen. */
  readonly result: number;
  readonly sources: readonly string[];
  readonly policy: string;
  readonly basis: Basis;
}
