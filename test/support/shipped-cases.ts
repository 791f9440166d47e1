import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Case } from '../../src/regression/case.ts';
import { findCaseFiles } from '../../src/regression/find.ts';
import { readCases } from '../../src/regression/read-cases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The cases beside the shipped policies, by file. */
export function shippedCases(): { readonly file: string; readonly cases: readonly Case[] }[] {
  return findCaseFiles([fileURLToPath(new URL('../../policies', import.meta.url))]).map((path) => {
    const file = relative(root, path).replaceAll('\\', '/');
    return { file, cases: readCases(readFileSync(path, 'utf8'), file) };
  });
}
