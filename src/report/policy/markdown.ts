import type { Lang } from '../../diagnostics/text.ts';
import type { PolicyPage } from '../../overview/page.ts';
import { escapeMarkdown, isWeb, markdownTable } from '../markdown.ts';
import type { BenefitView, TableView } from './benefit-view.ts';
import type { MarkedView } from './marked.ts';
import { type PolicyView, policyView } from './view.ts';
import { POLICY_WORDS as WORDS } from './words.ts';

/** A policy explained, as GitHub Markdown with a newline at the end. */
export function policyMarkdown(page: PolicyPage, lang: Lang): string {
  const view = policyView(page, lang);
  const parts = [
    [`# ${escapeMarkdown(view.title)}`],
    [[`\`${view.id}\``, ...[...view.facts, view.counts].map(escapeMarkdown)].join(' · ')],
    ...bullets(`## ${WORDS.who[lang]}`, view.who),
    ...caresTable(view),
    ...view.benefits.flatMap((benefit) => benefitParts(benefit, lang)),
    ...view.lists.flatMap(({ title, items }) => bullets(`## ${escapeMarkdown(title)}`, items.map(withMark))),
    ...footnotes(view),
    ...sources(view),
    [`*${escapeMarkdown(view.disclaimer)}*`],
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function bullets(title: string, lines: readonly string[]): string[][] {
  return lines.length === 0 ? [] : [[title], lines.map((line) => `- ${escapeMarkdown(line)}`)];
}

function caresTable({ cares, lang }: PolicyView): string[][] {
  const colon = lang === 'zh' ? '：' : ': ';
  return bullets(
    `## ${WORDS.cares[lang]}`,
    cares.map(({ care, payers }) => `${care}${colon}${payers}`),
  );
}

function benefitParts(benefit: BenefitView, lang: Lang): string[][] {
  const list = (title: string, items: readonly MarkedView[]): string[][] =>
    bullets(`${escapeMarkdown(title)}${lang === 'zh' ? '：' : ':'}`, items.map(withMark));
  return [
    [`## ${escapeMarkdown(withMark({ text: benefit.title, mark: benefit.mark }))}`],
    ...(benefit.head.length > 0 ? [benefit.head.map((item) => `- ${escapeMarkdown(withMark(item))}`)] : []),
    ...(benefit.fixed === '' ? [] : [[`*${escapeMarkdown(benefit.fixed)}*`]]),
    ...(benefit.table.rows.length > 0 ? [tableLines(benefit.table)] : []),
    ...list(WORDS.inTable[lang], benefit.inTable),
    ...list(WORDS.later[lang], benefit.later),
    ...list(WORDS.refusals[lang], benefit.refusals),
  ];
}

function tableLines({ corner, columns, rows }: TableView): string[] {
  const drawn = rows.map(({ label, depth, cells }) => [
    `${'\u3000'.repeat(depth)}${withMark(label)}`,
    ...columns.map((_, at) => {
      const cell = cells?.[at];
      return cell ? withMark(cell) : '';
    }),
  ]);
  return markdownTable([corner, ...columns], ['left', ...columns.map(() => 'right' as const)], drawn);
}

function withMark({ text, mark }: MarkedView): string {
  return mark === '' ? text : `${text} [${mark}]`;
}

function footnotes({ footnotes: notes, lang }: PolicyView): string[][] {
  if (notes.length === 0) return [];
  const lines = notes.map(({ letter, text }) => `- \\[${letter}\\] ${escapeMarkdown(text)}`);
  return [[`## ${WORDS.footnotes[lang]}`], lines];
}

function sources({ sources: all, main, lang }: PolicyView): string[][] {
  if (all.length === 0) return [];
  const [open, close] = lang === 'zh' ? ['〔', '〕'] : [' [', ']'];
  const lines = all.map(({ number, text, grade, url }) => {
    const link = url === undefined ? '' : isWeb(url) ? ` <${url}>` : ` ${escapeMarkdown(url)}`;
    return `${number}. ${escapeMarkdown(`${text}${open}${grade}${close}`)}${link}`;
  });
  return [[`## ${WORDS.sources[lang]}`], lines, ...(main === '' ? [] : [[escapeMarkdown(main)]])];
}
