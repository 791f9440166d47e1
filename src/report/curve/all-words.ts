import type { Text } from '../../diagnostics/text.ts';

/** The words of the overview of all curves. */
export const ALL_WORDS = {
  policy: { zh: '政策', en: 'Policy' },
  version: { zh: '版本', en: 'Version' },
  combinations: { zh: '情形', en: 'Cases' },
  refused: { zh: '缺数值', en: 'Open' },
  opened: { zh: '按零', en: 'Nil' },
  curves: { zh: '曲线', en: 'Curves' },
  cliffs: { zh: '悬崖', en: 'Cliffs' },
  drops: { zh: '少付', en: 'Drops' },
  inversions: { zh: '倒挂', en: 'Dear' },
  total: { zh: '合计', en: 'Total' },
  legend: {
    zh: '情形：政策区分的全部组合；缺数值：其中无论费用多少都缺数值的；按零：其中把缺数值的付款方按不支付、看其后各方的；曲线：不同的曲线；悬崖：没有说明理由的/全部；少付：费用多一分个人反而少付；倒挂：等级高的医院个人付得更少',
    en: 'Cases: all combinations told apart; open: those in which a figure is not stated whatever the bill; nil: of these, followed with the payers of such figures paying nothing. Curves: different ones. Cliffs: without a reason/in all. Drops: one fen more of cost, less for the person. Dear: a hospital of a higher level leaves the person less',
  },
  unexplained: { zh: '没有说明理由的悬崖', en: 'Cliffs without a reason' },
  explained: { zh: '说明了理由的悬崖', en: 'Cliffs with their reason' },
  howTo: {
    zh: '本意如此的，在该支付项的 gate 或共用封顶里写 cliff: { zh, en } 说明理由；否则改政策',
    en: 'where it is meant, give the reason with cliff: { zh, en } at the line’s gate or the shared cap; else mend the policy',
  },
  none: { zh: '没有未说明理由的悬崖', en: 'no cliff without a reason' },
  grows: { zh: '增长的费用', en: 'cost that grows' },
  beside: { zh: '另有', en: 'beside' },
  cases: { zh: '种情形', en: 'cases' },
} satisfies Record<string, Text>;
