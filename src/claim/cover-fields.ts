import { BOOLEANS, EMPLOYMENTS, ENROLMENTS, SEXES } from '../codes/tables.ts';
import type { Field } from './field.ts';

/** One thing that a question about cover may say; a claim does not. */
export interface CoverField extends Field {
  /** The largest whole number that is possible. */
  readonly most?: number;
}

type Extra = Partial<Pick<CoverField, 'table' | 'most'>>;

function field(key: string, kind: Field['kind'], zh: string, en: string, extra: Extra = {}): CoverField {
  return { group: 'who', key, kind, label: { zh, en }, flag: key.replaceAll('_', '-'), ...extra };
}

/** What is asked of a person's cover besides insurance and place, in the order a clerk would ask; flags and case files alike. */
export const COVER_FIELDS: readonly CoverField[] = [
  field('paid_on', 'date', '缴费日期', 'date of payment'),
  field('employment', 'code', '就业方式', 'kind of employment', { table: EMPLOYMENTS }),
  field('enrolment', 'code', '参保方式', 'way of enrolling', { table: ENROLMENTS }),
  field('born', 'date', '出生日期', 'date of birth'),
  field('local_household', 'boolean', '本地户籍', 'household registered here', { table: BOOLEANS }),
  field('insured_last_year', 'boolean', '上年度已参保', 'insured the year before', { table: BOOLEANS }),
  field('gap', 'integer', '中断月数', 'whole months without cover', { most: 999 }),
  field('cover_ended', 'date', '原医保终止日期', 'day on which other cover ended'),
  field('cover_years', 'integer', '连续参保年数', 'years of unbroken cover', { most: 100 }),
  field('sex', 'code', '性别', 'sex', { table: SEXES }),
  field('years', 'integer', '累计缴费年数', 'years in all', { most: 100 }),
  field('paid_years', 'integer', '实际缴费年数', 'years really paid', { most: 100 }),
  field('retires_on', 'date', '退休日期', 'day of retirement'),
];

/** Words that a rule on cover may look at. */
export const COVER_WORDS = ['employment', 'enrolment', 'local_household', 'insured_last_year', 'sex'];

/** Numbers that follow from a day that is given, and the field that gives it. */
export const COVER_NUMBERS: Readonly<Record<string, string>> = {
  paid_month: 'paid_on',
  gap: 'gap',
  gap_days: 'cover_ended',
  age_days: 'born',
  cover_years: 'cover_years',
};

export function coverField(key: string): CoverField | undefined {
  return COVER_FIELDS.find((item) => item.key === key);
}
