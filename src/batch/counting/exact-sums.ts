import { enlarged } from '../arrays.ts';

/**
 * Sums, a few of each of many things. Those of one block are exact as numbers; they are added up as big integers, because
 * a country's year is more than a number holds exactly.
 */
export class ExactSums {
  /** Of the block at hand, `size` of each thing. */
  block: Float64Array;
  readonly #size: number;
  readonly #totals: bigint[];

  constructor(size: number, things = 0) {
    this.#size = size;
    this.block = new Float64Array(size * things);
    this.#totals = Array.from({ length: size * things }, () => 0n);
  }

  /** Makes room for one more thing. */
  add(): void {
    for (let place = 0; place < this.#size; place++) this.#totals.push(0n);
    this.block = enlarged(this.block, new Float64Array(this.#totals.length));
  }

  /** Adds the sums of the block to the totals. */
  endBlock(): void {
    const { block } = this;
    for (let place = 0; place < block.length; place++)
      if (block[place] !== 0)
        this.#totals[place] = (this.#totals[place] as bigint) + BigInt(block[place] as number);
    block.fill(0);
  }

  /** By thing. */
  totals(): bigint[][] {
    const things = this.#totals.length / this.#size;
    return Array.from({ length: things }, (_, thing) =>
      this.#totals.slice(thing * this.#size, (thing + 1) * this.#size),
    );
  }
}
