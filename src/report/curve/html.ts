import type { Lang, Text } from '../../diagnostics/text.ts';
import { facts, list, page, section, tableOf, tableRow } from '../html.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import { drawing } from './svg.ts';
import { type BreakView, type CurveReport, type CurveView, curveView } from './view.ts';
import { WORDS } from './words.ts';

/** A curve as one self-contained page for the printer: no script, no network, nothing outside the file. */
export function curveHtml(report: CurveReport, lang: Lang): string {
  const view = curveView(report, lang);
  const body = [
    element('h1', '', escapeHtml(view.title)),
    element('p', '', escapeHtml(`${say(WORDS.heading, lang)} · ${view.id}`)),
    facts(view.facts),
    list(view.refusals, 'attention'),
    element('figure', '', drawing(view)),
    section(view.ranged ? WORDS.breaksLow : WORDS.breaks, breaksTable(view.breaks, lang), lang),
    view.ranged ? section(WORDS.breaksHigh, breaksTable(view.breaksHigh, lang), lang) : '',
    section(WORDS.rates, ratesTable(view), lang),
    section(WORDS.cliffs, cliffs(view), lang),
    section(WORDS.drops, list(view.drops, ''), lang),
    section(WORDS.inversions, inversions(view), lang),
    section(WORDS.attention, list(view.attention, 'attention'), lang),
    section(WORDS.notes, list(view.notes, ''), lang),
    element('footer', '', escapeHtml(say(WORDS.disclaimer, lang))),
  ];
  return page([view.title, ...view.facts].join(' · '), lang, body);
}

function breaksTable(rows: readonly BreakView[], lang: Lang): string {
  const names: readonly Text[] = [{ zh: '', en: '' }, WORDS.bill, WORDS.person, WORDS.rate, WORDS.after];
  const drawn = rows.map((row) =>
    [
      tableRow([String(row.number), row.bill, row.person, row.share, row.after].map(escapeHtml)),
      `<tr><td></td><td class="remark" colspan="4">${why(row, lang)}</td></tr>`,
    ].join('\n'),
  );
  return tableOf(
    names.map((word) => say(word, lang)),
    drawn,
  );
}

function why({ exact, reasons }: BreakView, lang: Lang): string {
  const place = exact === undefined ? [] : [escapeHtml(`${say(WORDS.exactly, lang)} ${exact}`)];
  const told = reasons.map(({ text, where }) =>
    where === undefined ? escapeHtml(text) : `${escapeHtml(text)} <small>${escapeHtml(where)}</small>`,
  );
  return [...place, ...told].join('<br>');
}

function ratesTable({ rates, lang }: CurveView): string {
  if (rates.length === 0) return '';
  return tableOf(
    [WORDS.bill, WORDS.person, WORDS.rate].map((word) => say(word, lang)),
    rates.map(({ bill, person, share }) => tableRow([bill, person, share].map(escapeHtml))),
    'amounts',
  );
}

function cliffs({ cliffs: found, lang }: CurveView): string {
  return found.length > 0
    ? list(found, 'attention')
    : element('p', '', escapeHtml(say(WORDS.noCliffs, lang)));
}

function inversions({ compared, inversions: found, notCompared, lang }: CurveView): string {
  if (!compared) return '';
  const missing = notCompared.map((text) => `${say(WORDS.notCompared, lang)} ${text}`);
  return list([...(found.length > 0 ? found : [say(WORDS.noInversions, lang)]), ...missing], '');
}
