import type { Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import type { Policy, Source } from '../policy/policy.ts';
import type { Shortfall } from '../rules/lifetime.ts';
import type { Notice } from './notices.ts';

/** A rule behind the answer, with the file and line it stands at. */
export interface UsedRule {
  readonly policy: Policy;
  readonly origin: Origin;
  /** The day whose rules were looked up. */
  readonly date: string;
  /** What of the rule it is, where that is not the whole. */
  readonly of?: 'until';
}

/** When cover starts. Days are ISO. */
export interface CoverAnswer {
  /** The cautious day; absent where the cover paid for may be over before it begins. */
  readonly from?: string;
  /** The first day possible, where the rule leaves it open. */
  readonly earliest?: string;
  readonly until?: string;
  /** Whether months without cover may be paid for afterwards. */
  readonly makeUp: boolean;
  readonly rule: Text;
}

/** Whether benefits last for life. */
export interface LifetimeAnswer {
  /** `unknown` where the years asked for today are not stated and those to come are not reached. */
  readonly lifetime: boolean | 'unknown';
  /** Whole years still to be paid. */
  readonly yearsMissing?: number;
  readonly shortfall?: Shortfall;
  readonly rule: Text;
}

/** When cover starts and whether it lasts for life, with the rules and the sources behind it. */
export interface EligibilityResult {
  /** Absent when no payment was asked about. */
  readonly cover?: CoverAnswer;
  /** Absent when no sex was given. */
  readonly life?: LifetimeAnswer;
  readonly notices: readonly Notice[];
  readonly rules: readonly UsedRule[];
  readonly sources: readonly (Source & { readonly id: string })[];
}
