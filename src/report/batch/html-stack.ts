import type { Lang } from '../../diagnostics/text.ts';
import { escapeHtml } from '../html-escape.ts';
import { cells } from '../width.ts';
import { drawing, percent, rect } from './html-svg.ts';
import type { PayerSum } from './payers.ts';
import { apportioned } from './shares.ts';
import { listed } from './words.ts';

const HEIGHT = 34;
/** Width of the drawing on a sheet of A4, for judging whether a name fits; it scales with the page. */
const SHEET = 660;
/** Percent of the bill from which on a share fits its segment even on a phone. */
const LEAST_LABELLED = 9;

/** All bills as one bar of those who pay them; empty where nothing is paid. */
export function stack(payers: readonly PayerSum[], lang: Lang): string {
  const shown = payers.filter(({ fen }) => fen > 0n);
  const widths = apportioned(
    shown.map(({ fen }) => fen),
    10_000,
  ).map((part) => part / 100);
  if (shown.length === 0) return '';
  let x = 0;
  const drawn = shown.map((payer, index) => {
    const width = widths[index] ?? 0;
    const segment = segmentSvg(payer, x, width, lang);
    x += width;
    return segment;
  });
  const said = listed(
    shown.map(({ label, share }) => `${label[lang]} ${share}`),
    lang,
  );
  return `<figure>${drawing(said, HEIGHT, drawn.join(''))}</figure>`;
}

function segmentSvg({ label, mark, share }: PayerSum, x: number, width: number, lang: Lang): string {
  const segment = rect({ x, width, y: 0.5, height: HEIGHT - 1 }, mark.id);
  if (width < LEAST_LABELLED) return segment;
  const middle = percent(x + width / 2);
  const named = `${label[lang]} ${share}`;
  const fits = boxWidth(named) + 6 <= (width * SHEET) / 100;
  const labels = fits
    ? [boxed(named, middle, ' class="on-sheet"'), boxed(share, middle, ' class="on-phone"')]
    : [boxed(share, middle, '')];
  return segment + labels.join('');
}

/** Words on a white box, which keeps its size while its place moves with the width of the page. */
function boxed(text: string, middle: string, attributes: string): string {
  const width = boxWidth(text);
  const box = `<rect x="${-width / 2}" y="7" width="${width}" height="${HEIGHT - 14}" rx="2" fill="#fff"/>`;
  const words = `<text x="0" y="${HEIGHT / 2 + 4}" text-anchor="middle">${escapeHtml(text)}</text>`;
  return `<svg${attributes} x="${middle}">${box}${words}</svg>`;
}

function boxWidth(text: string): number {
  return cells(text) * 6 + 10;
}
