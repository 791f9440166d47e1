import { INSURANCES } from '../codes/insurances.ts';
import { GENERIC, parentsOf } from '../codes/place-code.ts';
import { loadRegions, type RegionIndex } from '../codes/regions.ts';
import { type Diagnostic, fail } from '../diagnostics/diagnostic.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { locateRegion } from '../engine/locate-region.ts';
import { noneYet } from '../engine/no-policy.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';

const NATIONAL = ['national', '全国', '全国通用规则'];

/**
 * The policy that a person names: by its id (`371300/employee`), by place and scheme in any words (北京 职工), or by its
 * title.
 * @throws BaoxiaoError where none is meant, or several are
 */
export async function findPolicy(words: readonly string[], library: Library): Promise<Policy> {
  const text = words.join(' ').normalize('NFKC').trim();
  const found = await exactly(text, library);
  if (found) return found;
  const titled = await byTitle(text, library);
  if (titled.length === 1 && titled[0]) return titled[0];
  if (titled.length > 1) return several(text, titled);
  const [place, scheme] = split(text);
  const code = await placeOf(place, library);
  return scheme === undefined ? onlyOf(code, place, library) : inPlace(code, place, scheme, library);
}

async function exactly(text: string, library: Library): Promise<Policy | undefined> {
  if (NATIONAL.includes(text)) return library.national();
  const [, code, name] = /^(\d{6})\s*[/ ]\s*([a-z0-9_]+)$/.exec(text) ?? [];
  return code === undefined || name === undefined ? undefined : library.get(code, name);
}

/** `北京 职工`, `北京/employee`: what comes last is the scheme, what stands before it the place. */
function split(text: string): [place: string, scheme: string | undefined] {
  const [, place, scheme] = /^(.*\S)\s*[/\s]\s*(\S+)$/.exec(text) ?? [];
  return place === undefined ? [text, undefined] : [place.replace(/\/$/, '').trim(), scheme];
}

async function placeOf(place: string, library: Library): Promise<string> {
  let problem: Omit<Diagnostic, 'severity'> | undefined;
  const found = await locateRegion(place, library, (report) => {
    problem = report;
  });
  return found?.code ?? fail({ ...(problem ?? unknownPlace(place)), value: place });
}

function unknownPlace(place: string): Omit<Diagnostic, 'severity'> {
  return { code: 'REGION_UNKNOWN', message: { zh: `没有“${place}”`, en: `there is no “${place}”` } };
}

async function inPlace(code: string, place: string, word: string, library: Library): Promise<Policy> {
  const scheme = INSURANCES.find(word)?.id ?? word.toLowerCase();
  const found = (await library.find(code, scheme)) ?? (await library.findSupplement(code, word));
  if (found) return found;
  const known = await idsOf(code, library);
  const hint = known.length > 0 ? thereIs(known) : noneYet(code, library, await loadRegions(), []);
  return fail({
    code: 'NO_POLICY',
    message: {
      zh: place === code ? `${code} 没有“${word}”的政策` : `${place}（${code}）没有“${word}”的政策`,
      en: `there is no policy for “${word}” in ${place === code ? code : `${place} (${code})`}`,
    },
    hint,
    value: word,
  });
}

/** A place without a scheme is enough where it has one policy. */
async function onlyOf(code: string, place: string, library: Library): Promise<Policy> {
  const ids = await idsOf(code, library);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) {
    const [where = '', name = ''] = only.split('/');
    const policy = await library.get(where, name);
    if (policy) return policy;
  }
  return fail({
    code: ids.length === 0 ? 'NO_POLICY' : 'POLICY_AMBIGUOUS',
    message:
      ids.length === 0
        ? { zh: `${place}（${code}）没有政策`, en: `${place} (${code}) has no policy` }
        : { zh: `${place}有几份政策，请写上险种`, en: `${place} has several policies; name the scheme, too` },
    hint: ids.length === 0 ? noneYet(code, library, await loadRegions(), []) : thereIs(ids),
    value: place,
  });
}

/** Ids of the policies that hold in a place, supplements of its own among them. */
async function idsOf(code: string, library: Library): Promise<string[]> {
  const schemes = await library.schemesOf(code);
  const found = await Promise.all(schemes.map(async (scheme) => (await library.find(code, scheme))?.id));
  const supplements = [code, ...parentsOf(code)].flatMap((place) =>
    library.names(place, 'supplement').map((name) => `${place}/${name}`),
  );
  return [...new Set([...found.flatMap((id) => id ?? []), ...supplements])];
}

/** Policies whose title is the text, else those whose title holds it. */
async function byTitle(text: string, library: Library): Promise<Policy[]> {
  // Shorter texts stand in many titles by chance.
  if (text.length < 3 || /^[\x20-\x7e]{1,5}$/.test(text)) return [];
  const folded = text.toLowerCase();
  const titles = ({ title }: Policy): string[] => [title.zh, title.en].map((one) => one.toLowerCase());
  const all = await library.all();
  const same = all.filter((policy) => titles(policy).includes(folded));
  return same.length > 0
    ? same
    : all.filter((policy) => titles(policy).some((title) => title.includes(folded)));
}

function several(text: string, found: readonly Policy[]): never {
  return fail({
    code: 'POLICY_AMBIGUOUS',
    message: { zh: `“${text}”可能是几份政策`, en: `“${text}” could be several policies` },
    hint: thereIs(found.map(({ id }) => id)),
    value: text,
  });
}

function thereIs(ids: readonly string[]): Text {
  return { zh: `有：${ids.join('、')}`, en: `there is: ${ids.join(', ')}` };
}

/** Whether a policy is one for a place: kept for it, for a place inside it, or applied there from above. */
export async function placeFilter(text: string, library: Library): Promise<(policy: Policy) => boolean> {
  const code = await placeOf(text, library);
  const applied = new Set(await idsOf(code, library));
  const inside = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
  return ({ id }) => applied.has(id) || id.startsWith(inside);
}

/** What a policy's place is called. */
export function placeName({ id, place }: Policy, regions: RegionIndex): Text {
  const [code = ''] = id.split('/');
  if (id === 'national') return { zh: '全国', en: 'Everywhere' };
  if (code === GENERIC) return { zh: '样例（来源没有写明地方）', en: 'Sample (its source names no place)' };
  if (place) return place;
  const name = { zh: regions.pathName(code, 'zh'), en: regions.pathName(code, 'en') };
  return name.zh === '' ? same(code) : name;
}
