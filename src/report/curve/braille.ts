import { pad } from '../width.ts';
import type { ChartData, Segment } from './chart.ts';
import { axisYuan, ticksUpTo } from './numbers.ts';

/** The dots of a braille cell by column and row. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

/** Most rows of the drawing area: with heading, axis and labels it fits a screen of 24 lines. */
const MOST_ROWS = 13;

/** Dots to light, four rows and two columns of them in a cell. */
class Canvas {
  readonly #cells: number[][];

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.#cells = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  }

  /** @param y from the bottom */
  light(x: number, y: number): void {
    const row = this.rows * 4 - 1 - y;
    const line = this.#cells[Math.floor(row / 4)];
    const column = Math.floor(x / 2);
    if (!line || line[column] === undefined) return;
    line[column] |= DOTS[x % 2 === 0 ? 0 : 1][row % 4] ?? 0;
  }

  lines(): string[] {
    return this.#cells.map((line) => line.map((dots) => String.fromCharCode(0x2800 + dots)).join(''));
  }
}

/** The curve drawn in braille dots, with its axes and the numbers of its breaks. */
export function brailleChart(data: ChartData, width: number): string[] {
  const ticks = ticksUpTo(data.top, 5);
  const gutter = Math.max(...ticks.map((tick) => axisYuan(tick).length));
  const columns = width - gutter - 3;
  // As many rows between two ticks as fit, the same everywhere.
  const between = Math.max(1, Math.floor((MOST_ROWS - 1) / Math.max(1, ticks.length - 1)));
  const rows = (ticks.length - 1) * between + 1;
  const canvas = new Canvas(columns, rows);
  // The higher bound is dotted, so that the two are told apart without colour.
  plot(canvas, data, data.high, (x) => x % 4 < 2);
  plot(canvas, data, data.low, () => true);
  const labels = new Map(ticks.map((tick, index) => [rows - 1 - index * between, axisYuan(tick)]));
  const drawn = canvas.lines().map((line, row) => {
    const label = labels.get(row);
    return `${pad(label ?? '', gutter, 'right')} ${label === undefined ? '│' : '┤'}${blanked(line)}`;
  });
  const space = ' '.repeat(gutter + 1);
  const axis = axisOf(data, columns);
  const numbers = marksLine(data, columns);
  return [
    ...drawn,
    `${space}└${axis.line}`,
    ...(numbers === '' ? [] : [`${space} ${numbers}`]),
    `${space} ${axis.labels}`,
  ].map((line) => line.trimEnd());
}

function plot(
  canvas: Canvas,
  data: ChartData,
  segments: readonly Segment[],
  lit: (x: number) => boolean,
): void {
  const dots = canvas.columns * 2;
  const heights = canvas.rows * 4 - 1;
  let before: number | undefined;
  for (let x = 0; x < dots; x++) {
    const bill = data.start + ((data.end - data.start) * x) / (dots - 1);
    const person = personAt(segments, bill);
    if (person === undefined) {
      before = undefined;
      continue;
    }
    const y = Math.round((person / data.top) * heights);
    // A jump is drawn as the wall it is.
    const from = before === undefined ? y : before + Math.sign(y - before);
    if (lit(x)) for (let dot = Math.min(from, y); dot <= Math.max(from, y); dot++) canvas.light(x, dot);
    before = y;
  }
}

function personAt(segments: readonly Segment[], bill: number): number | undefined {
  const segment = segments.find(({ from, to }) => bill >= from && bill <= to);
  if (!segment) return undefined;
  const { from, to, first, last } = segment;
  return to === from ? first : first + ((last - first) * (bill - from)) / (to - from);
}

/** Empty cells are spaces: terminals draw the empty braille cell as dots of its own. */
function blanked(line: string): string {
  return line.replaceAll('\u2800', ' ');
}

function columnOf(data: ChartData, columns: number, bill: number): number {
  const share = (bill - data.start) / (data.end - data.start || 1);
  return Math.max(0, Math.min(columns - 1, Math.round(share * (columns - 1))));
}

function axisOf(data: ChartData, columns: number): { line: string; labels: string } {
  const line = new Array<string>(columns).fill('─');
  let labels = '';
  for (const tick of ticksUpTo(data.end, 6)) {
    if (tick < data.start) continue;
    const column = columnOf(data, columns, tick);
    line[column] = '┴';
    const text = axisYuan(tick);
    const start = Math.min(columns - text.length, Math.max(0, column - Math.floor(text.length / 2)));
    if (start >= labels.length + (labels === '' ? 0 : 2)) labels = labels.padEnd(start) + text;
  }
  return { line: line.join(''), labels };
}

/** The numbers of the breaks under the axis; those that would overlap are left to the table. */
function marksLine(data: ChartData, columns: number): string {
  let line = '';
  for (const { number, bill } of data.marks) {
    const column = columnOf(data, columns, bill);
    const text = String(number);
    const start = Math.min(column, columns - text.length);
    if (start < line.length + (line === '' ? 0 : 1)) continue;
    line = line.padEnd(start) + text;
  }
  return line;
}
