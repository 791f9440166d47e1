import { Library } from '../../policy/library.ts';
import { type Equivalent, faultsOf, isCovered } from './equivalent.ts';
import { type Mutant, mutantsOf, subjectsOf, type Turn } from './run.ts';

/** What all mutants came to. */
export interface Outcome {
  readonly policies: readonly PolicyOutcome[];
  /** What is wrong with the list of equivalent mutants. */
  readonly faults: readonly string[];
}

/** The mutants of one policy. Plain data, so that threads can hand it over. */
export interface Tried {
  readonly policy: string;
  /** Its place among all, to put them in order again. */
  readonly place: number;
  readonly cases: number;
  readonly mutants: readonly Mutant[];
  /** Values that are not mutated, by their key. */
  readonly left: ReadonlyMap<string, number>;
}

export interface PolicyOutcome extends Tried {
  readonly equivalent: readonly Mutant[];
  readonly survivors: readonly Mutant[];
}

/** Which mutants: of the policies whose id holds a text and the shared tables they take, and of these a turn. */
export interface Share extends Turn {
  readonly only: string;
}

/**
 * Changes the policies of a folder in every single way and runs the cases on each change.
 * @throws Error where a case fails before anything is changed
 */
export async function mutateShare(root: string, { only, ...turn }: Share): Promise<Tried[]> {
  const base = new Library([root]);
  await base.national();
  await base.all();
  const wanted = (await subjectsOf(root)).filter(({ id, policies }) =>
    [id, ...policies.map((policy) => policy.id)].some((one) => one.includes(only)),
  );
  const tried: Tried[] = [];
  const noticed = new Map<string, string>();
  for (const [place, subject] of wanted.entries()) {
    const { id, cases, mutations } = subject;
    tried.push({
      policy: id,
      place,
      cases: cases.length,
      mutants: await mutantsOf(subject, base, noticed, turn),
      left: mutations.left,
    });
  }
  return tried;
}

/** Judges what the shares found. @param whole whether everything was tried: among some mutants, an entry may rightly find nothing */
export function judged(tried: readonly Tried[], list: readonly Equivalent[], whole = true): Outcome {
  const policies = together(tried).map((one): PolicyOutcome => {
    const unnoticed = one.mutants.filter(({ fate }) => fate === 'survived');
    const equivalent = unnoticed.filter((mutant) => list.some((entry) => isCovered(mutant, entry)));
    return { ...one, equivalent, survivors: unnoticed.filter((mutant) => !equivalent.includes(mutant)) };
  });
  const all = tried.flatMap(({ mutants }) => mutants);
  return { policies, faults: whole ? faultsOf(list, all) : [] };
}

/** What the shares found of each policy, put together again in the order of the file. */
function together(tried: readonly Tried[]): Tried[] {
  const whole = new Map<number, Tried>();
  for (const one of tried) {
    const before = whole.get(one.place)?.mutants ?? [];
    const mutants = [...before, ...one.mutants].sort((a, b) => a.place - b.place);
    whole.set(one.place, { ...one, mutants });
  }
  return [...whole.values()].sort((a, b) => a.place - b.place);
}
