import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { facts, page, section } from '../html.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { WORDS } from '../words.ts';
import { answersOf, anySettled, countRemarks, countsOf } from './answer.ts';
import { commonFacts } from './groups.ts';
import { comparisonHtml } from './html-comparison.ts';
import { patterns } from './html-fills.ts';
import { groupsHtml } from './html-groups.ts';
import { noticesHtml, policiesHtml, rejectsHtml, sharesHtml } from './html-lists.ts';
import { costsHtml, payersHtml } from './html-payers.ts';
import { BATCH_STYLE } from './html-style.ts';
import { rejectTitle } from './text-lists.ts';
import { BATCH_WORDS, inputName } from './words.ts';

/** A batch's summary as one self-contained page for screen and printer: no script, no network, nothing outside the file. */
export function summaryHtml(summary: BatchSummary, lang: Lang): string {
  const title = BATCH_WORDS.title[lang];
  const name = inputName(summary, lang);
  const same = (text: string) => ({ zh: text, en: text });
  const body = [
    element('h1', '', escapeHtml(title)),
    facts([name, ...commonFacts(summary, lang)]),
    counts(summary, lang),
    answer(summary, lang),
    patterns(),
    section(BATCH_WORDS.whoPays, payersHtml(summary, lang), lang),
    section(BATCH_WORDS.costs, costsHtml(summary, lang), lang),
    section(BATCH_WORDS.groups, groupsHtml(summary, lang), lang),
    section(BATCH_WORDS.shares, sharesHtml(summary, lang), lang),
    section(BATCH_WORDS.comparison, comparisonHtml(summary.comparison, lang), lang),
    section(same(rejectTitle(summary.rows, lang)), rejectsHtml(summary, lang), lang),
    section(BATCH_WORDS.notices, noticesHtml(summary, lang), lang),
    section(BATCH_WORDS.policies, policiesHtml(summary, lang), lang),
    element('footer', '', escapeHtml(WORDS.disclaimer[lang])),
  ];
  return styled(page(`${title} · ${name}`, lang, body));
}

/** Adds what charts and wide tables need to the sheet of the house, which ends first on the page. */
function styled(html: string): string {
  return html.replace('</style>', () => `${BATCH_STYLE}\n</style>`);
}

/** What was read and what became of it, as a sum that can be checked. */
function counts(summary: BatchSummary, lang: Lang): string {
  const { rowsIn, parts } = countsOf(summary, lang);
  const sum = parts.map(({ label, rows, share }) => counted(label, rows, lang, share));
  const remarks = countRemarks(summary, lang);
  return [
    element('p', 'counts', `${counted(BATCH_WORDS.rowsIn[lang], rowsIn, lang)} = ${sum.join(' + ')}`),
    ...(remarks.length > 0 ? [facts(remarks)] : []),
  ].join('\n');
}

/** `退回 <6,396> 0.3%`, `<6,396> rejected 0.3%` */
function counted(label: string, rows: string, lang: Lang, share = ''): string {
  const [word, figure] = [escapeHtml(label), element('strong', '', rows)];
  const both = lang === 'zh' ? `${word} ${figure}` : `${figure} ${word}`;
  return element('span', '', share === '' ? both : `${both} ${element('small', '', escapeHtml(share))}`);
}

/** Each sum, its share of all bills, and how it is said. */
function answer(summary: BatchSummary, lang: Lang): string {
  if (!anySettled(summary)) return '';
  const unit = WORDS.yuan[lang];
  const pairs = answersOf(summary, lang).map(({ label, amount, share, spoken }) => {
    const aside = [share, spoken].filter((text) => text !== '').join(' · ');
    return `<div><dt>${escapeHtml(label)}</dt><dd>${amount} <small>${unit}</small></dd><dd class="aside">${escapeHtml(aside)}</dd></div>`;
  });
  return element('dl', 'answer', pairs.join(''));
}
