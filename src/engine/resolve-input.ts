import { type Facts, wordOf, wordsOf } from '../claim/claim.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Policy, Version } from '../policy/policy.ts';
import type { Need } from '../rules/circumstances.ts';
import type { Assumptions } from './assumptions.ts';
import type { Plan } from './plan.ts';

/** A policy version that takes part in a settlement. */
export interface Part {
  readonly policy: Policy;
  readonly version: Version;
}

export interface ResolveInput {
  readonly basic: Part;
  readonly supplements: readonly Part[];
  /** Rules that hold everywhere, tested before the policy's own. */
  readonly national?: Part;
  readonly facts: Facts;
  /** What is wrong with the diseases given, should a rule go by them. */
  readonly unknownDisease?: Omit<Diagnostic, 'severity'>;
  readonly date: string;
  /** Which admission (or visit) of the year this is, from 1. */
  readonly admission: number;
  /** Payers whose payment is given. */
  readonly given: readonly string[];
  /** Tags of the parts of the cost that the policies tell apart. */
  readonly parts: readonly string[];
  readonly assumptions: Assumptions;
  readonly bound: 'low' | 'high';
  /** Whether fields not given take their default; the prompts ask instead. */
  readonly defaults: boolean;
}

/** Whether the claim goes on with the stay of another hospital, where the rules for its care make one stay of the two. */
export function goesOn({ facts, basic, supplements }: ResolveInput): boolean {
  return (
    wordOf(facts, 'transfer') === 'true' && knowsTransfer([basic, ...supplements], wordsOf(facts, 'care')[0])
  );
}

/** Whether some line for a kind of care makes one stay of two hospitals. */
export function knowsTransfer(parts: readonly Part[], care: string | undefined): boolean {
  return parts.some(({ version }) =>
    version.lines.some((line) => line.care.includes(care ?? '') && line.deductible?.transfer !== undefined),
  );
}

export interface ResolveResult {
  /** Absent while something needed is not known, or something is wrong. */
  readonly plan?: Plan;
  /** What the policy still needs to know, in the order it came up. */
  readonly needs: readonly Need[];
  /** What rates hang on that the cost may never reach; empty where somebody can be asked. */
  readonly later: readonly Need[];
  readonly problems: readonly Omit<Diagnostic, 'severity'>[];
  /** Whether a range was used, so that there are two bounds; `open` when an upper one is not stated. */
  readonly ranged: boolean;
  readonly open: boolean;
  /** Claim fields that made a difference. */
  readonly used: ReadonlySet<string>;
  /** Of these, fields that were not given and were taken for granted. */
  readonly implied: ReadonlySet<string>;
  readonly usedAssumptions: ReadonlySet<string>;
}
