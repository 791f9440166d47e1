import type { PartCost } from '../../src/claim/part-cost.ts';
import { OUT, PER_LINE, type Plan, STATE } from '../../src/engine/plan.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { amountsOf, stateOf } from '../../src/engine/state.ts';
import { MAX_FEN } from '../../src/money/fen.ts';
import type { Case } from './claims.ts';
import type { Bill, LineYear } from './settle.ts';
import type { Subject } from './subjects.ts';

/** The engine's plan for a case; undefined where it refuses to make one. */
export function planFor(subject: Subject, kase: Case, bound = kase.situation.bound): Plan | undefined {
  const { situation, supplements, given } = kase;
  return resolve({
    basic: subject.basic,
    supplements,
    ...(subject.national && { national: subject.national }),
    facts: situation.facts,
    date: situation.date,
    admission: situation.admission,
    given,
    parts: [...tagsOf(subject, kase).keys()],
    assumptions: situation.assumptions,
    bound,
    defaults: true,
  }).plan;
}

/** The tags of the policies, with the costs that they are parts of. */
export function tagsOf(subject: Subject, kase: Case): ReadonlyMap<string, PartCost> {
  const policies = [subject.basic, ...kase.supplements].map(({ policy }) => policy);
  return new Map(
    policies.flatMap(({ parts }) => Object.entries(parts).map(([tag, { of }]) => [tag, of] as const)),
  );
}

export interface Run {
  readonly code: number;
  readonly line: number;
  readonly amounts: Float64Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
}

/** Settles one claim under a plan, from the claim's own form. */
export function runEngine(
  plan: Plan,
  bill: Bill,
  year: ReadonlyMap<string, LineYear>,
  out?: Float64Array,
): Run {
  const amounts = amountsOf(plan, {
    facts: new Map(),
    expenses: bill,
    paid: bill.paid,
    yearToDate: { payers: new Map(), lines: new Map() },
    personalAccount: bill.personalAccount,
    storedCard: bill.storedCard,
    places: new Map(),
  });
  const state = stateOf(plan, { payers: new Map(), lines: year });
  const filled = out ?? new Float64Array(plan.outSize).fill(Number.NaN);
  const outcome = { code: OUTCOME.ok as number, line: -1, band: -1 };
  const code = settle(plan, amounts, state, filled, outcome);
  return { code, line: outcome.line, amounts, state, out: filled };
}

export function slotOf(line: number): number {
  return OUT.first + line * PER_LINE.size;
}

/** The year of each line after a claim. */
export function yearAfter(plan: Plan, { state, out }: Run): Map<string, LineYear> {
  return new Map(
    plan.lines.map((line, index) => {
      const year = index * STATE.size;
      const slot = slotOf(index);
      const sum = (place: number, added: number): number =>
        (state[year + place] ?? 0) + (out[slot + added] ?? 0);
      return [
        line.id,
        {
          base: sum(STATE.base, PER_LINE.base),
          deductible: sum(STATE.deductible, PER_LINE.deductible),
          paid: sum(STATE.paid, PER_LINE.paid),
          paidMonth: sum(STATE.paidMonth, PER_LINE.paid),
          paidDisease: sum(STATE.paidDisease, PER_LINE.paid),
        },
      ];
    }),
  );
}

/**
 * In-policy amounts at which something changes under a plan: for each line the cost at which its base reaches its
 * deductible, each end of its bands and its cap, found by bisection on the engine itself.
 */
export function spotsOf(plan: Plan): number[] {
  const amounts = new Float64Array(plan.inSize);
  const state = new Float64Array(plan.stateSize);
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  const reaches = (total: number, place: number, target: number): boolean => {
    amounts[0] = total;
    return settle(plan, amounts, state, out, outcome) !== OUTCOME.ok || (out[place] ?? 0) >= target;
  };
  const spots = new Set<number>([0]);
  for (const [index, line] of plan.lines.entries()) {
    if (line.state !== 'computed') continue;
    const deductible = Math.max(0, line.deductible) * line.scale;
    const ends = [...line.upTo].filter(Number.isFinite);
    for (const kept of [deductible, ...ends, ...ends.map((end) => end + deductible)]) {
      const target = Math.ceil(kept / Math.max(1, line.keep));
      spots.add(Math.min(MAX_FEN, target));
      spots.add(smallest((total) => reaches(total, slotOf(index) + PER_LINE.base, target)));
    }
    if (line.capAmount === 0) continue;
    spots.add(Math.min(MAX_FEN, line.capAmount));
    spots.add(smallest((total) => reaches(total, slotOf(index) + PER_LINE.above, 1)));
  }
  return [...spots];
}

/** The smallest amount that passes a test which larger ones pass too; the largest amount where none does. */
function smallest(test: (total: number) => boolean): number {
  let low = 0;
  let high = MAX_FEN;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
