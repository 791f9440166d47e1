import { type Fact, type Facts, wordOf, wordsOf } from '../claim/claim.ts';
import type { Draft } from '../claim/read.ts';
import { loadRegions, type Region } from '../codes/regions.ts';
import { INSURANCES } from '../codes/tables.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import { GENERIC, type Library, parentsOf, versionOn } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import { findTerm, termsOf } from '../policy/wording.ts';
import type { Part } from './resolve-input.ts';

/** The policies a claim is settled by. */
export interface Located {
  readonly region: string;
  readonly basic: Part;
  readonly supplements: readonly Part[];
  readonly national?: Part;
  /** The claim's facts with the region as a code and the policy's own words by id. */
  readonly facts: Facts;
  /** The draft's parts by the policies' tags. */
  readonly parts: ReadonlyMap<string, number>;
}

type Report = (problem: Omit<Diagnostic, 'severity'>) => void;

/**
 * The code of the place named, among those there are. Reports what is unknown or ambiguous.
 * @param near whether to name places like an unknown one
 */
export async function locateRegion(
  text: string,
  library: Library,
  report: Report,
  draft?: Draft,
  near = true,
): Promise<string | undefined> {
  if (/^\d{6}$/.test(text) && library.has(text)) return text;
  const regions = await loadRegions();
  const place = draft?.places.get('region');
  const at = { field: 'region', value: text, ...(place && { place }) };
  const held = (code: string): boolean => library.has(code);
  const first = regions.resolve(text, held, false, near);
  // 西安 is the city of a province that has policies rather than a district of a city that has none.
  const match =
    first.kind === 'many'
      ? regions.resolve(text, (code) => held(code) || parentsOf(code).slice(0, 1).some(held), false)
      : first;
  if (match.kind === 'one') return match.region.code;
  const own = await ownPlace(text, library, (code) => regions.byCode(code) !== undefined);
  if (own !== undefined) return own;
  const named = (list: readonly Region[]): Text => ({
    zh: list.map((region) => `${regions.pathName(region.code, 'zh')} ${region.code}`).join('、'),
    en: list.map((region) => `${regions.pathName(region.code, 'en')} ${region.code}`).join(', '),
  });
  if (match.kind === 'many') {
    const list = named(match.candidates.slice(0, 8));
    report({
      code: 'REGION_AMBIGUOUS',
      message: { zh: `参保地“${text}”有多处`, en: `the insured place “${text}” could be several` },
      hint: { zh: `写全名或代码：${list.zh}`, en: `give the full name or the code: ${list.en}` },
      ...at,
    });
    return undefined;
  }
  const list = named(match.suggestions);
  report({
    code: 'REGION_UNKNOWN',
    message: { zh: `没有参保地“${text}”`, en: `there is no insured place “${text}”` },
    hint:
      match.suggestions.length > 0
        ? { zh: `是否想写：${list.zh}`, en: `did you mean ${list.en}?` }
        : {
            zh: '写名称（临沂）、拼音（linyi）、首字母（ly）或六位代码',
            en: 'give a name (临沂), pinyin (linyi), initials (ly) or the six-digit code',
          },
    ...at,
  });
  return undefined;
}

/** A place that only the user's policies know: by the `place` they give or the pinyin of their folder. */
async function ownPlace(
  text: string,
  library: Library,
  known: (code: string) => boolean,
): Promise<string | undefined> {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  for (const code of library.codes().filter((candidate) => !known(candidate))) {
    if (library.folderNames(code).includes(folded)) return code;
    const [name] = [...library.names(code, 'scheme'), ...library.names(code, 'supplement')];
    const place = name === undefined ? undefined : (await library.get(code, name))?.place;
    if (place && [place.zh, place.en].some((word) => word.toLowerCase() === folded)) return code;
  }
  return undefined;
}

/** The policies of a claim, of whatever date. */
export interface Found {
  readonly region: string;
  readonly basic: Policy;
  readonly supplements: readonly Policy[];
  readonly national?: Policy;
}

/** Finds the policies of a claim. Undefined after reporting what is wrong. */
export async function findPolicies(
  draft: Draft,
  region: string,
  library: Library,
  report: Report,
): Promise<Found | undefined> {
  const schemes = wordsOf(draft.facts, 'insurance');
  const basic = await findBasic(schemes, region, draft, library, report);
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
  return failed ? undefined : { region, basic, supplements, ...(national && { national }) };
}

/**
 * Takes the versions in force on a date and puts the claim's words into their vocabulary. Undefined after reporting what
 * is wrong.
 * @throws BaoxiaoError where a policy has no version for the date
 */
export function locate(found: Found, draft: Draft, date: string, report: Report): Located | undefined {
  const dated = (policy: Policy): Part => ({ policy, version: versionOn(policy, date) });
  const basic = dated(found.basic);
  const supplements = found.supplements.map(dated);
  const facts = new Map<string, Fact>(draft.facts);
  facts.set('region', found.region);
  facts.set(
    'supplements',
    supplements.map(({ policy }) => policy.id.split('/')[1] ?? policy.id),
  );
  const policies = [found.basic, ...found.supplements];
  const diseasesKnown = nameDiseases(facts, policies, report);
  const parts = nameParts(draft, policies, report);
  if (!diseasesKnown || !parts) return undefined;
  return {
    region: found.region,
    basic,
    supplements,
    ...(found.national && { national: dated(found.national) }),
    facts,
    parts,
  };
}

async function findBasic(
  schemes: readonly string[],
  region: string,
  draft: Draft,
  library: Library,
  report: Report,
): Promise<Policy | undefined> {
  const found: Policy[] = [];
  for (const scheme of schemes) {
    const policy =
      (await library.find(region, scheme)) ??
      (scheme === 'none' ? await library.get(GENERIC, scheme) : undefined);
    if (policy) found.push(policy);
  }
  // Someone in employee and maternity insurance has a stay settled by the one and a delivery by the other.
  const care = wordOf(draft.facts, 'care');
  const policy = found.find((candidate) => modelsCare(candidate, care)) ?? found[0];
  if (policy) return policy;
  const known = await library.schemesOf(region);
  const wanted = joinTexts(schemes.map((scheme) => INSURANCES.find(scheme)?.label ?? same(scheme)));
  const there = joinTexts(known.map((scheme) => INSURANCES.find(scheme)?.label ?? same(scheme)));
  const regions = await loadRegions();
  const name = { zh: regions.pathName(region, 'zh'), en: regions.pathName(region, 'en') };
  const place = draft.places.get('insurance');
  report({
    code: 'NO_POLICY',
    message: {
      zh: `没有${name.zh}（${region}）${wanted.zh}的政策`,
      en: `there is no policy for ${wanted.en} in ${name.en} (${region})`,
    },
    hint:
      known.length > 0
        ? { zh: `该地有：${there.zh}`, en: `there is: ${there.en}` }
        : {
            zh: `该地还没有政策；有政策的地区：${library
              .codes()
              .filter((code) => code !== GENERIC)
              .join('、')}；也可用 --policies 加自己的`,
            en: `this place has none yet; places with policies: ${library
              .codes()
              .filter((code) => code !== GENERIC)
              .join(', ')}; or add your own with --policies`,
          },
    field: known.length > 0 ? 'insurance' : 'region',
    value: known.length > 0 ? schemes.join(',') : region,
    ...(place && { place }),
  });
  return undefined;
}

/** Whether any version of a policy says something about a kind of care. */
function modelsCare({ versions }: Policy, care: string | undefined): boolean {
  return versions.some(({ lines }) => lines.some((line) => care !== undefined && line.care.includes(care)));
}

function notHeldWith(policy: Policy, schemes: readonly string[]): Omit<Diagnostic, 'severity'> {
  const allowed = joinTexts(policy.heldWith.map((scheme) => INSURANCES.find(scheme)?.label ?? same(scheme)));
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

/** A policy that tells diseases apart must know the one given; another takes any text. */
function nameDiseases(facts: Map<string, Fact>, policies: readonly Policy[], report: Report): boolean {
  const terms = termsOf(policies, 'diseases');
  const words = wordsOf(facts, 'disease');
  if (words.length === 0 || Object.keys(terms).length === 0) return true;
  const ids = words.map((word) => findTerm(terms, word));
  const unknown = ids.indexOf(undefined);
  if (unknown < 0) {
    facts.set('disease', [...new Set(ids as string[])]);
    return true;
  }
  const labels = joinTexts(
    Object.entries(terms).map(([id, { label }]) => ({ zh: `${label.zh} ${id}`, en: `${id} (${label.en})` })),
  );
  report({
    code: 'UNKNOWN_DISEASE',
    message: {
      zh: `政策没有区分病种“${words[unknown]}”`,
      en: `the policy does not know the disease “${words[unknown]}”`,
    },
    hint: { zh: `可用：${labels.zh}`, en: `one of: ${labels.en}` },
    field: 'disease',
    value: words[unknown] ?? '',
  });
  return false;
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
