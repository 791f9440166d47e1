import { type Amount, valueAfter } from './amount.ts';
import { ceil, compare, type Fraction, floor, fraction, isWhole, sub, toNumber, ZERO } from './fraction.ts';
import { judge, paidBy, personOf } from './judge.ts';
import { type Halt, isStop } from './line.ts';
import type { Sweep } from './sweep.ts';
import type { Walked } from './walk.ts';

/** What may hold at a bill: a settlement from which the bill is some way off on straight lines. */
interface Candidate {
  readonly result: Walked | Halt;
  readonly way: Fraction;
  /** Fen by which its amounts may be off besides their own roundings. */
  readonly off: number;
}

/** Doubles are used for allowances only; this is far above their error and far below a fen. */
const TINY = 1e-4;

/**
 * Compares the curve with the engine at the ends and in the middle of each piece.
 * @throws Error where they differ by more than the roundings to whole fen may: then the analysis is wrong
 */
export function verify(sweep: Sweep): void {
  for (const [index, { from, to }] of sweep.pieces.entries()) {
    const middle = Math.floor((toNumber(from) + toNumber(to)) / 2);
    const bills = [ceil(from), ceil(from) + 1, middle, floor(to) - 1, floor(to)];
    for (const fen of new Set(bills)) {
      const bill = fraction(fen);
      if (compare(bill, from) >= 0 && compare(bill, to) <= 0) checkBill(sweep, index, fen);
    }
  }
}

/**
 * Compares the curve with the engine at one bill.
 * @param index of the piece the bill is on
 */
export function checkBill(sweep: Sweep, index: number, fen: number): void {
  const candidates = candidatesAt(sweep, index, fen);
  const settled = judge(sweep.plan, sweep.bills, fen);
  // Where hardly a fen reaches what is not stated, roundings decide whether anything does.
  if (candidates.some(({ result, way }) => isStop(result) && isBlurred(result, way))) return;
  const agrees = isStop(settled)
    ? candidates.some(({ result }) => isStop(result) && result.code === settled.code)
    : within(candidates, ({ person }) => person, personOf(settled)) &&
      sweep.plan.lines.every((_, line) =>
        within(candidates, ({ lines }) => lines[line]?.paid, paidBy(settled, line)),
      );
  if (agrees) return;
  const { id } = sweep.plan.policy;
  throw new Error(`${id}: the curve and the settlement differ at a bill of ${fen} fen (piece ${index + 1})`);
}

/** The pieces that may decide a bill: its own, and beside an end that roundings blur, those beyond it. */
function candidatesAt({ plan, pieces, points }: Sweep, index: number, fen: number): Candidate[] {
  const bill = fraction(fen);
  const found: Candidate[] = [];
  const addPiece = (at: number): void => {
    const piece = pieces[at];
    if (piece) found.push({ result: piece.result, way: sub(bill, piece.from), off: 0 });
  };
  const addPoint = (at: number): void => {
    const result = points[at];
    const edge = pieces[at]?.from ?? pieces[at - 1]?.to;
    if (!result || !edge) return;
    const away = Math.abs(toNumber(sub(bill, edge)));
    // No amount changes faster than the bill, and each line is rounded once.
    found.push({ result, way: ZERO, off: away === 0 ? 0 : away + plan.lines.length / 2 });
  };
  /** Whether roundings may decide a bill by what holds on the other side of the beginning of a piece. */
  const blurred = (at: number): boolean => {
    const [before, after] = [pieces[at - 1], pieces[at]];
    const edge = after?.from ?? before?.to;
    const blur = Math.max(before?.blurAbove ?? 0, after?.blurBelow ?? 0);
    return edge !== undefined && blur > 0 && Math.abs(toNumber(sub(bill, edge))) <= blur + TINY;
  };
  const start = pieces[index]?.from;
  const end = pieces[index]?.to;
  const onStart = start !== undefined && isWhole(start) && compare(bill, start) === 0;
  const onEnd = end !== undefined && isWhole(end) && compare(bill, end) === 0;
  if (onStart) addPoint(index);
  else if (onEnd) addPoint(index + 1);
  else addPiece(index);
  if (onStart && blurred(index)) addPiece(index);
  if (onEnd && blurred(index + 1)) addPiece(index);
  for (let at = index; at >= 0 && blurred(at); at--) {
    addPiece(at - 1);
    addPoint(at);
  }
  for (let at = index + 1; at <= pieces.length && blurred(at); at++) {
    addPiece(at);
    addPoint(at);
  }
  return found;
}

function isBlurred({ by }: Halt, way: Fraction): boolean {
  return toNumber(valueAfter(by, way)) <= by.slack + TINY;
}

/** Whether the engine's amount lies between those of the candidates, give or take what roundings add up to. */
function within(
  candidates: readonly Candidate[],
  pick: (walked: Walked) => Amount | undefined,
  fen: number,
): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { result, way, off } of candidates) {
    const amount = isStop(result) ? undefined : pick(result);
    if (!amount) continue;
    const apart = toNumber(sub(valueAfter(amount, way), fraction(fen)));
    low = Math.min(low, apart - amount.slack - off - TINY);
    high = Math.max(high, apart + amount.slack + off + TINY);
  }
  return low <= 0 && high >= 0;
}
