import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/claim/claim.ts';
import { Circumstances } from '../../src/rules/circumstances.ts';
import { type Condition, holds } from '../../src/rules/condition.ts';

const is = (field: string, ...values: string[]): Condition => ({ kind: 'is', field, values });
const from = (field: string, least: number): Condition => ({
  kind: 'within',
  field,
  from: least,
  to: Number.MAX_SAFE_INTEGER,
});
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });

const OLD = from('age', 60);
const SENIOR = is('status', 'senior');
const REFERRED = is('access.referral', 'referred');

/** What comes of a condition, and what is asked for. */
function decide(test: Condition, facts: Record<string, Fact>): [boolean | undefined, string[]] {
  const circumstances = new Circumstances(new Map(Object.entries(facts)), new Map(), false);
  return [holds(test, circumstances), [...circumstances.needs.keys()]];
}

describe('a condition is decided by any entry that decides, and asks no others', () => {
  test.each<[string, Condition, Record<string, Fact>, boolean | undefined, string[]]>([
    ['any: a later one holds', any(OLD, SENIOR), { status: 'senior' }, true, []],
    ['any: a later one does not hold', any(OLD, SENIOR), { status: 'adult' }, undefined, ['age']],
    ['any: nothing known', any(OLD, SENIOR), {}, undefined, ['age', 'status']],
    ['any: the first one holds', any(OLD, SENIOR), { age: 60 }, true, []],
    ['all: a later one does not hold', all(OLD, SENIOR), { status: 'adult' }, false, []],
    ['all: a later one holds', all(OLD, SENIOR), { status: 'senior' }, undefined, ['age']],
    ['not: the inside is decided', not(any(OLD, SENIOR)), { status: 'senior' }, false, []],
    [
      'inside one another: what the inner one asks falls away',
      any(all(OLD, REFERRED), SENIOR),
      { status: 'senior' },
      true,
      [],
    ],
    [
      'inside one another: what is still open is asked',
      any(all(OLD, REFERRED), all(SENIOR, REFERRED)),
      { status: 'adult' },
      undefined,
      ['age', 'access.referral'],
    ],
    [
      'inside one another: a closed branch is not asked about',
      any(all(OLD, is('disability', 'disabled')), all(REFERRED, SENIOR)),
      { status: 'adult', age: 60 },
      undefined,
      ['disability'],
    ],
  ])('%s', (_what, condition, facts, result, needs) => {
    expect(decide(condition, facts)).toEqual([result, needs]);
  });

  test('what another rule still asks for stays asked for, with its choices', () => {
    const circumstances = new Circumstances(new Map([['status', 'senior']]), new Map(), false);
    circumstances.words('access.referral', ['referred', 'direct']);
    expect(holds(any(OLD, REFERRED, SENIOR), circumstances)).toBe(true);
    expect([...circumstances.needs.values()]).toEqual([
      { field: 'access.referral', choices: ['referred', 'direct'] },
    ]);
  });

  test('what was looked at counts as used, decided or not: a result may be kept by it', () => {
    const circumstances = new Circumstances(new Map([['status', 'senior']]), new Map(), false);
    holds(any(OLD, SENIOR), circumstances);
    expect([...circumstances.used]).toEqual(['age', 'status']);
  });
});
