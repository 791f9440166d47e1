import type { RateAdjustment } from '../rules/adjust.ts';
import type { Band } from '../rules/bands.ts';
import type { Cap, SharedCap } from '../rules/cap.ts';
import type { Condition } from '../rules/condition.ts';
import type { AmountAdjustment } from '../rules/deductible.ts';
import type { Line } from '../rules/line.ts';

export type Step = RateAdjustment | AmountAdjustment;

/** Marks of what happened in at least one combination. */
export interface Seen {
  readonly held: Set<Condition>;
  readonly failed: Set<Condition>;
  /** Values of an `is` test that were met. */
  readonly values: Map<Condition, Set<string>>;
  /** Places of the figures that were used. */
  readonly figures: Set<string>;
  readonly paying: Set<Line>;
  /** Lines whose rate is above 0 somewhere. */
  readonly rated: Set<Line>;
  /** Lines to which cost can come. */
  readonly reached: Set<Line>;
  /** Steps that changed something. */
  readonly changed: Set<Step>;
  /** Steps whose floor was reached. */
  readonly floored: Set<AmountAdjustment>;
  readonly bands: Set<Band>;
  readonly caps: Set<Cap | SharedCap>;
  /** Lines whose gates meet badly, by the line that begins there. */
  readonly meetings: Map<Line, Meeting>;
}

/** Two gates of one payer at the amounts where one ends and the other begins. */
export interface Meeting {
  readonly other: Line;
  /** Fen: the first of the amounts, and the last. */
  readonly amount: number;
  readonly to: number;
  readonly letIn: 'both' | 'neither';
}

export function nothingSeen(): Seen {
  return {
    held: new Set(),
    failed: new Set(),
    values: new Map(),
    figures: new Set(),
    paying: new Set(),
    rated: new Set(),
    reached: new Set(),
    changed: new Set(),
    floored: new Set(),
    bands: new Set(),
    caps: new Set(),
    meetings: new Map(),
  };
}
