import type { DateFormat } from '../header/map.ts';

/**
 * A date as the file writes it, as ISO text; what is ISO already stays. Undefined when it is neither.
 * Whether there is such a day is for the reader of claims to say.
 */
export function asIsoDate(text: string, format: DateFormat): string | undefined {
  const folded = text.normalize('NFKC').trim();
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(folded)) return folded;
  if (format === 'YYYYMMDD') {
    const match = /^(\d{4})(\d{2})(\d{2})(?:\d{6}|\D.*)?$/.exec(folded);
    return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
  }
  if (format === 'YYYY/M/D') {
    const match = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\s.*)?$/.exec(folded);
    return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined;
  }
  return undefined;
}
