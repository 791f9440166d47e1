import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import { localToday } from '../../engine/prepare.ts';
import { type Found, findFiles } from '../../lint/files.ts';
import { lint } from '../../lint/lint.ts';
import { openLibrary, shippedPolicies } from '../../policy/shipped.ts';
import { type LintRun, lintGithub, lintJson, lintText } from '../../report/lint.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { fileProblem, noPolicyFiles, readRules } from '../files.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

/** After so many months a check has grown old, where the user names no number. */
const CHECKED_WITHIN = 24;

/** `baoxiao policy lint`: every finding in policy files on stdout, and 1 where there is one. */
export async function lintCommand(
  paths: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const files = found(paths.length > 0 ? paths : [shippedPolicies()]);
  if (files.policies.length + files.tables.length === 0) noPolicyFiles(paths);
  const months = flags.checkedWithin as number | undefined;
  const all = await lint(files, {
    settings: {
      today: (flags.today as string | undefined) ?? localToday(),
      checkedWithin: months ?? CHECKED_WITHIN,
      asked: months !== undefined,
    },
    library: openLibrary(files.roots.filter((root) => root !== shippedPolicies())),
    read: readRules,
  });
  const findings = flags.strict === true ? all : all.filter(({ severity }) => severity !== 'info');
  const run: LintRun = {
    files: files.policies.length + files.tables.length,
    findings,
    hidden: all.length - findings.length,
  };
  await tell(run, flags, context);
  return findings.length > 0 ? EXIT.findings : EXIT.done;
}

async function tell(run: LintRun, flags: Readonly<Record<string, unknown>>, context: Context): Promise<void> {
  const { io, lang, color } = context;
  if (flags.format === 'json') deliver(JSON.stringify(lintJson(run, lang), null, 2), undefined, context);
  else if (flags.format === 'github') deliver(lintGithub(run, lang), undefined, context);
  else {
    const paint = await paintFor(colourful(io.stdout, io.env, color));
    const { columns } = io.stdout;
    deliver(lintText(run, { lang, paint, ...(columns && { width: columns }) }), undefined, context);
  }
}

function found(paths: readonly string[]): Found {
  try {
    return findFiles(paths);
  } catch (error) {
    const known = fileProblem(error);
    if (known) throw new BaoxiaoError([known]);
    throw error;
  }
}
