import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BaoxiaoError, type Diagnostic, fail } from '../../diagnostics/diagnostic.ts';
import { isPolicyFile } from '../../policy/files.ts';
import { shippedPolicies } from '../../policy/shipped.ts';
import { diagnosticsText } from '../../report/diagnostics.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { fileProblem, readText } from '../files.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

/** `baoxiao policy schema`: the grammar of policy files, or of cases, for editors. */
export async function schemaCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const schema =
    flags.cases === true
      ? (await import('../../regression/case.ts')).caseSchema()
      : (await import('../../policy/policy.ts')).policySchema();
  deliver(JSON.stringify(schema, null, 2), flags.out, context);
  return EXIT.done;
}

/** `baoxiao policy lint`: every problem of every file on stdout, and 1 when there is one. */
export async function lintCommand(paths: readonly string[], context: Context): Promise<number> {
  const { loadPolicy } = await import('../../policy/load.ts');
  const files = (paths.length > 0 ? paths : [shippedPolicies()]).flatMap(policyFiles);
  const { io, lang, color } = context;
  if (files.length === 0) {
    fail({
      code: 'NO_POLICY_FILES',
      message: {
        zh: `${paths.join('、')} 里没有政策文件`,
        en: `there are no policy files in ${paths.join(', ')}`,
      },
      hint: {
        zh: '政策文件放在 <代码>-<拼音>/<险种>.yaml',
        en: 'policy files lie at <code>-<pinyin>/<scheme>.yaml',
      },
    });
  }
  const problems: Diagnostic[] = [];
  for (const file of files) {
    try {
      problems.push(...misplaced(file, loadPolicy(readText(file), file).id));
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  if (problems.length > 0) {
    const paint = await paintFor(colourful(io.stdout, io.env, color));
    io.stdout.write(`${diagnosticsText(problems, { lang, paint })}\n`);
    return EXIT.findings;
  }
  const counted = {
    zh: `${files.length} 份政策文件，没有问题`,
    en: `${files.length} policy file${files.length === 1 ? '' : 's'}, no problems`,
  };
  io.stdout.write(`${counted[lang]}\n`);
  return EXIT.done;
}

/** A policy is found by its folder and file name, so these must say what its id says. */
function misplaced(file: string, id: string): Diagnostic[] {
  const [code = '', name] = id.split('/');
  const path = resolve(file);
  const right =
    name === undefined
      ? basename(path) === `${code}.yaml`
      : basename(path) === `${name}.yaml` && /^\d{6}(?=-|$)/.exec(basename(dirname(path)))?.[0] === code;
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
      place: { file, line: 1, column: 1 },
    },
  ];
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
    .filter(isPolicyFile)
    .sort()
    .map((name) => join(path, name));
}
