import type { Policy } from '../../policy/policy.ts';
import { RESULT } from '../results.ts';

/** What a claim is grouped by in the summary. */
export const GROUP_FIELDS = ['region', 'insurance', 'hospital.level', 'care'] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
export type GroupKey = Readonly<Record<GroupField, string>>;

/** Sums of a group, in the order of its numbers. */
export const GROUP = {
  claims: 0,
  notCovered: 1,
  /** Amounts of the results, as in RESULT. */
  amounts: 2,
  size: 2 + RESULT.size,
} as const;

/** Sums of one recorded column. */
export const RECORD = {
  compared: 0,
  equal: 1,
  above: 2,
  below: 3,
  recorded: 4,
  estimated: 5,
  size: 6,
} as const;

/** Sums of a group over the recorded column that is explained. */
export const GROUP_RECORD = { compared: 0, different: 1, difference: 2, size: 3 } as const;

/** Of the largest differences, how many are told. */
export const LARGEST = 20;

export interface LargeRow {
  readonly block: number;
  readonly line: number;
  readonly recorded: number;
  readonly estimated: number;
  readonly reason: string;
}

/** What a worker has counted, to be added to what the others have. Plain data. */
export interface Counted {
  readonly groups: readonly { readonly key: GroupKey; readonly sums: readonly bigint[] }[];
  readonly policies: readonly {
    readonly id: string;
    readonly title: Policy['title'];
    readonly rows: number;
  }[];
  readonly shares: readonly bigint[];
  readonly notices: readonly (readonly [code: string, rows: number])[];
  readonly rejects: readonly {
    readonly code: string;
    readonly rows: number;
    readonly block: number;
    readonly line: number;
  }[];
  readonly noPerson: number;
  readonly settled: number;
  readonly notCovered: number;
  readonly rejected: number;
  readonly blank: number;
  readonly record: CountedRecord;
}

/** The part of it that holds settled rows against what was recorded. */
export interface CountedRecord {
  /** By group, as in GROUP_RECORD. */
  readonly groups: readonly (readonly bigint[])[];
  /** By column, as in RECORD. */
  readonly columns: readonly (readonly bigint[])[];
  readonly reasons: readonly (readonly [code: string, rows: number, difference: bigint])[];
  readonly largest: readonly LargeRow[];
  readonly different: number;
  /** Rows with any recorded amount, and recorded values that are none. */
  readonly compared: number;
  readonly unreadable: number;
}

/** Groups with the same key, their sums added. */
export function merged(by: GroupField, groups: Counted['groups']): Map<string, bigint[]> {
  const found = new Map<string, bigint[]>();
  for (const { key, sums } of groups) {
    const before = found.get(key[by]);
    found.set(key[by], before ? before.map((sum, place) => sum + (sums[place] ?? 0n)) : [...sums]);
  }
  return found;
}

/** Puts texts in order by their code points. */
export function ascending(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
