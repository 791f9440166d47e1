import type { Draft } from '../claim/draft.ts';
import { fieldOf } from '../claim/fields.ts';
import { readDraft } from '../claim/read.ts';
import { contradictions } from '../claim/together.ts';
import { GENERIC } from '../codes/place-code.ts';
import { loadRegions, type RegionIndex } from '../codes/regions.ts';
import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import { type Estimate, type EstimateOptions, finish, type Prepared, prepare } from '../engine/estimate.ts';
import { locateRegion, type Place } from '../engine/locate-region.ts';
import { noneYet } from '../engine/no-policy.ts';
import { resolve } from '../engine/resolve.ts';
import { parseTypedYuan } from '../money/fen.ts';
import type { Library } from '../policy/library.ts';
import { wordingOf } from '../policy/wording.ts';
import type { Need, Wording } from '../rules/circumstances.ts';
import { treeOf } from '../source/tree.ts';
import { type Answers, assumptionsOf, pseudo } from './question.ts';

/** What the questions are asked against. */
export interface Surroundings {
  readonly library: Library;
  /** ISO date that stands where no other was given. */
  readonly today: string;
  /** What was given before the first question (flags, a file); never asked again. */
  readonly given?: Draft;
  /** Assumptions given with it. */
  readonly assumptions?: ReadonlyMap<string, string>;
}

/** A supplement that people of this place and scheme may hold. */
export interface Offer {
  readonly id: string;
  readonly title: Text;
}

/** All that follows from the answers so far: which policy, what it still needs, what it would pay. */
export interface Situation {
  readonly draft: Draft;
  readonly options: EstimateOptions;
  /** Schemes that have a policy in the region, by id. */
  readonly schemes: readonly string[];
  readonly supplements: readonly Offer[];
  readonly prepared?: Prepared;
  /** Words the policy needs, in the order a clerk would ask. */
  readonly needs: readonly Need[];
  /** Ordinary answers that stand without being asked, since only a rule for rare cases looks at them. */
  readonly presumed: ReadonlyMap<string, string>;
  /** What is wrong with the answers so far. */
  readonly problems: readonly Diagnostic[];
  readonly wording: Wording;
  readonly regions: RegionIndex;
}

/** Situations by answers: going through the questions again meets the same ones, but for the last. */
const known = new WeakMap<Surroundings, Map<string, Promise<Situation>>>();
const MOST_KNOWN = 100;

/** Reads the answers and finds what follows from them. Everything wrong comes back as problems, never thrown. */
export function situationOf(answers: Answers, around: Surroundings): Promise<Situation> {
  const before = known.get(around) ?? new Map<string, Promise<Situation>>();
  known.set(around, before);
  const key = JSON.stringify([...answers].sort());
  const found = before.get(key);
  if (found) return found;
  if (before.size >= MOST_KNOWN) before.clear();
  const situation = readSituation(answers, around);
  before.set(key, situation);
  return situation;
}

async function readSituation(answers: Answers, around: Surroundings): Promise<Situation> {
  const problems: Diagnostic[] = [];
  const report: Report = (problem) => {
    problems.push({ severity: 'error', ...problem });
  };
  const { library, today } = around;
  const plain = agreeing([...answers].filter(([field]) => !pseudo(field)));
  const own = readDraft(treeOf(Object.fromEntries(plain), ''), report, parseTypedYuan);
  const assumptions = new Map([...(around.assumptions ?? []), ...assumptionsOf(answers)]);
  const options = { library, today, assumptions };
  const blank = { options, regions: await loadRegions(), presumed: new Map<string, string>() };
  let draft = around.given ? over(around.given, own) : own;
  try {
    const place = await placeOf(draft, library, report);
    const region = place?.code;
    const schemes = region === undefined ? [] : await schemesOf(region, library);
    if (region !== undefined && schemes.length === 0 && !draft.facts.has('insurance'))
      report(noPolicy(region, library, blank.regions));
    const supplements = region === undefined ? [] : await supplementsOf(region, draft, options);
    keepKnownSupplements(own, supplements);
    if (around.given) draft = over(around.given, own);
    if (region !== undefined) draft.facts.set('region', region);
    const settled = await settleNeeds(draft, options, report);
    const { needs, presumed } = settled;
    const prepared = place?.former ? { ...settled.prepared, former: place.former } : settled.prepared;
    const parts = prepared.located ? [prepared.located.basic, ...prepared.located.supplements] : [];
    const wording = wordingOf(parts.map((part) => part.policy));
    return { ...blank, draft, schemes, supplements, prepared, needs, presumed, problems, wording };
  } catch (error) {
    // A date without rules, a broken policy file.
    if (!(error instanceof BaoxiaoError)) throw error;
    problems.push(...error.diagnostics);
    return { ...blank, draft, schemes: [], supplements: [], needs: [], problems, wording: wordingOf([]) };
  }
}

/** An answer that was changed may rule out one that hung on it, which is then open again and no mistake of the clerk. */
function agreeing(answers: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const clashing = contradictions(new Map(answers)).map(([, later]) => later);
  return answers.filter(([field]) => !clashing.includes(field));
}

/** The estimate of a situation in which nothing is left to ask, or what stands in its way. */
export function estimateOf({ prepared, options }: Situation): Estimate | readonly Diagnostic[] {
  if (!prepared) return [];
  try {
    return finish(prepared, options);
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return error.diagnostics;
  }
}

type Report = (problem: Omit<Diagnostic, 'severity'>) => void;

/** The region by its code or name; an unknown one is reported. */
async function placeOf(draft: Draft, library: Library, report: Report): Promise<Place | undefined> {
  const region = draft.facts.get('region');
  return typeof region === 'string' ? locateRegion(region, library, report, draft) : undefined;
}

async function schemesOf(region: string, library: Library): Promise<string[]> {
  const schemes = await library.schemesOf(region);
  if (schemes.length === 0) return [];
  const uninsured = library.has(GENERIC) && library.names(GENERIC, 'scheme').includes('none');
  return uninsured && !schemes.includes('none') ? [...schemes, 'none'] : schemes;
}

function noPolicy(region: string, library: Library, regions: RegionIndex): Omit<Diagnostic, 'severity'> {
  const name = { zh: regions.pathName(region, 'zh'), en: regions.pathName(region, 'en') };
  return {
    code: 'NO_POLICY',
    message: { zh: `还没有${name.zh}的政策`, en: `there is no policy for ${name.en} yet` },
    hint: noneYet(region, library, regions, []),
    field: 'region',
    value: region,
  };
}

async function supplementsOf(
  region: string,
  { facts }: Draft,
  { library, today }: Surroundings,
): Promise<Offer[]> {
  const insurance = [facts.get('insurance') ?? []].flat();
  const date = String(facts.get('date') ?? today);
  const offers: Offer[] = [];
  for (const id of library.supplementsOf(region)) {
    const policy = await library.findSupplement(region, id);
    if (!policy) continue;
    const open =
      policy.heldWith.length === 0 || insurance.some((scheme) => policy.heldWith.includes(`${scheme}`));
    const sold = policy.versions.some(({ from, to }) => from <= date && (to === undefined || date <= to));
    if (open && sold) offers.push({ id, title: policy.title });
  }
  return offers;
}

/** Another place or scheme has other supplements: those answered for the old one are no mistake of the clerk. */
function keepKnownSupplements({ facts }: Draft, offers: readonly Offer[]): void {
  const held = facts.get('supplements');
  if (held === undefined) return;
  const known = [held].flat().filter((word) => offers.some(({ id }) => id === word));
  if (known.length > 0) facts.set('supplements', known as string[]);
  else facts.delete('supplements');
}

/**
 * What the policy needs to know. Fields that only the national rules look at (an undesignated hospital) keep their
 * ordinary value unasked: they can be changed in the review, but a clerk need not confirm them for every claim.
 */
async function settleNeeds(
  draft: Draft,
  options: EstimateOptions,
  report: Report,
): Promise<{ prepared: Prepared; needs: readonly Need[]; presumed: ReadonlyMap<string, string> }> {
  const presumed = new Map<string, string>();
  for (;;) {
    const found: Omit<Diagnostic, 'severity'>[] = [];
    const prepared = await prepare(withFacts(draft, presumed), options, false, (problem) => {
      found.push(problem);
    });
    const rare = rareNeed(prepared);
    if (rare === undefined) {
      for (const problem of found) report(problem);
      return { prepared, needs: prepared.needs, presumed };
    }
    // One at a time: an ordinary answer may decide the others.
    presumed.set(...rare);
  }
}

function rareNeed({ input, needs }: Prepared): [string, string] | undefined {
  if (!input?.national) return undefined;
  const { national: _, ...local } = input;
  const own = new Set(resolve(local).needs.map((need) => need.field));
  for (const { field } of needs) {
    const ordinary = fieldOf(field).default;
    if (ordinary !== undefined && !own.has(field)) return [field, ordinary];
  }
  return undefined;
}

function withFacts(draft: Draft, more: ReadonlyMap<string, string>): Draft {
  return { ...draft, facts: new Map([...more, ...draft.facts]) };
}

/** A draft with answers laid over it. */
function over(given: Draft, own: Draft): Draft {
  const both = <Value>(key: 'facts' | 'money' | 'parts' | 'paid' | 'places'): Map<string, Value> =>
    new Map([...given[key], ...own[key]] as [string, Value][]);
  const { payers, lines, ...totals } = own.yearToDate;
  return {
    facts: both('facts'),
    money: both('money'),
    parts: both('parts'),
    paid: both('paid'),
    places: both('places'),
    items: given.items,
    ...(given.codes && { codes: given.codes }),
    ...(given.implied && {
      implied: new Set([...given.implied].filter((field) => !own.facts.has(field))),
    }),
    yearToDate: {
      ...given.yearToDate,
      ...totals,
      payers: new Map([...given.yearToDate.payers, ...payers]),
      lines: new Map([...given.yearToDate.lines, ...lines]),
    },
  };
}
