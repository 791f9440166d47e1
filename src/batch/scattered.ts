import type { BlockPersons } from './block-run.ts';

/** Blocks whose persons are kept in mind while all persons come in ascending order. */
const EARLY = 64;

/**
 * Finds out whether a person stands in more than one block. Where the persons come in ascending order, which a settlement
 * system's export mostly has, the last one tells; otherwise each is remembered by a hash, about 17 bytes a person.
 */
export class PersonsSeen {
  #ascending = true;
  #last: Uint8Array = new Uint8Array(0);
  #early: Float64Array[] | undefined = [];
  readonly #most: number;
  readonly #hashes = new HashSet();

  /** @param early blocks in ascending order, after which persons out of order can no longer be told from others */
  constructor(early = EARLY) {
    this.#most = early;
  }

  /** @returns whether the persons of the next block may have stood in one before */
  add(persons: BlockPersons): boolean {
    return this.again(persons) !== undefined;
  }

  /** @returns marks of the persons of the next block that may have stood in one before, in the order of the hashes */
  again({ hashes, ascending, first, last }: BlockPersons): Uint8Array | undefined {
    if (hashes.length === 0) return undefined;
    if (this.#ascending) {
      if (ascending && Buffer.compare(this.#last, first) < 0) {
        this.#last = last;
        this.#early?.push(hashes);
        if (this.#early && this.#early.length > this.#most) this.#early = undefined;
        return undefined;
      }
      // Whoever comes out of order this late belongs to a file that is put together from several.
      if (this.#early === undefined) return new Uint8Array(hashes.length).fill(1);
      this.#ascending = false;
      for (const early of this.#early) this.#hashes.add(early);
      this.#early = undefined;
    }
    return this.#hashes.add(hashes);
  }
}

const SEGMENTS = 64;

/** A set of hashes in segments that grow one by one, so that growing takes little memory at a time. */
class HashSet {
  readonly #segments = Array.from({ length: SEGMENTS }, () => new Segment());

  /** @returns marks of those that were there before, where there are any */
  add(hashes: Float64Array): Uint8Array | undefined {
    let known: Uint8Array | undefined;
    for (let index = 0; index < hashes.length; index++) {
      const hash = hashes[index] as number;
      const segment = this.#segments[hash % SEGMENTS] as Segment;
      if (segment.add(Math.floor(hash / SEGMENTS))) continue;
      known ??= new Uint8Array(hashes.length);
      known[index] = 1;
    }
    return known;
  }
}

class Segment {
  #table = new Float64Array(64).fill(-1);
  #count = 0;

  /** @returns false where it was there before */
  add(hash: number): boolean {
    if (this.#count * 8 > this.#table.length * 5) this.#grow();
    const { length } = this.#table;
    let place = hash % length;
    for (;;) {
      const there = this.#table[place] as number;
      if (there === hash) return false;
      if (there < 0) break;
      place = (place + 1) % length;
    }
    this.#table[place] = hash;
    this.#count++;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Float64Array(old.length * 2).fill(-1);
    const { length } = this.#table;
    for (const hash of old) {
      if (hash < 0) continue;
      let place = hash % length;
      while ((this.#table[place] as number) >= 0) place = (place + 1) % length;
      this.#table[place] = hash;
    }
  }
}
