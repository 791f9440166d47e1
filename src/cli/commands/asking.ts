import type { Draft } from '../../claim/draft.ts';
import type { EstimateOptions } from '../../engine/estimate.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import type { AskIo } from '../interactive/io.ts';
import { askForEstimate } from '../interactive/run.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';
import { renderEstimate } from '../render.ts';
import { loadSettings } from '../settings.ts';

/** `baoxiao estimate` on a terminal with something missing: asks for that, then answers like any estimate. */
export async function askAndEstimate(
  given: Draft,
  flags: Readonly<Record<string, unknown>>,
  options: EstimateOptions,
  context: Context,
): Promise<number> {
  const io: AskIo = {
    ...(await askIo(context)),
    library: options.library,
    given,
    ...(options.assumptions && { assumptions: options.assumptions }),
  };
  const { estimate } = await askForEstimate(io);
  if (!estimate) return EXIT.error;
  deliver(await renderEstimate(estimate, flags, context), flags.out, context);
  return EXIT.done;
}

/** What the prompts need of the terminal. */
export async function askIo({ io, lang, color }: Context): Promise<Omit<AskIo, 'library'>> {
  return {
    lang,
    settings: loadSettings(io.env),
    stdin: io.stdin,
    stdout: io.stdout,
    paint: await paintFor(colourful(io.stdout, io.env, color)),
  };
}
