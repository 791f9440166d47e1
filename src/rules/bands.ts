import { list, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { type Origin, originOf, originSlots } from '../grammar/words.ts';
import { parseYuan } from '../money/fen.ts';
import { entryOf } from '../source/tree.ts';
import type { Figure } from './figure.ts';
import { amountFigure, rateFigure } from './figure-shape.ts';

/**
 * Marginal bands: each rate applies to the cost between the threshold below and its own `up_to`. A threshold belongs to
 * the lower band (30,000.00 itself still has the rate «up to 30,000»). The last band has no `up_to`: a policy says what
 * lies above, if only `0%` or `not_stated`.
 */
export interface Band {
  readonly upTo?: Figure;
  readonly rate: Figure;
  readonly origin: Origin;
}

const band: Shape<Band> = mapped(
  object({
    up_to: may(amountFigure, '本段上限（元，含）', 'upper end of the band (yuan, included)'),
    rate: must(rateFigure, '比例', 'rate'),
    ...originSlots,
  }),
  (read) => ({ ...(read.up_to && { upTo: read.up_to }), rate: read.rate, origin: originOf(read) }),
);

export const bands: Shape<Band[]> = mapped(list(band), (rows, tree, problems) => {
  const items = tree.kind === 'list' ? tree.items : [];
  let last = 0;
  for (const [index, item] of items.entries()) {
    const upTo = entryOf(item, 'up_to');
    const isLast = index === items.length - 1;
    if (isLast && upTo) {
      const message = {
        zh: '最后一段不写 up_to；上面不支付就再加一段 { rate: 0% }',
        en: 'the last band has no up_to; where nothing is paid above, add { rate: 0% }',
      };
      problems.error({ code: 'BANDS_NO_TOP', message, place: item.place });
    } else if (!isLast && !upTo) {
      const message = { zh: '除最后一段外，每段都要写 up_to', en: 'every band but the last has an up_to' };
      problems.error({ code: 'BANDS_HOLE', message, place: item.place });
    }
    const end = upTo?.kind === 'scalar' ? parseYuan(upTo.text) : undefined;
    if (!end || !('fen' in end)) continue;
    if (end.fen <= last) {
      const message = { zh: '各段上限应逐段增大', en: 'the bands are out of order' };
      problems.error({ code: 'BANDS_ORDER', message, place: item.place });
    }
    last = Math.max(last, end.fen);
  }
  return rows;
});

/**
 * How the bands are counted: over one settlement or over the year (what is paid is then f(before + this) - f(before)),
 * and from zero or from the deductible (the first band then starts above it).
 */
export interface Counting {
  readonly per: 'settlement' | 'year';
  readonly from: 'zero' | 'deductible';
  readonly origin: Origin;
}

export const counting: Shape<Counting> = mapped(
  object({
    per: must(
      oneOf(['settlement', 'year']),
      '按 settlement 每次结算、year 年度累计',
      'per settlement or cumulative over the year',
    ),
    from: must(
      oneOf(['zero', 'deductible']),
      '从 zero 零、deductible 起付线以上开始计段',
      'counted from zero or from the deductible',
    ),
    ...originSlots,
  }),
  (read) => ({ per: read.per, from: read.from, origin: originOf(read) }),
);
