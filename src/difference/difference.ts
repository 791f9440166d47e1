import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import type { Change, Pair } from './change.ts';
import type { ClaimsDifference } from './claims/summary.ts';
import { comparePolicies, policiesOf } from './policies.ts';
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

/**
 * Everything in which the policies differ, each place under the name that the user has for it.
 * @throws BaoxiaoError with every problem of a policy that is wrong, and which side it is on
 */
export async function changesOf(
  sides: Sides,
  libraries: Pair<Library>,
): Promise<Pick<Difference, 'policies' | 'changes'>> {
  const policies = {
    old: await onSide(sides.old, () => policiesOf(libraries.old)),
    new: await onSide(sides.new, () => policiesOf(libraries.new)),
  };
  const changes = comparePolicies(policies).map((change) => ({
    ...change,
    ...(change.old && { old: named(change.old, sides.old) }),
    ...(change.new && { new: named(change.new, sides.new) }),
  }));
  const count = (all: ReadonlyMap<string, Policy>): number => all.size - (all.has('national') ? 1 : 0);
  return { policies: { old: count(policies.old), new: count(policies.new) }, changes };
}

function named<T extends { readonly file: string }>(place: T, side: Side): T {
  return { ...place, file: `${side.prefix}${fileIn(side, place)}` };
}

async function onSide<T>(side: Side, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    const diagnostics = error.diagnostics.map(({ place, ...rest }) => ({
      ...rest,
      ...(place && { place: named(place, side) }),
    }));
    throw new BaoxiaoError(diagnostics);
  }
}
