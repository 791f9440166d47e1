import type { Policy } from '../../policy/policy.ts';
import type { CaseResult } from '../run.ts';
import { placeKey, placesOf, type RulePlace } from './places.ts';
import { touchedBy } from './touched.ts';

/** How much of one policy the cases touch. */
export interface PolicyCoverage {
  readonly policy: Policy;
  readonly places: number;
  readonly missed: readonly RulePlace[];
}

/** What no case has touched, policy by policy. */
export function coverageOf(policies: readonly Policy[], results: readonly CaseResult[]): PolicyCoverage[] {
  const touched = new Set<string>();
  for (const result of results) touchedBy(result, touched);
  return policies.map((policy) => {
    const places = placesOf(policy);
    const missed = places.filter((place) => !touched.has(placeKey(place.kind, policy.file, place)));
    return { policy, places: places.length, missed };
  });
}

/** The share touched in hundredths of a percent, rounded down: 100% means all. */
export function shareTouched({ places, missed }: Pick<PolicyCoverage, 'places' | 'missed'>): number {
  return places === 0 ? 10_000 : Math.floor(((places - missed.length) * 10_000) / places);
}
