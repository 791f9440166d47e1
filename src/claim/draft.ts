import type { Place } from '../diagnostics/diagnostic.ts';
import type { Fact, YearToDate } from './claim.ts';
import type { Item } from './items.ts';

/** A claim as far as it has been given: what a file, the flags or the answers so far say, each value checked. */
export interface Draft {
  readonly facts: Map<string, Fact>;
  /** National codes as they were given, by field. */
  readonly codes?: ReadonlyMap<string, string>;
  /** Facts that were not given and are taken from the kind of a transfer, which must be said where they matter. */
  readonly implied?: ReadonlySet<string>;
  /** Money fields by key, in fen: `expenses.total`, `accounts.personal` … */
  readonly money: Map<string, number>;
  readonly parts: Map<string, number>;
  readonly paid: Map<string, number>;
  readonly items: readonly Item[];
  readonly yearToDate: YearToDate;
  readonly places: Map<string, Place>;
}
