import type { Policy } from '../policy/policy.ts';
import { partCost } from '../policy/wording.ts';
import { type Base, costsOf } from '../rules/base.ts';
import { BUCKET, IN, type LinePlan } from './plan.ts';
import type { Part } from './resolve-input.ts';

// What a line pays on, as places in the amounts that `settle` is handed.

const COST_BUCKETS = {
  in_policy: BUCKET.inPolicy,
  advance: BUCKET.advance,
  over_limit: BUCKET.overLimit,
  self_funded: BUCKET.selfFunded,
} as const;

export function bucketsOf(base: Base, { policy, version }: Part): number {
  const costs = costsOf(base, version.lines, (tag) => partCost([policy], tag));
  return costs.reduce((sum, cost) => sum | COST_BUCKETS[cost], 0);
}

/** All that a payer pays on in the kinds of care. */
export function bucketsOfPayer(payer: string, part: Part, care: readonly string[]): number {
  return part.version.lines
    .filter((line) => line.payer === payer && line.care.some((kind) => care.includes(kind)))
    .reduce((sum, line) => sum | bucketsOf(line.base, part), 0);
}

/** Lines on the in-policy cost of the bill itself, rather than on what other payers left. */
export function isBasic(base: Base, policy: Policy): boolean {
  if (base.kind === 'part') return partCost([policy], base.tag) === 'in_policy';
  if (base.kind === 'outside_parts') return base.cost === 'in_policy';
  return base.kind === 'sum' && base.words.includes('in_policy');
}

/** Where the amounts of the parts stand that a base leaves out. */
export function placesOutside(base: Base, policy: Policy, parts: readonly string[]): number[] {
  if (base.kind !== 'outside_parts') return [];
  const { cost } = base;
  return parts.flatMap((tag, index) =>
    policy.parts[tag] && partCost([policy], tag) === cost ? [IN.first + index] : [],
  );
}

/** The part that a line pays on, also where it goes on with what another line has left of one; else -1. */
export function partPaidOn(line: LinePlan, lines: readonly LinePlan[]): number {
  const other = lines[Math.max(line.aboveOf, line.shareOf)];
  return line.part < 0 && other ? partPaidOn(other, lines) : line.part;
}
