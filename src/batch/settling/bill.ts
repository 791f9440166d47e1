import { IN, OUT } from '../../engine/plan.ts';
import type { Decided } from '../circumstances/decided.ts';
import { FIXED_MONEY, type RowTable } from '../rows/rows.ts';

/** Fen of the parts of each cost, by its place; used again for every row. */
const ofParts = new Float64Array(IN.advance + 1);

/** Puts a row's amounts where the plan wants them. @returns whether they make a bill */
export function fillBill(rows: RowTable, row: number, { amounts, places, costs, plan }: Decided): boolean {
  const { money, moneyWidth } = rows;
  const at = row * moneyWidth;
  const fixed = FIXED_MONEY.length;
  for (let place = 0; place < fixed; place++) amounts[place] = money[at + place] as number;
  ofParts.fill(0);
  let given = 0;
  for (let column = 0; column < places.length; column++) {
    const place = places[column] as number;
    if (place < 0) continue;
    const fen = money[at + fixed + column] as number;
    amounts[place] = fen;
    const cost = costs[column] as number;
    if (cost >= 0) ofParts[cost] = (ofParts[cost] as number) + fen;
    else given += fen;
  }
  return partsFit(amounts) && (plan.covered || given === 0);
}

/** Whether no cost is less than its parts. */
function partsFit(amounts: Float64Array): boolean {
  const inPolicy =
    (amounts[IN.total] as number) -
    (amounts[IN.selfFunded] as number) -
    (amounts[IN.overLimit] as number) -
    (amounts[IN.advance] as number);
  let fits = inPolicy >= 0 && (ofParts[IN.total] as number) <= inPolicy;
  for (let cost: number = IN.selfFunded; cost <= IN.advance; cost++)
    fits &&= (ofParts[cost] as number) <= (amounts[cost] as number);
  return fits;
}

/** Whether some of a settled bill has no rule, because the policy speaks of tagged parts only. */
export function hasUntagged({ tagged, amounts, out }: Decided): boolean {
  if (!tagged) return false;
  let rest = out[OUT.inPolicy] as number;
  for (const place of tagged) rest -= amounts[place] as number;
  return rest > 0;
}
