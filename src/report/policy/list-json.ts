import type { Lang } from '../../diagnostics/text.ts';
import type { PolicySummary } from '../../overview/summary.ts';
import type { JsonObject } from '../claim-json.ts';
import { say } from '../say.ts';
import type { ListOptions } from './list-text.ts';

/** Changes when a field changes its meaning or goes away. */
const FORMAT_VERSION = 1;

export function policyListJson(
  summaries: readonly PolicySummary[],
  { lang, placeName }: ListOptions,
): JsonObject {
  return {
    format_version: FORMAT_VERSION,
    policies: summaries.map((summary) => ({
      ...summaryJson(summary, lang),
      place_name: say(placeName(summary), lang),
    })),
  };
}

function summaryJson(summary: PolicySummary, lang: Lang): JsonObject {
  const { policy, version, own, code, scheme, cares, grades, counts, notStated } = summary;
  return {
    id: policy.id,
    kind: policy.kind,
    place: code,
    scheme,
    title: say(policy.title, lang),
    own,
    care: [...cares],
    version: spanJson(version),
    versions: policy.versions.map(spanJson),
    checked: policy.checked,
    grades: [...grades],
    figures: { ...counts },
    not_stated: [...notStated],
  };
}

export function spanJson({ from, to }: { readonly from: string; readonly to?: string }): JsonObject {
  return { from, ...(to !== undefined && { to }) };
}
