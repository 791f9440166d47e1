import type { ShareClass } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { FILL } from './html-fills.ts';
import { drawing, percent, rect } from './html-svg.ts';
import { lengthOf, percents } from './shares.ts';
import { className } from './text-shares.ts';
import { BATCH_WORDS, colon, listed } from './words.ts';

const TOP = 16;
const TALL = 120;
const BASE = TOP + TALL;
const HEIGHT = BASE + 20;
/** More words than this run into one another on a phone. */
const MOST_WORDS = 12;

/** How many claims leave how much to the person, as columns that stand between the ends of their class. */
export function histogram(shares: readonly ShareClass[], lang: Lang): string {
  const largest = Math.max(0, ...shares.map(({ claims }) => claims));
  if (largest === 0) return '';
  const parts = percents(shares.map(({ claims }) => BigInt(claims)));
  const columns = shares.map(({ claims }, index) =>
    column(index, shares.length, lengthOf(BigInt(claims), BigInt(largest)), parts[index] ?? ''),
  );
  const said = shares.map((one, index) => `${className(one)} ${parts[index]}`);
  const label = `${BATCH_WORDS.shares[lang]}${colon(lang)}${listed(said, lang)}`;
  const axis = `<line x1="0" x2="100%" y1="${BASE}" y2="${BASE}" stroke="#111"/>`;
  return `<figure>${drawing(label, HEIGHT, columns.join('') + axis + ticks(shares))}</figure>`;
}

function column(index: number, all: number, length: number, share: string): string {
  const [room, tall] = [100 / all, (length * TALL) / 100];
  const box = { x: room * (index + 0.04), width: room * 0.92, y: BASE - tall, height: tall };
  const drawn = tall > 0 ? rect(box, FILL.count) : '';
  if (all > MOST_WORDS) return drawn;
  const [x, y] = [percent(room * (index + 0.5)), Math.round(BASE - tall - 4)];
  return `${drawn}<text x="${x}" y="${y}" text-anchor="middle">${share}</text>`;
}

/** The ends of the classes below the columns' edges. */
function ticks(shares: readonly ShareClass[]): string {
  const ends = [...shares.map(({ from }) => from), shares.at(-1)?.to ?? 0];
  const every = Math.ceil(shares.length / MOST_WORDS);
  const last = ends.length - 1;
  return ends
    .flatMap((end, index) => {
      if (index !== last && index % every !== 0) return [];
      const anchor = index === 0 ? 'start' : index === last ? 'end' : 'middle';
      const x = percent((index * 100) / shares.length);
      return [
        `<text x="${x}" y="${BASE + 15}" text-anchor="${anchor}">${end}${index === last ? '%' : ''}</text>`,
      ];
    })
    .join('');
}
