import { enlarged } from '../../batch/arrays.ts';

/**
 * Sums that stay exact however many rows there are: those of one block as numbers, added to big integers at its end,
 * because a country's year is more than a number holds exactly.
 */
export class Sums {
  readonly #width: number;
  #block: Float64Array;
  #totals: bigint[];

  /** @param width how many sums belong together */
  constructor(width: number, sets = 0) {
    this.#width = width;
    this.#block = new Float64Array(width * sets);
    this.#totals = Array.from({ length: width * sets }, () => 0n);
  }

  /** Makes room for one more set. @returns its number */
  open(): number {
    const number = this.#totals.length / this.#width;
    const wanted = this.#totals.length + this.#width;
    if (wanted > this.#block.length)
      this.#block = enlarged(this.#block, new Float64Array(Math.max(wanted, this.#block.length * 2)));
    this.#totals = [...this.#totals, ...Array.from({ length: this.#width }, () => 0n)];
    return number;
  }

  add(set: number, place: number, amount: number): void {
    const at = set * this.#width + place;
    this.#block[at] = (this.#block[at] as number) + amount;
  }

  endBlock(): void {
    for (let at = 0; at < this.#totals.length; at++) {
      const amount = this.#block[at] as number;
      if (amount !== 0) this.#totals[at] = (this.#totals[at] as bigint) + BigInt(amount);
    }
    this.#block.fill(0);
  }

  of(set: number): bigint[] {
    return this.#totals.slice(set * this.#width, (set + 1) * this.#width);
  }
}
