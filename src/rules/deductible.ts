import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import { type Condition, condition } from './condition.ts';
import type { Figure } from './figure.ts';
import { amountFigure, factorFigure } from './figure-shape.ts';

/**
 * What changes a deductible, in the order written: a factor, an amount less (for `each_admission` after the first, so
 * 100 less each time, down to a floor), or another amount altogether.
 */
export interface AmountAdjustment {
  readonly when?: Condition;
  readonly kind: 'factor' | 'less' | 'set';
  readonly figure: Figure;
  readonly eachAdmission: boolean;
  readonly floor?: Figure;
  readonly label?: Text;
  readonly origin: Origin;
}

const amountAdjustment: Shape<AmountAdjustment> = mapped(
  object({
    when: may(condition, '条件', 'condition'),
    factor: may(factorFigure, '乘以', 'factor'),
    less: may(amountFigure, '减少（元）', 'amount less (yuan)'),
    set: may(amountFigure, '改为（元）', 'amount instead (yuan)'),
    each: may(
      oneOf(['admission']),
      '每多一次住院再减一次（admission）',
      'once more for each further admission',
    ),
    floor: may(amountFigure, '最低（元）', 'floor (yuan)'),
    label: may(text, '名称', 'label'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    const kinds = (['factor', 'less', 'set'] as const).filter((kind) => wrote(tree, kind));
    const kind = kinds[0];
    const figure = kind && read[kind];
    if (kinds.length === 1 && !figure) return undefined;
    if (!kind || !figure || kinds.length > 1 || (read.each && kind !== 'less')) {
      const message = {
        zh: '写 factor、less、set 中的一个（each 只与 less 合用）',
        en: 'give one of factor, less, set (each goes with less)',
      };
      problems.error({ code: 'ADJUST_ONE_KIND', message, place: tree.place });
      return undefined;
    }
    return {
      kind,
      figure,
      eachAdmission: read.each === 'admission',
      ...(read.when && { when: read.when }),
      ...(read.floor && { floor: read.floor }),
      ...(read.label && { label: read.label }),
      origin: originOf(read),
    };
  },
);

export interface Deductible {
  /** `admission` and `visit` are taken at each settlement; `year` once a year. */
  readonly per: 'admission' | 'visit' | 'year';
  readonly amount: Figure;
  /** A stay over several hospitals: the higher of their deductibles is taken once, and it is one admission. */
  readonly transfer?: 'higher_once';
  readonly adjust: readonly AmountAdjustment[];
  readonly origin: Origin;
}

export const deductible: Shape<Deductible> = mapped(
  object({
    per: must(
      oneOf(['admission', 'visit', 'year']),
      '按 admission 次住院、visit 次就诊、year 年度',
      'per admission, visit or year',
    ),
    amount: must(amountFigure, '起付线（元）', 'deductible (yuan)'),
    transfer: may(
      oneOf(['higher_once']),
      '转院续住：higher_once 各医院起付线取较高者只扣一次，算一次住院',
      'a stay over several hospitals: the higher deductible once, one admission',
    ),
    adjust: may(list(amountAdjustment), '调整，按书写顺序', 'adjustments, in order'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    if (read.transfer && read.per !== 'admission') {
      problems.error({
        code: 'TRANSFER_PER',
        message: {
          zh: 'transfer 只与 per: admission 合用',
          en: '`transfer` goes with `per: admission`',
        },
        place: tree.place,
      });
      return undefined;
    }
    return {
      per: read.per,
      amount: read.amount,
      ...(read.transfer && { transfer: read.transfer }),
      adjust: read.adjust ?? [],
      origin: originOf(read),
    };
  },
);
