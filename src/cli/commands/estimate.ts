import type { Draft } from '../../claim/draft.ts';
import { readDraft } from '../../claim/read.ts';
import { BaoxiaoError, fail, Problems } from '../../diagnostics/diagnostic.ts';
import { compareChoices } from '../../engine/compare.ts';
import { type EstimateOptions, estimateDraft, prepare } from '../../engine/estimate.ts';
import { parseTypedYuan, parseYuan } from '../../money/fen.ts';
import { openLibrary } from '../../policy/shipped.ts';
import type { MapTree } from '../../source/tree.ts';
import { assumptionsOf } from '../assumptions.ts';
import { type Context, EXIT } from '../context.ts';
import { readText } from '../files.ts';
import { treeOfFlags } from '../flags.ts';
import { deliver } from '../output.ts';
import { renderComparison, renderEstimate } from '../render.ts';

export type EstimateFlags = Readonly<Record<string, unknown>>;

/** `baoxiao estimate`: one claim from a file, from flags, or both; on a terminal it asks for what is missing. */
export async function estimateCommand(flags: EstimateFlags, context: Context): Promise<number> {
  checkFormat(flags);
  const options: EstimateOptions = {
    library: openLibrary(flags.policies as string[] | undefined),
    assumptions: assumptionsOf(flags),
  };
  const draft = await draftOf(flags);
  if (
    context.io.stdin.isTTY &&
    context.io.stdout.isTTY &&
    flags.format === 'text' &&
    (await isIncomplete(draft, options))
  ) {
    const { askAndEstimate } = await import('./asking.ts');
    return askAndEstimate(draft, flags, options, context);
  }
  if (typeof flags.compare === 'string') {
    const comparison = await compareChoices(draft, flags.compare, options);
    deliver(await renderComparison(comparison, flags, context), flags.out, context);
    return EXIT.done;
  }
  const estimate = await estimateDraft(draft, options);
  deliver(await renderEstimate(estimate, flags, context), flags.out, context);
  return EXIT.done;
}

/** Codes are for machines, and the national form is that of one settlement. */
function checkFormat({ format, codes, compare }: EstimateFlags): void {
  if (codes === true && format !== 'json' && format !== 'setlinfo') {
    fail({
      code: 'USAGE',
      message: {
        zh: `--codes 不能用于 --format ${format}：这种格式给人看，没有代码`,
        en: `--codes does not go with --format ${format}: that is for people and has no codes`,
      },
      hint: {
        zh: '加 --format json，或用 --format setlinfo',
        en: 'add --format json, or use --format setlinfo',
      },
    });
  }
  const single = format === 'setlinfo' ? '--format setlinfo' : codes === true ? '--codes' : undefined;
  if (single === undefined || compare === undefined) return;
  fail({
    code: 'USAGE',
    message: {
      zh: `${single} 不能与 --compare 同用：它写的是一笔结算`,
      en: `${single} does not go with --compare: it writes one settlement`,
    },
    hint: { zh: '去掉其中一个', en: 'leave one of them out' },
  });
}

/** The claim as file and flags give it; flags win. All problems of both are reported together. */
async function draftOf(flags: EstimateFlags): Promise<Draft> {
  const problems = new Problems();
  const over = treeOfFlags(flags);
  const path = flags.claim;
  const empty: MapTree = { kind: 'map', entries: [], place: { file: '', line: 0, column: 0 } };
  let draft: Draft;
  if (typeof path === 'string') {
    const { readYaml } = await import('../../source/yaml.ts');
    const name = path === '-' ? 'stdin' : path;
    draft = readDraft(readYaml(readText(path), name), (problem) => problems.error(problem), parseYuan, over);
  } else draft = readDraft(empty, (problem) => problems.error(problem), parseTypedYuan, over);
  problems.throwIfFailed();
  return draft;
}

/** Whether something is missing that a person could be asked; anything wrong is reported, not asked about. */
async function isIncomplete(draft: Draft, options: EstimateOptions): Promise<boolean> {
  const problems = new Problems();
  const { needs, later = [] } = await prepare(draft, options, true, (problem) => problems.error(problem));
  if (problems.failed) throw new BaoxiaoError(problems.list);
  return needs.length + later.length > 0 || (draft.items.length === 0 && !draft.money.has('expenses.total'));
}
