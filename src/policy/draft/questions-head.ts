import type { Text } from '../../diagnostics/text.ts';
import {
  type Around,
  always,
  choice,
  type DraftAnswers,
  type DraftQuestion,
  isScheme,
  isSupplement,
  isUnlisted,
  labelOf,
  question,
  said,
} from './question.ts';

/** What the policy is called, when it holds, and where its figures come from. */
export const HEAD_QUESTIONS: readonly DraftQuestion[] = [
  question(
    'place_name',
    'text',
    'TEXT',
    { zh: '地方名称', en: 'Place name' },
    {
      zh: '区划代码表里没有这个代码，写明是什么地方，如 徐沟市',
      en: 'the table of places does not have the code: what the place is called',
    },
    { must: isUnlisted, applies: isUnlisted },
  ),
  question(
    'place_name_en',
    'text',
    'TEXT',
    { zh: '地方英文名', en: 'English name' },
    { zh: '英文结果上的地名，也是文件夹的名称', en: 'the place on English results; also names the folder' },
    { rare: true, applies: isUnlisted },
  ),
  question(
    'title',
    'text',
    'TEXT',
    { zh: '政策名称', en: 'Title' },
    { zh: '显示在结果上的名称', en: 'the name shown on results' },
    { must: isSupplement, ordinary: (answers, around) => titleOf(answers, around)?.zh },
  ),
  question(
    'title_en',
    'text',
    'TEXT',
    { zh: '英文名称', en: 'English title' },
    { zh: '英文结果上的名称', en: 'the title on English results' },
    {
      rare: true,
      ordinary: (answers, around) =>
        around.place.en !== '' &&
        (said(answers, 'title') === '' || said(answers, 'title') === titleOf(answers, around)?.zh)
          ? titleOf(answers, around)?.en
          : undefined,
    },
  ),
  question(
    'from',
    'date',
    'DATE',
    { zh: '起始日期', en: 'In force from' },
    { zh: '从哪天起按这些数值，如 2025-01-01', en: 'the first day of these figures, such as 2025-01-01' },
    { must: always },
  ),
  question(
    'to',
    'date',
    'DATE',
    { zh: '截止日期', en: 'In force to' },
    { zh: '到哪天为止（含）；一直有效就不写', en: 'the last day, included; leave it out while in force' },
    { rare: true },
  ),
  question(
    'source.title',
    'text',
    'TEXT',
    { zh: '来源标题', en: 'Source' },
    { zh: '数值出自哪份文件或网页', en: 'the document or page the figures are from' },
    { must: always },
  ),
  question(
    'source.title_en',
    'text',
    'TEXT',
    { zh: '来源英文标题', en: 'English name' },
    { zh: '英文结果上的来源标题', en: 'the title of the source on English results' },
    { rare: true },
  ),
  question(
    'source.grade',
    'choice',
    'GRADE',
    { zh: '来源等级', en: 'Grade' },
    { zh: '来源有多可靠', en: 'how good the source is' },
    {
      must: always,
      choices: [
        choice('official', '正式文件', 'official document'),
        choice('quoted', '引用的正式文件', 'official document as quoted by another text'),
        choice('secondary', '二手资料', 'secondary text'),
        choice('fitted', '由结算记录反推', 'fitted to settlements'),
        choice('general_knowledge', '常识', 'general knowledge'),
      ],
    },
  ),
  question(
    'source.date',
    'date',
    'DATE',
    { zh: '发布日期', en: 'Published on' },
    { zh: '来源上的日期', en: 'the date on the source' },
  ),
  question(
    'source.publisher',
    'text',
    'TEXT',
    { zh: '发布者', en: 'Publisher' },
    { zh: '发布来源的机构', en: 'who published the source' },
    { rare: true },
  ),
  question(
    'source.number',
    'text',
    'TEXT',
    { zh: '文号', en: 'Number' },
    { zh: '如 武政规〔2024〕1 号', en: 'the number of the document' },
    { rare: true },
  ),
  question(
    'source.url',
    'url',
    'URL',
    { zh: '网址', en: 'Address' },
    { zh: '来源的网址', en: 'where the source can be read' },
    { rare: true },
  ),
  question(
    'checked',
    'date',
    'DATE',
    { zh: '核对日期', en: 'Checked on' },
    {
      zh: '哪天核对过；此后的结算会提示',
      en: 'the day the figures were checked; later claims settle with a notice',
    },
    { rare: true, ordinary: (_, { today }) => today },
  ),
];

/** The title of a basic scheme: 武汉市城乡居民基本医疗保险. A supplement has a name of its own. */
function titleOf(answers: DraftAnswers, { place }: Around): Text | undefined {
  if (!isScheme(answers)) return undefined;
  const scheme = labelOf(said(answers, 'scheme'));
  return { zh: `${place.zh}${scheme.zh}`, en: `${place.en} ${scheme.en}` };
}
