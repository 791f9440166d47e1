import type { AmountField, BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { WORDS } from '../words.ts';

import { sample } from './html-fills.ts';
import { stack } from './html-stack.ts';
import { columnsOf, type GridColumn, type GridRow, grid } from './html-table.ts';
import { fieldLabel, payersShown } from './payers.ts';
import { NONE, percents } from './shares.ts';
import { BATCH_WORDS } from './words.ts';

/** Who pays all bills together, as one bar and a table. */
export function payersHtml({ totals }: BatchSummary, lang: Lang): string {
  const payers = payersShown(totals);
  if (payers.length === 0) return '';
  const rows = payers.map(
    ({ label, mark, fen, share }): GridRow => ({
      cells: [label[lang], groupYuan(fen), share],
      sign: sample(mark.id),
    }),
  );
  return [
    stack(payers, lang),
    grid(heads(WORDS.payer[lang], lang), [
      ...rows,
      totalRow(
        totals,
        payers.map(({ share }) => share),
        lang,
      ),
    ]),
  ].join('\n');
}

/** The parts of the cost by how far the schemes recognise them; they add up to the cost. */
const COSTS: readonly AmountField[] = [
  'inscp_scp_amt',
  'preselfpay_amt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
];

/** What the cost is made of; the deductible is a part of the in-policy cost and is told above. */
export function costsHtml({ totals }: BatchSummary, lang: Lang): string {
  if (totals.medfee_sumamt === 0n) return '';
  const shares = percents(COSTS.map((field) => totals[field]));
  const row = (field: AmountField, share: string): GridRow => ({
    cells: [fieldLabel(field)[lang], groupYuan(totals[field]), share],
  });
  const rows = COSTS.map((field, index) => row(field, shares[index] ?? ''));
  const deductible = `${fieldLabel('act_pay_dedc')[lang]} ${groupYuan(totals.act_pay_dedc)} ${WORDS.yuan[lang]}`;
  return [
    element('p', '', escapeHtml(`${deductible}${BATCH_WORDS.withinPolicy[lang]}`)),
    grid(heads(BATCH_WORDS.cost[lang], lang), [...rows, totalRow(totals, shares, lang)]),
  ].join('\n');
}

function heads(name: string, lang: Lang): GridColumn[] {
  return columnsOf(name, [WORDS.amount[lang], WORDS.share[lang]]);
}

function totalRow(totals: BatchSummary['totals'], shares: readonly string[], lang: Lang): GridRow {
  const all = shares.some((share) => share !== NONE) ? '100.0%' : NONE;
  return { cells: [WORDS.total[lang], groupYuan(totals.medfee_sumamt), all], sum: true };
}
