import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import { WORDS } from '../words.ts';
import { count, spoken } from './amounts.ts';
import { percentOf, percents } from './shares.ts';
import { BATCH_WORDS } from './words.ts';

/** One of the sums that a run is about. */
export interface Answer {
  readonly label: string;
  readonly amount: string;
  /** Of all bills. */
  readonly share: string;
  /** The sum as it is said; empty where it is small. */
  readonly spoken: string;
}

/** What the persons bear, the funds and, where they bear anything, the hospitals: together all bills. */
export function answersOf({ totals }: BatchSummary, lang: Lang): Answer[] {
  const hospital = totals.hosp_part_amt === 0n ? [] : (['hosp_part_amt'] as const);
  const fields = ['psn_part_amt', 'fund_pay_sumamt', ...hospital] as const;
  const shares = percents(fields.map((field) => totals[field]));
  return fields.map((field, index) => ({
    label: ANSWERS[field][lang],
    amount: groupYuan(totals[field]),
    share: shares[index] ?? '',
    spoken: spoken(totals[field], lang),
  }));
}

const ANSWERS = {
  psn_part_amt: WORDS.person,
  fund_pay_sumamt: WORDS.funds,
  hosp_part_amt: WORDS.hospital,
} as const;

/** How many rows, and what became of them. */
export interface Counts {
  readonly rowsIn: string;
  readonly parts: readonly { readonly label: string; readonly rows: string; readonly share: string }[];
}

export function countsOf({ rows }: BatchSummary, lang: Lang): Counts {
  const part = (label: 'settled' | 'notCovered' | 'rejected') => ({
    label: BATCH_WORDS[label][lang],
    rows: count(rows[label]),
    share: percentOf(BigInt(rows[label]), BigInt(rows.in)),
  });
  return { rowsIn: count(rows.in), parts: [part('settled'), part('notCovered'), part('rejected')] };
}

/** `读入 20 行 = 已结算 17 + 不予支付 2 + 退回 1` */
export function countSentence(summary: BatchSummary, lang: Lang): string {
  const { rowsIn, parts } = countsOf(summary, lang);
  const sum = parts.map(({ label, rows }) => (lang === 'zh' ? `${label} ${rows}` : `${rows} ${label}`));
  const head = lang === 'zh' ? `读入 ${rowsIn} 行` : `${rowsIn} ${summary.rows.in === 1 ? 'row' : 'rows'} in`;
  return `${head} = ${sum.join(' + ')}`;
}

/** `退回 1 行` */
export function rejectedRows(rows: number, lang: Lang): string {
  if (lang === 'zh') return `退回 ${count(rows)} 行`;
  return `${count(rows)} ${rows === 1 ? 'row' : 'rows'} rejected`;
}

/** What the counts do not show. */
export function countRemarks({ rows: { blank, noPerson } }: BatchSummary, lang: Lang): string[] {
  const [empty, alone] = [count(blank), count(noPerson)];
  const remarks = [
    {
      rows: blank,
      zh: `另有空行 ${empty} 行，不计入`,
      en: `${empty} blank ${blank === 1 ? 'line' : 'lines'}, not counted`,
    },
    {
      rows: noPerson,
      zh: `${alone} 行没有人员编号，各自单独结算`,
      en: `${alone} ${noPerson === 1 ? 'row' : 'rows'} without a person number, each settled by itself`,
    },
  ];
  return remarks.filter(({ rows }) => rows > 0).map((remark) => remark[lang]);
}

/** Sums are there where any claim was settled, if only as not covered. */
export function anySettled({ rows }: BatchSummary): boolean {
  return rows.settled + rows.notCovered > 0;
}
