import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { csvToXlsx, isXlsx, tooLong } from '../../batch/io/xlsx.ts';
import type { BatchOptions } from '../../batch/options.ts';
import { type Finished, runBatch } from '../../batch/run.ts';
import type { BatchSummary } from '../../batch/summary.ts';
import { Replacement } from '../../files/replacement.ts';
import { summaryText } from '../../report/batch/text.ts';
import { assumptionsOf } from '../assumptions.ts';
import { batchPaths, type Paths, summaryKind } from '../batch-paths.ts';
import {
  claimsFile,
  claimsName,
  delimiterOf,
  encodingOf,
  houseMapOf,
  maskOf,
  workersOf,
} from '../claims-flags.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { writeDraft, writeText } from '../files.ts';
import { printProblems } from '../output.ts';
import { paintFor } from '../paint.ts';
import { ProgressLine } from '../progress.ts';
import { Interruption, WorkFolder } from '../work-folder.ts';

export type BatchFlags = Readonly<Record<string, unknown>>;

/** `baoxiao batch`: settles a claims file and says what came out. */
export async function batchCommand(input: string, flags: BatchFlags, context: Context): Promise<number> {
  const paths = batchPaths(input, flags);
  // Standard streams and workbooks pass through files here, which nobody else may read.
  const work = new WorkFolder();
  const interrupted = new Interruption(work);
  const progress = new ProgressLine(context);
  try {
    const options = await optionsOf(paths, flags, context, work);
    const finished = await runBatch(options, {
      remark: (remarks) => {
        if (remarks.length > 0) void printProblems(remarks, context);
      },
      progress: (now) => progress.show(now),
      opened: (discard) => interrupted.discards(discard),
    });
    progress.clear();
    await deliver(finished, paths, options, work, context);
    await say(finished.summary, paths, context);
    return exitCode(finished.summary);
  } finally {
    progress.clear();
    interrupted.over();
    work.remove();
  }
}

/** Rows that could not be settled, or that differ from what was recorded, are findings. */
function exitCode({ rows, comparison }: BatchSummary): number {
  return rows.rejected > 0 || (comparison?.different ?? 0) > 0 ? EXIT.findings : EXIT.done;
}

async function optionsOf(
  paths: Paths,
  flags: BatchFlags,
  { lang }: Context,
  work: WorkFolder,
): Promise<BatchOptions> {
  const { input, output } = paths;
  const map = houseMapOf(flags.map);
  const encoding = encodingOf(flags.encoding, '--encoding');
  const outputEncoding = encodingOf(flags.outputEncoding, '--output-encoding');
  const delimiter = delimiterOf(flags.delimiter);
  const mask = maskOf(flags.mask);
  const workers = workersOf(flags.workers);
  return {
    input: await claimsFile(input, work),
    inputName: claimsName(input),
    output: output === '-' || isXlsx(output) ? work.file('out.csv') : output,
    rejects: paths.rejects,
    ...(paths.opening !== undefined && { opening: paths.opening }),
    ...(paths.closing !== undefined && { closing: paths.closing }),
    map,
    ...(encoding && { encoding }),
    ...(isXlsx(output) ? { outputEncoding: 'utf-8' as const } : outputEncoding && { outputEncoding }),
    ...(delimiter !== undefined && { delimiter }),
    compare: flags.compare === true,
    ...(workers !== undefined && { workers }),
    cores: availableParallelism(),
    ...(mask && { mask }),
    excelSafe: flags.excelSafe === true,
    policies: (flags.policies as string[] | undefined) ?? [],
    assumptions: assumptionsOf(flags),
    lang,
  };
}

/** Gives the files their names, in the form asked for. The summary comes first, the results last. */
async function deliver(
  finished: Finished,
  paths: Paths,
  { output }: BatchOptions,
  work: WorkFolder,
  context: Context,
): Promise<void> {
  const { summary, commit, discard } = finished;
  const workbook = isXlsx(paths.output) ? new Replacement(paths.output) : undefined;
  workbook?.removeLeftovers();
  try {
    if (workbook) {
      tooLong(summary.rows.settled + summary.rows.notCovered, paths.output);
      writeDraft(workbook, await csvToXlsx(finished.draft));
    }
    if (paths.summary !== undefined)
      writeText(paths.summary, await summaryFile(summary, paths.summary, context));
    commit();
    workbook?.commit();
  } catch (error) {
    discard();
    workbook?.discard();
    throw error;
  }
  if (paths.output === '-') await pour(output);
  work.remove();
}

/** Results to standard output. Whoever closes the pipe has read enough. */
async function pour(path: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), process.stdout, { end: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function summaryFile(summary: BatchSummary, path: string, { lang }: Context): Promise<string> {
  switch (summaryKind(path)) {
    case 'json': {
      const { summaryJson } = await import('../../report/batch/json.ts');
      return summaryJson(summary);
    }
    case 'html': {
      const { summaryHtml } = await import('../../report/batch/html.ts');
      return summaryHtml(summary, lang);
    }
    case 'txt':
      return `${summaryText(summary, { lang })}\n`;
  }
}

/** The summary goes to stdout, unless the results themselves do. */
async function say(summary: BatchSummary, paths: Paths, { io, lang, color }: Context): Promise<void> {
  const stream = paths.output === '-' ? io.stderr : io.stdout;
  const paint = await paintFor(colourful(stream, io.env, color));
  stream.write(`${summaryText(summary, { lang, paint, width: stream.columns ?? 80 })}\n`);
  const written = [
    paths.output,
    ...(summary.rows.rejected > 0 ? [paths.rejects] : []),
    paths.summary,
    paths.closing,
  ]
    .filter((path) => path !== undefined && path !== '-')
    .join(lang === 'zh' ? '、' : ', ');
  if (written !== '') io.stderr.write(lang === 'zh' ? `已写入 ${written}\n` : `written to ${written}\n`);
}
