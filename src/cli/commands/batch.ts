import { availableParallelism } from 'node:os';
import { NO_MAP } from '../../batch/map.ts';
import { runBatch } from '../../batch/run.ts';
import { type Context, EXIT } from '../context.ts';
import { printProblems } from '../output.ts';

export async function batchCommand(
  input: string,
  flags: Record<string, unknown>,
  context: Context,
): Promise<number> {
  const out = String(flags.out);
  const finished = await runBatch(
    {
      input,
      inputName: input,
      output: out,
      rejects: String(flags.rejects ?? `${out}.rejects.csv`),
      ...(flags.closing ? { closing: String(flags.closing) } : {}),
      ...(flags.opening ? { opening: String(flags.opening) } : {}),
      map: NO_MAP,
      compare: flags.compare === true,
      ...(flags.workers !== undefined ? { workers: Number(flags.workers) } : {}),
      cores: availableParallelism(),
      excelSafe: false,
      policies: (flags.policies as string[] | undefined) ?? [],
      assumptions: new Map(),
      lang: context.lang,
    },
    { remark: (list) => void (list.length > 0 && printProblems(list, context)), progress: () => undefined },
  );
  finished.commit();
  console.log(finished.summary.rows, finished.summary.totals);
  return finished.summary.rows.rejected > 0 ? EXIT.findings : EXIT.done;
}
