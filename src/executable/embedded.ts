import { Dirent, type PathLike } from 'node:fs';
import system, { type PlatformPath } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the bytes of an executable's own files come from. */
export interface Contents {
  /** Names with `/`: `policies/national.yaml`. */
  names(): readonly string[];
  bytes(name: string): Buffer;
}

/**
 * The files inside an executable, at the paths that they would have if it were a folder:
 * `/opt/baoxiao/policies/national.yaml`. Nothing else can lie below a file, so that no path means two things, and a
 * person can write such a path.
 */
export class Embedded {
  readonly #root: string;
  readonly #contents: Contents;
  readonly #path: PlatformPath;
  #files: ReadonlySet<string> | undefined;
  #folders: ReadonlyMap<string, readonly Dirent[]> | undefined;

  constructor(executable: string, contents: Contents, path: PlatformPath = system) {
    this.#root = executable + path.sep;
    this.#contents = contents;
    this.#path = path;
  }

  /** The name of the file or folder inside that a path means; undefined for all that lies outside, or is not there. */
  nameOf(path: PathLike | number): string | undefined {
    if (typeof path === 'number' || Buffer.isBuffer(path)) return undefined;
    const full = this.#path.resolve(typeof path === 'string' ? path : fileURLToPath(path));
    if (this.#same(full.slice(0, this.#root.length)) !== this.#same(this.#root)) return undefined;
    const name = full.slice(this.#root.length).split(this.#path.sep).join('/');
    return this.isFile(name) || this.isFolder(name) ? name : undefined;
  }

  isFile(name: string): boolean {
    this.#files ??= new Set(this.#contents.names());
    return this.#files.has(name);
  }

  isFolder(name: string): boolean {
    return this.#tree().has(name);
  }

  bytes(name: string): Buffer {
    return this.#contents.bytes(name);
  }

  /** What lies directly in a folder, in order. */
  entries(folder: string): readonly Dirent[] {
    return this.#tree().get(folder) ?? [];
  }

  /** Names from a folder on, of everything below it. */
  below(folder: string): string[] {
    return this.entries(folder).flatMap((entry) => {
      const { name } = entry;
      if (entry.isFile()) return [name];
      return [name, ...this.below(`${folder}/${name}`).map((inner) => this.#path.join(name, inner))];
    });
  }

  /** Windows takes a path in capitals for the same. */
  #same(path: string): string {
    return this.#path.sep === '\\' ? path.toLowerCase() : path;
  }

  #tree(): ReadonlyMap<string, readonly Dirent[]> {
    this.#folders ??= treeOf(this.#contents.names());
    return this.#folders;
  }
}

function treeOf(names: readonly string[]): ReadonlyMap<string, readonly Dirent[]> {
  const folders = new Map<string, Map<string, Dirent>>();
  for (const name of names) {
    const parts = name.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      const inner = folders.get(folder) ?? new Map<string, Dirent>();
      folders.set(folder, inner);
      const part = parts[depth] ?? '';
      inner.set(part, entryOf(part, depth === parts.length - 1));
    }
  }
  return new Map([...folders].map(([folder, inner]) => [folder, inOrder(inner)]));
}

function inOrder(inner: ReadonlyMap<string, Dirent>): Dirent[] {
  return [...inner.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node has no public way to make one. */
function entryOf(name: string, file: boolean): Dirent {
  return Object.assign(Object.create(Dirent.prototype) as Dirent, {
    name,
    isFile: () => file,
    isDirectory: () => !file,
  });
}
