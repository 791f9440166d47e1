import type { Text } from '../diagnostics/text.ts';
import { listOrAll, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { name, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import type { Figure } from './figure.ts';
import { amountFigure, rateFigure } from './figure-shape.ts';
import { type Growth, growth } from './growth.ts';

export const CAP_PERIODS = ['settlement', 'month', 'year', 'disease'] as const;
export type CapPeriod = (typeof CAP_PERIODS)[number];

/** The most a line pays (`on: payment`) or the most cost it takes into account (`on: cost`). */
export interface Cap {
  readonly per: CapPeriod;
  readonly on: 'payment' | 'cost';
  readonly amount: Figure;
  readonly grow?: Growth;
  readonly origin: Origin;
}

export const cap: Shape<Cap> = mapped(
  object({
    per: must(
      oneOf(CAP_PERIODS),
      '按 settlement 次、month 月、year 年、disease 病种',
      'per settlement, month, year or disease',
    ),
    amount: must(amountFigure, '封顶线（元）；none 不设', 'cap (yuan); none where there is no cap'),
    on: may(
      oneOf(['payment', 'cost']),
      '限的是 payment 支付额（默认）、cost 费用',
      'on the payment (default) or on the cost',
    ),
    grow: may(growth, '随参保等年数增长', 'grows with years of cover, or other numbers'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    if (read.on === 'cost' && (read.per === 'month' || read.per === 'disease')) {
      const message = {
        zh: '按月、按病种只能限支付额：费用没有按月或病种累计',
        en: 'a cap per month or disease is on the payment: cost is not counted that way',
      };
      problems.error({ code: 'CAP_PERIOD', message, place: tree.place });
      return undefined;
    }
    return {
      per: read.per,
      on: read.on ?? 'payment',
      amount: read.amount,
      ...(read.grow && { grow: read.grow }),
      origin: originOf(read),
    };
  },
);

/** A cap over several lines together, or over all payers (`lines: all`), as an amount or a share of the bill. */
export interface SharedCap {
  readonly id: string;
  readonly per: 'settlement' | 'year';
  readonly lines: readonly string[] | 'all';
  readonly amount?: Figure;
  readonly share?: Figure;
  readonly of: 'total' | 'in_policy';
  /** Why one payer is meant to pay less where another takes the room; without it, `policy curve --all` reports it. */
  readonly cliff?: Text;
  readonly origin: Origin;
}

export const sharedCap: Shape<SharedCap> = mapped(
  object({
    id: must(name, '名称', 'name'),
    per: must(oneOf(['settlement', 'year']), '按次或按年', 'per settlement or year'),
    lines: must(listOrAll(name), '哪些支付项合计（all 为全部）', 'the lines together, or all'),
    amount: may(amountFigure, '金额（元）', 'amount (yuan)'),
    share: may(rateFigure, '占费用的比例（只按次）', 'share of the cost (per settlement only)'),
    of: may(
      oneOf(['total', 'in_policy']),
      '比例的基数：total 总费用、in_policy 政策范围',
      'what the share is of',
    ),
    cliff: may(text, '一方因此随费用增加而少付的理由', 'why a payer is meant to pay less as the cost grows'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    if (wrote(tree, 'amount') === wrote(tree, 'share') || (read.share && read.per === 'year')) {
      const message = {
        zh: 'amount 与 share 写一个；share 只能按次',
        en: 'give amount or share; a share is per settlement',
      };
      problems.error({ code: 'CAP_ONE_KIND', message, place: tree.place });
      return undefined;
    }
    return {
      id: read.id,
      per: read.per,
      lines: read.lines,
      ...(read.amount && { amount: read.amount }),
      ...(read.share && { share: read.share }),
      of: read.of ?? 'total',
      ...(read.cliff && { cliff: read.cliff }),
      origin: originOf(read),
    };
  },
);
