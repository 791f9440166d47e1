import { readFileSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import { eligibilityCommand } from './commands/eligibility.ts';
import { estimateCommand } from './commands/estimate.ts';
import { schemaCommand } from './commands/policy.ts';
import { type Context, EXIT, type Io, languageOf } from './context.ts';
import { fileProblem } from './files.ts';
import { withKnownFlags } from './flags.ts';
import { helpWords } from './help.ts';
import { printProblems } from './output.ts';
import { buildProgram } from './program.ts';
import { usageProblem } from './usage.ts';

/**
 * Runs one command line.
 * @param argv the words after `baoxiao`
 * @returns the exit code: 0 done, 1 done with findings, 2 bad usage or input, 130 interrupted
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const lang = languageOf(
    flagValue(argv, '--lang'),
    io.env,
    asksAtOnce(argv) ? await rememberedLang(io) : undefined,
  );
  watchStreams(io, lang);
  const color = !argv.includes('--no-color');
  let code: number = EXIT.done;
  const context = { io, lang, color };
  // Loaded when wanted: the prompts, the YAML reader with the policy grammar, the table of places. The rest is small, and
  // one file starts faster than many.
  const program = buildProgram(
    lang,
    packageVersion(),
    {
      interactive: async (options) =>
        (await import('./commands/interactive.ts')).interactiveCommand(options, context),
      estimate: (options) => estimateCommand(options, context),
      batch: async (input, options) =>
        (await import('./commands/batch.ts')).batchCommand(input, options, context),
      pipe: async (options) => (await import('./commands/pipe.ts')).pipeCommand(options, context),
      check: async (paths, options) =>
        (await import('./commands/check.ts')).checkCommand(paths, options, context),
      diff: async (old, now, options) =>
        (await import('./commands/diff.ts')).diffCommand(old, now, options, context),
      eligibility: (options) => eligibilityCommand(options, context),
      policy: {
        list: async (place, options) =>
          (await import('./commands/policy-list.ts')).policyListCommand(place, options, context),
        show: async (words, options) =>
          (await import('./commands/policy-show.ts')).policyShowCommand(words, options, context),
        draft: async (id, options) =>
          (await import('./commands/policy-new.ts')).policyNewCommand(id, options, context),
        schema: (options) => schemaCommand(options, context),
        lint: async (paths, options) =>
          (await import('./commands/lint.ts')).lintCommand(paths, options, context),
        curve: async (id, options) =>
          (await import('./commands/curve.ts')).curveCommand(id, options, context),
      },
      completion: async (shell, options, program) =>
        (await import('./commands/completion.ts')).completionCommand(shell, options, program, context),
    },
    (result) => {
      code = result;
    },
  );
  program.configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    outputError: () => undefined,
  });
  try {
    await program.parseAsync(helpWords(withKnownFlags(argv), wordsOf(argv), program), { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, argv, context, program.commands);
  }
}

async function failed(
  error: unknown,
  argv: readonly string[],
  context: Context,
  known: readonly Command[],
): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (error.code === 'commander.help' || error.code === 'commander.helpDisplayed') return EXIT.error;
    const words = wordsOf(argv);
    const [first, second] = words[0] === 'help' ? words.slice(1) : words;
    const outer = isSent(first, argv) ? known.find((command) => command.name() === first) : undefined;
    const running = outer?.commands.find((command) => command.name() === second) ?? outer;
    const inner = outer === undefined || outer.commands.length === 0 ? known : outer.commands;
    const commands = inner.map((command) => command.name());
    const bare = known.find((command) => command.name() === 'interactive');
    const flags = (running ?? bare)?.options.flatMap(({ long }) => long ?? []) ?? [];
    const candidates = error.code === 'commander.unknownCommand' ? commands : flags;
    const stray =
      error.code === 'commander.excessArguments' && first !== undefined && outer === undefined
        ? first
        : undefined;
    const meant = stray === undefined ? candidates : commands;
    await printProblems([usageProblem(error, meant, stray, running ?? bare)], context);
    return EXIT.error;
  }
  if (isInterruption(error)) return EXIT.interrupted;
  if (error instanceof BaoxiaoError) await printProblems(error.diagnostics, context);
  else await printProblems([unexpected(error)], context);
  if (argv.includes('--debug') && error instanceof Error)
    context.io.stderr.write(`${error.stack ?? error.message}\n`);
  return EXIT.error;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}

/** File errors in plain words; anything else is a fault of the program and says so. */
function unexpected(error: unknown): Diagnostic {
  const known = fileProblem(error);
  if (known) return known;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    severity: 'error',
    message: { zh: `程序内部错误：${detail}`, en: `internal error: ${detail}` },
    hint: {
      zh: '加 --debug 再运行一次，并报告显示的内容',
      en: 'run it again with --debug and report what it shows',
    },
  };
}

function processIo(): Io {
  return { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, env: process.env };
}

/** `baoxiao … | head` closes the pipe early, which is no error; a full disk behind it is one. */
function watchStreams(io: Io, lang: Lang): void {
  for (const stream of [io.stdout, io.stderr]) {
    if (stream.listenerCount('error') > 0) continue;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      // Nothing can be promised about output any more; the reason still goes to the other stream.
      if (stream === io.stdout)
        io.stderr.write(`${fileProblem(error, 'stdout')?.message[lang] ?? error.message}\n`);
      process.exitCode = EXIT.error;
      setImmediate(() => process.exit(EXIT.error));
    });
  }
}

/** The words that are neither an option nor the value of one that `baoxiao` alone takes. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.filter(
    (word, index) => !word.startsWith('-') && !['--lang', '--policies'].includes(argv[index - 1] ?? ''),
  );
}

/** Whether commander has come to a command: behind an option that only the prompts take, it has not. */
function isSent(command: string | undefined, argv: readonly string[]): boolean {
  const before = argv.slice(0, argv.indexOf(command ?? ''));
  return !before.some((word) => word.startsWith('--policies'));
}

/** Whether the prompts run, and not a command. */
function asksAtOnce(argv: readonly string[]): boolean {
  const [first = 'interactive'] = wordsOf(argv);
  return first === 'interactive';
}

/** Only the prompts remember a language; a script's language is what it says. */
async function rememberedLang(io: Io): Promise<Lang | undefined> {
  if (!io.stdin.isTTY || !io.stdout.isTTY) return undefined;
  const { loadSettings } = await import('./settings.ts');
  return loadSettings(io.env).lang;
}

function flagValue(argv: readonly string[], flag: string): string | undefined {
  const index = argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`));
  if (index < 0) return undefined;
  const word = argv[index] ?? '';
  return word.includes('=') ? word.slice(flag.length + 1) : argv[index + 1];
}

function packageVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string })
        .version;
    } catch {
      // Built files lie one folder deep, sources two.
    }
  }
  return '0.0.0';
}
