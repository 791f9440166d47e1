import { CARES } from '../../codes/cares.ts';
import { BASIC_INSURANCES } from '../../codes/insurances.ts';
import { PAYERS } from '../../codes/payers.ts';
import {
  always,
  choice,
  type DraftQuestion,
  isFigure,
  isScheme,
  isSupplement,
  labelOf,
  question,
  said,
} from './question.ts';

const NOT_SAID = choice('', '原文没有写', 'the text does not say');

/** Who pays, for what, and how much. */
export const RULE_QUESTIONS: readonly DraftQuestion[] = [
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
