import type { Origin } from '../grammar/words.ts';
import { type Figure, leaves } from '../rules/figure.ts';
import { figuresOfVersion } from './figures.ts';
import type { Policy } from './policy.ts';

/** Parameters that a policy names and does not define, each with the first place where it does. */
export function wantsOf(policy: Policy): Map<string, Origin> {
  const found = new Map<string, Origin>();
  const look = (figure: Figure, outer: Origin): void => {
    for (const leaf of leaves(figure)) {
      if (leaf.kind !== 'share' || Object.hasOwn(policy.parameters, leaf.of) || found.has(leaf.of)) continue;
      found.set(leaf.of, leaf.origin.line === undefined ? outer : leaf.origin);
    }
  };
  for (const version of policy.versions)
    for (const { figure, outer } of figuresOfVersion(version)) look(figure, outer);
  for (const { values } of Object.values(policy.parameters))
    for (const { amount } of values) look(amount, {});
  return found;
}
