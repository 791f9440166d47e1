import { PART_COSTS } from '../claim/part-cost.ts';
import { list, mapped, may, must, object, oneOf, record, type Shape } from '../grammar/shape.ts';
import { date, originOf, originSlots, plain, text } from '../grammar/words.ts';
import type { Figure } from '../rules/figure.ts';
import { amountFigure } from '../rules/figure-shape.ts';
import {
  type FieldWording,
  GRADES,
  type Parameter,
  type PartTerm,
  type Source,
  type Term,
} from './policy.ts';

/** The documents of a file, by a name of its own. */
export const sourceShape: Shape<Source> = mapped(
  object({
    title: must(text, '标题', 'title'),
    publisher: may(text, '发布者', 'publisher'),
    number: may(text, '文号', 'document number'),
    date: may(date, '发布日期', 'date'),
    url: may(plain, '网址', 'address'),
    grade: must(
      oneOf(GRADES),
      'official 正式文件、quoted 引用的正式文件、secondary 二手资料、fitted 由结算记录反推、general_knowledge 常识',
      'how good the source is',
    ),
  }),
  ({ at, ...read }) => ({ ...read, line: at.line }),
);

/** A parameter that formulas use, with its values in the order of their days. */
export const parameter: Shape<Parameter> = mapped(
  object({
    label: must(text, '名称', 'label'),
    values: must(
      list(
        object({
          from: must(date, '从哪天起', 'from'),
          amount: must(amountFigure, '金额（元）', 'amount (yuan)'),
          ...originSlots,
        }),
      ),
      '按日期的数值',
      'dated values',
    ),
  }),
  (read) => ({
    label: read.label,
    values: read.values
      .map((value) => ({
        from: value.from,
        amount: { ...value.amount, origin: { ...originOf(value), ...value.amount.origin } } as Figure,
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  }),
);

/** What fields and their values are called where the policy holds. */
export const wordingShape = record(
  mapped(
    object({
      label: may(text, '这一项的叫法', 'name of the field'),
      values: may(record(text, /^\S+$/, { zh: '值', en: 'a value' }), '各个值的叫法', 'names of the values'),
    }),
    (read): FieldWording => ({ ...(read.label && { label: read.label }), values: read.values ?? {} }),
  ),
  /^[a-z][a-z_.]*$/,
  { zh: '字段名', en: 'a field' },
);

const termSlots = {
  label: must(text, '名称', 'label'),
  also: may(list(plain), '其他叫法', 'other names'),
} as const;
const NAME = { zh: '小写字母', en: 'lower-case letters' };

export const diseases = record(
  mapped(object(termSlots), (read): Term => ({ label: read.label, also: read.also ?? [] })),
  /^[a-z][a-z0-9_]*$/,
  NAME,
);

export const parts = record(
  mapped(
    object({
      ...termSlots,
      of: may(
        oneOf(PART_COSTS),
        '是哪项费用的一部分：in_policy 政策范围（默认）、advance 先行自付、over_limit 超限价、self_funded 全自费',
        'the cost it is a part of',
      ),
    }),
    (read): PartTerm => ({ label: read.label, also: read.also ?? [], of: read.of ?? 'in_policy' }),
  ),
  /^[a-z][a-z0-9_]*$/,
  NAME,
);
