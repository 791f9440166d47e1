import type { Policy, Version } from '../policy/policy.ts';
import { Circumstances } from '../rules/circumstances.ts';
import { type Condition, holds } from '../rules/condition.ts';

/** A version of a policy that has something to say. */
export interface Dated {
  readonly policy: Policy;
  readonly version: Version;
}

/** A rule on cover, and whose it is. */
export interface Owned<Rule> {
  readonly rule: Rule;
  readonly of: Policy;
}

/**
 * The rules of a kind for people in the schemes wanted: the policy's own, then those around it, nearest first, as far as
 * the nearer ones leave something open.
 */
export function rulesAround<Rule extends { readonly when?: Condition }>(
  parts: readonly Dated[],
  pick: (version: Version) => readonly Rule[],
  insurances: readonly string[],
): Owned<Rule>[] {
  const found: Owned<Rule>[] = [];
  for (const { policy, version } of parts) {
    const rules = pick(version).filter(({ when }) => verdict(when, insurances) !== 'never');
    found.push(...rules.map((rule) => ({ rule, of: policy })));
    // What always decides leaves nothing to the rules around it.
    if (rules.some(({ when }) => verdict(when, insurances) === 'always')) break;
  }
  return found;
}

/** Whether a rule holds for the schemes, whatever else it asks. */
function verdict(when: Condition | undefined, insurances: readonly string[]): 'always' | 'never' | 'maybe' {
  if (!when) return 'always';
  // The rules that hold everywhere are for all schemes.
  if (insurances.length === 0) return 'maybe';
  const known = insurances.map((insurance) =>
    holds(when, new Circumstances(new Map([['insurance', [insurance]]]), new Map(), false)),
  );
  if (known.every((met) => met === true)) return 'always';
  return known.every((met) => met === false) ? 'never' : 'maybe';
}
