import { wordOf } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { FIELDS } from '../claim/fields.ts';
import type { Report } from '../claim/values.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import type { Need } from '../rules/circumstances.ts';
import type { Assumptions } from './assumptions.ts';
import type { FormerPlace } from './former-place.ts';
import { type Found, findPolicies, type Located, locate } from './locate.ts';
import { locateRegion } from './locate-region.ts';
import { missingField } from './missing.ts';
import { resolve } from './resolve.ts';
import type { ResolveInput, ResolveResult } from './resolve-input.ts';

export interface EstimateOptions {
  readonly library: Library;
  readonly assumptions?: Assumptions;
  /** ISO date used (and said) where the claim gives none. */
  readonly today?: string;
}

/** A draft brought as far as it goes: its policies found, and what they still need to know. */
export interface Prepared {
  readonly draft: Draft;
  readonly date: string;
  readonly dateGiven: boolean;
  /** What its place was called by, where that is no more. */
  readonly former?: FormerPlace;
  readonly located?: Located;
  readonly input?: ResolveInput;
  readonly result?: ResolveResult;
  /** Fields still needed, in the order a clerk would ask. */
  readonly needs: readonly Need[];
  /** Fields that a claim which needs nothing else needs only if its cost reaches certain rates. */
  readonly later?: readonly Need[];
}

/** Finds a draft's policies and resolves them as far as its facts allow. */
export async function prepare(
  draft: Draft,
  options: EstimateOptions,
  defaults: boolean,
  report: Report,
): Promise<Prepared> {
  const start = startOf(draft, options);
  const needs: Need[] = [];
  for (const field of ['region', 'insurance']) if (!draft.facts.has(field)) needs.push({ field });
  const regionText = draft.facts.get('region');
  const place =
    typeof regionText === 'string'
      ? await locateRegion(regionText, options.library, report, draft)
      : undefined;
  if (needs.length > 0 || place === undefined) {
    if (!draft.facts.has('care')) needs.push({ field: 'care' });
    return { ...start, needs };
  }
  const found = await findPolicies(draft, place, options.library, report);
  return found ? prepareFound(draft, found, options, defaults, report) : { ...start, needs };
}

/** Resolves a draft whose policies have been found, as far as its facts allow. */
export function prepareFound(
  draft: Draft,
  found: Found,
  options: EstimateOptions,
  defaults: boolean,
  report: Report,
): Prepared {
  const start = startOf(draft, options);
  const { date } = start;
  const located = locate(found, draft, date, report);
  if (!located) return { ...start, needs: [] };
  const input = resolveInput(draft, located, date, options.assumptions ?? new Map(), defaults);
  const result = resolve(input);
  for (const problem of result.problems) report(withPlace(problem, draft));
  const { needs, later } = result;
  const ready = { ...start, ...(found.former && { former: found.former }), located, input, result };
  // What is missing is told all at once.
  if (needs.length > 0) return { ...ready, needs: inClerkOrder([...needs, ...later]) };
  return { ...ready, needs, later: inClerkOrder(later) };
}

function startOf(draft: Draft, options: EstimateOptions): Pick<Prepared, 'draft' | 'date' | 'dateGiven'> {
  const given = wordOf(draft.facts, 'date');
  return { draft, date: given ?? options.today ?? localToday(), dateGiven: given !== undefined };
}

function resolveInput(
  draft: Draft,
  located: Located,
  date: string,
  assumptions: Assumptions,
  defaults: boolean,
): ResolveInput {
  const policies = [located.basic, ...located.supplements].map((part) => part.policy);
  return {
    basic: located.basic,
    supplements: located.supplements,
    ...(located.national && { national: located.national }),
    facts: located.facts,
    ...(located.unknownDisease && { unknownDisease: located.unknownDisease }),
    date,
    admission: (draft.yearToDate.admissions ?? 0) + 1,
    given: [...draft.paid.keys()],
    parts: [...new Set(policies.flatMap((policy) => Object.keys(policy.parts)))],
    assumptions,
    bound: 'low',
    defaults,
  };
}

function inClerkOrder(needs: readonly Need[]): Need[] {
  const order = (need: Need): number => FIELDS.findIndex((field) => field.key === need.field);
  return [...needs].sort((a, b) => order(a) - order(b));
}

/** The problem of a field that is not given, with the values the policies found tell apart. */
export function missing(need: Need, { located }: Prepared): Omit<Diagnostic, 'severity'> {
  const parts = located ? [located.basic, ...located.supplements] : [];
  return missingField(
    need,
    parts.map(({ policy }) => policy),
  );
}

function withPlace(problem: Omit<Diagnostic, 'severity'>, draft: Draft): Omit<Diagnostic, 'severity'> {
  const place = problem.field === undefined ? undefined : draft.places.get(problem.field);
  return place && place.line > 0 && problem.code === 'NO_FIGURE' ? { ...problem, place } : problem;
}

/** Today where the counter stands. */
export function localToday(): string {
  const now = new Date();
  return [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, '0'),
    String(now.getDate()).padStart(2, '0'),
  ].join('-');
}
