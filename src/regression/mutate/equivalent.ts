import { type Place, Problems } from '../../diagnostics/diagnostic.ts';
import { list, mapped, must, object } from '../../grammar/shape.ts';
import { plain } from '../../grammar/words.ts';
import { readYaml } from '../../source/yaml.ts';
import type { Mutant } from './run.ts';

/** Mutants that provably change no result, and why. `*` stands for any characters. */
export interface Equivalent {
  readonly policies: readonly string[];
  readonly at: string;
  readonly was: string;
  readonly becomes: string;
  readonly reason: string;
  readonly place: Place;
}

const equivalents = list(
  mapped(
    object({
      policy: must(list(plain, { single: true }), '政策编号', 'ids of policies'),
      where: must(plain, '位置', 'where in the policy'),
      was: must(plain, '原来', 'what is written'),
      becomes: must(plain, '改为', 'what it becomes'),
      reason: must(plain, '为什么结果不变', 'why no result changes'),
    }),
    ({ policy, where, was, becomes, reason }, tree): Equivalent => ({
      policies: policy,
      at: where,
      was,
      becomes,
      reason,
      place: tree.place,
    }),
  ),
  { min: 0 },
);

/** @throws BaoxiaoError where the file is not such a list */
export function readEquivalents(text: string, file: string): Equivalent[] {
  const problems = new Problems();
  const read = equivalents.read(readYaml(text, file), problems);
  problems.throwIfFailed();
  return read ?? [];
}

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

export function isCovered(mutant: Mutant, { policies, at, was, becomes }: Equivalent): boolean {
  return (
    policies.some((policy) => fits(policy, mutant.policy)) &&
    fits(at, mutant.at) &&
    fits(was, mutant.was) &&
    fits(becomes, mutant.becomes)
  );
}

/** What is wrong with the list: an entry that no mutant fits any more, or whose reason a failing case disproves. */
export function faultsOf(list: readonly Equivalent[], mutants: readonly Mutant[]): string[] {
  return list.flatMap((entry) => {
    const where = `${entry.place.file}:${entry.place.line}`;
    const covered = mutants.filter((mutant) => isCovered(mutant, entry));
    if (covered.length === 0)
      return [`${where}: no mutant fits “${entry.at}: ${entry.was} -> ${entry.becomes}”`];
    return covered
      .filter(({ fate }) => fate !== 'survived')
      .map(({ policy, at, was, becomes, by }) => {
        const how = by === undefined ? 'is refused by the loader' : `makes “${by}” fail`;
        return `${where}: ${policy} ${at}: ${was} -> ${becomes} ${how}`;
      });
  });
}
