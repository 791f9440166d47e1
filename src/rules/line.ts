import { CARES } from '../codes/cares.ts';
import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape, scalarOf } from '../grammar/shape.ts';
import { name, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import { type RateAdjustment, rateAdjustments } from './adjust.ts';
import { type Band, bands, type Counting, counting } from './bands.ts';
import { type Base, base } from './base.ts';
import { type Cap, cap } from './cap.ts';
import { type Condition, condition } from './condition.ts';
import { type Deductible, deductible } from './deductible.ts';
import type { Figure } from './figure.ts';
import { rateFigure } from './figure-shape.ts';
import { type Gate, gate } from './gate.ts';
import { type LineRefusal, lineRefusals } from './refusal.ts';

/** One benefit line: what one payer pays, on what, by which rule. What it leaves goes to the lines after it. */
export interface Line {
  readonly id: string;
  readonly payer: string;
  readonly label?: Text;
  readonly care: readonly string[];
  readonly when?: Condition;
  readonly refuse: readonly LineRefusal[];
  /** It pays only where an amount of the claim lies in a stretch. */
  readonly gate?: Gate;
  readonly base: Base;
  /** Share of the base borne by the person before anything else, e.g. for care away. */
  readonly borneFirst?: Figure;
  readonly deductible?: Deductible;
  readonly counted: Counting;
  readonly bands: readonly Band[];
  readonly adjust: readonly RateAdjustment[];
  readonly cap?: Cap;
  /** What happens where the claim needs figures that are not stated and no payment was given: refuse, or leave it out. */
  readonly unlessGiven: 'refuse' | 'skip';
  /** A given payment above what is left: an error, or reduced to it (no bill is paid twice). */
  readonly givenAboveBase: 'refuse' | 'reduce';
  readonly origin: Origin;
}

export const care: Shape<string> = scalarOf(
  (value) => CARES.find(value)?.id,
  { zh: `医疗类别（${CARES.ids.join('、')}）`, en: `a kind of care (${CARES.ids.join(', ')})` },
  { enum: CARES.ids },
  'UNKNOWN_CODE',
);

export const line: Shape<Line> = mapped(
  object({
    line: must(name, '支付项名称（本政策内唯一）', 'name of the line, unique in the policy'),
    payer: may(name, '付款方；默认同名', 'payer; by default the same name'),
    label: may(text, '显示名称', 'label'),
    care: must(list(care, { single: true }), '医疗类别', 'kinds of care', []),
    when: may(condition, '适用条件', 'when it applies'),
    refuse: may(lineRefusals, '不予支付的情形', 'when it pays nothing'),
    gate: may(
      gate,
      '只在费用达到（或不到）某个数额时支付',
      'pays only where an amount of the claim is reached',
    ),
    base: must(base, '基数', 'what it pays on', { kind: 'sum', words: ['in_policy'] }),
    borne_first: may(rateFigure, '先由个人负担的比例', 'share borne first'),
    deductible: may(deductible, '起付线', 'deductible'),
    counted: may(counting, '分段如何计算', 'how the bands are counted'),
    rate: may(rateFigure, '单一比例', 'a single rate'),
    bands: may(bands, '分段比例', 'bands'),
    adjust: may(rateAdjustments, '比例的调整，按书写顺序', 'adjustments of the rate, in order'),
    cap: may(cap, '封顶线', 'cap'),
    unless_given: may(
      oneOf(['refuse', 'skip']),
      '标准未载明又没有给出已付金额时：refuse 拒绝估算、skip 不计并提示',
      'where figures are not stated and no payment is given',
    ),
    given_above_base: may(
      oneOf(['refuse', 'reduce']),
      '给出的金额超过剩余费用时：refuse 报错、reduce 减到剩余费用',
      'where the given payment is above what is left',
    ),
    ...originSlots,
  }),
  (read, tree, problems) => {
    if (wrote(tree, 'rate') === wrote(tree, 'bands')) {
      const message = { zh: 'rate 与 bands 写一个', en: 'give rate or bands' };
      problems.error({ code: 'LINE_RATE', message, place: tree.place });
      return undefined;
    }
    if (read.bands && read.bands.length > 1 && !wrote(tree, 'counted')) {
      const message = {
        zh: '有分段就要写 counted（按次还是累计，从零还是从起付线）',
        en: 'bands need `counted` (per settlement or year, from zero or the deductible)',
      };
      problems.error({
        code: 'LINE_COUNTED',
        message,
        hint: {
          zh: 'counted: { per: settlement, from: deductible }',
          en: 'counted: { per: settlement, from: deductible }',
        },
        place: tree.place,
      });
      return undefined;
    }
    return {
      id: read.line,
      payer: read.payer ?? read.line,
      care: [...new Set(read.care)],
      refuse: read.refuse ?? [],
      base: read.base,
      // With a single rate it makes no difference how bands are counted.
      counted: read.counted ?? { per: 'settlement', from: 'deductible', origin: {} },
      // A rate that could not be read is reported; the rest of the line is checked all the same.
      bands: read.bands ?? [{ rate: read.rate ?? { kind: 'not_stated', origin: {} }, origin: {} }],
      adjust: read.adjust ?? [],
      unlessGiven: read.unless_given ?? 'refuse',
      givenAboveBase: read.given_above_base ?? 'refuse',
      ...(read.label && { label: read.label }),
      ...(read.when && { when: read.when }),
      ...(read.gate && { gate: read.gate }),
      ...(read.borne_first && { borneFirst: read.borne_first }),
      ...(read.deductible && { deductible: read.deductible }),
      ...(read.cap && { cap: read.cap }),
      origin: originOf(read),
    };
  },
);
