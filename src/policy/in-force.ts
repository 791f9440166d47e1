import { fail } from '../diagnostics/diagnostic.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import type { Policy, Version } from './policy.ts';

/**
 * The version in force on a date.
 * @param besides what else to say where there is none
 * @throws BaoxiaoError where the date is before the first version, after one that ended, or in a gap
 */
export function versionOn(policy: Policy, date: string, besides?: Text): Version {
  const version = policy.versions.find(
    (candidate) => candidate.from <= date && (candidate.to === undefined || date <= candidate.to),
  );
  if (version) return version;
  const first = policy.versions[0]?.from ?? '';
  const last = policy.versions.at(-1)?.to;
  const before = date < first;
  if (!before && (last === undefined || date <= last)) return refuseInGap(policy, date, besides);
  return fail({
    code: before ? 'DATE_BEFORE_POLICY' : 'DATE_AFTER_POLICY',
    message: {
      zh: `${policy.title.zh}没有 ${date} 的规则（${before ? `${first} 起` : `到 ${last} 为止`}）`,
      en: `${policy.title.en} has no rules for ${date} (${before ? `they begin on ${first}` : `they ended on ${last}`})`,
    },
    hint: joined(besides, before ? EARLIER_DATE : OTHER_DATE),
    field: 'date',
    value: date,
  });
}

function joined(besides: Text | undefined, hint: Text): Text {
  return besides ? joinTexts([besides, hint], '；', '; ') : hint;
}

const EARLIER_DATE: Text = {
  zh: '更早的标准没有收录，后来的不用于以前；请核对结算时间，或用 --policies 加自己的',
  en: 'what held before is not in the library, and later figures are not used for it; check the settlement date, or add your own with --policies',
};
const OTHER_DATE: Text = {
  zh: '旧标准不用于别的日期；请核对结算时间',
  en: 'figures of another date are not used; check the settlement date',
};

/** A date between two versions: says what there is on both sides and, where the policy gives it, why nothing lies between. */
function refuseInGap(policy: Policy, date: string, besides?: Text): never {
  const spans = policy.versions.map(({ from, to }) => ({
    zh: to === undefined ? `${from} 起` : `${from} 至 ${to}`,
    en: to === undefined ? `from ${from}` : `${from} to ${to}`,
  }));
  const reason = policy.versions.find(({ from }) => date < from)?.gapBefore;
  const there = joinTexts(spans, '、', ', ');
  return fail({
    code: 'DATE_IN_GAP',
    message: {
      zh: `${policy.title.zh}没有 ${date} 的规则（有：${there.zh}）${reason ? `：${reason.zh}` : ''}`,
      en: `${policy.title.en} has no rules for ${date} (there are: ${there.en})${reason ? `: ${reason.en}` : ''}`,
    },
    hint: joined(besides, OTHER_DATE),
    field: 'date',
    value: date,
  });
}
