import type { Branch } from '../engine/branches.ts';
import type { Plan } from '../engine/plan.ts';
import { resolve } from '../engine/resolve.ts';
import { isStop } from './line.ts';
import { planKey } from './plan-key.ts';
import { haltOf, sweep } from './sweep.ts';
import { NOT_TAGGED } from './walk.ts';

/** A branch with the payers left out whose figures no text states. */
export interface Opened {
  readonly branch: Branch;
  /** Payers taken as paying nothing, by id. */
  readonly nil: readonly string[];
}

/**
 * A branch that no bill can be settled in because figures are not stated, with the payers of those figures taken as paying
 * nothing: what is stated of the payers after them can then be looked at. Undefined where nothing is left that pays.
 * @param stops by plan, the payer that stops it; filled on the way, so that like plans are swept once
 */
export function withoutOpenPayers(
  branch: Branch,
  stops: Map<string, string | undefined>,
): Opened | undefined {
  const nil: string[] = [];
  for (;;) {
    const input = { ...branch.input, given: nil };
    const result = resolve(input);
    const { plan } = result;
    const payer = plan ? payerThatStops(plan, stops) : payerOfProblem(branch, result.problems);
    if (payer === undefined) {
      const pays = plan?.lines.some(
        ({ state, rates }) => state === 'computed' && rates.some((rate) => rate > 0),
      );
      return nil.length > 0 && pays ? { branch: { ...branch, input, result }, nil } : undefined;
    }
    if (nil.includes(payer)) return undefined;
    nil.push(payer);
  }
}

/** The payer whose line stops every bill; undefined where some bill can be settled. */
function payerThatStops(plan: Plan, stops: Map<string, string | undefined>): string | undefined {
  const key = planKey(plan);
  if (!stops.has(key)) stops.set(key, sweptPayer(plan));
  return stops.get(key);
}

function sweptPayer(plan: Plan): string | undefined {
  const bills = { first: new Float64Array(plan.inSize), grows: 0, state: new Float64Array(plan.stateSize) };
  const swept = sweep(plan, bills);
  if (swept.pieces.some(({ result }) => !isStop(result))) return undefined;
  const halt = haltOf(swept);
  return halt && halt.code !== NOT_TAGGED ? plan.lines[halt.line]?.payer.id : undefined;
}

/** The payer whose figure the resolver named: `assistance.borne_first`. */
function payerOfProblem({ input }: Branch, problems: Branch['result']['problems']): string | undefined {
  const open = problems.find(({ code }) => code === 'FIGURE_NOT_STATED')?.field ?? '';
  const lines = [input.basic, ...input.supplements].flatMap(({ version }) => version.lines);
  return lines.find(({ id }) => open.startsWith(`${id}.`))?.payer;
}
