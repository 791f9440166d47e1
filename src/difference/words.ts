import type { Text } from '../diagnostics/text.ts';

/** What the words of the policy language mean, for a person who does not read policy files. */
export const RULE_WORDS: Readonly<Record<string, Text>> = {
  'per.admission': { zh: '每次住院', en: 'each admission' },
  'per.visit': { zh: '每次就诊', en: 'each visit' },
  'per.settlement': { zh: '每次结算', en: 'each settlement' },
  'per.month': { zh: '每月', en: 'each month' },
  'per.year': { zh: '每年度', en: 'each year' },
  'per.disease': { zh: '每年度每个病种', en: 'each disease a year' },
  'counted.settlement': { zh: '按每次结算', en: 'over each settlement' },
  'counted.year': { zh: '按年度累计', en: 'cumulative over the year' },
  'from.zero': { zh: '从零起', en: 'from zero' },
  'from.deductible': { zh: '从起付线以上起', en: 'from the deductible' },
  'on.payment': { zh: '限支付额', en: 'on the payment' },
  'on.cost': { zh: '限费用', en: 'on the cost' },
  'of.total': { zh: '总费用', en: 'total cost' },
  'of.in_policy': { zh: '政策范围费用', en: 'in-policy cost' },
  'unless_given.refuse': { zh: '不能估算', en: 'the claim is refused' },
  'unless_given.skip': { zh: '不计这一项', en: 'the line is left out' },
  'given_above.refuse': { zh: '作为错误', en: 'an error' },
  'given_above.reduce': { zh: '只计剩余部分', en: 'reduced to what is left' },
  'outcome.not_covered': { zh: '不予支付', en: 'not covered' },
  'outcome.reduced': { zh: '降低待遇', en: 'reduced terms' },
  'outcome.notice': { zh: '仅提示', en: 'said only' },
  'accounts.usable': { zh: '账户可用', en: 'accounts can be charged' },
  'accounts.unusable': { zh: '账户不可用', en: 'accounts cannot be charged' },
  'account.person_part': { zh: '个人负担部分', en: "the person's part" },
  'account.in_policy': { zh: '政策范围内个人负担', en: "the person's in-policy part" },
  'account.none': { zh: '没有个人账户', en: 'no personal account' },
  'start.payment_date': { zh: '缴费当日', en: 'day of payment' },
  'start.payment_month': { zh: '缴费当月 1 日', en: 'first day of the month of payment' },
  'start.next_month': { zh: '次月 1 日', en: 'first day of the next month' },
  'start.next_year': { zh: '次年 1 月 1 日', en: '1 January of the next year' },
  'start.after_months': { zh: '满若干月后', en: 'so many months later' },
  'start.month_after': { zh: '第若干月 1 日', en: 'first day of the nth month after' },
  'adjust.points': { zh: '加减百分点', en: 'points' },
  'adjust.factor': { zh: '乘以', en: 'factor' },
  'adjust.own_share': { zh: '个人负担部分乘以', en: "factor on the person's share" },
  'adjust.less': { zh: '减少', en: 'less' },
  'adjust.set': { zh: '改为', en: 'instead' },
};

export function ruleWord(kind: string, word: string): Text {
  return RULE_WORDS[`${kind}.${word}`] ?? { zh: word, en: word };
}
