import { OUT } from '../../engine/plan.ts';
import type { Policy } from '../../policy/policy.ts';
import { enlarged } from '../arrays.ts';
import { RESULT } from '../results.ts';
import { type Counted, GROUP, type GroupKey } from './counted.ts';
import { ExactSums } from './exact-sums.ts';
import { RecordTally } from './record-tally.ts';

/** Claims, bill and person's part in each class of the person's share: up to 10%, 20% … 100%. */
const SHARE_CLASSES = 10;

/** Counts what the summary tells. */
export class Tally {
  noPerson = 0;
  settled = 0;
  notCovered = 0;
  rejected = 0;
  blank = 0;
  readonly record: RecordTally;
  readonly #groups: GroupKey[] = [];
  readonly #groupOf = new Map<string, number>();
  readonly #sums = new ExactSums(GROUP.size);
  readonly #policies: Pick<Policy, 'id' | 'title'>[] = [];
  #policyRows = new Float64Array(16);
  readonly #shares = new ExactSums(3, SHARE_CLASSES);
  readonly #notices = new Map<string, number>();
  readonly #rejects = new Map<string, { rows: number; block: number; line: number }>();
  #block = 0;

  /** @param recorded how many amounts are recorded */
  constructor(recorded: number) {
    this.record = new RecordTally(recorded);
  }

  /** The number of a group. */
  group(key: GroupKey): number {
    const text = JSON.stringify(key);
    const known = this.#groupOf.get(text);
    if (known !== undefined) return known;
    const number = this.#groups.push(key) - 1;
    this.#groupOf.set(text, number);
    this.#sums.add();
    this.record.addGroup();
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
    this.record.beginBlock(number);
  }

  /** Counts one settled row. @param at where its amounts begin in `results` */
  row(group: number, policy: number, covered: boolean, results: Float64Array, at: number): void {
    const sums = this.#sums.block;
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
    this.#share(results[at + RESULT.total] as number, results[at + RESULT.first + OUT.person] as number);
  }

  /** Counts a row in the class of the person's share. */
  #share(total: number, person: number): void {
    const shares = this.#shares.block;
    // A reversal takes its settlement out of the class it was counted in.
    const sign = total < 0 ? -1 : 1;
    const share = total === 0 ? 0 : Math.max(0, Math.ceil((person * SHARE_CLASSES) / total) - 1);
    const place = share * 3;
    shares[place] = (shares[place] as number) + sign;
    shares[place + 1] = (shares[place + 1] as number) + total;
    shares[place + 2] = (shares[place + 2] as number) + person;
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
    this.#sums.endBlock();
    this.#shares.endBlock();
    this.record.endBlock();
  }

  result(): Counted {
    const sums = this.#sums.totals();
    return {
      groups: this.#groups.map((key, number) => ({ key, sums: sums[number] ?? [] })),
      policies: this.#policies.map(({ id, title }, number) => ({
        id,
        title,
        rows: this.#policyRows[number] ?? 0,
      })),
      shares: this.#shares.totals().flat(),
      notices: [...this.#notices],
      rejects: [...this.#rejects].map(([code, found]) => ({ code, ...found })),
      noPerson: this.noPerson,
      settled: this.settled,
      notCovered: this.notCovered,
      rejected: this.rejected,
      blank: this.blank,
      record: this.record.result(),
    };
  }
}
