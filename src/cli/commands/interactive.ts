import type { Lang } from '../../diagnostics/text.ts';
import { compareChoices } from '../../engine/compare.ts';
import type { Estimate } from '../../engine/estimate.ts';
import { openLibrary } from '../../policy/shipped.ts';
import type { Context } from '../context.ts';
import type { InteractiveIo } from '../interactive/io.ts';
import { runInteractive } from '../interactive/run.ts';
import { renderComparison, renderEstimate } from '../render.ts';
import { askIo } from './asking.ts';
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
