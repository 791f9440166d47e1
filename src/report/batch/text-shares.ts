import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { Column, Row } from '../table.ts';
import { count } from './amounts.ts';
import { lengthOf, percents } from './shares.ts';
import { type BatchContext, section } from './text-context.ts';
import { BATCH_WORDS, bracketed } from './words.ts';

const BAR = 30;
const COLUMNS: readonly Column[] = [
  { align: 'left' },
  { align: 'right' },
  { align: 'right' },
  { align: 'left', flex: true },
];

/** How many claims leave how much of the bill to the person, as small bars. */
export function shareLines({ shares }: BatchSummary, context: BatchContext): string[] {
  const largest = Math.max(0, ...shares.map(({ claims }) => claims));
  if (largest === 0) return [];
  const { lang, paint, ascii } = context;
  const parts = percents(shares.map(({ claims }) => BigInt(claims)));
  const rows = shares.map(
    ({ claims, ...ends }, index): Row => [
      { text: className(ends) },
      { text: count(claims) },
      { text: parts[index] ?? '' },
      { text: barOf(claims, largest, ascii), paint: paint.payer.fund1 },
    ],
  );
  return section(sharesTitle(lang), COLUMNS, ['', BATCH_WORDS.claims[lang], '', ''], rows, context);
}

function sharesTitle(lang: Lang): string {
  return bracketed(BATCH_WORDS.shares[lang], BATCH_WORDS.upperEnds[lang], lang);
}

/** `10-20%`; a class of one value is that value. */
export function className({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? `${to}%` : `${from}-${to}%`;
}

/** In proportion to the largest class, but whatever is there is seen. */
function barOf(claims: number, largest: number, ascii: boolean): string {
  const length = Math.round((lengthOf(BigInt(claims), BigInt(largest)) * BAR) / 100);
  return (ascii ? '#' : '█').repeat(claims > 0 ? Math.max(1, length) : 0);
}
