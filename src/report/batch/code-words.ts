import type { Lang, Text } from '../../diagnostics/text.ts';

/**
 * What the codes of rejects and notices mean, in a few words: a summary holds no single row's message. A code that is
 * not here is shown by itself.
 */
export const CODE_WORDS: Readonly<Record<string, Text>> = {
  AMOUNT_TOO_FINE: { zh: '金额与比例的位数过多', en: 'amount and rate have too many digits' },
  ASSUMED_BUT_STATED: { zh: '假设的数值政策已经写明', en: 'assumed, but the policy states it' },
  BAD_ASSUMPTION: { zh: '假设的数值写法不对', en: 'an assumption is not a figure' },
  BAD_ITEMS: { zh: '费用明细不是 JSON 列表', en: 'line items are not a JSON list' },
  CARE_NOT_MODELLED: { zh: '政策没有这类就医的规则', en: 'the policy has no rules for this kind of care' },
  CONTRADICTION: { zh: '两项不能同时成立', en: 'two fields cannot both hold' },
  COST_NOT_TAGGED: { zh: '费用没有全部归入分项', en: 'part of the cost belongs to no listed part' },
  DATE_AFTER_POLICY: { zh: '结算时间晚于政策终止日', en: 'dated after the policy ended' },
  DATE_BEFORE_POLICY: { zh: '结算时间早于政策起始日', en: 'dated before the policy begins' },
  DATE_IN_GAP: { zh: '结算时间没有政策版本', en: 'no version of the policy for the date' },
  FIELD_TWICE: { zh: '同一项给了两次', en: 'a field is given twice' },
  FIGURE_NOT_STATED: { zh: '需要的数值政策未载明', en: 'a figure is needed that the policy does not state' },
  IN_LEDGER: { zh: '期初台账里已有', en: 'in the opening ledger already' },
  MISSING_ADVANCE_RATE: { zh: '乙类项目没有先行自付比例', en: 'a class B item has no advance rate' },
  MISSING_FIELD: { zh: '缺少必填的项', en: 'a field is missing' },
  MONEY_DECIMALS: { zh: '金额多于两位小数', en: 'an amount has more than two decimals' },
  MONEY_LEADING_ZERO: { zh: '金额以 0 开头', en: 'an amount starts with 0' },
  MONEY_NEGATIVE: { zh: '金额是负数', en: 'an amount is negative' },
  MONEY_NOT_A_NUMBER: { zh: '不是金额', en: 'not an amount' },
  MONEY_TOO_LARGE: { zh: '金额超过上限', en: 'an amount is above the limit' },
  NOT_A_DATE: { zh: '不是日期', en: 'not a date' },
  NOT_A_VALUE: { zh: '应是一个值', en: 'a single value is wanted' },
  NOT_A_WHOLE_NUMBER: { zh: '不是规定范围内的整数', en: 'not a whole number in its range' },
  NO_FIGURE: { zh: '政策没有适用的数值', en: 'the policy has no figure for this' },
  NO_POLICY: { zh: '没有适用的政策', en: 'no policy for this place, insurance or date' },
  PAID_ABOVE_COST: { zh: '已付金额超过剩余的费用', en: 'paid more than the cost left' },
  PAID_BUT_NOT_COVERED: { zh: '给出了已付金额，但不予支付', en: 'paid already, yet not covered' },
  RAGGED_ROW: { zh: '值的个数与表头不符', en: 'more or fewer values than columns' },
  REGION_AMBIGUOUS: { zh: '参保地有多处同名', en: 'the insured place could be several' },
  REGION_UNKNOWN: { zh: '没有这个参保地', en: 'no such insured place' },
  REVERSAL_ALONE: { zh: '单独一笔冲正', en: 'a reversal by itself' },
  REVERSAL_AMBIGUOUS: { zh: '冲正的ID有两笔结算', en: 'a reversal of two settlements' },
  REVERSAL_DIFFERS: { zh: '冲正与原结算的金额不符', en: 'a reversal differs from its settlement' },
  REVERSAL_TOO_EARLY: { zh: '冲正早于原结算', en: 'a reversal before its settlement' },
  REVERSAL_UNKNOWN: { zh: '冲正找不到原结算', en: 'a reversal of no known settlement' },
  REVERSED_TWICE: { zh: '重复冲正', en: 'reversed twice' },
  SUPPLEMENT_NOT_HELD_WITH: {
    zh: '补充保险不供这类参保人',
    en: 'the supplement is not for this insurance',
  },
  TEXT_AFTER_QUOTE: { zh: '引号后面还有文字', en: 'text behind a closing quote' },
  UNCLOSED_QUOTE: { zh: '引号没有闭合', en: 'a quote is not closed' },
  UNKNOWN_ASSUMPTION: { zh: '政策没有要假设的这一数值', en: 'no such figure to be assumed' },
  UNKNOWN_CODE: { zh: '不认识的值', en: 'not a known value' },
  UNKNOWN_DISEASE: { zh: '政策没有区分的病种', en: 'a disease the policy does not know' },
  UNKNOWN_FIELD: { zh: '没有这一项', en: 'no such field' },
  UNKNOWN_PART: { zh: '政策没有区分的费用分项', en: 'a part of the cost the policy does not know' },
  UNKNOWN_SUPPLEMENT: { zh: '该地没有这种补充保险', en: 'no such supplement in this place' },

  ABOVE_CAP_NOT_KNOWN: { zh: '封顶线以上的费用无法确定', en: 'the cost above a cap is not known' },
  CAP_NOT_STATED: { zh: '有封顶线，金额未载明，没有计入', en: 'a cap is not stated and was not applied' },
  CAP_REACHED: { zh: '达到封顶线', en: 'a cap is reached' },
  REGION_RETIRED: {
    zh: '参保地已撤销或更名，按今天的地区',
    en: 'a place that is no more, or renamed; settled as today',
  },
  CHECKED_BEFORE: { zh: '结算时间晚于政策核对日', en: 'dated after the policy was last checked' },
  DATE_DEFAULTED: { zh: '没有结算时间，按当天', en: 'no settlement date; the current one is used' },
  STATUS_NOT_MODELLED: {
    zh: '人员类别另有医疗保障，按一般规则',
    en: 'the person group has a scheme of its own; general rules used',
  },
  YEAR_DEDUCTIBLE_AGAIN: {
    zh: '累计里没有已扣的起付线，又扣了一次',
    en: 'the year lacks the deductible taken; it is taken again',
  },
  YEAR_BASE_UNKNOWN: {
    zh: '累计里没有已结算的费用，从第一段起算',
    en: 'the year lacks its cost; the first band is used',
  },
  YEAR_BURDEN_UNKNOWN: {
    zh: '累计里没有个人负担，按 0 计',
    en: 'the year lacks what was borne; it is taken as 0',
  },
  TRANSFER_IMPLIED: {
    zh: '按转院类型认为已转诊、备案',
    en: 'referral and filing are taken from the kind of transfer',
  },
  FIELD_NOT_USED: { zh: '有些项政策没有区分', en: 'a field makes no difference in the policy' },
  FIGURE_ASSUMED: { zh: '用到假设的数值', en: 'uses an assumed figure' },
  FIGURE_INFERRED: { zh: '用到推断的数值', en: 'uses an inferred figure' },
  HIGH_BOUND_NOT_STATED: { zh: '比例只写明下限', en: 'only a lower bound of a rate is stated' },
  LINE_NOT_STATED: { zh: '某项待遇的标准未载明，没有计入', en: 'a benefit is not stated and not counted' },
  PAID_REDUCED: { zh: '已付金额只计剩余部分', en: 'a payment counts only up to what was left' },
  POLICY_NOTE: { zh: '政策说明', en: 'a remark of the policy' },
  RANGE: { zh: '政策给出范围，按谨慎值', en: 'the policy gives a range; the cautious bound' },
  REVERSAL: { zh: '冲正', en: 'reversals' },
  SOURCE_GRADE: { zh: '数值来源不是正式文件', en: 'figures not from an official text' },
  USER_ASSUMPTION: { zh: '用到您的假设', en: 'uses your assumption' },

  CARD_NOT_SHOWN: { zh: '未出示社保卡', en: 'the card was not shown' },
  DIRECT_WITHOUT_REFERRAL: { zh: '未经转诊直接就医', en: 'went without a referral' },
  HOSPITAL_NOT_CHOSEN: { zh: '不是本人选定的医院', en: 'not a hospital the person chose' },
  INSURED_TWICE: { zh: '重复参保', en: 'insured in two schemes' },
  NOT_BY_BASIC_RULES: { zh: '不符合基本医保的就医规定', en: 'not as the basic rules require' },
  NOT_DESIGNATED: { zh: '非定点医院', en: 'not a designated hospital' },
  NOT_INSURED: { zh: '未参保', en: 'not insured' },
  NOT_REFERRED: { zh: '未按规定转诊', en: 'not referred as the rules require' },
  PAY_FIRST_CLAIM_LATER: { zh: '先全额垫付，再申报', en: 'pay first, claim later' },
};

/** What a code means, or nothing where it is not known. */
export function codeMeaning(code: string, lang: Lang): string {
  return Object.hasOwn(CODE_WORDS, code) ? (CODE_WORDS[code]?.[lang] ?? '') : '';
}

/** What a code means, in both languages; the code itself where it has no words. */
export function codeText(code: string): Text {
  return (Object.hasOwn(CODE_WORDS, code) ? CODE_WORDS[code] : undefined) ?? { zh: code, en: code };
}
