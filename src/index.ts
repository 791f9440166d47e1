import { readDraft } from './claim/read.ts';
import { Problems } from './diagnostics/diagnostic.ts';
import { estimateDraft } from './engine/estimate.ts';
import type { SettlementField } from './engine/settlement.ts';
import { openLibrary } from './policy/shipped.ts';
import { settlementJson } from './report/json.ts';
import { treeOf } from './source/tree.ts';

export { BaoxiaoError, type Diagnostic, type Place, type Severity } from './diagnostics/diagnostic.ts';
export type { Lang, Text } from './diagnostics/text.ts';
export type { SettlementField } from './engine/settlement.ts';

/** Options of `estimate`. */
export interface EstimateCallOptions {
  /** Language of labels and messages; Chinese by default. */
  readonly lang?: 'zh' | 'en';
  /** Folders of your own policies; they win over the shipped ones. */
  readonly policies?: readonly string[];
  /** Figures for what the policy does not state, as `--assume` takes them: `{ 'pooled_fund.rate': '70%' }`. */
  readonly assume?: Readonly<Record<string, string>>;
  /** ISO date used where the claim has none; today by default. */
  readonly today?: string;
}

/** One estimate as data. Amounts are strings of yuan with two decimals. */
export interface EstimateResult {
  readonly format_version: number;
  readonly claim: Readonly<Record<string, unknown>>;
  readonly policy: { readonly id: string; readonly title: string; readonly version: string };
  readonly policies: readonly { readonly id: string; readonly title: string; readonly version: string }[];
  readonly covered: boolean;
  readonly settlement: Readonly<Record<SettlementField, string>>;
  /** The other bound, only where a figure of the policy is a range. */
  readonly settlement_high?: Readonly<Record<SettlementField, string>>;
  readonly payers: readonly EstimatePayer[];
  readonly payers_high?: readonly EstimatePayer[];
  readonly steps: readonly Readonly<Record<string, unknown>>[];
  readonly notices: readonly { readonly code: string; readonly severity: string; readonly message: string }[];
  readonly sources: readonly Readonly<Record<string, unknown>>[];
}

/** Who pays one share of the bill. */
export interface EstimatePayer {
  readonly id: string;
  readonly label: string;
  readonly field: SettlementField;
  readonly amount: string;
}

/**
 * Estimates one claim.
 * @param claim fields in our names, the national interface's or the Chinese labels, nested or flat; amounts as strings
 *   of yuan (`'120600.00'`) or numbers
 * @throws BaoxiaoError whose `diagnostics` name every field that is missing or wrong, or the figure that is not stated
 */
export async function estimate(claim: object, options: EstimateCallOptions = {}): Promise<EstimateResult> {
  const problems = new Problems();
  const draft = readDraft(treeOf(claim, 'claim'), (problem) => problems.error(problem));
  problems.throwIfFailed();
  const result = await estimateDraft(draft, {
    library: openLibrary(options.policies),
    assumptions: new Map(Object.entries(options.assume ?? {})),
    ...(options.today !== undefined && { today: options.today }),
  });
  return settlementJson(result, { lang: options.lang ?? 'zh' }) as unknown as EstimateResult;
}
