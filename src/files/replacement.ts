import {
  chmodSync,
  existsSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail } from '../diagnostics/diagnostic.ts';

/**
 * A file that is written beside its final name and gets it at the end: whoever looks sees the old file or the whole new
 * one, with the mode of the old one. A link is followed; what is no regular file (a pipe, a device) is written to, never
 * replaced. A run that is killed leaves `NAME.PID.partial`.
 */
export class Replacement {
  readonly path: string;
  /** Where the bytes stand until then. */
  readonly draft: string;
  readonly #named: string;
  readonly #direct: boolean;
  readonly #mode: number | undefined;

  /** @throws BaoxiaoError where the path is a folder */
  constructor(named: string) {
    this.#named = named;
    this.path = existsSync(named) ? realpathSync(named) : named;
    const found = existsSync(this.path) ? statSync(this.path) : undefined;
    if (found?.isDirectory())
      fail({ code: 'IS_A_FOLDER', message: { zh: `${named} 是文件夹`, en: `${named} is a folder` } });
    this.#direct = isSpecial(this.path);
    this.#mode = found?.isFile() ? found.mode & 0o777 : undefined;
    this.draft = this.#direct ? this.path : `${this.path}.${process.pid}.partial`;
  }

  /** Begins to write. @returns a handle, for the caller to close */
  open(): number {
    try {
      const handle = openSync(this.draft, 'w', this.#mode ?? 0o666);
      // The mode of the file that is replaced, whatever the umask.
      if (this.#mode !== undefined) chmodSync(this.draft, this.#mode);
      return handle;
    } catch (error) {
      // Nobody has asked for the name it has until then.
      throw Object.assign(error as Error, { path: this.#named });
    }
  }

  /** Gives the file its name. */
  commit(): void {
    if (!this.#direct) renameSync(this.draft, this.path);
  }

  /** Removes what has been written. */
  discard(): void {
    if (!this.#direct) rmSync(this.draft, { force: true });
  }

  /** Takes away what killed runs of this machine have left beside the file: drafts, and folders of parts. */
  removeLeftovers(): void {
    if (!this.#direct) removeLeftovers(this.path);
  }
}

/** Whether a path is there and neither a file nor a folder. */
export function isSpecial(path: string): boolean {
  if (!existsSync(path)) return false;
  const found = statSync(path);
  return !found.isFile() && !found.isDirectory();
}

/** What is left carries the name of the file and the number of a process that runs no more. */
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

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
