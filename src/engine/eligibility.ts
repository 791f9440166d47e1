import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import { coverAnswer } from './eligibility-cover.ts';
import { lifetimeAnswer } from './eligibility-lifetime.ts';
import { coverNotices } from './eligibility-notices.ts';
import { missingCover } from './eligibility-question.ts';
import type { EligibilityResult, UsedRule } from './eligibility-result.ts';
import { type FormerPlace, formerNotice } from './former-place.ts';
import type { Notice } from './notices.ts';

/** What is asked about a person's cover. */
export interface EligibilityQuestion {
  readonly insurance: string;
  /** Code of the insured place; without one, the rules that hold everywhere. */
  readonly region?: string;
  /** What that place was called by, where that is no more. */
  readonly former?: FormerPlace;
  /** By key of `COVER_FIELDS`: words, ISO days, whole numbers. */
  readonly given: ReadonlyMap<string, string | number>;
  /** ISO date of the question, for the version of the rules when nothing was paid. */
  readonly today: string;
}

/** What finding an answer adds to: the rules it rests on, and what must be said with it. */
export interface Answering {
  readonly question: EligibilityQuestion;
  readonly library: Library;
  readonly used: UsedRule[];
  readonly notices: Notice[];
}

/**
 * When cover starts, and whether benefits last for life.
 * @throws BaoxiaoError where there is no rule, or a needed answer is missing
 */
export async function eligibility(
  question: EligibilityQuestion,
  library: Library,
): Promise<EligibilityResult> {
  const { given } = question;
  const answering: Answering = { question, library, used: [], notices: [] };
  if (!given.has('paid_on') && !given.has('sex')) throw new BaoxiaoError([missingCover('paid_on')]);
  const cover = given.has('paid_on') ? await coverAnswer(answering) : undefined;
  const life = given.has('sex') ? await lifetimeAnswer(answering) : undefined;
  const { used } = answering;
  return {
    ...(cover && { cover }),
    ...(life && { life }),
    notices: [...formerNotices(question), ...answering.notices, ...coverNotices(used, question.region)],
    rules: used,
    sources: sourcesOf(used),
  };
}

/** Said where the place was named by what is no more. */
function formerNotices({ former, given, today }: EligibilityQuestion): Notice[] {
  const notice = former && formerNotice(former, String(given.get('paid_on') ?? today));
  return notice ? [notice] : [];
}

function sourcesOf(used: readonly UsedRule[]): EligibilityResult['sources'] {
  const found = used.flatMap(({ policy, origin }) => {
    const source = origin.source === undefined ? undefined : policy.sources[origin.source];
    return source && origin.source !== undefined ? [{ id: origin.source, ...source }] : [];
  });
  return found.filter(
    ({ title, id }, index) =>
      found.findIndex((other) => other.id === id && other.title.zh === title.zh) === index,
  );
}
