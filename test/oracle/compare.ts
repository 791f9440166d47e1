import { OUT, PER_LINE, type Plan } from '../../src/engine/plan.ts';
import { type Run, slotOf } from './engine.ts';
import type { Bill } from './settle.ts';

const amountAt = (run: Run, place: number): number => run.out[place] ?? Number.NaN;
const paidBy = (run: Run, line: number): number => amountAt(run, slotOf(line) + PER_LINE.paid);
const baseOf = (run: Run, line: number): number => amountAt(run, slotOf(line) + PER_LINE.base);

/**
 * What must not fall when only the in-policy cost rises:
 * - the payment of a line on a base that is not smaller, as long as the lines before it pay the same;
 * - the funds' payment in all, and the person's part but for a fen for each line on the cost above a cap: where the
 *   cap is passed, the last part of a fen goes to the capped line, rounded up, and to the line above it too.
 * The second does not hold where a cap is a share of the bill: then a higher bill lets every other cost be paid too.
 */
export function whatFalls(plan: Plan, less: Run, more: Run): string[] {
  const falls: string[] = [];
  for (const [index, line] of plan.lines.entries()) {
    const [before, after] = [paidBy(less, index), paidBy(more, index)];
    if (baseOf(more, index) >= baseOf(less, index) && after < before)
      falls.push(`${line.id}: ${before} to ${after}`);
    if (before !== after) break;
  }
  if (plan.caps.some((cap) => cap.isShare)) return falls;
  const fall = (place: number): number => amountAt(less, place) - amountAt(more, place);
  if (fall(OUT.fund) > 0) falls.push(`funds by ${fall(OUT.fund)}`);
  const onExcess = plan.lines.filter((line) => line.aboveOf >= 0 && line.state === 'computed').length;
  if (fall(OUT.person) > onExcess) falls.push(`person by ${fall(OUT.person)}`);
  return falls;
}

/**
 * Whether the high bound must not pay less in all. Not so where a cap is a range and another line pays on the cost above
 * it: the lower cap may leave more to the better payer. Nor where a line pays the person's share of a line that is capped:
 * at better rates the cap is reached by less cost, and the share below it is smaller. Nor where the bands count the year
 * before: what was kept of it differs too, and may have left the good bands sooner.
 */
export function boundsAreOrdered(low: Plan, high: Plan, yearIsEmpty: boolean): boolean {
  return low.lines.every(({ aboveOf, shareOf, perYear }) => {
    const sharer = low.lines[shareOf];
    const cappedShare = sharer !== undefined && (sharer.capState !== -2 || sharer.shared.length > 0);
    const sameCap = low.lines[aboveOf]?.capAmount === high.lines[aboveOf]?.capAmount;
    return sameCap && !cappedShare && (yearIsEmpty || !perYear);
  });
}

/** Whether all of a plan counts over the year, so that it cannot matter how the year's cost is cut into claims. */
export function countsYearly(plan: Plan): boolean {
  // A cap that lines share is used up in another order, so that another of them comes too late.
  if (plan.caps.some((cap) => !cap.perYear || cap.members.length > 1)) return false;
  return plan.lines.every((line, index) => {
    if (line.state !== 'computed') return line.state === 'off';
    const deductible = line.deductiblePerYear || line.deductible === 0;
    const bands = line.perYear || line.rates.length === 1;
    // Which part of the bill a payment comes off matters to the lines after it.
    const onePurse = Number.isInteger(Math.log2(line.buckets)) || index === plan.lines.length - 1;
    return deductible && bands && line.capState !== -1 && line.extraPart < 0 && onePurse;
  });
}

/** A bill in two, the first of them one part in so many. */
export function cutInTwo(
  bill: Bill,
  parts: number,
  { parts: tags, partCosts }: Pick<Plan, 'parts' | 'partCosts'>,
): [Bill, Bill] {
  const some = (amount: number): number => Math.floor(amount / parts);
  // A part of another cost is cut with that.
  const inPolicy = (all: ReadonlyMap<string, number>): number =>
    [...all].reduce((sum, [tag, part]) => sum + (partCosts[tags.indexOf(tag)] === 'in_policy' ? part : 0), 0);
  const tagged = inPolicy(bill.parts);
  const untagged = bill.total - bill.selfFunded - bill.overLimit - bill.advance - tagged;
  const first = new Map([...bill.parts].map(([tag, amount]) => [tag, some(amount)]));
  const one: Bill = {
    ...bill,
    selfFunded: some(bill.selfFunded),
    overLimit: some(bill.overLimit),
    advance: some(bill.advance),
    parts: first,
    total:
      some(bill.selfFunded) + some(bill.overLimit) + some(bill.advance) + some(untagged) + inPolicy(first),
  };
  return [
    one,
    {
      ...bill,
      selfFunded: bill.selfFunded - one.selfFunded,
      overLimit: bill.overLimit - one.overLimit,
      advance: bill.advance - one.advance,
      parts: new Map([...bill.parts].map(([tag, amount]) => [tag, amount - (first.get(tag) ?? 0)])),
      total: bill.total - one.total,
    },
  ];
}

/**
 * Lines that pay more than a fen more or less on two claims than on the whole. One fen comes from rounding twice; where
 * an earlier line leaves more or less, as much again. A share borne first lets the deductible used be rounded too.
 */
export function whatDiffers(plan: Plan, whole: Run, halves: readonly [Run, Run]): string[] {
  return plan.lines.flatMap((line, index) => {
    const apart = (amount: (run: Run, line: number) => number): number =>
      Math.abs(amount(halves[0], index) + amount(halves[1], index) - amount(whole, index));
    const most = 1 + apart(baseOf) + (line.scale > 1 ? 1 : 0);
    return apart(paidBy) > most ? [`${line.id} by ${apart(paidBy)}, its base by ${apart(baseOf)}`] : [];
  });
}
