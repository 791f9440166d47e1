import type { BatchSummary, Grouping } from '../../batch/summary.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { visible } from '../say.ts';

/** Every word of a batch's summary that the other reports do not have. */
export const BATCH_WORDS = {
  title: { zh: '批量估算汇总', en: 'Batch summary' },
  stdin: { zh: '标准输入', en: 'standard input' },
  rowsIn: { zh: '读入', en: 'rows in' },
  settled: { zh: '已结算', en: 'settled' },
  notCovered: { zh: '不予支付', en: 'not covered' },
  rejected: { zh: '退回', en: 'rejected' },
  rows: { zh: '行数', en: 'Rows' },
  claims: { zh: '笔数', en: 'Claims' },
  total: { zh: '医疗费总额（元）', en: 'Total cost (yuan)' },
  funds: { zh: '基金支付（元）', en: 'Funds (yuan)' },
  hospital: { zh: '医院负担（元）', en: 'Hospital (yuan)' },
  person: { zh: '个人负担（元）', en: 'Person (yuan)' },
  personShare: { zh: '个人占比', en: "Person's share" },
  shareBrief: { zh: '个人占比', en: 'Share' },
  notCoveredHead: { zh: '不予支付', en: 'Not covered' },
  whoPays: { zh: '谁来付', en: 'Who pays' },
  claimsShare: { zh: '占笔数', en: 'Of claims' },
  personBrief: { zh: '个人', en: 'person' },
  barLength: { zh: '条的长度为医疗费总额', en: 'The length of a bar is the total cost' },
  costs: { zh: '费用构成', en: 'What the cost is made of' },
  withinPolicy: { zh: '，含在符合政策范围的费用里。', en: ', part of the in-policy cost.' },
  cost: { zh: '费用', en: 'Cost' },
  groups: { zh: '分组', en: 'Groups' },
  sum: { zh: '合计', en: 'Sum' },
  notGiven: { zh: '未填写', en: 'not given' },
  shares: { zh: '个人负担占医疗费的比例', en: "The person's share of the bill" },
  sharesNote: {
    zh: '每一档含上限、不含下限；第一档含 0。',
    en: 'Each class includes its upper end and not its lower; the first includes 0.',
  },
  upperEnds: { zh: '各档含上限', en: 'upper ends included' },
  shareClass: { zh: '个人占比', en: 'Share' },
  code: { zh: '代码', en: 'Code' },
  meaning: { zh: '含义', en: 'Meaning' },
  firstLine: { zh: '首见行号', en: 'First line' },
  notices: { zh: '提示', en: 'Notices' },
  policies: { zh: '用到的政策', en: 'Policies used' },
  policyId: { zh: '编号', en: 'Id' },
  policy: { zh: '政策', en: 'Policy' },
  comparison: { zh: '与记录的结算比较', en: 'Compared with what was recorded' },
  nothingRecorded: {
    zh: '没有可以比较的记录金额。',
    en: 'No amounts were recorded that could be compared.',
  },
  field: { zh: '金额', en: 'Amount' },
  compared: { zh: '可比', en: 'Compared' },
  equal: { zh: '相同', en: 'Equal' },
  above: { zh: '估算较高', en: 'Est. higher' },
  below: { zh: '估算较低', en: 'Est. lower' },
  recorded: { zh: '记录（元）', en: 'Recorded (yuan)' },
  estimated: { zh: '估算（元）', en: 'Estimated (yuan)' },
  difference: { zh: '相差（元）', en: 'Difference (yuan)' },
  /** For a list that may hold ratios too. */
  recordedPlain: { zh: '记录', en: 'Recorded' },
  estimatedPlain: { zh: '估算', en: 'Estimated' },
  differencePlain: { zh: '相差', en: 'Difference' },
  different: { zh: '有差异', en: 'Different' },
  reasons: { zh: '可能的原因', en: 'Likely reasons' },
  reason: { zh: '可能的原因', en: 'Likely reason' },
  groupDifferences: { zh: '差异分组', en: 'Differences by group' },
  largest: { zh: '相差最大的行', en: 'Rows that differ most' },
  line: { zh: '行号', en: 'Line' },
} as const satisfies Readonly<Record<string, Text>>;

const GROUPINGS: Readonly<Record<Grouping['by'], Text>> = {
  region: { zh: '参保地', en: 'region' },
  insurance: { zh: '险种', en: 'insurance' },
  'hospital.level': { zh: '医院等级', en: 'hospital level' },
  care: { zh: '医疗类别', en: 'kind of care' },
};

export function groupingName(by: Grouping['by']): Text {
  return GROUPINGS[by];
}

/** `参保地`, `Region`: at the beginning of a line. */
export function groupingHead(by: Grouping['by'], lang: Lang): string {
  const name = GROUPINGS[by][lang];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `按参保地`, `By region` */
export function groupingTitle(by: Grouping['by'], lang: Lang): string {
  return lang === 'zh' ? `按${GROUPINGS[by].zh}` : `By ${GROUPINGS[by].en}`;
}

/** What was read, as it is called in a title. */
export function inputName({ input }: Pick<BatchSummary, 'input'>, lang: Lang): string {
  return input === '-' || input === '' ? BATCH_WORDS.stdin[lang] : visible(input);
}

/** Parts of a sentence. */
export function listed(parts: readonly string[], lang: Lang): string {
  return parts.join(lang === 'zh' ? '，' : ', ');
}

export function colon(lang: Lang): string {
  return lang === 'zh' ? '：' : ': ';
}

/** `起付线（元）` in both languages' brackets. */
export function bracketed(text: string, inside: string, lang: Lang): string {
  return lang === 'zh' ? `${text}（${inside}）` : `${text} (${inside})`;
}

/** The rest of a list of groups: `其他 12 组` */
export function otherGroups(groups: number): Text {
  return { zh: `其他 ${groups} 组`, en: `${groups} other groups` };
}
