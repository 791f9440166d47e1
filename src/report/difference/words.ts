import { fieldOf } from '../../claim/fields.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import type { About, ChangeKind, Period } from '../../difference/change.ts';
import type { GroupField, OutcomeWord } from '../../difference/claims/outcome.ts';
import type { ClaimsDifference, DifferenceClass } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { visible } from '../say.ts';

/** Every word of a report on differences that the other reports do not have. */
export const DIFF_WORDS = {
  title: { zh: '政策比较', en: 'Policies compared' },
  old: { zh: '旧', en: 'Old' },
  new: { zh: '新', en: 'New' },
  difference: { zh: '相差（元）', en: 'Difference (yuan)' },
  oldYuan: { zh: '旧（元）', en: 'Old (yuan)' },
  newYuan: { zh: '新（元）', en: 'New (yuan)' },
  changes: { zh: '变动的规则', en: 'What changed in the rules' },
  noChanges: { zh: '两套政策没有不同。', en: 'The two sets of policies do not differ.' },
  noClaims: { zh: '没有报销单可以比较。', en: 'There are no claims to compare.' },
  nationalShipped: {
    zh: '两边都没有 national.yaml，都按自带的全国规则',
    en: 'neither side has a national.yaml: the national rules that come with the program hold on both',
  },
  policy: { zh: '政策', en: 'Policy' },
  period: { zh: '费用日期', en: 'Claims dated' },
  line: { zh: '支付项', en: 'Line' },
  what: { zh: '项目', en: 'What' },
  circumstances: { zh: '适用于', en: 'For' },
  source: { zh: '来源与依据', en: 'Source and basis' },
  place: { zh: '位置', en: 'Where' },
  gain: { zh: '少付', en: 'pay less' },
  lose: { zh: '多付', en: 'pay more' },
  stay: { zh: '不变', en: 'as before' },
  gainHead: { zh: '少付', en: 'Less' },
  loseHead: { zh: '多付', en: 'More' },
  stayHead: { zh: '不变', en: 'Same' },
  claims: { zh: '笔数', en: 'Claims' },
  persons: { zh: '人数', en: 'Persons' },
  personPart: { zh: '个人负担', en: 'Borne by persons' },
  funds: { zh: '基金支付', en: 'Paid by funds' },
  payers: { zh: '谁来付', en: 'Who pays' },
  distribution: { zh: '个人负担的变化', en: "How the person's part changes" },
  change: { zh: '变化', en: 'Change' },
  groups: { zh: '分组', en: 'Groups' },
  outcomes: { zh: '不予支付与不能计算的变化', en: 'Refused on one side only' },
  outcomesBoth: { zh: '两边都不能计算', en: 'Settled on neither side' },
  reason: { zh: '理由', en: 'Reason' },
  firstLine: { zh: '首见行号', en: 'First line' },
  largest: { zh: '变化最大的报销单', en: 'Claims that change most' },
  unexplained: {
    zh: '逐步计算没有重现文件的结果，请报告这个问题',
    en: 'working it out again did not give the same; please report this',
  },
  rowLine: { zh: '第', en: 'line' },
  cases: { zh: '各用例', en: 'Cases' },
  casesSame: { zh: '其余用例结果相同', en: 'the other cases come out the same' },
  same: { zh: '相同', en: 'same' },
  nothing: { zh: '—', en: '—' },
  always: { zh: '全部', en: 'all' },
  rule: { zh: '规则', en: 'rule' },
  sourceChanged: { zh: '来源', en: 'source' },
} as const satisfies Readonly<Record<string, Text>>;

const KINDS: Readonly<Record<ChangeKind, Text>> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '取消', en: 'removed' },
  changed: { zh: '改动', en: 'changed' },
};

export function kindWord(kind: ChangeKind): Text {
  return KINDS[kind];
}

const ABOUTS: Readonly<Record<About, Text>> = {
  policy: { zh: '政策', en: 'policies' },
  version: { zh: '版本', en: 'versions' },
  line: { zh: '支付项', en: 'lines' },
  figure: { zh: '数值', en: 'figures' },
  rule: { zh: '规则', en: 'rules' },
  date: { zh: '日期', en: 'dates' },
  text: { zh: '文字', en: 'words' },
  origin: { zh: '来源与依据', en: 'sources' },
  form: { zh: '写法', en: 'ways of writing' },
};

export function aboutWord(about: About): Text {
  return ABOUTS[about];
}

const OUTCOME_WORDS: Readonly<Record<OutcomeWord, Text>> = {
  covered: { zh: '支付', en: 'covered' },
  not_covered: { zh: '不予支付', en: 'not covered' },
  refused: { zh: '不能计算', en: 'cannot be settled' },
};

export function outcomeWord(outcome: OutcomeWord): Text {
  return OUTCOME_WORDS[outcome];
}

/** `参保地`, `hospital level`. */
export function groupingName(by: GroupField): Text {
  return fieldOf(by).label;
}

/** `按参保地`, `By place of insurance` */
export function groupingTitle(by: GroupField, lang: Lang): string {
  const name = groupingName(by)[lang];
  return lang === 'zh' ? `按${name}` : `By ${name}`;
}

/** `2025-01-01 至 2025-06-30`, `from 2025-07-01` */
export function periodText({ from, to }: Period, lang: Lang): string {
  if (to === undefined) return lang === 'zh' ? `${from} 起` : `from ${from}`;
  return lang === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`;
}

/** `多付 100.00 至 1,000.00`: the upper end does not belong to it. */
export function className({ direction, from, below }: DifferenceClass, lang: Lang): string {
  const word = DIFF_WORDS[direction][lang];
  if (direction === 'stay') return word;
  const low = groupYuan(from);
  if (below === undefined) return lang === 'zh' ? `${word} ${low} 及以上` : `${word}: ${low} and more`;
  if (from === 1)
    return lang === 'zh' ? `${word}不到 ${groupYuan(below)}` : `${word}: below ${groupYuan(below)}`;
  const high = groupYuan(below);
  return lang === 'zh' ? `${word} ${low} 至不到 ${high}` : `${word}: ${low} to below ${high}`;
}

/** What the claims are, in a title. */
export function sourceName({ source }: ClaimsDifference, lang: Lang): string {
  if (source.name === 'stdin') return lang === 'zh' ? '标准输入' : 'standard input';
  return visible(source.name);
}
