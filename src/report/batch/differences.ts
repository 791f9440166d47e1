import type { Comparison, FieldDifference, LargeDifference } from '../../batch/summary.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import type { SettlementField } from '../../engine/settlement.ts';
import { say } from '../say.ts';
import { addsUp, amountOf, count, differenceOf } from './amounts.ts';
import { fieldLabel } from './payers.ts';
import { NONE, percentOf } from './shares.ts';
import { BATCH_WORDS, bracketed, colon } from './words.ts';

/** Recorded, estimated and difference of one amount; sums of ratios would say nothing. */
export function sumsOf({ field, recorded, estimated }: FieldDifference): string[] {
  if (!addsUp(field)) return [NONE, NONE, NONE];
  return [amountOf(field, recorded), amountOf(field, estimated), differenceOf(field, estimated - recorded)];
}

/** A sum of differences in the leading amount. */
export function leadingDifference({ leading }: Pick<Comparison, 'leading'>, fen: bigint): string {
  return addsUp(leading) ? differenceOf(leading, fen) : NONE;
}

/** What an amount is called in this comparison. */
export function comparedLabel(field: SettlementField, { fields }: Comparison): Text {
  return fields.find((one) => one.field === field)?.label ?? fieldLabel(field);
}

function nameOf(field: SettlementField, comparison: Comparison, lang: Lang): string {
  return say(comparedLabel(field, comparison), lang);
}

/** `可比 1,990,000 行，15,000 行有金额不同（0.8%）；相差 = 估算 - 记录` */
export function comparedSentence(comparison: Comparison, lang: Lang): string {
  const { compared, different } = comparison;
  const share = percentOf(BigInt(different), BigInt(compared));
  const [rows, differing] = [count(compared), count(different)];
  return lang === 'zh'
    ? `可比 ${rows} 行，${differing} 行有金额不同（${share}）；相差 = 估算 - 记录`
    : `${rows} rows compared, ${differing} differ in some amount (${share}); difference = estimated - recorded`;
}

/** `可能的原因（统筹基金支付）` */
export function inLeading(title: 'reasons' | 'groupDifferences', comparison: Comparison, lang: Lang): string {
  return bracketed(BATCH_WORDS[title][lang], nameOf(comparison.leading, comparison, lang), lang);
}

/** `相差最大的行（统筹基金支付）`: the amount is named above where it is the same for all rows. */
export function largestTitle(comparison: Comparison, lang: Lang): string {
  const [first] = comparison.largest;
  const title = BATCH_WORDS.largest[lang];
  if (!first || !oneField(comparison)) return title;
  return bracketed(title, nameOf(first.field, comparison, lang), lang);
}

/** Line, recorded, estimated, difference, and why: `统筹基金支付：起付线未扣`. */
export function largestCells(row: LargeDifference, comparison: Comparison, lang: Lang): string[] {
  const { line, field, reason } = row;
  const [recorded, estimated] = [BigInt(row.recorded), BigInt(row.estimated)];
  const name = oneField(comparison) ? [] : [nameOf(field, comparison, lang)];
  return [
    String(line),
    amountOf(field, recorded),
    amountOf(field, estimated),
    differenceOf(field, estimated - recorded),
    [...name, ...(reason ? [say(reason.label, lang)] : [])].join(colon(lang)),
  ];
}

function oneField({ largest }: Comparison): boolean {
  return largest.every(({ field }) => field === largest[0]?.field);
}
