import type { Lang } from '../../diagnostics/text.ts';
import { type Paint, type Painter, PLAIN, paintEach } from '../paint.ts';
import { say } from '../say.ts';
import { type Column, type Row, table } from '../table.ts';
import { indented, phrases, wrap } from '../width.ts';
import { brailleChart } from './braille.ts';
import { type BreakView, type CurveReport, type CurveView, curveView } from './view.ts';
import { WORDS } from './words.ts';

export interface CurveTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  readonly width?: number;
}

interface Context {
  readonly view: CurveView;
  readonly paint: Paint;
  readonly width: number;
}

/** A curve as a terminal shows it, without a newline at the end. The drawing comes first and fits one screen. */
export function curveText(report: CurveReport, options: CurveTextOptions): string {
  const view = curveView(report, options.lang);
  const context: Context = { view, paint: options.paint ?? PLAIN, width: Math.max(72, options.width ?? 80) };
  const parts = [
    heading(context),
    picture(context),
    breaks(context, view.breaks, view.ranged ? WORDS.breaksLow : WORDS.breaks),
    view.ranged ? breaks(context, view.breaksHigh, WORDS.breaksHigh) : [],
    rates(context),
    findings(context),
    inversions(context),
    list(context, WORDS.attention, view.attention, context.paint.warn),
    list(context, WORDS.notes, view.notes),
    paintEach(wrap(say(WORDS.disclaimer, view.lang), context.width), context.paint.dim),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((part, index) => (index === 0 ? part : ['', ...part])).join('\n');
}

function heading({ view, paint, width }: Context): string[] {
  return [
    ...paintEach(wrap(`${view.title} ${view.id}`, width), paint.strong),
    ...paintEach(phrases(view.facts, width), paint.dim),
    ...view.refusals.flatMap((reason) => paintEach(wrap(reason, width), paint.bad)),
  ];
}

function picture({ view, paint, width }: Context): string[] {
  const { lang, ranged } = view;
  const unit = `${say(WORDS.person, lang)} (${say(WORDS.yuan, lang)})`;
  const bounds = ranged
    ? lang === 'zh'
      ? '，实线谨慎值，点线较高值'
      : '; full line cautious, dotted line higher bound'
    : '';
  return [
    ...paintEach(wrap(say({ zh: unit + bounds, en: unit + bounds }, lang), width), paint.dim),
    ...brailleChart(view.chart, width),
  ];
}

const COLUMNS: readonly Column[] = [
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
];

function breaks(
  { view, paint, width }: Context,
  rows: readonly BreakView[],
  title: { zh: string; en: string },
): string[] {
  const { lang } = view;
  const names = [{ zh: '', en: '' }, WORDS.bill, WORDS.person, WORDS.rate, WORDS.after];
  const head = names.map((word) => ({ text: say(word, lang), paint: paint.dim }));
  const cells = rows.map(({ number, bill, person, share, after }) =>
    [String(number), bill, person, share, after].map((text) => ({ text })),
  );
  const [first = '', ...lines] = table(COLUMNS, [head, ...cells], { width: width - 2, indent: 2 });
  const shown = rows.flatMap((row, index) => [lines[index] ?? '', ...whyLines(row, view, paint, width)]);
  return [paint.strong(say(title, lang)), first, ...shown];
}

/** What turns there, under its row, and where in the policy it stands. */
function whyLines({ exact, reasons }: BreakView, { lang }: CurveView, paint: Paint, width: number): string[] {
  const place =
    exact === undefined
      ? []
      : [`${say(WORDS.exactly, lang)} ${exact}`].flatMap((text) => indented(text, width, 6));
  return [
    ...place,
    ...reasons.flatMap(({ text, where }) => [
      ...indented(text, width, 6),
      ...(where === undefined ? [] : paintEach(indented(where, width, 6), paint.dim)),
    ]),
  ];
}

function rates({ view, paint, width }: Context): string[] {
  if (view.rates.length === 0) return [];
  const names = [WORDS.bill, WORDS.person, WORDS.rate];
  const head = names.map((word) => ({ text: say(word, view.lang), paint: paint.dim }));
  const rows: Row[] = view.rates.map(({ bill, person, share }) => [
    { text: bill },
    { text: person },
    { text: share },
  ]);
  return [
    paint.strong(say(WORDS.rates, view.lang)),
    ...table(COLUMNS.slice(0, 3), [head, ...rows], { width: width - 2, indent: 2 }),
  ];
}

function findings(context: Context): string[] {
  const { view, paint } = context;
  const cliffs =
    view.cliffs.length === 0
      ? [paint.good(say(WORDS.noCliffs, view.lang))].flatMap((line) => wrap(line, context.width))
      : list(context, WORDS.cliffs, view.cliffs, paint.bad);
  const drops = list(context, WORDS.drops, view.drops);
  return drops.length === 0 ? cliffs : [...cliffs, '', ...drops];
}

function inversions(context: Context): string[] {
  const { view, paint, width } = context;
  if (!view.compared) return [];
  const found = view.inversions.length === 0 ? [say(WORDS.noInversions, view.lang)] : view.inversions;
  const missing = view.notCompared.map((text) => `${say(WORDS.notCompared, view.lang)} ${text}`);
  return [
    paint.strong(say(WORDS.inversions, view.lang)),
    ...[...found, ...missing].flatMap((text) => indented(text, width, 4, '  - ')),
  ];
}

function list(
  { view, paint, width }: Context,
  title: { zh: string; en: string },
  lines: readonly string[],
  painter?: Painter,
): string[] {
  if (lines.length === 0) return [];
  return [
    paint.strong(say(title, view.lang)),
    ...lines.flatMap((line) => paintEach(indented(line, width, 4, '  - '), painter)),
  ];
}
