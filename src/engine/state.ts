import type { Claim, YearToDate } from '../claim/claim.ts';
import { IN, type LinePlan, type Plan, type SharedCapPlan, STATE } from './plan.ts';

/** Puts a claim's amounts where the plan wants them, in fen. */
export function amountsOf(plan: Plan, claim: Claim): Float64Array {
  const amounts = new Float64Array(plan.inSize);
  amounts[IN.total] = claim.expenses.total;
  amounts[IN.selfFunded] = claim.expenses.selfFunded;
  amounts[IN.overLimit] = claim.expenses.overLimit;
  amounts[IN.advance] = claim.expenses.advance;
  amounts[IN.personal] = claim.personalAccount ?? 0;
  amounts[IN.stored] = claim.storedCard ?? 0;
  for (const [index, tag] of plan.parts.entries())
    amounts[IN.first + index] = claim.expenses.parts.get(tag) ?? 0;
  const given = IN.first + plan.parts.length;
  for (const [index, payer] of plan.given.entries()) amounts[given + index] = claim.paid.get(payer) ?? 0;
  return amounts;
}

/**
 * The year before the claim, line by line, in fen. What is given for a line by its id wins; the rest follows from the
 * coarse totals: a line on the burden starts from the cost the person has borne, less what payers before it have paid.
 */
export function stateOf(plan: Plan, year: YearToDate): Float64Array {
  const state = new Float64Array(plan.stateSize);
  /** What is left of a payer's total to be shared out among its lines, in order. */
  const payerLeft = new Map(year.payers);
  /** The deductible of the year is that of the first line on the bill itself. */
  const first = firstBasic(plan);
  for (const [index, line] of plan.lines.entries()) {
    const fine = year.lines.get(line.id);
    const place = index * STATE.size;
    const base = fine?.base ?? coarseBase(plan, index, year);
    const deductible = fine?.deductible ?? coarseDeductible(line, index === first, base, year);
    const paid = fine?.paid ?? takeShare(plan, line, index, payerLeft);
    state[place + STATE.base] = base;
    state[place + STATE.deductible] = deductible;
    state[place + STATE.paid] = paid;
    state[place + STATE.paidMonth] = fine?.paidMonth ?? 0;
    state[place + STATE.paidDisease] = fine?.paidDisease ?? 0;
    state[place + STATE.stay] = fine?.stayDeductible ?? (index === first ? (year.stayDeductible ?? 0) : 0);
  }
  for (const [index, cap] of plan.caps.entries())
    state[plan.lines.length * STATE.size + index] = paidElsewhere(cap, year, state);
  return state;
}

function firstBasic({ lines }: Plan): number {
  return lines.findIndex((line) => line.basic && line.state !== 'off');
}

/** Puts what is given for the stay in the place of what was carried. */
export function putStay(plan: Plan, state: Float64Array, fen: number): void {
  for (const [index] of plan.lines.entries()) state[index * STATE.size + STATE.stay] = 0;
  const first = firstBasic(plan);
  if (first >= 0) state[first * STATE.size + STATE.stay] = fen;
}

/** The other bound of a range goes on with the same stay. */
export function copyStay(from: Float64Array, to: Float64Array): void {
  for (let place: number = STATE.stay; place < Math.min(from.length, to.length); place += STATE.size)
    to[place] = from[place] as number;
}

/** What counts against a shared cap besides its lines of this claim: what is given for the cap, less what they hold. */
function paidElsewhere(
  { cap, perYear, counted, elsewhere }: SharedCapPlan,
  year: YearToDate,
  state: Float64Array,
): number {
  const given = perYear ? year.caps?.get(cap.id) : undefined;
  if (given !== undefined)
    return counted.reduce((rest, line) => rest - (state[line * STATE.size + STATE.paid] as number), given);
  // What the year of such a line holds is not what the cap's year holds of it.
  const same = elsewhere.filter(({ otherYear }) => !otherYear);
  return same.reduce((sum, { id }) => sum + (year.lines.get(id)?.paid ?? 0), 0);
}

function coarseBase(plan: Plan, index: number, year: YearToDate): number {
  const { base } = (plan.lines[index] as LinePlan).line;
  // What the year holds of a cost is taken to be in none of its parts.
  if (base.kind === 'outside_parts') return base.cost === 'self_funded' ? (year.selfFunded ?? 0) : 0;
  if (base.kind !== 'sum') return 0;
  let sum = 0;
  for (const word of base.words) {
    if (word === 'in_policy') sum += year.inPolicy ?? 0;
    else if (word === 'burden')
      sum += Math.max(0, (year.selfPay ?? 0) - paidOnBurdenBefore(plan, index, year));
    else if (word === 'self_funded') sum += year.selfFunded ?? 0;
    else if (word === 'total') sum += (year.selfPay ?? 0) + (year.selfFunded ?? 0);
  }
  return sum;
}

/** `self_pay` is what was left after pooled fund and large amount; payers between them and this line have paid on it. */
function paidOnBurdenBefore(plan: Plan, index: number, year: YearToDate): number {
  const payers = new Set<string>();
  for (const line of plan.lines.slice(0, index)) {
    const { base } = line.line;
    const onBurden = base.kind === 'sum' && base.words.includes('burden');
    if (onBurden && line.payer.id !== plan.lines[index]?.payer.id) payers.add(line.payer.id);
  }
  return [...payers].reduce((sum, payer) => sum + (year.payers.get(payer) ?? 0), 0);
}

function coarseDeductible(line: LinePlan, first: boolean, base: number, year: YearToDate): number {
  if (first && year.deductible !== undefined) return year.deductible;
  if (!line.deductiblePerYear || line.deductible < 0) return 0;
  return Math.min(line.deductible, base);
}

/** A payer's total of the year, given to its lines in order, each up to its yearly cap. */
function takeShare(plan: Plan, line: LinePlan, index: number, payerLeft: Map<string, number>): number {
  if (line.state === 'off') return 0;
  const rest = payerLeft.get(line.payer.id) ?? 0;
  const isLast = !plan.lines
    .slice(index + 1)
    .some((other) => other.payer.id === line.payer.id && other.state !== 'off');
  const share = isLast || line.capState !== STATE.paid ? rest : Math.min(rest, line.capAmount);
  payerLeft.set(line.payer.id, rest - share);
  return share;
}
