import { availableParallelism } from 'node:os';
import type { Progress } from '../../batch/options.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import type { Pair } from '../../difference/change.ts';
import { compareCases } from '../../difference/claims/cases.ts';
import { type Names, namesOf } from '../../difference/claims/refusals.ts';
import { compareClaims } from '../../difference/claims/run.ts';
import { type ClaimsDifference, claimsDiffer } from '../../difference/claims/summary.ts';
import { changesOf, type Difference } from '../../difference/difference.ts';
import { librariesOf, openSides, type Sides } from '../../difference/side.ts';
import type { Library } from '../../policy/library.ts';
import { findCaseFiles } from '../../regression/find.ts';
import { readCases } from '../../regression/read-cases.ts';
import { assumptionsOf } from '../assumptions.ts';
import { claimsFile, claimsName, delimiterOf, encodingOf, houseMapOf, workersOf } from '../claims-flags.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { fileProblem, readRules } from '../files.ts';
import { deliver, printProblems } from '../output.ts';
import { paintFor } from '../paint.ts';
import { ProgressLine } from '../progress.ts';
import { Interruption, WorkFolder } from '../work-folder.ts';

type Flags = Readonly<Record<string, unknown>>;

/** `baoxiao diff`: what differs between two sets of policies, and what that does to a set of claims. */
export async function diffCommand(old: string, now: string, flags: Flags, context: Context): Promise<number> {
  if (flags.claims !== undefined && flags.cases !== undefined) onePopulation();
  const policies = typeof flags.policies === 'string' ? flags.policies : undefined;
  const work = new WorkFolder();
  const interrupted = new Interruption(work);
  const progress = new ProgressLine(context);
  try {
    const sides = openSides({ old, new: now }, policies, (name) => work.file(name));
    const libraries = await librariesOf(sides);
    const difference: Difference = {
      sides,
      nationalShipped: sides.national !== undefined,
      ...(await changesOf(sides, libraries)),
      ...(await population(sides, libraries, flags, context, {
        work,
        progress: (share) => progress.show(share),
        opened: (discard) => interrupted.discards(discard),
      })),
    };
    progress.clear();
    deliver(await render(difference, flags, context), flags.out, context);
    return differs(difference) ? EXIT.findings : EXIT.done;
  } finally {
    progress.clear();
    interrupted.over();
    work.remove();
  }
}

/** With claims the question is whether any of them comes out otherwise; without, whether anything differs. */
function differs({ changes, claims }: Difference): boolean {
  return claims ? claimsDiffer(claims) : changes.length > 0;
}

interface Run {
  readonly work: WorkFolder;
  readonly progress: (progress: Progress) => void;
  readonly opened: (discard: () => void) => void;
}

/** The claims that were asked about, under both libraries. */
async function population(
  sides: Sides,
  libraries: Pair<Library>,
  flags: Flags,
  context: Context,
  run: Run,
): Promise<{ claims?: ClaimsDifference }> {
  const { claims, cases } = flags as { claims?: string; cases?: readonly string[] };
  if (claims === undefined && cases === undefined) return {};
  const names = await namesOf(libraries);
  if (cases !== undefined) return { claims: await ofCases(cases, libraries, names) };
  return { claims: await ofClaims(claims as string, sides, libraries, names, flags, context, run) };
}

async function ofClaims(
  input: string,
  sides: Sides,
  libraries: Pair<Library>,
  names: Names,
  flags: Flags,
  context: Context,
  { work, progress, opened }: Run,
): Promise<ClaimsDifference> {
  const encoding = encodingOf(flags.encoding, '--encoding');
  const delimiter = delimiterOf(flags.delimiter);
  const workers = workersOf(flags.workers);
  const options = {
    input: await claimsFile(input, work),
    inputName: claimsName(input),
    map: houseMapOf(flags.map),
    ...(encoding && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(workers !== undefined && { workers }),
    cores: availableParallelism(),
    assumptions: assumptionsOf(flags),
    lang: context.lang,
    beside: work.file('rows'),
    ids: flags.ids === true,
  };
  return compareClaims(options, sides, libraries, names, {
    remark: (remarks) => {
      if (remarks.length > 0) void printProblems(remarks, context);
    },
    progress,
    opened,
  });
}

async function ofCases(
  paths: readonly string[],
  libraries: Pair<Library>,
  names: Names,
): Promise<ClaimsDifference> {
  const files = caseFiles(paths);
  const cases = files.flatMap((file) => readCases(readRules(file), file));
  return compareCases(cases, paths.join(' '), libraries, names);
}

function caseFiles(paths: readonly string[]): string[] {
  let files: string[] = [];
  try {
    files = findCaseFiles(paths);
  } catch (error) {
    const known = fileProblem(error);
    if (known) fail(known);
    throw error;
  }
  if (files.length > 0) return files;
  return fail({
    code: 'NO_CASE_FILES',
    message: {
      zh: `${paths.join('、')} 里没有用例文件`,
      en: `there are no case files in ${paths.join(', ')}`,
    },
    hint: { zh: '用例文件名以 .cases.yaml 结尾', en: 'the names of case files end in .cases.yaml' },
  });
}

function onePopulation(): never {
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: '--claims 和 --cases 只能用一个',
      en: 'give --claims or --cases, not both',
    },
  });
}

async function render(difference: Difference, flags: Flags, { io, lang, color }: Context): Promise<string> {
  switch (flags.format) {
    case 'json': {
      const { differenceJson } = await import('../../report/difference/json.ts');
      return differenceJson(difference, lang);
    }
    case 'html': {
      const { differenceHtml } = await import('../../report/difference/html.ts');
      return differenceHtml(difference, lang);
    }
    default: {
      const { differenceText } = await import('../../report/difference/text.ts');
      const toTerminal = typeof flags.out !== 'string';
      const paint = await paintFor(toTerminal && colourful(io.stdout, io.env, color));
      const width = toTerminal && io.stdout.isTTY ? io.stdout.columns : 80;
      return differenceText(difference, { lang, paint, width });
    }
  }
}
