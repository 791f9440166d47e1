import { Library } from '../../policy/library.ts';
import { type Equivalent, faultsOf, isCovered } from './equivalent.ts';
import { mutationsOf } from './policy.ts';
import { type Mutant, mutantsOf, subjectsOf } from './run.ts';

/** What all mutants came to. */
export interface Outcome {
  readonly policies: readonly PolicyOutcome[];
  /** What is wrong with the list of equivalent mutants. */
  readonly faults: readonly string[];
}

export interface PolicyOutcome {
  readonly policy: string;
  readonly cases: number;
  readonly mutants: readonly Mutant[];
  readonly equivalent: readonly Mutant[];
  readonly survivors: readonly Mutant[];
  /** Values that are not mutated, by their key. */
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Changes every policy of a folder in every single way and runs the cases on each.
 * @param only a part of the ids of the policies that are wanted
 * @throws Error where a case fails before anything is changed
 */
export async function mutate(root: string, list: readonly Equivalent[], only = ''): Promise<Outcome> {
  const base = new Library([root]);
  await base.national();
  await base.all();
  const policies: PolicyOutcome[] = [];
  const all: Mutant[] = [];
  for (const subject of await subjectsOf(root)) {
    const { id, kind } = subject.policy;
    if (!id.includes(only)) continue;
    const mutants = await mutantsOf(subject, base);
    all.push(...mutants);
    const unnoticed = mutants.filter(({ fate }) => fate === 'survived');
    const equivalent = unnoticed.filter((mutant) => list.some((entry) => isCovered(mutant, entry)));
    policies.push({
      policy: id,
      cases: subject.cases.length,
      mutants,
      equivalent,
      survivors: unnoticed.filter((mutant) => !equivalent.includes(mutant)),
      left: mutationsOf(subject.text, kind === 'supplement').left,
    });
  }
  // Of some policies only, an entry may rightly find nothing.
  return { policies, faults: only === '' ? faultsOf(list, all) : [] };
}
