import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { caseFileOf, filesBelow, isCaseFile, isPolicyFile, isTableFile } from '../policy/files.ts';

/** The files that some paths name. */
export interface Found {
  /** Policies, in order. */
  readonly policies: readonly string[];
  /** Files of cases in the same folders, or beside a policy named itself. */
  readonly cases: readonly string[];
  /** Tables of shared parameters, in order. */
  readonly tables: readonly string[];
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
  const tables: string[] = [];
  for (const path of paths) {
    if (statSync(path).isDirectory()) {
      const files = filesBelow(path);
      policies.push(...files.filter(isPolicyFile));
      cases.push(...files.filter(isCaseFile));
      tables.push(...files.filter((file) => isTableFile(resolve(file))));
    } else if (isTableFile(resolve(path))) tables.push(path);
    else {
      policies.push(path);
      if (existsSync(caseFileOf(path))) cases.push(caseFileOf(path));
    }
  }
  const unique = [...new Set(policies)];
  const shared = [...new Set(tables)];
  return {
    policies: unique,
    cases: [...new Set(cases)],
    tables: shared,
    roots: [...new Set([...rootsOf(unique), ...shared.map((file) => dirname(dirname(resolve(file))))])],
  };
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
