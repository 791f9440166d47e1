import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { date, type Origin, originOf, originSlots, text, whole } from '../grammar/words.ts';
import { type Condition, coverCondition } from './condition.ts';

/** How years that are missing may be paid. */
export const SHORTFALLS = ['at_once', 'yearly'] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/** Years of payment after which benefits last for life. Of several, the last begun that holds decides. */
export interface Lifetime {
  /** Whom it is for; others pay year by year. */
  readonly when?: Condition;
  /** Day from which these years are asked for; without it, always. */
  readonly from?: string;
  readonly male: number;
  readonly female: number;
  /** Of these, years really paid, where the rule says. */
  readonly paid?: number;
  readonly shortfall?: Shortfall;
  readonly rule: Text;
  readonly origin: Origin;
}

/** One rule, or several. */
export const lifetimes: Shape<Lifetime[]> = list(
  mapped(
    object({
      when: may(coverCondition, '适用条件', 'whom it is for'),
      from: may(date, '从哪天起按这些年数', 'from when these years are asked for'),
      male: must(whole, '男，累计年数', 'men, years in all'),
      female: must(whole, '女，累计年数', 'women, years in all'),
      paid: may(whole, '实际缴费年数', 'years really paid'),
      shortfall: may(
        oneOf(SHORTFALLS),
        '差额怎样补：at_once 可一次性补缴、yearly 继续逐年缴',
        'how a shortfall is paid: at_once, or yearly by going on',
      ),
      rule: must(text, '规则', 'rule'),
      ...originSlots,
    }),
    (read): Lifetime => ({
      ...(read.when && { when: read.when }),
      ...(read.from !== undefined && { from: read.from }),
      male: read.male,
      female: read.female,
      ...(read.paid !== undefined && { paid: read.paid }),
      ...(read.shortfall && { shortfall: read.shortfall }),
      rule: read.rule,
      origin: originOf(read),
    }),
  ),
  { single: true },
);
