import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Where the files of a library are, and what stands in for them. */
export interface Shelves {
  /** The user's folders first, then the shipped one. */
  readonly roots: readonly string[];
  /** Folder of compiled copies of the shipped one, used for a file whose text they were made from. */
  readonly compiled: string | undefined;
  /** By path, what stands in for the text of a file. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A file of a library: its text, what it is called, and what its compiled copy holds, where that is of this text. */
export interface Kept<Copy> {
  readonly text: string;
  readonly file: string;
  readonly copy?: Copy;
}

export function readKept<Copy>(path: string, { roots, compiled, texts }: Shelves): Kept<Copy> {
  const text = texts.get(path) ?? readFileSync(path, 'utf8');
  // The innermost: what is installed in a folder of policies lies in that folder, too.
  const [root] = roots
    .filter((candidate) => path.startsWith(join(candidate, sep)))
    .sort((a, b) => b.length - a.length);
  const inside = root === undefined ? path : relative(root, path);
  // Compiled copies are of the shipped folder, which is the last one.
  const shipped = compiled !== undefined && root === roots.at(-1);
  const file = shipped ? `policies/${inside.replaceAll('\\', '/')}` : shownPath(path);
  const copy = shipped ? join(compiled, `${inside}.json`) : undefined;
  if (copy === undefined || !existsSync(copy)) return { text, file };
  const found = JSON.parse(readFileSync(copy, 'utf8')) as Copy & { readonly text: string };
  // A file edited in place is read afresh.
  return found.text === text ? { text, file, copy: found } : { text, file };
}

/** A path as the person at the terminal would write it: from the folder they are in, where it lies there. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || isAbsolute(near) ? path : near.replaceAll('\\', '/');
}
