import { BaoxiaoError, type Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import { BYTE } from './csv/scan.ts';
import { cellText, type Pen, reserve, writeBytes } from './csv/write.ts';

export const REJECT_COLUMNS = ['line', 'id', 'code', 'field', 'value', 'message', 'row'] as const;

/** The counter's messages name the flag that is missing; a row has none. */
const FLAG = /（--[^）]+）|\s\(--[^)]+\)/g;

/** Of one clause. */
const LONGEST_HINT = 200;

/**
 * Writes what stands behind the line number of a rejected row; the number itself is known to whoever knows the block's
 * place in the file. All problems of the row are told, the first one names code, field and value.
 * @param encode text in the encoding of the file
 */
export function writeReject(
  pen: Pen,
  id: string,
  problems: readonly Diagnostic[],
  lang: Lang,
  encode: (text: string) => Buffer,
  row: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  lineBreak: string,
): void {
  const [first] = problems;
  const message = messageOf(problems, lang);
  const cells = [id, first?.code ?? '', first?.field ?? '', first?.value ?? '', message];
  writeBytes(pen, encode(`,${cells.map((cell) => cellText(cell, ',')).join(',')},`));
  writeQuoted(pen, row.bytes, row.start, row.end);
  writeBytes(pen, encode(lineBreak));
}

/** All problems of a row in one line. */
export function messageOf(problems: readonly Diagnostic[], lang: Lang): string {
  return problems.flatMap((problem) => told(problem, lang)).join(lang === 'zh' ? '；' : '; ');
}

/** What is wrong and how to mend it, but for clauses that are long or a matter of flags. */
function told({ message, hint }: Diagnostic, lang: Lang): string[] {
  const clauses = hint?.[lang].split(lang === 'zh' ? '；' : '; ') ?? [];
  const told = clauses.filter((clause) => clause.length <= LONGEST_HINT && !clause.includes('--'));
  return [message[lang].replace(FLAG, ''), ...told];
}

/** Bytes as one quoted cell. */
function writeQuoted(pen: Pen, from: Uint8Array, start: number, end: number): void {
  reserve(pen, (end - start) * 2 + 2);
  const { bytes } = pen;
  let position = pen.position;
  bytes[position++] = BYTE.quote;
  for (let at = start; at < end; at++) {
    const byte = from[at] as number;
    if (byte === BYTE.quote) bytes[position++] = BYTE.quote;
    bytes[position++] = byte;
  }
  bytes[position++] = BYTE.quote;
  pen.position = position;
}

/** What a step reports or throws, as a list; undefined when it found nothing wrong. */
export function problemsOf(step: (problems: Problems) => void): readonly Diagnostic[] | undefined {
  const problems = new Problems();
  try {
    step(problems);
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return error.diagnostics;
  }
  return problems.failed ? problems.list : undefined;
}
