import type { Lang, Text } from '../diagnostics/text.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import { type Paint, PLAIN, paintEach } from './paint.ts';
import { say } from './say.ts';
import { reportWidth, sourceLines } from './text.ts';
import { sourceView } from './view.ts';
import { cells, indented } from './width.ts';
import { WORDS } from './words.ts';

export interface EligibilityTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  readonly width?: number;
}

/** When cover starts and whether it lasts for life, as a terminal shows it; no newline at the end. */
export function eligibilityText(result: EligibilityResult, options: EligibilityTextOptions): string {
  const { lang } = options;
  const paint = options.paint ?? PLAIN;
  const width = reportWidth(options.width);
  const rows = rowsOf(result);
  const label = Math.max(...rows.map((row) => cells(say(row.label, lang))));
  const answer = rows.flatMap(({ label: word, value, strong }) => {
    const lines = indented(say(value, lang), width, label + 2, say(word, lang));
    return strong ? paintEach(lines, paint.strong) : lines;
  });
  const notices = result.notices.flatMap(({ message, severity }) => {
    const lines = indented(say(message, lang), width, 4, severity === 'info' ? '  - ' : '  ! ');
    return severity === 'info' ? lines : paintEach(lines, paint.warn);
  });
  const sources = result.sources.flatMap((source, index) =>
    sourceLines(sourceView({ source }, index + 1, lang), { lang }, paint, width),
  );
  const group = (title: Text, lines: string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.strong(say(title, lang)), ...lines];
  return [...answer, ...group(WORDS.attention, notices), ...group(WORDS.sources, sources)].join('\n');
}

interface AnswerRow {
  readonly label: Text;
  readonly value: Text;
  readonly strong: boolean;
}

/** «Not yet» is for those who can still get there; where there is no such rule there is none. */
function lifetimeWord(lifetime: boolean | undefined, yearsMissing: number | undefined): Text | undefined {
  if (lifetime === undefined) return undefined;
  if (lifetime) return WORDS.yes;
  return yearsMissing === undefined ? { zh: '没有', en: 'none' } : WORDS.no;
}

function rowsOf(result: EligibilityResult): AnswerRow[] {
  const { coveredFrom, rule, lifetime, lifetimeRule, yearsMissing } = result;
  const rows: AnswerRow[] = [];
  const add = (label: Text, value: Text | undefined, strong = false): void => {
    if (value !== undefined) rows.push({ label, value, strong });
  };
  add(WORDS.coveredFrom, coveredFrom === undefined ? undefined : { zh: coveredFrom, en: coveredFrom }, true);
  add(WORDS.rule, rule);
  add(WORDS.lifetime, lifetimeWord(lifetime, yearsMissing), true);
  if (yearsMissing !== undefined && yearsMissing > 0) {
    add(WORDS.yearsMissing, { zh: `${yearsMissing} 年`, en: `${yearsMissing}` });
  }
  // Often one rule answers both questions.
  if (lifetimeRule !== rule) add(WORDS.rule, lifetimeRule);
  return rows;
}
