import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BaoxiaoError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { shippedPolicies } from '../../policy/shipped.ts';
import { type Context, EXIT } from '../context.ts';
import { fileProblem, readText } from '../files.ts';
import { deliver, printProblems } from '../output.ts';

/** `baoxiao policy schema`: the grammar of policy files for editors. */
export async function schemaCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const { policySchema } = await import('../../policy/policy.ts');
  deliver(JSON.stringify(policySchema(), null, 2), flags.out, context);
  return EXIT.done;
}

/** `baoxiao policy lint`: every problem of every file, and 1 when there is one. */
export async function lintCommand(paths: readonly string[], context: Context): Promise<number> {
  const { loadPolicy } = await import('../../policy/load.ts');
  const files = (paths.length > 0 ? paths : [shippedPolicies()]).flatMap(policyFiles);
  const problems: Diagnostic[] = [];
  for (const file of files) {
    try {
      loadPolicy(readText(file), file);
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  if (problems.length > 0) {
    await printProblems(problems, context);
    return EXIT.findings;
  }
  const { io, lang } = context;
  io.stdout.write(
    lang === 'zh' ? `${files.length} 份政策文件，没有问题\n` : `${files.length} policy files, no problems\n`,
  );
  return EXIT.done;
}

function policyFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (error) {
    const known = fileProblem(error, path);
    if (known) throw new BaoxiaoError([known]);
    throw error;
  }
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(path, name));
}
