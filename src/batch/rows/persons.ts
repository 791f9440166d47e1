import { grown, hashBytes, sameBytes } from '../csv/intern.ts';

/** Numbers the persons of a block in the order in which they appear. */
export class PersonTable {
  count = 0;
  /** By person: where the number stands; -1 for a row without one. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  #hashes = new Int32Array(256);
  #slots = new Int32Array(1024).fill(-1);
  /** Whether every person's rows stand together. */
  together = true;
  #last = -1;

  clear(): void {
    this.count = 0;
    this.together = true;
    this.#last = -1;
    this.#slots.fill(-1);
  }

  /** A row without a person number is a person of its own. */
  alone(): number {
    this.#last = this.#add(-1, -1, 0);
    return this.#last;
  }

  number(bytes: Uint8Array, start: number, end: number): number {
    const last = this.#last;
    if (last >= 0 && this.#is(last, bytes, start, end)) return last;
    const hash = hashBytes(bytes, start, end);
    const mask = this.#slots.length - 1;
    let place = hash & mask;
    for (;;) {
      const person = this.#slots[place] as number;
      if (person < 0) break;
      if (this.#hashes[person] === hash && this.#is(person, bytes, start, end)) {
        this.together = false;
        this.#last = person;
        return person;
      }
      place = (place + 1) & mask;
    }
    this.#last = this.#add(start, end, hash);
    if (this.count * 2 > this.#slots.length) this.#rehash();
    else this.#slots[place] = this.#last;
    return this.#last;
  }

  #is(person: number, bytes: Uint8Array, start: number, end: number): boolean {
    return sameBytes(bytes, start, end, bytes, this.starts[person] as number, this.ends[person] as number);
  }

  #add(start: number, end: number, hash: number): number {
    const person = this.count++;
    if (person >= this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
      this.#hashes = grown(this.#hashes);
    }
    this.starts[person] = start;
    this.ends[person] = end;
    this.#hashes[person] = hash;
    return person;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let person = 0; person < this.count; person++) {
      if ((this.starts[person] as number) < 0) continue;
      let place = (this.#hashes[person] as number) & mask;
      while ((this.#slots[place] as number) >= 0) place = (place + 1) & mask;
      this.#slots[place] = person;
    }
  }
}

/** Two 32-bit hashes as one number within the exact integers: tells persons of different blocks apart. */
export function personHash(bytes: Uint8Array, start: number, end: number): number {
  const high = hashBytes(bytes, start, end) >>> 0;
  const low = hashBytes(bytes, start, end, 0x1234567) >>> 0;
  return high * 2 ** 21 + (low >>> 11);
}
