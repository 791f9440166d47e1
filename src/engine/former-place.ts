import { sixDigits } from '../codes/place-code.ts';
import type { RegionIndex } from '../codes/regions.ts';
import { loadRetired, type RetiredIndex, type RetiredRegion } from '../codes/retired.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import type { Notice } from './notices.ts';

/** A place by a code or name that is no more. */
export interface FormerPlace {
  /** The code today's policies are looked for by. */
  readonly region: string;
  /** 山东省莱芜市 371200, or the name alone where only that has changed. */
  readonly was: Text;
  /** The places there today. */
  readonly now: Text;
  /** The year it went. */
  readonly until: number;
  readonly change: 'renamed' | 'dropped';
  /** Whether it lay in the same city before: then the city's policy was its own even then. */
  readonly sameCity: boolean;
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

/** Former places named in a message. */
const MOST_NAMED = 8;

/** The former place a text names, or why it cannot be said where that is today. */
export async function findFormer(
  text: string,
  regions: RegionIndex,
): Promise<FormerPlace | Problem | undefined> {
  const retired = await loadRetired();
  const code = sixDigits(text.trim());
  const found = code === undefined ? retired.named(text, regions) : [retired.byCode(code) ?? []].flat();
  // 黔西县 had one code before 2011 and another after, and both are the same place today.
  const places = new Map(found.map((region) => [region.now.join(), region]));
  const [only, ...others] = places.values();
  if (only === undefined) return undefined;
  if (others.length > 0) return severalFormer(text, [only, ...others], retired, regions);
  const region = wholeOf(only, regions);
  const now = joinTexts(only.now.map((next) => named(next, regions)));
  if (region === undefined) return dividedPlace(text, only, now);
  const change = only.now.includes(only.code) ? 'renamed' : 'dropped';
  const path = retired.pathName(only, regions);
  const was = change === 'renamed' ? path : { zh: `${path.zh} ${only.code}`, en: `${path.en} ${only.code}` };
  return {
    region,
    was,
    now,
    until: only.until,
    change,
    sameCity: cityOf(region) === laterCity(only.code, retired),
  };
}

/** What a claim from a former place must be told; nothing where the old name was right on its date. */
export function formerNotice(former: FormerPlace, date: string): Notice | undefined {
  const { was, now, until, sameCity } = former;
  const code = 'REGION_RETIRED';
  if (Number(date.slice(0, 4)) >= until) return { code, severity: 'info', message: becameText(former) };
  if (sameCity) return undefined;
  const message = {
    zh: `${was.zh} ${until} 年才并入${now.zh}；按今天所属地区的政策估算，结算时当地的政策可能不同`,
    en: `${was.en} became part of ${now.en} only in ${until}; the policy of today's place is used, which may not have been that of the place on this date`,
  };
  return { code, severity: 'warning', message };
}

/** What has become of it, in a sentence. */
export function becameText({ was, now, until, change }: FormerPlace): Text {
  return change === 'renamed'
    ? {
        zh: `${was.zh} ${until} 年更名，今为${now.zh}`,
        en: `${was.en} was renamed in ${until}: today ${now.en}`,
      }
    : {
        zh: `${was.zh} ${until} 年撤销，今为${now.zh}`,
        en: `${was.en} was dissolved in ${until}: today ${now.en}`,
      };
}

/** The one place of today that holds all of a former one: its successor, or the city of them all. */
function wholeOf({ now }: RetiredRegion, regions: RegionIndex): string | undefined {
  const [first = ''] = now;
  if (now.length === 1) return first;
  const city = `${first.slice(0, 4)}00`;
  const together = now.every((code) => code.slice(0, 4) === city.slice(0, 4));
  return together && regions.byCode(city) ? city : undefined;
}

/** Where a policy of a city reaches: four digits, or two where the province is one city. */
function cityOf(code: string): string {
  return ['11', '12', '31', '50'].includes(code.slice(0, 2)) ? code.slice(0, 2) : code.slice(0, 4);
}

/** The city a former place lay in, by what that city is today: 昌都地区 542100 became 昌都市 540300 whole. */
function laterCity(code: string, retired: RetiredIndex): string {
  const [next, ...others] = retired.byCode(`${code.slice(0, 4)}00`)?.now ?? [];
  return cityOf(next?.endsWith('00') && others.length === 0 ? next : code);
}

function named(code: string, regions: RegionIndex): Text {
  return { zh: `${regions.pathName(code, 'zh')} ${code}`, en: `${regions.pathName(code, 'en')} ${code}` };
}

function dividedPlace(text: string, { until }: RetiredRegion, now: Text): Problem {
  return {
    code: 'REGION_AMBIGUOUS',
    message: {
      zh: `参保地“${text}”${until} 年撤销，分属多个市`,
      en: `the insured place “${text}” was divided among several cities in ${until}`,
    },
    hint: { zh: `写今天的代码：${now.zh}`, en: `give the code of today: ${now.en}` },
  };
}

function severalFormer(
  text: string,
  found: readonly RetiredRegion[],
  retired: RetiredIndex,
  regions: RegionIndex,
): Problem {
  const list = joinTexts(
    found.slice(0, MOST_NAMED).map((region) => {
      const was = retired.pathName(region, regions);
      const now = joinTexts(region.now.map((code) => named(code, regions)));
      return { zh: `${was.zh}（今${now.zh}）`, en: `${was.en} (today ${now.en})` };
    }),
  );
  return {
    code: 'REGION_AMBIGUOUS',
    message: {
      zh: `参保地“${text}”是旧名，有多处`,
      en: `the insured place “${text}” is an old name of several`,
    },
    hint: { zh: `写今天的代码：${list.zh}`, en: `give the code of today: ${list.en}` },
  };
}
