import type { Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import type { Policy, Source } from '../policy/policy.ts';
import type { Notice } from './notices.ts';

/** When cover starts and whether it lasts for life, with the rule and the sources behind it. */
export interface EligibilityResult {
  /** ISO date; absent when no payment was asked about. */
  readonly coveredFrom?: string;
  readonly rule: Text;
  readonly lifetime?: boolean;
  /** Whole years still to be paid. */
  readonly yearsMissing?: number;
  readonly lifetimeRule?: Text;
  readonly notices: readonly Notice[];
  /** The rules behind the answer, with the file and line they stand at. */
  readonly rules: readonly { readonly policy: Policy; readonly origin: Origin }[];
  readonly sources: readonly (Source & { readonly id: string })[];
}
