import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Library } from './library.ts';

/** The policies shipped with the program: beside the built files or, when run from source, two folders up. */
export function shippedPolicies(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const built = join(here, '..', 'policies');
  return existsSync(join(built, 'national.yaml')) ? built : join(here, '..', '..', 'policies');
}

/** The shipped policies with the user's folders before them: their own win. */
export function openLibrary(own: readonly string[] = []): Library {
  return openFolders([...own, shippedPolicies()]);
}

/** Folders of policies by themselves, without the shipped ones; shared tables that they do not have are the shipped ones. */
export function openFolders(folders: readonly string[]): Library {
  return new Library(
    folders.map((folder) => resolve(folder)),
    compiledPolicies(),
    undefined,
    shippedPolicies(),
  );
}

function compiledPolicies(): string {
  return join(fileURLToPath(new URL('.', import.meta.url)), 'policies');
}
