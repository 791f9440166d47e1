import { joinTexts, type Text } from '../diagnostics/text.ts';
import { addDays, yearAround } from '../grammar/days.ts';
import { CALENDAR_YEAR, type Policy, type Version } from './policy.ts';

/** The year that a claim counts in, first and last day. */
export interface PolicyYear {
  readonly from: string;
  readonly to: string;
  /** Whether it is a calendar year, which need not be said. */
  readonly calendar: boolean;
}

/**
 * The year of a policy around a day. Where versions before or after count other years, it begins or ends with the first or
 * last version that counts it so.
 */
export function policyYear({ versions }: Policy, { from, yearFrom }: Version, date: string): PolicyYear {
  const at = versions.findIndex((version) => version.from === from);
  const before = versions.slice(0, at).findLastIndex((version) => version.yearFrom !== yearFrom);
  const after = versions.findIndex((version, index) => index > at && version.yearFrom !== yearFrom);
  const around = yearAround(date, yearFrom);
  const first = before < 0 ? '' : (versions[before + 1]?.from ?? '');
  const next = versions[after];
  const last = next === undefined ? around.to : addDays(next.from, -1);
  const year = {
    from: first > around.from ? first : around.from,
    to: last < around.to ? last : around.to,
  };
  const whole = year.from === around.from && year.to === around.to;
  return { ...year, calendar: yearFrom === CALENDAR_YEAR && whole };
}

/**
 * The years that the policies of a claim count in, in words; undefined where all are calendar years. The basic policy
 * comes first; a supplement is named where its year is another.
 */
export function yearWords(
  parts: readonly { readonly policy: Policy; readonly version: Version }[],
  date: string,
): Text | undefined {
  const years = parts.map(({ policy, version }) => ({ policy, year: policyYear(policy, version, date) }));
  const [basic, ...others] = years;
  if (!basic || years.every(({ year }) => year.calendar)) return undefined;
  const own = others.filter(({ year }) => year.from !== basic.year.from || year.to !== basic.year.to);
  const span = ({ from, to }: PolicyYear): Text => ({ zh: `${from} 至 ${to}`, en: `${from} to ${to}` });
  const first = span(basic.year);
  return joinTexts([
    { zh: `医保年度 ${first.zh}`, en: `insurance year ${first.en}` },
    ...own.map(({ policy: { title }, year }) => {
      const said = span(year);
      return { zh: `${title.zh}年度 ${said.zh}`, en: `${title.en}: year ${said.en}` };
    }),
  ]);
}
