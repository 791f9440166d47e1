import type { Lang } from '../diagnostics/text.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import type { JsonObject } from './claim-json.ts';
import { noticeJson } from './json.ts';
import { say } from './say.ts';

/** The eligibility answer as data; what was not asked about is absent. */
export function eligibilityJson(result: EligibilityResult, { lang }: { readonly lang: Lang }): JsonObject {
  const { coveredFrom, rule, lifetime, yearsMissing, lifetimeRule, notices, sources } = result;
  return {
    ...(coveredFrom !== undefined && { covered_from: coveredFrom }),
    rule: say(rule, lang),
    ...(lifetime !== undefined && { lifetime }),
    ...(yearsMissing !== undefined && { years_missing: yearsMissing }),
    ...(lifetimeRule && { lifetime_rule: say(lifetimeRule, lang) }),
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
