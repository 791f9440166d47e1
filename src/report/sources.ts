import type { Estimate } from '../engine/estimate.ts';
import type { Policy, Source } from '../policy/policy.ts';

/** A document that a figure or a rule of the result was taken from. */
export interface UsedSource {
  readonly policy: string;
  /** Its name in that policy. */
  readonly id: string;
  readonly source: Source;
}

/** The documents behind an estimate, each once, in the order in which the result leans on them. */
export function usedSources(estimate: Estimate): UsedSource[] {
  const { plan } = estimate;
  const mets = [...plan.refusals, ...plan.notices];
  const policies = new Map<string, Policy>(
    [...mets.map((met) => met.policy), ...estimate.policies.map((part) => part.policy)].map((policy) => [
      policy.id,
      policy,
    ]),
  );
  const used = new Map<string, UsedSource>();
  const add = (policy: string, id: string | undefined): void => {
    const source = id === undefined ? undefined : policies.get(policy)?.sources[id];
    if (id !== undefined && source) used.set(`${policy} ${id}`, { policy, id, source });
  };
  for (const { policy, origin } of plan.refusals) add(policy.id, origin.source);
  for (const step of estimate.steps) {
    for (const id of step.sources) add(step.policy, id);
    for (const input of step.inputs) add(step.policy, input.source);
  }
  for (const { policy, origin } of plan.notices) add(policy.id, origin.source);
  for (const { cap, figure } of plan.caps) {
    const owner = estimate.policies.find(({ version }) => version.caps.includes(cap));
    if (owner) add(owner.policy.id, figure.origin.source);
  }
  return [...used.values()];
}
