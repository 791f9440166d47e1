/** ISO days as text: they sort as they are. */

/** Whether a text is a day that there is, written as 2025-01-01. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** Whether a text is a day that every year has, written as 07-01. */
export function isDayOfYear(text: string): boolean {
  return /^\d{2}-\d{2}$/.test(text) && isDay(`2001-${text}`);
}

/** The calendar year in which the year around a day begins. @param start the day on which years begin, as 07-01 */
function beginOf(date: string, start: string): number {
  return Number(date.slice(0, 4)) - (date.slice(5) < start ? 1 : 0);
}

/** The year around a day, first and last day. @param start the day on which years begin, as 07-01 */
export function yearAround(date: string, start: string): { from: string; to: string } {
  const begin = beginOf(date, start);
  const day = (year: number): string => `${String(year).padStart(4, '0')}-${start}`;
  return { from: day(begin), to: addDays(day(begin + 1), -1) };
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day some months earlier or later, or the last of that month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
