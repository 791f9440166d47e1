import type { LinePlan, Plan } from '../engine/plan.ts';

/** A text that two plans share when they settle every bill alike, for the same payers and lines. */
export function planKey(plan: Plan): string {
  return JSON.stringify([
    plan.covered,
    plan.lines.map(lineKey),
    plan.caps.map(({ cap, members, perYear, amount, ofTotal, isShare }) => [
      cap.id,
      members,
      perYear,
      amount,
      ofTotal,
      isShare,
    ]),
    plan.parts,
  ]);
}

function lineKey(line: LinePlan): unknown[] {
  const { policy, payer, id, state } = line;
  if (state === 'off') return [policy.id, payer.id, id, state];
  return [
    policy.id,
    payer.id,
    id,
    state,
    line.gateOn,
    line.gateFrom,
    line.gateTo,
    line.buckets,
    line.part,
    line.outside,
    line.aboveOf,
    line.shareOf,
    line.given,
    line.keep,
    line.scale,
    line.deductible,
    line.deductiblePerYear,
    line.perYear,
    line.fromZero,
    // The open top is null in JSON.
    [...line.upTo],
    [...line.rates],
    line.denominator,
    line.extraPart,
    line.extra,
    line.capState,
    line.capAmount,
    line.capOnCost,
    line.shared,
    line.line.unlessGiven,
    line.line.givenAboveBase,
  ];
}
