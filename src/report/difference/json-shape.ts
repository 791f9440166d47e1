import type { Text } from '../../diagnostics/text.ts';
import type { About, ChangeKind } from '../../difference/change.ts';
import type { GroupField, OutcomeWord } from '../../difference/claims/outcome.ts';
import type { Json } from '../claim-json.ts';

/** Yuan with two decimals: `"-1234.50"`. Differences are new less old. */
export type YuanText = string;

/**
 * `baoxiao diff --format json`. `format_version` changes when a field changes its meaning or goes away; new fields do not
 * count. Texts are in both languages, those of `estimates` in the language of the run.
 */
export interface DifferenceData {
  readonly format_version: 1;
  readonly old: string;
  readonly new: string;
  readonly policies: { readonly old: number; readonly new: number };
  /** Neither side has national rules; those that come with the program hold on both. */
  readonly national_shipped: boolean;
  readonly changes: readonly ChangeData[];
  readonly claims?: ClaimsData;
}

export interface ChangeData {
  readonly kind: ChangeKind;
  readonly about: About;
  readonly policy: string;
  readonly title: Text;
  /** Dates of the claims concerned, both days included; `to` is null where there is no end. Empty: whatever the date. */
  readonly periods: readonly { readonly from: string; readonly to: string | null }[];
  readonly line: { readonly id: string; readonly label: Text } | null;
  readonly what: Text;
  /** For whom or when; null where it is always so. */
  readonly circumstances: Text | null;
  /** Null where the side does not have the thing. */
  readonly old: SaidData | null;
  readonly new: SaidData | null;
}

export interface SaidData {
  readonly value: Text;
  readonly file: string;
  readonly line: number;
  readonly source: { readonly id: string; readonly title: Text } | null;
  readonly basis: string | null;
  readonly note: Text | null;
}

export interface ClaimsData {
  readonly kind: 'claims' | 'cases';
  readonly name: string;
  /** rows = claims + 2 x reversals + only_old + only_new + neither. */
  readonly rows: number;
  readonly blank: number;
  readonly all: SumData;
  /** Persons by what they pay over the whole file; null where no row names one. */
  readonly persons: { readonly gain: number; readonly lose: number; readonly stay: number } | null;
  /** Payers add up to the cost on both sides, so that their differences add up to zero. */
  readonly payers: readonly TotalData[];
  /** Every amount of the settlement. */
  readonly totals: readonly TotalData[];
  readonly distribution: readonly ClassData[];
  readonly groups: readonly {
    readonly by: GroupField;
    readonly label: Text;
    readonly groups: readonly (SumData & { readonly key: string; readonly label: Text })[];
  }[];
  readonly outcomes: readonly FlowData[];
  readonly largest: readonly LargestData[];
  readonly cases?: readonly CaseData[];
  /** Questions about cover in the case files, which are no claims and were left out. */
  readonly questions?: number;
}

/** claims = gain + lose + stay; `shifted` are those of `stay` of which another amount differs. */
export interface SumData {
  readonly claims: number;
  readonly gain: number;
  readonly lose: number;
  readonly stay: number;
  readonly shifted: number;
  readonly cost: YuanText;
  readonly person: PairData;
  readonly fund: PairData;
  readonly gained: YuanText;
  readonly lost: YuanText;
  readonly only_old: number;
  readonly only_new: number;
  readonly neither: number;
  readonly reversals: number;
}

export interface PairData {
  readonly old: YuanText;
  readonly new: YuanText;
  readonly difference: YuanText;
}

export interface TotalData extends PairData {
  readonly field: string;
  readonly label: Text;
}

export interface ClassData {
  readonly direction: 'gain' | 'stay' | 'lose';
  /** By size: from this on, and below that (null for the last). */
  readonly from: YuanText;
  readonly below: YuanText | null;
  readonly claims: number;
  readonly difference: YuanText;
}

export interface FlowData {
  readonly old: OutcomeWord;
  readonly new: OutcomeWord;
  readonly old_reason: ReasonData | null;
  readonly new_reason: ReasonData | null;
  readonly claims: number;
  /** Line of the first in the file of claims; of cases null, and `first_place` is file and line. */
  readonly first_line: number | null;
  readonly first_place: string | null;
  readonly person: PairData;
}

export interface ReasonData {
  readonly code: string;
  readonly label: Text;
}

export interface LargestData {
  readonly line: number | null;
  readonly name: string | null;
  /** Of a case: its file and line. */
  readonly place: string | null;
  readonly id: string | null;
  readonly person: PairData;
  /** Settlement, payers and steps as `baoxiao estimate --format json` has them; null where they could not be worked out again. */
  readonly estimates: { readonly old: Json; readonly new: Json } | null;
}

export interface CaseData {
  readonly name: string;
  readonly claim: number;
  readonly of: number;
  readonly file: string;
  readonly line: number;
  readonly old: OutcomeData;
  readonly new: OutcomeData;
  readonly differs: boolean;
}

export interface OutcomeData {
  readonly outcome: OutcomeWord;
  readonly reason: ReasonData | null;
  /** Null where the claim is refused. */
  readonly person: YuanText | null;
  readonly fund: YuanText | null;
}
