import type { Lang } from '../../diagnostics/text.ts';
import type { ClaimsDifference } from '../../difference/claims/summary.ts';
import type { Difference } from '../../difference/difference.ts';
import { type BatchContext, headRow, listing, textRow } from '../batch/text-context.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { reportWidth } from '../text.ts';
import { phrases, wrap } from '../width.ts';
import { WORDS } from '../words.ts';
import { answersOf, claimsRemarks, claimsSentence, factsOf, titleOf } from './sentences.ts';
import { changeLines } from './text-changes.ts';
import { classLines, flowLines, groupLines, payerLines } from './text-claims.ts';
import { caseLines, largestLines } from './text-largest.ts';
import { DIFF_WORDS, sourceName } from './words.ts';

export interface DifferenceTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  /** Cells of the terminal; at least 72 are used. */
  readonly width?: number;
}

/** What differs between two sets of policies, as a terminal shows it; without a newline at the end. */
export function differenceText(difference: Difference, options: DifferenceTextOptions): string {
  const context: BatchContext = {
    lang: options.lang,
    paint: options.paint ?? PLAIN,
    width: reportWidth(options.width),
    ascii: false,
  };
  const { claims, changes } = difference;
  const { lang, paint, width } = context;
  const parts = [
    [
      ...paintEach(wrap(titleOf(difference, lang), width), paint.strong),
      ...paintEach(phrases(factsOf(difference, lang), width), paint.dim),
    ],
    ...(claims ? claimsParts(claims, context) : []),
    [
      ...(claims ? paintEach(wrap(DIFF_WORDS.changes[lang], width), paint.strong) : []),
      ...changeLines(changes, context),
    ],
    ...(claims ? [closing(claims, context)] : []),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((part, index) => (index === 0 ? part : ['', ...part])).join('\n');
}

function claimsParts(claims: ClaimsDifference, context: BatchContext): string[][] {
  const { lang, paint, width } = context;
  const heading = [
    ...paintEach(wrap(sourceName(claims, lang), width), paint.strong),
    ...wrap(claimsSentence(claims, lang), width),
    ...paintEach(phrases(claimsRemarks(claims, lang), width), paint.dim),
  ];
  return [
    heading,
    answer(claims, context),
    payerLines(claims, context),
    classLines(claims, context),
    groupLines(claims, context),
    flowLines(claims, context),
    caseLines(claims, context),
    largestLines(claims, context),
  ];
}

function answer(claims: ClaimsDifference, context: BatchContext): string[] {
  const { lang, paint } = context;
  const heads = [DIFF_WORDS.oldYuan, DIFF_WORDS.newYuan, DIFF_WORDS.difference].map((word) => word[lang]);
  const rows = answersOf(claims, lang).map(({ label, old, new: now, difference }, index) => {
    const row = [label, old, now, difference];
    return index === 0 ? row.map((text) => ({ text, paint: paint.strong })) : textRow(row);
  });
  if (claims.all.claims + claims.all.reversals === 0) return wrap(DIFF_WORDS.noClaims[lang], context.width);
  const number = { align: 'right' } as const;
  return listing(
    [{ align: 'left', flex: true }, number, number, number],
    [headRow(['', ...heads], context), ...rows],
    context,
  );
}

/** The answer once more at the end, where the eye is when a terminal has scrolled. */
function closing(claims: ClaimsDifference, { lang, paint, width }: BatchContext): string[] {
  const sums = answersOf(claims, lang).map(
    ({ label, difference }) => `${label} ${difference} ${WORDS.yuan[lang]}`,
  );
  return [
    ...paintEach(phrases([claimsSentence(claims, lang), ...sums], width), paint.strong),
    ...paintEach(wrap(WORDS.disclaimer[lang], width), paint.dim),
  ];
}
