import type { Lang, Text } from '../../diagnostics/text.ts';
import type { FigureCounts } from '../../overview/figures.ts';
import type { Grade, Version } from '../../policy/policy.ts';
import { say } from '../say.ts';

/** Every word of the reports on policies that the other reports do not have. */
export const POLICY_WORDS = {
  who: { zh: '适用对象', en: 'Who it is for' },
  cares: { zh: '什么情形由谁支付', en: 'Who pays for what' },
  sharedCap: { zh: '共用的封顶', en: 'Shared cap' },
  fixed: { zh: '表内按', en: 'The figures are for' },
  inTable: { zh: '上表已经计入', en: 'Counted in the table' },
  later: {
    zh: '上表没有计入，有这种情形时依次计算',
    en: 'Not in the table, applied in this order where it is so',
  },
  refusals: { zh: '不予支付的情形', en: 'When it pays nothing' },
  eligibility: { zh: '就医条件与提示', en: 'Conditions and notices' },
  everywhere: { zh: '全国通用的条件', en: 'Conditions that hold everywhere' },
  whole: { zh: '先行自付与个人账户', en: 'Advance share and personal account' },
  cover: { zh: '待遇从何时起，是否终身', en: 'When cover starts, and whether it lasts' },
  parameters: { zh: '公式和参数', en: 'Formulas and parameters' },
  parts: { zh: '分开计算的费用', en: 'Costs told apart' },
  diseases: { zh: '区分的病种', en: 'Diseases told apart' },
  localNames: { zh: '当地的叫法', en: 'Local names' },
  notes: { zh: '说明', en: 'Remarks' },
  notStated: {
    zh: '未载明的数值（估算时可用 --assume 试算）',
    en: 'Figures that are not stated (--assume supplies them)',
  },
  notStatedPlain: { zh: '原文没有写明的', en: 'What the text does not state' },
  footnotes: { zh: '注', en: 'Notes' },
  sources: { zh: '来源', en: 'Sources' },
  noFigure: { zh: '—', en: '—' },
  checked: { zh: '核对到', en: 'checked until' },
  own: { zh: '自有政策', en: 'your own policy' },
  shipped: { zh: '自带', en: 'shipped' },
  otherVersions: { zh: '其他版本', en: 'other versions' },
  ended: { zh: '已经终止', en: 'ended' },
  notYet: { zh: '尚未开始', en: 'not yet in force' },
  figure: { zh: '标准', en: 'Figure' },
  policy: { zh: '政策', en: 'Policy' },
  since: { zh: '起始', en: 'Since' },
  grade: { zh: '来源', en: 'Sources' },
  shares: { zh: '明/推/假/未', en: 'st/in/as/un' },
  noPolicies: { zh: '没有符合条件的政策。', en: 'No policy fits.' },
  elsewhere: { zh: '全国与样例', en: 'Everywhere, and samples' },
  place: { zh: '地方', en: 'Place' },
  id: { zh: '编号', en: 'Id' },
  checkedHead: { zh: '核对到', en: 'Checked' },
  disclaimer: {
    zh: '由 baoxiao 按政策文件整理，不是正式文件；待遇以医保经办机构的解释为准',
    en: 'Made by baoxiao from its policy files; not an official text. What the insurance agency says is what counts',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Short names of grades, two characters in Chinese, for tiles and tables. */
export const SHORT_GRADES: Readonly<Record<Grade, Text>> = {
  official: { zh: '正式', en: 'off' },
  quoted: { zh: '引用', en: 'quo' },
  secondary: { zh: '二手', en: 'sec' },
  fitted: { zh: '反推', en: 'fit' },
  general_knowledge: { zh: '常识', en: 'gen' },
};

/** `2025-01-01 起`, `2025-01-01 至 2025-12-31`. */
export function spanText({ from, to }: Pick<Version, 'from' | 'to'>, lang: Lang): string {
  if (to === undefined) return lang === 'zh' ? `${from} 起` : `from ${from}`;
  return lang === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`;
}

/** `数值 16 个：原文写明 11、推断 4、未载明 1`. */
export function countsText({ all, stated, inferred, assumed, not_stated }: FigureCounts, lang: Lang): string {
  const parts: readonly (readonly [number, Text])[] = [
    [stated, { zh: '原文写明', en: 'stated' }],
    [inferred, { zh: '推断', en: 'inferred' }],
    [assumed, { zh: '假设', en: 'assumed' }],
    [not_stated, { zh: '未载明', en: 'not stated' }],
  ];
  const said = parts
    .filter(([many]) => many > 0)
    .map(([many, word]) => (lang === 'zh' ? `${word.zh} ${many}` : `${many} ${word.en}`));
  if (all === 0) return lang === 'zh' ? '没有数值' : 'no figures';
  return lang === 'zh'
    ? `数值 ${all} 个：${said.join('、')}`
    : `${all} figure${all === 1 ? '' : 's'}: ${said.join(', ')}`;
}

/** Begins with a capital in English. */
export function sentence(text: Text, lang: Lang): string {
  const said = say(text, lang);
  return lang === 'en' ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}
