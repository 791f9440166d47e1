import { ALL_INSURANCES, BESIDE_BASIC } from '../codes/insurances.ts';
import { outsideNationalScheme } from '../codes/provinces.ts';
import type { RegionIndex } from '../codes/regions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import type { Library } from '../policy/library.ts';
import { type Nearness, nearbyPlaces } from '../policy/nearby.ts';
import { becameText } from './former-place.ts';
import type { Place } from './locate-region.ts';

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'field' | 'value'>;

/** Places named in a message. */
const MOST_NAMED = 4;

const WHERE: Record<Nearness, Text> = {
  city: { zh: '同市', en: 'in the same city' },
  province: { zh: '同省', en: 'in the same province' },
  beside: { zh: '邻省', en: 'in the provinces beside it' },
  anywhere: { zh: '别处', en: 'elsewhere' },
};

/** Why no policy is found for a scheme in a place, and which there is, or where near it. */
export async function noPolicy(
  { code: region, former }: Place,
  schemes: readonly string[],
  library: Library,
  regions: RegionIndex,
): Promise<Problem> {
  const known = await library.schemesOf(region);
  const wanted = labelsOf(schemes);
  const name = { zh: regions.pathName(region, 'zh'), en: regions.pathName(region, 'en') };
  const message = {
    zh: `没有${name.zh}（${region}）${wanted.zh}的政策`,
    en: `there is no policy for ${wanted.en} in ${name.en} (${region})`,
  };
  const there = labelsOf(known);
  const near = nearbyText(region, library, regions, schemes);
  const has = schemesHint(schemes, there);
  const own =
    known.length > 0 ? [has, ...(near ? [near] : [])] : [noneYet(region, library, regions, schemes)];
  const hint = joinTexts([...(former ? [becameText(former)] : []), ...own], '；', '; ');
  const given =
    known.length > 0 ? { field: 'insurance', value: schemes.join(',') } : { field: 'region', value: region };
  return { code: 'NO_POLICY', message, hint, ...given };
}

/** The schemes there are. What is settled together with one of them is no scheme of its own. */
function schemesHint(wanted: readonly string[], there: Text): Text {
  return wanted.some((scheme) => BESIDE_BASIC.includes(scheme))
    ? {
        zh: `这一项随基本医保一并结算，险种请写基本医保；该地有：${there.zh}`,
        en: `it is settled together with a basic scheme, so name that as the insurance; there is: ${there.en}`,
      }
    : { zh: `该地有：${there.zh}`, en: `there is: ${there.en}` };
}

/**
 * What to do about a place without any policy: the places near it that have one, or a policy of one's own.
 * @param schemes those wanted; empty for any
 */
export function noneYet(
  region: string,
  library: Library,
  regions: RegionIndex,
  schemes: readonly string[],
): Text {
  if (outsideNationalScheme(region)) {
    return {
      zh: '港澳台不在国家基本医疗保险之内；写在内地参保的地区',
      en: 'Hong Kong, Macao and Taiwan are outside the national insurance; give the place on the mainland where the person is insured',
    };
  }
  const none = { zh: '该地还没有政策', en: 'this place has none yet' };
  const own = { zh: '也可用 --policies 加自己的', en: 'or add your own with --policies' };
  const near = nearbyText(region, library, regions, schemes) ?? nearbyText(region, library, regions, []);
  return joinTexts([none, ...(near ? [near] : []), own], '；', '; ');
}

/** «同省有职工基本医疗保险政策的地区：临沂市 371300 …»; undefined where no place has such a policy. */
export function nearbyText(
  region: string,
  library: Library,
  regions: RegionIndex,
  schemes: readonly string[],
): Text | undefined {
  const { where, codes } = nearbyPlaces(region, library, schemes);
  if (codes.length === 0) return undefined;
  const names = codes.slice(0, MOST_NAMED).map((code) => ({
    zh: `${regions.pathName(code, 'zh')} ${code}`,
    en: `${regions.pathName(code, 'en')} ${code}`,
  }));
  const list = joinTexts(names);
  const more = codes.length - names.length;
  const { zh, en } = labelsOf(schemes);
  return {
    zh: `${WHERE[where].zh}有${zh}政策的地区：${list.zh}${more > 0 ? ` 等 ${codes.length} 处` : ''}`,
    en: `${WHERE[where].en} there are policies${en && ` for ${en}`}: ${list.en}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

function labelsOf(schemes: readonly string[]): Text {
  return joinTexts(schemes.map((scheme) => ALL_INSURANCES.find(scheme)?.label ?? same(scheme)));
}
