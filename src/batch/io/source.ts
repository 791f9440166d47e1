import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fail } from '../../diagnostics/diagnostic.ts';

/** Bytes of an input, from the beginning to the end. */
export interface Source {
  /** Bytes of the file on disk, to tell how far a run has come; 0 where it is not known. */
  readonly size: number;
  /** How many of them have been taken. */
  readonly taken: number;
  /** Fills `into` from `at`. @returns the bytes read, 0 at the end */
  read(into: Buffer, at: number): Promise<number>;
  close(): void;
}

/** A file as it is, or what is compressed in it. @param utf16 whether to turn it into UTF-8 */
export function openSource(path: string, utf16 = false): Source {
  const handle = openSync(path, 'r');
  if (fstatSync(handle).isDirectory()) {
    closeSync(handle);
    isAFolder(path);
  }
  const magic = Buffer.alloc(2);
  const isGzip = readSync(handle, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  if (!isGzip && !utf16) return new FileSource(handle);
  const { size } = fstatSync(handle);
  closeSync(handle);
  const raw = createReadStream(path, { highWaterMark: 1 << 18 });
  return new StreamSource(raw, decoded(raw, isGzip, utf16), size);
}

/** Standard input as it comes. */
export function inputSource(stdin: Readable & { readonly fd?: number }): Source {
  // Node takes a folder for an input that is empty.
  if (fstatSync(stdin.fd ?? 0).isDirectory()) isAFolder('stdin');
  return new StreamSource(stdin, stdin, 0);
}

function isAFolder(name: string): never {
  return fail({ code: 'IS_A_FOLDER', message: { zh: `${name} 是文件夹`, en: `${name} is a folder` } });
}

function decoded(raw: Readable, gzip: boolean, utf16: boolean): AsyncIterable<Buffer> {
  let stream: Readable = raw;
  if (gzip) {
    const gunzip = createGunzip({ chunkSize: 1 << 18 });
    raw.on('error', (error) => gunzip.destroy(error));
    stream = raw.pipe(gunzip);
  }
  return utf16 ? inUtf8(stream) : stream;
}

class FileSource implements Source {
  readonly size: number;
  taken = 0;
  readonly #handle: number;

  constructor(handle: number) {
    this.#handle = handle;
    this.size = fstatSync(handle).size;
  }

  async read(into: Buffer, at: number): Promise<number> {
    const count = readSync(this.#handle, into, at, into.length - at, null);
    this.taken += count;
    return count;
  }

  close(): void {
    closeSync(this.#handle);
  }
}

class StreamSource implements Source {
  readonly size: number;
  taken = 0;
  readonly #raw: Readable;
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);
  #failed: Error | undefined;

  /** @param bytes what is read of the raw stream: itself, or what is compressed in it */
  constructor(raw: Readable, bytes: AsyncIterable<Buffer>, size: number) {
    this.#raw = raw;
    this.size = size;
    if (size > 0)
      raw.on('data', (chunk) => {
        this.taken += chunk.length;
      });
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  async read(into: Buffer, at: number): Promise<number> {
    if (this.#failed) throw this.#failed;
    while (this.#chunk.length === 0) {
      const next = await this.#next();
      if (next === undefined) return 0;
      this.#chunk = next;
    }
    const count = Math.min(this.#chunk.length, into.length - at);
    this.#chunk.copy(into, at, 0, count);
    this.#chunk = this.#chunk.subarray(count);
    return count;
  }

  async #next(): Promise<Buffer | undefined> {
    try {
      const next = await this.#chunks.next();
      return next.done ? undefined : next.value;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!code.startsWith('Z_')) throw error;
      return fail({
        code: 'GZIP',
        message: {
          zh: '压缩文件不完整或已损坏',
          en: 'the compressed file is cut off or damaged',
        },
        hint: { zh: '重新导出或重新传输这个文件', en: 'export or transfer the file again' },
      });
    }
  }

  close(): void {
    this.#raw.destroy();
  }
}

async function* inUtf8(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-16le');
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}
