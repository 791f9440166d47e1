import type { Text } from '../diagnostics/text.ts';
import type { SettlementField } from '../engine/settlement.ts';

/** A field of a settlement that is an amount; `pool_prop_selfpay` is a ratio and adds up to nothing. */
export type AmountField = Exclude<SettlementField, 'pool_prop_selfpay'>;

/** What one group of settled claims adds up to. Sums in fen: a country's year leaves the exact range of a number. */
export interface GroupSum {
  /** Our word or code: `371300`, `employee`, `3`, `inpatient`; empty where the claims do not say. */
  readonly key: string;
  readonly label: Text;
  /** All settled claims, those not covered among them. */
  readonly claims: number;
  readonly notCovered: number;
  readonly total: bigint;
  readonly fund: bigint;
  readonly person: bigint;
}

export interface Grouping {
  readonly by: 'region' | 'insurance' | 'hospital.level' | 'care';
  /** By descending total. */
  readonly groups: readonly GroupSum[];
}

/**
 * Claims whose person bears more than `from` and at most `to` percent of the bill (the first includes 0). A reversal takes
 * its settlement off again, so that a file with little else may have numbers below 0.
 */
export interface ShareClass {
  readonly from: number;
  readonly to: number;
  readonly claims: number;
  readonly total: bigint;
  readonly person: bigint;
}

/** One recorded amount against the estimate, over all rows that record it. */
export interface FieldDifference {
  readonly field: SettlementField;
  readonly label: Text;
  readonly compared: number;
  readonly equal: number;
  /** Rows whose estimate is above, or below, what was recorded. */
  readonly above: number;
  readonly below: number;
  readonly recorded: bigint;
  readonly estimated: bigint;
}

/** Rows that differ for one likely reason; `difference` is estimated less recorded, in the field that was explained. */
export interface ReasonSum {
  readonly code: string;
  readonly label: Text;
  readonly claims: number;
  readonly difference: bigint;
}

export interface DifferenceGroup {
  readonly key: string;
  readonly label: Text;
  readonly compared: number;
  readonly different: number;
  /** Estimated less recorded. */
  readonly difference: bigint;
}

/** One of the rows that differ most. Named by its line only: nothing personal stands in a summary. */
export interface LargeDifference {
  readonly line: number;
  readonly field: SettlementField;
  readonly recorded: number;
  readonly estimated: number;
  readonly reason?: { readonly code: string; readonly label: Text };
}

export interface Comparison {
  readonly fields: readonly FieldDifference[];
  /** Rows with any recorded amount, and how many of them differ in any. */
  readonly compared: number;
  readonly different: number;
  /** The field whose differences are explained and grouped: `hifp_pay`, or the first that is recorded. */
  readonly leading: SettlementField;
  readonly reasons: readonly ReasonSum[];
  readonly groupings: readonly { readonly by: Grouping['by']; readonly groups: readonly DifferenceGroup[] }[];
  readonly largest: readonly LargeDifference[];
}

/** All that a batch run found, without a word that points to a person. Deterministic: no times, no speeds. */
export interface BatchSummary {
  readonly input: string;
  readonly rows: {
    readonly in: number;
    readonly settled: number;
    readonly notCovered: number;
    readonly rejected: number;
    /** Empty lines, which are no rows. */
    readonly blank: number;
    /** Rows without a person number, settled each by itself. */
    readonly noPerson: number;
  };
  /** Sums over settled and not covered claims. */
  readonly totals: Readonly<Record<AmountField, bigint>>;
  readonly groupings: readonly Grouping[];
  readonly shares: readonly ShareClass[];
  /** By descending number of rows; they add up to the rejected rows. */
  readonly rejects: readonly { readonly code: string; readonly rows: number; readonly firstLine: number }[];
  readonly notices: readonly { readonly code: string; readonly rows: number }[];
  /** Each row under its basic policy. */
  readonly policies: readonly { readonly id: string; readonly title: Text; readonly rows: number }[];
  readonly comparison?: Comparison;
}
