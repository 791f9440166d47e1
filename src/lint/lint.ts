import { basename, dirname, resolve } from 'node:path';
import { loadRegions } from '../codes/regions.ts';
import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import { loadTable, loadWithTree } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import type { ParameterTable } from '../policy/table.ts';
import { entryOf, type Tree } from '../source/tree.ts';
import type { ReportIn } from './check.ts';
import { codeOfFolder, type Found } from './files.ts';
import { CHECKS } from './registry.ts';
import { type Settings, Subject } from './subject.ts';

export interface LintOptions {
  readonly settings: Settings;
  readonly library: Library;
  readonly read: (file: string) => string;
}

/**
 * Every finding in policy files, in the order of the files and of their lines. A file that does not load is reported as the
 * loader does and takes no further part.
 */
export async function lint(files: Found, { settings, library, read }: LintOptions): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const texts = new Map(files.policies.map((file) => [file, read(file)]));
  const loaded = new Map<string, { policy: Policy; tree: Tree; filled: Policy }>();
  const tables: ParameterTable[] = [];
  for (const file of files.tables)
    await collecting(found, () => {
      texts.set(file, read(file));
      tables.push(loadTable(texts.get(file) ?? '', file));
    });
  for (const file of files.policies)
    await collecting(found, async () => {
      const text = texts.get(file) ?? '';
      const read = loadWithTree(text, file);
      loaded.set(file, { ...read, filled: await library.filled(read.policy, text) });
    });
  const own = [...loaded.values()].find(({ policy }) => policy.id === 'national')?.policy;
  const national = own ?? (await nationalOf(library));
  const subjects = [...loaded].map(
    ([file, { policy, tree, filled }]) => new Subject(file, policy, tree, settings, national, filled),
  );
  const report = reporter(found, texts);
  for (const subject of subjects) found.push(...misplaced(subject));
  for (const { policy, library: together } of CHECKS) {
    if (policy)
      for (const subject of subjects)
        policy(subject, (rule, spot, message, hint) => report(rule, subject.file, spot, message, hint));
    await together?.(
      {
        subjects,
        tables,
        library,
        regions: await loadRegions(),
        caseFiles: files.cases,
        policyFiles: files.policies,
      },
      report,
    );
  }
  return inOrder(found, [...files.tables, ...files.policies, ...files.cases]);
}

/** Does something, and takes what it says is wrong; what a table says of itself, only once. */
async function collecting(found: Diagnostic[], action: () => Promise<void> | void): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    const known = new Set(found.map(keyOf));
    found.push(...error.diagnostics.filter((problem) => !known.has(keyOf(problem))));
  }
}

function keyOf({ code, place }: Diagnostic): string {
  return `${code} ${resolve(place?.file ?? '')}:${place?.line}:${place?.column}`;
}

/** The rules that hold everywhere; none where their file is broken, which is told when it is looked at itself. */
async function nationalOf(library: Library): Promise<Policy | undefined> {
  try {
    return await library.national();
  } catch (error) {
    if (error instanceof BaoxiaoError) return undefined;
    throw error;
  }
}

/** Turns findings into diagnostics, with the line of the source for the caret. */
function reporter(found: Diagnostic[], texts: ReadonlyMap<string, string>): ReportIn {
  const lines = new Map<string, readonly string[]>();
  return ({ code, severity, mend }, file, spot, message, hint) => {
    const own = lines.get(file) ?? texts.get(file)?.split(/\r?\n/) ?? [];
    lines.set(file, own);
    const [line, column] = [spot?.line ?? 1, spot?.column ?? 1];
    const source = own[line - 1];
    const place = { file, line, column, ...(source !== undefined && { source }) };
    found.push({ code, severity, message, hint: hint ?? mend, place });
  };
}

function inOrder(found: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  const fileOf = ({ place }: Diagnostic): number => files.indexOf(place?.file ?? '');
  return [...found].sort(
    (a, b) =>
      fileOf(a) - fileOf(b) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
}

/** A policy is found by its folder and file name, so these must say what its id says. */
function misplaced({ file, policy: { id }, tree }: Subject): Diagnostic[] {
  const [code = '', name] = id.split('/');
  const path = resolve(file);
  const right =
    name === undefined
      ? basename(path) === `${code}.yaml`
      : basename(path) === `${name}.yaml` && codeOfFolder(dirname(path)) === code;
  if (right) return [];
  const wanted = name === undefined ? `${code}.yaml` : `${code}-<…>/${name}.yaml`;
  return [
    {
      code: 'POLICY_ID',
      severity: 'error',
      message: {
        zh: `编号“${id}”与位置不符，这样找不到这份政策`,
        en: `the id “${id}” does not fit where the file is, so the policy is never found`,
      },
      hint: { zh: `放到 ${wanted}，或改编号`, en: `put it at ${wanted}, or change the id` },
      place: entryOf(tree, 'policy')?.place ?? { file, line: 1, column: 1 },
    },
  ];
}
