import type { Place } from '../diagnostics/diagnostic.ts';

/** A word, a whole number (age, admission) or several words (diseases, supplements). */
export type Fact = string | number | readonly string[];

/** What is known of a claim in words, by field key; decides the plan. Booleans are 'true' / 'false'. */
export type Facts = ReadonlyMap<string, Fact>;

/** The amounts of one settlement, in fen. All parts of the in-policy amount by tag, e.g. `essential_medicine`. */
export interface Expenses {
  readonly total: number;
  readonly selfFunded: number;
  readonly overLimit: number;
  readonly advance: number;
  readonly parts: ReadonlyMap<string, number>;
  /** Keys of the policy's advance shares that items took, as `class_b_advance`. */
  readonly byPolicy?: ReadonlySet<string>;
}

/** What the year already holds of one line of a policy, in fen. */
export interface LineTotals {
  readonly base?: number;
  readonly deductible?: number;
  readonly paid?: number;
  /** Paid so far in the claim's month, and for its disease this year: for caps counted that way. */
  readonly paidMonth?: number;
  readonly paidDisease?: number;
  /** Deductible taken so far from the stay that the claim goes on with. */
  readonly stayDeductible?: number;
}

/** What the year holds before this claim, in fen; absent means nothing so far. */
export interface YearToDate {
  readonly admissions?: number;
  readonly deductible?: number;
  readonly inPolicy?: number;
  readonly selfPay?: number;
  readonly selfFunded?: number;
  /** Deductible taken so far from the stay that the claim goes on with, by the first line on the bill itself. */
  readonly stayDeductible?: number;
  /** By payer id: what the payer has paid this year. */
  readonly payers: ReadonlyMap<string, number>;
  /** By line id of the policy; wins over the coarse totals. */
  readonly lines: ReadonlyMap<string, LineTotals>;
  /** By shared cap: what its lines have paid in its year. Wins over what the lines say. */
  readonly caps?: ReadonlyMap<string, number>;
}

/** One settlement to work out, checked: amounts in fen, words in our vocabulary. */
export interface Claim {
  readonly facts: Facts;
  /** National codes as they were given, by field: several may stand for one of our words (1101 and 11 are in work). */
  readonly codes?: ReadonlyMap<string, string>;
  readonly expenses: Expenses;
  /** Payments already made by payer id, in fen: those lines are taken as given. */
  readonly paid: ReadonlyMap<string, number>;
  readonly yearToDate: YearToDate;
  /** Balances in fen; absent when not known. */
  readonly personalAccount?: number;
  readonly storedCard?: number;
  /** Where each field was read, for messages. */
  readonly places: ReadonlyMap<string, Place>;
}

export function wordOf(facts: Facts, key: string): string | undefined {
  const fact = facts.get(key);
  return typeof fact === 'string' ? fact : undefined;
}

export function wordsOf(facts: Facts, key: string): readonly string[] {
  const fact = facts.get(key);
  if (fact === undefined) return [];
  return Array.isArray(fact) ? fact : [String(fact)];
}

/** The diseases of a claim as one word, whatever their order: what a cap per disease is counted under. */
export function diseaseKey(facts: Facts): string {
  return [...wordsOf(facts, 'disease')].sort().join('+');
}
