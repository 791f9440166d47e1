import type { Lang } from '../diagnostics/text.ts';
import type { CoverAnswer, EligibilityResult, LifetimeAnswer } from '../engine/eligibility-result.ts';
import type { JsonObject } from './claim-json.ts';
import { noticeJson } from './json.ts';
import { say } from './say.ts';

/** The eligibility answer as data; what was not asked about is absent. */
export function eligibilityJson(result: EligibilityResult, { lang }: { readonly lang: Lang }): JsonObject {
  const { cover, life, notices, sources } = result;
  const rule = cover?.rule ?? life?.rule;
  return {
    ...(cover && coverJson(cover)),
    rule: rule ? say(rule, lang) : '',
    ...(life && lifeJson(life, lang)),
    notices: notices.map((notice) => noticeJson(notice, lang)),
    sources: sources.map(({ id, title, publisher, number, date, url, grade }) => ({
      id,
      title: say(title, lang),
      ...(publisher && { publisher: say(publisher, lang) }),
      ...(number && { number: say(number, lang) }),
      ...(date !== undefined && { date }),
      ...(url !== undefined && { url }),
      grade,
    })),
  };
}

/** `covered_from` is null where the payment may give no cover; a notice says so. */
function coverJson({ from, earliest, until, makeUp }: CoverAnswer): JsonObject {
  return {
    covered_from: from ?? null,
    ...(earliest !== undefined && { covered_from_earliest: earliest }),
    ...(until !== undefined && { covered_until: until }),
    ...(makeUp && { make_up: true }),
  };
}

/** `lifetime` is null where it is not known. */
function lifeJson({ lifetime, yearsMissing, shortfall, rule }: LifetimeAnswer, lang: Lang): JsonObject {
  return {
    lifetime: lifetime === 'unknown' ? null : lifetime,
    ...(yearsMissing !== undefined && { years_missing: yearsMissing }),
    ...(shortfall && { shortfall }),
    lifetime_rule: say(rule, lang),
  };
}
