import { ceil, equal, type Fraction, floor, isWhole, sub, toNumber } from './fraction.ts';
import { judge, type Settled } from './judge.ts';
import { type Halt, isStop, type LineShare, NO_SHARE } from './line.ts';
import { type CurvePayer, type Shares, sameSlopes, sameValues, sharesOf } from './shares.ts';
import type { Piece, Sweep } from './sweep.ts';
import type { Walked } from './walk.ts';
import type { Cause } from './watch.ts';

/** `shift`: the person's part goes on as before, but others share the rest differently. */
export type BreakKind = 'start' | 'bend' | 'shift' | 'jump' | 'stop' | 'resume' | 'end';

/** One bill as the engine settles it, in whole fen; without amounts where it refuses to. */
export interface Judged {
  readonly fen: number;
  readonly settled?: Settled;
}

/** A jump from one fen to the next: onto a bill, or from it. */
export interface Step {
  readonly before: Shares;
  readonly after: Shares;
  readonly edge: Edge;
}

/** A bill and the one a fen higher. */
export type Edge = readonly [Judged, Judged];

/** A bill at which the curve turns. */
export interface Break {
  readonly kind: BreakKind;
  /** Exactly, in fen; it may lie between two. */
  readonly bill: Fraction;
  /** Just below it, at it and just above it; absent where nothing can be said there. */
  readonly before?: Shares;
  readonly at?: Shares;
  readonly after?: Shares;
  readonly causes: readonly Cause[];
  /** What is not known from here on. */
  readonly halt?: Halt;
  /** The engine's amounts at the first whole fen that is not below it; where the curve stops, the last it settles. */
  readonly shown: Judged;
  /** Where it resumes or stops: the last whole fen before and the first after. */
  readonly edge?: Edge;
  /** Its jumps: two where the bill itself belongs to neither side. */
  readonly steps: readonly Step[];
}

/** The places where the curve turns, from the smallest bill to the largest. Turns that change no payment are left out. */
export function breaksOf(sweep: Sweep, payers: readonly CurvePayer[]): Break[] {
  const found: Break[] = [];
  const { pieces } = sweep;
  for (let index = 0; index <= pieces.length; index++) {
    const one = breakAt(sweep, payers, index);
    if (one) found.push(one);
  }
  return found;
}

function breakAt(sweep: Sweep, payers: readonly CurvePayer[], index: number): Break | undefined {
  const [left, right] = [sweep.pieces[index - 1], sweep.pieces[index]];
  const point = sweep.points[index];
  const bill = right?.from ?? left?.to;
  if (!bill || !point) return undefined;
  const before =
    left && !isStop(left.result) ? sharesOf(left.result, payers, sub(left.to, left.from)) : undefined;
  const after = right && !isStop(right.result) ? sharesOf(right.result, payers) : undefined;
  const at = isStop<Halt>(point) ? undefined : sharesOf(point, payers);
  const kind = kindOf(before, at, after, left, right);
  if (!kind) return undefined;
  const halt = kind === 'stop' && right && isStop<Halt>(right.result) ? right.result : undefined;
  const edge =
    left && right && (kind === 'stop' || kind === 'resume')
      ? stateChange(sweep, bill, left, right)
      : undefined;
  return {
    kind,
    bill,
    ...(before && { before }),
    ...(at && { at }),
    ...(after && { after }),
    causes: left ? tellingCauses(left, right) : [],
    ...(halt && { halt }),
    shown: kind === 'stop' && edge ? edge[0] : judged(sweep, ceil(bill)),
    ...(edge && { edge }),
    steps: kind === 'jump' ? stepsAt(sweep, bill, before, at, after) : [],
  };
}

function kindOf(
  before: Shares | undefined,
  at: Shares | undefined,
  after: Shares | undefined,
  left: Piece | undefined,
  right: Piece | undefined,
): BreakKind | undefined {
  if (before && !right) return 'end';
  if (!before && after) return left ? 'resume' : 'start';
  if (before && !after) return 'stop';
  if (!before || !after) return undefined;
  if (!at || !sameValues(before, at) || !sameValues(at, after)) return 'jump';
  if (sameSlopes(before, after)) return undefined;
  return equal(before.person.slope, after.person.slope) ? 'shift' : 'bend';
}

/** Of all that turns at once, what belongs to a line whose own amounts turn. */
function tellingCauses(left: Piece, right: Piece | undefined): Cause[] {
  const causes = left.causes.filter(
    (cause, index) => left.causes.findIndex((other) => sameCause(other, cause)) === index,
  );
  if (!right || isStop(left.result) || isStop(right.result)) return causes;
  const way = sub(left.to, left.from);
  const [below, above] = [left.result, right.result];
  const telling = causes.filter(({ line }) => line < 0 || lineTurns(below, above, line, way));
  return (telling.length > 0 ? telling : causes).map((cause) =>
    ceases(cause, above.lines[cause.line]) ? { ...cause, ceases: true } : cause,
  );
}

function ceases({ kind }: Cause, above: LineShare | undefined): boolean {
  if (kind === 'gate') return above === NO_SHARE;
  return (kind === 'cap' || kind === 'shared_cap') && above?.bound === undefined;
}

function sameCause(a: Cause, b: Cause): boolean {
  return a.kind === b.kind && a.line === b.line && a.index === b.index;
}

function lineTurns(below: Walked, above: Walked, line: number, way: Fraction): boolean {
  const only: CurvePayer[] = [{ id: '', label: { zh: '', en: '' }, isFund: true, lines: [line] }];
  const [before, after] = [sharesOf(below, only, way), sharesOf(above, only)];
  if (!equal(before.payers[0]?.slope ?? way, after.payers[0]?.slope ?? way)) return true;
  if (!equal(before.payers[0]?.value ?? way, after.payers[0]?.value ?? way)) return true;
  // The cost above a cap turns even where the payment does not.
  return !equal(below.lines[line]?.above.slope ?? way, above.lines[line]?.above.slope ?? way);
}

function judged(sweep: Sweep, fen: number): Judged {
  const settled = judge(sweep.plan, sweep.bills, fen);
  return isStop(settled) ? { fen } : { fen, settled };
}

/** Between which fen the amounts jump; a bill between two fen is none itself. */
function stepsAt(
  sweep: Sweep,
  bill: Fraction,
  before: Shares | undefined,
  at: Shares | undefined,
  after: Shares | undefined,
): Step[] {
  if (!before || !after) return [];
  const step = (from: Shares, to: Shares, last: number): Step[] =>
    sameValues(from, to)
      ? []
      : [{ before: from, after: to, edge: [judged(sweep, last), judged(sweep, last + 1)] }];
  if (!at || !isWhole(bill)) return step(before, after, floor(bill));
  return [...step(before, at, floor(bill) - 1), ...step(at, after, floor(bill))];
}

/** Where the engine begins or ceases to refuse: beside the exact place, as far as roundings can move it. */
function stateChange(sweep: Sweep, bill: Fraction, left: Piece, right: Piece): Edge {
  const reach = Math.max(left.blurAbove, right.blurBelow, reachOf(left), reachOf(right)) + 2;
  const start = ceil(left.from);
  const end = floor(right.to);
  let low = Math.max(start, Math.floor(toNumber(bill) - reach));
  let high = Math.min(end, Math.ceil(toNumber(bill) + reach));
  const refused = (fen: number): boolean => isStop(judge(sweep.plan, sweep.bills, fen));
  const wanted = refused(high);
  if (refused(low) === wanted) return [judged(sweep, ceil(bill) - 1), judged(sweep, ceil(bill))];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (refused(middle) === wanted) high = middle;
    else low = middle;
  }
  return [judged(sweep, low), judged(sweep, high)];
}

/** Fen on which hardly any cost reaches what is not stated. */
function reachOf({ result }: Piece): number {
  if (!isStop<Halt>(result)) return 0;
  const steep = Math.abs(toNumber(result.by.slope));
  return steep === 0 ? 0 : result.by.slack / steep;
}
