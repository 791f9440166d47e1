import { wordOf } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { ALL_INSURANCES } from '../codes/insurances.ts';
import { fundName, fundOf } from '../codes/payers.ts';
import type { Lang } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import { type PayerShare, printSettlement, type Settlement } from '../engine/settlement.ts';
import { formatYuan } from '../money/fen.ts';
import { codeOf, type JsonObject } from './claim-json.ts';
import { noticeJson, schemeOf } from './json.ts';
import { visible } from './say.ts';
import { capRoom, process, scope } from './setldetail.ts';

/**
 * A settlement in the form of the national interface: `setlinfo`, and one row of `setldetail` per fund. What the estimate
 * does not know is absent; docs/NATIONAL-INTERFACE.md says of each field why.
 */
export function setlinfoJson(estimate: Estimate, { lang }: { readonly lang: Lang }): JsonObject {
  const { settlement, settlementHigh, payers, payersHigh } = estimate;
  return {
    setlinfo: infoOf(estimate, settlement),
    setldetail: fundsOf(payers).map((share) => ({
      ...rowOf(share, estimate),
      ...scope(share, estimate),
      ...capRoom(share, estimate),
      setl_proc_info: process(share, estimate),
    })),
    ...(settlementHigh && { setlinfo_high: infoOf(estimate, settlementHigh) }),
    ...(payersHigh && { setldetail_high: fundsOf(payersHigh).map((share) => rowOf(share, estimate)) }),
    notices: estimate.notices.map((notice) => noticeJson(notice, lang)),
  };
}

function infoOf(estimate: Estimate, settlement: Settlement): JsonObject {
  const { claim } = estimate;
  const {
    pool_prop_selfpay: ratio,
    acct_pay,
    psn_cash_pay,
    hosp_part_amt,
    ...amounts
  } = printSettlement(settlement);
  const { oth_pay, fund_pay_sumamt, psn_part_amt, ...funds } = amounts;
  const left = claim.personalAccount === undefined ? undefined : claim.personalAccount - settlement.acct_pay;
  return {
    ...whoAndWhere(estimate),
    ...funds,
    // No payer of ours settles there: aid for disabled veterans is a scheme of its own.
    hifdm_pay: '0.00',
    oth_pay,
    fund_pay_sumamt,
    hosp_part_amt,
    psn_part_amt,
    acct_pay,
    psn_cash_pay,
    pool_prop_selfpay: ratio,
    ...(left !== undefined && { balc: formatYuan(left) }),
  };
}

/** The words of a claim that the national settlement has, under its names and codes. */
function whoAndWhere({ claim, plan }: Estimate): JsonObject {
  const text = (key: string): string | undefined => {
    const fact = claim.facts.get(key);
    return fact === undefined ? undefined : visible(String(fact));
  };
  const code = (key: string): string | undefined => {
    const word = wordOf(claim.facts, key);
    return word === undefined ? undefined : codeOf(fieldOf(key), word, claim);
  };
  const rank = wordOf(claim.facts, 'civil_servant') ?? fieldOf('civil_servant').default;
  const known: Readonly<Record<string, string | undefined>> = {
    setl_id: text('id'),
    psn_no: text('person'),
    insuplc_admdvs: text('region'),
    setl_time: text('date'),
    insutype: ALL_INSURANCES.find(schemeOf(plan))?.national?.[0],
    psn_type: code('status'),
    // The dictionary knows whether, not which rank.
    cvlserv_flag: rank === 'none' ? '0' : '1',
    age: text('age'),
    med_type: code('care'),
    // Level 1 and below.
    dedc_hosp_lv: wordOf(claim.facts, 'hospital.level') === 'community' ? '1' : code('hospital.level'),
    hosp_lv: code('hospital.grade'),
    refl_type: code('access.place'),
  };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The shares that come from a fund of the national list; an account only where it paid. */
function fundsOf(payers: readonly PayerShare[]): PayerShare[] {
  return payers.filter(
    ({ field, amount }) => field !== 'psn_cash_pay' && (field !== 'acct_pay' || amount > 0),
  );
}

function rowOf({ id, field, label, amount }: PayerShare, { plan }: Estimate): JsonObject {
  const fund = fundOf(id, field, schemeOf(plan)) ?? '';
  return {
    fund_pay_type: fund,
    fund_pay_type_name: visible(fundName(fund, label)),
    fund_payamt: formatYuan(amount),
  };
}
