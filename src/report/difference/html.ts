import type { Lang, Text } from '../../diagnostics/text.ts';
import type { ClaimsDifference } from '../../difference/claims/summary.ts';
import type { Difference } from '../../difference/difference.ts';
import { patterns } from '../batch/html-fills.ts';
import { BATCH_STYLE } from '../batch/html-style.ts';
import { facts, page, section } from '../html.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { WORDS } from '../words.ts';
import { changesHtml } from './html-changes.ts';
import { answerHtml, classesHtml, flowsHtml, groupsHtml, payersHtml } from './html-claims.ts';
import { casesHtml, largestHtml } from './html-largest.ts';
import { DIFFERENCE_STYLE } from './html-style.ts';
import { claimsRemarks, claimsSentence, factsOf, titleOf } from './sentences.ts';
import { DIFF_WORDS, sourceName } from './words.ts';

/** A difference as one self-contained page for screen, phone and printer: no script, nothing outside the file. */
export function differenceHtml(difference: Difference, lang: Lang): string {
  const { claims, changes } = difference;
  const title = titleOf(difference, lang);
  const body = [
    element('h1', '', escapeHtml(title)),
    facts(factsOf(difference, lang)),
    ...(claims ? claimsBody(claims, lang) : []),
    section(DIFF_WORDS.changes, changesHtml(changes, lang), lang),
    ...(claims ? [element('footer', '', escapeHtml(WORDS.disclaimer[lang]))] : []),
  ];
  const sheet = `${BATCH_STYLE}\n${DIFFERENCE_STYLE}`;
  return page(title, lang, body).replace('</style>', () => `${sheet}\n</style>`);
}

function claimsBody(claims: ClaimsDifference, lang: Lang): string[] {
  const named: Text = { zh: sourceName(claims, 'zh'), en: sourceName(claims, 'en') };
  const { all } = claims;
  if (all.claims + all.reversals === 0)
    return [
      section(named, facts(claimsRemarks(claims, lang)) + element('p', '', DIFF_WORDS.noClaims[lang]), lang),
      ...refusals(claims, lang),
      section(DIFF_WORDS.cases, casesHtml(claims, lang), lang),
    ];
  const head = [
    element('p', 'counts', escapeHtml(claimsSentence(claims, lang))),
    facts(claimsRemarks(claims, lang)),
    answerHtml(claims, lang),
    patterns(),
  ].join('\n');
  return [
    section(named, head, lang),
    section(DIFF_WORDS.payers, payersHtml(claims, lang), lang),
    section(DIFF_WORDS.distribution, classesHtml(claims, lang), lang),
    section(DIFF_WORDS.groups, groupsHtml(claims, lang), lang),
    ...refusals(claims, lang),
    section(DIFF_WORDS.largest, largestHtml(claims, lang), lang),
    section(DIFF_WORDS.cases, casesHtml(claims, lang), lang),
  ];
}

function refusals(claims: ClaimsDifference, lang: Lang): string[] {
  return [
    section(
      DIFF_WORDS.outcomes,
      flowsHtml(claims, lang, (same) => !same),
      lang,
    ),
    section(
      DIFF_WORDS.outcomesBoth,
      flowsHtml(claims, lang, (same) => same),
      lang,
    ),
  ];
}
