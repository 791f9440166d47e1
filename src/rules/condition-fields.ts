import { COVER_NUMBERS, COVER_WORDS } from '../claim/cover-fields.ts';
import type { Text } from '../diagnostics/text.ts';

/** What a condition may look at: claim fields with closed values, and these numbers and lists. */
export const NUMBERS: Readonly<Record<string, Text>> = {
  age: { zh: '年龄', en: 'age' },
  admission: { zh: '本年度第几次住院（就诊）', en: 'number of the admission in the year' },
  cover_years: { zh: '连续参保年数', en: 'years of unbroken cover' },
  claim_free_years: { zh: '连续未报销年数', en: 'years in a row without a claim' },
  disease_count: { zh: '病种数', en: 'number of diseases' },
  paid_month: { zh: '缴费月份', en: 'month of payment' },
  basic_schemes: { zh: '参加的基本医保数', en: 'number of basic schemes' },
  gap: { zh: '中断月数', en: 'whole months without cover' },
  gap_days: { zh: '原医保终止到缴费的天数', en: 'days from the end of other cover to the payment' },
  age_days: { zh: '出生到缴费的天数', en: 'days from birth to the payment' },
};
/** Numbers that only a question about cover has. */
const OF_COVER = ['paid_month', 'gap', 'gap_days', 'age_days'];
const WORDS = [
  'insurance',
  'care',
  'care_detail',
  'hospital.level',
  'hospital.kind',
  'hospital.designated',
  'hospital.chosen',
  'hospital.card_reader',
  'status',
  'assistance',
  'applied',
  'civil_servant',
  'disability',
  'transfer',
  'delivery',
  'pre_existing',
  'renewed',
  'access.referral',
  'access.filing',
  'access.place',
  'access.settled',
  'access.card_shown',
  'disease',
  'supplements',
];
/** Of these, the ones that are numbers: compared with a range. */
export const NUMBER_FIELDS: readonly string[] = Object.keys(NUMBERS);
/** Of these, what claims have. */
export const CLAIM_NUMBERS: readonly string[] = NUMBER_FIELDS.filter((field) => !OF_COVER.includes(field));
/** What rules for claims may look at. */
export const CONDITION_FIELDS: readonly string[] = [...WORDS, ...CLAIM_NUMBERS];
/** What rules on cover may look at: there is no claim yet. */
export const COVER_CONDITION_FIELDS: readonly string[] = [
  'insurance',
  ...COVER_WORDS,
  ...Object.keys(COVER_NUMBERS),
];

/** What a number is called that a rule may go by. */
export function numberLabel(field: string): Text {
  return NUMBERS[field] ?? { zh: field, en: field };
}
