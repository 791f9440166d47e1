import type { Draft } from '../../claim/draft.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { compareChoices } from '../../engine/compare.ts';
import type { Estimate, EstimateOptions } from '../../engine/estimate.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import type { AskIo, InteractiveIo } from '../interactive/io.ts';
import { askForEstimate, runInteractive } from '../interactive/run.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';
import { renderComparison, renderEstimate } from '../render.ts';
import { loadSettings } from '../settings.ts';
import type { EstimateFlags } from './estimate.ts';
import { sampleCommand } from './sample.ts';

/** `baoxiao` alone: the prompts on a terminal, the sample estimate where there is none. */
export async function interactiveCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const { stdin, stdout } = context.io;
  if (!stdin.isTTY || !stdout.isTTY) return sampleCommand(flags.policies, context);
  const writer =
    (format: string, brief = false) =>
    (estimate: Estimate, lang: Lang) =>
      renderEstimate(estimate, { format, brief }, { ...context, lang });
  const io: InteractiveIo = {
    ...(await askIo(context)),
    library: openLibrary(flags.policies as string[] | undefined),
    render: writer('text', true),
    details: writer('text'),
    compare: async (draft, by, options, lang) =>
      renderComparison(await compareChoices(draft, by, options), {}, { ...context, lang }),
    save: { json: writer('json'), md: writer('md'), html: writer('html') },
  };
  return runInteractive(io);
}

/** `baoxiao estimate` on a terminal with something missing: asks for that, then answers like any estimate. */
export async function askAndEstimate(
  given: Draft,
  flags: EstimateFlags,
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

async function askIo({ io, lang, color }: Context): Promise<Omit<AskIo, 'library'>> {
  return {
    lang,
    settings: loadSettings(io.env),
    stdin: io.stdin,
    stdout: io.stdout,
    paint: await paintFor(colourful(io.stdout, io.env, color)),
  };
}
