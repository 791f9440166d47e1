import type { YearToDate } from '../claim/claim.ts';
import { formatYuan, groupYuan } from '../money/fen.ts';
import type { Notice } from './notices.ts';
import { type LinePlan, OUT, PER_LINE, type Plan, STATE } from './plan.ts';
import { stateOf } from './state.ts';

/**
 * Said where what a claim gives of its year leaves out what this settlement starts from. What is not given counts as
 * nothing so far, and beside a payment of the year that cannot be. It is not made up: what was taken then may have gone
 * by another level or group than today's.
 */
export function yearNotices(plan: Plan, year: YearToDate, out: Float64Array): Notice[] {
  if (!plan.covered || !saysOfYear(year)) return [];
  const state = stateOf(plan, year);
  return plan.lines.flatMap((line, index) => {
    const of = (place: number): number => out[OUT.first + index * PER_LINE.size + place] ?? 0;
    if (line.state !== 'computed' || of(PER_LINE.base) === 0) return [];
    const held = (place: number): number => state[index * STATE.size + place] ?? 0;
    const taken = of(PER_LINE.deductible);
    if (held(STATE.paid) > 0 && !saysStart(line, plan, year)) {
      if (line.deductiblePerYear && taken > 0 && held(STATE.deductible) < line.deductible)
        return [takenAgain(line, held(STATE.paid), taken)];
      if (line.perYear && line.upTo.length > 1 && held(STATE.base) === 0)
        return [bandsAgain(line, held(STATE.paid))];
    }
    return startsFromBurden(line) && !saysBurden(line, year) ? [burdenUnknown(line)] : [];
  });
}

/** Whether the claim says of earlier settlements that they were. */
function saysOfYear({ payers, lines, ...totals }: YearToDate): boolean {
  const { deductible = 0, inPolicy = 0, selfFunded = 0 } = totals;
  return (
    lines.size > 0 || deductible + inPolicy + selfFunded > 0 || [...payers.values()].some((fen) => fen > 0)
  );
}

/** Whether the year's deductible or the cost that a line's figures are counted on is given, be it as nothing. */
function saysStart({ line, basic }: LinePlan, plan: Plan, year: YearToDate): boolean {
  const fine = year.lines.get(line.id);
  const first = plan.lines.find((one) => one.basic && one.state !== 'off');
  const coarse = basic && first?.line === line ? year.deductible : undefined;
  return (fine?.deductible ?? fine?.base ?? coarse) !== undefined;
}

/** Whether what was borne earlier in the year counts: against a yearly deductible, in yearly bands, or a cap on cost. */
function startsFromBurden({ line, perYear, deductiblePerYear, capOnCost, capState }: LinePlan): boolean {
  const { base } = line;
  if (base.kind !== 'sum' || !base.words.includes('burden')) return false;
  return perYear || deductiblePerYear || (capOnCost && capState >= 0);
}

function saysBurden({ line }: LinePlan, year: YearToDate): boolean {
  return (year.selfPay ?? year.lines.get(line.id)?.base) !== undefined;
}

function takenAgain({ line, label, payer, deductible }: LinePlan, paid: number, taken: number): Notice {
  const flag = `--ytd ${line.id}.deductible=${formatYuan(deductible)}`;
  return {
    code: 'YEAR_DEDUCTIBLE_AGAIN',
    severity: 'warning',
    message: {
      zh: `${payer.label.zh}本年度已付 ${groupYuan(paid)} 元，却没有给出已扣的起付线，${label.zh}这次又扣了 ${groupYuan(taken)} 元；扣过的请给出，例如 ${flag}`,
      en: `${payer.label.en} has paid ${groupYuan(paid)} this year, but what the deductible has taken is not given, so ${label.en} takes ${groupYuan(taken)} again; if it was taken, say so, e.g. ${flag}`,
    },
  };
}

function bandsAgain({ line, label, payer }: LinePlan, paid: number): Notice {
  const flag = `--ytd ${line.id}.base=`;
  return {
    code: 'YEAR_BASE_UNKNOWN',
    severity: 'warning',
    message: {
      zh: `${payer.label.zh}本年度已付 ${groupYuan(paid)} 元，却没有给出这些费用，${label.zh}从第一段起算；请给出，例如 --ytd in_policy=金额 或 ${flag}金额`,
      en: `${payer.label.en} has paid ${groupYuan(paid)} this year, but on what cost is not given, so ${label.en} starts from its first band; give it, e.g. --ytd in_policy=AMOUNT or ${flag}AMOUNT`,
    },
  };
}

function burdenUnknown({ label }: LinePlan): Notice {
  return {
    code: 'YEAR_BURDEN_UNKNOWN',
    severity: 'warning',
    message: {
      zh: `${label.zh}按全年个人负担计算，本年度此前的没有给出，按 0 计；请用 --ytd self_pay=金额 给出`,
      en: `${label.en} counts what the person has borne all year; what was borne before is not given and is taken as 0; give it with --ytd self_pay=AMOUNT`,
    },
  };
}
