import type { Problems } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape, scalarOf } from '../grammar/shape.ts';
import { dayOfYear, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { type Tree, wrote } from '../source/tree.ts';
import { type Condition, coverCondition } from './condition.ts';
import { type Until, until } from './cover-until.ts';

/** From when cover is counted. */
export const STARTS = [
  'payment_date',
  'payment_month',
  'next_month',
  'next_year',
  'after_months',
  'month_after',
  'birth',
  'on_day',
  'not_stated',
] as const;
export type Start = (typeof STARTS)[number];

/** Months waited; two ends where the text says only the most, or leaves a reading open. */
export interface Months {
  readonly from: number;
  readonly to: number;
}

/** When cover starts after a payment. The first rule that holds decides. */
export interface CoverStart {
  readonly when?: Condition;
  readonly start: Start;
  /** For `after_months` (to the day) and `month_after` (first of the month). */
  readonly months: Months;
  /** For `on_day`: the day of the year of payment, as 09-01. */
  readonly day?: string;
  readonly until?: Until;
  /** Whether months without cover may be paid for afterwards. */
  readonly makeUp: boolean;
  readonly rule: Text;
  readonly origin: Origin;
}

/** `6`, or `1..7`: both ends are possible. */
const months: Shape<Months> = scalarOf(
  (written) => {
    const [, first = '', last = first] = /^(\d{1,3})(?:\.\.(\d{1,3}))?$/.exec(written) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from > to || (written.includes('..') && from === to)) return undefined;
    return { from, to };
  },
  { zh: '月数（6，或 1..7）', en: 'a number of months (6, or 1..7)' },
  {
    anyOf: [
      { type: 'integer', minimum: 0 },
      { type: 'string', pattern: '^\\d{1,3}(\\.\\.\\d{1,3})?$' },
    ],
  },
);

/** `true`, and nothing else: the other way is to leave the key out. */
const yes: Shape<true> = scalarOf(
  (written) => (written === 'true' ? true : undefined),
  { zh: ' true', en: '“true”' },
  { enum: [true, 'true'] },
);

export const coverStarts: Shape<CoverStart[]> = list(
  mapped(
    object({
      when: may(coverCondition, '条件', 'condition'),
      start: must(
        oneOf(STARTS),
        '缴费当日、缴费当月 1 日、次月 1 日、次年 1 月 1 日、满若干月、第若干月 1 日、出生之日、缴费当年的某日、未载明',
        'day of payment, its month, next month, next year, after months, first of the nth month after, birth, a day of the year of payment, not stated',
      ),
      months: may(months, '月数', 'months'),
      day: may(dayOfYear, '哪一天（09-01）', 'which day (09-01)'),
      until: may(until, '到哪天止', 'until when'),
      make_up: may(yes, '中断的月份可以补缴', 'months without cover may be paid for afterwards'),
      rule: must(text, '规则', 'rule'),
      ...originSlots,
    }),
    (read, tree, problems) => {
      const counted = read.start === 'after_months' || read.start === 'month_after';
      const fits = goesWith(counted, 'months', 'after_months、month_after', tree, problems);
      if (!goesWith(read.start === 'on_day', 'day', 'on_day', tree, problems) || !fits) return undefined;
      return {
        start: read.start,
        months: read.months ?? { from: 0, to: 0 },
        makeUp: read.make_up === true,
        rule: read.rule,
        ...(read.when && { when: read.when }),
        ...(read.day !== undefined && { day: read.day }),
        ...(read.until && { until: read.until }),
        origin: originOf(read),
      };
    },
  ),
);

/** A key that some starts need and no other takes. */
function goesWith(needed: boolean, key: string, starts: string, tree: Tree, problems: Problems): boolean {
  if (needed === wrote(tree, key)) return true;
  const message = {
    zh: `${starts} 要写 ${key}，其余不写`,
    en: `${key} goes with ${starts.replace('、', ' and ')}, and only with them`,
  };
  problems.error({ code: key === 'months' ? 'COVER_MONTHS' : 'COVER_DAY', message, place: tree.place });
  return false;
}
