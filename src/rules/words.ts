import type { PartCost } from '../claim/part-cost.ts';
import type { Text } from '../diagnostics/text.ts';
import type { RateAdjustment } from './adjust.ts';
import type { Counting } from './bands.ts';
import type { Cap, CapPeriod, SharedCap } from './cap.ts';
import type { Start } from './cover.ts';
import type { Until } from './cover-until.ts';
import type { AmountAdjustment, Deductible } from './deductible.ts';
import type { Shortfall } from './lifetime.ts';
import type { Line } from './line.ts';
import type { EligibilityRule } from './refusal.ts';

/** Every kind of word with the words it may be. A word that a rule gains is missed here by the types until it has a text. */
export interface RuleKinds {
  readonly per: Deductible['per'] | CapPeriod | SharedCap['per'];
  readonly counted: Counting['per'];
  readonly from: Counting['from'];
  readonly on: Cap['on'];
  readonly of: SharedCap['of'];
  readonly cost: PartCost;
  readonly unless_given: Line['unlessGiven'];
  readonly given_above: Line['givenAboveBase'];
  readonly outcome: EligibilityRule['outcome'];
  readonly accounts: EligibilityRule['accounts'];
  readonly account: 'person_part' | 'in_policy' | 'none';
  readonly start: Start;
  readonly until: Until['after'];
  readonly make_up: `${boolean}`;
  readonly shortfall: Shortfall;
  readonly adjust: RateAdjustment['kind'] | AmountAdjustment['kind'];
}

type Words = { readonly [Kind in keyof RuleKinds]: Readonly<Record<RuleKinds[Kind], Text>> };

/** What the words of the policy language mean, for a person who does not read policy files. */
const RULE_WORDS: Words = {
  per: {
    admission: { zh: '每次住院', en: 'each admission' },
    visit: { zh: '每次就诊', en: 'each visit' },
    settlement: { zh: '每次结算', en: 'each settlement' },
    month: { zh: '每月', en: 'each month' },
    year: { zh: '每年度', en: 'each year' },
    disease: { zh: '每年度每个病种', en: 'each disease a year' },
  },
  counted: {
    settlement: { zh: '按每次结算', en: 'over each settlement' },
    year: { zh: '按年度累计', en: 'cumulative over the year' },
  },
  from: {
    zero: { zh: '从零起', en: 'from zero' },
    deductible: { zh: '从起付线以上起', en: 'from the deductible' },
  },
  on: {
    payment: { zh: '限支付额', en: 'on the payment' },
    cost: { zh: '限费用', en: 'on the cost' },
  },
  cost: {
    in_policy: { zh: '政策范围费用', en: 'the in-policy cost' },
    advance: { zh: '先行自付', en: 'the advance share' },
    over_limit: { zh: '超限价自费', en: 'the cost over the limit price' },
    self_funded: { zh: '全自费', en: 'the self-funded cost' },
  },
  of: {
    total: { zh: '总费用', en: 'total cost' },
    in_policy: { zh: '政策范围费用', en: 'in-policy cost' },
  },
  unless_given: {
    refuse: { zh: '不能估算', en: 'the claim is refused' },
    skip: { zh: '不计这一项', en: 'the line is left out' },
  },
  given_above: {
    refuse: { zh: '作为错误', en: 'an error' },
    reduce: { zh: '只计剩余部分', en: 'reduced to what is left' },
  },
  outcome: {
    not_covered: { zh: '不予支付', en: 'not covered' },
    reduced: { zh: '降低待遇', en: 'reduced terms' },
    notice: { zh: '仅提示', en: 'said only' },
  },
  accounts: {
    usable: { zh: '账户可用', en: 'accounts can be charged' },
    unusable: { zh: '账户不可用', en: 'accounts cannot be charged' },
  },
  account: {
    person_part: { zh: '个人负担部分', en: "the person's part" },
    in_policy: { zh: '政策范围内个人负担', en: "the person's in-policy part" },
    none: { zh: '没有个人账户', en: 'no personal account' },
  },
  start: {
    payment_date: { zh: '缴费当日', en: 'day of payment' },
    payment_month: { zh: '缴费当月 1 日', en: 'first day of the month of payment' },
    next_month: { zh: '次月 1 日', en: 'first day of the next month' },
    next_year: { zh: '次年 1 月 1 日', en: '1 January of the next year' },
    after_months: { zh: '满若干月后', en: 'so many months later' },
    month_after: { zh: '第若干月 1 日', en: 'first day of the nth month after' },
    birth: { zh: '出生之日', en: 'day of birth' },
    on_day: { zh: '缴费当年的某日', en: 'a day of the year of payment' },
    not_stated: { zh: '未载明', en: 'not stated' },
  },
  until: {
    start: { zh: '待遇开始', en: 'the start of cover' },
    payment: { zh: '缴费', en: 'the payment' },
  },
  make_up: {
    true: { zh: '可以补缴', en: 'may be paid for afterwards' },
    false: { zh: '没有补缴的规则', en: 'no rule on paying afterwards' },
  },
  shortfall: {
    at_once: { zh: '可以一次性补缴', en: 'may be paid at once' },
    yearly: { zh: '继续逐年缴费', en: 'paid year by year' },
  },
  adjust: {
    points: { zh: '加减百分点', en: 'points' },
    factor: { zh: '乘以', en: 'factor' },
    own_share: { zh: '个人负担部分乘以', en: "factor on the person's share" },
    less: { zh: '减少', en: 'less' },
    set: { zh: '改为', en: 'instead' },
  },
};

export function ruleWord<Kind extends keyof RuleKinds>(kind: Kind, word: RuleKinds[Kind]): Text {
  return RULE_WORDS[kind][word];
}
