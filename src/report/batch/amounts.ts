import type { AmountField } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { SettlementField } from '../../engine/settlement.ts';
import { formatDecimals, formatYuan, groupDigits } from '../../money/fen.ts';

/** An amount under a settlement's name: yuan, or a ratio with four decimals. */
export function plainAmount(field: SettlementField, value: bigint): string {
  return addsUp(field) ? formatYuan(value) : formatDecimals(value, 4);
}

/** The same for reading: `12,345.60`, `0.8416`. */
export function amountOf(field: SettlementField, value: bigint): string {
  return groupDigits(plainAmount(field, value));
}

/** Estimated less recorded, for reading: `+1,200.00`, `-300.00`, `0.00`. */
export function differenceOf(field: SettlementField, value: bigint): string {
  return value > 0n ? `+${amountOf(field, value)}` : amountOf(field, value);
}

/** Ratios of many rows add up to nothing that could be said. */
export function addsUp(field: SettlementField): field is AmountField {
  return field !== 'pool_prop_selfpay';
}

/** A number of rows for reading: `1,234,567`. */
export function count(rows: number): string {
  return groupDigits(String(rows));
}

/** Thousands are the same in both languages; these are the words that large sums are spoken with. */
const SPOKEN: Readonly<Record<Lang, readonly (readonly [bigint, string])[]>> = {
  zh: [
    [100_000_000n, '亿元'],
    [10_000n, '万元'],
  ],
  en: [
    [1_000_000_000n, 'billion'],
    [1_000_000n, 'million'],
  ],
};

/** A large sum as it is said, half up to one decimal: `约 203.5 亿元`, `about 20.3 billion`; empty for small ones. */
export function spoken(fen: bigint, lang: Lang): string {
  const unit = SPOKEN[lang].find(([size]) => fen >= size * 100n);
  if (!unit) return '';
  const tenth = unit[0] * 10n;
  const value = groupDigits(formatDecimals((fen + tenth / 2n) / tenth, 1)).replace(/\.0$/, '');
  return lang === 'zh' ? `约 ${value} ${unit[1]}` : `about ${value} ${unit[1]}`;
}
