/** The costs that a tagged part may be a part of; they make up the bill. */
export const PART_COSTS = ['in_policy', 'advance', 'over_limit', 'self_funded'] as const;
export type PartCost = (typeof PART_COSTS)[number];
