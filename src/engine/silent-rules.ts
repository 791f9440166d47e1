import type { Policy, Version } from '../policy/policy.ts';
import type { Circumstances } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import type { EligibilityRule } from '../rules/refusal.ts';
import type { LinePlan } from './plan.ts';
import type { Part, ResolveInput } from './resolve-input.ts';

/** Rules of eligibility that hold on a day. */
export function rulesBegun({ eligibility }: Version, date: string): EligibilityRule[] {
  return eligibility.filter(({ from = '' }) => from <= date);
}

interface Owned {
  readonly rule: EligibilityRule;
  readonly policy: Policy;
  readonly version: Version;
}

/** The rules that are tested before the money, national ones first: all but those in whose place the policy has its own. */
export function rulesTested({ national, basic, date }: ResolveInput): Owned[] {
  const own = rulesBegun(basic.version, date);
  const everywhere = national ? rulesBegun(national.version, date) : [];
  return [
    ...everywhere
      .filter(({ code, whereSilent }) => whereSilent.length === 0 && !own.some((rule) => rule.code === code))
      .map((rule) => ({ rule, ...(national as Part) })),
    ...own.map((rule) => ({ rule, ...basic })),
  ];
}

/**
 * Rules that hold everywhere and are only said, of claims whose own policies have made no difference by the fields they
 * name. Nothing is asked for them: what the claim does not say has its default.
 * @param used fields that the policies have looked at
 */
export function silentRules(
  input: ResolveInput,
  lines: readonly LinePlan[],
  used: ReadonlySet<string>,
  known: Circumstances,
): Owned[] {
  const { national, basic, date } = input;
  // A payment that is given was worked out by whoever paid it.
  const settled = lines.some(
    (line) => line.basic && line.policy === basic.policy && line.state === 'computed',
  );
  if (!national || !settled) return [];
  const { policy, version } = national;
  return rulesBegun(version, date)
    .filter(({ whereSilent }) => whereSilent.length > 0 && !whereSilent.some((field) => used.has(field)))
    .filter(({ when }) => holds(when, known))
    .map((rule) => ({ rule, policy, version }));
}
