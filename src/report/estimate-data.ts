import type { SettlementField } from '../engine/settlement.ts';

// Types, not interfaces, so that the compiler takes them for plain data. `docs/LIBRARY.md` explains every field.

/**
 * One estimate as data. Every amount is a string of yuan with two decimals, every text is in the language of the call.
 * New fields may be added; when one changes its meaning or goes away, `format_version` goes up.
 */
export type EstimateResult = {
  readonly format_version: number;
  /** The claim as it was understood, in a form that is a claim again. */
  readonly claim: Readonly<Record<string, JsonValue>>;
  /** The basic scheme, which is the first of `policies`. */
  readonly policy: EstimatePolicy;
  readonly policies: readonly EstimatePolicy[];
  /** False where the claim is not covered; `notices` says why, and the person bears it all. */
  readonly covered: boolean;
  readonly settlement: EstimateSettlement;
  /** The other bound, only where a figure of the policy is a range; `settlement` is then the cautious one. */
  readonly settlement_high?: EstimateSettlement;
  /** Who pays; the amounts add up to `settlement.medfee_sumamt`. */
  readonly payers: readonly EstimatePayer[];
  readonly payers_high?: readonly EstimatePayer[];
  /** The calculation, line by line, at the bound of `settlement`. */
  readonly steps: readonly EstimateStep[];
  readonly notices: readonly EstimateNotice[];
  readonly sources: readonly EstimateSource[];
};

/** Amounts under their national names; `pool_prop_selfpay` is a ratio with four decimals. */
export type EstimateSettlement = Readonly<Record<SettlementField, string>>;

/** A policy that the claim was settled by. Dates are ISO dates. */
export type EstimatePolicy = {
  /** `371300/employee` */
  readonly id: string;
  readonly title: string;
  /** The day from which the version holds. */
  readonly version: string;
  /** The medical year of the claim; both days belong to it. */
  readonly year: { readonly from: string; readonly to: string };
};

/** Who pays one share of the bill. */
export type EstimatePayer = {
  /** `pooled_fund`, `cash` … */
  readonly id: string;
  readonly label: string;
  /** The field of the settlement that the share is part of. */
  readonly field: SettlementField;
  readonly amount: string;
};

/** How a figure is known: from the text, by inference from it, or by an assumption that the result states. */
export type EstimateBasis = 'stated' | 'inferred' | 'assumed';

/** One line of the calculation. */
export type EstimateStep = {
  readonly line: string;
  /** The id of the policy. */
  readonly policy: string;
  /** The payer of the line; null where it only prepares an amount. */
  readonly payer: string | null;
  readonly label: string;
  readonly rule: string;
  readonly applied: boolean;
  readonly inputs: readonly EstimateInput[];
  readonly bands: readonly EstimateBand[];
  /** The amount before rounding, with as many decimals as it has. */
  readonly exact: string;
  readonly rounding: string;
  readonly result: string;
  /** Ids of `sources` of the same policy. */
  readonly sources: readonly string[];
  readonly basis: EstimateBasis;
};

/** One value that went into a step: an amount, a percentage or words. */
export type EstimateInput = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly formula?: string;
  readonly basis?: EstimateBasis;
  readonly source?: string;
  readonly note?: string;
};

/** One row of a table of bands; `rate` is a percentage such as `85%`. */
export type EstimateBand = {
  readonly from: string;
  /** Null for the open top. */
  readonly to: string | null;
  readonly rate: string;
  /** The cost within the band, and what it gives, unrounded. */
  readonly base: string;
  readonly amount: string;
  readonly basis?: EstimateBasis;
  /** The tagged part of the cost that a row of points is about. */
  readonly part?: string;
};

/** A remark on the result: an assumption, a cap that was not applied, a reason for a refusal. */
export type EstimateNotice = {
  /** Stable, for programs: `CAP_NOT_STATED`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
};

/** A document that figures were taken from. */
export type EstimateSource = {
  readonly id: string;
  /** The id of the policy that names it. */
  readonly policy: string;
  readonly title: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly date?: string;
  readonly url?: string;
  readonly grade: 'official' | 'quoted' | 'secondary' | 'fitted' | 'general_knowledge';
};

/** Plain data. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };
