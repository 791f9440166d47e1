/** Remembers the persons of all blocks by their hashes, eight bytes each and as much again for room. */
export class PersonsSeen {
  #table = new Float64Array(1 << 12).fill(-1);
  #count = 0;

  /** @returns whether any of them has been seen before */
  add(hashes: Float64Array): boolean {
    for (let index = 0; index < hashes.length; index++) if (!this.#one(hashes[index] as number)) return true;
    return false;
  }

  #one(hash: number): boolean {
    if (this.#count * 8 > this.#table.length * 5) this.#grow();
    const mask = this.#table.length - 1;
    let place = hash % this.#table.length;
    for (;;) {
      const there = this.#table[place] as number;
      if (there === hash) return false;
      if (there < 0) break;
      place = (place + 1) & mask;
    }
    this.#table[place] = hash;
    this.#count++;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Float64Array(old.length * 2).fill(-1);
    const mask = this.#table.length - 1;
    for (const hash of old) {
      if (hash < 0) continue;
      let place = hash % this.#table.length;
      while ((this.#table[place] as number) >= 0) place = (place + 1) & mask;
      this.#table[place] = hash;
    }
  }
}
