import type { Text } from '../diagnostics/text.ts';
import type { Plan } from '../engine/plan.ts';
import { payerOf } from '../engine/settlement.ts';
import { type Amount, NOTHING, plus, valueAfter } from './amount.ts';
import { equal, type Fraction } from './fraction.ts';
import type { Walked } from './walk.ts';

/** A payer of a plan besides the person, with the places of its lines. */
export interface CurvePayer {
  readonly id: string;
  readonly label: Text;
  /** All but the hospital. */
  readonly isFund: boolean;
  readonly lines: readonly number[];
}

/** Who pays what of a bill, and of one more fen. */
export interface Shares {
  readonly person: Amount;
  /** In the order of the curve's payers. */
  readonly payers: readonly Amount[];
}

/** The payers that take part, in the order of their lines. */
export function payersOfPlan(plan: Plan): CurvePayer[] {
  const found = new Map<string, CurvePayer & { lines: number[] }>();
  for (const [place, line] of plan.lines.entries()) {
    if (line.state === 'off') continue;
    const { id, label } = payerOf(line);
    const payer = found.get(id) ?? { id, label, isFund: line.payer.field !== 'hosp_part_amt', lines: [] };
    payer.lines.push(place);
    found.set(id, payer);
  }
  return [...found.values()];
}

/** The shares of a walked bill, or of one some way further on the same straight lines. */
export function sharesOf(walked: Walked, payers: readonly CurvePayer[], way?: Fraction): Shares {
  const at = (amount: Amount): Amount => (way ? { ...amount, value: valueAfter(amount, way) } : amount);
  return {
    person: at(walked.person),
    payers: payers.map(({ lines }) =>
      at(lines.map((line) => walked.lines[line]?.paid ?? NOTHING).reduce(plus, NOTHING)),
    ),
  };
}

export function sameValues(a: Shares, b: Shares): boolean {
  return (
    equal(a.person.value, b.person.value) &&
    a.payers.every((amount, index) => equal(amount.value, (b.payers[index] as Amount).value))
  );
}

export function sameSlopes(a: Shares, b: Shares): boolean {
  return (
    equal(a.person.slope, b.person.slope) &&
    a.payers.every((amount, index) => equal(amount.slope, (b.payers[index] as Amount).slope))
  );
}
