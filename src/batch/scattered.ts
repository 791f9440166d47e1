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
  readonly #hashes = new HashSet();

  /** @returns whether the persons of the next block may have stood in one before */
  add({ hashes, ascending, first, last }: BlockPersons): boolean {
    if (hashes.length === 0) return false;
    if (this.#ascending) {
      if (ascending && Buffer.compare(this.#last, first) < 0) {
        this.#last = last;
        this.#early?.push(hashes);
        if (this.#early && this.#early.length > EARLY) this.#early = undefined;
        return false;
      }
      // Whoever comes out of order this late belongs to a file that is put together from several.
      if (this.#early === undefined) return true;
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

  /** @returns whether any of them was there before */
  add(hashes: Float64Array): boolean {
    let known = false;
    for (let index = 0; index < hashes.length; index++) {
      const hash = hashes[index] as number;
      const segment = this.#segments[hash % SEGMENTS] as Segment;
      if (!segment.add(Math.floor(hash / SEGMENTS))) known = true;
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
