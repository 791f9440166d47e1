import type { YearToDate } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import type { Text } from '../diagnostics/text.ts';
import { formatYuan, groupYuan } from '../money/fen.ts';
import type { Worked } from './line-work.ts';
import type { Notice } from './notices.ts';
import { type LinePlan, OUT, PER_LINE, type Plan, STATE } from './plan.ts';
import { stateOf } from './state.ts';

/** A claim that was settled; the year it began with, where a run of claims has carried one. */
type Settled = Pick<Worked, 'out'> & Partial<Pick<Worked, 'state'>>;

/**
 * Said where what a claim gives of its year leaves out what this settlement starts from. What is not given counts as
 * nothing so far, and beside a payment of the year that cannot be. It is not made up: what was taken then may have gone
 * by another level or group than today's.
 */
export function yearNotices(plan: Plan, draft: Draft, { out, state }: Settled): Notice[] {
  const { yearToDate: year, places } = draft;
  // A count that a run of claims has made comes with the year that it has carried.
  const admissions = places.has('year_to_date.admissions') ? (year.admissions ?? 0) : 0;
  if (!plan.covered || !(saysOfYear(year) || admissions > 0)) return [];
  const before = state ?? stateOf(plan, year);
  const begun = before.some((amount) => amount > 0);
  // A year that a run of claims has carried is known.
  if (begun && !saysOfYear(year)) return [];
  return plan.lines.flatMap((line, index) => {
    const of = (place: number): number => out[OUT.first + index * PER_LINE.size + place] ?? 0;
    if (line.state !== 'computed' || of(PER_LINE.base) === 0) return [];
    const held = (place: number): number => before[index * STATE.size + place] ?? 0;
    const paid = held(STATE.paid);
    const again =
      line.deductiblePerYear && of(PER_LINE.deductible) > 0 && held(STATE.deductible) < line.deductible;
    if (!saysStart(line, plan, year)) {
      if (paid > 0 && again) return [takenAgain(line, hasPaid(line, paid))];
      if (paid > 0 && line.perYear && line.upTo.length > 1 && held(STATE.base) === 0)
        return [bandsAgain(line, hasPaid(line, paid))];
      const first = line.basic && !begun && year.inPolicy === undefined;
      if (admissions > 0 && again && first) return [takenAgain(line, hadAdmissions(admissions))];
    }
    const unknown = saysOfYear(year) && startsFromBurden(line) && !saysBurden(line, year);
    return unknown ? [burdenUnknown(line)] : [];
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

function hasPaid({ payer: { label } }: LinePlan, fen: number): Text {
  return {
    zh: `${label.zh}本年度已付 ${groupYuan(fen)} 元`,
    en: `${label.en} has paid ${groupYuan(fen)} this year`,
  };
}

function hadAdmissions(count: number): Text {
  return { zh: `本年度此前已有 ${count} 次`, en: `this year has had ${count} before` };
}

function takenAgain({ line, label, deductible }: LinePlan, why: Text): Notice {
  const flag = `--ytd ${line.id}.deductible=${formatYuan(deductible)}`;
  return {
    code: 'YEAR_DEDUCTIBLE_AGAIN',
    severity: 'warning',
    message: {
      zh: `${why.zh}，却没有给出已扣的起付线，${label.zh}的年度起付线 ${groupYuan(deductible)} 元从头扣起；扣过的请给出，例如 ${flag}`,
      en: `${why.en}, but what the deductible has taken is not given, so ${label.en} takes its yearly ${groupYuan(deductible)} from the start; if it was taken, say so, e.g. ${flag}`,
    },
  };
}

function bandsAgain({ line, label }: LinePlan, why: Text): Notice {
  const flag = `--ytd ${line.id}.base=`;
  return {
    code: 'YEAR_BASE_UNKNOWN',
    severity: 'warning',
    message: {
      zh: `${why.zh}，却没有给出这些费用，${label.zh}从第一段起算；请给出，例如 --ytd in_policy=金额 或 ${flag}金额`,
      en: `${why.en}, but on what cost is not given, so ${label.en} starts from its first band; give it, e.g. --ytd in_policy=AMOUNT or ${flag}AMOUNT`,
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
