import type { Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { CARES } from '../codes/cares.ts';
import { INSURANCES } from '../codes/insurances.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Branch, branchesOf } from '../engine/branches.ts';
import { circumstancesOf } from '../engine/resolve.ts';
import type { Part } from '../engine/resolve-input.ts';
import { PPM } from '../money/rate.ts';
import type { Version } from '../policy/policy.ts';
import { type Told, toldBy } from '../policy/told.ts';
import type { Line } from '../rules/line.ts';
import { apart } from './apart.ts';
import { filled } from './filled.ts';
import { nothingSeen, type Seen } from './seen.ts';
import { watchCondition, watchPlan } from './watch.ts';

/** What all combinations of circumstances show of a version. The rules are those of `version`, by identity. */
export interface Observation {
  /** The version that was followed; see `filled`. */
  readonly version: Version;
  readonly told: Told;
  /** Whether every combination was tried. */
  readonly complete: boolean;
  /** Whether every combination was followed to its end. Without that nothing can be called unused. */
  readonly conclusive: boolean;
  /** Combinations that the lines know and a claim cannot be settled in, by what the lines look at, with the reason. */
  readonly failures: readonly { readonly facts: Facts; readonly problem: Omit<Diagnostic, 'severity'> }[];
  /** The values each field was tried with, as `valueKey` writes them. */
  readonly tried: ReadonlyMap<string, ReadonlySet<string>>;
  readonly seen: Seen;
}

/** A policy may tell apart more than can be tried. */
export const MOST = 50_000;

/** @param most the largest number of combinations to try */
export function observe(written: Part, national: Part | undefined, most = MOST): Observation {
  const version = filled(withCares(written));
  const basic = { policy: written.policy, version };
  const told = toldBy(national ? [national.version, version] : [version]);
  const seen = nothingSeen();
  const failures: Observation['failures'][number][] = [];
  const tried = new Map<string, Set<string>>();
  const lines = toldBy([{ ...version, eligibility: [], coverStart: [] }]);
  const looked = fieldsOf(lines);
  let count = 0;
  for (const branch of branches(basic, national, told)) {
    count += 1;
    if (count > most) return { version, told, complete: false, conclusive: false, failures, tried, seen };
    watch(branch, version, seen);
    const facts = withAdmission(branch);
    for (const [field, value] of facts)
      tried.set(field, (tried.get(field) ?? new Set()).add(valueKey(value)));
    const [problem] = branch.result.problems;
    if (problem && HOLES.includes(problem.code) && (problem.code !== 'NO_FIGURE' || isKnown(facts, lines)))
      failures.push({ facts: new Map([...facts].filter(([field]) => looked.has(field))), problem });
  }
  return { version, told, complete: true, conclusive: failures.length === 0, failures, tried, seen };
}

function* branches(basic: Part, national: Part | undefined, told: Told): Generator<Branch> {
  const { from, eligibility } = basic.version;
  // A day on which every rule of the version has begun.
  const date = eligibility.reduce((last, { from: begun = '' }) => (begun > last ? begun : last), from);
  for (const version of apart(basic.version))
    for (const facts of startsOf(basic, told)) {
      const alone = { ...basic, version };
      yield* branchesOf({ basic: alone, supplements: [], ...(national && { national }), date, facts, told });
    }
}

/** What makes a combination one that no claim can be settled in. */
const HOLES = ['NO_FIGURE', 'BANDS_ORDER', 'PART_RATE_DIFFERS', 'PART_TWICE'];

/** What lines look at. What only the rules of eligibility ask says who is refused, not which figure is taken. */
function fieldsOf({ words, edges }: Told): Set<string> {
  const counted = edges.has('disease_count') ? ['disease'] : [];
  return new Set(['care', ...words.keys(), ...edges.keys(), ...counted]);
}

/**
 * Whether the lines know circumstances: every value is named in a rule or table of theirs, or is the one that a claim has
 * when it says nothing. Values that no line names (a minor in the employees' scheme) are refused, and mean to be.
 */
function isKnown(facts: Facts, lines: Told): boolean {
  return [...facts].every(([field, value]) => {
    const named = lines.words.get(field);
    if (typeof value !== 'string' || !named) return true;
    const { default: ordinary, kind } = fieldOf(field);
    return kind === 'boolean' || value === ordinary || named.has(value);
  });
}

export function valueKey(value: unknown): string {
  return Array.isArray(value) ? value.join('+') : String(value);
}

function withAdmission({ facts, admission, result }: Branch): Facts {
  return result.used.has('admission') ? new Map(facts).set('admission', admission) : facts;
}

function watch(branch: Branch, version: Version, seen: Seen): void {
  const circumstances = circumstancesOf(branch.input);
  for (const rule of version.eligibility) watchCondition(rule.when, circumstances, seen);
  if (branch.result.plan) watchPlan(branch.result.plan, circumstances, seen);
}

/** The rules that hold everywhere have no lines; one stands in, so that every kind of care is tried. */
function withCares({ policy, version }: Part): Version {
  if (policy.kind !== 'national') return version;
  const line: Line = {
    id: '',
    payer: 'pooled_fund',
    care: CARES.ids,
    refuse: [],
    base: { kind: 'sum', words: ['in_policy'] },
    counted: { per: 'settlement', from: 'deductible', origin: {} },
    bands: [{ rate: { kind: 'exact', value: PPM, origin: {} }, origin: {} }],
    adjust: [],
    unlessGiven: 'skip',
    givenAboveBase: 'reduce',
    origin: {},
  };
  return { ...version, lines: [line] };
}

/** Facts that no claim is without and that the branches therefore do not vary: each way that the rules tell apart. */
function* startsOf({ policy }: Part, told: Told): Generator<Facts> {
  const [, scheme = ''] = policy.id.split('/');
  const named = told.words.get('insurance') ?? new Set<string>();
  const held = policy.heldWith.length > 0 ? policy.heldWith : INSURANCES.ids;
  const other = held.find((id) => !named.has(id));
  const schemes: string[][] =
    policy.kind !== 'scheme'
      ? held.filter((id) => named.has(id) || id === other).map((id) => [id])
      : [[scheme]];
  const [first = scheme] = schemes[0] ?? [];
  if (told.edges.has('basic_schemes')) schemes.push([first, first === 'employee' ? 'resident' : 'employee']);
  const supplements = [...(told.words.get('supplements') ?? [])];
  const sets = [[], ...supplements.map((id) => [id]), ...(supplements.length > 1 ? [supplements] : [])];
  for (const insurance of schemes)
    for (const set of sets)
      yield new Map<string, readonly string[]>([
        ['insurance', insurance],
        ['supplements', set],
      ]);
}
