import { BUCKET, costPlace, IN, type Plan } from '../engine/plan.ts';

/** A cost that grows, and what is fixed beside it. */
export interface Growth {
  readonly grows: string;
  /** Where it stands in what is handed to the engine. */
  readonly place: number;
  /** Of a part: the cost that it is a part of, by its place; 0 where that is the in-policy cost. */
  readonly within?: number;
  /** Another cost that is there from the beginning. */
  readonly beside?: {
    readonly cost: string;
    readonly place: number;
    readonly within?: number;
    readonly fen: number;
  };
}

/** Fen of a cost beside the one that grows: enough to go through deductibles and to fill most caps. */
const BESIDE = 1_000_000_000;

/**
 * The costs on which something of a plan depends, each to grow by itself from nothing. Where a gate or a shared cap lets one
 * cost decide what is paid of another, each grows beside each of the others as well.
 */
export function growing(plan: Plan): Growth[] {
  const alone = costsOf(plan);
  const crosses =
    plan.caps.length > 0 || plan.lines.some(({ state, gateOn }) => state === 'computed' && gateOn !== 0);
  if (!crosses) return alone;
  const pairs = alone.flatMap((one) =>
    alone
      .filter((other) => other !== one)
      .map(
        ({ grows: cost, place, within = 0 }): Growth => ({
          ...one,
          beside: { cost, place, within, fen: BESIDE },
        }),
      ),
  );
  return [...alone, ...pairs];
}

function costsOf(plan: Plan): Growth[] {
  const lines = plan.lines.filter((line) => line.state === 'computed');
  const parts = [...new Set(lines.flatMap((line) => [line.part, line.extraPart]))].filter(
    (place) => place >= 0,
  );
  const tagged = parts.map(
    (place): Growth => ({
      grows: plan.parts[place - IN.first] ?? '',
      place,
      within: Math.max(0, costPlace(plan, place)),
    }),
  );
  const onlyParts = lines.some((line) => line.basic) && lines.every((line) => !line.basic || line.part >= 0);
  const pays = (bucket: number): boolean => lines.some(({ buckets }) => (buckets & bucket) !== 0);
  const others: [string, number, number][] = [
    ['advance', IN.advance, BUCKET.advance],
    ['over_limit', IN.overLimit, BUCKET.overLimit],
    ['self_funded', IN.selfFunded, BUCKET.selfFunded],
  ];
  return [
    ...(onlyParts ? [] : [{ grows: 'in_policy', place: IN.total }]),
    ...tagged,
    ...others.flatMap(([grows, place, bucket]): Growth[] => (pays(bucket) ? [{ grows, place }] : [])),
  ];
}

/** The bill from which a growth begins. */
export function firstOf(plan: Plan, { beside }: Growth): Float64Array {
  const first = new Float64Array(plan.inSize);
  if (beside) {
    first[beside.place] = beside.fen;
    if (beside.within) first[beside.within] = beside.fen;
    first[IN.total] = beside.fen;
  }
  return first;
}
