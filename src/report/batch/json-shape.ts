import type { Grouping } from '../../batch/summary.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { SettlementField } from '../../engine/settlement.ts';

/** Yuan with two decimals, exact, without separators: `"-12.30"`. */
export type YuanText = string;

/** The summary as a file for other programs. Sums are over settled and not covered claims; rows are counted. */
export interface SummaryData {
  /** Changes when a key changes its meaning or goes away; new keys do not count. */
  readonly format_version: 1;
  /** Name of what was read; `-` is the standard input. */
  readonly input: string;
  readonly rows: RowsData;
  /** Every amount of a settlement under its national name, over all claims. */
  readonly totals: Readonly<Record<string, YuanText>>;
  /** Everyone who bears a part, those who bear nothing too; adds up to `totals.medfee_sumamt`. */
  readonly payers: readonly PayerData[];
  readonly groups: readonly GroupingData<GroupData>[];
  /** How much of the bill the person bears: classes above `from` and up to `to` percent; the first includes 0. */
  readonly shares: readonly ShareData[];
  /** Rows that were rejected, by code; they add up to `rows.rejected`. */
  readonly rejects: readonly { readonly code: string; readonly rows: number; readonly first_line: number }[];
  /** Rows with a notice, by code; one row may have several. */
  readonly notices: readonly { readonly code: string; readonly rows: number }[];
  /** Policies and how many rows were settled with each. */
  readonly policies: readonly { readonly id: string; readonly title: Text; readonly rows: number }[];
  /** Only where the run compared. */
  readonly comparison?: ComparisonData;
}

/** `in` = `settled` + `not_covered` + `rejected`. */
export interface RowsData {
  readonly in: number;
  readonly settled: number;
  readonly not_covered: number;
  readonly rejected: number;
  /** Empty lines, which are no rows. */
  readonly blank: number;
  /** Rows without a person number, each settled by itself. */
  readonly no_person: number;
}

export interface PayerData {
  /** National name of the amount. */
  readonly field: string;
  readonly label: Text;
  readonly amount: YuanText;
}

export interface GroupingData<T> {
  /** Our name of what the claims are grouped by. */
  readonly by: Grouping['by'];
  readonly label: Text;
  readonly groups: readonly T[];
}

export interface GroupData {
  /** Our word or code; empty where the claims do not say. */
  readonly key: string;
  readonly label: Text;
  readonly claims: number;
  /** Of these claims, those that are not covered. */
  readonly not_covered: number;
  /** `medfee_sumamt`, `fund_pay_sumamt` and `psn_part_amt` of these claims. */
  readonly total: YuanText;
  readonly fund: YuanText;
  readonly person: YuanText;
}

export interface ShareData {
  /** Percent. */
  readonly from: number;
  readonly to: number;
  readonly claims: number;
  readonly total: YuanText;
  readonly person: YuanText;
}

/** Differences are estimated less recorded, and null where they would add up ratios. */
export interface ComparisonData {
  /** National name of the amount whose differences are explained and grouped. */
  readonly leading: SettlementField;
  readonly leading_label: Text;
  /** Rows compared in the leading amount, and rows that differ in any. */
  readonly compared: number;
  readonly different: number;
  readonly fields: readonly FieldData[];
  readonly reasons: readonly {
    readonly code: string;
    readonly label: Text;
    readonly claims: number;
    readonly difference: YuanText | null;
  }[];
  readonly groups: readonly GroupingData<DifferenceGroupData>[];
  readonly largest: readonly LargestData[];
}

/** One recorded amount; `compared` = `equal` + `above` + `below`. */
export interface FieldData {
  readonly field: SettlementField;
  readonly label: Text;
  readonly compared: number;
  readonly equal: number;
  /** Rows whose estimate is above, or below, what was recorded. */
  readonly above: number;
  readonly below: number;
  readonly recorded: YuanText | null;
  readonly estimated: YuanText | null;
  readonly difference: YuanText | null;
}

export interface DifferenceGroupData {
  readonly key: string;
  readonly label: Text;
  readonly compared: number;
  readonly different: number;
  readonly difference: YuanText | null;
}

export interface LargestData {
  /** Line of the file. */
  readonly line: number;
  readonly field: SettlementField;
  readonly label: Text;
  /** Yuan; of `pool_prop_selfpay` the ratio with four decimals. */
  readonly recorded: string;
  readonly estimated: string;
  readonly difference: string;
  /** Null where none is known. */
  readonly reason: { readonly code: string; readonly label: Text } | null;
}
