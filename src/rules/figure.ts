import type { Origin } from '../grammar/words.ts';
import { groupYuan } from '../money/fen.ts';
import { formatPercent } from '../money/rate.ts';
import type { Condition } from './condition.ts';
import type { Keys } from './keys.ts';

/**
 * One figure of a policy: an amount in fen or a rate in parts per million. It may be exact, a range, not stated, or
 * depend on the circumstances (`by`, `cases`) or on a dated parameter (`share … of`).
 */
export type Figure =
  | { readonly kind: 'exact'; readonly value: number; readonly origin: Origin }
  | { readonly kind: 'range'; readonly low: number; readonly high: number | null; readonly origin: Origin }
  | { readonly kind: 'not_stated'; readonly origin: Origin }
  | { readonly kind: 'none'; readonly origin: Origin }
  | {
      readonly kind: 'by';
      readonly field: string;
      readonly rows: readonly Row[];
      readonly otherwise?: Figure;
      readonly origin: Origin;
    }
  | {
      readonly kind: 'cases';
      readonly rows: readonly Case[];
      readonly otherwise?: Figure;
      readonly origin: Origin;
    }
  | {
      readonly kind: 'share';
      readonly ppm: number;
      readonly of: string;
      readonly provisional?: Figure;
      readonly origin: Origin;
    };

export interface Row {
  readonly keys: Keys;
  readonly figure: Figure;
}

export interface Case {
  readonly when: Condition;
  readonly figure: Figure;
}

export type Unit = 'fen' | 'ppm';

/** Every leaf of a figure with the fields that lead to it. */
export function leaves(figure: Figure): Figure[] {
  if (figure.kind === 'by' || figure.kind === 'cases') {
    const inner = figure.rows.flatMap((row) => leaves(row.figure));
    return figure.otherwise ? [...inner, ...leaves(figure.otherwise)] : inner;
  }
  return figure.kind === 'share' && figure.provisional ? [figure, ...leaves(figure.provisional)] : [figure];
}

/** A value for reading: `600.00` or `85%`. */
export function showValue(value: number, unit: Unit): string {
  return unit === 'fen' ? groupYuan(value) : formatPercent(value);
}
