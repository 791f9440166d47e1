import type { Policy, Version } from '../policy/policy.ts';
import { Circumstances } from '../rules/circumstances.ts';
import { type Condition, holds } from '../rules/condition.ts';
import type { CoverStart, Lifetime } from '../rules/cover.ts';

/** The rules on when cover starts and whether it lasts, and whose they are. */
export interface CoverRules {
  readonly starts: readonly CoverStart[];
  readonly startsOf?: Policy;
  readonly lifetime?: Lifetime;
  readonly lifetimeOf?: Policy;
}

interface Dated {
  readonly policy: Policy;
  readonly version: Version;
}

/** The policy's own rules where any of its versions has some, else those that hold everywhere, for the schemes wanted. */
export function coverRules(
  own: Dated,
  national: Dated | undefined,
  insurances: readonly string[],
): CoverRules {
  const owner = (has: (version: Version) => boolean): Dated | undefined => {
    if (own.policy.versions.some(has)) return own;
    return own.policy.kind === 'scheme' ? national : undefined;
  };
  const starting = owner(({ coverStart }) => coverStart.length > 0);
  const lasting = owner(({ lifetime }) => lifetime !== undefined);
  const starts = (starting?.version.coverStart ?? []).filter(({ when }) => mayHold(when, insurances));
  const life = lasting?.version.lifetime;
  return {
    starts,
    ...(starting && starts.length > 0 && { startsOf: starting.policy }),
    ...(lasting && life && mayHold(life.when, insurances) && { lifetime: life, lifetimeOf: lasting.policy }),
  };
}

/** Whether a rule can be one for any of the schemes, whatever else it asks. */
function mayHold(when: Condition | undefined, insurances: readonly string[]): boolean {
  if (!when || insurances.length === 0) return true;
  return insurances.some((insurance) => {
    const known = new Circumstances(new Map([['insurance', [insurance]]]), new Map(), false);
    return holds(when, known) !== false;
  });
}
