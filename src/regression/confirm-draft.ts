import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { Library } from '../policy/library.ts';
import { loadPolicy } from '../policy/load.ts';
import { readCases } from './read-cases.ts';
import { type CaseResult, runCase } from './run.ts';

/** A policy and its cases before they are written. Paths are inside the policy folder. */
export interface DraftFiles {
  readonly policy: { readonly path: string; readonly text: string };
  readonly cases: { readonly path: string; readonly text: string };
}

/**
 * Has the engine settle the cases of a policy that is not written yet.
 * @param roots policy folders beside it, the first ones win
 * @returns the problems: of the policy as the loader sees it, or of each case whose amounts the engine does not give
 */
export async function confirmDraft(
  { policy, cases }: DraftFiles,
  roots: readonly string[],
): Promise<Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-new-'));
  try {
    loadPolicy(policy.text, policy.path);
    const path = join(folder, policy.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, policy.text);
    const library = new Library([folder, ...roots]);
    const problems: Diagnostic[] = [];
    for (const test of readCases(cases.text, cases.path))
      problems.push(...problemsOf(await runCase(test, library)));
    return problems;
  } catch (error) {
    if (error instanceof BaoxiaoError) return [...error.diagnostics];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemsOf({ case: test, failures }: CaseResult): Diagnostic[] {
  return failures.map(({ key, message, diagnostics }) => {
    const [reason] = diagnostics;
    return {
      code: 'NOT_CONFIRMED',
      severity: 'error',
      message: {
        zh: `用例“${test.name}”没有得到引擎确认：${key} ${reason?.message.zh ?? message.zh}`,
        en: `the engine does not confirm the case “${test.name}”: ${key} ${reason?.message.en ?? message.en}`,
      },
      hint: reason?.hint ?? {
        zh: '没有写任何文件；请把上面的内容报告给我们',
        en: 'nothing was written; please report what is shown above',
      },
    };
  });
}
