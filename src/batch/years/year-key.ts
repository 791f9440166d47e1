/** The calendar year in which the year around a day begins. @param start the day on which such years begin, as 701 */
export function begunAt(date: number, start: number): number {
  return Math.floor(date / 10_000) - (date % 10_000 < start ? 1 : 0);
}

/** A year by its kind and the calendar year in which it begins, as one number. */
export function yearKey(year: number, begun: number): number {
  return year * 10_000 + begun;
}

/** @returns the kind of a year and the calendar year in which it begins */
export function yearOfKey(key: number): [year: number, begun: number] {
  return [Math.floor(key / 10_000), key % 10_000];
}
