import type { Draft } from '../../claim/draft.ts';
import { readDraft } from '../../claim/read.ts';
import { unexplained } from '../../curve/curve.ts';
import { draftFor } from '../../curve/draft.ts';
import { levelCurves, levelInversions } from '../../curve/levels.ts';
import { type Answer, answer } from '../../curve/request.ts';
import { fail, Problems } from '../../diagnostics/diagnostic.ts';
import { allNotices, type EstimateOptions } from '../../engine/estimate.ts';
import type { Notice } from '../../engine/notices.ts';
import { MAX_FEN, parseTypedYuan } from '../../money/fen.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { wordingOf } from '../../policy/wording.ts';
import { curveHtml } from '../../report/curve/html.ts';
import { curveJson } from '../../report/curve/json.ts';
import { curveSvg } from '../../report/curve/svg.ts';
import { curveText } from '../../report/curve/text.ts';
import type { CurveReport } from '../../report/curve/view.ts';
import type { MapTree } from '../../source/tree.ts';
import { assumptionsOf } from '../assumptions.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { treeOfFlags } from '../flags.ts';
import { deliver } from '../output.ts';
import { paintFor } from '../paint.ts';

export type CurveFlags = Readonly<Record<string, unknown>>;

/** `baoxiao policy curve ID`: 0 where nothing needs a reason, 1 where a cliff has none. */
export async function curveCommand(
  id: string | undefined,
  flags: CurveFlags,
  context: Context,
): Promise<number> {
  const options: EstimateOptions = {
    library: openLibrary(flags.policies as string[] | undefined),
    assumptions: assumptionsOf(flags),
  };
  if (flags.all === true) {
    const { curveAllCommand } = await import('./curve-all.ts');
    // Says that there is no such policy, where there is none.
    if (id !== undefined) await draftFor(id, draftOf({}), options.library);
    return curveAllCommand(id, flags, options, context);
  }
  if (id === undefined)
    return fail({
      code: 'USAGE',
      message: { zh: '缺少政策编号', en: 'the policy is missing' },
      hint: {
        zh: '写成 baoxiao policy curve 371300/employee …，全部政策用 --all',
        en: 'write baoxiao policy curve 371300/employee …, or --all for every policy',
      },
    });
  const report = await reportFor(id, flags, options);
  deliver(await render(report, flags, context), flags.out, context);
  const { low, high } = report.answer;
  const found = [low, ...(high ? [high] : [])].some((curve) => unexplained(curve).length > 0);
  return found ? EXIT.findings : EXIT.done;
}

async function reportFor(id: string, flags: CurveFlags, options: EstimateOptions): Promise<CurveReport> {
  const draft = await draftFor(id, draftOf(flags), options.library);
  const grows = typeof flags.grows === 'string' ? flags.grows : 'in_policy';
  const own = await answer(draft, grows, options);
  const levels = await levelCurves(own, draft, grows, options);
  const wording = wordingOf(own.low.plan.policies.map(({ policy }) => policy));
  const to = endOf(flags, own);
  return {
    answer: own,
    levels,
    inversions: levelInversions(levels),
    notices: noticesOf(own, wording),
    wording,
    ...(to !== undefined && { to }),
  };
}

function draftOf(flags: CurveFlags): Draft {
  const problems = new Problems();
  const empty: MapTree = { kind: 'map', entries: [], place: { file: '', line: 0, column: 0 } };
  const draft = readDraft(empty, (problem) => problems.error(problem), parseTypedYuan, treeOfFlags(flags));
  problems.throwIfFailed();
  return draft;
}

/** What a notice says of one bill alone. */
const OF_ONE_BILL = ['CAP_REACHED', 'PAID_REDUCED'];

/** What qualifies the curve: all that qualifies a bill at one of its breaks. */
function noticesOf({ prepared, low, high }: Answer, wording: CurveReport['wording']): Notice[] {
  const found = new Map<string, Notice>();
  for (const { shown } of low.breaks) {
    if (!shown.settled) continue;
    for (const notice of allNotices(prepared, shown.settled, high !== undefined, wording))
      if (!OF_ONE_BILL.includes(notice.code)) found.set(notice.message.en, notice);
  }
  return [...found.values()];
}

function endOf(flags: CurveFlags, { low }: Answer): number | undefined {
  if (flags.to === undefined) return undefined;
  const read = parseTypedYuan(String(flags.to));
  if (!('fen' in read)) return fail({ ...read, field: 'to', value: String(flags.to) });
  const least = low.bills.first[0] as number;
  if (read.fen > least && read.fen <= MAX_FEN) return read.fen;
  return fail({
    code: 'BAD_VALUE',
    message: { zh: '--to 应大于最小的一笔医疗费', en: '--to must lie above the smallest bill' },
    field: 'to',
    value: String(flags.to),
  });
}

async function render(report: CurveReport, flags: CurveFlags, context: Context): Promise<string> {
  const { lang, io, color } = context;
  switch (flags.format) {
    case 'json':
      return JSON.stringify(curveJson(report, lang), null, 2);
    case 'svg':
      return curveSvg(report, lang);
    case 'html':
      return curveHtml(report, lang);
    default: {
      const toTerminal = typeof flags.out !== 'string';
      return curveText(report, {
        lang,
        paint: await paintFor(toTerminal && colourful(io.stdout, io.env, color)),
        width: toTerminal && io.stdout.isTTY ? Math.min(100, io.stdout.columns) : 80,
      });
    }
  }
}
