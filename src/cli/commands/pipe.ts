import { inputSource } from '../../batch/io/source.ts';
import { namesOf } from '../../batch/pipe/columns.ts';
import { Pipe } from '../../batch/pipe/run.ts';
import { assumptionsOf } from '../assumptions.ts';
import { houseMapOf, maskOf } from '../claims-flags.ts';
import { type Context, EXIT } from '../context.ts';
import { printProblems } from '../output.ts';

/**
 * `baoxiao pipe`: rows in, the same rows settled out. A row that cannot be settled comes out too and is no failure of the
 * run: an engine that hands rows to many of these would take one for a reason to begin again.
 */
export async function pipeCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const mask = maskOf(flags.mask);
  const pipe = new Pipe({
    columns: namesOf(String(flags.columns)),
    ...(typeof flags.outputColumns === 'string' && { outputColumns: namesOf(flags.outputColumns) }),
    map: houseMapOf(flags.map),
    ...(mask && { mask }),
    policies: (flags.policies as string[] | undefined) ?? [],
    assumptions: assumptionsOf(flags),
    lang: context.lang,
  });
  if (pipe.remarks.length > 0) await printProblems(pipe.remarks, context);
  const source = inputSource(context.io.stdin);
  try {
    await pipe.run(source, (rows) => written(rows, context.io.stdout));
    const remarks = pipe.afterwards();
    if (remarks.length > 0) await printProblems(remarks, context);
    return EXIT.done;
  } catch (error) {
    // Whoever reads on has gone, which needs no words; of a full disk it has been told where streams are watched.
    if (error instanceof OutputGone) return EXIT.error;
    throw error;
  } finally {
    source.close();
  }
}

/** Rows could not be handed on. */
class OutputGone extends Error {}

/** Hands rows on; resolves when their memory may be used again. */
function written(rows: Buffer, stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(rows, (error) => (error ? reject(new OutputGone()) : resolve()));
  });
}
