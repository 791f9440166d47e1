import { BUCKET, IN, type LinePlan, NO_CAP, type Plan, STATE } from '../engine/plan.ts';
import { OUTCOME } from '../engine/settle.ts';
import { PPM } from '../money/rate.ts';
import { type Amount, fixed, minus, NOTHING, plus, rounded, times } from './amount.ts';
import { fraction } from './fraction.ts';
import { type Halt, isStop, type LineShare, type LineTask, lineShare, NO_SHARE, type Room } from './line.ts';
import type { Cause, Watch } from './watch.ts';

/** Besides those of the engine: cost that no part of the policy has a rule for. */
export const NOT_TAGGED = -1;

/** The settlement of a bill, unrounded: each line's share and what is left to the person. */
export interface Walked {
  readonly lines: readonly LineShare[];
  readonly person: Amount;
}

/**
 * Walks a plan's lines in the order of `settle`, with every amount as a straight line just above the bill.
 * @param amounts of the claim, places as in IN
 * @param state the year before the claim, fen, places as in STATE
 */
export function walk(
  plan: Plan,
  amounts: readonly Amount[],
  state: Float64Array,
  watch: Watch,
): Walked | Halt {
  const purse = new Purse(plan, amounts, state, watch);
  const lines: LineShare[] = [];
  for (const [place, line] of plan.lines.entries()) {
    const share = lineAt({ line, place, state, amounts, watch }, lines, purse);
    if (isStop(share)) return share;
    purse.spend(line, place, share);
    lines.push(share);
  }
  const rest = untagged(plan, purse.inPolicy, amounts);
  if (watch.sign(rest, { kind: 'not_tagged', line: -1 }) > 0)
    return { code: NOT_TAGGED, line: -1, band: 0, by: rest };
  return { lines, person: purse.left.reduce(plus, NOTHING) };
}

function lineAt(task: LineTask, before: readonly LineShare[], purse: Purse): LineShare | Halt {
  const { line, place, watch, amounts } = task;
  if (line.state === 'off' || gateShut(task, purse.inPolicy)) return NO_SHARE;
  const base = baseOf(task, before, purse);
  if (line.state === 'given') {
    const given = amounts[line.given] as Amount;
    if (watch.compare(given, base, { kind: 'given', line: place }) <= 0)
      return { ...NO_SHARE, base, paid: given };
    return line.line.givenAboveBase === 'reduce'
      ? { ...NO_SHARE, base, paid: base }
      : { code: OUTCOME.givenAboveBase, line: place, band: 0, by: minus(given, base) };
  }
  if (watch.sign(base, { kind: 'begins', line: place }) <= 0) return { ...NO_SHARE, base };
  return lineShare(task, base, purse.room(task));
}

/** Whether the line's gate keeps the bill out. The plan has its ends in whole fen; here an amount may lie between them. */
function gateShut({ line, place, amounts, watch }: LineTask, inPolicy: Amount): boolean {
  const { gate } = line.line;
  if (line.gateOn === 0 || !gate) return false;
  const amount = line.gateOn === 1 ? (amounts[IN.total] as Amount) : inPolicy;
  const side = (edge: number, index: number): number =>
    watch.compare(amount, fixed(edge), { kind: 'gate', line: place, index });
  if (gate.from) {
    const below = side(line.gateFrom - (gate.from.inside ? 0 : 1), 0);
    if (gate.from.inside ? below < 0 : below <= 0) return true;
  }
  if (!gate.to) return false;
  const above = side(line.gateTo + (gate.to.inside ? 0 : 1), 1);
  return gate.to.inside ? above > 0 : above >= 0;
}

/** What earlier lines left of a line's base. */
function baseOf(
  { line, place, amounts, watch }: LineTask,
  before: readonly LineShare[],
  purse: Purse,
): Amount {
  const available = purse.available(line);
  const cause = { kind: 'base', line: place } as const;
  if (line.part >= 0) {
    const paid = line.partBefore.map((earlier) => (before[earlier] as LineShare).paid);
    return watch.lower(available, paid.reduce(minus, amounts[line.part] as Amount), cause);
  }
  if (line.outside.length > 0) {
    const tagged = line.outside.reduce((rest, part) => minus(rest, amounts[part] as Amount), available);
    const paid = line.outsideBefore.map((earlier) => (before[earlier] as LineShare).paid);
    return watch.higher(NOTHING, paid.reduce(plus, tagged), cause);
  }
  if (line.aboveOf >= 0) return watch.lower(available, (before[line.aboveOf] as LineShare).above, cause);
  if (line.shareOf < 0) return available;
  const { base, deductible, paid, above } = before[line.shareOf] as LineShare;
  const share = minus(minus(minus(base, deductible), paid), above);
  return watch.lower(available, watch.higher(NOTHING, share, cause), cause);
}

/** Cost outside the tagged parts, where all lines on the bill itself are on parts. */
function untagged(plan: Plan, inPolicy: Amount, amounts: readonly Amount[]): Amount {
  const basics = plan.lines.filter((line) => line.basic && line.state === 'computed');
  if (basics.length === 0 || basics.some((line) => line.part < 0)) return NOTHING;
  const places = [...new Set(basics.map((line) => line.part))];
  return places.reduce((rest, place) => minus(rest, amounts[place] as Amount), inPolicy);
}

/** What is left of the parts of the bill and of the shared caps while the lines are walked. */
class Purse {
  readonly inPolicy: Amount;
  /** In-policy, advance, over-limit, self-funded. */
  left: Amount[];
  readonly #caps: Amount[];
  readonly #watch: Watch;
  readonly #state: Float64Array;

  constructor(plan: Plan, amounts: readonly Amount[], state: Float64Array, watch: Watch) {
    const at = (place: number): Amount => amounts[place] as Amount;
    const borne = [at(IN.advance), at(IN.overLimit), at(IN.selfFunded)];
    this.inPolicy = borne.reduce(minus, at(IN.total));
    this.left = [this.inPolicy, ...borne];
    this.#watch = watch;
    this.#state = state;
    this.#caps = plan.caps.map((cap, index) => {
      const of = cap.ofTotal ? at(IN.total) : this.inPolicy;
      const amount = cap.isShare ? rounded(times(of, fraction(cap.amount, PPM)), 1) : fixed(cap.amount);
      if (!cap.perYear) return amount;
      const used = cap.counted.reduce(
        (sum, member) => sum + (state[member * STATE.size + STATE.paid] as number),
        state[plan.lines.length * STATE.size + index] as number,
      );
      return fixed(Math.max(0, cap.amount - used));
    });
  }

  available({ buckets }: LinePlan): Amount {
    return this.left.filter((_, bucket) => buckets & (1 << bucket)).reduce(plus, NOTHING);
  }

  /** The least of what the line's own cap and the shared ones leave. */
  room({ line, place }: LineTask): Room | undefined {
    const rooms: Room[] = line.shared.map((index) => {
      const cause: Cause = { kind: 'shared_cap', line: place, index };
      return { left: this.#watch.higher(NOTHING, this.#caps[index] as Amount, cause), cause };
    });
    if (line.capState !== NO_CAP && !line.capOnCost) {
      const used = line.capState < 0 ? 0 : (this.#state[place * STATE.size + line.capState] as number);
      const left = fixed(Math.max(0, line.capAmount - used));
      rooms.unshift({ left, cause: { kind: 'cap', line: place } });
    }
    return rooms.reduce<Room | undefined>(
      (least, room) => (least && this.#watch.compare(least.left, room.left, room.cause) <= 0 ? least : room),
      undefined,
    );
  }

  /** Takes a payment off the bill, in the order of its parts, and off the shared caps. */
  spend(line: LinePlan, place: number, { base, paid }: LineShare): void {
    let rest = paid;
    const onOnePart = [BUCKET.inPolicy, BUCKET.advance, BUCKET.overLimit, BUCKET.selfFunded].some(
      (bucket) => bucket === line.buckets,
    );
    for (const [bucket, left] of this.left.entries()) {
      if ((line.buckets & (1 << bucket)) === 0) continue;
      const cause: Cause = { kind: 'paid_off', line: place, index: bucket };
      const part = onOnePart ? rest : this.#watch.lower(rest, left, cause);
      // What a rate leaves of a cost is off by no more than the cost was, and the rounding.
      const slack =
        onOnePart && base.value === left.value && base.slope === left.slope && line.shared.length === 0
          ? left.slack + 0.5
          : left.slack + part.slack;
      this.left[bucket] = { ...minus(left, part), slack };
      rest = minus(rest, part);
    }
    for (const cap of line.shared) this.#caps[cap] = minus(this.#caps[cap] as Amount, paid);
  }
}
