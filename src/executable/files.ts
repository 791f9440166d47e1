import fs from 'node:fs';
import { embedded } from './assets.ts';

/**
 * Stands in for `node:fs` in a single executable: what reads looks inside first, everything else is the file system's.
 * The names are listed one by one so that the build fails on a function that nobody has thought about.
 */

export const {
  chmodSync,
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} = fs;

type Options = { readonly encoding?: BufferEncoding | null } | BufferEncoding | null;

interface Listing {
  readonly recursive?: boolean;
  readonly withFileTypes?: boolean;
}

export function existsSync(path: fs.PathLike): boolean {
  return embedded.nameOf(path) !== undefined || fs.existsSync(path);
}

export function readFileSync(path: fs.PathOrFileDescriptor, options?: Options): string | Buffer {
  const name = embedded.nameOf(path);
  if (name === undefined || !embedded.isFile(name)) return fs.readFileSync(path, options);
  const encoding = typeof options === 'string' ? options : options?.encoding;
  // A copy: the executable's own memory cannot be written to.
  return encoding ? embedded.bytes(name).toString(encoding) : Buffer.from(embedded.bytes(name));
}

export function readdirSync(path: fs.PathLike, options: Listing = {}): string[] | readonly fs.Dirent[] {
  const name = embedded.nameOf(path);
  if (name === undefined || !embedded.isFolder(name))
    return fs.readdirSync(path, options as object) as string[];
  if (options.recursive === true) return embedded.below(name);
  const entries = embedded.entries(name);
  return options.withFileTypes === true ? entries : entries.map((entry) => entry.name);
}

export function statSync(path: fs.PathLike, options?: fs.StatSyncOptions): fs.Stats | undefined {
  const name = embedded.nameOf(path);
  if (name === undefined) return fs.statSync(path, options) as fs.Stats | undefined;
  const file = embedded.isFile(name);
  // Times and owner are those of the executable.
  return Object.assign(fs.statSync(process.execPath), {
    size: file ? embedded.bytes(name).length : 0,
    isFile: () => file,
    isDirectory: () => !file,
  });
}

export function realpathSync(path: fs.PathLike): string {
  const name = embedded.nameOf(path);
  return name === undefined ? fs.realpathSync(path) : String(path);
}

/** What is inside changes when the executable is replaced, and not before. */
export function watch(path: fs.PathLike, listener: fs.WatchListener<string>): fs.FSWatcher {
  return fs.watch(embedded.nameOf(path) === undefined ? path : process.execPath, listener);
}
