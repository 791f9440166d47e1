import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Paint } from '../../report/paint.ts';
import { say } from '../../report/say.ts';
import { cells, pad, wrap } from '../../report/width.ts';

/** How everything is shown: language, colours, size of the terminal. */
export interface Look {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly stdout: NodeJS.WriteStream;
}

/** Answered to a prompt instead of a value: back to the question before. */
export const BACK = Symbol('back');
export type Back = typeof BACK;

/** Width of the column of labels: seven Chinese characters, or a short English name. */
const LABEL = { zh: 14, en: 18 } as const;

/** Columns that may be used; the last one is left free, since some terminals wrap when it is filled. */
export function columnsOf({ stdout }: Look): number {
  return Math.max(40, (stdout.columns || 80) - 1);
}

export function rowsOf({ stdout }: Look): number {
  return Math.max(12, stdout.rows || 24);
}

export function tell({ lang }: Look, text: Text): string {
  return say(text, lang);
}

/** A message and its hint as lines that fit the terminal. */
export function linesOf(look: Look, message: Text, hint?: Text): string[] {
  const stop = look.lang === 'zh' ? '；' : '; ';
  const whole = hint ? `${tell(look, message)}${stop}${tell(look, hint)}` : tell(look, message);
  return wrap(whole, columnsOf(look) - 2).map((line) => `  ${line}`);
}

/** Cut to a width in cells, with two dots where something is missing. */
export function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (cells(kept + character) > width - 2) break;
    kept += character;
  }
  return `${kept}..`;
}

/** What is asked now, in the column where its answer will stand. */
export function asked({ paint }: Look, label: string): string {
  return `${paint.strong('?')} ${paint.strong(label)}`;
}

/** A label and what stands beside it, in the columns of the whole session. */
export function labelled({ lang }: Look, label: string, value: string): string {
  return `  ${pad(label, LABEL[lang], 'left')}  ${value}`;
}
