import { list, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { type Origin, originOf, originSlots, whole } from '../grammar/words.ts';
import { entryOf } from '../source/tree.ts';
import { CLAIM_NUMBERS } from './condition-fields.ts';
import type { Figure } from './figure.ts';
import { amountFigure, factorFigure } from './figure-shape.ts';

/** `add` for each one of a number (years of unbroken cover, years without a claim) above `above`. */
export interface GrowthStep {
  readonly by: string;
  readonly above: number;
  readonly add: Figure;
  readonly origin: Origin;
}

/** What makes a cap grow: every step by itself, together at most `at_most` of the amount. */
export interface Growth {
  readonly each: readonly GrowthStep[];
  readonly atMost?: Figure;
  readonly origin: Origin;
}

const step = {
  by: must(
    oneOf(CLAIM_NUMBERS as [string, ...string[]]),
    '按哪个数（cover_years 连续参保年数）',
    'by which number',
  ),
  above: must(whole, '超过多少起', 'above how many'),
  add: must(amountFigure, '每多一个增加（元）', 'amount for each one more (yuan)'),
} as const;
const atMost = may(factorFigure, '最多增加（占封顶线）', 'at most this share of the cap');

const single = object({ ...step, at_most: atMost, ...originSlots });
const several = object({
  each: must(
    list(
      mapped(
        object({ ...step, ...originSlots }),
        (read): GrowthStep => ({ by: read.by, above: read.above, add: read.add, origin: originOf(read) }),
      ),
    ),
    '各自的增长，相加',
    'what makes it grow, added up',
  ),
  at_most: atMost,
  ...originSlots,
});

export const growth: Shape<Growth> = {
  read(tree, problems) {
    if (entryOf(tree, 'each')) {
      const read = several.read(tree, problems);
      return (
        read && { each: read.each, ...(read.at_most && { atMost: read.at_most }), origin: originOf(read) }
      );
    }
    const read = single.read(tree, problems);
    if (!read) return undefined;
    return {
      each: [{ by: read.by, above: read.above, add: read.add, origin: {} }],
      ...(read.at_most && { atMost: read.at_most }),
      origin: originOf(read),
    };
  },
  schema: () => ({ anyOf: [single.schema(), several.schema()] }),
};

/** Key of what a step adds: one by itself has no number. */
export function growthKey(each: Growth['each'], index: number): string {
  return each.length === 1 ? 'cap.grow' : `cap.grow.${index + 1}`;
}
