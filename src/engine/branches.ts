import type { Fact, Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { goesWith, partnerOf } from '../claim/together.ts';
import { type Group, type Told, toldBy } from '../policy/told.ts';
import type { Assumptions } from './assumptions.ts';
import { caresOf, resolve } from './resolve.ts';
import { goesOn, type Part, type ResolveInput, type ResolveResult } from './resolve-input.ts';

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
  /** What to tell apart, where that is more than the policies do themselves. */
  readonly told?: Told;
  /** Fields of which one value stands for all that no rule or table names apart from it; in the others each is tried. */
  readonly once?: (field: string) => boolean;
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
  const all = [...(question.national ? [question.national] : []), ...parts];
  const told =
    question.told ??
    toldBy(
      all.map(({ version }) => version),
      all.map(({ policy }) => policy.parameters),
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
  // A kind of care that no line knows is tried for the rules that refuse it; where none does, nothing can be settled.
  if (result.problems.some(({ code }) => code === 'CARE_NOT_MODELLED')) return;
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
    // What goes on with a stay is the admission before it.
    const later = goesOn(input) ? 1 : 0;
    for (const number of numbersFor(told, field, 1))
      yield* explore(question, parts, told, facts, number > 1 ? number + later : number);
    return;
  }
  for (const value of valuesFor(field, told, question, facts))
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

function valuesFor(
  field: string,
  told: Told,
  { basic, supplements, once }: BranchQuestion,
  facts: Facts,
): readonly Fact[] {
  const parts = [basic, ...supplements];
  if (field === 'care') return caresFor(parts, basic).filter((care) => goesWith(field, care, facts));
  if (field === 'disease') return diseasesFor(told, parts);
  const { table, kind, default: ordinary } = fieldOf(field);
  if (kind === 'integer') return numbersFor(told, field, 0);
  const named = told.words.get(field) ?? new Set<string>();
  const fitting = (table?.ids ?? [...named]).filter((id) => goesWith(field, id, facts));
  const ids = once?.(field) ? oneOfEach(fitting, told.groups.get(field) ?? []) : fitting;
  const others = ids.filter((id) => !named.has(id));
  const other = others.find((id) => id === ordinary) ?? others[0];
  const more = other === undefined ? [] : besides(field, other, others, told);
  return ids.filter((id) => named.has(id) || id === other || more.includes(id));
}

/** Of the values that nothing names, those that stand beside values of another field which the one tried rules out. */
function besides(field: string, tried: string, others: readonly string[], told: Told): string[] {
  const partner = partnerOf(field);
  if (partner === undefined || !told.words.has(partner)) return [];
  const chosen = [tried];
  const ids = fieldOf(partner).table?.ids ?? [];
  for (const id of others) {
    const isNew = ids.some(
      (value) =>
        goesWith(partner, value, new Map([[field, id]])) &&
        !chosen.some((before) => goesWith(partner, value, new Map([[field, before]]))),
    );
    if (isNew) chosen.push(id);
  }
  return chosen.slice(1);
}

/** One number of each stretch that is told apart: its first. */
function numbersFor(told: Told, field: string, least: number): number[] {
  const edges = [...(told.edges.get(field) ?? [])].filter((edge) => edge > least);
  return [...new Set([least, ...edges])].sort((a, b) => a - b);
}

/** The kinds of care that lines know, and those that the policy's own rules of eligibility name. */
function caresFor(parts: readonly Part[], { version }: Part): readonly string[] {
  const named = toldBy([{ ...version, lines: [], caps: [] }]).words.get('care') ?? [];
  return [...new Set([...caresOf(parts), ...named])];
}

/**
 * Each disease, and each two of them that may come to something else together; where their number matters, every two, as
 * many as the rules tell apart, and none where they tell that apart.
 */
function diseasesFor(told: Told, parts: readonly Part[]): readonly Fact[] {
  const known = parts.flatMap(({ policy }) => Object.keys(policy.diseases));
  if (known.length === 0) return ['other'];
  const single = known.map((id) => [id]);
  const counts = told.edges.get('disease_count');
  if (!counts) return [...single, ...pairsOf(representatives(known, told.groups.get('disease') ?? []))];
  const more = [...counts].filter((count) => count > 2 && count <= known.length);
  const none = counts.has(1) ? [[]] : [];
  return [...none, ...single, ...pairsOf(known), ...more.map((count) => known.slice(0, count))];
}

function pairsOf(ids: readonly string[]): string[][] {
  return ids.flatMap((one, index) => ids.slice(index + 1).map((two) => [one, two]));
}

/**
 * One disease of each kind that conditions and tables tell apart. None where there is but one table: of two diseases it
 * takes the row of one.
 */
function representatives(known: readonly string[], groups: readonly Group[]): readonly string[] {
  if (groups.length < 2 || groups.every(({ kind }) => kind === 'row')) return [];
  return oneOfEach(known, groups);
}

/** The first of the values that stand together wherever they stand. */
function oneOfEach(known: readonly string[], groups: readonly Group[]): string[] {
  const kinds = new Map<string, string>();
  for (const id of known) {
    const kind = groups.map(({ values }) => (values.includes(id) ? '1' : '0')).join('');
    if (!kinds.has(kind)) kinds.set(kind, id);
  }
  return [...kinds.values()];
}
