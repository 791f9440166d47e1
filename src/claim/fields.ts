import { CARE_DETAILS, CARES } from '../codes/cares.ts';
import { ALL_INSURANCES } from '../codes/insurances.ts';
import * as codes from '../codes/tables.ts';
import type { Text } from '../diagnostics/text.ts';
import { coverField } from './cover-fields.ts';
import type { Field, FieldKind } from './field.ts';

type Extra = Partial<Pick<Field, 'national' | 'also' | 'table' | 'finer' | 'default' | 'flag'>>;

function field(
  group: Field['group'],
  key: string,
  kind: FieldKind,
  zh: string,
  en: string,
  extra: Extra = {},
): Field {
  return {
    group,
    key,
    kind,
    label: { zh, en },
    flag: (key.split('.').at(-1) ?? key).replaceAll('_', '-'),
    ...extra,
  };
}

/** Every field of a claim, in the order a clerk would ask. One table serves files, flags, CSV headers and prompts. */
export const FIELDS: readonly Field[] = [
  field('record', 'id', 'text', '结算ID', 'settlement id', { national: 'setl_id' }),
  field('record', 'person', 'text', '人员编号', 'person number', { national: 'psn_no' }),
  field('who', 'region', 'region', '参保地', 'insured place', { national: 'insuplc_admdvs' }),
  field('who', 'date', 'date', '结算时间', 'settlement date', {
    national: 'setl_time',
    also: ['结算日期', '日期'],
  }),
  field('who', 'insurance', 'codes', '险种', 'insurance', {
    national: 'insutype',
    table: ALL_INSURANCES,
    also: ['险种类型'],
  }),
  field('care', 'care', 'code', '医疗类别', 'kind of care', {
    national: 'med_type',
    table: CARES,
    finer: { key: 'care_detail', table: CARE_DETAILS },
  }),
  field('care', 'care_detail', 'code', '医疗类别明细', 'finer kind of care', {
    table: CARE_DETAILS,
    default: 'none',
  }),
  field('hospital', 'hospital.level', 'code', '医院等级', 'hospital level', {
    national: 'dedc_hosp_lv',
    table: codes.LEVELS,
    also: ['level', '起付线医院等级'],
  }),
  field('hospital', 'hospital.grade', 'code', '医院等次', 'hospital grade', {
    national: 'hosp_lv',
    table: codes.GRADES,
  }),
  field('hospital', 'hospital.kind', 'code', '医院类型', 'kind of hospital', {
    table: codes.HOSPITAL_KINDS,
    default: 'general',
  }),
  field('who', 'status', 'code', '人员类别', 'person group', { national: 'psn_type', table: codes.STATUSES }),
  field('who', 'age', 'integer', '年龄', 'age', { national: 'age' }),
  field('who', 'assistance', 'code', '救助身份', 'assistance group', {
    table: codes.ASSISTANCE_GROUPS,
    default: 'none',
  }),
  field('who', 'applied', 'boolean', '已申请', 'aid applied for', {
    table: codes.BOOLEANS,
    default: 'false',
    also: ['已申请救助'],
  }),
  field('who', 'civil_servant', 'code', '公务员', 'civil servant', {
    national: 'cvlserv_flag',
    table: codes.CIVIL_SERVANTS,
    default: 'none',
    also: ['公务员标志'],
  }),
  field('who', 'disability', 'code', '残疾情况', 'disability', {
    table: codes.DISABILITIES,
    default: 'none',
  }),
  field('who', 'cover_years', 'integer', '连续参保年数', 'years of unbroken cover'),
  field('who', 'claim_free_years', 'integer', '连续未报销年数', 'years in a row without a claim'),
  field('care', 'disease', 'words', '病种', 'disease', { national: 'dise_codg' }),
  field('care', 'transfer', 'boolean', '转院续住', 'stay continued from another hospital', {
    table: codes.BOOLEANS,
    default: 'false',
  }),
  field('care', 'delivery', 'code', '分娩方式', 'delivery', { table: codes.DELIVERIES }),
  field('who', 'pre_existing', 'boolean', '重大既往症', 'serious pre-existing condition', {
    table: codes.BOOLEANS,
  }),
  field('who', 'renewed', 'boolean', '续保', 'supplement renewed', { table: codes.BOOLEANS }),
  field('hospital', 'hospital.designated', 'boolean', '定点', 'designated hospital', {
    table: codes.BOOLEANS,
    default: 'true',
    also: ['定点医疗机构'],
  }),
  field('hospital', 'hospital.chosen', 'boolean', '本人选定医院', 'hospital the person chose', {
    table: codes.BOOLEANS,
    default: 'true',
  }),
  field('hospital', 'hospital.card_reader', 'boolean', '医院可刷卡', 'hospital reads cards', {
    table: codes.BOOLEANS,
    default: 'true',
  }),
  field('access', 'access.referral', 'code', '转诊', 'referral', { table: codes.REFERRALS }),
  field('access', 'access.filing', 'code', '异地备案', 'filing for care away', {
    table: codes.FILINGS,
    default: 'local',
  }),
  field('access', 'access.place', 'code', '就医地', 'place of care', {
    national: 'refl_type',
    table: codes.PLACES,
  }),
  field('access', 'access.settled', 'boolean', '经基本医保结算', 'settled by the basic scheme', {
    table: codes.BOOLEANS,
    default: 'true',
  }),
  field('access', 'access.card_shown', 'boolean', '出示社保卡', 'card shown', {
    table: codes.BOOLEANS,
    default: 'true',
  }),
  field('expenses', 'expenses.total', 'money', '医疗费总额', 'total cost', {
    national: 'medfee_sumamt',
    also: ['总费用', '医疗总费用'],
  }),
  field('expenses', 'expenses.self_funded', 'money', '全自费', 'self-funded cost', {
    national: 'fulamt_ownpay_amt',
    also: ['自费', '全自费金额'],
  }),
  field('expenses', 'expenses.over_limit', 'money', '超限价自费', 'cost over the limit price', {
    national: 'overlmt_selfpay',
    also: ['超限价', '超限价金额'],
  }),
  field('expenses', 'expenses.advance', 'money', '先行自付', 'advance share', {
    national: 'preselfpay_amt',
    also: ['先行自付金额'],
  }),
  field('expenses', 'expenses.essential_medicine', 'money', '基本药物', 'essential medicine', {
    also: ['基本药物费用'],
  }),
  field('expenses', 'expenses.items', 'items', '费用明细', 'line items', { flag: 'items' }),
  field('accounts', 'accounts.personal', 'money', '个人账户余额', 'personal account balance', {
    national: 'balc',
    flag: 'personal-account',
  }),
  field('accounts', 'accounts.stored_card', 'money', '市民卡余额', 'stored-value card balance'),
  field('record', 'supplements', 'words', '补充保险', 'supplements held', { flag: 'supplement' }),
  field('record', 'reverses', 'text', '冲正', 'settlement taken back'),
];

/** Payments already made on the claim, by national name; `paid.<payer>` takes any payer. */
export const PAID_NATIONAL: Readonly<Record<string, string>> = {
  hifp_pay: 'pooled_fund',
  hifob_pay: 'large_amount',
  hifmi_pay: 'serious_illness',
  hifes_pay: 'enterprise_supplement',
  cvlserv_pay: 'civil_servant',
  maf_pay: 'assistance',
  oth_pay: 'supplement',
  hosp_part_amt: 'hospital',
};

/** The accumulators of the year that are not a payer's or a line's. */
export const YEAR_TOTALS: Readonly<Record<string, { label: Text; kind: 'integer' | 'money' }>> = {
  admissions: {
    label: { zh: '本年度此前住院（就诊）次数', en: 'earlier admissions this year' },
    kind: 'integer',
  },
  deductible: { label: { zh: '本年度已付起付线', en: 'deductible paid this year' }, kind: 'money' },
  in_policy: {
    label: { zh: '本年度已结算政策范围费用', en: 'in-policy cost settled this year' },
    kind: 'money',
  },
  self_pay: {
    label: { zh: '本年度政策范围内个人负担', en: 'in-policy cost borne this year' },
    kind: 'money',
  },
  stay_deductible: {
    label: { zh: '本次住院此前已扣起付线', en: 'deductible taken in this stay so far' },
    kind: 'money',
  },
  self_funded: { label: { zh: '本年度目录外自费', en: 'self-funded cost this year' }, kind: 'money' },
};

const BY_KEY = new Map(FIELDS.map((item) => [item.key, item]));
const BY_NAME = new Map<string, Field>();
for (const item of FIELDS) {
  for (const name of [item.key, item.national, item.label.zh, ...(item.also ?? [])]) {
    if (name !== undefined) BY_NAME.set(foldName(name), item);
  }
}

/** The field of a key: of a claim, or of a question about cover. */
export function fieldOf(key: string): Field {
  const found = BY_KEY.get(key) ?? coverField(key);
  if (!found) throw new Error(`no claim field ${key}`);
  return found;
}

/** The field meant by our name, the national name or the Chinese label. */
export function findField(name: string): Field | undefined {
  return BY_NAME.get(foldName(name));
}

/** Every accepted field name, for hints. */
export function fieldNames(): string[] {
  return FIELDS.map((item) => item.key);
}

export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
