import { BaoxiaoError, type Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import type { Tree } from '../source/tree.ts';
import { readYamlTree, UNREADABLE } from '../source/yaml.ts';
import { checkPolicy } from './check/check.ts';
import type { Policy } from './policy.ts';
import { readPolicy } from './read.ts';
import { type ParameterTable, readTable } from './table.ts';
import { wantsOf } from './wants.ts';

/**
 * A policy file's text as a checked policy.
 * @throws BaoxiaoError with every problem of the file, each with its line
 */
export function loadPolicy(text: string, file: string): Policy {
  return loadWithTree(text, file).policy;
}

/** The same, with the tree it was read from: it says where each key stands. */
export function loadWithTree(text: string, file: string): { policy: Policy; tree: Tree } {
  const problems = new Problems();
  const tree = readYamlTree(text, file, problems);
  const broken = problems.list.some(({ code }) => UNREADABLE.has(code));
  const policy = broken ? undefined : readPolicy(tree, file, problems);
  if (policy) checkPolicy(policy, tree, problems);
  if (policy && !problems.failed) return { policy: withWants(policy), tree };
  throw new BaoxiaoError(withSourceLines(problems.list, text));
}

/**
 * A table of a shared parameter, checked.
 * @throws BaoxiaoError with every problem of the file, each with its line
 */
export function loadTable(text: string, file: string): ParameterTable {
  const problems = new Problems();
  const tree = readYamlTree(text, file, problems);
  const broken = problems.list.some(({ code }) => UNREADABLE.has(code));
  const table = broken ? undefined : readTable(tree, file, problems);
  if (table && !problems.failed) return table;
  throw new BaoxiaoError(withSourceLines(problems.list, text));
}

/** Notes which parameters the policy leaves to the shared tables, so that one that leaves none looks for none. */
function withWants(policy: Policy): Policy {
  const wants = [...wantsOf(policy).keys()];
  return wants.length === 0 ? policy : { ...policy, wants };
}

/** Problems found after reading know their line; the text of it is put back for the caret. */
function withSourceLines(problems: readonly Diagnostic[], text: string): Diagnostic[] {
  const lines = text.split(/\r?\n/);
  return problems
    .map((problem) => {
      const source = problem.place && (problem.place.source ?? lines[problem.place.line - 1]);
      return source !== undefined && problem.place
        ? { ...problem, place: { ...problem.place, source } }
        : problem;
    })
    .sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
}
