import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a file in a policy folder is, by its name: a policy, the regression cases beside it, or a shared table. */

const CASES = /\.cases\.ya?ml$/;

export function isCaseFile(name: string): boolean {
  return CASES.test(name);
}

export function isPolicyFile(name: string): boolean {
  return name.endsWith('.yaml') && !isCaseFile(name) && !isTableFile(name);
}

/** The folder of the shared tables, beside those of the places. */
export const TABLES = 'parameters';

/** A table of a parameter that policies share: `parameters/income_per_head.yaml`. */
export function isTableFile(name: string): boolean {
  return /(^|[\\/])parameters[\\/][^\\/]+\.yaml$/.test(name) && !isCaseFile(name);
}

/** The cases of `employee.yaml` stand beside it in `employee.cases.yaml`. */
export function caseFileOf(policyFile: string): string {
  return policyFile.replace(/\.yaml$/, '.cases.yaml');
}

/** Every file of a folder and the folders in it, in order. What is installed below it is somebody else's. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/(^|[\\/])node_modules[\\/]/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
