import type { Lang } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import { chart, chartPatterns, swatch } from './html-chart.ts';
import { element, escapeHtml } from './html-escape.ts';
import { STYLE } from './html-style.ts';
import { colon, isWeb } from './markdown.ts';
import { say } from './say.ts';
import { namesColumns, type StepRow, stepRows } from './step-rows.ts';
import type { StepView } from './steps.ts';
import { type PayerView, type ReportOptions, type SourceView, type View, viewOf } from './view.ts';
import { WORDS } from './words.ts';

/** An estimate as one self-contained page for the printer: no script, no network, nothing outside the file. */
export function settlementHtml(estimate: Estimate, options: ReportOptions): string {
  const view = viewOf(estimate, options);
  const { lang } = view;
  const body = [
    element('h1', '', escapeHtml(view.title)),
    facts(view.facts),
    refusal(view),
    answer(view),
    chartPatterns(view.payers),
    chart(view),
    whoPays(view),
    calculation(view),
    section(WORDS.idle, idle(view), lang),
    section(WORDS.attention, list(view.attention, 'attention'), lang),
    section(WORDS.notes, list(view.notes, ''), lang),
    section(WORDS.sources, sources(view), lang),
    element('footer', '', escapeHtml(say(WORDS.disclaimer, lang))),
  ];
  return page([view.title, ...view.facts].join(' · '), lang, body);
}

/** Each phrase stays on one line. */
export function facts(phrases: readonly string[]): string {
  return element('p', 'facts', phrases.map((phrase) => element('span', '', escapeHtml(phrase))).join(' · '));
}

/** A page around parts of a body; empty parts are left out. `style` adds to that of all pages. */
export function page(title: string, lang: Lang, body: readonly string[], style = ''): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    // Whatever a policy or a claim may hold, the page loads nothing and runs nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${style === '' ? STYLE : `${STYLE}\n${style}`}\n</style>`,
    '</head>',
    '<body>',
    ...body.filter((part) => part !== ''),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A part of the page under its heading, or nothing. */
export function section(title: Readonly<Record<Lang, string>>, content: string, lang: Lang): string {
  return content === ''
    ? ''
    : `<section>\n${element('h2', '', escapeHtml(title[lang]))}\n${content}\n</section>`;
}

export function list(lines: readonly string[], className: string): string {
  if (lines.length === 0) return '';
  return element(
    'ul',
    className,
    `\n${lines.map((line) => element('li', '', escapeHtml(line))).join('\n')}\n`,
  );
}

/** A row of a table; every column but the first holds amounts. */
export function tableRow(cells: readonly string[], className = '', tag: 'td' | 'th' = 'td'): string {
  const drawn = cells.map((cell, index) => element(tag, index === 0 ? '' : 'amount', cell));
  return element('tr', className, drawn.join(''));
}

export function tableOf(head: readonly string[], rows: readonly string[], className = ''): string {
  const names = head.length === 0 ? '' : `<thead>${tableRow(head.map(escapeHtml), '', 'th')}</thead>`;
  const columns = className === 'steps' ? `<colgroup>${'<col>'.repeat(4)}</colgroup>` : '';
  return element('table', className, `${columns}${names}\n<tbody>\n${rows.join('\n')}\n</tbody>`);
}

function refusal({ covered, refusals, lang }: View): string {
  if (covered) return '';
  const head = `${say(WORDS.notCovered, lang)}${colon({ lang })}`;
  const reasons = refusals.map((reason) => `<p><strong>${escapeHtml(head + reason)}</strong></p>`);
  return element('div', 'refusal', [...reasons, `<p>${escapeHtml(say(WORDS.allOwn, lang))}</p>`].join('\n'));
}

function answer({ headline, lang }: View): string {
  const unit = say(WORDS.yuan, lang);
  const pairs = headline.map(
    ({ label, amount }) =>
      `<div><dt>${escapeHtml(label)}</dt><dd>${amount} <small>${unit}</small></dd></div>`,
  );
  return element('dl', 'answer', pairs.join(''));
}

function whoPays({ payers, lang, ranged, total }: View): string {
  const words = ranged ? [WORDS.low, WORDS.share, WORDS.high, WORDS.share] : [WORDS.amount, WORDS.share];
  const row = (payer: PayerView): string => {
    const bounds = [payer.low, ...(payer.high ? [payer.high] : [])];
    const amounts = bounds.flatMap(({ amount, share }) => [amount, share]);
    const nothing = bounds.every(({ fen }) => fen === 0);
    return tableRow([swatch(payer) + escapeHtml(payer.label), ...amounts], nothing ? 'nothing' : '');
  };
  const sum = payers.some(({ low }) => low.fen > 0) ? '100.0%' : '-';
  const totals = (ranged ? [0, 1] : [0]).flatMap(() => [total, sum]);
  return tableOf(
    [WORDS.payer, ...words].map((word) => say(word, lang)),
    [...payers.map(row), tableRow([escapeHtml(say(WORDS.total, lang)), ...totals], 'sum')],
  );
}

function calculation(view: View): string {
  const title = view.ranged ? WORDS.stepsLow : WORDS.steps;
  return section(
    title,
    view.steps.map((step, index) => stepHtml(step, index + 1, view.lang)).join('\n'),
    view.lang,
  );
}

function stepHtml(step: StepView, number: number, lang: Lang): string {
  const refs = step.refs.map((ref) => `[${ref}]`).join('');
  const rows = stepRows(step, lang);
  const names = [WORDS.rate, WORDS.cost, WORDS.pays].map((word) => say(word, lang));
  const parts = [
    element('h3', '', escapeHtml(`${number}. ${step.label} ${refs}`.trimEnd())),
    step.rule === '' ? '' : element('p', 'rule', escapeHtml(step.rule)),
    tableOf(namesColumns(rows) ? ['', ...names] : [], rows.flatMap(stepRow), 'steps'),
  ];
  return element('div', 'step', `\n${parts.filter((part) => part !== '').join('\n')}\n`);
}

function stepRow(row: StepRow): string[] {
  // The page has one head above all rows of a step.
  if (row.kind === 'head') return [];
  if (row.kind === 'across') return [`<tr><td class="remark" colspan="4">${escapeHtml(row.text)}</td></tr>`];
  return [tableRow(row.cells.map(escapeHtml), row.kind === 'result' ? 'sum' : '')];
}

function idle(view: View): string {
  const lines = view.idle.filter((line) => !line.explained);
  return list(
    lines.map((line) => `${line.label}${colon(view)}${line.reason}`),
    '',
  );
}

function sources(view: View): string {
  if (view.sources.length === 0) return '';
  const lines = view.sources.map((source) => element('li', '', sourceHtml(source, view.lang)));
  return element('ul', 'sources numbered', `\n${lines.join('\n')}\n`);
}

function sourceHtml({ number, text, grade, url }: SourceView, lang: Lang): string {
  const mark = lang === 'zh' ? `〔${grade}〕` : ` [${grade}]`;
  const address = url === undefined ? '' : escapeHtml(url);
  const link = url !== undefined && isWeb(url) ? `<a href="${address}">${address}</a>` : address;
  const label = element('span', 'number', `[${number}]`);
  return `${label}${escapeHtml(text + mark)}${link === '' ? '' : `<br>${link}`}`;
}
