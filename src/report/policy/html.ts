import type { Lang } from '../../diagnostics/text.ts';
import type { PolicyPage } from '../../overview/page.ts';
import { facts, page } from '../html.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { isWeb } from '../markdown.ts';
import type { BenefitView, RowView, TableView } from './benefit-view.ts';
import { POLICY_STYLE } from './html-style.ts';
import type { MarkedView } from './marked.ts';
import { type ListView, type PolicyView, policyView } from './view.ts';
import { POLICY_WORDS as WORDS } from './words.ts';

/** A policy explained, as a self-contained page to hand out: no script, no network, nothing outside the file. */
export function policyHtml(policy: PolicyPage, lang: Lang): string {
  const view = policyView(policy, lang, true);
  const body = [
    element('h1', '', escapeHtml(view.title)),
    facts(view.facts),
    cares(view),
    ...view.benefits.map((benefit) => benefitHtml(benefit, lang)),
    ...view.lists.map(listHtml),
    footnotes(view),
    sources(view),
    element('footer', '', escapeHtml([view.disclaimer, view.id, view.counts].join(' · '))),
  ];
  return page([view.title, view.id].join(' · '), lang, body, POLICY_STYLE);
}

function cares({ who, cares: kinds, lang }: PolicyView): string {
  const row = (head: string, text: string): string =>
    element('tr', '', element('th', '', escapeHtml(head)) + element('td', '', escapeHtml(text)));
  const rows = [
    ...(who.length > 0 ? [row(WORDS.who[lang], who.join(lang === 'zh' ? '；' : '; '))] : []),
    ...kinds.map(({ care, payers }) => row(care, payers.replaceAll('->', '→'))),
  ];
  return rows.length === 0 ? '' : element('table', 'cares', `<tbody>\n${rows.join('\n')}\n</tbody>`);
}

function benefitHtml(benefit: BenefitView, lang: Lang): string {
  const parts = [
    element('h2', '', withMark({ text: benefit.title, mark: benefit.mark })),
    items(benefit.head, 'head'),
    benefit.fixed === '' ? '' : element('p', 'fixed', escapeHtml(benefit.fixed)),
    tableHtml(benefit.table),
    titled(WORDS.inTable[lang], benefit.inTable),
    titled(WORDS.later[lang], benefit.later),
    titled(WORDS.refusals[lang], benefit.refusals),
  ];
  return element('section', 'benefit', `\n${parts.filter((part) => part !== '').join('\n')}\n`);
}

function titled(title: string, list: readonly MarkedView[]): string {
  if (list.length === 0) return '';
  return element('div', 'later', element('strong', '', escapeHtml(title)) + items(list, ''));
}

function items(list: readonly MarkedView[], className: string): string {
  if (list.length === 0) return '';
  const drawn = list.map((item) => element('li', '', withMark(item)));
  return element('ul', className, `\n${drawn.join('\n')}\n`);
}

function tableHtml({ corner, columns, rows }: TableView): string {
  if (rows.length === 0) return '';
  const names = [corner, ...columns].map((name) => element('th', '', escapeHtml(name))).join('');
  const head = columns.length > 1 ? `<thead>${element('tr', '', names)}</thead>\n` : '';
  const drawn = rows.map((row) => rowHtml(row, columns.length));
  return element(
    'table',
    columns.length > 1 ? 'figures' : 'figures single',
    `${head}<tbody>\n${drawn.join('\n')}\n</tbody>`,
  );
}

const DEPTHS = ['quantity', 'inner', 'innermost'] as const;

function rowHtml({ label, depth, cells }: RowView, columns: number): string {
  const name = element('td', DEPTHS[depth], withMark(label));
  if (!cells) return element('tr', 'group', name.replace('<td', `<td colspan="${columns + 1}"`));
  const [first] = cells;
  // One figure for all columns stands once, across them.
  const alike =
    columns > 1 && first && cells.every(({ text, mark }) => text === first.text && mark === first.mark);
  const value = (cell: MarkedView): string => element('span', 'value', withMark(cell));
  const figures =
    alike && first
      ? `<td class="whole" colspan="${columns}">${value(first)}</td>`
      : cells.map((cell) => element('td', '', value(cell))).join('');
  return element('tr', '', name + figures);
}

function withMark({ text, mark }: MarkedView): string {
  return escapeHtml(text) + (mark === '' ? '' : element('sup', '', escapeHtml(mark)));
}

function listHtml({ title, items: list }: ListView): string {
  return element('section', 'small', `\n${element('h2', '', escapeHtml(title))}\n${items(list, '')}\n`);
}

function footnotes({ footnotes: notes, lang }: PolicyView): string {
  if (notes.length === 0) return '';
  const lines = notes.map(({ letter, text }) => numbered(letter, escapeHtml(text)));
  const list = element('ul', `numbered${notes.length > 4 ? ' notes' : ''}`, `\n${lines.join('\n')}\n`);
  return element('section', 'small', `\n${element('h2', '', WORDS.footnotes[lang])}\n${list}\n`);
}

function sources({ sources: all, main, lang }: PolicyView): string {
  if (all.length === 0) return '';
  const [open, close] = lang === 'zh' ? ['〔', '〕'] : [' [', ']'];
  const lines = all.map(({ number, text, grade, url }) => {
    const address = url === undefined ? '' : escapeHtml(url);
    const link = url !== undefined && isWeb(url) ? `<a href="${address}">${address}</a>` : address;
    const said = escapeHtml(`${text}${open}${grade}${close}`);
    return numbered(String(number), link === '' ? said : `${said}<br>${link}`);
  });
  const list = element('ul', 'sources numbered', `\n${lines.join('\n')}\n`);
  const rest = main === '' ? '' : element('p', '', escapeHtml(main));
  return element('section', 'small', `\n${element('h2', '', WORDS.sources[lang])}\n${list}\n${rest}`);
}

function numbered(mark: string, content: string): string {
  return element('li', '', `${element('span', 'number', `[${escapeHtml(mark)}]`)}${content}`);
}
