import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inherit, type Origin } from '../../src/grammar/words.ts';
import { figuresOfVersion } from '../../src/policy/figures.ts';
import { Library } from '../../src/policy/library.ts';
import type { Figure } from '../../src/rules/figure.ts';
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

describe('the cases together', () => {
  it('have a file for every policy, named by its id', async () => {
    const policies = [...(await library.all()).map(({ id }) => id.replace('/', '-')), 'national'];
    expect(readdirSync(folder).map((name) => name.replace(/\.yaml$/, ''))).toEqual(policies.sort());
  });

  it('use every figure, eligibility rule and refusal of the library', async () => {
    const used = usedPlaces();
    const unused: string[] = [];
    for (const policy of [...(await library.all()), await library.national()]) {
      if (!policy) continue;
      for (const version of policy.versions) {
        const leaves = figuresOfVersion(version).flatMap(({ key, figure, outer }) =>
          leavesOf(figure, outer).map(({ origin }) => ({ key, origin })),
        );
        const rules = [...version.eligibility, ...version.lines.flatMap((line) => line.refuse)];
        for (const { key, origin } of [
          ...leaves,
          ...rules.map(({ code, origin: own }) => ({ key: code, origin: inherit(version.origin, own) })),
        ]) {
          if (!used.has(placeOf(policy.file, origin))) unused.push(`${placeOf(policy.file, origin)} ${key}`);
        }
      }
    }
    expect(unused).toEqual([]);
  });
});

function usedPlaces(): Set<string> {
  const places = done.flatMap(({ estimates, diagnostics }) => [
    ...estimates.flatMap(({ plan }) => [
      // A figure belongs to one of the policies of the plan; a place in another never matches one of its figures.
      ...plan.resolved.flatMap(({ origin }) =>
        plan.policies.map(({ policy }) => placeOf(policy.file, origin)),
      ),
      ...[...plan.refusals, ...plan.notices].map(({ policy, origin }) => placeOf(policy.file, origin)),
    ]),
    ...diagnostics.flatMap(({ place }) => (place ? [placeOf(place.file, place)] : [])),
  ]);
  return new Set(places);
}

function placeOf(file: string, { line, column }: Origin): string {
  return `${file}:${line}:${column}`;
}

/** The leaves that a settlement can use. A formula itself is not one: its parameter, or its provisional figure, is. */
function leavesOf(figure: Figure, outer: Origin): { origin: Origin }[] {
  const origin = inherit(outer, figure.origin);
  if (figure.kind === 'share') return figure.provisional ? leavesOf(figure.provisional, origin) : [];
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [{ origin }];
  const rows = [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])];
  return rows.flatMap((row) => leavesOf(row, origin));
}

describe('the runner', () => {
  const claim =
    '{ region: "371300", insurance: employee, care: inpatient, hospital: { level: 3 }, date: 2025-05-01, expenses: { total: 120600 } }';
  const run = async (rest: string, claims = `claim: ${claim}`): Promise<readonly string[]> => {
    const [test] = readCases(`- { name: x, because: y, ${claims}, ${rest} }`, 'x.yaml');
    if (!test) throw new Error('no case');
    return (await runCase(test, library)).failures;
  };

  it('passes what is right', async () => {
    expect(await run('expect: { hifp_pay: "101500.00" }')).toEqual([]);
  });

  it.each([
    [
      'an amount a fen off',
      'expect: { hifp_pay: "101500.01" }',
      'hifp_pay: expected 101500.01, found 101500.00',
    ],
    [
      'an amount without its decimals',
      'expect: { hifp_pay: 101500 }',
      'hifp_pay: expected 101500, found 101500.00',
    ],
    ['a field that does not exist', 'expect: { hifp: "101500.00" }', 'there is no amount “hifp”'],
    ['covered', 'expect: { covered: "false" }', 'covered: expected false, found true'],
    ['a notice', 'expect: { notices: [INSURED_TWICE] }', 'notices: INSURED_TWICE is not among'],
    [
      'a payer',
      'expect: { payers: { assistance: "0.00" } }',
      'payers.assistance: expected 0.00, found no such payer',
    ],
    [
      'a high bound that is not there',
      'expect: { hifp_pay: "101500.00" }, expect_high: { hifp_pay: "1.00" }',
      'no high bound',
    ],
    [
      'an error that does not come',
      'expect_error: MISSING_FIELD',
      'expected the error MISSING_FIELD, but it settles',
    ],
  ])('fails on %s', async (_name, rest, failure) => {
    const failures = await run(rest);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(failure);
  });

  it('fails on another error, and on the right one about another field', async () => {
    const wrong =
      'claim: { region: "371300", insurance: employee, care: inpatient, date: 2025-05-01, expenses: { total: 1 } }';
    expect(await run('expect_error: MISSING_FIELD', wrong)).toEqual([]);
    expect(await run('expect_error: NO_POLICY', wrong)).toHaveLength(1);
    expect(await run('expect_error: { code: MISSING_FIELD, field: status }', wrong)).toHaveLength(1);
    expect(await run('expect: { hifp_pay: "0.00" }', wrong)).toEqual([
      'refused: MISSING_FIELD (hospital.level)',
    ]);
  });

  it('fails where a range is expected to be one amount', async () => {
    const nrcms = `claim: ${claim.replace('employee', 'nrcms').replace('level: 3', 'level: 2')}`;
    expect(await run('expect: { act_pay_dedc: "500.00" }', nrcms)).toHaveLength(1);
  });

  it('names the claim of a year that fails', async () => {
    const two = `claims: [${claim}, ${claim}]`;
    const failures = await run('expect: [{ hifp_pay: "101500.00" }, { hifp_pay: "1.00" }]', two);
    expect(failures).toEqual(['claim 2: hifp_pay: expected 1.00, found 101500.00']);
  });

  it.each([
    ['an unknown key', `claim: ${claim}, expects: { hifp_pay: "1.00" }`],
    ['a case without an expectation', `claim: ${claim}`],
    ['an empty expectation', `claim: ${claim}, expect: {}`],
    ['a claim too many', `claims: [${claim}, ${claim}], expect: [{ hifp_pay: "1.00" }]`],
  ])('refuses %s', (_name, rest) => {
    expect(() => readCases(`- { name: x, because: y, ${rest} }`, 'x.yaml')).toThrow(/x\.yaml:1/);
  });

  it('refuses a case without a reason', () => {
    expect(() => readCases(`- { name: x, claim: ${claim}, expect: { hifp_pay: "1.00" } }`, 'x.yaml')).toThrow(
      /because/,
    );
  });
});
