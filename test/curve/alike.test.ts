import { expect, test } from 'vitest';
import { alikeBut } from '../../src/curve/alike.ts';

interface Known {
  readonly name: number;
  readonly branch: {
    readonly facts: ReadonlyMap<string, string | readonly string[]>;
    readonly admission: number;
  };
}

/** Every combination of a few fields, each of which may also not have been asked. */
function everything(): Known[] {
  const levels = ['1', '2'];
  const groups = [undefined, 'none', 'poor'];
  const diseases = [undefined, ['a'], ['a', 'b']];
  const found: Known[] = [];
  for (const level of levels)
    for (const group of groups)
      for (const disease of diseases)
        for (const admission of [1, 2]) {
          const facts = new Map<string, string | readonly string[]>([['level', level]]);
          if (group !== undefined) facts.set('group', group);
          if (disease !== undefined) facts.set('disease', disease);
          found.push({ name: found.length, branch: { facts, admission } });
        }
  return found;
}

/** The definition, pair by pair. */
function agree(one: Known, two: Known): boolean {
  if (one.branch.admission !== two.branch.admission) return false;
  return [...one.branch.facts].every(
    ([field, value]) =>
      field === 'level' ||
      !two.branch.facts.has(field) ||
      String(two.branch.facts.get(field)) === String(value),
  );
}

test('pairs are those that agree in all that both were asked, but for the field', () => {
  const all = everything();
  const ones = all.filter(({ branch }) => branch.facts.get('level') === '1');
  const others = all.filter(({ branch }) => branch.facts.get('level') === '2');
  const joined = [...alikeBut('level', ones, others)].map(([one, two]) => `${one.name} ${two.name}`);
  const expected = ones.flatMap((one) =>
    others.filter((two) => agree(one, two)).map((two) => `${one.name} ${two.name}`),
  );
  expect(expected.length).toBeGreaterThan(50);
  expect(joined.sort()).toEqual(expected.sort());
});
