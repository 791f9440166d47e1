import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { filesBelow, isCaseFile } from '../policy/files.ts';

/**
 * The case files that paths name. A file is taken whatever it is called; in a folder, and the folders in it, files that
 * end in `.cases.yaml`, and every YAML file of a folder called `cases`.
 * @throws an error of the file system where a path is not there
 */
export function findCaseFiles(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => (statSync(path).isDirectory() ? inFolder(path) : [path]));
  return [...new Set(found)];
}

function inFolder(folder: string): string[] {
  return filesBelow(folder).filter(
    (path) => isCaseFile(path) || (/\.ya?ml$/.test(path) && basename(dirname(path)) === 'cases'),
  );
}
