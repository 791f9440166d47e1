import type { Text } from '../diagnostics/text.ts';
import type { Basis } from '../grammar/words.ts';
import type { Grade } from '../policy/policy.ts';

/** Every word that the reports add to what the engine and the policies say. */
export const WORDS = {
  person: { zh: '个人负担', en: 'Borne by the person' },
  personHigh: { zh: '较高值时', en: 'Higher bound' },
  funds: { zh: '基金支付', en: 'Paid by funds' },
  hospital: { zh: '医院负担', en: 'Borne by the hospital' },
  total: { zh: '医疗费总额', en: 'Total cost' },
  yuan: { zh: '元', en: 'yuan' },
  to: { zh: '至', en: 'to' },
  payer: { zh: '谁来付', en: 'Who pays' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  share: { zh: '占比', en: 'Share' },
  low: { zh: '谨慎值（元）', en: 'Cautious' },
  lowBar: { zh: '谨慎', en: 'cautious' },
  highBar: { zh: '较高', en: 'higher' },
  high: { zh: '较高值（元）', en: 'Higher' },
  notCovered: { zh: '不予支付', en: 'Not covered' },
  allOwn: { zh: '全部费用由个人负担', en: 'The person bears the whole bill' },
  steps: { zh: '计算过程', en: 'How it was worked out' },
  stepsLow: { zh: '计算过程（谨慎值）', en: 'How it was worked out (cautious)' },
  band: { zh: '分段', en: 'Band' },
  rate: { zh: '比例', en: 'Rate' },
  cost: { zh: '费用', en: 'Cost' },
  pays: { zh: '支付', en: 'Pays' },
  above: { zh: '以上', en: 'above' },
  oneRate: { zh: '同一比例', en: 'one rate' },
  result: { zh: '本项支付', en: 'Paid by this line' },
  inPolicy: { zh: '政策范围费用', en: 'In-policy cost' },
  less: { zh: '减', en: 'less' },
  idle: { zh: '没有支付的项目', en: 'Lines that paid nothing' },
  assumedBrief: {
    zh: '用到了推断或假设的数值，完整报告里有标注',
    en: 'Some figures are inferred or assumed; the full report marks them',
  },
  isZero: { zh: '为 0.00', en: ' is 0.00' },
  withinDeductible: { zh: '没有超过起付线', en: 'not above the deductible' },
  capUsedUp: { zh: '封顶线已经用完', en: 'the cap is used up' },
  rateZero: { zh: '这部分费用的支付比例为 0%', en: 'the rate for this cost is 0%' },
  attention: { zh: '请注意', en: 'Please note' },
  notes: { zh: '说明', en: 'Remarks' },
  sources: { zh: '来源', en: 'Sources' },
  place: { zh: '参保地', en: 'insured in' },
  claim: { zh: '结算号', en: 'claim' },
  age: { zh: '年龄', en: 'age' },
  disclaimer: {
    zh: '估算结果，不是结算凭证，以医保经办机构的结算为准',
    en: 'An estimate, not a settlement: what the insurance agency settles is what counts',
  },
  difference: { zh: '与本单相差', en: 'Difference' },
  cheapest: { zh: '个人负担最少', en: 'least for the person' },
  own: { zh: '本单', en: 'this claim' },
  refused: { zh: '不能估算', en: 'cannot be estimated' },
  compare: { zh: '比较', en: 'Compared by' },
  hint: { zh: '提示', en: 'hint' },
  coveredFrom: { zh: '待遇开始', en: 'Cover starts' },
  coveredEarliest: { zh: '最早可能', en: 'At the earliest' },
  coveredUntil: { zh: '待遇到', en: 'Cover ends' },
  makeUp: { zh: '补缴', en: 'Making up' },
  rule: { zh: '规则', en: 'Rule' },
  lifetime: { zh: '终身待遇', en: 'Lifetime entitlement' },
  yes: { zh: '可以享受', en: 'yes' },
  no: { zh: '还不能享受', en: 'not yet' },
  yearsMissing: { zh: '还差年数', en: 'Years missing' },
  shortfall: { zh: '所差年数', en: 'How to pay them' },
} as const satisfies Readonly<Record<string, Text>>;

export const GRADE_WORDS: Readonly<Record<Grade, Text>> = {
  official: { zh: '正式文件', en: 'official text' },
  quoted: { zh: '引用的正式文件', en: 'official text, quoted' },
  secondary: { zh: '二手资料', en: 'secondary source' },
  fitted: { zh: '由结算记录反推', en: 'fitted to records' },
  general_knowledge: { zh: '常识，未查原文', en: 'general knowledge, text not consulted' },
};

/** Marks a way of counting that is a reading of the text. */
export function countingMark(basis: Basis | undefined): Text | undefined {
  if (basis === 'assumed') return { zh: '〔分段方法为假设〕', en: ' [counting of bands assumed]' };
  if (basis === 'inferred') return { zh: '〔分段方法为推断〕', en: ' [counting of bands inferred]' };
  return undefined;
}

/** Marks a figure that does not simply stand in the source. */
export function basisMark(basis: Basis | undefined, byUser = false): Text | undefined {
  if (byUser) return { zh: '〔您的假设〕', en: '[your assumption]' };
  if (basis === 'assumed') return { zh: '〔假设〕', en: '[assumed]' };
  if (basis === 'inferred') return { zh: '〔推断〕', en: '[inferred]' };
  return undefined;
}
