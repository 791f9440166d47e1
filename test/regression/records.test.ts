import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { findCaseFiles } from '../../src/regression/find.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';

/** Real settlements; fixtures/records/README.md says which rules are known and which were fitted. */
const ROOT = join(import.meta.dirname, '..', '..');
const FITTED = join(ROOT, 'fixtures', 'records', 'policies');
const SHIPPED = join(ROOT, 'policies');
const library = new Library([FITTED, SHIPPED]);

const casesOf = (folder: string) =>
  findCaseFiles([folder]).flatMap((path) => readCases(readFileSync(path, 'utf8'), relative(ROOT, path)));

describe('records whose rules are fitted', () => {
  test.each(casesOf(FITTED).map((one) => [one.name, one] as const))('%s', async (_, one) => {
    expect((await runCase(one, library)).failures.map(({ key, message }) => `${key}: ${message.en}`)).toEqual(
      [],
    );
  });
});

test('every record is a case, beside the shipped policy where the rules are known', () => {
  const tagged = (folder: string): string[] =>
    [...new Set(casesOf(folder).flatMap(({ tags }) => tags.filter((tag) => /^[RE]\d$/.test(tag))))].sort();
  expect(tagged(FITTED)).toEqual(['R1', 'R2', 'R3', 'R5', 'R6', 'R7', 'R8']);
  expect(tagged(SHIPPED)).toEqual(['E1', 'E2', 'R4']);
});

test('what is fitted says so', async () => {
  for (const policy of await new Library([FITTED]).all()) {
    expect(Object.values(policy.sources).map(({ grade }) => grade)).toEqual(['fitted']);
    expect(policy.versions.map(({ to }) => to)).not.toContain(undefined);
  }
});
