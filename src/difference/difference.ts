import type { Library } from '../policy/library.ts';
import type { Change, Pair, Said } from './change.ts';
import type { ClaimsDifference } from './claims/summary.ts';
import { comparePolicies } from './policies.ts';
import { fileIn, type Side, type Sides } from './side.ts';

/** All that two libraries differ in; with claims, what that does to them. */
export interface Difference {
  readonly sides: Pair<Pick<Side, 'name'>>;
  /** Neither side has national rules; those that are shipped hold on both. */
  readonly nationalShipped: boolean;
  /** How many policies each side has. */
  readonly policies: Pair<number>;
  readonly changes: readonly Change[];
  readonly claims?: ClaimsDifference;
}

/** Everything in which the policies differ, each place under the name that the user has for it. */
export async function changesOf(sides: Sides, libraries: Pair<Library>): Promise<Change[]> {
  const named = (said: Said, side: Side): Said => ({
    ...said,
    file: `${side.prefix}${fileIn(side, said)}`,
  });
  return (await comparePolicies(libraries)).map((change) => ({
    ...change,
    ...(change.old && { old: named(change.old, sides.old) }),
    ...(change.new && { new: named(change.new, sides.new) }),
  }));
}

export async function countPolicies(libraries: Pair<Library>): Promise<Pair<number>> {
  const count = async (library: Library): Promise<number> => (await library.all()).length;
  return { old: await count(libraries.old), new: await count(libraries.new) };
}
