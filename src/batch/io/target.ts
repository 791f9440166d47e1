import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fail } from '../../diagnostics/diagnostic.ts';

const compress = promisify(gzip);
/** Compressed by themselves and written one behind the other, which gzip allows: so several can be on the way at once. */
const MEMBER = 1 << 20;
const MOST_MEMBERS = 4;

/**
 * A file that is written beside its final name and gets it at the end: whoever looks sees the old file or the whole new
 * one. A run that is killed leaves `NAME.PID.partial`.
 */
export class Target {
  readonly path: string;
  readonly #draft: string;
  #handle: number;
  readonly #gzip: boolean;
  readonly #mode: number | undefined;
  /** A device or a pipe is written to, never replaced. */
  readonly #direct: boolean;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #members: Promise<Buffer>[] = [];
  #written = 0;

  constructor(path: string, gzipped: boolean) {
    this.path = existsSync(path) ? realpathSync(path) : path;
    if (existsSync(this.path)) {
      const found = statSync(this.path);
      if (found.isDirectory())
        fail({ code: 'IS_A_FOLDER', message: { zh: `${path} 是文件夹`, en: `${path} is a folder` } });
      this.#mode = found.isFile() ? found.mode & 0o777 : undefined;
    }
    this.#gzip = gzipped;
    this.#direct = isSpecial(this.path);
    if (!this.#direct) removeLeftovers(this.path);
    this.#draft = this.#direct ? this.path : `${this.path}.${process.pid}.partial`;
    try {
      this.#handle = openSync(this.#draft, 'w', this.#mode ?? 0o666);
    } catch (error) {
      // Nobody has asked for the name it has until then.
      throw Object.assign(error as Error, { path });
    }
    // The mode of the file that is replaced, whatever the umask.
    if (this.#mode !== undefined) chmodSync(this.#draft, this.#mode);
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
      throw Object.assign(error as Error, { path: this.path });
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
    if (!this.#direct) renameSync(this.#draft, this.path);
  }

  /** Removes what has been written. */
  discard(): void {
    this.#close();
    if (!this.#direct && existsSync(this.#draft)) unlinkSync(this.#draft);
  }

  #close(): void {
    if (this.#handle >= 0) closeSync(this.#handle);
    this.#handle = -1;
  }

  /** Where the bytes stand until then. */
  get draft(): string {
    return this.#draft;
  }
}

/** Whether a path is there and neither a file nor a folder. */
export function isSpecial(path: string): boolean {
  if (!existsSync(path)) return false;
  const found = statSync(path);
  return !found.isFile() && !found.isDirectory();
}

/** Takes away what killed runs of this machine have left beside a file. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  const start = `${basename(path)}.`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start)) continue;
    const pid = /^(\d+)\.(?:partial|parts)$/.exec(name.slice(start.length))?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

export function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
