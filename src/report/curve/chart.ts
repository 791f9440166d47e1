import type { Break } from '../../curve/breaks.ts';
import type { Curve } from '../../curve/curve.ts';
import { isStop } from '../../curve/line.ts';
import { MAX_FEN } from '../../money/fen.ts';
import { tickStep, yuanOf } from './numbers.ts';

/** A straight part of a curve, in yuan. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** What a drawing shows, in yuan; doubles, since nothing is read off it that the table does not say exactly. */
export interface ChartData {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly low: readonly Segment[];
  readonly high: readonly Segment[];
  readonly marks: readonly { readonly number: number; readonly bill: number; readonly person: number }[];
}

export interface NumberedBreak {
  readonly number: number;
  readonly fen: number;
  readonly person: number | undefined;
}

export function chartData(
  low: Curve,
  high: Curve | undefined,
  breaks: readonly NumberedBreak[],
  endFen: number,
): ChartData {
  const start = (low.bills.first[0] as number) / 100;
  const end = endFen / 100;
  const lows = segmentsOf(low, end);
  const highs = high ? segmentsOf(high, end) : [];
  const most = Math.max(0.01, ...[...lows, ...highs].flatMap(({ first, last }) => [first, last]));
  const step = tickStep(most, 5);
  return {
    start,
    end,
    top: Math.ceil(most / step - 1e-9) * step,
    low: lows,
    high: highs,
    marks: breaks.flatMap(({ number, fen, person }) =>
      person === undefined || fen > endFen ? [] : [{ number, bill: fen / 100, person: person / 100 }],
    ),
  };
}

function segmentsOf({ sweep }: Curve, end: number): Segment[] {
  return sweep.pieces.flatMap((piece) => {
    const from = yuanOf(piece.from);
    if (isStop(piece.result) || from >= end) return [];
    const { value, slope } = piece.result.person;
    const to = Math.min(end, yuanOf(piece.to));
    const first = yuanOf(value);
    return [{ from, to, first, last: first + (Number(slope.n) / Number(slope.d)) * (to - from) }];
  });
}

/** A break this many times further than the one before it would squeeze all that came before against the axis. */
const SQUEEZE = 60;

/** A curve that goes on is drawn at least to 20,000 yuan. */
const LEAST = 2_000_000;

/** Where the drawing ends, in fen: a round number a little above the last break that leaves room for those before it. */
export function defaultEnd(curves: readonly Curve[]): number {
  const bills = curves
    .flatMap(({ breaks }) => breaks)
    .filter(({ kind, shown }) => kind !== 'end' && kind !== 'start' && shown.fen > 0)
    .sort((one, two) => one.shown.fen - two.shown.fen);
  // A jump is always shown.
  while (bills.length > 1 && bills.at(-1)?.kind !== 'jump' && furthest(bills) > SQUEEZE) bills.pop();
  const last = bills.at(-1)?.shown.fen;
  const start = (curves[0]?.bills.first[0] as number) ?? 0;
  if (last === undefined) return Math.min(MAX_FEN, start + 10_000_000);
  const stops = curves.every(({ breaks }) => breaks.at(-1)?.kind !== 'end');
  const wanted = Math.max((last * 5) / 4, stops ? 0 : start + LEAST);
  const step = Math.max(100, tickStep(wanted, 10));
  return Math.min(MAX_FEN, Math.ceil(wanted / step) * step);
}

function furthest(bills: readonly Break[]): number {
  return (bills.at(-1)?.shown.fen ?? 0) / (bills.at(-2)?.shown.fen ?? 1);
}
