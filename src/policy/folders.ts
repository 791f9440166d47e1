import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../diagnostics/diagnostic.ts';
import { isPolicyFile } from './files.ts';

/** The folder of a place: its code, and what it is called. */
const CODED = /^(\d{6})(?:-|$)/;

/** Where the policies lie: known from the names of folders and files alone, each looked at when it is asked for. */
export class Folders {
  readonly roots: readonly string[];
  readonly #ofCode = new Map<string, readonly string[]>();
  readonly #names = new Map<string, readonly string[]>();
  #entries: readonly (readonly [root: string, names: readonly string[]])[] | undefined;
  #codes: readonly string[] | undefined;

  /** @param roots folders of `<code>-<pinyin>/<scheme>.yaml`, the first ones win */
  constructor(roots: readonly string[]) {
    this.roots = roots;
  }

  /** All codes that have a folder. */
  get codes(): readonly string[] {
    this.#codes ??= this.#allCodes();
    return this.#codes;
  }

  /** The folders of a code. Only they are looked at more closely than by name, since a library may have thousands. */
  of(code: string): readonly string[] {
    let folders = this.#ofCode.get(code);
    if (!folders) {
      folders = this.#listing().flatMap(([root, names]) =>
        names
          .filter((name) => name.startsWith(code) && CODED.exec(name)?.[1] === code)
          .map((name) => join(root, name))
          .filter(isFolder),
      );
      this.#ofCode.set(code, folders);
    }
    return folders;
  }

  /** The folder that the policy of a code and scheme is taken from. */
  having(code: string, name: string): string | undefined {
    return this.of(code).find((folder) => this.#namesIn(folder).includes(name));
  }

  /** Schemes and supplements of a code, by file name. */
  names(code: string): Set<string> {
    return new Set(this.of(code).flatMap((folder) => this.#namesIn(folder)));
  }

  #namesIn(folder: string): readonly string[] {
    let names = this.#names.get(folder);
    if (!names) {
      names = readdirSync(folder).flatMap((file) => (isPolicyFile(file) ? [file.slice(0, -5)] : []));
      this.#names.set(folder, names);
    }
    return names;
  }

  /** The codes of all folders, which are then known without looking again. */
  #allCodes(): readonly string[] {
    const found = new Map<string, string[]>();
    for (const [root, names] of this.#listing()) {
      for (const name of names) {
        const code = CODED.exec(name)?.[1];
        if (code !== undefined) found.set(code, [...(found.get(code) ?? []), join(root, name)]);
      }
    }
    for (const [code, paths] of found) this.#ofCode.set(code, paths.filter(isFolder));
    return [...found.keys()].filter((code) => this.of(code).length > 0).sort();
  }

  /** What lies in the roots, by name: all of the library that is read before something is asked for. */
  #listing(): readonly (readonly [root: string, names: readonly string[]])[] {
    this.#entries ??= this.roots.map((root) => {
      if (!isFolder(root)) {
        fail({
          code: 'NO_POLICY_FOLDER',
          message: existsSync(root)
            ? { zh: `${root} 不是文件夹`, en: `${root} is not a folder` }
            : { zh: `没有政策文件夹 ${root}`, en: `there is no policy folder ${root}` },
        });
      }
      return [root, readdirSync(root)] as const;
    });
    return this.#entries;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
