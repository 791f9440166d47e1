import type { Estimate } from '../engine/estimate.ts';
import type { LinePlan } from '../engine/plan.ts';
import { usedFigures } from '../engine/step-inputs.ts';
import type { Basis } from '../grammar/words.ts';

/**
 * How everything that decided an estimate is known, by name: figures by their key (`pooled_fund.deductible`), what a line
 * pays on (`serious_illness.base`) and how its bands are counted (`pooled_fund.counted`), a line that does not apply by
 * its own name, rules by their code. What the user assumed is assumed.
 */
export function basesOf({ plan }: Estimate): ReadonlyMap<string, Basis> {
  const bases = new Map<string, Basis>();
  for (const { code, origin } of [...plan.refusals, ...plan.notices])
    bases.set(code, origin.basis ?? 'stated');
  for (const line of plan.lines) addLine(line, bases);
  for (const { figure } of plan.caps) bases.set(figure.key, figure.origin.basis ?? 'stated');
  return bases;
}

function addLine(plan: LinePlan, bases: Map<string, Basis>): void {
  const { id, line } = plan;
  if (plan.state === 'off') bases.set(id, plan.off?.origin.basis ?? 'stated');
  if (plan.state !== 'computed') return;
  for (const { key, assumed, origin } of usedFigures(plan))
    bases.set(key, assumed ? 'assumed' : (origin.basis ?? 'stated'));
  bases.set(`${id}.base`, line.base.origin?.basis ?? 'stated');
  if (plan.rates.length > 1) bases.set(`${id}.counted`, line.counted.origin.basis ?? 'stated');
}
