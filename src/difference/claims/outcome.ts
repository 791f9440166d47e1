/** What became of a claim on one side. */
export const OUTCOMES = ['covered', 'not_covered', 'refused'] as const;
export type OutcomeWord = (typeof OUTCOMES)[number];

/** What claims are grouped by, in the order of the report. */
export const GROUP_FIELDS = [
  'region',
  'insurance',
  'care',
  'hospital.level',
  'status',
  'assistance',
  'access.filing',
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
export type GroupKey = Readonly<Record<GroupField, string>>;

/** Ends of the classes of differences, in fen; the last has no end. The same for gains and losses. */
export const CLASS_ENDS = [10_00, 100_00, 1_000_00, 10_000_00] as const;
/** Classes of gains (the largest first), no difference, losses (the smallest first). */
export const CLASSES = CLASS_ENDS.length * 2 + 3;

/** The class of a difference of the person's part. */
export function classOf(difference: number): number {
  const middle = CLASS_ENDS.length + 1;
  if (difference === 0) return middle;
  const size = Math.abs(difference);
  let step = 1;
  while (step <= CLASS_ENDS.length && size >= (CLASS_ENDS[step - 1] as number)) step++;
  return difference < 0 ? middle - step : middle + step;
}

/** Sums of a group, in the order of its numbers. Amounts in fen. */
export const SUM = {
  /** Claims settled on both sides, those that were taken back not counted. */
  claims: 0,
  gain: 1,
  lose: 2,
  /** The person pays as much as before. */
  stay: 3,
  /** Of those that stay: some other amount differs. */
  shifted: 4,
  cost: 5,
  oldPerson: 6,
  newPerson: 7,
  oldFund: 8,
  newFund: 9,
  gained: 10,
  lost: 11,
  onlyOld: 12,
  onlyNew: 13,
  neither: 14,
  reversals: 15,
  size: 16,
} as const;
