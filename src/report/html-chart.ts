import { apportion } from './bar.ts';
import { escapeHtml } from './html-escape.ts';
import { say } from './say.ts';
import type { AmountView, PayerView, View } from './view.ts';
import { cells } from './width.ts';
import { WORDS } from './words.ts';

/** Widths and heights are in the units of the drawing; the page scales it. */
const WIDTH = 680;
const BAR = 30;
const NAME = 64;

/** How each payer is filled: told apart by its hatching alone, so that a black-and-white printer loses nothing. */
const FILLS: Readonly<Record<string, string>> = {
  f1: '<rect width="8" height="8" fill="#234a74"/>',
  f2: '<rect width="8" height="8" fill="#dce6f1"/><path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="#234a74" stroke-width="2"/>',
  f3: '<rect width="8" height="8" fill="#fff"/><path d="M-2 6 2 10M0 0 8 8M6-2 10 2M0 8 8 0" stroke="#555" stroke-width="1"/>',
  f4: '<rect width="8" height="8" fill="#fff"/><circle cx="4" cy="4" r="2.2" fill="#333"/>',
  f5: '<rect width="8" height="8" fill="#888"/>',
  f6: '<rect width="8" height="8" fill="#fff"/><path d="M2 0V8M6 0V8" stroke="#333" stroke-width="2"/>',
  f7: '<rect width="8" height="8" fill="#333"/><circle cx="4" cy="4" r="2" fill="#fff"/>',
  f8: '<rect width="8" height="8" fill="#fff"/><path d="M0 0 8 8M-2 6 2 10M6-2 10 2" stroke="#333" stroke-width="2"/>',
  hospital:
    '<rect width="8" height="8" fill="#fff"/><path d="M4 1V7M1 4H7" stroke="#333" stroke-width="1.4"/>',
  account: '<rect width="8" height="8" fill="#c4c4c4"/>',
  card: '<rect width="8" height="8" fill="#fff"/><path d="M0 2H8M0 6H8" stroke="#555" stroke-width="1.4"/>',
  cash: '<rect width="8" height="8" fill="#fff"/>',
};

/** The patterns of a page; defined once, used by bars and swatches. */
export function chartPatterns(payers: readonly PayerView[]): string {
  const patterns = [...new Set(payers.map(({ mark }) => mark.id))].map(
    (id) =>
      `<pattern id="fill-${id}" width="8" height="8" patternUnits="userSpaceOnUse">${FILLS[id] ?? ''}</pattern>`,
  );
  return `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>${patterns.join('')}</defs></svg>`;
}

export function swatch({ mark }: PayerView): string {
  return `<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect x="0.5" y="0.5" width="15" height="15" fill="url(#fill-${mark.id})" stroke="#111"/></svg>`;
}

/** Who pays as one bar, or one for each bound of a range. Empty where there is nothing to pay. */
export function chart(view: View): string {
  const bounds = view.ranged ? (['low', 'high'] as const) : (['low'] as const);
  const rows = bounds.map((bound) => ({
    name: view.ranged ? say(WORDS[`${bound}Bar`], view.lang) : '',
    parts: view.payers.flatMap((payer) => {
      const amount = payer[bound];
      return amount && amount.fen > 0 ? [{ payer, amount }] : [];
    }),
  }));
  if (rows.every((row) => row.parts.length === 0)) return '';
  const height = rows.length * (BAR + 10) + 16;
  const words = rows.map(({ name, parts }) =>
    `${name} ${parts.map(({ payer, amount }) => `${payer.label} ${amount.share}`).join(', ')}`.trim(),
  );
  const drawn = rows.map(({ name, parts }, index) => barRow(name, parts, index * (BAR + 10) + 16));
  return `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(words.join('; '))}" font-family="inherit" font-size="11">${drawn.join('')}</svg></figure>`;
}

interface Part {
  readonly payer: PayerView;
  readonly amount: AmountView;
}

function barRow(name: string, parts: readonly Part[], y: number): string {
  const left = name === '' ? 0 : NAME;
  const lengths = apportion(
    parts.map(({ amount }) => amount.fen),
    WIDTH - left - 2,
  );
  let x = left + 1;
  const drawn = parts.map(({ payer, amount }, index) => {
    const width = lengths[index] ?? 0;
    const segment = `<rect x="${x}" y="${y}" width="${width}" height="${BAR}" fill="url(#fill-${payer.mark.id})" stroke="#111"/>`;
    const label = segmentLabel(payer.label, amount.share, x, y, width);
    x += width;
    return segment + label;
  });
  const title = name === '' ? '' : `<text x="0" y="${y + BAR / 2 + 4}">${escapeHtml(name)}</text>`;
  return title + drawn.join('');
}

/** Name and share inside their segment, or the share alone, or nothing: the table below says it all again. */
function segmentLabel(name: string, share: string, x: number, y: number, width: number): string {
  const fitting = [`${name} ${share}`, share].find((text) => cells(text) * 6 + 16 <= width);
  if (fitting === undefined) return '';
  const room = cells(fitting) * 6 + 10;
  const middle = x + width / 2;
  const box = `<rect x="${middle - room / 2}" y="${y + 6}" width="${room}" height="${BAR - 12}" rx="2" fill="#fff"/>`;
  return `${box}<text x="${middle}" y="${y + BAR / 2 + 4}" text-anchor="middle" fill="#111">${escapeHtml(fitting)}</text>`;
}
