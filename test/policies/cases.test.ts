import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { type Outcome, readCases, runCase } from '../support/run-cases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'fixtures', 'cases');
const library = new Library([join(root, 'policies')]);
const done: Outcome[] = [];

for (const name of readdirSync(folder).sort()) {
  const file = `fixtures/cases/${name}`;
  describe(file, () => {
    for (const test of readCases(readFileSync(join(folder, name), 'utf8'), file)) {
      it(`${test.line} ${test.name}`, async () => {
        const outcome = await runCase(test, library);
        done.push(outcome);
        expect(outcome.failures, test.because).toEqual([]);
      });
    }
  });
}
