import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { reportWidth } from '../text.ts';
import { cells, pad, phrases, wrap } from '../width.ts';
import { WORDS } from '../words.ts';
import { answersOf, anySettled, countRemarks, countSentence, rejectedRows } from './answer.ts';
import { commonFacts } from './groups.ts';
import { comparisonParts } from './text-comparison.ts';
import type { BatchContext } from './text-context.ts';
import { groupLines } from './text-groups.ts';
import { noticeLines, policyLines, rejectLines } from './text-lists.ts';
import { payerLines } from './text-payers.ts';
import { shareLines } from './text-shares.ts';
import { BATCH_WORDS, inputName } from './words.ts';

export interface SummaryTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  /** Cells of the terminal; at least 72 are used. */
  readonly width?: number;
  /** Bars of `#` and `=` for terminals without block characters. */
  readonly ascii?: boolean;
}

/** A longer summary repeats the answer at the end, where the eye is when a terminal has scrolled. */
const SCREEN = 22;

/** What a batch run found, as a terminal shows it at the end; without a newline at the end. */
export function summaryText(summary: BatchSummary, options: SummaryTextOptions): string {
  const context: BatchContext = {
    lang: options.lang,
    paint: options.paint ?? PLAIN,
    width: reportWidth(options.width),
    ascii: options.ascii ?? false,
  };
  const parts = [
    heading(summary, context),
    answerLines(summary, context),
    payerLines(summary, context),
    groupLines(summary, context),
    shareLines(summary, context),
    rejectLines(summary, context),
    noticeLines(summary, context),
    policyLines(summary, context),
    ...comparisonParts(summary.comparison, context),
  ].filter((lines) => lines.length > 0);
  const lines = parts.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  return [...lines, '', ...closing(summary, lines.length > SCREEN, context)].join('\n');
}

function heading(summary: BatchSummary, { lang, paint, width }: BatchContext): string[] {
  const title = `${BATCH_WORDS.title[lang]} · ${inputName(summary, lang)}`;
  return [
    ...paintEach(wrap(title, width), paint.strong),
    ...paintEach(phrases(commonFacts(summary, lang), width), paint.dim),
    ...wrap(countSentence(summary, lang), width),
    ...paintEach(phrases(countRemarks(summary, lang), width), paint.dim),
  ];
}

/** Nothing is borne where nothing was settled. */
function answerLines(summary: BatchSummary, { lang, paint, width }: BatchContext): string[] {
  if (!anySettled(summary)) return [];
  const answers = answersOf(summary, lang);
  const longest = (texts: readonly string[]): number => Math.max(...texts.map(cells));
  const labels = longest(answers.map(({ label }) => label));
  const amounts = longest(answers.map(({ amount }) => amount));
  const shares = longest(answers.map(({ share }) => share));
  const exact = answers.map(
    ({ label, amount, share }) =>
      `${pad(label, labels, 'left')}  ${pad(amount, amounts, 'right')} ${WORDS.yuan[lang]}  ${pad(share, shares, 'right')}`,
  );
  const aloud = answers.map((answer, index) => `${exact[index]}  ${answer.spoken}`.trimEnd());
  const lines = longest(aloud) <= width ? aloud : exact;
  return lines.flatMap((line, index) =>
    paintEach(cells(line) <= width ? [line] : wrap(line, width), index === 0 ? paint.strong : undefined),
  );
}

function closing(summary: BatchSummary, repeat: boolean, { lang, paint, width }: BatchContext): string[] {
  const { rejected } = summary.rows;
  const sums = anySettled(summary) ? answersOf(summary, lang) : [];
  const again = [
    ...sums.map(({ label, amount }) => `${label} ${amount} ${WORDS.yuan[lang]}`),
    ...(rejected > 0 ? [rejectedRows(rejected, lang)] : []),
  ];
  return [
    ...(repeat ? paintEach(phrases(again, width), paint.strong) : []),
    ...paintEach(wrap(WORDS.disclaimer[lang], width), paint.dim),
  ];
}
