/** What the code of a place (GB/T 2260) says by itself, whether or not a table has it. */

/** Code of the samples whose source names no place, and of what holds everywhere. */
export const GENERIC = '000000';

/**
 * A code of any length as one of the standard: the two and four digits of a province and a city, and the nine and twelve
 * of the statistics, which say a town and a village beside the county. Two or four may be the beginning of a longer one.
 */
export function sixDigits(text: string, partial = false): string | undefined {
  if (/^\d{6}$/.test(text)) return text;
  if (/^\d{9}(\d{3})?$/.test(text)) return text.slice(0, 6);
  return !partial && /^(\d\d){1,2}$/.test(text) ? text.padEnd(6, '0') : undefined;
}

/** Municipalities are one pool, districts and all. */
const MUNICIPALITIES = ['110000', '120000', '310000', '500000'];

/** Whether a code is a city or municipality, whose rules are those of all places in it; a province's are not. */
export function isOnePool(code: string): boolean {
  return /^\d{6}$/.test(code) && (!code.endsWith('0000') || MUNICIPALITIES.includes(code));
}

/** The places a code lies in, nearest first: 371302 -> 371300, 370000. */
export function parentsOf(code: string): string[] {
  const parents = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  return parents.filter(
    (parent, index) => parent !== code && parents.indexOf(parent) === index && !parent.startsWith('00'),
  );
}
