import { inherit, type Origin } from '../grammar/words.ts';
import { shareOfFen } from '../money/rate.ts';
import type { RateAdjustment } from '../rules/adjust.ts';
import type { Circumstances } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import type { Figure, Unit } from '../rules/figure.ts';
import { type Growth, growthKey } from '../rules/growth.ts';
import type { Line } from '../rules/line.ts';
import { type CapGrowth, type LineFigures, NO_CAP, type Resolved, STATE } from './plan.ts';

const CAP_STATES = {
  settlement: -1,
  month: STATE.paidMonth,
  year: STATE.paid,
  disease: STATE.paidDisease,
} as const;
/** Reads a figure of the line at hand by its key. */
export type Read = (
  figure: Figure,
  key: string,
  unit: Unit,
  cautious: 'low' | 'high',
  origin?: Origin,
) => Resolved | undefined;

export function deductibleOf(
  line: Line,
  circumstances: Circumstances,
  read: Read,
): 'open' | { value: number; figure?: Resolved; steps: LineFigures['deductibleSteps'] } {
  const rule = line.deductible;
  if (!rule) return { value: 0, steps: [] };
  const figure = read(rule.amount, 'deductible', 'fen', 'high', rule.origin);
  if (!figure) return 'open';
  if (figure.state === 'none') return { value: 0, figure, steps: [] };
  let value = figure.value;
  const steps: LineFigures['deductibleSteps'][number][] = [];
  for (const [index, step] of rule.adjust.entries()) {
    const applies = step.when ? holds(step.when, circumstances) : true;
    if (applies === undefined) return 'open';
    if (!applies) continue;
    const key = `deductible.adjust.${index + 1}`;
    const change = read(
      step.figure,
      key,
      step.kind === 'factor' ? 'ppm' : 'fen',
      step.kind === 'less' ? 'low' : 'high',
      inherit(rule.origin, step.origin),
    );
    const floor =
      step.floor && read(step.floor, `${key}.floor`, 'fen', 'high', inherit(rule.origin, step.origin));
    if (!change || (step.floor && !floor)) return 'open';
    const times = step.eachAdmission ? (circumstances.number('admission') ?? 1) - 1 : 1;
    // A figure not stated stays so, unless another amount replaces it.
    if (change.state === 'not_stated') value = -1;
    else if (step.kind === 'set') value = change.state === 'none' ? 0 : change.value;
    else if (change.state !== 'none' && value >= 0) {
      const less = step.kind === 'factor' ? shareOfFen(value, change.value) : value - change.value * times;
      const least = floor?.state === 'exact' ? Math.min(value, floor.value) : 0;
      value = Math.max(less, least, 0);
    }
    steps.push({ step, figure: change, times, result: value });
  }
  return { value, figure, steps };
}

/** The stretch a line's gate lets in: fen, both ends included. */
export function gateOf(
  line: Line,
  read: Read,
): 'open' | { from: number; to: number; figures: readonly Resolved[]; shown?: LineFigures['gate'] } {
  const { gate } = line;
  if (!gate) return { from: 0, to: Number.MAX_SAFE_INTEGER, figures: [] };
  // The cautious end lets less in.
  const from = gate.from && read(gate.from.figure, 'gate.from', 'fen', 'high', gate.origin);
  const to = gate.to && read(gate.to.figure, 'gate.to', 'fen', 'low', gate.origin);
  if ((gate.from && !from) || (gate.to && !to)) return 'open';
  return {
    from: from?.state === 'exact' ? from.value + (gate.from?.inside ? 0 : 1) : 0,
    to: to?.state === 'exact' ? to.value - (gate.to?.inside ? 0 : 1) : Number.MAX_SAFE_INTEGER,
    figures: [from, to].filter((figure) => figure !== undefined),
    shown: { ...(from && { from }), ...(to && { to }) },
  };
}

export function stepsOf(
  line: Line,
  circumstances: Circumstances,
  read: Read,
): 'open' | { step: RateAdjustment; figure: Resolved }[] {
  const steps: { step: RateAdjustment; figure: Resolved }[] = [];
  for (const [index, step] of line.adjust.entries()) {
    const applies = step.when ? holds(step.when, circumstances) : true;
    if (applies === undefined) return 'open';
    if (!applies) continue;
    const figure = read(
      step.figure,
      `adjust.${index + 1}`,
      'ppm',
      step.kind === 'own_share' ? 'high' : 'low',
      step.origin,
    );
    if (!figure) return 'open';
    if (figure.state !== 'none') steps.push({ step, figure });
  }
  return steps;
}

export function capOf(
  line: Line,
  circumstances: Circumstances,
  read: Read,
): 'open' | { state: number; amount: number; figure?: Resolved; growth?: CapGrowth } {
  if (!line.cap) return { state: NO_CAP, amount: 0 };
  const figure = read(line.cap.amount, 'cap', 'fen', 'low', line.cap.origin);
  if (!figure) return 'open';
  if (figure.state !== 'exact') return { state: NO_CAP, amount: 0, figure };
  const growth = line.cap.grow && growthOf(line.cap.grow, figure.value, line.cap.origin, circumstances, read);
  if (growth === 'open') return 'open';
  const amount = figure.value + (growth?.fen ?? 0);
  return { state: capStateOf(line.cap), amount, figure, ...(growth && { growth }) };
}

/** Place in STATE of what counts against a cap. */
export function capStateOf({ per }: NonNullable<Line['cap']>): number {
  return CAP_STATES[per];
}

/** What makes a cap grow in these circumstances, added up, at most the given share of the cap. */
function growthOf(
  { each, atMost, origin }: Growth,
  cap: number,
  outer: Origin,
  circumstances: Circumstances,
  read: Read,
): 'open' | CapGrowth | undefined {
  const around = inherit(outer, origin);
  const steps: CapGrowth['steps'][number][] = [];
  let open = false;
  for (const [index, step] of each.entries()) {
    const number = circumstances.number(step.by);
    const figure = read(step.add, growthKey(each, index), 'fen', 'low', inherit(around, step.origin));
    if (number === undefined || !figure) open = true;
    else if (number > step.above && figure.state !== 'none')
      steps.push({ step, times: number - step.above, figure });
  }
  const most = atMost && read(atMost, 'cap.grow.at_most', 'ppm', 'low', around);
  if (open || (atMost && !most)) return 'open';
  const sum = steps.reduce((fen, { times, figure }) => fen + times * Math.max(0, figure.value), 0);
  const limit = most?.state === 'exact' ? shareOfFen(cap, most.value) : Number.POSITIVE_INFINITY;
  if (steps.length === 0) return undefined;
  return { fen: Math.min(sum, limit), steps, ...(most && sum > limit && { most }) };
}
