import { segments } from './bar.ts';
import { say } from './say.ts';
import { type Cell, type Column, type Row, table } from './table.ts';
import type { TextContext } from './text-context.ts';
import type { AmountView, PayerView, View } from './view.ts';
import { WORDS } from './words.ts';

const INDENT = 2;
/** Even where a terminal draws blocks two cells wide, the bar stays on its line. */
const BAR = 38;
const NARROW = 58;
const WIDE = 78;

/** Who pays what and which share of the bill; both bounds side by side where there are two. */
export function whoPays(context: TextContext): string[] {
  const { view, paint, width } = context;
  const { lang, ranged } = view;
  const amounts: Column[] = [
    { align: 'right', min: 13, ruled: true },
    { align: 'right', min: 7, ruled: true },
  ];
  const names: Column[] = [{ align: 'left' }, { align: 'left', flex: true }];
  const words = ranged ? [WORDS.low, WORDS.share, WORDS.high, WORDS.share] : [WORDS.amount, WORDS.share];
  const head: Row = ['', ...[WORDS.payer, ...words].map((word) => say(word, lang))].map((text) => ({
    text,
    paint: paint.dim,
  }));
  const sums = (ranged ? [0, 1] : [0]).flatMap((): Cell[] => [
    { text: view.total, paint: paint.strong },
    { text: totalShare(view) },
  ]);
  const total: Row = [{ text: '' }, { text: say(WORDS.total, lang), paint: paint.strong }, ...sums];
  const rows = [head, ...view.payers.map((payer) => payerRow(payer, context)), 'rule' as const, total];
  return table([...names, ...amounts, ...(ranged ? amounts : [])], rows, {
    width: Math.min(ranged ? WIDE : NARROW, width - INDENT),
    indent: INDENT,
  });
}

/** What pays nothing steps back. */
function payerRow({ label, mark, low, high }: PayerView, { paint, ascii }: TextContext): Row {
  const bounds: AmountView[] = high ? [low, high] : [low];
  const nothing = bounds.every(({ fen }) => fen === 0);
  const cell = (text: string): Cell => ({ text, ...(nothing && { paint: paint.dim }) });
  return [
    { text: ascii ? mark.ascii : mark.block, paint: nothing ? paint.dim : paint.payer[mark.hue] },
    cell(label),
    ...bounds.flatMap(({ amount, share }) => [cell(amount), cell(share)]),
  ];
}

function totalShare({ payers }: View): string {
  return payers.some(({ low }) => low.fen > 0) ? '100.0%' : '-';
}

/** The bill as a bar, or one for each bound; empty where there is nothing to pay. */
export function bar({ view, paint, ascii }: TextContext): string[] {
  const bounds = view.ranged ? (['low', 'high'] as const) : (['low'] as const);
  return bounds.flatMap((bound) => {
    const lengths = segments(
      view.payers.map((payer) => payer[bound]?.fen ?? 0),
      BAR,
    );
    const drawn = view.payers.map(({ mark }, index) => {
      const stretch = (ascii ? mark.ascii : mark.block).repeat(lengths[index] ?? 0);
      return stretch === '' ? '' : paint.payer[mark.hue](stretch);
    });
    if (drawn.every((stretch) => stretch === '')) return [];
    const label = view.ranged ? `  ${say(WORDS[`${bound}Bar`], view.lang)}` : '';
    return [' '.repeat(INDENT) + drawn.join('') + (label === '' ? '' : paint.dim(label))];
  });
}
