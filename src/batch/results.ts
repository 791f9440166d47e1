import { IN, OUT } from '../engine/plan.ts';
import type { SettlementField } from '../engine/settlement.ts';

/** Amounts kept of each row between settling and writing: the four of the bill, then those of OUT. */
export const RESULT = {
  total: 0,
  selfFunded: 1,
  overLimit: 2,
  advance: 3,
  first: 4,
  size: 4 + OUT.first,
} as const;

/** By field of the settlement: its place in a row's results; -1 for the ratio, -2 for cash with the stored card. */
export const RATIO = -1;
export const CASH = -2;
const PLACES: Readonly<Record<SettlementField, number>> = {
  medfee_sumamt: RESULT.total,
  fulamt_ownpay_amt: RESULT.selfFunded,
  overlmt_selfpay: RESULT.overLimit,
  preselfpay_amt: RESULT.advance,
  inscp_scp_amt: RESULT.first + OUT.inPolicy,
  act_pay_dedc: RESULT.first + OUT.deductible,
  hifp_pay: RESULT.first + OUT.hifp,
  hifob_pay: RESULT.first + OUT.hifob,
  hifmi_pay: RESULT.first + OUT.hifmi,
  hifes_pay: RESULT.first + OUT.hifes,
  cvlserv_pay: RESULT.first + OUT.cvlserv,
  maf_pay: RESULT.first + OUT.maf,
  oth_pay: RESULT.first + OUT.oth,
  hosp_part_amt: RESULT.first + OUT.hosp,
  fund_pay_sumamt: RESULT.first + OUT.fund,
  psn_part_amt: RESULT.first + OUT.person,
  acct_pay: RESULT.first + OUT.account,
  psn_cash_pay: CASH,
  pool_prop_selfpay: RATIO,
};

/** Place of a field in a row's results; RATIO and CASH are worked out from several. */
export function resultPlace(field: SettlementField): number {
  return PLACES[field];
}

/** The amount at a place, in fen. */
export function amountAt(results: Float64Array, at: number, place: number): number {
  return place === CASH ? cashOf(results, at) : (results[at + place] as number);
}

/** Cash with what the stored-value card pays. */
export function cashOf(results: Float64Array, at: number): number {
  return (
    (results[at + RESULT.first + OUT.stored] as number) + (results[at + RESULT.first + OUT.cash] as number)
  );
}

/** As `settlementOf` has it: pooled fund over in-policy cost, half up. A reversal has the ratio of what it takes back. */
export function ratioOf(results: Float64Array, at: number): number {
  const inPolicy = Math.abs(results[at + RESULT.first + OUT.inPolicy] as number);
  const pooled = Math.abs(results[at + RESULT.first + OUT.hifp] as number);
  return inPolicy > 0 ? Math.floor((pooled * 20_000 + inPolicy) / (inPolicy * 2)) : 0;
}

/** Keeps what `settle` has filled. */
export function keepResult(
  results: Float64Array,
  at: number,
  amounts: Float64Array,
  out: Float64Array,
): void {
  results[at + RESULT.total] = amounts[IN.total] as number;
  results[at + RESULT.selfFunded] = amounts[IN.selfFunded] as number;
  results[at + RESULT.overLimit] = amounts[IN.overLimit] as number;
  results[at + RESULT.advance] = amounts[IN.advance] as number;
  for (let place = 0; place < OUT.first; place++) results[at + RESULT.first + place] = out[place] as number;
}
