import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { type Origin, originOf, originSlots, text, whole } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import { type Condition, condition } from './condition.ts';

/** When cover starts after a payment. The first rule that holds decides. */
export interface CoverStart {
  readonly when?: Condition;
  readonly start:
    | 'payment_date'
    | 'payment_month'
    | 'next_month'
    | 'next_year'
    | 'after_months'
    | 'month_after';
  /** Months waited, for `after_months` (to the day) and `month_after` (first of the month). */
  readonly months: number;
  readonly rule: Text;
  readonly origin: Origin;
}

export const coverStarts: Shape<CoverStart[]> = list(
  mapped(
    object({
      when: may(condition, '条件', 'condition'),
      start: must(
        oneOf(['payment_date', 'payment_month', 'next_month', 'next_year', 'after_months', 'month_after']),
        '缴费当日、缴费当月 1 日、次月 1 日、次年 1 月 1 日、满若干月、第若干月 1 日',
        'day of payment, its month, next month, next year, after months, first of the nth month after',
      ),
      months: may(whole, '月数', 'months'),
      rule: must(text, '规则', 'rule'),
      ...originSlots,
    }),
    (read, tree, problems) => {
      const counted = read.start === 'after_months' || read.start === 'month_after';
      if (counted !== wrote(tree, 'months')) {
        const message = {
          zh: 'after_months、month_after 要写 months，其余不写',
          en: 'months goes with after_months and month_after',
        };
        problems.error({ code: 'COVER_MONTHS', message, place: tree.place });
        return undefined;
      }
      return {
        start: read.start,
        months: read.months ?? 0,
        rule: read.rule,
        ...(read.when && { when: read.when }),
        origin: originOf(read),
      };
    },
  ),
);

/** Day on which cover starts, ISO; `paidOn` is an ISO date. */
export function coverDate(rule: CoverStart, paidOn: string): string {
  const [year = 0, month = 0, day = 0] = paidOn.split('-').map(Number);
  const iso = (y: number, m: number, d: number): string => {
    const first = new Date(Date.UTC(y, m - 1, 1));
    const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, lastDay)))
      .toISOString()
      .slice(0, 10);
  };
  switch (rule.start) {
    case 'payment_date':
      return paidOn;
    case 'payment_month':
      return iso(year, month, 1);
    case 'next_month':
      return iso(year, month + 1, 1);
    case 'next_year':
      return iso(year + 1, 1, 1);
    case 'after_months':
      return iso(year, month + rule.months, day);
    case 'month_after':
      return iso(year, month + rule.months, 1);
  }
}

/** Years of payment after which benefits last for life. */
export interface Lifetime {
  /** Whom it is for; others pay year by year. */
  readonly when?: Condition;
  readonly male: number;
  readonly female: number;
  /** Of these, years really paid. */
  readonly paid: number;
  readonly rule: Text;
  readonly origin: Origin;
}

export const lifetime: Shape<Lifetime> = mapped(
  object({
    when: may(condition, '适用条件', 'whom it is for'),
    male: must(whole, '男，累计年数', 'men, years in all'),
    female: must(whole, '女，累计年数', 'women, years in all'),
    paid: must(whole, '实际缴费年数', 'years really paid'),
    rule: must(text, '规则', 'rule'),
    ...originSlots,
  }),
  (read) => ({
    ...(read.when && { when: read.when }),
    male: read.male,
    female: read.female,
    paid: read.paid,
    rule: read.rule,
    origin: originOf(read),
  }),
);
