import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { runCase } from '../../src/regression/run.ts';
import { shippedCases } from '../support/shipped-cases.ts';

const library = new Library(['policies']);

/** The same run as `baoxiao check`, but each case by its own name. */
describe.each(shippedCases())('$file', ({ cases }) => {
  it.each(cases.map((one) => [one.place.line, one.name, one] as const))(
    '%i %s',
    async (_line, _name, one) => {
      const { failures } = await runCase(one, library);
      const told = failures.map(({ key, expected, got }) => `${key}: expected ${expected}, got ${got}`);
      expect(told, one.because).toEqual([]);
    },
  );
});

it('has a file of cases for every policy, beside it', async () => {
  const policies = (await library.all()).map(({ file }) => file.replace('.yaml', '.cases.yaml'));
  expect(shippedCases().map(({ file }) => file)).toEqual(
    [...policies, 'policies/national.cases.yaml'].sort(),
  );
});
