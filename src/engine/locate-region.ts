import type { Draft } from '../claim/draft.ts';
import { parentsOf } from '../codes/place-code.ts';
import type { Region } from '../codes/region.ts';
import { loadRegions, type RegionIndex, type RegionMatch } from '../codes/regions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Library } from '../policy/library.ts';
import { fitOf, ownPlaces } from '../policy/own-places.ts';
import { type FormerPlace, findFormer } from './former-place.ts';

type Report = (problem: Omit<Diagnostic, 'severity'>) => void;
type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

/** An insured place: its code of today, and what it was called by where that is no more. */
export interface Place {
  readonly code: string;
  readonly former?: FormerPlace;
}

/** Candidates named in a message. */
const MOST_NAMED = 8;

/**
 * The place that a text names, among those there are. Reports what is unknown or ambiguous.
 * @param near whether to name places like an unknown one
 */
export async function locateRegion(
  text: string,
  library: Library,
  report: Report,
  draft?: Draft,
  near = true,
): Promise<Place | undefined> {
  if (/^\d{6}$/.test(text) && library.has(text)) return { code: text };
  const regions = await loadRegions();
  const match = matchOf(text, regions, library);
  if (match.kind === 'one') return { code: match.region.code };
  const own = await ownPlace(text, library, regions);
  if (own !== undefined) return { code: own };
  const former = match.kind === 'many' ? undefined : await findFormer(text, regions);
  if (former && 'region' in former) return { code: former.region, former };
  const problem = former ?? problemOf(text, match, regions, library, near);
  const place = draft?.places.get('region');
  report({ ...problem, field: 'region', value: text, ...(place && { place }) });
  return undefined;
}

function matchOf(text: string, regions: RegionIndex, library: Library): RegionMatch {
  const held = (code: string): boolean => library.has(code);
  // Names like an unknown one are looked for at the end: that takes long, and the text may name what is no more.
  const first = regions.resolve(text, held, false, false);
  // 西安 is the city of a province that has policies rather than a district of a city that has none.
  return first.kind === 'many'
    ? regions.resolve(text, (code) => held(code) || parentsOf(code).slice(0, 1).some(held), false, false)
    : first;
}

/** A place that only the user's policies know: by the `place` they give or the pinyin of their folder. */
async function ownPlace(text: string, library: Library, regions: RegionIndex): Promise<string | undefined> {
  for await (const place of ownPlaces(library, regions)) if (fitOf(place, text) === 0) return place.code;
  return undefined;
}

function problemOf(
  text: string,
  match: RegionMatch,
  regions: RegionIndex,
  library: Library,
  near: boolean,
): Problem {
  if (match.kind === 'many') {
    const list = listOf(match.candidates.slice(0, MOST_NAMED), regions);
    return {
      code: 'REGION_AMBIGUOUS',
      message: { zh: `参保地“${text}”有多处`, en: `the insured place “${text}” could be several` },
      hint: { zh: `写全名或代码：${list.zh}`, en: `give the full name or the code: ${list.en}` },
    };
  }
  const found = match.kind === 'none' ? match.suggestions : [];
  const like = found.length > 0 || !near ? found : suggested(text, regions, library);
  const list = listOf(like, regions);
  return {
    code: 'REGION_UNKNOWN',
    message: { zh: `没有参保地“${text}”`, en: `there is no insured place “${text}”` },
    hint:
      like.length > 0
        ? { zh: `是否想写：${list.zh}`, en: `did you mean ${list.en}?` }
        : {
            zh: '写名称（临沂）、拼音（linyi）、首字母（ly）或六位代码',
            en: 'give a name (临沂), pinyin (linyi), initials (ly) or the six-digit code',
          },
  };
}

function suggested(text: string, regions: RegionIndex, library: Library): readonly Region[] {
  const match = regions.resolve(text, (code) => library.has(code), false);
  return match.kind === 'none' ? match.suggestions : [];
}

function listOf(list: readonly Region[], regions: RegionIndex): Text {
  return {
    zh: list.map(({ code }) => `${regions.pathName(code, 'zh')} ${code}`).join('、'),
    en: list.map(({ code }) => `${regions.pathName(code, 'en')} ${code}`).join(', '),
  };
}
