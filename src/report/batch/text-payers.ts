import type { BatchSummary } from '../../batch/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { segments } from '../bar.ts';
import type { Column, Row } from '../table.ts';
import { WORDS } from '../words.ts';

import { type PayerSum, payersShown } from './payers.ts';
import { apportioned, NONE } from './shares.ts';
import { type BatchContext, headRow, listing } from './text-context.ts';

const BAR = 38;
/** A bill is drawn from this many whole parts. */
const FINE = 100_000;

const COLUMNS: readonly Column[] = [
  { align: 'left' },
  { align: 'left', flex: true },
  { align: 'right', min: 13, ruled: true },
  { align: 'right', min: 7, ruled: true },
];

/** Who pays what of all bills, and a bar of it. */
export function payerLines({ totals }: BatchSummary, context: BatchContext): string[] {
  const payers = payersShown(totals);
  if (payers.length === 0) return [];
  const { lang, paint, ascii } = context;
  const head = ['', ...[WORDS.payer, WORDS.amount, WORDS.share].map((word) => word[lang])];
  const rows = payers.map(
    ({ mark, label, fen, share }): Row => [
      { text: ascii ? mark.ascii : mark.block, paint: paint.payer[mark.hue] },
      { text: label[lang] },
      { text: groupYuan(fen) },
      { text: share },
    ],
  );
  const total: Row = [
    { text: '' },
    { text: WORDS.total[lang], paint: paint.strong },
    { text: groupYuan(totals.medfee_sumamt), paint: paint.strong },
    { text: payers.some(({ share }) => share !== NONE) ? '100.0%' : NONE },
  ];
  const lines = listing(COLUMNS, [headRow(head, context), ...rows, 'rule', total], context);
  return [...lines, ...bar(payers, context)];
}

function bar(payers: readonly PayerSum[], { paint, ascii }: BatchContext): string[] {
  const parts = apportioned(
    payers.map(({ fen }) => (fen > 0n ? fen : 0n)),
    FINE,
  );
  const lengths = segments(parts, BAR);
  const drawn = payers.map(({ mark }, index) => {
    const stretch = (ascii ? mark.ascii : mark.block).repeat(lengths[index] ?? 0);
    return stretch === '' ? '' : paint.payer[mark.hue](stretch);
  });
  return drawn.every((stretch) => stretch === '') ? [] : ['', `  ${drawn.join('')}`];
}
