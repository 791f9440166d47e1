import type { Lang } from '../../diagnostics/text.ts';
import { bar, barChart, baseline } from './html-bars.ts';
import { FILL, legend } from './html-fills.ts';
import { lengthOf } from './shares.ts';
import { BATCH_WORDS } from './words.ts';

/** Something by which the estimate is above or below the record. */
export interface DifferenceBar {
  readonly label: string;
  readonly fen: bigint;
  /** The difference for reading. */
  readonly value: string;
}

/** Differences as bars to the left and right of nothing; empty where there are none. */
export function differenceBars(bars: readonly DifferenceBar[], title: string, lang: Lang): string {
  const above = bars.reduce((most, { fen }) => (fen > most ? fen : most), 0n);
  const below = bars.reduce((most, { fen }) => (-fen > most ? -fen : most), 0n);
  const span = above + below;
  if (span === 0n) return '';
  const zero = lengthOf(below, span);
  const lines = bars.map(({ label, fen, value }) => ({
    name: label,
    said: value,
    drawn: differenceBar(fen, span, zero) + baseline(zero),
    value,
  }));
  const key = legend([
    [FILL.below, BATCH_WORDS.below[lang]],
    [FILL.above, BATCH_WORDS.above[lang]],
  ]);
  return barChart(title, lines, key);
}

function differenceBar(fen: bigint, span: bigint, zero: number): string {
  if (fen === 0n) return '';
  const width = lengthOf(fen < 0n ? -fen : fen, span);
  return fen < 0n ? bar(zero - width, width, FILL.below) : bar(zero, width, FILL.above);
}
