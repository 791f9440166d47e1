import { allCurves, type PolicyCurves } from '../../curve/all.ts';
import { unexplained } from '../../curve/curve.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import type { EstimateOptions } from '../../engine/estimate.ts';
import { allCurvesJson } from '../../report/curve/all-json.ts';
import { allCurvesText } from '../../report/curve/all-text.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

/** `baoxiao policy curve --all [ID]`: every curve of the library, or of one policy; 1 where a cliff has no reason. */
export async function curveAllCommand(
  id: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  options: EstimateOptions,
  context: Context,
): Promise<number> {
  const { io, lang, color } = context;
  if (flags.format === 'svg' || flags.format === 'html')
    fail({
      code: 'USAGE',
      message: { zh: '--all 只有 text、json 两种格式', en: '--all comes as text or json' },
      field: 'format',
      value: String(flags.format),
    });
  const all: PolicyCurves[] = [];
  for await (const one of allCurves(options.library, options.assumptions ?? new Map(), id)) all.push(one);
  if (flags.format === 'json') deliver(JSON.stringify(allCurvesJson(all, lang), null, 2), flags.out, context);
  else {
    const toTerminal = typeof flags.out !== 'string';
    const paint = await paintFor(toTerminal && colourful(io.stdout, io.env, color));
    const width = toTerminal && io.stdout.isTTY ? Math.max(80, Math.min(100, io.stdout.columns)) : 80;
    deliver(allCurvesText(all, { lang, paint, width }), flags.out, context);
  }
  const open = all.some(({ curves }) => curves.some(({ curve }) => unexplained(curve).length > 0));
  return open ? EXIT.findings : EXIT.done;
}
