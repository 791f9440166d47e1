import { IN, type Plan } from '../engine/plan.ts';
import { MAX_FEN } from '../money/fen.ts';
import type { Amount } from './amount.ts';
import { add, compare, type Fraction, fraction, least, ONE, sub, ZERO } from './fraction.ts';
import { type Halt, isStop } from './line.ts';
import { type Walked, walk } from './walk.ts';
import { type Cause, type Turn, Watch } from './watch.ts';

/** The bills a curve runs over: everything in them is fixed but one part, which grows from nothing. */
export interface Bills {
  /** The amounts of the smallest bill, in fen, places as in IN. */
  readonly first: Float64Array;
  /** What grows: 0 the in-policy cost alone, else the place in the amounts of the part of the bill that grows. */
  readonly grows: number;
  /** The cost that a growing part is a part of, by its place; 0 or absent where that is the in-policy cost. */
  readonly within?: number;
  /** The year before the bill, places as in STATE. */
  readonly state: Float64Array;
}

/** A stretch of bills on which every amount is a straight line, or on which none can be given. */
export interface Piece {
  readonly from: Fraction;
  readonly to: Fraction;
  /** Amounts at `from`, as they are just above it. */
  readonly result: Walked | Halt;
  /** What turns at its end. */
  readonly causes: readonly Cause[];
  /** Fen above its beginning and below its end within which roundings may decide as on the other side. */
  readonly blurBelow: number;
  readonly blurAbove: number;
}

/** The whole curve: pieces end to end, and what holds at each of their ends itself. */
export interface Sweep {
  readonly plan: Plan;
  readonly bills: Bills;
  readonly pieces: readonly Piece[];
  /** At the beginning of each piece, and last at the end of the last. */
  readonly points: readonly (Walked | Halt)[];
}

/** More turns than any policy can have: the sweep does not move. */
const MOST_PIECES = 20_000;

/** All break points of a plan from the smallest bill to the largest that a claim may hold. */
export function sweep(plan: Plan, bills: Bills): Sweep {
  const end = fraction(MAX_FEN);
  const pieces: Piece[] = [];
  const points: (Walked | Halt)[] = [];
  let from = fraction(bills.first[IN.total] as number);
  while (compare(from, end) < 0) {
    const piece = pieceFrom(plan, bills, from, end);
    pieces.push(piece);
    points.push(walkAt(plan, bills, from));
    if (pieces.length > MOST_PIECES) throw new Error(`${plan.policy.id}: the curve has no end of pieces`);
    from = piece.to;
  }
  points.push(walkAt(plan, bills, from));
  return { plan, bills, pieces, points };
}

function pieceFrom(plan: Plan, bills: Bills, from: Fraction, end: Fraction): Piece {
  const watch = new Watch();
  const result = walk(plan, amountsAt(bills, from, ONE), bills.state, watch);
  const next = watch.turns.reduce<Fraction | undefined>(
    (soonest, { after }) => (soonest ? least(soonest, after) : after),
    undefined,
  );
  const to = next ? least(end, add(from, next)) : end;
  const way = sub(to, from);
  const turning = watch.turns.filter(({ after }) => compare(after, way) === 0);
  return {
    from,
    to,
    result,
    causes: turning.map(({ cause }) => cause),
    blurBelow: watch.blurBelow,
    blurAbove: blurOf(turning),
  };
}

function blurOf(turns: readonly Turn[]): number {
  return turns.reduce((most, { blur }) => Math.max(most, blur), 0);
}

/** The settlement of one bill itself, rather than of those just above it. */
function walkAt(plan: Plan, bills: Bills, bill: Fraction): Walked | Halt {
  return walk(plan, amountsAt(bills, bill, ZERO), bills.state, new Watch());
}

/** The amounts of a bill, growing by so much. */
function amountsAt({ first, grows, within = 0 }: Bills, bill: Fraction, slope: Fraction): Amount[] {
  const more = sub(bill, fraction(first[IN.total] as number));
  return Array.from(first, (fen, place) =>
    place === IN.total || (grows > 0 && place === grows) || (within > 0 && place === within)
      ? { value: add(fraction(fen), more), slope, slack: 0 }
      : { value: fraction(fen), slope: ZERO, slack: 0 },
  );
}

/** The first reason why an amount cannot be given. */
export function haltOf({ pieces }: Sweep): Halt | undefined {
  return pieces.map(({ result }) => result).find(isStop<Halt>);
}
