import type { Comparison } from '../engine/compare.ts';
import {
  type CompareView,
  choiceRemarks,
  compareRows,
  compareView,
  STAR,
  starredName,
} from './compare-view.ts';
import { facts, list, page, section, tableOf, tableRow } from './html.ts';
import { element, escapeHtml } from './html-escape.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { say } from './say.ts';
import type { ReportOptions } from './view.ts';
import { WORDS } from './words.ts';

/** Choices are rows here: a page has room for every payer beside them, however many choices there are. */
interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly cheapest: boolean }[];
}

function gridOf(view: CompareView): Grid {
  const rows = compareRows(view);
  return {
    head: [view.field, ...rows.map((row) => row.label)],
    rows: view.choices.map((choice, index) => ({
      cells: [starredName(choice, view.lang), ...rows.map((row) => row.amounts[index] ?? '')],
      cheapest: choice.cheapest,
    })),
  };
}

function legend({ choices, lang }: CompareView): string[] {
  return choices.some((choice) => choice.cheapest) ? [`${STAR} ${say(WORDS.cheapest, lang)}`] : [];
}

/** A comparison as GitHub Markdown, with a newline at the end. */
export function comparisonMarkdown(comparison: Comparison, options: ReportOptions): string {
  const view = compareView(comparison, options);
  const { head, rows } = gridOf(view);
  const align = head.map((_, index) => (index === 0 ? ('left' as const) : ('right' as const)));
  const parts = [
    [`# ${escapeMarkdown(view.title)}`],
    [[view.policy, ...view.facts].map(escapeMarkdown).join(' · ')],
    markdownTable(
      head,
      align,
      rows.map((row) => row.cells),
    ),
    legend(view).map(escapeMarkdown),
    choiceRemarks(view).map((remark) => `- ${escapeMarkdown(remark)}`),
    [`*${escapeMarkdown(say(WORDS.disclaimer, view.lang))}*`],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A comparison as one self-contained page for the printer. */
export function comparisonHtml(comparison: Comparison, options: ReportOptions): string {
  const view = compareView(comparison, options);
  const { head, rows } = gridOf(view);
  return page(`${view.title} · ${view.policy}`, view.lang, [
    element('h1', '', escapeHtml(view.title)),
    element('p', '', escapeHtml(view.policy)),
    facts(view.facts),
    tableOf(
      head,
      rows.map(({ cells, cheapest }) => tableRow(cells.map(escapeHtml), cheapest ? 'best' : '')),
    ),
    ...legend(view).map((line) => element('p', 'remark', escapeHtml(line))),
    section(WORDS.attention, list(choiceRemarks(view), ''), view.lang),
    element('footer', '', escapeHtml(say(WORDS.disclaimer, view.lang))),
  ]);
}
