import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { BaoxiaoError, type Diagnostic, fail } from '../diagnostics/diagnostic.ts';
import { filesBelow, isPolicyFile } from '../policy/files.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import type { Case } from './case.ts';
import { findCaseFiles } from './find.ts';
import { readCases } from './read-cases.ts';
import { type CaseResult, runCase } from './run.ts';

/** Which cases of the files to run. */
export interface CaseFilter {
  /** Policy id: cases beside it, and cases that use it. */
  readonly policy?: string;
  /** Part of the case's name. */
  readonly name?: string;
  /** Cases with one of these tags. */
  readonly tags?: readonly string[];
}

/** A file of cases as it was read, and what they came to. */
export interface FileResult {
  readonly file: string;
  readonly text: string;
  readonly results: readonly CaseResult[];
}

interface CaseFile {
  readonly file: string;
  readonly text: string;
  readonly cases: readonly Case[];
}

/**
 * Reads every case file that the paths name.
 * @throws BaoxiaoError with every problem of every file, or where there is no file at all
 */
export function readSuite(paths: readonly string[]): CaseFile[] {
  const files = findCaseFiles(paths);
  if (files.length === 0) {
    return fail({
      code: 'NO_CASES',
      message: {
        zh: `${paths.join('、')} 里没有用例文件`,
        en: `there are no case files in ${paths.join(', ')}`,
      },
      hint: {
        zh: '用例放在政策旁边的 <险种>.cases.yaml，或名为 cases 的文件夹里',
        en: 'cases lie beside a policy in <scheme>.cases.yaml, or in a folder called cases',
      },
    });
  }
  const problems: Diagnostic[] = [];
  const read = files.flatMap((file): CaseFile[] => {
    try {
      const text = readFileSync(file, 'utf8');
      return [{ file, text, cases: readCases(text, file) }];
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      problems.push(...error.diagnostics);
      return [];
    }
  });
  if (problems.length > 0) throw new BaoxiaoError(problems);
  return read;
}

/**
 * Runs the cases of the files that the filter lets through, in the order they are written.
 * @param libraryOf the policies that settle the cases of a file
 * @param times filled with the milliseconds of each case
 */
export async function runSuite(
  files: readonly CaseFile[],
  libraryOf: (file: string) => Library,
  filter: CaseFilter = {},
  times?: Map<CaseResult, number>,
): Promise<FileResult[]> {
  const done: FileResult[] = [];
  for (const { file, text, cases } of files) {
    const results: CaseResult[] = [];
    const library = libraryOf(file);
    for (const one of cases.filter((candidate) => wanted(candidate, filter))) {
      const start = performance.now();
      const result = await runCase(one, library);
      times?.set(result, performance.now() - start);
      if (filter.policy === undefined || concerns(filter.policy, file, result)) results.push(result);
    }
    if (results.length > 0) done.push({ file, text, results });
  }
  return done;
}

function wanted({ name, tags }: Case, filter: CaseFilter): boolean {
  const named = filter.name === undefined || name.toLowerCase().includes(filter.name.toLowerCase());
  return named && (filter.tags === undefined || filter.tags.some((tag) => tags.includes(tag)));
}

/** Whether a case is about a policy: it stands beside it, or was settled by it. */
function concerns(policy: string, file: string, { estimates, covers }: CaseResult): boolean {
  return (
    policyIdBeside(file) === policy ||
    estimates.some(({ plan }) => plan.policies.some((part) => part.policy.id === policy)) ||
    covers.some(({ rules }) => rules.some((rule) => rule.policy.id === policy))
  );
}

/** The id of the policy that a file in a policy folder belongs to, going by its name and folder. */
export function policyIdBeside(file: string): string | undefined {
  const name = basename(file).replace(/(\.cases)?\.ya?ml$/, '');
  if (name === 'national') return name;
  const code = /^\d{6}(?=-|$)/.exec(basename(dirname(resolve(file))))?.[0];
  return code === undefined ? undefined : `${code}/${name}`;
}

/**
 * The policy folder that a path belongs to: itself, or the folder above a place's own, or that of a file in one.
 * Undefined where the path has nothing to do with policies.
 */
export function policyRootOf(path: string): string | undefined {
  const own = resolve(path);
  for (const folder of [own, dirname(own), dirname(dirname(own))]) {
    if (!existsSync(folder) || /\.ya?ml$/.test(folder)) continue;
    if (/^\d{6}(-|$)/.test(basename(folder))) return dirname(folder);
    const holds = readdirSync(folder, { withFileTypes: true }).some(
      (entry) => entry.name === 'national.yaml' || (entry.isDirectory() && /^\d{6}(-|$)/.test(entry.name)),
    );
    if (holds) return folder;
    if (folder === own) return undefined;
  }
  return undefined;
}

/** The policies that paths are about: those in the folders, and those beside the case files. */
export async function policiesAt(
  paths: readonly string[],
  libraryOf: (file: string) => Library,
): Promise<Policy[]> {
  const found = new Set<Policy>();
  for (const file of paths.flatMap(policyFilesAt)) {
    const [code, name] = policyIdBeside(file)?.split('/') ?? [];
    if (code === undefined) continue;
    const library = libraryOf(file);
    const policy = name === undefined ? await library.national() : await library.get(code, name);
    if (policy) found.add(policy);
  }
  return [...found].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function policyFilesAt(path: string): string[] {
  return /\.ya?ml$/.test(path) ? [path] : filesBelow(path).filter(isPolicyFile);
}
