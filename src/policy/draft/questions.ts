import { PAYERS } from '../../codes/payers.ts';
import { BASIC_INSURANCES, CARES, INSURANCES } from '../../codes/tables.ts';
import type { Text } from '../../diagnostics/text.ts';

/** Answers to the questions of a new policy, by key, as people type them; what is not answered is absent or empty. */
export type DraftAnswers = ReadonlyMap<string, string>;

/** What the questions are asked against. */
export interface Around {
  /** ISO date. */
  readonly today: string;
  /** How the place is called: 武汉市, Wuhan. */
  readonly place: Text;
}

export interface DraftChoice {
  readonly value: string;
  readonly label: Text;
}

/** One question, for the prompt and for the command line alike: every question has a flag. */
export interface DraftQuestion {
  readonly key: string;
  readonly flag: string;
  readonly placeholder: string;
  readonly kind: 'text' | 'url' | 'date' | 'choice' | 'choices' | 'amounts' | 'amount' | 'bands';
  readonly label: Text;
  readonly help: Text;
  readonly choices: readonly DraftChoice[];
  /** Whether a policy cannot be written without it. */
  readonly must: (answers: DraftAnswers) => boolean;
  /** Whether it has a meaning after the answers so far. */
  readonly applies: (answers: DraftAnswers) => boolean;
  /** The answer that Enter alone gives, and that a missing flag means. */
  readonly ordinary: (answers: DraftAnswers, around: Around) => string | undefined;
  /** Offered in the review rather than asked. */
  readonly rare: boolean;
}

type Extra = Partial<Pick<DraftQuestion, 'choices' | 'must' | 'applies' | 'ordinary' | 'rare'>>;

function question(
  key: string,
  kind: DraftQuestion['kind'],
  placeholder: string,
  label: Text,
  help: Text,
  extra: Extra = {},
): DraftQuestion {
  const flag = key.replaceAll(/[._]/g, '-');
  const [no, yes, nothing] = [() => false, () => true, () => undefined];
  return {
    key,
    flag,
    placeholder,
    kind,
    label,
    help,
    choices: [],
    must: no,
    applies: yes,
    ordinary: nothing,
    rare: false,
    ...extra,
  };
}

const always = (): boolean => true;
const said = (answers: DraftAnswers, key: string): string => answers.get(key) ?? '';
const isScheme = (answers: DraftAnswers): boolean => isSchemeName(said(answers, 'scheme'));
const isSupplement = (answers: DraftAnswers): boolean => said(answers, 'scheme') !== '' && !isScheme(answers);
const isFigure = (text: string): boolean => /\d/.test(text);
const choice = (value: string, zh: string, en: string): DraftChoice => ({ value, label: { zh, en } });

/** A supplement is any name that is none of the schemes. */
export function isSchemeName(name: string): boolean {
  return INSURANCES.ids.includes(name);
}

/** Schemes a policy can be written for. */
export const DRAFT_SCHEMES: readonly string[] = INSURANCES.ids.filter((id) => id !== 'none');

const NOT_SAID = choice('', '原文没有写', 'the text does not say');

/** Every question of a new policy but its id, in the order they are asked. */
export const DRAFT_QUESTIONS: readonly DraftQuestion[] = [
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
        said(answers, 'title') === '' || said(answers, 'title') === titleOf(answers, around)?.zh
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
  question(
    'held_with',
    'choices',
    'SCHEMES',
    { zh: '参加哪些险种可投保', en: 'Held with' },
    { zh: '参加这些险种的人可以投保', en: 'members of these schemes may hold it' },
    {
      applies: isSupplement,
      must: always,
      choices: BASIC_INSURANCES.map((id) => ({ value: id, label: labelOf(id) })),
    },
  ),
  question(
    'care',
    'choices',
    'CARE',
    { zh: '医疗类别', en: 'Kind of care' },
    { zh: '这些数值用于哪些就医', en: 'the kinds of care these figures are for' },
    {
      must: always,
      choices: CARES.ids.map((id) => ({
        value: id,
        label: { zh: CARES.label(id, 'zh'), en: CARES.label(id, 'en') },
      })),
    },
  ),
  question(
    'payer',
    'choice',
    'PAYER',
    { zh: '付款方', en: 'Payer' },
    { zh: '谁支付', en: 'who pays' },
    {
      rare: true,
      choices: PAYERS.filter(({ id }) => id !== 'hospital').map(({ id, label }) => ({ value: id, label })),
      ordinary: (answers) =>
        isScheme(answers)
          ? said(answers, 'scheme') === 'maternity'
            ? 'maternity'
            : 'pooled_fund'
          : 'supplement',
    },
  ),
  question(
    'base',
    'choice',
    'BASE',
    { zh: '支付基数', en: 'Base' },
    { zh: '支付的是哪部分费用', en: 'the cost it pays on' },
    {
      applies: isSupplement,
      must: always,
      choices: [
        choice('burden', '政策范围内个人负担（目录内自付）', 'in-policy cost left to the person'),
        choice('self_funded', '全自费（目录外）', 'self-funded cost, out of catalogue'),
        choice('total', '剩下的全部费用', 'everything still unpaid'),
      ],
    },
  ),
  question(
    'deductible',
    'amounts',
    'YUAN',
    { zh: '起付线', en: 'Deductible' },
    {
      zh: '600，或按等级 1=200,2=400,3=800；不设写 none',
      en: '600, or by level 1=200,2=400,3=800; none if there is none',
    },
  ),
  question(
    'deductible_per',
    'choice',
    'PERIOD',
    { zh: '起付线按', en: 'Deductible per' },
    { zh: '多久扣一次', en: 'how often it is taken' },
    {
      applies: (answers) => isFigure(said(answers, 'deductible')),
      choices: [
        choice('admission', '每次住院', 'admission'),
        choice('visit', '每次就诊', 'visit'),
        choice('year', '每年', 'year'),
        NOT_SAID,
      ],
    },
  ),
  question(
    'rate',
    'bands',
    'RATE',
    { zh: '支付比例', en: 'Rate' },
    {
      zh: '60%，或 1=85%,2=70%,3=60%；分段 30000:85%;90%',
      en: '60%, or 1=85%,2=70%,3=60%; bands 30000:85%;90%',
    },
  ),
  question(
    'bands_per',
    'choice',
    'PERIOD',
    { zh: '分段按', en: 'Bands per' },
    { zh: '每次结算从第一段算起，还是全年累计', en: 'afresh at each settlement, or over the year' },
    {
      applies: (answers) => /[;；]/.test(said(answers, 'rate')),
      choices: [
        choice('settlement', '每次结算', 'settlement'),
        choice('year', '年度累计', 'year, cumulative'),
        NOT_SAID,
      ],
    },
  ),
  question(
    'bands_from',
    'choice',
    'FROM',
    { zh: '分段从', en: 'Bands from' },
    { zh: '从起付线以上算起，还是从零算起', en: 'from the deductible, or from zero' },
    {
      applies: (answers) => /[;；]/.test(said(answers, 'rate')),
      choices: [choice('deductible', '起付线以上', 'the deductible'), choice('zero', '零', 'zero'), NOT_SAID],
    },
  ),
  question(
    'cap',
    'amount',
    'YUAN',
    { zh: '封顶线', en: 'Cap' },
    {
      zh: '最多支付多少，如 150000、15万；不设写 none',
      en: 'the most it pays, such as 150000; none if there is none',
    },
  ),
  question(
    'cap_per',
    'choice',
    'PERIOD',
    { zh: '封顶线按', en: 'Cap per' },
    { zh: '多久一个封顶线', en: 'the period of the cap' },
    {
      applies: (answers) => isFigure(said(answers, 'cap')),
      choices: [
        choice('year', '每年', 'year'),
        choice('settlement', '每次结算', 'settlement'),
        choice('month', '每月', 'month'),
        NOT_SAID,
      ],
    },
  ),
];

/** The title of a basic scheme: 武汉市城乡居民基本医疗保险. A supplement has a name of its own. */
function titleOf(answers: DraftAnswers, { place }: Around): Text | undefined {
  if (!isScheme(answers)) return undefined;
  const scheme = labelOf(said(answers, 'scheme'));
  return { zh: `${place.zh}${scheme.zh}`, en: `${place.en} ${scheme.en}` };
}

function labelOf(scheme: string): Text {
  return { zh: INSURANCES.label(scheme, 'zh'), en: INSURANCES.label(scheme, 'en') };
}
