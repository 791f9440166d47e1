import type { AmountField, BatchSummary, Comparison, GroupSum } from '../../../src/batch/summary.ts';
import { SETTLEMENT_LABELS } from '../../../src/codes/payers.ts';
import { same, type Text } from '../../../src/diagnostics/text.ts';

/** All amounts of a settlement; what is not given is nothing. */
export function totalsOf(given: Partial<Record<AmountField, bigint>>): BatchSummary['totals'] {
  const all = Object.keys(SETTLEMENT_LABELS).filter((field) => field !== 'pool_prop_selfpay');
  return Object.fromEntries(all.map((field) => [field, given[field as AmountField] ?? 0n])) as Record<
    AmountField,
    bigint
  >;
}

export function group(
  key: string,
  label: Text,
  counts: readonly [claims: number, notCovered: number],
  sums: readonly [total: bigint, fund: bigint, person: bigint],
): GroupSum {
  const [claims, notCovered] = counts;
  const [total, fund, person] = sums;
  return { key, label, claims, notCovered, total, fund, person };
}

const LINYI: Text = { zh: '临沂市', en: 'Linyi' };
export const EMPLOYEE: Text = { zh: '职工基本医疗保险', en: 'employee basic insurance' };
export const RESIDENT: Text = { zh: '城乡居民基本医疗保险', en: 'resident basic insurance' };
export const INPATIENT: Text = { zh: '住院', en: 'inpatient' };

export const EMPTY: BatchSummary = {
  input: 'empty.csv',
  rows: { in: 0, settled: 0, notCovered: 0, rejected: 0, blank: 0, noPerson: 0 },
  totals: totalsOf({}),
  groupings: [],
  shares: [],
  rejects: [],
  notices: [],
  policies: [],
};

/**
 * Seven rows, by hand: four settled, one not covered, two rejected.
 * 10,000.00 = 7,000.00 funds (6,400 + 600) + 3,000.00 person (account 1,000 + cash 2,000).
 */
export const SMALL: BatchSummary = {
  input: 'claims.csv',
  rows: { in: 7, settled: 4, notCovered: 1, rejected: 2, blank: 1, noPerson: 2 },
  totals: totalsOf({
    medfee_sumamt: 1_000_000n,
    inscp_scp_amt: 900_000n,
    fulamt_ownpay_amt: 100_000n,
    act_pay_dedc: 120_000n,
    hifp_pay: 640_000n,
    hifmi_pay: 60_000n,
    fund_pay_sumamt: 700_000n,
    psn_part_amt: 300_000n,
    acct_pay: 100_000n,
    psn_cash_pay: 200_000n,
  }),
  groupings: [
    { by: 'region', groups: [group('371300', LINYI, [5, 1], [1_000_000n, 700_000n, 300_000n])] },
    {
      by: 'insurance',
      groups: [
        group('employee', EMPLOYEE, [3, 0], [800_000n, 600_000n, 200_000n]),
        group('resident', RESIDENT, [2, 1], [200_000n, 100_000n, 100_000n]),
      ],
    },
    {
      by: 'hospital.level',
      groups: [
        group('3', { zh: '三级', en: 'level 3' }, [2, 0], [700_000n, 550_000n, 150_000n]),
        group('', same(''), [3, 1], [300_000n, 150_000n, 150_000n]),
      ],
    },
    { by: 'care', groups: [group('inpatient', INPATIENT, [5, 1], [1_000_000n, 700_000n, 300_000n])] },
  ],
  shares: [
    { from: 0, to: 25, claims: 1, total: 300_000n, person: 60_000n },
    { from: 25, to: 50, claims: 3, total: 680_000n, person: 220_000n },
    { from: 50, to: 75, claims: 0, total: 0n, person: 0n },
    { from: 75, to: 100, claims: 1, total: 20_000n, person: 20_000n },
  ],
  rejects: [
    { code: 'NO_POLICY', rows: 1, firstLine: 6 },
    { code: 'HOUSE_CODE', rows: 1, firstLine: 8 },
  ],
  notices: [{ code: 'CAP_REACHED', rows: 1 }],
  policies: [
    { id: '371300/employee', title: { zh: '临沂市职工基本医疗保险', en: 'Linyi employees' }, rows: 3 },
    { id: '371300/resident', title: { zh: '临沂市城乡居民基本医疗保险', en: 'Linyi residents' }, rows: 2 },
  ],
};

const DEDUCTIBLE: Text = { zh: '起付线未扣', en: 'deductible not taken' };

/** Of five rows three agree in the fund's payment; 6,300.00 was recorded, 6,400.00 estimated. */
const COMPARISON: Comparison = {
  fields: [
    {
      field: 'hifp_pay',
      label: { zh: '统筹基金支付', en: 'Pooled fund' },
      compared: 5,
      equal: 3,
      above: 1,
      below: 1,
      recorded: 630_000n,
      estimated: 640_000n,
    },
    {
      field: 'pool_prop_selfpay',
      label: { zh: '统筹支付比例', en: 'Pooled-fund ratio' },
      compared: 2,
      equal: 1,
      above: 1,
      below: 0,
      recorded: 15_000n,
      estimated: 16_000n,
    },
  ],
  compared: 5,
  different: 2,
  leading: 'hifp_pay',
  reasons: [
    { code: 'DEDUCTIBLE_NOT_TAKEN', label: DEDUCTIBLE, claims: 1, difference: -20_000n },
    { code: 'UNKNOWN', label: { zh: '原因不明', en: 'not known' }, claims: 1, difference: 30_000n },
  ],
  groupings: [
    {
      by: 'insurance',
      groups: [
        { key: 'employee', label: EMPLOYEE, compared: 3, different: 1, difference: -20_000n },
        { key: 'resident', label: RESIDENT, compared: 2, different: 1, difference: 30_000n },
      ],
    },
    {
      by: 'care',
      groups: [{ key: 'inpatient', label: INPATIENT, compared: 5, different: 2, difference: 10_000n }],
    },
  ],
  largest: [
    { line: 5, field: 'hifp_pay', recorded: 70_000, estimated: 100_000 },
    {
      line: 2,
      field: 'hifp_pay',
      recorded: 120_000,
      estimated: 100_000,
      reason: { code: 'DEDUCTIBLE_NOT_TAKEN', label: DEDUCTIBLE },
    },
  ],
};

export const COMPARED: BatchSummary = { ...SMALL, comparison: COMPARISON };
