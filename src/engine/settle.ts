import { PPM } from '../money/rate.ts';
import { costOf, deductibleLeftOf, divideHalfUp, payable, startOf } from './payable.ts';
import { BUCKET, IN, type LinePlan, NO_CAP, OUT, PER_LINE, type Plan, STATE, UNSURE } from './plan.ts';

/**
 * The arithmetic: amounts and the year's state under a plan, integers only. No strings, no objects, no allocation:
 * this is what runs twenty million times. Places are read bare (`as number`): the plan guarantees that they exist, and a
 * function around each would cost a fifth of the speed.
 */
export const OUTCOME = {
  ok: 0,
  /** The claim needs a figure that is not stated. */
  deductibleNotStated: 1,
  rateNotStated: 2,
  /** A given payment is above what is left to pay. */
  givenAboveBase: 3,
  /** The amount is too large for the plan's fine rates to stay exact. */
  notExact: 4,
  /** The cost goes above a deductible, or a cap, that hangs on something not given. */
  deductibleUnsure: 5,
  capUnsure: 6,
} as const;

export interface Outcome {
  code: number;
  line: number;
  band: number;
}

/** What is left of each part of the bill: in-policy, advance, over-limit, self-funded. */
const left = new Float64Array(4);
let sharedLeft = new Float64Array(16);

/**
 * Settles one claim.
 * @param amounts fen, places as in IN
 * @param state the year before the claim, fen, places as in STATE per line
 * @param out filled with fen, places as in OUT and PER_LINE
 * @param outcome filled with what stopped the claim; `out` is meaningless then
 */
export function settle(
  plan: Plan,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  outcome: Outcome,
): number {
  const total = amounts[IN.total] as number;
  left[1] = amounts[IN.advance] as number;
  left[2] = amounts[IN.overLimit] as number;
  left[3] = amounts[IN.selfFunded] as number;
  const inPolicy = total - (left[1] as number) - (left[2] as number) - (left[3] as number);
  left[0] = inPolicy;
  for (let i = 0; i < OUT.first; i++) out[i] = 0;
  out[OUT.inPolicy] = inPolicy;
  startSharedCaps(plan, total, inPolicy, state);

  const { lines } = plan;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as LinePlan;
    const slot = OUT.first + index * PER_LINE.size;
    const year = index * STATE.size;
    let base = baseOf(line, amounts, out);
    let deductible = 0;
    let paid = 0;
    let above = 0;
    if (line.state === 'off' || gateShut(line, total, inPolicy)) base = 0;
    else if (line.state === 'given') {
      paid = amounts[line.given] as number;
      if (paid > base) {
        if (line.line.givenAboveBase !== 'reduce') return stop(outcome, OUTCOME.givenAboveBase, index, 0);
        paid = base;
      }
    } else if (base > 0) {
      if (base > line.exactLimit) return stop(outcome, OUTCOME.notExact, index, 0);
      if (line.deductible < 0) return stop(outcome, OUTCOME.deductibleNotStated, index, 0);
      let counted = base;
      if (line.capOnCost && line.capState !== NO_CAP) {
        counted = Math.min(base, Math.max(0, line.capAmount - usedOf(line, state, year)));
        if ((line.unsure & UNSURE.cap) !== 0 && counted < base)
          return stop(outcome, OUTCOME.capUnsure, index, 0);
        above = base - counted;
      }
      const deductibleLeft = deductibleLeftOf(line, state, year);
      if ((line.unsure & UNSURE.deductible) !== 0 && counted * line.keep > deductibleLeft * line.scale)
        return stop(outcome, OUTCOME.deductibleUnsure, index, 0);
      const start = startOf(line, state, year);
      const numerator = payable(line, counted, deductibleLeft, start, amounts, null);
      if (numerator < 0) return stop(outcome, OUTCOME.rateNotStated, index, -numerator - 1);
      const whole = line.denominator * line.scale;
      paid = divideHalfUp(numerator, whole);
      const kept = line.keep === line.scale ? counted : divideHalfUp(counted * line.keep, line.scale);
      deductible = Math.min(deductibleLeft, kept);
      const capLeft = Math.min(capOf(line, state, year), counted);
      if (numerator > capLeft * whole) {
        if ((line.unsure & UNSURE.cap) !== 0) return stop(outcome, OUTCOME.capUnsure, index, 0);
        paid = capLeft;
        above += counted - costOf(line, counted, numerator, deductibleLeft, start, amounts, capLeft * whole);
      }
    }
    if (paid > 0) {
      spend(line, paid);
      spendShared(line.shared, paid);
      out[line.field] = (out[line.field] as number) + paid;
    }
    if (line.basic) out[OUT.deductible] = (out[OUT.deductible] as number) + deductible;
    out[slot + PER_LINE.base] = base;
    out[slot + PER_LINE.deductible] = deductible;
    out[slot + PER_LINE.paid] = paid;
    out[slot + PER_LINE.above] = above;
  }
  sharePerson(plan, amounts, out, total);
  return OUTCOME.ok;
}

function stop(outcome: Outcome, code: number, line: number, band: number): number {
  outcome.code = code;
  outcome.line = line;
  outcome.band = band;
  return code;
}

/** Whether the line's gate keeps this claim out. */
export function gateShut(line: LinePlan, total: number, inPolicy: number): boolean {
  if (line.gateOn === 0) return false;
  const amount = line.gateOn === 1 ? total : inPolicy;
  return amount < line.gateFrom || amount > line.gateTo;
}

/** Fen the line may pay on: what earlier lines left of its base. */
function baseOf(line: LinePlan, amounts: Float64Array, out: Float64Array): number {
  const { buckets } = line;
  let available = 0;
  if (buckets & BUCKET.inPolicy) available += left[0] as number;
  if (buckets & BUCKET.advance) available += left[1] as number;
  if (buckets & BUCKET.overLimit) available += left[2] as number;
  if (buckets & BUCKET.selfFunded) available += left[3] as number;
  if (line.part >= 0) {
    const { partBefore } = line;
    let unpaid = amounts[line.part] as number;
    for (let index = 0; index < partBefore.length; index++)
      unpaid -= out[OUT.first + (partBefore[index] as number) * PER_LINE.size + PER_LINE.paid] as number;
    return Math.min(available, unpaid);
  }
  if (line.outside.length > 0) {
    const { outside, outsideBefore } = line;
    for (let index = 0; index < outside.length; index++)
      available -= amounts[outside[index] as number] as number;
    for (let index = 0; index < outsideBefore.length; index++)
      available += out[
        OUT.first + (outsideBefore[index] as number) * PER_LINE.size + PER_LINE.paid
      ] as number;
    return Math.max(0, available);
  }
  if (line.aboveOf >= 0)
    return Math.min(available, out[OUT.first + line.aboveOf * PER_LINE.size + PER_LINE.above] as number);
  if (line.shareOf >= 0) {
    const slot = OUT.first + line.shareOf * PER_LINE.size;
    const share =
      (out[slot] as number) -
      (out[slot + PER_LINE.deductible] as number) -
      (out[slot + PER_LINE.paid] as number) -
      (out[slot + PER_LINE.above] as number);
    return Math.min(available, Math.max(0, share));
  }
  return available;
}

function usedOf(line: LinePlan, state: Float64Array, year: number): number {
  if (line.capState < 0) return 0;
  return state[year + (line.capOnCost ? STATE.base : line.capState)] as number;
}

/** Fen the line may still pay under its own cap and the shared ones. */
function capOf(line: LinePlan, state: Float64Array, year: number): number {
  let room =
    line.capState === NO_CAP || line.capOnCost
      ? Number.MAX_SAFE_INTEGER
      : line.capAmount - usedOf(line, state, year);
  const { shared } = line;
  for (let index = 0; index < shared.length; index++)
    room = Math.min(room, sharedLeft[shared[index] as number] as number);
  return Math.max(0, room);
}

function startSharedCaps(plan: Plan, total: number, inPolicy: number, state: Float64Array): void {
  const { caps } = plan;
  if (caps.length > sharedLeft.length) sharedLeft = new Float64Array(caps.length);
  for (let index = 0; index < caps.length; index++) {
    const cap = caps[index] as Plan['caps'][number];
    const amount = cap.isShare
      ? Math.floor(((cap.ofTotal ? total : inPolicy) * cap.amount) / PPM)
      : cap.amount;
    let used = 0;
    if (cap.perYear) {
      used = state[plan.lines.length * STATE.size + index] as number;
      for (const member of cap.counted) used += state[member * STATE.size + STATE.paid] as number;
    }
    sharedLeft[index] = Math.max(0, amount - used);
  }
}

/** Takes a payment off what is left, in the order in-policy, advance, over-limit, self-funded. */
function spend(line: LinePlan, paid: number): void {
  let rest = paid;
  for (let bucket = 0; bucket < 4 && rest > 0; bucket++) {
    if ((line.buckets & (1 << bucket)) === 0) continue;
    const part = Math.min(rest, left[bucket] as number);
    left[bucket] = (left[bucket] as number) - part;
    rest -= part;
  }
}

/** Takes a payment off the shared caps that bind its line. */
function spendShared(shared: readonly number[], paid: number): void {
  for (let index = 0; index < shared.length; index++) {
    const cap = shared[index] as number;
    sharedLeft[cap] = (sharedLeft[cap] as number) - paid;
  }
}

/** What is left is the person's: account first, then stored-value card, then cash. */
function sharePerson(plan: Plan, amounts: Float64Array, out: Float64Array, total: number): void {
  let fund = 0;
  for (let field: number = OUT.hifp; field < OUT.hosp; field++) fund += out[field] as number;
  const person = total - fund - (out[OUT.hosp] as number);
  const chargeable = plan.personalAccount === 'in_policy' ? (left[0] as number) : person;
  const usable = plan.accountsUsable;
  const account =
    usable && plan.personalAccount !== 'none' ? Math.min(amounts[IN.personal] as number, chargeable) : 0;
  const stored = usable ? Math.min(amounts[IN.stored] as number, person - account) : 0;
  out[OUT.fund] = fund;
  out[OUT.person] = person;
  out[OUT.account] = account;
  out[OUT.stored] = stored;
  out[OUT.cash] = person - account - stored;
}
