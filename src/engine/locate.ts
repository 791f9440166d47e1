import { type Fact, type Facts, wordOf, wordsOf } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { ALL_INSURANCES } from '../codes/insurances.ts';
import { GENERIC } from '../codes/place-code.ts';
import { loadRegions } from '../codes/regions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import { findTerm, termsOf } from '../policy/wording.ts';
import type { FormerPlace } from './former-place.ts';
import type { Place } from './locate-region.ts';
import { nameDiseases } from './name-diseases.ts';
import { noPolicy } from './no-policy.ts';
import type { Part } from './resolve-input.ts';

/** The policies a claim is settled by. */
export interface Located {
  readonly region: string;
  readonly basic: Part;
  readonly supplements: readonly Part[];
  readonly national?: Part;
  /** The claim's facts with the region as a code and the policy's own words by id. */
  readonly facts: Facts;
  /** What is wrong with the diseases given, should a rule go by them. */
  readonly unknownDisease?: Omit<Diagnostic, 'severity'>;
  /** The draft's parts by the policies' tags. */
  readonly parts: ReadonlyMap<string, number>;
}

type Report = (problem: Omit<Diagnostic, 'severity'>) => void;

/** The policies of a claim, of whatever date. */
export interface Found {
  readonly region: string;
  /** What the place was called by, where that is no more. */
  readonly former?: FormerPlace;
  readonly basic: Policy;
  readonly supplements: readonly Policy[];
  readonly national?: Policy;
}

/** Finds the policies of a claim. Undefined after reporting what is wrong. */
export async function findPolicies(
  draft: Draft,
  where: Place,
  library: Library,
  report: Report,
): Promise<Found | undefined> {
  const { code: region, former } = where;
  const schemes = wordsOf(draft.facts, 'insurance');
  const basic = await findBasic(schemes, where, draft, library, report);
  if (!basic) return undefined;
  const supplements: Policy[] = [];
  let failed = false;
  for (const word of wordsOf(draft.facts, 'supplements')) {
    const policy = await library.findSupplement(region, word);
    if (
      policy &&
      (policy.heldWith.length === 0 || schemes.some((scheme) => policy.heldWith.includes(scheme)))
    ) {
      supplements.push(policy);
      continue;
    }
    failed = true;
    report(policy ? notHeldWith(policy, schemes) : unknownSupplement(word, library.supplementsOf(region)));
  }
  const national = await library.national();
  if (failed) return undefined;
  return { region, basic, supplements, ...(former && { former }), ...(national && { national }) };
}

/**
 * Takes the versions in force on a date and puts the claim's words into their vocabulary. Undefined after reporting what
 * is wrong.
 * @throws BaoxiaoError where a policy has no version for the date
 */
export function locate(found: Found, draft: Draft, date: string, report: Report): Located | undefined {
  const dated = (policy: Policy): Part => ({ policy, version: versionOn(policy, date) });
  const basic = { policy: found.basic, version: versionOn(found.basic, date, settledWith(found)) };
  const supplements = found.supplements.map(dated);
  const facts = new Map<string, Fact>(draft.facts);
  facts.set('region', found.region);
  facts.set(
    'supplements',
    supplements.map(({ policy }) => policy.id.split('/')[1] ?? policy.id),
  );
  const policies = [found.basic, ...found.supplements];
  const unknownDisease = nameDiseases(facts, policies);
  const parts = nameParts(draft, policies, report);
  if (!parts) return undefined;
  return {
    region: found.region,
    basic,
    supplements,
    ...(found.national && { national: dated(found.national) }),
    facts,
    ...(unknownDisease && { unknownDisease }),
    parts,
  };
}

async function findBasic(
  schemes: readonly string[],
  where: Place,
  draft: Draft,
  library: Library,
  report: Report,
): Promise<Policy | undefined> {
  const found: Policy[] = [];
  for (const scheme of schemes) {
    const policy =
      (await library.find(where.code, scheme)) ??
      (scheme === 'none' ? await library.get(GENERIC, scheme) : undefined);
    if (policy) found.push(policy);
  }
  // Someone in employee and maternity insurance has a stay settled by the one and a delivery by the other.
  const care = wordOf(draft.facts, 'care');
  const policy = found.find((candidate) => modelsCare(candidate, care)) ?? found[0];
  if (policy) return policy;
  const place = draft.places.get('insurance');
  report({
    ...(await noPolicy(where, schemes, library, await loadRegions())),
    ...(place && { place }),
  });
  return undefined;
}

/** Whether any version of a policy says something about a kind of care. */
function modelsCare({ versions }: Policy, care: string | undefined): boolean {
  return versions.some(({ lines }) => lines.some((line) => care !== undefined && line.care.includes(care)));
}

/** Why a supplement that has rules on a day is refused with the basic scheme that has none. */
function settledWith({ supplements }: Found): Text | undefined {
  if (supplements.length === 0) return undefined;
  const names = joinTexts(supplements.map(({ title }) => title));
  return {
    zh: `${names.zh}在基本医保之后结算，不能单独估算`,
    en: `${names.en} is settled after the basic scheme and cannot be estimated alone`,
  };
}

function notHeldWith(policy: Policy, schemes: readonly string[]): Omit<Diagnostic, 'severity'> {
  const allowed = joinTexts(
    policy.heldWith.map((scheme) => ALL_INSURANCES.find(scheme)?.label ?? same(scheme)),
  );
  return {
    code: 'SUPPLEMENT_NOT_HELD_WITH',
    message: {
      zh: `${policy.title.zh}只供参加${allowed.zh}的人`,
      en: `${policy.title.en} is only for people in ${allowed.en}`,
    },
    field: 'supplements',
    value: schemes.join(','),
  };
}

function unknownSupplement(word: string, known: readonly string[]): Omit<Diagnostic, 'severity'> {
  const hint = didYouMean(word, known);
  return {
    code: 'UNKNOWN_SUPPLEMENT',
    message: { zh: `该地没有补充保险“${word}”`, en: `there is no supplement “${word}” in this place` },
    ...(hint && { hint }),
    field: 'supplements',
    value: word,
  };
}

/** Parts of the cost by the policies' tags. */
function nameParts(
  draft: Draft,
  policies: readonly Policy[],
  report: Report,
): ReadonlyMap<string, number> | undefined {
  const terms = termsOf(policies, 'parts');
  const parts = new Map<string, number>();
  for (const [word, fen] of draft.parts) {
    const tag = findTerm(terms, word);
    if (tag === undefined) {
      report(unknownPart(word, terms));
      return undefined;
    }
    if (parts.has(tag)) {
      const place = draft.places.get(`expenses.parts.${word}`);
      report({
        code: 'FIELD_TWICE',
        message: { zh: `分项“${tag}”给了两次`, en: `the part “${tag}” is given twice` },
        hint: { zh: '同一项的几种写法只留一种', en: 'keep one of the names for it' },
        field: `expenses.parts.${word}`,
        ...(place && { place }),
      });
      return undefined;
    }
    parts.set(tag, fen);
  }
  return parts;
}

export function unknownPart(word: string, terms: Policy['parts']): Omit<Diagnostic, 'severity'> {
  const known = joinTexts(
    Object.entries(terms).map(([id, { label }]) => ({ zh: `${label.zh} ${id}`, en: `${id} (${label.en})` })),
  );
  return {
    code: 'UNKNOWN_PART',
    message: { zh: `政策没有区分费用分项“${word}”`, en: `the policy does not know the part “${word}”` },
    hint: { zh: `可用：${known.zh}`, en: `one of: ${known.en}` },
    field: `expenses.parts.${word}`,
    value: word,
  };
}
