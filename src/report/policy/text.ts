import type { Lang } from '../../diagnostics/text.ts';
import type { PolicyPage } from '../../overview/page.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { type Column, type Row, table } from '../table.ts';
import { reportWidth } from '../text.ts';
import { cells, indented, pad, phrases, wrap } from '../width.ts';
import type { BenefitView, TableView } from './benefit-view.ts';
import type { MarkedView } from './marked.ts';
import { type ListView, type PolicyView, policyView } from './view.ts';
import { POLICY_WORDS as WORDS } from './words.ts';

export interface PolicyTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  /** Cells of the terminal; at least 72 are used. */
  readonly width?: number;
}

interface Context {
  readonly view: PolicyView;
  readonly paint: Paint;
  readonly width: number;
}

/** A policy explained, as a terminal shows it; without a newline at the end. */
export function policyText(page: PolicyPage, options: PolicyTextOptions): string {
  const view = policyView(page, options.lang);
  const context: Context = { view, paint: options.paint ?? PLAIN, width: reportWidth(options.width) };
  const parts = [
    heading(context),
    who(context),
    ...view.benefits.map((benefit) => benefitLines(benefit, context)),
    ...view.lists.map((list) => listLines(list, context)),
    footnotes(context),
    sources(context),
    paintEach(wrap(view.disclaimer, context.width), context.paint.dim),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])).join('\n');
}

function heading({ view, paint, width }: Context): string[] {
  return [
    ...paintEach(wrap(`${view.title} · ${view.id}`, width), paint.strong),
    ...paintEach(phrases([...view.facts, view.counts], width), paint.dim),
  ];
}

function who({ view, paint, width }: Context): string[] {
  const { lang } = view;
  const colon = lang === 'zh' ? '：' : ': ';
  return [
    ...(view.who.length > 0 ? [paint.strong(WORDS.who[lang])] : []),
    ...view.who.flatMap((text) => indented(text, width, 2)),
    ...(view.cares.length > 0 ? [paint.strong(WORDS.cares[lang])] : []),
    ...view.cares.flatMap(({ care, payers }) => indented(`${care}${colon}${payers}`, width, 2)),
  ];
}

function benefitLines(benefit: BenefitView, { view, paint, width }: Context): string[] {
  const { lang } = view;
  const list = (title: string, items: readonly MarkedView[]): string[] =>
    items.length === 0
      ? []
      : [
          ...paintEach(indented(title, width, 3), paint.dim),
          ...items.flatMap((item) => indented(withMark(item), width, 5, '   - ')),
        ];
  return [
    ...paintEach(wrap(withMark({ text: benefit.title, mark: benefit.mark }), width), paint.strong),
    ...benefit.head.flatMap((item) => indented(withMark(item), width, 3)),
    ...(benefit.fixed === '' ? [] : paintEach(indented(benefit.fixed, width, 3), paint.dim)),
    ...tableLines(benefit.table, paint, width),
    ...list(WORDS.inTable[lang], benefit.inTable),
    ...list(WORDS.later[lang], benefit.later),
    ...list(WORDS.refusals[lang], benefit.refusals),
  ];
}

const INDENT = 3;
const GAP = 2;
const LEAST_LABEL = 20;

function tableLines({ corner, columns, rows }: TableView, paint: Paint, width: number): string[] {
  if (rows.length === 0) return [];
  const many = columns.length;
  // Marks take a place of their own behind the figures, so that these stand below each other.
  const marks = columns.map((_, at) => Math.max(0, ...rows.map((row) => cells(markText(row.cells?.[at])))));
  const room = width - INDENT - LEAST_LABEL - GAP * many;
  const most = Math.max(9, Math.floor(room / many));
  const shape: Column[] = [
    { align: 'left', flex: true },
    ...columns.map((): Column => ({ align: 'right', max: most })),
  ];
  const head: Row = [
    { text: corner, paint: paint.dim },
    ...columns.map((name, at) => ({
      text: name + ' '.repeat(Math.min(marks[at] ?? 0, 4)),
      paint: paint.dim,
    })),
  ];
  const drawn = rows.map(({ label, depth, cells: figures }): Row => {
    const text = `${'\u3000'.repeat(depth)}${withMark(label)}`;
    if (!figures) return { across: { text } };
    return [
      { text },
      ...figures.map((cell, at) => ({
        text: `${cell.text}${pad(markText(cell), marks[at] ?? 0, 'left')}`,
        paint: paint.strong,
      })),
    ];
  });
  const labels = Math.max(...rows.map((row) => cells(withMark(row.label)) + 2 * row.depth), cells(corner));
  const figures = columns.map((name, at) =>
    Math.min(
      most,
      Math.max(cells(name), ...rows.map(({ cells: own }) => cells(own?.[at]?.text ?? '') + (marks[at] ?? 0))),
    ),
  );
  const natural = Math.max(LEAST_LABEL, labels) + figures.reduce((sum, one) => sum + one + GAP, 0);
  return table(shape, many > 1 ? [head, ...drawn] : drawn, {
    width: Math.min(width - INDENT, natural),
    indent: INDENT,
    gap: GAP,
  });
}

function markText(item: MarkedView | undefined): string {
  return item === undefined || item.mark === '' ? '' : ` [${item.mark}]`;
}

function withMark(item: MarkedView): string {
  return item.text + markText(item);
}

function listLines({ title, items }: ListView, { paint, width }: Context): string[] {
  return [
    ...paintEach(wrap(title, width), paint.strong),
    ...items.flatMap((item) => indented(withMark(item), width, 2, '- ')),
  ];
}

function footnotes({ view, paint, width }: Context): string[] {
  if (view.footnotes.length === 0) return [];
  return [
    paint.strong(WORDS.footnotes[view.lang]),
    ...view.footnotes.flatMap(({ letter, text }) => indented(text, width, 5, `[${letter}]`)),
  ];
}

function sources({ view, paint, width }: Context): string[] {
  if (view.sources.length === 0) return [];
  const [open, close] = view.lang === 'zh' ? ['〔', '〕'] : [' [', ']'];
  return [
    paint.strong(WORDS.sources[view.lang]),
    ...view.sources.flatMap(({ number, text, grade, url }) => [
      ...indented(`${text}${open}${grade}${close}`, width, 5, `[${number}]`),
      ...(url === undefined ? [] : indented(url, width, 5)),
    ]),
    ...(view.main === '' ? [] : paintEach(indented(view.main, width, 5), paint.dim)),
  ];
}
