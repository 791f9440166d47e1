import type { Text } from '../../diagnostics/text.ts';

/** The words of the overview of all curves. */
export const ALL_WORDS = {
  policy: { zh: '政策', en: 'Policy' },
  version: { zh: '版本', en: 'Version' },
  combinations: { zh: '情形', en: 'Cases' },
  refused: { zh: '不能算', en: 'Refused' },
  curves: { zh: '曲线', en: 'Curves' },
  breaks: { zh: '断点', en: 'Breaks' },
  cliffs: { zh: '悬崖', en: 'Cliffs' },
  drops: { zh: '少付', en: 'Drops' },
  inversions: { zh: '倒挂', en: 'Dearer' },
  total: { zh: '合计', en: 'Total' },
  legend: {
    zh: '情形：政策区分的全部组合；不能算：其中无论费用多少都缺数值的；曲线：不同的曲线；悬崖：没有说明理由的/全部；少付：费用多一分个人反而少付；倒挂：等级高的医院个人付得更少',
    en: 'Cases: all combinations told apart; refused: those in which a figure is missing whatever the bill. Curves: different ones. Cliffs: without a reason/in all. Drops: one fen more of cost, less for the person. Dearer: a hospital of a higher level leaves the person less',
  },
  unexplained: { zh: '没有说明理由的悬崖', en: 'Cliffs without a reason' },
  explained: { zh: '说明了理由的悬崖', en: 'Cliffs with their reason' },
  howTo: {
    zh: '本意如此的，在该支付项的 gate 或共用封顶里写 cliff: { zh, en } 说明理由；否则改政策',
    en: 'where it is meant, give the reason with cliff: { zh, en } at the line’s gate or the shared cap; else mend the policy',
  },
  none: { zh: '没有未说明理由的悬崖', en: 'no cliff without a reason' },
  grows: { zh: '增长的费用', en: 'cost that grows' },
  cases: { zh: '种情形', en: 'cases' },
} satisfies Record<string, Text>;
