import { fieldOf } from '../claim/fields.ts';
import { findPayer } from '../codes/payers.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Wording } from '../rules/circumstances.ts';
import { HAD_EARLIER } from './question.ts';

/** Short names for a column of answers; Chinese ones only where the general label is too long or too bare. */
const SHORT: Readonly<Record<string, Partial<Text>>> = {
  region: { en: 'Insured in' },
  date: { en: 'Settled on' },
  insurance: { en: 'Insurance' },
  care: { en: 'Care' },
  care_detail: { zh: '类别明细', en: 'Care in detail' },
  'hospital.level': { en: 'Hospital level' },
  'hospital.kind': { en: 'Hospital kind' },
  status: { en: 'Person group' },
  age: { en: 'Age' },
  assistance: { en: 'Assistance' },
  applied: { en: 'Applied for aid' },
  civil_servant: { en: 'Civil servant' },
  disability: { en: 'Disability' },
  cover_years: { en: 'Years of cover' },
  claim_free_years: { zh: '连续未报销', en: 'Years unclaimed' },
  disease: { en: 'Disease' },
  delivery: { en: 'Delivery' },
  pre_existing: { en: 'Pre-existing' },
  renewed: { en: 'Renewed' },
  'hospital.designated': { zh: '定点医疗机构', en: 'Designated' },
  'hospital.chosen': { en: 'Chosen hospital' },
  'hospital.card_reader': { en: 'Card reader' },
  'access.referral': { en: 'Referral' },
  'access.filing': { en: 'Care away' },
  'access.place': { en: 'Place of care' },
  'access.settled': { zh: '经医保结算', en: 'Basic scheme used' },
  'access.card_shown': { en: 'Card shown' },
  'expenses.total': { en: 'Total cost' },
  'expenses.self_funded': { en: 'Self-funded' },
  'expenses.over_limit': { en: 'Over limit price' },
  'expenses.advance': { en: 'Advance share' },
  'expenses.essential_medicine': { en: 'Essential drugs' },
  'accounts.personal': { en: 'Account balance' },
  'accounts.stored_card': { en: 'Card balance' },
  supplements: { en: 'Supplements' },
  [HAD_EARLIER]: { zh: '本年此前结算', en: 'Earlier this year' },
  'year_to_date.admissions': { zh: '此前就诊次数', en: 'Visits so far' },
  'year_to_date.deductible': { zh: '已付起付线', en: 'Deductible paid' },
  'year_to_date.in_policy': { zh: '已结算范围内', en: 'In-policy so far' },
  'year_to_date.self_pay': { zh: '范围内已自付', en: 'Borne so far' },
  'year_to_date.stay_deductible': { zh: '前院已扣起付线', en: 'Taken in this stay' },
  transfer: { en: 'Stay continued' },
  'year_to_date.self_funded': { zh: '已自费', en: 'Own cost so far' },
};

/** Payers by the names used at the counter. */
const PAYER: Readonly<Record<string, string>> = {
  pooled_fund: '统筹基金',
  large_amount: '大额补助',
  serious_illness: '大病保险',
  enterprise_supplement: '企业补充',
  civil_servant: '公务员补助',
  supplement: '商业补充',
  second_reimbursement: '二次报销',
  accident: '意外险',
};

/** What a question is called: the policy's own word, else the short name, else the general label. */
export function labelOf(field: string, wording: Wording): Text {
  const [group = '', id = ''] = field.split('.');
  if (group === 'paid') {
    const payer = payerName(id);
    return { zh: `${payer.zh}已付`, en: `${payer.en} paid` };
  }
  const short = SHORT[field];
  if (group === HAD_EARLIER) {
    const payer = payerName(id);
    return { zh: short?.zh ?? `本年${payer.zh}`, en: short?.en ?? `${payer.en} so far` };
  }
  const general = fieldOf(field).label;
  const own = wording(field);
  return own.zh !== general.zh ? own : { zh: short?.zh ?? general.zh, en: short?.en ?? general.en };
}

export function payerName(id: string): Text {
  const label = findPayer(id)?.label ?? { zh: id, en: id };
  return { zh: PAYER[id] ?? label.zh, en: label.en };
}

/** How to answer, where the label does not say it. */
export function helpOf(field: string): Text | undefined {
  const [group = '', id = ''] = field.split('.');
  if (HELP[field]) return HELP[field];
  if (group === 'paid') {
    const payer = payerName(id);
    return { zh: `结算单上${payer.zh}支付的金额`, en: `what ${payer.en} paid, from the settlement sheet` };
  }
  if (group !== HAD_EARLIER) return undefined;
  const payer = payerName(id);
  return {
    zh: `本年度这次之前${payer.zh}已付的金额`,
    en: `what ${payer.en} paid this year before this claim`,
  };
}

/** One line each. */
const HELP: Readonly<Record<string, Text>> = {
  'expenses.total': {
    zh: '账单上的总金额（元），可写 1.2万、12,345.6',
    en: 'the whole bill in yuan; 1.2万 and 12,345.6 are understood',
  },
  'expenses.self_funded': {
    zh: '目录外的费用；没有按 Enter',
    en: 'cost outside the catalogue; Enter for none',
  },
  'expenses.over_limit': {
    zh: '超过限价的部分；没有按 Enter',
    en: 'the part above limit prices; Enter for none',
  },
  'expenses.advance': {
    zh: '乙类等先由个人负担的部分；没有按 Enter',
    en: 'the share of class B borne first; Enter for none',
  },
  'expenses.essential_medicine': {
    zh: '政策范围费用中的基本药物；没有按 Enter',
    en: 'essential medicine within the in-policy cost; Enter for none',
  },
  'accounts.personal': { zh: '卡上个人账户的余额', en: 'what the personal account holds' },
  'accounts.stored_card': { zh: '市民卡等预存卡的余额', en: 'what the stored-value card holds' },
  'year_to_date.admissions': {
    zh: '本年度这次之前的住院（就诊）次数',
    en: 'admissions or visits this year before this one',
  },
  'year_to_date.deductible': {
    zh: '本年度这次之前已付的起付线',
    en: 'deductible paid this year before this claim',
  },
  'year_to_date.in_policy': {
    zh: '本年度这次之前已结算的政策范围费用',
    en: 'in-policy cost settled this year before this claim',
  },
  'year_to_date.self_pay': {
    zh: '本年度政策范围内、统筹和大额支付后个人负担的累计',
    en: 'in-policy cost left to the person this year after pooled fund and large amount',
  },
  'year_to_date.self_funded': {
    zh: '本年度这次之前的目录外自费',
    en: 'self-funded cost this year before this claim',
  },
  'year_to_date.stay_deductible': {
    zh: '转院前的医院在这次住院里已扣的起付线；没有扣过填 0',
    en: 'what the hospitals before this one have taken of the deductible of this stay; 0 for nothing',
  },
  transfer: {
    zh: '从另一家医院转来、接着住院的，起付线取较高者只扣一次',
    en: 'moved here from another hospital: the higher deductible is taken once',
  },
  [HAD_EARLIER]: {
    zh: '封顶线、起付线按年计算：本年度这次之前有过结算吗？',
    en: 'some figures count by the year: has there been a settlement this year before this one?',
  },
  date: {
    zh: '例如 2025-05-01、0501、昨天；决定用哪天的标准',
    en: 'e.g. 2025-05-01, 0501; decides which figures apply',
  },
  age: { zh: '周岁，整数', en: 'whole years' },
  cover_years: { zh: '连续参保的整年数', en: 'whole years of unbroken cover' },
  claim_free_years: {
    zh: '到本年度为止连续没有报销的整年数；没有填 0',
    en: 'whole years in a row without a claim up to this one; 0 for none',
  },
  applied: { zh: '是否已向民政或医保部门申请', en: 'whether the aid has been applied for' },
  renewed: { zh: '上一期也投保了为续保', en: 'yes where it was held in the term before, too' },
  'access.settled': {
    zh: '这笔费用先由基本医保结算过为“是”',
    en: 'yes where the basic scheme has settled the bill first',
  },
};
