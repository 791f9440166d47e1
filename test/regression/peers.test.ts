import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { findCaseFiles } from '../../src/regression/find.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';

/** Numbers from the test suites of other rules engines; fixtures/peers/README.md says what differs and why. */
const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'fixtures', 'peers', 'policies');
const library = new Library([FOLDER, join(ROOT, 'policies')]);

describe.each(findCaseFiles([FOLDER]).map((path) => relative(FOLDER, path)))('%s', (file) => {
  const cases = readCases(readFileSync(join(FOLDER, file), 'utf8'), file);
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    expect((await runCase(one, library)).failures.map(({ key, message }) => `${key}: ${message.en}`)).toEqual(
      [],
    );
  });
});

test('the only numbers that differ are those of rounding half to even, and their cases say so', () => {
  const cases = findCaseFiles([FOLDER]).flatMap((path) => readCases(readFileSync(path, 'utf8'), path));
  const differing = cases.flatMap(
    ({ because = '' }) => /取偶得 (\S+)，这里四舍五入得 (\S+)$/.exec(because) ?? [],
  );
  expect(differing.filter((text) => /^[\d.]+$/.test(text))).toEqual(['10', '10.001', '10', '10.1']);
});
