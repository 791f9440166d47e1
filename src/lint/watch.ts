import type { LinePlan, Plan, Resolved, SharedCapPlan } from '../engine/plan.ts';
import { NO_CAP } from '../engine/plan.ts';
import { MAX_FEN } from '../money/fen.ts';
import { foldRate, PPM } from '../money/rate.ts';
import type { Circumstances } from '../rules/circumstances.ts';
import { type Condition, holds } from '../rules/condition.ts';
import type { Seen, Step } from './seen.ts';

/** Whether a condition holds, with marks for it and for every part of it that was looked at. */
export function watchCondition(
  test: Condition,
  circumstances: Circumstances,
  seen: Seen,
): boolean | undefined {
  const result = holds(test, circumstances);
  if (result !== undefined) (result ? seen.held : seen.failed).add(test);
  if (test.kind === 'not') watchCondition(test.of, circumstances, seen);
  if (test.kind === 'is' && result) noteValues(test, circumstances, seen);
  if (test.kind === 'all' || test.kind === 'any') {
    for (const inner of test.of)
      if (watchCondition(inner, circumstances, seen) === (test.kind === 'any')) break;
  }
  return result;
}

function noteValues(test: Condition & { kind: 'is' }, circumstances: Circumstances, seen: Seen): void {
  const values = seen.values.get(test) ?? new Set();
  for (const value of circumstances.words(test.field) ?? []) values.add(value);
  seen.values.set(test, values);
}

/** Marks what a plan uses: it is the engine's own account of what it decided. */
export function watchPlan(plan: Plan, circumstances: Circumstances, seen: Seen): void {
  for (const { origin } of plan.resolved)
    if (origin.file === undefined) seen.figures.add(`${origin.line}:${origin.column}`);
  for (const line of plan.lines) {
    watchLine(line, circumstances, seen);
    if (line.state === 'computed' && mayBeReached(line, plan.lines)) seen.reached.add(line.line);
  }
  watchGates(plan.lines, seen);
  for (const cap of plan.caps) if (mayBindTogether(cap, plan.lines)) seen.caps.add(cap.cap);
}

/**
 * Whether cost can come to a line. There is none above a cap that is not there, none left by a line that does not pay, and
 * none above a deductible as high as the cap on cost.
 */
function mayBeReached(plan: LinePlan, lines: readonly LinePlan[]): boolean {
  const { kind } = plan.line.base;
  if (kind === 'above_cap' || kind === 'share_of') {
    const of = lines[kind === 'above_cap' ? plan.aboveOf : plan.shareOf];
    if (!of || of.state === 'off') return false;
    if (kind === 'above_cap' && of.figures.cap?.state === 'none') return false;
  }
  const { deductible, cap, deductibleSteps } = plan.figures;
  const known = [deductible, cap, ...deductibleSteps.map(({ figure }) => figure)].every((one) => !vague(one));
  if (!known || !plan.capOnCost || plan.line.cap?.grow) return true;
  // What the year has taken already is not taken from a later settlement.
  const again = plan.line.deductible?.per === 'year' && plan.line.cap?.per !== 'year';
  return again || plan.deductible < plan.capAmount;
}

/** The widest hole between two gates that nobody means: `up_to: 1000` and `from: 1001`. */
const SLIP = 100;

/** Where one gate of a payer ends, another begins: amounts let in by both, or by neither, are a slip of a fen or a yuan. */
function watchGates(lines: readonly LinePlan[], seen: Seen): void {
  const gated = lines.filter((line) => line.state === 'computed' && line.gateOn !== 0 && hasKnownGate(line));
  for (const one of gated) {
    for (const two of gated) {
      if (one.payer !== two.payer || one.gateOn !== two.gateOn) continue;
      const { line: other, gateTo: end } = one;
      if (end === two.gateFrom && one.gateFrom < end)
        seen.meetings.set(two.line, { other, amount: end, to: end, letIn: 'both' });
      const [from, to] = [end + 1, two.gateFrom - 1];
      const between = gated.some(
        (third) =>
          third.payer === one.payer &&
          third.gateOn === one.gateOn &&
          third.gateFrom <= from &&
          third.gateTo >= to,
      );
      if (from <= to && to - from < SLIP && !between)
        seen.meetings.set(two.line, { other, amount: from, to, letIn: 'neither' });
    }
  }
}

function hasKnownGate({ figures: { gate } }: LinePlan): boolean {
  return [gate?.from, gate?.to].every((figure) => figure === undefined || !vague(figure));
}

function watchLine(plan: LinePlan, circumstances: Circumstances, seen: Seen): void {
  const { line } = plan;
  if (line.when && watchCondition(line.when, circumstances, seen) !== true) return;
  for (const refusal of line.refuse) if (watchCondition(refusal.when, circumstances, seen)) return;
  if (plan.state !== 'computed' || isShut(plan)) return;
  seen.paying.add(line);
  for (const step of [...(line.deductible?.adjust ?? []), ...line.adjust])
    if (step.when) watchCondition(step.when, circumstances, seen);
  watchDeductible(plan, seen);
  watchRates(plan, circumstances, seen);
  watchBands(plan, seen);
  if (line.cap && mayBind(plan)) seen.caps.add(line.cap);
}

/** Whether nothing can ever come through: no amount lies in the gate, or the cap is zero. */
function isShut(plan: LinePlan): boolean {
  const { line, figures, gateOn, gateFrom, gateTo, capState, capAmount } = plan;
  if (gateOn !== 0 && hasKnownGate(plan) && (gateTo <= 0 || gateFrom > Math.min(gateTo, MAX_FEN)))
    return true;
  return capState !== NO_CAP && !vague(figures.cap) && !line.cap?.grow && capAmount === 0;
}

/** A figure that says nothing exact: what it does cannot be told, so it counts as doing something. */
function vague(figure: Resolved | undefined): boolean {
  return figure === undefined || figure.state !== 'exact' || figure.ranged;
}

function watchDeductible({ line, figures }: LinePlan, seen: Seen): void {
  const rule = line.deductible;
  if (!rule) return;
  let before = figures.deductible?.value ?? 0;
  let known = !vague(figures.deductible);
  for (const { step, figure, result } of figures.deductibleSteps) {
    if (!known || vague(figure) || result !== before) seen.changed.add(step);
    const { floor } = step;
    if (!known || vague(figure) || floor?.kind !== 'exact' || result === floor.value) seen.floored.add(step);
    known &&= !vague(figure);
    before = result;
  }
}

/** A step changes something where the rate of a band is another without it. */
function watchRates({ line, figures, extra }: LinePlan, circumstances: Circumstances, seen: Seen): void {
  const steps = figures.rateSteps;
  const there = new Set<Step>(steps.map(({ step }) => step));
  for (const step of line.adjust) {
    // One that is not there does not apply, or its figure is not stated.
    if (!there.has(step)) {
      if (!step.when || holds(step.when, circumstances)) seen.changed.add(step);
      continue;
    }
    const figure = steps.find((one) => one.step === step)?.figure;
    if (vague(figure) || figures.rates.some(vague) || (step.part !== undefined && extra > 0))
      seen.changed.add(step);
    if (step.part !== undefined || seen.changed.has(step)) continue;
    const whole = steps.filter((one) => one.step.part === undefined);
    const fold = (rate: Resolved, without?: Step): string =>
      foldRate(
        rate.value,
        whole
          .filter((one) => one.step !== without)
          .map((one) => ({ kind: one.step.kind, ppm: one.figure.value })),
      ).toString();
    if (figures.rates.some((rate) => fold(rate) !== fold(rate, step))) seen.changed.add(step);
  }
}

/** The rate of a band in these circumstances; what is not known may be anything. */
function rateOf(plan: LinePlan, band: number): number {
  const numerator = plan.rates[band] ?? 0;
  return numerator < 0 ? 1 : numerator / plan.denominator;
}

function watchBands(plan: LinePlan, seen: Seen): void {
  const { line } = plan;
  if (plan.extra > 0 || plan.figures.rates.some((rate, band) => vague(rate) || rateOf(plan, band) > 0))
    seen.rated.add(line);
  let below = 0;
  let paid = 0;
  let known = true;
  for (const [index, band] of line.bands.entries()) {
    if (!known || isReached(plan, below, paid)) seen.bands.add(band);
    const end = plan.upTo[index] ?? Number.POSITIVE_INFINITY;
    known &&= !vague(plan.figures.upTo[index]);
    const start = plan.fromZero ? Math.max(below, deductibleAtMost(plan)) : below;
    // What is not stated may pay nothing.
    paid += plan.rates[index] === -1 ? 0 : Math.max(0, end - start) * rateOf(plan, index);
    below = end;
  }
}

function deductibleAtMost(plan: LinePlan): number {
  const { deductible } = plan.figures;
  return deductible && vague(deductible) ? Number.POSITIVE_INFINITY : plan.deductible * plan.scale;
}

/** Whether cost can come into a band that begins at `below`, where the bands under it have then paid `paid`. */
function isReached(plan: LinePlan, below: number, paid: number): boolean {
  const { scale } = plan;
  if (below === 0) return true;
  // Over the year the cost adds up, and earlier claims may have been paid at other rates.
  if (plan.perYear) return true;
  if (below >= mostCost(plan) * scale) return false;
  if (plan.capState === NO_CAP || vague(plan.figures.cap) || plan.line.cap?.grow) return true;
  return plan.capOnCost ? below < plan.capAmount * scale : paid < plan.capAmount * scale;
}

/** The largest cost that one claim can bring to a line, in fen. */
function mostCost(plan: LinePlan): number {
  const onTotal = plan.gateOn === 1 || (plan.gateOn === 2 && plan.buckets === 1);
  return hasKnownGate(plan) && onTotal ? Math.min(MAX_FEN, plan.gateTo) : MAX_FEN;
}

/** Whether a line's own cap can ever cut anything. */
function mayBind(plan: LinePlan): boolean {
  if (plan.capState === NO_CAP || vague(plan.figures.cap)) return true;
  const rates = plan.line.bands.map((_, band) => rateOf(plan, band));
  const most = Math.max(...rates) + plan.extra / plan.denominator;
  if (most === 0) return false;
  // Only what a cap counts by the settlement is limited by the bill.
  if (plan.capState !== -1) return true;
  const cost = mostCost(plan);
  return plan.capOnCost ? cost > plan.capAmount : cost * Math.min(1, most) > plan.capAmount;
}

/** Whether a cap over several lines can ever cut anything that their own caps do not. */
function mayBindTogether(plan: SharedCapPlan, lines: readonly LinePlan[]): boolean {
  const { cap, members, amount, isShare, elsewhere } = plan;
  const paying = members.flatMap((index) => lines[index] ?? []).filter(({ state }) => state === 'computed');
  if (paying.length === 0) return false;
  if (vague(plan.figure)) return true;
  if (isShare) return !(plan.ofTotal && amount >= PPM);
  if (cap.per === 'settlement' && amount >= MAX_FEN) return false;
  const own = paying.map((line) => yearlyCap(line, cap.per));
  // A line that is off in these circumstances may have paid earlier in the year, in others.
  const earlier = cap.per === 'year' && members.length > paying.length;
  if (earlier || elsewhere.length > 0 || own.some((most) => most === undefined)) return true;
  return own.reduce<number>((sum, most) => sum + (most ?? 0), 0) > amount;
}

/** The most a line pays by its own cap over the period of a shared one. */
function yearlyCap(line: LinePlan, per: 'settlement' | 'year'): number | undefined {
  const { cap } = line.line;
  if (!cap || cap.grow || cap.on === 'cost' || vague(line.figures.cap)) return undefined;
  return cap.per === per ? line.capAmount : undefined;
}
