import type { AmountField } from '../../batch/summary.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Pair } from '../../difference/change.ts';
import type { ClaimsDifference } from '../../difference/claims/summary.ts';
import { allPayers, amountFields, fieldLabel } from '../batch/payers.ts';

/** One amount over all claims, under both libraries. */
export interface Total extends Pair<bigint> {
  readonly field: AmountField;
  readonly label: Text;
}

function totalOf(field: AmountField, { totals }: ClaimsDifference): Total {
  return { field, label: fieldLabel(field), old: totals.old[field], new: totals.new[field] };
}

/** Everyone who bears a part of the bills. */
export function payerTotals(claims: ClaimsDifference): Total[] {
  return allPayers(claims.totals.old).map(({ field }) => totalOf(field, claims));
}

/** Those who pay anything on either side. */
export function payersShown(claims: ClaimsDifference): Total[] {
  return payerTotals(claims).filter((total) => total.old !== 0n || total.new !== 0n);
}

export function allTotals(claims: ClaimsDifference): Total[] {
  return amountFields().map((field) => totalOf(field, claims));
}
