import { eastAsianWidth } from 'get-east-asian-width';

export type Align = 'left' | 'right';

const NO_CELL = /[\p{M}\p{Cf}\p{Cc}]/u;

/** Cells of a terminal that a text takes: two for a Chinese character, none for a combining mark. */
export function cells(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // Latin and the common Chinese characters are nearly everything; the table is asked about the rest.
    if (code >= 0x20 && code < 0x7f) width += 1;
    else if (code >= 0x4e00 && code <= 0x9fff) width += 2;
    else if (!NO_CELL.test(character)) width += eastAsianWidth(code);
  }
  return width;
}

export function pad(text: string, width: number, align: Align): string {
  const space = ' '.repeat(Math.max(0, width - cells(text)));
  return align === 'right' ? space + text : text + space;
}

/** A stretch of text that stays on one line. */
interface Piece {
  readonly text: string;
  readonly spaced: boolean;
}

// A run of Latin letters, digits and their signs (an amount, a key, a date) is one piece; every other character its own.
const PIECE = /( *)([!-~\u00a0-\u024f\u2010-\u2015]+|[^ ])/gu;
const NEVER_FIRST = /^[，。；：、！？）》」』〕】”’·％…!%),.;:?\]]/u;
const NEVER_LAST = /[（《「『〔【“‘([¥￥-]$/u;
const AMOUNT = /\d$/;

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [, space = '', run = ''] of text.matchAll(PIECE)) {
    const last = pieces.at(-1);
    // An amount keeps its unit: 600.00 元.
    const glued =
      last !== undefined &&
      ((space === '' && (NEVER_FIRST.test(run) || NEVER_LAST.test(last.text))) ||
        (run === '元' && AMOUNT.test(last.text)));
    if (last && glued) pieces[pieces.length - 1] = { text: last.text + space + run, spaced: last.spaced };
    else pieces.push({ text: run, spaced: space !== '' });
  }
  return pieces;
}

/** Breaks a text into lines of at most `width` cells, never inside an amount, with no line that begins with ， or ）. */
export function wrap(text: string, width: number): string[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const piece of piecesOf(text).flatMap((whole) => chop(whole, width))) {
    const line = lines.at(-1) ?? [];
    const room = (line.length > 0 && piece.spaced ? 1 : 0) + cells(piece.text);
    if (line.length === 0 || used + room <= width) {
      line.push(piece);
      used += room;
    } else {
      lines.push([piece]);
      used = cells(piece.text);
    }
  }
  keepCompany(lines);
  return lines.map(joined);
}

function joined(line: readonly Piece[]): string {
  return line.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');
}

/** A single character does not stand alone on the last line. */
function keepCompany(lines: readonly Piece[][]): void {
  const [before, last] = [lines.at(-2), lines.at(-1)];
  if (!before || !last || before.length < 6 || cells(joined(last)) > 3) return;
  for (const moved of [before.pop(), before.pop()]) if (moved) last.unshift(moved);
}

/** Cuts what is longer than a line (an address, a path) where the line ends. */
function chop(piece: Piece, width: number): Piece[] {
  if (cells(piece.text) <= width) return [piece];
  const chunks: Piece[] = [];
  let chunk = '';
  for (const character of piece.text) {
    if (chunk !== '' && cells(chunk + character) > width) {
      chunks.push({ text: chunk, spaced: piece.spaced && chunks.length === 0 });
      chunk = '';
    }
    chunk += character;
  }
  return [...chunks, { text: chunk, spaced: false }];
}

/** Wraps with an indentation; the first line may have another head of the same width (`- `, `[1] `). */
export function indented(text: string, width: number, indent: number, head = ''): string[] {
  const space = ' '.repeat(indent);
  return wrap(text, width - indent).map((line, index) =>
    index === 0 && head !== '' ? pad(head, indent, 'left') + line : space + line,
  );
}

/** Short phrases in as few lines as they need, broken between phrases where that is possible. */
export function phrases(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const joined = last === undefined ? text : `${last} · ${text}`;
    if (cells(joined) <= width) lines[Math.max(0, lines.length - 1)] = joined;
    else lines.push(...wrap(text, width));
  }
  return lines;
}
