import type { Fact, Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { type Told, toldBy } from '../policy/told.ts';
import type { Assumptions } from './figures.ts';
import { caresOf, resolve } from './resolve.ts';
import type { Part, ResolveInput, ResolveResult } from './resolve-input.ts';

/** What all combinations of circumstances are wanted of. */
export interface BranchQuestion {
  readonly basic: Part;
  readonly supplements: readonly Part[];
  readonly national?: Part;
  /** ISO date within the version. */
  readonly date: string;
  readonly assumptions?: Assumptions;
  /** Facts that are fixed; the others are tried with every value that is told apart. */
  readonly facts?: Facts;
}

/** One combination of circumstances, and what it resolves to. */
export interface Branch {
  /** Only the facts that the policies looked at on the way. */
  readonly facts: Facts;
  /** Number of the admission, from 1. */
  readonly admission: number;
  readonly input: ResolveInput;
  readonly result: ResolveResult;
}

/**
 * Every combination of circumstances that the policies tell apart, each once. The one resolver drives it: it is asked
 * with nothing known, and each field it looks at is tried with every value that a rule or table names and one that none
 * does; so a branch that is decided asks no further, as at the counter. Numbers are tried at the beginning of each
 * stretch that is told apart. A combination with a problem, or one that is not covered, ends there.
 */
export function* branchesOf(question: BranchQuestion): Generator<Branch> {
  const { basic, supplements } = question;
  const parts = [basic, ...supplements];
  const told = toldBy(
    [...(question.national ? [question.national] : []), ...parts].map((part) => part.version),
  );
  const [code = '', scheme = ''] = basic.policy.id.split('/');
  const start = new Map<string, Fact>([
    ['region', code],
    ['insurance', [scheme]],
    ['supplements', supplements.map(({ policy }) => policy.id.split('/')[1] ?? policy.id)],
    ...(question.facts ?? []),
  ]);
  yield* explore(question, parts, told, start, undefined);
}

function* explore(
  question: BranchQuestion,
  parts: readonly Part[],
  told: Told,
  facts: Facts,
  admission: number | undefined,
): Generator<Branch> {
  const input: ResolveInput = {
    basic: question.basic,
    supplements: question.supplements,
    ...(question.national && { national: question.national }),
    facts,
    date: question.date,
    admission: admission ?? 1,
    given: [],
    parts: [...new Set(parts.flatMap(({ policy }) => Object.keys(policy.parts)))],
    assumptions: question.assumptions ?? new Map(),
    bound: 'low',
    defaults: false,
  };
  const result = resolve(input);
  const decided = result.problems.length > 0 || result.plan?.covered === false;
  // What was decided by something taken for granted (a referral, at the community hospital) is decided for that only.
  const field = decided
    ? [...result.implied].find((implied) => !facts.has(implied))
    : openField(result, facts, admission);
  if (field === undefined) {
    yield { facts, admission: admission ?? 1, input, result };
    return;
  }
  if (field === 'admission') {
    for (const number of numbersFor(told, field, 1)) yield* explore(question, parts, told, facts, number);
    return;
  }
  for (const value of valuesFor(field, told, parts))
    yield* explore(question, parts, told, new Map(facts).set(field, value), admission);
}

/** A field that the resolver looked at and that is not fixed yet: what it needs comes before what it took for granted. */
function openField(
  { needs, used }: ResolveResult,
  facts: Facts,
  admission: number | undefined,
): string | undefined {
  const [need] = needs;
  if (need) return need.field;
  for (const field of used) {
    if (field === 'admission') {
      if (admission === undefined) return field;
    } else if (!facts.has(field) && field !== 'disease_count' && field !== 'basic_schemes') return field;
  }
  return undefined;
}

function valuesFor(field: string, told: Told, parts: readonly Part[]): readonly Fact[] {
  if (field === 'care') return caresOf(parts);
  if (field === 'disease') return diseasesFor(told, parts);
  const { table, kind, default: ordinary } = fieldOf(field);
  if (kind === 'integer') return numbersFor(told, field, 0);
  const named = told.words.get(field) ?? new Set<string>();
  const ids = table?.ids ?? [...named];
  const others = ids.filter((id) => !named.has(id));
  const other = others.find((id) => id === ordinary) ?? others[0];
  return ids.filter((id) => named.has(id) || id === other);
}

/** One number of each stretch that is told apart: its first. */
function numbersFor(told: Told, field: string, least: number): number[] {
  const edges = [...(told.edges.get(field) ?? [])].filter((edge) => edge > least);
  return [...new Set([least, ...edges])].sort((a, b) => a - b);
}

/** Each disease, and where their number matters each two of them, and as many as the rules tell apart. */
function diseasesFor(told: Told, parts: readonly Part[]): readonly Fact[] {
  const known = parts.flatMap(({ policy }) => Object.keys(policy.diseases));
  if (known.length === 0) return ['other'];
  const single = known.map((id) => [id]);
  const counts = told.edges.get('disease_count');
  if (!counts) return single;
  const pairs = known.flatMap((one, index) => known.slice(index + 1).map((two) => [one, two]));
  const more = [...counts].filter((count) => count > 2 && count <= known.length);
  return [...single, ...pairs, ...more.map((count) => known.slice(0, count))];
}
