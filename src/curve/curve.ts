import type { Plan } from '../engine/plan.ts';
import { type Break, breaksOf } from './breaks.ts';
import { type Cliff, cliffsOf, type Drop } from './cliffs.ts';
import { type CurvePayer, payersOfPlan } from './shares.ts';
import { type Bills, type Sweep, sweep } from './sweep.ts';
import { verify } from './verify.ts';

/** What a person bears as the bill grows, with all that is worth knowing about it. */
export interface Curve {
  readonly plan: Plan;
  readonly bills: Bills;
  readonly sweep: Sweep;
  readonly payers: readonly CurvePayer[];
  readonly breaks: readonly Break[];
  readonly cliffs: readonly Cliff[];
  readonly drops: readonly Drop[];
}

/**
 * The curve of a plan: swept exactly, then compared with the engine.
 * @throws Error where the two differ by more than roundings may
 */
export function curveOf(plan: Plan, bills: Bills): Curve {
  const swept = sweep(plan, bills);
  verify(swept);
  const payers = payersOfPlan(plan);
  const breaks = breaksOf(swept, payers);
  return { plan, bills, sweep: swept, payers, breaks, ...cliffsOf(swept, payers, breaks) };
}

/** Cliffs that no reason is given for. */
export function unexplained({ cliffs }: Curve): readonly Cliff[] {
  return cliffs.filter(({ reasons }) => !reasons);
}
