import { deductibleLeftOf, startOf } from '../engine/payable.ts';
import { type LinePlan, NO_CAP, STATE } from '../engine/plan.ts';
import { OUTCOME } from '../engine/settle.ts';
import { type Amount, fixed, minus, NOTHING, plus, rounded, times } from './amount.ts';
import { add, div, type Fraction, fraction, mul, ONE, sign, sub, ZERO } from './fraction.ts';
import type { Cause, Watch } from './watch.ts';

/** What one line does with its base at a bill and just above it. */
export interface LineShare {
  readonly base: Amount;
  readonly deductible: Amount;
  readonly paid: Amount;
  readonly above: Amount;
  /** The cap that holds the payment down. */
  readonly bound?: Cause;
}

export const NO_SHARE: LineShare = { base: NOTHING, deductible: NOTHING, paid: NOTHING, above: NOTHING };

/** Why no amount can be given, as the engine says it: a code of `OUTCOME`, and the band whose rate or end is not stated. */
export interface Stop {
  readonly code: number;
  readonly line: number;
  readonly band: number;
}

/** The same of the curve. */
export interface Halt extends Stop {
  /** How much cost reaches what is not stated. Where it is no more than its slack, roundings may leave none. */
  readonly by: Amount;
}

export function isStop<S extends Stop>(result: S | object): result is S {
  return 'code' in result;
}

/** What the caps leave a line to pay, and the cap that leaves the least. */
export interface Room {
  readonly left: Amount;
  readonly cause: Cause;
}

/** A line with what it needs to be worked out at a bill. */
export interface LineTask {
  readonly line: LinePlan;
  readonly place: number;
  readonly state: Float64Array;
  readonly amounts: readonly Amount[];
  readonly watch: Watch;
}

/**
 * What a computed line pays on its base, as `settle` works it out but unrounded.
 * @param base above 0
 * @param room the least of what its own cap and the shared ones leave; absent where there is none
 */
export function lineShare(task: LineTask, base: Amount, room: Room | undefined): LineShare | Halt {
  const { line, place, state, watch } = task;
  const year = place * STATE.size;
  const limit = fixed(line.exactLimit);
  if (watch.compare(base, limit, { kind: 'not_exact', line: place }) > 0)
    return { code: OUTCOME.notExact, line: place, band: 0, by: minus(base, limit) };
  if (line.deductible < 0) return { code: OUTCOME.deductibleNotStated, line: place, band: 0, by: base };
  let counted = base;
  if (line.capOnCost && line.capState !== NO_CAP) {
    const used = line.capState < 0 ? 0 : (state[year + STATE.base] as number);
    const most = fixed(Math.max(0, line.capAmount - used));
    counted = watch.lower(base, most, { kind: 'cap_on_cost', line: place });
  }
  const beyond = minus(base, counted);
  const scheme = schemeOf(task);
  const pays = payable(task, scheme, counted);
  if (isStop(pays)) return pays;
  const { deductible, unrounded } = pays;
  // Where a cap may bind only because of roundings, it moves the payment by no more than they do.
  const slack = Math.max(unrounded.slack, room?.left.slack ?? 0) + 0.5;
  if (!room || watch.compare(unrounded, room.left, room.cause) <= 0)
    return { base, deductible, paid: { ...unrounded, slack }, above: beyond };
  const above = rounded(minus(counted, costAt(task, scheme, room)), 1);
  return { base, deductible, paid: { ...room.left, slack }, above: plus(beyond, above), bound: room.cause };
}

/** What does not depend on the bill in a line: its deductible now, where its bands begin, the rates as fractions. */
interface Scheme {
  readonly keep: Fraction;
  readonly deductible: Amount;
  /** Ends of the bands in fen kept, from where this claim's cost begins after its deductible. */
  readonly ends: readonly (Fraction | undefined)[];
  readonly firstBand: number;
  readonly extra: Fraction;
  readonly part: Amount;
}

function schemeOf({ line, place, state, amounts }: LineTask): Scheme {
  const year = place * STATE.size;
  const left = deductibleLeftOf(line, state, year);
  const keep = fraction(line.keep, line.scale);
  const start = fraction(startOf(line, state, year), line.scale);
  const zero = line.fromZero ? add(start, fraction(left)) : start;
  const ends = Array.from(line.upTo, (end) =>
    Number.isFinite(end) ? sub(fraction(end, line.scale), zero) : undefined,
  );
  return {
    keep,
    deductible: fixed(left),
    ends,
    firstBand: ends.findIndex((end) => end === undefined || sign(end) > 0),
    extra: fraction(line.extra, line.denominator),
    part: line.extraPart < 0 ? NOTHING : times(amounts[line.extraPart] as Amount, keep),
  };
}

function rateOf(line: LinePlan, band: number): Fraction | undefined {
  const rate = line.rates[band] as number;
  return rate < 0 ? undefined : fraction(rate, line.denominator);
}

function payable(
  { line, place, watch }: LineTask,
  scheme: Scheme,
  counted: Amount,
): { deductible: Amount; unrounded: Amount } | Halt {
  const kept = times(counted, scheme.keep);
  const roundedKept = line.keep === line.scale ? kept : rounded(kept, 0.5);
  const cause = { kind: 'deductible', line: place } as const;
  const taken = watch.lower(kept, scheme.deductible, cause);
  const deductible = { ...taken, slack: Math.max(taken.slack, roundedKept.slack) };
  let rest = minus(kept, { ...taken, slack: 0 });
  const { slack } = kept;
  let unrounded = NOTHING;
  if (line.extraPart >= 0) {
    const part = watch.lower(scheme.part, rest, { kind: 'points', line: place });
    unrounded = times(part, scheme.extra);
  }
  let from = ZERO;
  for (let band = scheme.firstBand; watch.sign(rest, { kind: 'begins', line: place }) > 0; band++) {
    const end = scheme.ends[band];
    const rate = rateOf(line, band);
    const cost = end && { value: sub(end, from), slope: ZERO, slack: 0 };
    const segment = cost ? watch.lower(rest, cost, { kind: 'band', line: place, index: band }) : rest;
    if (rate === undefined) return { code: OUTCOME.rateNotStated, line: place, band, by: rest };
    unrounded = plus(unrounded, times({ ...segment, slack: 0 }, rate));
    rest = minus(rest, { ...segment, slack: 0 });
    if (end === undefined) break;
    from = end;
  }
  // No rate is above 100%, so that the payment is off by no more than the cost it is paid on.
  return { deductible, unrounded: { ...unrounded, slack: slack + scheme.part.slack } };
}

/** A point from which the payment on a cost rises by another rate. */
interface Knot {
  readonly cost: Amount;
  readonly pays: Amount;
  readonly rate: Fraction;
}

/** The largest cost whose payment does not exceed the limit, as `settle` finds it but not cut to whole fen. */
function costAt(task: LineTask, scheme: Scheme, { left: limit, cause }: Room): Amount {
  const { line, watch } = task;
  let found: Knot | undefined;
  for (const knot of knotsOf(task, scheme)) {
    if (watch.compare(knot.pays, limit, cause) > 0) break;
    found = knot;
  }
  if (!found || sign(found.rate) === 0) throw new Error(`${line.id}: no cost pays up to its cap`);
  const more = times(minus(limit, found.pays), div(ONE, found.rate));
  const flattest = Math.min(...ratesOf(line));
  return { ...plus(found.cost, more), slack: limit.slack / flattest };
}

function ratesOf(line: LinePlan): number[] {
  const extra = line.extraPart >= 0 ? [line.extra] : [];
  return [...line.rates, ...extra]
    .filter((rate) => rate > 0)
    .map((rate) => (rate * line.keep) / (line.denominator * line.scale));
}

/** Where the payment on a cost bends: end of the deductible, of each band, of the part that has points. */
function knotsOf({ line, place, watch }: LineTask, scheme: Scheme): Knot[] {
  const bends: Amount[] = [NOTHING];
  for (const end of scheme.ends.slice(scheme.firstBand))
    if (end) bends.push({ value: end, slope: ZERO, slack: 0 });
  const hasPart = line.extraPart >= 0;
  const cause = { kind: 'points', line: place } as const;
  if (hasPart) {
    const at = bends.findIndex((bend, index) => index > 0 && watch.compare(bend, scheme.part, cause) >= 0);
    bends.splice(at < 0 ? bends.length : at, 0, scheme.part);
  }
  const knots: Knot[] = [];
  let band = scheme.firstBand;
  let pays = NOTHING;
  for (const [index, bend] of bends.entries()) {
    const before = knots.at(-1);
    const last = bends[index - 1];
    if (before && last) pays = plus(pays, times(minus(bend, last), div(before.rate, scheme.keep)));
    const end = scheme.ends[band];
    if (end && bend !== scheme.part && index > 0) band++;
    const rate = rateOf(line, band);
    if (rate === undefined) break;
    const onPart = hasPart && watch.compare(bend, scheme.part, cause) < 0 ? scheme.extra : ZERO;
    const cost = times(plus(scheme.deductible, bend), div(ONE, scheme.keep));
    knots.push({ cost, pays, rate: mul(add(rate, onPart), scheme.keep) });
  }
  return knots;
}
