import { COVER_FIELDS } from '../../claim/cover-fields.ts';
import { Problems } from '../../diagnostics/diagnostic.ts';
import { eligibility } from '../../engine/eligibility.ts';
import { readEligibility } from '../../engine/eligibility-question.ts';
import { localToday } from '../../engine/estimate.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { type MapTree, treeOf } from '../../source/tree.ts';
import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';
import { renderEligibility } from '../render.ts';

/** `baoxiao eligibility`: when cover starts after a payment, and whether benefits last for life. */
export async function eligibilityCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const library = openLibrary(flags.policies as string[] | undefined);
  const problems = new Problems();
  const { insurance, region } = flags;
  const said = COVER_FIELDS.map(({ key, flag }) => [key, flags[camelCase(flag)]]);
  const asked = treeOf({ insurance, region, ...Object.fromEntries(said) }, '');
  const question = await readEligibility(asked as MapTree, localToday(), library, (problem) =>
    problems.error(problem),
  );
  problems.throwIfFailed();
  if (!question) throw new Error('eligibility: a question was refused without a reason');
  deliver(await renderEligibility(await eligibility(question, library), flags, context), flags.out, context);
  return EXIT.done;
}

/** `paid-on` as commander names it. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
