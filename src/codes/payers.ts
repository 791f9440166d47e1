import { same, type Text } from '../diagnostics/text.ts';

/** Fields of a national settlement that payers add to. */
export type PayerField =
  | 'hifp_pay'
  | 'hifob_pay'
  | 'hifmi_pay'
  | 'hifes_pay'
  | 'cvlserv_pay'
  | 'maf_pay'
  | 'oth_pay'
  | 'hosp_part_amt';

export interface Payer {
  readonly id: string;
  readonly label: Text;
  readonly field: PayerField;
  /** National `fund_pay_type`: one for all, or by the scheme; `OTHER_FUND` where the list has none for a scheme. */
  readonly fund: string | Readonly<Record<string, string>>;
  /** Other words understood on input. */
  readonly also?: readonly string[];
  /** Pays only what is left, whatever its own contract promises: indemnity insurance beside a scheme. */
  readonly onlyWhatIsLeft?: boolean;
}

/** Where the national list of funds has none of its own. */
const OTHER_FUND = '999997';
const HOSPITAL_FUND = '999996';
export const ACCOUNT_FUND = '310200';

/** National `fund_pay_type`, with the names of the funds. */
const FUNDS: Readonly<Record<string, string>> = {
  310100: '职工基本医疗保险统筹基金',
  [ACCOUNT_FUND]: '职工基本医疗保险个人账户',
  320100: '公务员医疗补助',
  330100: '大额医疗费用补助',
  370100: '企业补充医疗保险',
  390100: '城乡居民基本医疗保险',
  390200: '城乡居民大病保险',
  510100: '生育保险',
  610100: '医疗救助',
  [HOSPITAL_FUND]: '医院负担',
  [OTHER_FUND]: '其他',
};

/**
 * Every payer the engine can carry, in the order of the national settlement. Maternity settles in the pooled fund's
 * field since the two funds were merged (2019); what has no field of its own goes to `oth_pay`.
 */
export const PAYERS: readonly Payer[] = [
  {
    id: 'pooled_fund',
    label: { zh: '基本医保统筹基金', en: 'Pooled fund' },
    field: 'hifp_pay',
    fund: { employee: '310100', maternity: '310100', resident: '390100', urban_resident: '390100' },
    also: ['统筹基金', '统筹基金支付'],
  },
  {
    id: 'maternity',
    label: { zh: '生育保险', en: 'Maternity insurance' },
    field: 'hifp_pay',
    fund: '510100',
  },
  {
    id: 'large_amount',
    label: { zh: '职工大额医疗补助', en: 'Large-amount aid' },
    field: 'hifob_pay',
    fund: '330100',
    also: ['大额', '职工大额'],
  },
  {
    id: 'serious_illness',
    label: { zh: '居民大病保险', en: 'Serious-illness insurance' },
    field: 'hifmi_pay',
    fund: '390200',
    also: ['大病保险', '大病', '居民大病'],
  },
  {
    id: 'enterprise_supplement',
    label: { zh: '企业补充医疗保险', en: 'Enterprise supplement' },
    field: 'hifes_pay',
    fund: '370100',
    also: ['企业补充', '补充医疗保险'],
  },
  {
    id: 'civil_servant',
    label: { zh: '公务员医疗补助', en: 'Civil-servant aid' },
    field: 'cvlserv_pay',
    fund: '320100',
    also: ['公务员', '公务员补助'],
  },
  {
    id: 'assistance',
    label: { zh: '医疗救助', en: 'Medical assistance' },
    field: 'maf_pay',
    fund: '610100',
    also: ['救助'],
  },
  {
    id: 'supplement',
    label: { zh: '商业补充保险', en: 'Commercial supplement' },
    field: 'oth_pay',
    fund: OTHER_FUND,
    also: ['其他', '其他支付', '惠民保'],
  },
  {
    id: 'second_reimbursement',
    label: { zh: '社区二次报销', en: 'Second reimbursement' },
    field: 'oth_pay',
    fund: OTHER_FUND,
    also: ['二次报销'],
  },
  {
    id: 'accident',
    label: { zh: '意外伤害保险', en: 'Accident insurance' },
    field: 'oth_pay',
    fund: OTHER_FUND,
    also: ['意外险'],
    onlyWhatIsLeft: true,
  },
  {
    id: 'work_injury',
    label: { zh: '工伤保险', en: 'Work-injury insurance' },
    field: 'oth_pay',
    fund: OTHER_FUND,
    also: ['工伤'],
  },
  {
    id: 'hospital',
    label: { zh: '医院负担', en: 'Hospital' },
    field: 'hosp_part_amt',
    fund: HOSPITAL_FUND,
    also: ['医院'],
  },
];

export function findPayer(id: string): Payer | undefined {
  return PAYERS.find((payer) => payer.id === id);
}

/** What a payer is called; its id where only a policy knows it. */
export function payerLabel(id: string): Text {
  return findPayer(id)?.label ?? same(id);
}

/** The payer whose payment a national fund is: that of the first payer which pays out of it. */
export function payerOfFund(code: string): string | undefined {
  return PAYERS.find(({ fund }) => (typeof fund === 'string' ? [fund] : Object.values(fund)).includes(code))
    ?.id;
}

/**
 * The national fund that a share of the bill comes from; none for cash and stored-value cards.
 * @param id of a payer, or of a supplement @param scheme that the bill is settled by
 */
export function fundOf(id: string, field: string, scheme: string): string | undefined {
  if (field === 'acct_pay') return ACCOUNT_FUND;
  const payer = findPayer(id) ?? PAYERS.find((candidate) => candidate.field === field);
  if (!payer) return undefined;
  return typeof payer.fund === 'string' ? payer.fund : (payer.fund[scheme] ?? OTHER_FUND);
}

/** What a fund is called; what the list does not have goes by the name of its payer. */
export function fundName(code: string, payer: Text): string {
  return code === OTHER_FUND ? payer.zh : (FUNDS[code] ?? payer.zh);
}

/** Chinese names of the settlement's fields, in its order. */
export const SETTLEMENT_LABELS: Readonly<Record<string, Text>> = {
  medfee_sumamt: { zh: '医疗费总额', en: 'Total cost' },
  fulamt_ownpay_amt: { zh: '全自费', en: 'Self-funded (out of catalogue)' },
  overlmt_selfpay: { zh: '超限价自费', en: 'Over the limit price' },
  preselfpay_amt: { zh: '先行自付', en: 'Advance share' },
  inscp_scp_amt: { zh: '符合政策范围', en: 'In-policy cost' },
  act_pay_dedc: { zh: '实际支付起付线', en: 'Deductible applied' },
  hifp_pay: { zh: '统筹基金支付', en: 'Pooled fund' },
  hifob_pay: { zh: '职工大额支付', en: 'Large-amount aid' },
  hifmi_pay: { zh: '居民大病支付', en: 'Serious-illness insurance' },
  hifes_pay: { zh: '企业补充支付', en: 'Enterprise supplement' },
  cvlserv_pay: { zh: '公务员补助支付', en: 'Civil-servant aid' },
  maf_pay: { zh: '医疗救助支付', en: 'Medical assistance' },
  oth_pay: { zh: '其他支付', en: 'Other payers' },
  hosp_part_amt: { zh: '医院负担', en: 'Hospital' },
  fund_pay_sumamt: { zh: '基金支付总额', en: 'Paid by funds' },
  psn_part_amt: { zh: '个人负担总金额', en: 'Borne by the person' },
  acct_pay: { zh: '个人账户支付', en: 'Personal account' },
  psn_cash_pay: { zh: '现金支付（含市民卡）', en: 'Cash (with stored-value card)' },
  pool_prop_selfpay: { zh: '统筹支付比例', en: 'Pooled-fund ratio' },
};
