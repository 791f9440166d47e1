import { CARES } from '../../codes/cares.ts';
import type { PolicySummary } from '../../overview/summary.ts';
import { markdownTable } from '../markdown.ts';
import { say } from '../say.ts';
import { GRADE_WORDS } from '../words.ts';
import { type ListOptions, sharesText } from './list-text.ts';
import { spanText, POLICY_WORDS as WORDS } from './words.ts';

/** The library as a Markdown table, with a newline at the end. */
export function policyListMarkdown(summaries: readonly PolicySummary[], options: ListOptions): string {
  const { lang, placeName } = options;
  const list = lang === 'zh' ? '、' : ', ';
  const head = [
    WORDS.place,
    WORDS.policy,
    WORDS.id,
    WORDS.cares,
    WORDS.since,
    WORDS.checkedHead,
    WORDS.grade,
    WORDS.shares,
  ];
  const rows = summaries.map((summary) => {
    const { policy, version, own, cares, grades, counts } = summary;
    return [
      say(placeName(summary), lang),
      `${say(policy.title, lang)}${own ? ` (${say(WORDS.own, lang)})` : ''}`,
      policy.id,
      cares.map((care) => CARES.label(care, lang)).join(list),
      spanText(version, lang),
      policy.checked,
      grades.map((grade) => say(GRADE_WORDS[grade], lang)).join(list),
      sharesText(counts),
    ];
  });
  const names = head.map((word) => say(word, lang));
  return `${markdownTable(
    names,
    names.map(() => 'left'),
    rows,
  ).join('\n')}\n`;
}
