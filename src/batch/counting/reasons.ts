import type { Text } from '../../diagnostics/text.ts';
import { same } from '../../diagnostics/text.ts';

/** Why a record may differ from the estimate. */
const LABELS = {
  DEDUCTIBLE_NOT_TAKEN: { zh: '记录没有扣起付线', en: 'the record takes no deductible' },
  OTHER_ADMISSION: {
    zh: '记录按另一住院次序扣起付线',
    en: 'the record counts another number of the admission',
  },
  CAP_NOT_APPLIED: { zh: '记录没有按封顶线', en: 'the record applies no cap' },
  YEAR_NOT_COUNTED: {
    zh: '记录没有计入本年度此前的费用',
    en: 'the record does not count the year before the claim',
  },
  OTHER_LEVEL: { zh: '记录按另一医院等级', en: 'the record is that of another hospital level' },
  OTHER_STATUS: { zh: '记录按另一人员类别', en: 'the record is that of another person group' },
  OTHER_FILING: { zh: '记录按另一异地备案情形', en: 'the record is that of another filing for care away' },
  OTHER_REFERRAL: { zh: '记录按另一转诊情形', en: 'the record is that of another referral' },
  OTHER_RATE: { zh: '起付线相同，支付比例不同', en: 'the same deductible, another rate' },
  CAP_REACHED: { zh: '已到封顶线，年度累计不同', en: 'the cap is reached; the year counted so far differs' },
  CAP_NOT_STATED: {
    zh: '记录较低，封顶线未载明',
    en: 'the record is lower; a cap exists whose amount is not stated',
  },
  NOT_PAID: { zh: '记录没有支付', en: 'the record pays nothing' },
  NOT_COVERED: { zh: '按政策不予支付，记录有支付', en: 'not covered by the policy, yet the record pays' },
  UNKNOWN: { zh: '原因不明', en: 'no reason found' },
} as const satisfies Readonly<Record<string, Text>>;

export type Reason = keyof typeof LABELS;

/** Codes by number; none for 0. */
export const REASONS: readonly ('' | Reason)[] = ['', ...(Object.keys(LABELS) as Reason[])];

/** What a reason is called. */
export function reasonLabel(code: string): Text {
  return Object.hasOwn(LABELS, code) ? LABELS[code as Reason] : same(code);
}
