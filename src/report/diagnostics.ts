import { findField } from '../claim/fields.ts';
import type { Diagnostic, Place, Severity } from '../diagnostics/diagnostic.ts';
import type { Lang, Text } from '../diagnostics/text.ts';
import { type Paint, type Painter, PLAIN, paintEach } from './paint.ts';
import { say, visible } from './say.ts';
import { cells, indented, wrap } from './width.ts';
import { WORDS } from './words.ts';

export interface DiagnosticsOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  /** Cells of the terminal, 40 and more. */
  readonly width?: number;
}

const SEVERITIES: Readonly<Record<Severity, Text>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'note' },
};

/** Problems for the terminal, one after another, with a count where there are several; no newline at the end. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions): string {
  const paint = options.paint ?? PLAIN;
  const width = Math.max(40, options.width ?? 80);
  const blocks = diagnostics.map((item) => block(item, options.lang, paint, width));
  const count = diagnostics.length > 1 ? [[paint.strong(countLine(diagnostics, options.lang))]] : [];
  return [...blocks, ...count].map((lines) => lines.join('\n')).join('\n\n');
}

function block(item: Diagnostic, lang: Lang, paint: Paint, width: number): string[] {
  const painter = painterOf(item.severity, paint);
  const message = indented(say(item.message, lang), width, 2);
  const hint = item.hint && `${say(WORDS.hint, lang)}${lang === 'zh' ? '：' : ': '}${say(item.hint, lang)}`;
  return [
    ...headLines(item, lang, painter, paint, width),
    ...message,
    ...(item.place ? placeLines(item.place, painter, paint, width) : []),
    ...(hint === undefined ? [] : paintEach(indented(hint, width, 2), paint.good)),
  ];
}

/** `错误 MONEY_DECIMALS 医疗费总额（expenses.total）` */
function headLines(item: Diagnostic, lang: Lang, painter: Painter, paint: Paint, width: number): string[] {
  const severity = say(SEVERITIES[item.severity], lang);
  const [first = '', ...rest] = wrap(
    `${severity} ${item.code} ${fieldName(item.field, lang)}`.trimEnd(),
    width,
  );
  const title = `${severity} ${item.code}`;
  // Only the severity and the code are loud.
  const loud = first.startsWith(title)
    ? painter(title) + paint.dim(first.slice(title.length))
    : painter(first);
  return [loud, ...paintEach(rest, paint.dim)];
}

function fieldName(field: string | undefined, lang: Lang): string {
  if (field === undefined) return '';
  const key = visible(field);
  const known = findField(field);
  if (!known) return key;
  const label = say(known.label, lang);
  return lang === 'zh' ? `${label}（${key}）` : `${label} (${key})`;
}

/** `claim.yaml:7:10`, the line itself and a caret under the character. */
export function placeLines(place: Place, painter: Painter, paint: Paint, width: number): string[] {
  // Flags and answers have no place in a file.
  if (place.file === '' || place.line < 1) return [];
  const where = paintEach(
    indented(`${visible(place.file)}:${place.line}:${place.column}`, width, 2),
    paint.dim,
  );
  if (place.source === undefined || place.source.trim() === '') return where;
  const gutter = `  ${place.line} | `;
  const { text, caret } = crop(place.source, place.column, width - cells(gutter));
  const blank = `${' '.repeat(cells(gutter) - 2)}| `;
  return [...where, paint.dim(gutter) + text, paint.dim(blank) + ' '.repeat(caret) + painter('^')];
}

const CUT = '...';

/** The part of a source line around a column, and how many cells lie before that column's character. */
function crop(source: string, column: number, width: number): { text: string; caret: number } {
  const characters = [...source].map((character) => visible(character));
  const at = Math.min(Math.max(0, column - 1), characters.length);
  const before = cells(characters.slice(0, at).join(''));
  if (cells(characters.join('')) <= width && before < width)
    return { text: characters.join(''), caret: before };
  const room = width - 2 * CUT.length;
  // Keeps a third of the room for what stands before the mistake.
  let first = at;
  while (first > 0 && cells(characters.slice(first - 1, at).join('')) <= room / 3) first -= 1;
  let last = first;
  while (last < characters.length && cells(characters.slice(first, last + 1).join('')) <= room) last += 1;
  const head = first > 0 ? CUT : '';
  const tail = last < characters.length ? CUT : '';
  return {
    text: head + characters.slice(first, last).join('') + tail,
    caret: cells(head) + cells(characters.slice(first, at).join('')),
  };
}

function painterOf(severity: Severity, paint: Paint): Painter {
  return severity === 'error' ? paint.bad : severity === 'warning' ? paint.warn : paint.strong;
}

function countLine(diagnostics: readonly Diagnostic[], lang: Lang): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = diagnostics.filter((item) => item.severity === severity).length;
    if (count === 0) return [];
    const word = SEVERITIES[severity];
    return [lang === 'zh' ? `${count} 个${word.zh}` : `${count} ${word.en}${count === 1 ? '' : 's'}`];
  });
  return lang === 'zh' ? `共 ${counts.join('、')}` : counts.join(', ');
}
