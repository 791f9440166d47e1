import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, Facts } from '../../src/claim/claim.ts';
import { goesWith } from '../../src/claim/together.ts';
import { type Branch, branchesOf } from '../../src/engine/branches.ts';
import type { LinePlan, Plan } from '../../src/engine/plan.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { goesOn, type ResolveInput } from '../../src/engine/resolve-input.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { type Told, toldBy } from '../../src/policy/told.ts';
import { caseArbitrary } from '../oracle/claims.ts';
import type { Situation } from '../oracle/figures.ts';
import { inventedSubjects, type Subject, shippedSubjects } from '../oracle/subjects.ts';

const subjects = [...inventedSubjects(), ...(await shippedSubjects())];

/** All branches of a subject, with what is needed to say which one a situation belongs to. */
interface Tree {
  readonly branches: readonly Branch[];
  readonly told: Told;
  readonly tried: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  /** Fields of which every number counts, not only the stretch it lies in. */
  readonly graded: ReadonlySet<string>;
}

type Fixed = Pick<Situation, 'assumptions' | 'date'> & { readonly held: Subject['supplements'] };

function keyOf(value: Fact): string {
  return Array.isArray(value) ? [...value].sort().join('+') : String(value);
}

/** Policies that tell too much apart for all of it to be followed in a test; these fields are held fast there. */
const HELD_FAST: Readonly<Record<string, ReadonlyMap<string, Fact>>> = {
  '990001/employee': new Map<string, Fact>([
    ['age', 71],
    ['assistance', 'registered_poor'],
  ]),
};

function treeOf(subject: Subject, { assumptions, date, held }: Fixed): Tree {
  const { basic, national, care } = subject;
  const question = { basic, supplements: held, ...(national && { national }), date, assumptions };
  const fast = HELD_FAST[basic.policy.id] ?? [];
  const branches = [...branchesOf({ ...question, facts: new Map<string, Fact>([['care', care], ...fast]) })];
  const tried = new Map<string, Map<string, Fact>>();
  for (const { facts } of branches)
    for (const [field, value] of facts)
      tried.set(field, (tried.get(field) ?? new Map<string, Fact>()).set(keyOf(value), value));
  const versions = [basic, ...held, ...(national ? [national] : [])].map(({ version }) => version);
  const text = JSON.stringify(versions);
  const graded = new Set([
    ...(text.includes('"eachAdmission":true') ? ['admission'] : []),
    ...[...text.matchAll(/"by":"(\w+)"/g)].map(([, field = '']) => field),
  ]);
  const parameters = [basic, ...held].map(({ policy }) => policy.parameters);
  return { branches, told: toldBy(versions, parameters), tried, graded };
}

/** The value that stands for a situation's own in the branches; undefined where none does. */
function standIn(field: string, value: Fact, { tried, told }: Tree): string | undefined {
  const values = tried.get(field) ?? new Map<string, Fact>();
  if (values.has(keyOf(value))) return keyOf(value);
  if (typeof value === 'number') return String(stretch(value, told.edges.get(field), 0));
  if (Array.isArray(value)) return undefined;
  const named = told.words.get(field);
  return [...values.keys()].find((other) => !named?.has(other));
}

/**
 * Whether the value of a branch stands for a situation's own. Of the words that nothing tells apart one is tried, or one
 * of each kind where they go with other values of another field: care away has no filing `local`.
 */
function standsFor(field: string, value: Fact, { facts }: Situation, tree: Tree): boolean {
  const own = facts.get(field) as Fact;
  const named = tree.told.words.get(field);
  if (typeof value !== 'string' || typeof own !== 'string') return standIn(field, own, tree) === keyOf(value);
  if (value === own || named?.has(value) || named?.has(own)) return value === own;
  const kinds = [...(tree.tried.get(field)?.keys() ?? [])].filter((other) => !named?.has(other));
  return kinds.length === 1 || goesWith(field, value, facts as Facts);
}

function stretch(value: number, edges: ReadonlySet<number> | undefined, least: number): number {
  return Math.max(least, ...[...(edges ?? [])].filter((edge) => edge <= value));
}

/** The branches that a situation belongs to. One that ended in a problem before the admission was told apart holds for all. */
function branchesFor(situation: Situation, tree: Tree): Branch[] {
  const words = tree.branches.filter((branch) => agrees(branch, situation, tree));
  const edges = [...(tree.told.edges.get('admission') ?? [])].filter((edge) => edge > 1);
  const own = words.filter(({ result, admission, input }) => {
    // What goes on with a stay is the admission before it.
    const told = new Set(edges.map((edge) => edge + (goesOn(input) ? 1 : 0)));
    return !result.used.has('admission') || admission === stretch(situation.admission, told, 1);
  });
  return own.length > 0 ? own : words.filter(({ result }) => result.problems.length > 0);
}

function agrees(branch: Branch, situation: Situation, tree: Tree): boolean {
  for (const [field, value] of branch.facts) {
    if (field === 'region' || field === 'insurance' || field === 'supplements' || field === 'care') continue;
    const own = situation.facts.get(field);
    if (own === undefined || !standsFor(field, value, situation, tree)) return false;
  }
  return true;
}

/** Whether some fact of a situation is of a kind that the branches try samples of only. */
function isSampled(branch: Branch, situation: Situation, { graded, tried }: Tree): boolean {
  return [...graded].some((field) =>
    field === 'admission'
      ? branch.result.used.has(field) && branch.admission !== situation.admission
      : branch.facts.has(field) && !tried.get(field)?.has(keyOf(situation.facts.get(field) ?? '')),
  );
}

function numbersOf(plan: Plan): unknown {
  const { covered, accountsUsable, personalAccount, refusals, lines, caps } = plan;
  const numbers = (line: LinePlan): unknown => {
    const {
      line: _line,
      policy: _policy,
      payer: _payer,
      label: _label,
      figures: _figures,
      off,
      ...rest
    } = line;
    return { ...rest, off: off?.code, upTo: [...line.upTo].map(String), rates: [...line.rates] };
  };
  return {
    covered,
    accountsUsable,
    personalAccount,
    refusals: refusals.map(({ code }) => code),
    lines: lines.map(numbers),
    caps: caps.map(({ amount, perYear, ofTotal, isShare, members, elsewhere }) => [
      [amount, perYear, ofTotal, isShare, members],
      elsewhere.map(({ id }) => id),
    ]),
  };
}

function inputOf(subject: Subject, situation: Situation, { input }: Branch): ResolveInput {
  const [code = ''] = subject.basic.policy.id.split('/');
  const facts: Facts = new Map<string, Fact>([
    ...(situation.facts as Facts),
    ['region', code],
    ['insurance', input.facts.get('insurance') ?? []],
    ['supplements', input.facts.get('supplements') ?? []],
  ]);
  return { ...input, facts, admission: situation.admission };
}

function compare(subject: Subject, situation: Situation, branch: Branch, tree: Tree): void {
  const own = resolve(inputOf(subject, situation, branch));
  const { plan, problems } = branch.result;
  if (problems.length > 0) {
    // A branch ends at its first problem; the situation, of which everything is known, may have more.
    expect(own.plan).toBeUndefined();
    if (own.problems.length === 0) expect(branch.result.needs).not.toEqual([]);
    else expect(own.problems.map(({ code }) => code)).toContain(problems[0]?.code);
    return;
  }
  if (plan?.covered === false) {
    expect(own.plan?.covered).toBe(false);
    expect(own.plan?.refusals.map(({ code }) => code)).toContain(plan.refusals[0]?.code);
    return;
  }
  if (isSampled(branch, situation, tree)) return;
  expect(own.plan && numbersOf(own.plan)).toEqual(plan && numbersOf(plan));
}

describe.each(subjects.map((subject) => [subject.name, subject] as const))(
  'branches of %s',
  (_name, subject) => {
    const cases = caseArbitrary(subject);
    const [sample] = fc.sample(cases, { numRuns: 1, seed: 7 });
    const held = [[], ...(subject.supplements.length > 0 ? [subject.supplements] : [])];
    it.each(held.map((supplements) => [supplements.length, supplements] as const))(
      'with %i supplements: every situation is in exactly one, with its numbers',
      (_count, supplements) => {
        const assumptions = sample?.situation.assumptions ?? new Map();
        const tree = treeOf(subject, { assumptions, date: subject.dates[0] ?? '', held: supplements });
        expect(tree.branches.length).toBeGreaterThan(0);
        let compared = 0;
        fc.assert(
          fc.property(cases, ({ situation: drawn }) => {
            const fast = HELD_FAST[subject.basic.policy.id] ?? [];
            const situation = { ...drawn, facts: new Map([...drawn.facts, ...fast]) as Situation['facts'] };
            const disease = situation.facts.get('disease');
            // Two diseases at once are tried only where their number is told apart.
            if (
              disease !== undefined &&
              tree.tried.has('disease') &&
              standIn('disease', disease, tree) === undefined
            )
              return;
            const found = branchesFor(situation, tree);
            expect(found).toHaveLength(1);
            compared += 1;
            compare(subject, situation, found[0] as Branch, tree);
          }),
          { numRuns: 60 },
        );
        expect(compared).toBeGreaterThan(0);
      },
      180_000,
    );
  },
);

it('care away is tried where the filing alone does not tell it from care at home', () => {
  const text = `policy: 371300/employee
title: x
checked: 2025-01-01
sources: { page: { title: x, grade: secondary } }
versions:
  - from: 2025-01-01
    source: page
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        rate: { cases: [{ when: { access.filing: unfiled }, figure: 40% }, { when: { access.place: in_province }, figure: 60% }, { figure: 80% }] }
`;
  const policy = loadPolicy(text, 'x.yaml');
  const version = policy.versions[0] as (typeof policy.versions)[number];
  const question = { basic: { policy, version }, supplements: [], date: '2025-05-01' };
  const tried = [...branchesOf(question)].map(({ facts, result }) => [
    ...[facts.get('access.filing'), facts.get('access.place')],
    result.plan?.lines[0]?.figures.rates[0]?.value,
  ]);
  expect(tried).toEqual([
    ['local', 'local', 800_000],
    ['filed_transfer', 'in_province', 600_000],
    ['filed_transfer', 'other_province', 800_000],
    ['unfiled', undefined, 400_000],
  ]);
});

describe('what is taken for granted', () => {
  it('does not decide for the other values', () => {
    const text = `policy: 371300/employee
title: x
checked: 2025-01-01
sources: { page: { title: x, grade: secondary } }
versions:
  - from: 2025-01-01
    source: page
    eligibility:
      - { code: NO, when: { hospital.level: community, access.referral: referred }, outcome: not_covered, reason: x }
    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }
`;
    const policy = loadPolicy(text, 'x.yaml');
    const version = policy.versions[0] as (typeof policy.versions)[number];
    const found = [...branchesOf({ basic: { policy, version }, supplements: [], date: '2025-01-01' })];
    const outcomes = found.map(({ facts, result }) => [
      facts.get('hospital.level'),
      facts.get('access.referral'),
      result.plan?.covered,
    ]);
    // At a community hospital the referral is implied, and yet a claim may say that there was none.
    expect(outcomes).toContainEqual(['community', 'referred', false]);
    expect(outcomes).toContainEqual(['community', 'direct', true]);
    expect(outcomes.filter(([level]) => level !== 'community').every(([, , covered]) => covered)).toBe(true);
  });
});

describe('combinations that only some rules tell apart', () => {
  function factsOf(rest: string): string[] {
    const text = `policy: 371300/employee
title: x
checked: 2025-01-01
sources: { page: { title: x, grade: secondary } }
diseases: { a: { label: a }, b: { label: b }, c: { label: c }, d: { label: d } }
${rest}`;
    const policy = loadPolicy(text, 'x.yaml');
    const version = policy.versions[0] as (typeof policy.versions)[number];
    const found = [...branchesOf({ basic: { policy, version }, supplements: [], date: '2025-01-01' })];
    return found.map(({ facts, result: { plan } }) => {
      const words = [...facts]
        .filter(([field]) => !['region', 'insurance', 'supplements'].includes(field))
        .map(([, value]) => keyOf(value));
      const line = plan?.lines[0];
      const what = plan?.covered === false ? 'refused' : line && (line.rates[0] ?? 0) / line.denominator;
      return `${words.join(' ')}: ${what} ${line?.capAmount || ''}`.trim();
    });
  }

  it('try a kind of care that a rule refuses and no line knows', () => {
    expect(
      factsOf(`versions:
  - from: 2025-01-01
    source: page
    eligibility: [{ code: NO, when: { care: pharmacy }, outcome: not_covered, reason: x }]
    lines: [{ line: pooled_fund, care: [inpatient, outpatient], base: in_policy, rate: 50% }]
`),
    ).toEqual(['inpatient: 0.5', 'outpatient: 0.5', 'pharmacy: refused']);
  });

  it('try two diseases together where more than one condition speaks of them', () => {
    const policy = (adjust: string): string => `versions:
  - from: 2025-01-01
    source: page
    lines:
      - line: pooled_fund
        care: chronic
        base: in_policy
        rate: { by: { disease: { a: 50%, else: 40% } } }
        adjust: ${adjust}
        cap: { per: year, amount: 1000 }
`;
    const both = factsOf(
      policy('[{ when: { disease: [a, d] }, points: +10% }, { when: { disease: b }, points: +5% }]'),
    );
    expect(both).toEqual([
      'chronic a: 0.6 100000',
      'chronic b: 0.45 100000',
      'chronic c: 0.4 100000',
      'chronic d: 0.5 100000',
      'chronic a+b: 0.65 100000',
      'chronic a+c: 0.6 100000',
      'chronic a+d: 0.6 100000',
      'chronic b+c: 0.45 100000',
      'chronic b+d: 0.55 100000',
      'chronic c+d: 0.5 100000',
    ]);
    // A table takes the row of one of them: nothing new comes of two.
    expect(factsOf(policy('[{ when: { age: 60.. }, points: 0.5% }]'))).toHaveLength(8);
  });

  it('try what the amounts of a parameter tell apart', () => {
    expect(
      factsOf(`parameters:
  income: { label: x, values: [{ from: 2025-01-01, source: page, amount: { by: { hospital.level: { 2: 1000, 3: 3000 } } } }] }
versions:
  - from: 2025-01-01
    source: page
    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50%, cap: { per: year, amount: { share: 50%, of: income } } }
`),
    ).toEqual(expect.arrayContaining(['inpatient 2: 0.5 50000', 'inpatient 3: 0.5 150000']));
  });
});
