import type { Estimate } from '../engine/estimate.ts';
import { type Paint, type Painter, PLAIN, paintEach } from './paint.ts';
import { say } from './say.ts';
import type { IdleView, StepView } from './steps.ts';
import type { TextContext } from './text-context.ts';
import { bar, whoPays } from './text-payers.ts';
import { stepLines } from './text-steps.ts';
import { type ReportOptions, type SourceView, type View, viewOf } from './view.ts';
import { cells, indented, pad, phrases, wrap } from './width.ts';
import { WORDS } from './words.ts';

export interface TextOptions extends ReportOptions {
  readonly paint?: Paint;
  /** Cells of the terminal; at least 72 are used. */
  readonly width?: number;
  /** Only who pays what, and why a payer does not: for the counter. */
  readonly brief?: boolean;
  /** Bars of `#` and `=` for terminals without block characters. */
  readonly ascii?: boolean;
}

/** Longer reports repeat the answer at the end, where the eye is when a terminal has scrolled. */
const SCREEN = 22;

/** Two bounds with their shares side by side need this much. */
const LEAST = 72;

export function reportWidth(wanted = 80): number {
  return Math.max(LEAST, wanted);
}

/** An estimate as a terminal shows it, without a newline at the end. */
export function settlementText(estimate: Estimate, options: TextOptions): string {
  const view = viewOf(estimate, options);
  const context: TextContext = {
    view,
    paint: options.paint ?? PLAIN,
    width: reportWidth(options.width),
    ascii: options.ascii ?? false,
  };
  const top = [heading(context), refusal(context), answer(context), whoPays(context), bar(context)];
  const rest = options.brief
    ? [reasons(context)]
    : [calculation(context), idle(context), notices(context), sources(context)];
  const parts = [...top, ...rest].filter((lines) => lines.length > 0);
  const lines = parts.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  return [...lines, '', ...closing(context, lines.length > SCREEN)].join('\n');
}

function heading({ view, paint, width }: TextContext): string[] {
  return [
    ...paintEach(wrap(view.title, width), paint.strong),
    ...paintEach(phrases(view.facts, width), paint.dim),
  ];
}

function refusal({ view, paint, width }: TextContext): string[] {
  if (view.covered) return [];
  const head =
    view.lang === 'zh' ? `【${say(WORDS.notCovered, 'zh')}】` : `${WORDS.notCovered.en.toUpperCase()}: `;
  return [
    ...view.refusals.flatMap((reason) => paintEach(wrap(head + reason, width), paint.bad)),
    ...wrap(say(WORDS.allOwn, view.lang), width),
  ];
}

function answer({ view, paint }: TextContext): string[] {
  const unit = say(WORDS.yuan, view.lang);
  const width = Math.max(...view.headline.map(({ label }) => cells(label)));
  const amounts = Math.max(...view.headline.map(({ amount }) => cells(amount)));
  return view.headline.map(({ label, amount }, index) => {
    const line = `${pad(label, width, 'left')}  ${pad(amount, amounts, 'right')} ${unit}`;
    return index === 0 ? paint.strong(line) : line;
  });
}

function calculation(context: TextContext): string[] {
  const { view, paint } = context;
  if (view.steps.length === 0) return [];
  const title = say(view.ranged ? WORDS.stepsLow : WORDS.steps, view.lang);
  return [
    paint.strong(title),
    ...view.steps.flatMap((step: StepView, index) => ['', ...stepLines(step, index + 1, context)]),
  ];
}

function idle({ view, paint, width }: TextContext): string[] {
  const lines = view.idle.filter((line) => !line.explained);
  if (lines.length === 0) return [];
  return [paint.strong(say(WORDS.idle, view.lang)), ...lines.flatMap((line) => idleLine(line, view, width))];
}

function idleLine({ label, reason }: IdleView, { lang }: View, width: number): string[] {
  return indented(`${label}${lang === 'zh' ? '：' : ': '}${reason}`, width, 4, '  - ');
}

function notices({ view, paint, width }: TextContext): string[] {
  const group = (title: string, messages: readonly string[], head: string, painter: Painter): string[] =>
    messages.length === 0
      ? []
      : [
          paint.strong(title),
          ...messages.flatMap((message) => paintEach(indented(message, width, 4, head), painter)),
        ];
  const attention = group(say(WORDS.attention, view.lang), view.attention, '  ! ', paint.warn);
  const notes = group(say(WORDS.notes, view.lang), view.notes, '  - ', (text) => text);
  return attention.length > 0 && notes.length > 0 ? [...attention, '', ...notes] : [...attention, ...notes];
}

/** For the counter: what must be said, and why a payer pays nothing. */
function reasons({ view, paint, width }: TextContext): string[] {
  const lines = [
    ...view.attention.flatMap((message) => paintEach(indented(message, width, 4, '  ! '), paint.warn)),
    ...view.idle.flatMap((line) => idleLine(line, view, width)),
    ...view.briefNotes.flatMap((note) => indented(note, width, 4, '  - ')),
  ];
  return lines.length === 0 ? [] : [paint.strong(say(WORDS.attention, view.lang)), ...lines];
}

function sources({ view, paint, width }: TextContext): string[] {
  if (view.sources.length === 0) return [];
  return [
    paint.strong(say(WORDS.sources, view.lang)),
    ...view.sources.flatMap((source) => sourceLines(source, view, paint, width)),
  ];
}

export function sourceLines(
  source: SourceView,
  { lang }: Pick<View, 'lang'>,
  paint: Paint,
  width: number,
): string[] {
  const head = `  [${source.number}] `;
  const grade = lang === 'zh' ? `〔${source.grade}〕` : ` [${source.grade}]`;
  const indent = cells(head);
  return [
    ...indented(source.text + grade, width, indent, head),
    ...(source.url === undefined ? [] : paintEach(indented(source.url, width, indent), paint.dim)),
  ];
}

function closing({ view, paint, width }: TextContext, repeat: boolean): string[] {
  const unit = say(WORDS.yuan, view.lang);
  const [first, second] = view.headline;
  const again = [first, second].flatMap((part) => (part ? [`${part.label} ${part.amount} ${unit}`] : []));
  return [
    ...(repeat ? paintEach(phrases(again, width), paint.strong) : []),
    ...paintEach(wrap(say(WORDS.disclaimer, view.lang), width), paint.dim),
  ];
}
