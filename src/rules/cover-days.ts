import { addMonths } from '../grammar/days.ts';
import type { CoverStart, Start } from './cover.ts';

/** Days that a question gives, ISO. */
export interface CoverDays {
  readonly paidOn: string;
  readonly born?: string;
}

/** From when to when someone is covered, ISO days. */
export interface CoverPeriod {
  /** The cautious day; absent where the cover paid for is over before it begins. */
  readonly from?: string;
  /** The first day possible, where the rule leaves it open. */
  readonly earliest?: string;
  readonly until?: string;
}

/** What a rule makes of the days; undefined where it goes by a birth that is not given. */
export function coverPeriod(rule: CoverStart, days: CoverDays): CoverPeriod | undefined {
  const [first, last] = [rule.months.from, rule.months.to].map((months) => startDay(rule, months, days));
  if (first === undefined || last === undefined) return undefined;
  const { until } = rule;
  const end = until && nextDay(until.after === 'payment' ? days.paidOn : last, until.day);
  const within = (day: string): boolean => end === undefined || day <= end;
  if (!within(first)) return {};
  return {
    ...(within(last) && { from: last }),
    ...(first !== last && { earliest: first }),
    ...(end !== undefined && { until: end }),
  };
}

const DAYS: Readonly<
  Record<Exclude<Start, 'birth' | 'not_stated'>, (paidOn: string, months: number, day: string) => string>
> = {
  payment_date: (paidOn) => paidOn,
  payment_month: (paidOn) => firstOfMonth(paidOn, 0),
  next_month: (paidOn) => firstOfMonth(paidOn, 1),
  next_year: (paidOn) => `${String(Number(paidOn.slice(0, 4)) + 1).padStart(4, '0')}-01-01`,
  after_months: addMonths,
  month_after: firstOfMonth,
  on_day: (paidOn, _, day) => `${paidOn.slice(0, 4)}-${day}`,
};

function startDay(
  { start, day = '' }: CoverStart,
  months: number,
  { paidOn, born }: CoverDays,
): string | undefined {
  if (start === 'not_stated') return undefined;
  return start === 'birth' ? born : DAYS[start](paidOn, months, day);
}

function firstOfMonth(date: string, months: number): string {
  return addMonths(`${date.slice(0, 7)}-01`, months);
}

/** The first such day of a year that is not before a date. */
function nextDay(date: string, day: string): string {
  const year = Number(date.slice(0, 4)) + (date.slice(5) > day ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${day}`;
}
