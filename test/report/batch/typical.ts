import type { BatchSummary, DifferenceGroup, Grouping } from '../../../src/batch/summary.ts';
import { same, type Text } from '../../../src/diagnostics/text.ts';
import { EMPLOYEE, group, INPATIENT, RESIDENT, totalsOf } from './summaries.ts';

/** A small generator with a seed: the same summary on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Splits an amount by weights; the last part takes the rest. */
function split(fen: bigint, weights: readonly number[]): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const parts = weights
    .slice(1)
    .map((weight) => (fen * BigInt(Math.round((weight / sum) * 1e6))) / 1_000_000n);
  return [fen - parts.reduce((total, part) => total + part, 0n), ...parts];
}

const REGIONS =
  '临沂市 青岛市 北京市 肇庆市 宜春市 上海市 昆明市 邯郸市 贵阳市 成都市 海口市 广州市 杭州市 苏州市 武汉市'.split(
    ' ',
  );
const LEVELS: readonly (readonly [string, Text])[] = [
  ['3', { zh: '三级', en: 'level 3' }],
  ['2', { zh: '二级', en: 'level 2' }],
  ['community', { zh: '社区/乡镇', en: 'community or township' }],
  ['1', { zh: '一级', en: 'level 1' }],
  ['', same('')],
];
const CARES: readonly (readonly [string, Text])[] = [
  ['inpatient', INPATIENT],
  ['outpatient', { zh: '普通门诊', en: 'outpatient' }],
  ['chronic', { zh: '门诊慢特病', en: 'chronic and special outpatient' }],
  ['emergency', { zh: '急诊', en: 'emergency outpatient' }],
  ['pharmacy', { zh: '药店购药', en: 'pharmacy' }],
  ['maternity_inpatient', { zh: '生育住院', en: 'delivery stay' }],
];
const INSURANCES: readonly (readonly [string, Text])[] = [
  ['employee', EMPLOYEE],
  ['resident', RESIDENT],
  ['maternity', { zh: '生育保险', en: 'maternity insurance' }],
];

function grouping(by: Grouping['by'], names: readonly (readonly [string, Text])[]): Grouping {
  const random = numbers(by.length);
  const weights = names.map((_, index) => (1 + random()) / (index + 1) ** 1.5);
  const shaken = (): number[] => weights.map((weight) => weight * (0.8 + random() / 3));
  const [fund, person, hospital] = [
    split(FUND, shaken()),
    split(PERSON, shaken()),
    split(HOSPITAL, shaken()),
  ];
  const claims = split(BigInt(CLAIMS), weights).map(Number);
  const notCovered = split(12_400n, weights).map(Number);
  const groups = names.map(([key, label], index) => {
    const [fen, own, rest] = [fund[index] ?? 0n, person[index] ?? 0n, hospital[index] ?? 0n];
    return group(key, label, [claims[index] ?? 0, notCovered[index] ?? 0], [fen + own + rest, fen, own]);
  });
  return { by, groups: groups.sort((a, b) => Number(b.total - a.total)) };
}

const CLAIMS = 1_993_604;
const TOTAL = 2_034_567_890_123n;
const FUND = 1_400_000_000_011n;
const HOSPITAL = 12_345_678_900n;
const PERSON = TOTAL - FUND - HOSPITAL;

function differences(by: Grouping['by'], names: readonly (readonly [string, Text])[]) {
  const random = numbers(by.length * 7);
  const weights = names.map((_, index) => (1 + random()) / (index + 1));
  const compared = split(1_990_000n, weights).map(Number);
  const different = split(15_000n, weights).map(Number);
  const sums = names.slice(1).map(() => BigInt(Math.round((random() - 0.6) * 400_000_000)));
  const first = -1_234_567_900n - sums.reduce((sum, fen) => sum + fen, 0n);
  const groups = names.map(
    ([key, label], index): DifferenceGroup => ({
      key,
      label,
      compared: compared[index] ?? 0,
      different: different[index] ?? 0,
      difference: [first, ...sums][index] ?? 0n,
    }),
  );
  return { by, groups };
}

/** Two million rows of fifteen places, as a year of a province would look. */
export const TYPICAL: BatchSummary = (() => {
  const regions = REGIONS.map((name, index): readonly [string, Text] => [
    `${3713 + index}00`,
    { zh: name, en: `City ${index + 1}` },
  ]);
  const [hifp = 0n, hifob = 0n, hifmi = 0n, cvlserv = 0n, maf = 0n, oth = 0n] = split(
    FUND,
    [80, 6, 7, 2, 3, 2],
  );
  const [cash = 0n, account = 0n] = split(PERSON, [70, 30]);
  const classes = [3, 14, 22, 18, 11, 8, 5, 4, 3, 12];
  const [inPolicy = 0n, advance = 0n, own = 0n, over = 0n] = split(TOTAL, [84, 7, 8, 1]);
  return {
    input: '2025 年结算.csv',
    rows: {
      in: 2_000_000,
      settled: CLAIMS - 12_400,
      notCovered: 12_400,
      rejected: 6_396,
      blank: 3,
      noPerson: 0,
    },
    totals: totalsOf({
      medfee_sumamt: TOTAL,
      inscp_scp_amt: inPolicy,
      preselfpay_amt: advance,
      fulamt_ownpay_amt: own,
      overlmt_selfpay: over,
      act_pay_dedc: TOTAL / 25n,
      hifp_pay: hifp,
      hifob_pay: hifob,
      hifmi_pay: hifmi,
      cvlserv_pay: cvlserv,
      maf_pay: maf,
      oth_pay: oth,
      fund_pay_sumamt: FUND,
      hosp_part_amt: HOSPITAL,
      psn_part_amt: PERSON,
      acct_pay: account,
      psn_cash_pay: cash,
    }),
    groupings: [
      grouping('region', regions),
      grouping('insurance', INSURANCES),
      grouping('hospital.level', LEVELS),
      grouping('care', CARES),
    ],
    shares: split(BigInt(CLAIMS), classes).map((claims, index) => ({
      from: index * 10,
      to: index * 10 + 10,
      claims: Number(claims),
      total: split(TOTAL, classes)[index] ?? 0n,
      person:
        split(
          PERSON,
          classes.map((weight, at) => weight * (at + 0.5)),
        )[index] ?? 0n,
    })),
    rejects: [
      { code: 'NO_POLICY', rows: 4_000, firstLine: 17 },
      { code: 'MONEY_DECIMALS', rows: 1_800, firstLine: 1_204 },
      { code: 'UNKNOWN_CODE', rows: 596, firstLine: 33_190 },
    ],
    notices: [
      { code: 'SOURCE_GRADE', rows: 812_400 },
      { code: 'CHECKED_BEFORE', rows: 640_010 },
      { code: 'FIGURE_INFERRED', rows: 120_900 },
      { code: 'CAP_REACHED', rows: 3_200 },
    ],
    policies: REGIONS.map((name, index) => ({
      id: `${3713 + index}00/employee`,
      title: { zh: `${name}职工基本医疗保险`, en: `City ${index + 1} employees` },
      rows: Math.round(600_000 / (index + 1)),
    })),
  };
})();

const REASONS: readonly Text[] = [
  { zh: '起付线未扣', en: 'deductible not taken' },
  { zh: '住院次数不同', en: 'other admission number' },
  { zh: '已到封顶线', en: 'cap reached' },
  { zh: '支付比例不同', en: 'other rate' },
  { zh: '原因不明', en: 'not known' },
];

export const TYPICAL_COMPARED: BatchSummary = {
  ...TYPICAL,
  comparison: {
    fields: [
      {
        field: 'hifp_pay',
        label: { zh: '统筹基金支付', en: 'Pooled fund' },
        compared: 1_990_000,
        equal: 1_977_655,
        above: 6_000,
        below: 6_345,
        recorded: 1_115_000_000_000n,
        estimated: 1_114_987_654_321n,
      },
      {
        field: 'fund_pay_sumamt',
        label: { zh: '基金支付总额', en: 'Paid by funds' },
        compared: 1_990_000,
        equal: 1_975_000,
        above: 7_000,
        below: 8_000,
        recorded: 1_400_000_000_000n,
        estimated: 1_400_000_000_011n,
      },
      {
        field: 'psn_part_amt',
        label: { zh: '个人负担总金额', en: 'Borne by the person' },
        compared: 1_990_000,
        equal: 1_975_000,
        above: 8_000,
        below: 7_000,
        recorded: 622_000_000_000n,
        estimated: 621_999_999_989n,
      },
    ],
    compared: 1_990_000,
    different: 15_000,
    leading: 'hifp_pay',
    reasons: REASONS.map((label, index) => ({
      code: `REASON_${index}`,
      label,
      claims: 5_000 - index * 1_000,
      difference: [-9_000_000_00n, 2_500_000_00n, -6_000_000_00n, 154_321_00n, -43_000_00n][index] ?? 0n,
    })),
    groupings: [
      differences(
        'region',
        REGIONS.map((name, index) => [`${3713 + index}00`, { zh: name, en: `City ${index + 1}` }]),
      ),
      differences('insurance', INSURANCES),
      differences('hospital.level', LEVELS),
      differences('care', CARES),
    ],
    largest: Array.from({ length: 10 }, (_, index) => {
      const reason = REASONS[index % 6];
      return {
        line: 3_000 * (index + 7) + index,
        field: 'hifp_pay' as const,
        recorded: 12_345_678 - index * 1_000_000,
        estimated: 300_000 + index,
        ...(reason && { reason: { code: 'R', label: reason } }),
      };
    }),
  },
};
