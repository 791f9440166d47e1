import type { Lang } from '../../diagnostics/text.ts';
import type { ClaimsDifference, LargestChange } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { figures, grid, words } from '../batch/html-table.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { WORDS } from '../words.ts';
import { signed } from './sentences.ts';
import { circumstancesOf, type SideStep, sideSteps } from './steps.ts';
import { fileName } from './text-claims.ts';
import { caseDifference, caseName, caseReasons, caseSide, changeName, stepName } from './text-largest.ts';
import { DIFF_WORDS } from './words.ts';

/** The claims that change most, each with both explanations side by side. */
export function largestHtml({ largest }: ClaimsDifference, lang: Lang): string {
  return largest.map((one, index) => oneHtml(one, index + 1, lang)).join('\n');
}

function oneHtml(one: LargestChange, number: number, lang: Lang): string {
  const { old, new: now } = one.person;
  const head = `${number}. ${changeName(one, lang)} · ${WORDS.person[lang]} ${groupYuan(old)} → ${groupYuan(now)} (${signed(now - old)})`;
  const facts = [
    ...(one.place === undefined ? [] : [fileName(one.place)]),
    ...(one.estimates ? circumstancesOf(one.estimates.new, lang) : []),
  ];
  const place = facts.length === 0 ? '' : element('p', 'rule', escapeHtml(facts.join(' · ')));
  const body = one.estimates
    ? sideHtml(sideSteps(one.estimates, lang), lang)
    : element('p', '', escapeHtml(DIFF_WORDS.unexplained[lang]));
  return element('div', 'whole', `\n${element('h3', '', escapeHtml(head))}\n${place}${body}\n`);
}

function sideHtml(steps: readonly SideStep[], lang: Lang): string {
  const names = ['', DIFF_WORDS.old[lang], DIFF_WORDS.new[lang]];
  const head = names.map((name) => `<th scope="col" class="amount">${escapeHtml(name)}</th>`).join('');
  const rows = steps.flatMap((step) => {
    const single = step.rows.length === 1;
    const title = single
      ? []
      : [`<tr class="step"><th scope="rowgroup" colspan="3">${escapeHtml(step.label)}</th></tr>`];
    const lines = step.rows.map(({ label, old, new: now, differs }) => {
      const name = single && step.label !== '' ? stepName(step.label, label) : label;
      const cells = `<th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(old)}</td><td>${escapeHtml(now)}</td>`;
      return element('tr', differs ? 'differs' : '', cells);
    });
    const notes = step.remarks.map(
      (text) => `<tr><td class="note" colspan="3">${escapeHtml(text)}</td></tr>`,
    );
    return [...title, ...lines, ...notes];
  });
  return element('table', 'side', `<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>`);
}

/** One row for every claim of the cases. */
export function casesHtml({ cases }: ClaimsDifference, lang: Lang): string {
  if (!cases) return '';
  const columns = [
    ...words(DIFF_WORDS.cases[lang]),
    ...figures(...[DIFF_WORDS.oldYuan, DIFF_WORDS.newYuan, DIFF_WORDS.difference].map((word) => word[lang])),
    ...words(DIFF_WORDS.place[lang]),
  ];
  const rows = cases.map((one) => ({
    cells: [
      caseName(one),
      caseSide(one, 'old', lang),
      caseSide(one, 'new', lang),
      caseDifference(one, lang),
      [fileName(`${one.file}:${one.lineOfFile}`), ...caseReasons(one, lang)].join(' · '),
    ],
  }));
  return grid(columns, rows);
}
