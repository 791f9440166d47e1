import { type Lang, same, type Text } from '../diagnostics/text.ts';
import type { CoverAnswer, EligibilityResult, LifetimeAnswer } from '../engine/eligibility-result.ts';
import type { Shortfall } from '../rules/lifetime.ts';
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

function rowsOf({ cover, life }: EligibilityResult): AnswerRow[] {
  return [...(cover ? coverRows(cover) : []), ...(life ? lifeRows(life, cover?.rule) : [])];
}

function row(label: Text, value: Text | string | undefined, strong = false): AnswerRow[] {
  if (value === undefined) return [];
  return [{ label, value: typeof value === 'string' ? same(value) : value, strong }];
}

function coverRows({ from, earliest, until, makeUp, rule }: CoverAnswer): AnswerRow[] {
  const never = earliest === undefined ? NEVER : NOT_SURE;
  return [
    ...row(WORDS.coveredFrom, from ?? never, true),
    ...row(WORDS.coveredEarliest, earliest),
    ...row(WORDS.coveredUntil, until),
    ...row(
      WORDS.makeUp,
      makeUp
        ? { zh: '中断的月份可以补缴', en: 'months without cover may be paid for afterwards' }
        : undefined,
    ),
    ...row(WORDS.rule, rule),
  ];
}

const NEVER: Text = { zh: '这次缴费不会带来待遇', en: 'this payment gives no cover' };
const NOT_SURE: Text = { zh: '不能确定', en: 'not certain' };

/** @param said the rule told already: often one rule answers both questions */
function lifeRows(
  { lifetime, yearsMissing, shortfall, rule }: LifetimeAnswer,
  said: Text | undefined,
): AnswerRow[] {
  const years = yearsMissing ? { zh: `${yearsMissing} 年`, en: `${yearsMissing}` } : undefined;
  return [
    ...row(WORDS.lifetime, lifetimeWord(lifetime, yearsMissing), true),
    ...row(WORDS.yearsMissing, years),
    ...row(WORDS.shortfall, years && shortfall && SHORTFALL_WORDS[shortfall]),
    ...(rule === said ? [] : row(WORDS.rule, rule)),
  ];
}

const SHORTFALL_WORDS: Readonly<Record<Shortfall, Text>> = {
  at_once: { zh: '可以一次性补缴', en: 'may be paid at once' },
  yearly: { zh: '继续逐年缴费', en: 'paid year by year' },
};

/** «Not yet» is for those who can still get there; where there is no such rule there is none. */
function lifetimeWord(lifetime: LifetimeAnswer['lifetime'], yearsMissing: number | undefined): Text {
  if (lifetime === 'unknown') return { zh: '现行年数没有写明', en: 'the years asked for now are not stated' };
  if (lifetime) return WORDS.yes;
  return yearsMissing === undefined ? { zh: '没有', en: 'none' } : WORDS.no;
}
