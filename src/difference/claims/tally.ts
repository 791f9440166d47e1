import { RESULT } from '../../batch/results.ts';
import { OUT } from '../../engine/plan.ts';
import { CLASSES, classOf, type GroupKey, type OutcomeWord, SUM } from './outcome.ts';
import { Sums } from './sums.ts';

/** A claim among those that change most, with all that is needed to explain it. */
export interface LargeChange {
  readonly block: number;
  readonly line: number;
  /** The person's part, in fen. */
  readonly old: number;
  readonly new: number;
  readonly id?: string;
  /** All rows of the person, each with its line break; and which of them it is. */
  readonly rows: Uint8Array;
  readonly row: number;
}

/** Claims that one side settles otherwise than the other, or not at all, for one reason. */
export interface Flow {
  readonly old: OutcomeWord;
  readonly new: OutcomeWord;
  /** Codes of the refusal, old and new; empty where the side settles the claim. */
  readonly codes: readonly [old: string, now: string];
  readonly rows: number;
  readonly block: number;
  readonly line: number;
  readonly oldPerson: bigint;
  readonly newPerson: bigint;
}

/** What a thread has counted, to be added to what the others have. Plain data. */
export interface Counted {
  readonly groups: readonly { readonly key: GroupKey; readonly sums: readonly bigint[] }[];
  /** Amounts of the results, as in RESULT, of claims settled on both sides. */
  readonly old: readonly bigint[];
  readonly new: readonly bigint[];
  /** By class: claims and the sum of their differences. */
  readonly classes: readonly (readonly bigint[])[];
  readonly flows: readonly Flow[];
  readonly largest: readonly LargeChange[];
  readonly persons: { readonly gain: number; readonly lose: number; readonly stay: number };
  readonly rows: number;
  readonly blank: number;
}

export const LARGEST = 10;

/** Counts how the two settlements of each claim differ. */
export class DifferenceTally {
  readonly #groups: GroupKey[] = [];
  readonly #groupOf = new Map<string, number>();
  readonly #sums = new Sums(SUM.size);
  readonly #old = new Sums(RESULT.size, 1);
  readonly #new = new Sums(RESULT.size, 1);
  readonly #classes = new Sums(2, CLASSES);
  readonly #flows = new Map<string, Flow>();
  #largest: LargeChange[] = [];
  readonly #persons = { gain: 0, lose: 0, stay: 0 };
  #rows = 0;
  #blank = 0;
  #block = 0;

  group(key: GroupKey): number {
    const text = JSON.stringify(key);
    const known = this.#groupOf.get(text);
    if (known !== undefined) return known;
    this.#groups.push(key);
    const number = this.#sums.open();
    this.#groupOf.set(text, number);
    return number;
  }

  beginBlock(number: number): void {
    this.#block = number;
  }

  /** Counts a claim that both sides settle. @param at where its amounts begin @returns new less old, of the person's part */
  both(group: number, reversal: boolean, old: Float64Array, now: Float64Array, at: number): number {
    this.#rows++;
    const place = at + RESULT.first + OUT.person;
    const [before, after] = [old[place] as number, now[place] as number];
    // A reversal takes its settlement out of what it was counted under.
    const sign = reversal ? -1 : 1;
    const difference = after - before;
    const counted = difference * sign;
    let same = true;
    for (let field = 0; field < RESULT.size; field++) {
      const [a, b] = [old[at + field] as number, now[at + field] as number];
      if (a !== b) same = false;
      this.#old.add(0, field, a);
      this.#new.add(0, field, b);
    }
    const sums = this.#sums;
    sums.add(group, SUM.claims, sign);
    sums.add(group, counted < 0 ? SUM.gain : counted > 0 ? SUM.lose : SUM.stay, sign);
    if (counted === 0 && !same) sums.add(group, SUM.shifted, sign);
    sums.add(group, SUM.cost, old[at + RESULT.total] as number);
    sums.add(group, SUM.oldPerson, before);
    sums.add(group, SUM.newPerson, after);
    sums.add(group, SUM.oldFund, old[at + RESULT.first + OUT.fund] as number);
    sums.add(group, SUM.newFund, now[at + RESULT.first + OUT.fund] as number);
    if (counted !== 0) sums.add(group, counted < 0 ? SUM.gained : SUM.lost, difference);
    if (reversal) sums.add(group, SUM.reversals, 1);
    const at2 = classOf(counted);
    this.#classes.add(at2, 0, sign);
    this.#classes.add(at2, 1, difference);
    return difference;
  }

  /** Counts a claim that only one side settles, or none. */
  oneSided(group: number, old: OutcomeWord, now: OutcomeWord): void {
    this.#rows++;
    const place = old === 'refused' ? (now === 'refused' ? SUM.neither : SUM.onlyNew) : SUM.onlyOld;
    this.#sums.add(group, place, 1);
  }

  /** Counts what became of a claim where the sides do not agree on it, or agree to refuse it. */
  flow(
    old: OutcomeWord,
    now: OutcomeWord,
    codes: readonly [string, string],
    line: number,
    persons: readonly [number, number],
  ): void {
    const key = `${old} ${now} ${codes.join(' ')}`;
    const before = this.#flows.get(key);
    const [oldPerson, newPerson] = persons.map(BigInt) as [bigint, bigint];
    this.#flows.set(key, {
      ...(before ?? { old, new: now, codes, block: this.#block, line }),
      rows: (before?.rows ?? 0) + 1,
      oldPerson: (before?.oldPerson ?? 0n) + oldPerson,
      newPerson: (before?.newPerson ?? 0n) + newPerson,
    });
  }

  /** Whether a difference is among the largest so far. */
  isLarge(difference: number): boolean {
    const least = this.#largest[LARGEST - 1];
    return difference !== 0 && (!least || Math.abs(difference) > Math.abs(least.new - least.old));
  }

  large(change: Omit<LargeChange, 'block'>): void {
    this.#largest = largestOf([...this.#largest, { ...change, block: this.#block }]);
  }

  person(difference: number): void {
    this.#persons[difference < 0 ? 'gain' : difference > 0 ? 'lose' : 'stay']++;
  }

  /** @param blank empty lines of the block */
  endBlock(blank: number): void {
    this.#blank += blank;
    for (const sums of [this.#sums, this.#old, this.#new, this.#classes]) sums.endBlock();
  }

  result(): Counted {
    return {
      groups: this.#groups.map((key, number) => ({ key, sums: this.#sums.of(number) })),
      old: this.#old.of(0),
      new: this.#new.of(0),
      classes: Array.from({ length: CLASSES }, (_, at) => this.#classes.of(at)),
      flows: [...this.#flows.values()],
      largest: this.#largest,
      persons: { ...this.#persons },
      rows: this.#rows,
      blank: this.#blank,
    };
  }
}

/** The largest changes, the first in the file before others of the same size. */
export function largestOf(changes: readonly LargeChange[], most = LARGEST): LargeChange[] {
  return [...changes]
    .sort((a, b) => Math.abs(b.new - b.old) - Math.abs(a.new - a.old) || a.block - b.block || a.line - b.line)
    .slice(0, most);
}
