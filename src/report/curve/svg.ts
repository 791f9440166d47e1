import type { Lang } from '../../diagnostics/text.ts';
import { escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import type { ChartData, Segment } from './chart.ts';
import { axisYuan, ticksUpTo } from './numbers.ts';
import { type CurveReport, type CurveView, curveView } from './view.ts';
import { WORDS } from './words.ts';

/** Units of the drawing; it scales to its place. */
const WIDTH = 760;
const HEIGHT = 430;
const LEFT = 92;
const RIGHT = 24;
const TOP = 40;
const BOTTOM = 52;

/** Where yuan lie on the drawing. */
interface Scale {
  readonly x: (bill: number) => number;
  readonly y: (person: number) => number;
}

/** A curve as a picture of its own. */
export function curveSvg(report: CurveReport, lang: Lang): string {
  const view = curveView(report, lang);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing(view)}\n`;
}

/** The picture, for a file of its own or within a page. */
export function drawing(view: CurveView): string {
  const { chart, lang, ranged } = view;
  const scale = scaleOf(chart);
  const title = `${view.title} · ${say(WORDS.heading, lang)}`;
  const content = [
    `<title>${escapeHtml(title)}</title>`,
    `<desc>${escapeHtml(view.facts.join(' · '))}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    grid(chart, scale),
    axisNames(lang),
    ranged ? legend(lang) : '',
    ...pathsOf(chart.high, scale).map(
      (d) => `<path d="${d}" fill="none" stroke="#111" stroke-width="1.6" stroke-dasharray="2 4"/>`,
    ),
    ...pathsOf(chart.low, scale).map((d) => `<path d="${d}" fill="none" stroke="#111" stroke-width="2"/>`),
    marks(chart, scale),
  ].filter((part) => part !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="&quot;Noto Sans CJK SC&quot;, &quot;PingFang SC&quot;, &quot;Microsoft YaHei&quot;, system-ui, sans-serif" font-size="12">`,
    ...content,
    '</svg>',
  ].join('\n');
}

function scaleOf({ start, end, top }: ChartData): Scale {
  const width = WIDTH - LEFT - RIGHT;
  const height = HEIGHT - TOP - BOTTOM;
  return {
    x: (bill) => round(LEFT + ((bill - start) / (end - start || 1)) * width),
    y: (person) => round(TOP + height - (person / top) * height),
  };
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

function grid({ start, end, top }: ChartData, { x, y }: Scale): string {
  const across = ticksUpTo(top, 5).map(
    (tick) =>
      `<path d="M${LEFT} ${y(tick)}H${WIDTH - RIGHT}" stroke="#ccc"/><text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${axisYuan(tick)}</text>`,
  );
  const along = ticksUpTo(end, 6)
    .filter((tick) => tick >= start)
    .map(
      (tick) =>
        `<path d="M${x(tick)} ${y(0)}v5" stroke="#111"/><text x="${x(tick)}" y="${y(0) + 20}" text-anchor="${x(tick) > WIDTH - 2 * RIGHT ? 'end' : 'middle'}">${axisYuan(tick)}</text>`,
    );
  const frame = `<path d="M${LEFT} ${TOP}V${y(0)}H${WIDTH - RIGHT}" fill="none" stroke="#111"/>`;
  return [...across, ...along, frame].join('\n');
}

function axisNames(lang: Lang): string {
  const unit = (text: string): string => escapeHtml(`${text} (${say(WORDS.yuan, lang)})`);
  return [
    `<text x="${LEFT}" y="${TOP - 16}">${unit(say(WORDS.person, lang))}</text>`,
    `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 10}" text-anchor="end">${unit(say(WORDS.bill, lang))}</text>`,
  ].join('\n');
}

function legend(lang: Lang): string {
  const right = WIDTH - RIGHT;
  const entry = (y: number, name: string, dash: string): string =>
    `<path d="M${right - 34} ${y - 4}H${right}" stroke="#111" stroke-width="2"${dash}/><text x="${right - 42}" y="${y}" text-anchor="end">${escapeHtml(name)}</text>`;
  return [
    entry(14, say(WORDS.cautious, lang), ''),
    entry(30, say(WORDS.higher, lang), ' stroke-dasharray="2 4"'),
  ].join('\n');
}

/** One line for each stretch without a gap; a jump is drawn as the wall it is. */
function pathsOf(segments: readonly Segment[], { x, y }: Scale): string[] {
  const paths: string[] = [];
  let end: number | undefined;
  for (const { from, to, first, last } of segments) {
    const start = end === from ? `${paths.pop() ?? ''}L` : 'M';
    paths.push(`${start}${x(from)} ${y(first)}L${x(to)} ${y(last)}`);
    end = to;
  }
  return paths;
}

/** The breaks, by the numbers of the table; where two would cover each other, the later one is not named. */
function marks(chart: ChartData, { x, y }: Scale): string {
  let named = Number.NEGATIVE_INFINITY;
  const drawn = chart.marks.map(({ number, bill, person }) => {
    const [cx, cy] = [x(bill), y(person)];
    const dot = `<circle cx="${cx}" cy="${cy}" r="3.5" fill="#fff" stroke="#111" stroke-width="1.5"/>`;
    if (cx - named < 16) return dot;
    named = cx;
    // Left of its dot and above it there is no curve, not even the wall of a jump.
    return `${dot}<text x="${cx - 7}" y="${cy - 7}" text-anchor="end" font-weight="700">${number}</text>`;
  });
  return drawn.join('\n');
}
