import type { Estimate } from '../engine/estimate.ts';
import { say } from './say.ts';
import { namesColumns, type StepRow, stepRows } from './step-rows.ts';
import type { StepView } from './steps.ts';
import { type PayerView, type ReportOptions, type SourceView, type View, viewOf } from './view.ts';
import { WORDS } from './words.ts';

/** An estimate as GitHub Markdown, with a newline at the end. */
export function settlementMarkdown(estimate: Estimate, options: ReportOptions): string {
  const view = viewOf(estimate, options);
  const parts = [
    [`# ${escapeMarkdown(view.title)}`],
    [view.facts.map(escapeMarkdown).join(' · ')],
    refusal(view),
    answer(view),
    whoPays(view),
    ...calculation(view),
    bullets(
      say(WORDS.idle, view.lang),
      view.idle.filter((line) => !line.explained).map((line) => `${line.label}${colon(view)}${line.reason}`),
    ),
    bullets(say(WORDS.attention, view.lang), view.attention),
    bullets(say(WORDS.notes, view.lang), view.notes),
    sources(view),
    [`*${escapeMarkdown(say(WORDS.disclaimer, view.lang))}*`],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Text that Markdown shows as it stands: no emphasis, links, HTML, table cells or entities come out of it. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*[\]<>|~]/g, '\\$&')
      .replace(/&(?=#?\w+;)/g, '&amp;')
      // Inside a key (pooled_fund) an underscore means nothing, at the edge of a word it does.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/^(\s*|\s*\d+)([#+-]|(?<=\d)[.)])(?=\s)/, '$1\\$2')
  );
}

export type MarkdownAlign = 'left' | 'right';

/** A table from raw cells; they are escaped here. */
export function markdownTable(
  head: readonly string[],
  align: readonly MarkdownAlign[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head.map(escapeMarkdown)),
    line(align.map((side) => (side === 'right' ? '---:' : ':---'))),
    ...rows.map((row) => line(row.map(escapeMarkdown))),
  ];
}

export function colon({ lang }: Pick<View, 'lang'>): string {
  return lang === 'zh' ? '：' : ': ';
}

function refusal({ covered, refusals, lang }: View): string[] {
  if (covered) return [];
  const head = say(WORDS.notCovered, lang);
  return [
    ...refusals.map((reason) => `> **${head}${colon({ lang })}${escapeMarkdown(reason)}**  `),
    `> ${say(WORDS.allOwn, lang)}`,
  ];
}

function answer({ headline, lang }: View): string[] {
  const unit = say(WORDS.yuan, lang);
  return [headline.map(({ label, amount }) => `${label} **${amount}** ${unit}`).join(' · ')];
}

function whoPays({ payers, lang, ranged, total }: View): string[] {
  const words = ranged ? [WORDS.low, WORDS.share, WORDS.high, WORDS.share] : [WORDS.amount, WORDS.share];
  const head = [WORDS.payer, ...words].map((word) => say(word, lang));
  const cellsOf = ({ label, low, high }: PayerView): string[] => [
    label,
    ...[low, ...(high ? [high] : [])].flatMap(({ amount, share }) => [amount, share]),
  ];
  const sum = payers.some(({ low }) => low.fen > 0) ? '100.0%' : '-';
  const totals = (ranged ? [0, 1] : [0]).flatMap(() => [total, sum]);
  return markdownTable(
    head,
    ['left', ...words.map(() => 'right' as const)],
    [...payers.map(cellsOf), [say(WORDS.total, lang), ...totals]],
  );
}

function calculation(view: View): string[][] {
  if (view.steps.length === 0) return [];
  const title = say(view.ranged ? WORDS.stepsLow : WORDS.steps, view.lang);
  return [[`## ${title}`], ...view.steps.flatMap((step, index) => stepParts(step, index + 1, view))];
}

function stepParts(step: StepView, number: number, { lang }: View): string[][] {
  const refs = step.refs.map((ref) => `\\[${ref}\\]`).join('');
  const rows = stepRows(step, lang);
  const names = [WORDS.rate, WORDS.cost, WORDS.pays].map((word) =>
    namesColumns(rows) ? say(word, lang) : '',
  );
  const body = rows.flatMap((row: StepRow) => {
    // The table has one head above all rows of a step.
    if (row.kind === 'head') return [];
    return [row.kind === 'across' ? [row.text, '', '', ''] : [...row.cells]];
  });
  return [
    [`### ${number}. ${escapeMarkdown(step.label)} ${refs}`.trimEnd()],
    ...(step.rule === '' ? [] : [[escapeMarkdown(step.rule)]]),
    markdownTable(['', ...names], ['left', 'right', 'right', 'right'], body),
  ];
}

function bullets(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`)];
}

function sources(view: View): string[] {
  const lines = view.sources.map((source) => sourceLine(source, view));
  return lines.length === 0 ? [] : [`## ${say(WORDS.sources, view.lang)}`, '', ...lines];
}

function sourceLine({ number, text, grade, url }: SourceView, { lang }: View): string {
  const mark = escapeMarkdown(lang === 'zh' ? `〔${grade}〕` : ` [${grade}]`);
  const link =
    url === undefined
      ? ''
      : isWeb(url)
        ? ` <${url.replace(/[<>\s]/g, encodeURIComponent)}>`
        : ` ${escapeMarkdown(url)}`;
  return `${number}. ${escapeMarkdown(text)}${mark}${link}`;
}

/** Only addresses of the web become links. */
export function isWeb(url: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/i.test(url);
}
