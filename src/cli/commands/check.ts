import { type Diagnostic, fail } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Library } from '../../policy/library.ts';
import { openLibrary, shippedPolicies } from '../../policy/shipped.ts';
import { coverageOf } from '../../regression/coverage/coverage.ts';
import {
  type CaseFilter,
  type FileResult,
  policiesAt,
  policyRootOf,
  readSuite,
  runSuite,
} from '../../regression/suite.ts';
import { rewrite } from '../../regression/update.ts';
import { belowLeast } from '../../report/check/coverage-text.ts';
import { checkGithub } from '../../report/check/github.ts';
import { checkJson } from '../../report/check/json.ts';
import { checkJunit } from '../../report/check/junit.ts';
import { checkText } from '../../report/check/pretty.ts';
import { type CheckOptions, type CheckRun, countsOf } from '../../report/check/run.ts';
import { checkTap } from '../../report/check/tap.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { fileProblem, writeText } from '../files.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

type Flags = Readonly<Record<string, unknown>>;

const REPORTERS: Readonly<Record<string, (run: CheckRun, options: CheckOptions) => string>> = {
  pretty: checkText,
  junit: checkJunit,
  tap: checkTap,
  json: (run, options) => JSON.stringify(checkJson(run, options), null, 2),
  github: checkGithub,
};

/** `baoxiao check`: runs regression cases; 1 where one fails or too little is covered. */
export async function checkCommand(
  paths: readonly string[],
  flags: Flags,
  context: Context,
): Promise<number> {
  const reporters = reportersOf(flags);
  const once = async (): Promise<number> => checkOnce(paths, flags, reporters, context);
  if (flags.watch !== true) return once();
  const { watchAndRun } = await import('../watch.ts');
  return watchAndRun(placesToWatch(paths, flags), once, context);
}

interface Reporter {
  readonly name: string;
  readonly out: string | undefined;
}

/** @throws BaoxiaoError where there is no such reporter */
function reportersOf(flags: Flags): Reporter[] {
  const given = (flags.reporter as string[] | undefined) ?? ['pretty'];
  const reporters = given.map((text) => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!Object.hasOwn(REPORTERS, name)) {
      const hint = didYouMean(name, Object.keys(REPORTERS));
      fail({
        code: 'USAGE',
        message: { zh: `没有报告形式“${name}”`, en: `there is no reporter “${name}”` },
        ...(hint && { hint }),
        field: 'reporter',
        value: text,
      });
    }
    return { name, out: equals < 0 ? undefined : text.slice(equals + 1) };
  });
  for (const { name, out } of reporters) {
    const same = reporters.filter((other) => out !== undefined && other.out === out);
    if (out === '' || same.length > 1) fail(badFile(name, out ?? ''));
  }
  return reporters;
}

function badFile(name: string, out: string): Omit<Diagnostic, 'severity'> {
  const message =
    out === ''
      ? { zh: `--reporter ${name}= 缺少文件名`, en: `--reporter ${name}= names no file` }
      : { zh: `几个报告都写到 ${out}`, en: `several reports go to ${out}` };
  return { code: 'USAGE', message, field: 'reporter', value: out };
}

function ownFolders(flags: Flags): readonly string[] {
  return (flags.policies as string[] | undefined) ?? [];
}

/** Where cases are looked for: the paths, else the user's own policy folders, else the shipped ones. */
function wantedPaths(paths: readonly string[], flags: Flags): readonly string[] {
  const own = ownFolders(flags);
  return paths.length > 0 ? paths : own.length > 0 ? own : [shippedPolicies()];
}

/**
 * The user's folders, and the one that a file lies in: cases beside a policy are about that policy, never about one of
 * the same name in another folder that is checked, too.
 */
function librariesFor(flags: Flags): (file: string) => Library {
  const own = ownFolders(flags);
  const shipped = shippedPolicies();
  const opened = new Map<string, Library>();
  return (file) => {
    const root = policyRootOf(file) ?? shipped;
    const library = opened.get(root) ?? openLibrary([...own, ...(root === shipped ? [] : [root])]);
    opened.set(root, library);
    return library;
  };
}

function rootsOf(paths: readonly string[]): string[] {
  const shipped = shippedPolicies();
  return paths.flatMap((path) => policyRootOf(path) ?? []).filter((root) => root !== shipped);
}

function placesToWatch(paths: readonly string[], flags: Flags): string[] {
  const wanted = wantedPaths(paths, flags);
  return [...new Set([...wanted, ...ownFolders(flags), ...rootsOf(wanted)])];
}

async function checkOnce(
  given: readonly string[],
  flags: Flags,
  reporters: readonly Reporter[],
  context: Context,
): Promise<number> {
  const paths = wantedPaths(given, flags);
  const libraryOf = librariesFor(flags);
  const suite = readable(() => readSuite(paths), paths);
  const filter = filterOf(flags);
  const times = new Map<FileResult['results'][number], number>();
  const files = await runSuite(suite, libraryOf, filter, times);
  if (files.length === 0) fail(nothingWanted(filter));
  const least = flags.coverageMin as number | undefined;
  const wantsCoverage = flags.coverage === true || least !== undefined;
  const policies = wantsCoverage ? await policiesAt(paths, libraryOf) : [];
  const scope = filter.policy === undefined ? policies : policies.filter(({ id }) => id === filter.policy);
  const coverage = wantsCoverage
    ? coverageOf(
        scope,
        files.flatMap((file) => file.results),
      )
    : undefined;
  const updated = flags.update === true ? update(files) : undefined;
  const run: CheckRun = {
    files: updated?.left ?? files,
    times,
    ...(coverage && { coverage }),
    ...(least !== undefined && { coverageMin: least }),
    ...(updated && { updated: updated.edits }),
  };
  await tell(run, reporters, context);
  const low = coverage !== undefined && least !== undefined && belowLeast(coverage, least).length > 0;
  return countsOf(run).failed > 0 || low ? EXIT.findings : EXIT.done;
}

function filterOf(flags: Flags): CaseFilter {
  return {
    ...(typeof flags.policy === 'string' && { policy: flags.policy }),
    ...(typeof flags.name === 'string' && { name: flags.name }),
    ...(Array.isArray(flags.tag) && { tags: flags.tag as string[] }),
  };
}

function nothingWanted({ policy, name, tags }: CaseFilter): Omit<Diagnostic, 'severity'> {
  const given = [
    policy && `--policy ${policy}`,
    name && `--name ${name}`,
    tags && `--tag ${tags.join(', ')}`,
  ];
  const wanted = given.filter((part) => part !== undefined).join(' ');
  return {
    code: 'NO_CASES',
    message: { zh: `没有符合 ${wanted} 的用例`, en: `no case fits ${wanted}` },
  };
}

/** File errors in plain words. */
function readable<T>(read: () => T, paths: readonly string[]): T {
  try {
    return read();
  } catch (error) {
    const known = fileProblem(error, (error as NodeJS.ErrnoException).path ?? paths.join(', '));
    if (known) fail(known);
    throw error;
  }
}

/** Writes what can be rewritten into the case files. @returns what is left to look at, in the files as they are now */
function update(files: readonly FileResult[]) {
  const edits = [];
  const left: FileResult[] = [];
  for (const file of files) {
    const rewriting = rewrite(file.text, file.results);
    if (rewriting.edits.length > 0) writeText(file.file, rewriting.text);
    edits.push(...rewriting.edits);
    const stays = new Set(rewriting.left);
    const results = file.results.map((result) => ({
      ...result,
      failures: result.failures.filter((failure) => stays.has(failure)),
    }));
    left.push({ ...file, text: rewriting.text, results });
  }
  return { edits, left };
}

async function tell(run: CheckRun, reporters: readonly Reporter[], context: Context): Promise<void> {
  const { io, lang, color } = context;
  for (const { name, out } of reporters) {
    const toTerminal = out === undefined || out === '-';
    const text = REPORTERS[name]?.(run, {
      lang,
      paint: await paintFor(toTerminal && colourful(io.stdout, io.env, color)),
      width: toTerminal && io.stdout.isTTY ? Math.min(100, io.stdout.columns) : 80,
    });
    deliver(text ?? '', out, context);
  }
}
