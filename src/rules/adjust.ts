import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, object, type Shape } from '../grammar/shape.ts';
import { name, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import { type Condition, condition } from './condition.ts';
import type { Figure } from './figure.ts';
import { factorFigure, pointsFigure } from './figure-shape.ts';

/**
 * What changes a rate, in the order written: points up or down, a factor, or a factor on the person's own share
 * (`own_share: 60%`: the person bears 60% of what others bear). With `part`, points go on that part of the cost only.
 */
export interface RateAdjustment {
  readonly when?: Condition;
  readonly kind: 'points' | 'factor' | 'own_share';
  readonly figure: Figure;
  readonly part?: string;
  readonly label?: Text;
  readonly origin: Origin;
}

const rateAdjustment: Shape<RateAdjustment> = mapped(
  object({
    when: may(condition, '条件', 'condition'),
    points: may(pointsFigure, '加减的百分点（+5%）', 'percentage points (+5%)'),
    factor: may(factorFigure, '乘以', 'factor'),
    own_share: may(factorFigure, '个人负担部分乘以', "factor on the person's own share"),
    part: may(name, '只对这一分项（例如 essential_medicine）', 'on this part of the cost only'),
    label: may(text, '名称', 'label'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    const kinds = (['points', 'factor', 'own_share'] as const).filter((kind) => wrote(tree, kind));
    const kind = kinds[0];
    const figure = kind && read[kind];
    if (kinds.length === 1 && !figure) return undefined;
    if (!kind || !figure || kinds.length > 1) {
      const message = {
        zh: '写 points、factor、own_share 中的一个',
        en: 'give one of points, factor, own_share',
      };
      problems.error({ code: 'ADJUST_ONE_KIND', message, place: tree.place });
      return undefined;
    }
    if (read.part !== undefined && kind !== 'points') {
      const message = { zh: '分项只能加减百分点（points）', en: 'a part can only have points' };
      problems.error({ code: 'ADJUST_PART', message, place: tree.place });
      return undefined;
    }
    return {
      kind,
      figure,
      ...(read.when && { when: read.when }),
      ...(read.part && { part: read.part }),
      ...(read.label && { label: read.label }),
      origin: originOf(read),
    };
  },
);

export const rateAdjustments: Shape<RateAdjustment[]> = list(rateAdjustment);
