import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { caseFileOf, filesBelow, isCaseFile, isPolicyFile } from '../policy/files.ts';

/** The files that some paths name. */
export interface Found {
  /** Policies, in order. */
  readonly policies: readonly string[];
  /** Files of cases in the same folders, or beside a policy named itself. */
  readonly cases: readonly string[];
  /** Folders that hold folders of policies. */
  readonly roots: readonly string[];
}

/**
 * Policy files by path: a file itself, or all in a folder and the folders in it.
 * @throws an error of the file system where a path is not there
 */
export function findFiles(paths: readonly string[]): Found {
  const policies: string[] = [];
  const cases: string[] = [];
  for (const path of paths) {
    if (statSync(path).isDirectory()) {
      const files = filesBelow(path);
      policies.push(...files.filter(isPolicyFile));
      cases.push(...files.filter(isCaseFile));
    } else {
      policies.push(path);
      if (existsSync(caseFileOf(path))) cases.push(caseFileOf(path));
    }
  }
  const unique = [...new Set(policies)];
  return { policies: unique, cases: [...new Set(cases)], roots: rootsOf(unique) };
}

function rootsOf(policies: readonly string[]): string[] {
  const roots = policies.flatMap((file) => {
    const folder = dirname(resolve(file));
    if (basename(file) === 'national.yaml') return [folder];
    return codeOfFolder(folder) === undefined ? [] : [dirname(folder)];
  });
  return [...new Set(roots)];
}

/** The code that a folder of policies begins with: `371300-linyi`. */
export function codeOfFolder(folder: string): string | undefined {
  return /^(\d{6})(?:-|$)/.exec(basename(folder))?.[1];
}
