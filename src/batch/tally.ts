import { OUT } from '../engine/plan.ts';
import type { SettlementField } from '../engine/settlement.ts';
import type { Policy } from '../policy/policy.ts';
import { enlarged } from './arrays.ts';
import { RESULT } from './results.ts';

/** What a claim is grouped by in the summary. */
export const GROUP_FIELDS = ['region', 'insurance', 'hospital.level', 'care'] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

/** Sums of a group, in the order of its numbers. */
export const GROUP = {
  claims: 0,
  notCovered: 1,
  /** Amounts of the results, as in RESULT. */
  amounts: 2,
  compared: 2 + RESULT.size,
  different: 3 + RESULT.size,
  difference: 4 + RESULT.size,
  size: 5 + RESULT.size,
} as const;

/** Claims, bill and person's part in each class of the person's share: up to 10%, 20% … 100%. */
const SHARE_CLASSES = 10;

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

export interface LargeRow {
  readonly block: number;
  readonly line: number;
  readonly recorded: number;
  readonly estimated: number;
  readonly reason: string;
}

/** What a worker has counted, to be added to what the others have. Plain data. */
export interface Counted {
  readonly groups: readonly {
    readonly key: Readonly<Record<GroupField, string>>;
    readonly sums: readonly bigint[];
  }[];
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
  readonly records: readonly (readonly bigint[])[];
  readonly reasons: readonly (readonly [code: string, rows: number, difference: bigint])[];
  readonly largest: readonly LargeRow[];
  readonly different: number;
  /** Rows with any recorded amount, and recorded values that are none. */
  readonly compared: number;
  readonly unreadable: number;
  readonly noPerson: number;
  readonly settled: number;
  readonly notCovered: number;
  readonly rejected: number;
  readonly blank: number;
}

const LARGEST = 20;

/**
 * Counts what the summary tells. Sums of one block are exact as numbers; they are added up as big integers, because a
 * country's year is more than a number holds exactly.
 */
export class Tally {
  noPerson = 0;
  settled = 0;
  notCovered = 0;
  rejected = 0;
  blank = 0;
  different = 0;
  rowsCompared = 0;
  unreadable = 0;
  readonly #groups: Readonly<Record<GroupField, string>>[] = [];
  readonly #groupOf = new Map<string, number>();
  #sums = new Float64Array(0);
  readonly #totals: bigint[][] = [];
  readonly #policies: Pick<Policy, 'id' | 'title'>[] = [];
  #policyRows = new Float64Array(16);
  readonly #shares = new Float64Array(SHARE_CLASSES * 3);
  readonly #shareTotals: bigint[] = Array.from({ length: SHARE_CLASSES * 3 }, () => 0n);
  readonly #notices = new Map<string, number>();
  readonly #rejects = new Map<string, { rows: number; block: number; line: number }>();
  readonly #records: Float64Array;
  readonly #recordTotals: bigint[];
  readonly #reasons = new Map<string, { rows: number; difference: bigint }>();
  #largest: LargeRow[] = [];
  #block = 0;

  constructor(recorded: readonly { readonly name: SettlementField }[]) {
    this.#records = new Float64Array(recorded.length * RECORD.size);
    this.#recordTotals = Array.from({ length: recorded.length * RECORD.size }, () => 0n);
  }

  /** The number of a group. */
  group(key: Readonly<Record<GroupField, string>>): number {
    const text = JSON.stringify(key);
    const known = this.#groupOf.get(text);
    if (known !== undefined) return known;
    const number = this.#groups.push(key) - 1;
    this.#groupOf.set(text, number);
    this.#sums = enlarged(this.#sums, new Float64Array(this.#groups.length * GROUP.size));
    this.#totals.push(Array.from({ length: GROUP.size }, () => 0n));
    return number;
  }

  policy({ id, title }: Pick<Policy, 'id' | 'title'>): number {
    const known = this.#policies.findIndex((policy) => policy.id === id);
    if (known >= 0) return known;
    const number = this.#policies.push({ id, title }) - 1;
    if (number >= this.#policyRows.length)
      this.#policyRows = enlarged(this.#policyRows, new Float64Array(this.#policyRows.length * 2));
    return number;
  }

  /** The number of a policy known by its id only: one of an earlier run, perhaps not met in this one. */
  policyNamed(id: string): number {
    const known = this.#policies.findIndex((policy) => policy.id === id);
    return known >= 0 ? known : this.policy({ id, title: { zh: id, en: id } });
  }

  policyId(number: number): string {
    return this.#policies[number]?.id ?? '';
  }

  beginBlock(number: number): void {
    this.#block = number;
  }

  /** Counts one settled row. @param at where its amounts begin in `results` */
  row(group: number, policy: number, covered: boolean, results: Float64Array, at: number): void {
    const sums = this.#sums;
    const base = group * GROUP.size;
    sums[base] = (sums[base] as number) + 1;
    if (covered) this.settled++;
    else {
      this.notCovered++;
      sums[base + 1] = (sums[base + 1] as number) + 1;
    }
    const to = base + GROUP.amounts;
    for (let field = 0; field < RESULT.size; field++)
      sums[to + field] = (sums[to + field] as number) + (results[at + field] as number);
    this.#policyRows[policy] = (this.#policyRows[policy] as number) + 1;
    const total = results[at + RESULT.total] as number;
    const person = results[at + RESULT.first + OUT.person] as number;
    // A reversal takes its settlement out of the class it was counted in.
    const sign = total < 0 ? -1 : 1;
    const share = total === 0 ? 0 : Math.max(0, Math.ceil((person * SHARE_CLASSES) / total) - 1);
    const place = share * 3;
    this.#shares[place] = (this.#shares[place] as number) + sign;
    this.#shares[place + 1] = (this.#shares[place + 1] as number) + total;
    this.#shares[place + 2] = (this.#shares[place + 2] as number) + person;
  }

  /** Counts a recorded amount against the estimate. */
  record(column: number, recorded: number, estimated: number): void {
    const at = column * RECORD.size;
    const records = this.#records;
    records[at] = (records[at] as number) + 1;
    const how = estimated === recorded ? RECORD.equal : estimated > recorded ? RECORD.above : RECORD.below;
    records[at + how] = (records[at + how] as number) + 1;
    records[at + RECORD.recorded] = (records[at + RECORD.recorded] as number) + recorded;
    records[at + RECORD.estimated] = (records[at + RECORD.estimated] as number) + estimated;
  }

  /** Counts the leading recorded amount of a row under its group. */
  compared(group: number, difference: number): void {
    const at = group * GROUP.size;
    const sums = this.#sums;
    sums[at + GROUP.compared] = (sums[at + GROUP.compared] as number) + 1;
    if (difference === 0) return;
    sums[at + GROUP.different] = (sums[at + GROUP.different] as number) + 1;
    sums[at + GROUP.difference] = (sums[at + GROUP.difference] as number) + difference;
  }

  reason(code: string, line: number, recorded: number, estimated: number): void {
    const before = this.#reasons.get(code) ?? { rows: 0, difference: 0n };
    this.#reasons.set(code, {
      rows: before.rows + 1,
      difference: before.difference + BigInt(estimated - recorded),
    });
    const least = this.#largest.at(-1);
    if (
      this.#largest.length === LARGEST &&
      least &&
      Math.abs(estimated - recorded) < Math.abs(least.estimated - least.recorded)
    )
      return;
    this.#largest.push({ block: this.#block, line, recorded, estimated, reason: code });
    this.#largest.sort(byDifference);
    this.#largest.length = Math.min(LARGEST, this.#largest.length);
  }

  notices(codes: readonly string[], rows: number): void {
    for (const code of codes) this.#notices.set(code, (this.#notices.get(code) ?? 0) + rows);
  }

  reject(code: string, line: number): void {
    this.rejected++;
    const before = this.#rejects.get(code);
    if (before) before.rows++;
    else this.#rejects.set(code, { rows: 1, block: this.#block, line });
  }

  /** Adds the sums of a block to the totals. */
  endBlock(): void {
    for (const [group, totals] of this.#totals.entries()) {
      if (this.#sums[group * GROUP.size] === 0) continue;
      for (let place = 0; place < GROUP.size; place++)
        totals[place] = (totals[place] as bigint) + BigInt(this.#sums[group * GROUP.size + place] as number);
    }
    this.#sums.fill(0);
    flush(this.#shares, this.#shareTotals);
    flush(this.#records, this.#recordTotals);
  }

  result(): Counted {
    return {
      groups: this.#groups.map((key, number) => ({ key, sums: this.#totals[number] ?? [] })),
      policies: this.#policies.map(({ id, title }, number) => ({
        id,
        title,
        rows: this.#policyRows[number] ?? 0,
      })),
      shares: this.#shareTotals,
      notices: [...this.#notices],
      rejects: [...this.#rejects].map(([code, found]) => ({ code, ...found })),
      records: Array.from({ length: this.#records.length / RECORD.size }, (_, column) =>
        this.#recordTotals.slice(column * RECORD.size, (column + 1) * RECORD.size),
      ),
      reasons: [...this.#reasons].map(([code, { rows, difference }]) => [code, rows, difference] as const),
      largest: this.#largest,
      different: this.different,
      compared: this.rowsCompared,
      unreadable: this.unreadable,
      noPerson: this.noPerson,
      settled: this.settled,
      notCovered: this.notCovered,
      rejected: this.rejected,
      blank: this.blank,
    };
  }
}

function flush(sums: Float64Array, totals: bigint[]): void {
  for (let place = 0; place < sums.length; place++)
    if (sums[place] !== 0) totals[place] = (totals[place] as bigint) + BigInt(sums[place] as number);
  sums.fill(0);
}

function byDifference(a: LargeRow, b: LargeRow): number {
  return (
    Math.abs(b.estimated - b.recorded) - Math.abs(a.estimated - a.recorded) ||
    a.block - b.block ||
    a.line - b.line
  );
}
