import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import { coverAnswer } from './eligibility-cover.ts';
import { lifetimeAnswer } from './eligibility-lifetime.ts';
import { coverNotices } from './eligibility-notices.ts';
import { type EligibilityQuestion, missingCover } from './eligibility-question.ts';
import type { EligibilityResult, UsedRule } from './eligibility-result.ts';
import type { Answering } from './eligibility-rules.ts';
import { formerNotice } from './former-place.ts';
import type { Notice } from './notices.ts';

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
