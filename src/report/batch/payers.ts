import type { AmountField, BatchSummary } from '../../batch/summary.ts';
import { SETTLEMENT_LABELS } from '../../codes/payers.ts';
import { same, type Text } from '../../diagnostics/text.ts';
import { SETTLEMENT_FIELDS, type SettlementField } from '../../engine/settlement.ts';
import { type Mark, marksOf } from '../bar.ts';
import { addsUp } from './amounts.ts';
import { percents } from './shares.ts';

/** What one payer bears of all bills together. */
export interface PayerSum {
  readonly field: AmountField;
  readonly label: Text;
  readonly mark: Mark;
  readonly fen: bigint;
  readonly share: string;
}

/** Everyone who bears a part, in the order of the settlement; together they bear all of it. */
const BEARERS: readonly AmountField[] = [
  'hifp_pay',
  'hifob_pay',
  'hifmi_pay',
  'hifes_pay',
  'cvlserv_pay',
  'maf_pay',
  'oth_pay',
  'hosp_part_amt',
  'acct_pay',
  'psn_cash_pay',
];

/** Marks are told apart by these names; all others are funds. */
const MARK_IDS: Partial<Record<AmountField, string>> = {
  hosp_part_amt: 'hospital',
  acct_pay: 'personal_account',
  psn_cash_pay: 'cash',
};

/** All payers, those who pay nothing too. */
export function allPayers(totals: BatchSummary['totals']): PayerSum[] {
  return sumsOf(BEARERS, totals);
}

/** Those who pay anything. */
export function payersShown(totals: BatchSummary['totals']): PayerSum[] {
  return sumsOf(
    BEARERS.filter((field) => totals[field] !== 0n),
    totals,
  );
}

function sumsOf(fields: readonly AmountField[], totals: BatchSummary['totals']): PayerSum[] {
  const shares = percents(fields.map((field) => totals[field]));
  const marks = marksOf(
    fields.map((field) => ({ id: MARK_IDS[field] ?? field, label: fieldLabel(field), field, amount: 0 })),
  );
  return fields.map((field, index) => ({
    field,
    label: fieldLabel(field),
    mark: marks[index] as Mark,
    fen: totals[field],
    share: shares[index] ?? '',
  }));
}

/** All amounts of a settlement, in its order. */
export function amountFields(): AmountField[] {
  return SETTLEMENT_FIELDS.filter(addsUp);
}

export function fieldLabel(field: SettlementField): Text {
  return SETTLEMENT_LABELS[field] ?? same(field);
}
