import { element, escapeHtml } from '../html-escape.ts';
import { cells } from '../width.ts';
import { drawing, rect } from './html-svg.ts';

const HEIGHT = 16;

/** A chart of more bars is no longer seen at a glance; the table below it has them all. */
export const MOST_BARS = 12;

/** One line of a chart: a name, a bar and a figure. */
export interface BarLine {
  readonly name: string;
  /** What the bar shows, for those who hear the page. */
  readonly said: string;
  /** SVG, made of `bar` and lines. */
  readonly drawn: string;
  readonly value: string;
}

export function bar(x: number, width: number, fill: string): string {
  return rect({ x, width, y: 0.5, height: HEIGHT - 1 }, fill);
}

/** A line across the bars, where they begin. */
export function baseline(x: number): string {
  return `<line x1="${x}%" x2="${x}%" y1="-2" y2="${HEIGHT + 2}" stroke="#111" stroke-width="1.5"/>`;
}

/** Bars under one another, and what their fills mean. */
export function barChart(title: string, lines: readonly BarLine[], legend: string): string {
  // All lines leave the same room for their figures, so that bars can be compared.
  const room = Math.max(...lines.map(({ value }) => cells(value)));
  return [
    `<figure role="group" aria-label="${escapeHtml(title)}" style="--value: ${room}ch">`,
    ...lines.map(lineHtml),
    `${legend}</figure>`,
  ].join('\n');
}

function lineHtml({ name, said, drawn, value }: BarLine): string {
  const parts = [
    element('span', 'name', escapeHtml(name)),
    drawing(said, HEIGHT, drawn),
    element('span', 'value', escapeHtml(value)),
  ];
  return element('div', 'bar', parts.join(''));
}
