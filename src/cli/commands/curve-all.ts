import { allCurves, type PolicyCurves } from '../../curve/all.ts';
import { unexplained } from '../../curve/curve.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import type { EstimateOptions } from '../../engine/estimate.ts';
import { policiesAt } from '../../regression/suite.ts';
import { allCurvesJson } from '../../report/curve/all-json.ts';
import { allCurvesText } from '../../report/curve/all-text.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { noPolicyFiles } from '../files.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

/** `baoxiao policy curve --all [ID]`: every curve of the policies wanted; 1 where a cliff has no reason. */
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
  refuseCircumstances(flags);
  const all: PolicyCurves[] = [];
  const wanted = await wantedIds(id, flags, options);
  for await (const one of allCurves(options.library, options.assumptions ?? new Map(), wanted)) all.push(one);
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

/** The policy named, else those of the user's own folders, else all: as `check` and `lint` do. */
async function wantedIds(
  id: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  { library }: EstimateOptions,
): Promise<readonly string[] | undefined> {
  if (id !== undefined) return [id];
  const own = flags.policies as readonly string[] | undefined;
  if (!own) return undefined;
  const ids = (await policiesAt(own, () => library)).map((policy) => policy.id);
  return ids.length > 0 ? ids : noPolicyFiles(own);
}

/** What goes with --all; commander adds the defaults of the last two. */
const WITH_ALL = ['all', 'policies', 'out', 'lang', 'format', 'color'];

/** All circumstances are tried: one that is given would be passed over in silence. */
function refuseCircumstances(flags: Readonly<Record<string, unknown>>): void {
  const [other] = Object.keys(flags).filter((name) => !WITH_ALL.includes(name));
  if (other === undefined) return;
  const flag = other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  fail({
    code: 'USAGE',
    message: {
      zh: `--all 逐一计算全部情形，不能再给 --${flag}`,
      en: `--all tries every circumstance and does not go with --${flag}`,
    },
    field: flag,
  });
}
