import { reversalDiffers } from '../batch/years/history.ts';
import type { Draft } from '../claim/draft.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Estimate } from '../engine/estimate.ts';
import { SETTLEMENT_FIELDS, type Settlement } from '../engine/settlement.ts';

/** A reversal is the settlement it takes back with every sign turned; the ratio stays. */
export function negated(original: Estimate): Estimate {
  const message = {
    zh: '冲正：原结算的各项金额全部取反',
    en: 'a reversal: the settlement with its signs turned',
  };
  const turned = <T extends { readonly amount: number }>(share: T): T => ({
    ...share,
    amount: turnedFen(share.amount),
  });
  return {
    ...original,
    settlement: turnedSettlement(original.settlement),
    payers: original.payers.map(turned),
    ...(original.settlementHigh && { settlementHigh: turnedSettlement(original.settlementHigh) }),
    ...(original.payersHigh && { payersHigh: original.payersHigh.map(turned) }),
    steps: original.steps.map((step) => ({ ...step, result: turnedFen(step.result) })),
    notices: [{ code: 'REVERSAL', severity: 'info', message }],
  };
}

function turnedFen(fen: number): number {
  return fen === 0 ? 0 : -fen;
}

function turnedSettlement(settlement: Settlement): Settlement {
  const entries = SETTLEMENT_FIELDS.map((field) => [
    field,
    field === 'pool_prop_selfpay' ? settlement[field] : turnedFen(settlement[field]),
  ]);
  return Object.fromEntries(entries) as Settlement;
}

const STATED = {
  'expenses.total': 'medfee_sumamt',
  'expenses.self_funded': 'fulamt_ownpay_amt',
  'expenses.over_limit': 'overlmt_selfpay',
  'expenses.advance': 'preselfpay_amt',
} as const;

/** Amounts that a reversal states must be those of its settlement. */
export function wrongReversal(
  id: string,
  draft: Draft,
  { settlement }: Estimate,
): Omit<Diagnostic, 'severity'> | undefined {
  for (const [key, field] of Object.entries(STATED)) {
    const stated = draft.money.get(key) ?? 0;
    if (stated === 0 || stated === turnedFen(settlement[field])) continue;
    return reversalDiffers(id);
  }
  return undefined;
}
