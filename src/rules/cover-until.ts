import { mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { dayOfYear, type Origin, originOf, originSlots, placeOf } from '../grammar/words.ts';

/** The last day of cover: the first such day of a year after cover starts, or after the payment. */
export interface Until {
  /** As 12-31. */
  readonly day: string;
  readonly after: 'start' | 'payment';
  readonly origin: Origin;
}

const whole = mapped(
  object({
    day: must(dayOfYear, '哪一天（12-31）', 'which day (12-31)'),
    after: may(
      oneOf(['payment']),
      '从缴费日算起；不写，从待遇开始算起',
      'counted from the payment; by default from the start of cover',
    ),
    ...originSlots,
  }),
  (read): Until => ({ day: read.day, after: read.after ?? 'start', origin: originOf(read) }),
);

/** `12-31`, or `{ day: 12-31, after: payment, … }`. */
export const until: Shape<Until> = {
  read(tree, problems) {
    if (tree.kind === 'map') return whole.read(tree, problems);
    const day = dayOfYear.read(tree, problems);
    return day === undefined ? undefined : { day, after: 'start', origin: placeOf(tree) };
  },
  schema: () => ({ anyOf: [dayOfYear.schema(), whole.schema()] }),
};
