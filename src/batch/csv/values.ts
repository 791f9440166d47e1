import { MAX_FEN } from '../../money/fen.ts';

/**
 * Values straight from the bytes, for the plain forms that nearly all have; anything else is left to the one reader of
 * claims, which also says what is wrong with it. Tests hold these to that reader.
 */
export const NOT_PLAIN = -1;

/** An amount such as `12345.6` in fen; NOT_PLAIN for any other form, negative ones included. */
export function plainFen(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  // Ten digits, a point and two decimals: nothing longer is within the range of an amount.
  if (length === 0 || length > 13) return NOT_PLAIN;
  let value = 0;
  let position = start;
  let byte = 0;
  while (position < end) {
    byte = (bytes[position] as number) - 48;
    if (byte < 0 || byte > 9) break;
    value = value * 10 + byte;
    position++;
  }
  const digits = position - start;
  if (digits === 0 || (digits > 1 && bytes[start] === 48)) return NOT_PLAIN;
  value *= 100;
  if (position < end) {
    if (byte !== -2) return NOT_PLAIN;
    const decimals = end - position - 1;
    if (decimals < 1 || decimals > 2) return NOT_PLAIN;
    const tenth = (bytes[position + 1] as number) - 48;
    if (tenth < 0 || tenth > 9) return NOT_PLAIN;
    value += tenth * 10;
    if (decimals === 2) {
      const hundredth = (bytes[position + 2] as number) - 48;
      if (hundredth < 0 || hundredth > 9) return NOT_PLAIN;
      value += hundredth;
    }
  }
  return value > MAX_FEN ? NOT_PLAIN : value;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `2025-05-01`, with or without a time behind it, as 20250501; NOT_PLAIN for any other form or no such day. */
export function plainDate(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NOT_PLAIN;
  if (end - start > 10) {
    const after = bytes[start + 10];
    if (after !== 32 && after !== 84) return NOT_PLAIN;
  }
  const year = digits(bytes, start, start + 4);
  const month = digits(bytes, start + 5, start + 7);
  const day = digits(bytes, start + 8, start + 10);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] as number)) return NOT_PLAIN;
  if (month === 2 && day === 29 && !isLeap(year)) return NOT_PLAIN;
  return year * 10_000 + month * 100 + day;
}

/** A whole number from 0 to `most`; NOT_PLAIN for any other form. */
export function plainInteger(bytes: Uint8Array, start: number, end: number, most: number): number {
  if (end === start || end - start > 6) return NOT_PLAIN;
  const value = digits(bytes, start, end);
  return value > most ? NOT_PLAIN : value;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function digits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let position = start; position < end; position++) {
    const digit = (bytes[position] as number) - 48;
    if (digit < 0 || digit > 9) return NOT_PLAIN;
    value = value * 10 + digit;
  }
  return value;
}

/** `2025-05-01` as 20250501. */
export function dayNumber(iso: string): number {
  return Number(iso.replaceAll('-', ''));
}

/** 20250501 as `2025-05-01`. */
export function isoDate(date: number): string {
  const text = String(date).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
