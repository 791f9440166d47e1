import { enlarged } from '../arrays.ts';

/**
 * Gives each distinct value of a column a small number, from its bytes: the same few words come back millions of times
 * and are decoded once.
 */
export class ByteTable {
  size = 0;
  #slots = new Int32Array(64).fill(-1);
  #hashes = new Int32Array(32);
  #starts = new Int32Array(32);
  #ends = new Int32Array(32);
  #pool = new Uint8Array(512);
  #used = 0;

  /** The number of a value, from 0 in the order of appearance. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end);
    const mask = this.#slots.length - 1;
    let place = hash & mask;
    for (;;) {
      const id = this.#slots[place] as number;
      if (id < 0) return this.#add(bytes, start, end, hash);
      if (this.#hashes[id] === hash && this.#same(id, bytes, start, end)) return id;
      place = (place + 1) & mask;
    }
  }

  #same(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[id] as number;
    if ((this.#ends[id] as number) - from !== end - start) return false;
    for (let index = 0; index < end - start; index++)
      if (this.#pool[from + index] !== bytes[start + index]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const id = this.size++;
    if (id >= this.#hashes.length) {
      this.#hashes = grown(this.#hashes);
      this.#starts = grown(this.#starts);
      this.#ends = grown(this.#ends);
    }
    const length = end - start;
    while (this.#used + length > this.#pool.length) {
      this.#pool = enlarged(this.#pool, new Uint8Array(this.#pool.length * 2));
    }
    for (let index = 0; index < length; index++)
      this.#pool[this.#used + index] = bytes[start + index] as number;
    this.#hashes[id] = hash;
    this.#starts[id] = this.#used;
    this.#used += length;
    this.#ends[id] = this.#used;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    else this.#place(id, hash);
    return id;
  }

  #place(id: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let place = hash & mask;
    while ((this.#slots[place] as number) >= 0) place = (place + 1) & mask;
    this.#slots[place] = id;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let id = 0; id < this.size; id++) this.#place(id, this.#hashes[id] as number);
  }
}

/** Gives each pair of small numbers a small number; chained, it numbers combinations of any length. */
export class PairTable {
  size = 0;
  #slots = new Int32Array(256).fill(-1);
  #left = new Int32Array(128);
  #right = new Int32Array(128);

  intern(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    let place = mix(left, right) & mask;
    for (;;) {
      const id = this.#slots[place] as number;
      if (id < 0) break;
      if (this.#left[id] === left && this.#right[id] === right) return id;
      place = (place + 1) & mask;
    }
    const id = this.size++;
    if (id >= this.#left.length) {
      this.#left = grown(this.#left);
      this.#right = grown(this.#right);
    }
    this.#left[id] = left;
    this.#right[id] = right;
    if (this.size * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
      for (let old = 0; old < this.size; old++) this.#place(old);
    } else this.#place(id);
    return id;
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let place = mix(this.#left[id] as number, this.#right[id] as number) & mask;
    while ((this.#slots[place] as number) >= 0) place = (place + 1) & mask;
    this.#slots[place] = id;
  }
}

function mix(left: number, right: number): number {
  const bits = Math.imul(left, 0x9e3779b1) ^ Math.imul(right + 0x7f4a7c15, 0x85ebca6b);
  return bits ^ (bits >>> 15);
}

/** A 32-bit hash of bytes. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ (bytes[index] as number), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) | 0;
}

/** An array of twice the size with what it held. */
export function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  return enlarged(array, new Int32Array(array.length * 2)) as Int32Array<ArrayBuffer>;
}

/** Whether two stretches of bytes are equal. */
export function sameBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false;
  for (let index = aEnd - aStart - 1; index >= 0; index--)
    if (a[aStart + index] !== b[bStart + index]) return false;
  return true;
}
