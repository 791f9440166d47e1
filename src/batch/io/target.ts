import { closeSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Replacement } from '../../files/replacement.ts';

const compress = promisify(gzip);
/** Compressed by themselves and written one behind the other, which gzip allows: so several can be on the way at once. */
const MEMBER = 1 << 20;
const MOST_MEMBERS = 4;

/** A file of results: large, written piece by piece, compressed where that is wanted. It gets its name at the end. */
export class Target {
  readonly #file: Replacement;
  #handle: number;
  readonly #gzip: boolean;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #members: Promise<Buffer>[] = [];
  #written = 0;

  constructor(path: string, gzipped: boolean) {
    this.#file = new Replacement(path);
    this.#gzip = gzipped;
    this.#file.removeLeftovers();
    this.#handle = this.#file.open();
  }

  /** Writes bytes, which may be used again as soon as this returns. */
  async write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (!this.#gzip) {
      this.#all(bytes);
      return;
    }
    this.#gathered.push(Buffer.from(bytes));
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= MEMBER) await this.#member();
  }

  async #member(): Promise<void> {
    if (this.#gatheredBytes > 0) this.#members.push(compress(Buffer.concat(this.#gathered)));
    this.#gathered = [];
    this.#gatheredBytes = 0;
    while (this.#members.length >= MOST_MEMBERS) this.#all(await (this.#members.shift() as Promise<Buffer>));
  }

  #all(bytes: Buffer): void {
    this.#written += bytes.length;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at, bytes.length - at);
    } catch (error) {
      // A full disk does not say which file it was.
      throw Object.assign(error as Error, { path: this.#file.path });
    }
  }

  /** Writes what is left; the file is whole then, but does not have its name yet. */
  async finish(): Promise<void> {
    if (this.#gzip) {
      await this.#member();
      for (const member of this.#members) this.#all(await member);
      // Nothing at all is still a compressed file.
      if (this.#written === 0) this.#all(await compress(Buffer.alloc(0)));
    }
    this.#close();
  }

  /** Gives the file its name. */
  rename(): void {
    this.#file.commit();
  }

  /** Removes what has been written. */
  discard(): void {
    this.#close();
    this.#file.discard();
  }

  #close(): void {
    if (this.#handle >= 0) closeSync(this.#handle);
    this.#handle = -1;
  }

  /** Where the bytes stand until then. */
  get draft(): string {
    return this.#file.draft;
  }
}
