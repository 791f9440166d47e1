import { Decimal } from 'decimal.js';
import type { Text } from '../diagnostics/text.ts';

/** Largest amount a claim may hold, in fen: 90,000,000.00 yuan. Keeps every product inside the exact integers. */
export const MAX_FEN = 9_000_000_000;

export type MoneyProblem = { readonly code: string; readonly message: Text; readonly hint?: Text };
export type MoneyResult = { readonly fen: number } | MoneyProblem;

const STRICT = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads an amount in yuan from a file, exactly: digits, at most two decimals, no exponent, no separators.
 * @returns whole fen, -MAX_FEN … MAX_FEN (the sign is for reversals), or what is wrong
 */
export function parseYuan(text: string): MoneyResult {
  const match = STRICT.exec(text.trim());
  if (!match) return notANumber(text);
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole.length > 1 && whole.startsWith('0')) {
    return {
      code: 'MONEY_LEADING_ZERO',
      message: { zh: `金额“${text}”以 0 开头，含义不明`, en: `the amount “${text}” starts with 0` },
      hint: { zh: '去掉开头的 0', en: 'remove the leading zeros' },
    };
  }
  if (fraction.length > 2) return tooFine(text);
  return inRange(text, Number(whole) * 100 + Number(fraction.padEnd(2, '0')), sign);
}

/**
 * Reads an amount as people type it: `1.2万`, `12,345.67`, `¥300`, `300元`, full-width digits.
 * @returns whole fen or what is wrong
 */
export function parseTypedYuan(text: string): MoneyResult {
  const folded = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[¥¥]/, '')
    .replace(/[元圆]$/, '')
    .replaceAll('。', '.');
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?([千万亿])?$/.exec(folded);
  if (!match || (match[2] === undefined && match[3] === undefined)) return notANumber(text);
  const [, sign = '', whole = '0', decimals = '', unit] = match;
  const fraction = decimals.replace(/0+$/, '');
  // 0.0000000001亿 is a fen; more digits than that would be rounded away below.
  if (fraction.length > 10) return tooFine(text);
  const factor = unit === '千' ? 1000 : unit === '万' ? 10_000 : unit === '亿' ? 100_000_000 : 1;
  const fen = new Decimal(`${whole.replaceAll(',', '')}.${fraction || '0'}`).times(factor).times(100);
  if (!fen.isInteger()) return tooFine(text);
  return inRange(text, fen.toNumber(), sign);
}

/** Fen as yuan with two decimals, no separators: `-12.30`. Sums of many claims come as big integers. */
export function formatYuan(fen: number | bigint): string {
  return formatDecimals(fen, 2);
}

/** A whole number of the last place as a decimal number: 8416 with four places is `0.8416`. */
export function formatDecimals(value: number | bigint, places: number): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(value < 0 ? -value : value).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Fen as yuan for reading: `12,345.60`. */
export function groupYuan(fen: number | bigint): string {
  return groupDigits(formatYuan(fen));
}

/** Yuan before rounding: all their decimals, at least two. */
export function unrounded(yuan: Decimal): string {
  return yuan.toFixed(Math.max(2, yuan.decimalPlaces()));
}

/** A number in digits with its thousands set off: `1234567.89` is `1,234,567.89`. */
export function groupDigits(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function inRange(text: string, fen: number, sign: string): MoneyResult {
  if (fen > MAX_FEN) {
    return {
      code: 'MONEY_TOO_LARGE',
      message: {
        zh: `金额“${text}”超过上限 90,000,000.00 元`,
        en: `the amount “${text}” is above 90,000,000.00 yuan`,
      },
    };
  }
  return { fen: sign === '-' && fen !== 0 ? -fen : fen };
}

function tooFine(text: string): MoneyProblem {
  return {
    code: 'MONEY_DECIMALS',
    message: { zh: `金额“${text}”多于两位小数`, en: `the amount “${text}” has more than two decimals` },
    hint: { zh: '金额以元为单位，最多到分', en: 'amounts are in yuan, to the fen' },
  };
}

function notANumber(text: string): MoneyProblem {
  const exponent = /^[+-]?[\d.]+e[+-]?\d+$/i.test(text.trim());
  return {
    code: 'MONEY_NOT_A_NUMBER',
    message: exponent
      ? { zh: `金额“${text}”不能用科学计数法`, en: `the amount “${text}” uses an exponent` }
      : { zh: `“${text}”不是金额`, en: `“${text}” is not an amount` },
    hint: { zh: '例如 12345.60', en: 'for example 12345.60' },
  };
}
