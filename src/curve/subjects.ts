import { GENERIC, parentsOf } from '../codes/place-code.ts';
import type { Part } from '../engine/resolve-input.ts';
import type { Policy, Version } from '../policy/policy.ts';

/** What the branches are wanted of. */
export interface Subject {
  readonly basic: Part;
  readonly supplements: readonly Part[];
  readonly date: string;
}

/** A scheme by itself, or a supplement with each scheme it may be held with, on the days on which figures change. */
export function subjectsOf(policy: Policy, version: Version, policies: readonly Policy[]): Subject[] {
  const part = { policy, version };
  if (policy.kind !== 'supplement')
    return daysOf(policy, version).map((date) => ({ basic: part, supplements: [], date }));
  return policies
    .filter((scheme) => scheme.kind === 'scheme' && mayHold(scheme, policy))
    .flatMap((scheme) => scheme.versions.map((own) => ({ policy: scheme, version: own })))
    .flatMap((basic) => {
      const date = basic.version.from > version.from ? basic.version.from : version.from;
      const both = isIn(basic.version, date) && isIn(version, date);
      return both ? [{ basic, supplements: [part], date }] : [];
    });
}

function mayHold(scheme: Policy, supplement: Policy): boolean {
  const [place = '', name = ''] = scheme.id.split('/');
  const [sold = ''] = supplement.id.split('/');
  const near = [place, ...parentsOf(place), GENERIC].includes(sold);
  return near && (supplement.heldWith.length === 0 || supplement.heldWith.includes(name));
}

/** The first day of a version, and the days within it on which a parameter has a new value. */
function daysOf(policy: Policy, version: Version): string[] {
  const changes = Object.values(policy.parameters).flatMap(({ values }) => values.map(({ from }) => from));
  return [...new Set([version.from, ...changes.filter((date) => isIn(version, date))])].sort();
}

function isIn({ from, to }: Version, date: string): boolean {
  return from <= date && (to === undefined || date <= to);
}

export function partOn(policy: Policy, date: string): Part | undefined {
  const version = policy.versions.find((one) => isIn(one, date));
  return version && { policy, version };
}
