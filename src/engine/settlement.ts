import type { Text } from '../diagnostics/text.ts';
import { formatDecimals, formatYuan } from '../money/fen.ts';
import { type LinePlan, OUT, PER_LINE, type Plan } from './plan.ts';

/** The amounts of a settlement under their national names, in fen; `pool_prop_selfpay` is a ratio in 1/10,000. */
export interface Settlement {
  readonly medfee_sumamt: number;
  readonly fulamt_ownpay_amt: number;
  readonly overlmt_selfpay: number;
  readonly preselfpay_amt: number;
  readonly inscp_scp_amt: number;
  readonly act_pay_dedc: number;
  readonly hifp_pay: number;
  readonly hifob_pay: number;
  readonly hifmi_pay: number;
  readonly hifes_pay: number;
  readonly cvlserv_pay: number;
  readonly maf_pay: number;
  readonly oth_pay: number;
  readonly hosp_part_amt: number;
  readonly fund_pay_sumamt: number;
  readonly psn_part_amt: number;
  readonly acct_pay: number;
  readonly psn_cash_pay: number;
  readonly pool_prop_selfpay: number;
}

export type SettlementField = keyof Settlement;

/** The fields in the order in which they are printed. */
export const SETTLEMENT_FIELDS = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'hifob_pay',
  'hifmi_pay',
  'hifes_pay',
  'cvlserv_pay',
  'maf_pay',
  'oth_pay',
  'hosp_part_amt',
  'fund_pay_sumamt',
  'psn_part_amt',
  'acct_pay',
  'psn_cash_pay',
  'pool_prop_selfpay',
] as const satisfies readonly SettlementField[];

/** Who pays one share of the bill; all shares add up to the total. Fen. */
export interface PayerShare {
  readonly id: string;
  readonly label: Text;
  readonly field: SettlementField;
  readonly amount: number;
}

/** @param amounts as handed to `settle`; @param out as filled by it */
export function settlementOf(amounts: Float64Array, out: Float64Array): Settlement {
  const from = (place: number): number => out[place] ?? 0;
  const inPolicy = from(OUT.inPolicy);
  const pooled = from(OUT.hifp);
  return {
    medfee_sumamt: amounts[0] ?? 0,
    fulamt_ownpay_amt: amounts[1] ?? 0,
    overlmt_selfpay: amounts[2] ?? 0,
    preselfpay_amt: amounts[3] ?? 0,
    inscp_scp_amt: inPolicy,
    act_pay_dedc: from(OUT.deductible),
    hifp_pay: pooled,
    hifob_pay: from(OUT.hifob),
    hifmi_pay: from(OUT.hifmi),
    hifes_pay: from(OUT.hifes),
    cvlserv_pay: from(OUT.cvlserv),
    maf_pay: from(OUT.maf),
    oth_pay: from(OUT.oth),
    hosp_part_amt: from(OUT.hosp),
    fund_pay_sumamt: from(OUT.fund),
    psn_part_amt: from(OUT.person),
    acct_pay: from(OUT.account),
    psn_cash_pay: from(OUT.stored) + from(OUT.cash),
    pool_prop_selfpay: inPolicy > 0 ? Math.floor((pooled * 20_000 + inPolicy) / (inPolicy * 2)) : 0,
  };
}

/** The settlement as the contract prints it: yuan with two decimals, the ratio with four. */
export function printSettlement(settlement: Settlement): Record<SettlementField, string> {
  const entries = Object.entries(settlement).map(([name, value]) => [
    name,
    name === 'pool_prop_selfpay' ? formatRatio(value) : formatYuan(value),
  ]);
  return Object.fromEntries(entries) as Record<SettlementField, string>;
}

export function formatRatio(tenThousandths: number): string {
  return formatDecimals(tenThousandths, 4);
}

/** Who pays a line: a supplement is known by its own name; other payers by theirs, however many lines they have. */
export function payerOf({ policy, payer }: LinePlan): { readonly id: string; readonly label: Text } {
  const own = policy.kind === 'supplement' && payer.id === 'supplement';
  return own
    ? { id: policy.id.split('/')[1] ?? payer.id, label: policy.title }
    : { id: payer.id, label: payer.label };
}

/** Everyone who takes part in the bill, in order: payers of the policy, hospital, then the person's three purses. */
export function payersOf(plan: Plan, out: Float64Array): PayerShare[] {
  const shares = new Map<string, PayerShare>();
  for (const [index, line] of plan.lines.entries()) {
    const amount = out[OUT.first + index * PER_LINE.size + PER_LINE.paid] ?? 0;
    const { id, label } = payerOf(line);
    const before = shares.get(id);
    if (line.state === 'off' && !before) continue;
    shares.set(id, { id, label, field: line.payer.field, amount: (before?.amount ?? 0) + amount });
  }
  const person: PayerShare[] = [
    {
      id: 'personal_account',
      label: { zh: '个人账户', en: 'Personal account' },
      field: 'acct_pay',
      amount: out[OUT.account] ?? 0,
    },
    {
      id: 'stored_card',
      label: { zh: '市民卡', en: 'Stored-value card' },
      field: 'psn_cash_pay',
      amount: out[OUT.stored] ?? 0,
    },
    { id: 'cash', label: { zh: '现金', en: 'Cash' }, field: 'psn_cash_pay', amount: out[OUT.cash] ?? 0 },
  ];
  return [...shares.values(), ...person];
}
