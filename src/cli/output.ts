import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticsText } from '../report/diagnostics.ts';
import type { Context } from './context.ts';
import { colourful } from './context.ts';
import { writeText } from './files.ts';
import { paintFor } from './paint.ts';

/** Sends a result where it was asked to go: a file, named on stderr, or stdout. */
export function deliver(text: string, out: unknown, { io, lang }: Context): void {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (typeof out !== 'string' || out === '-') {
    io.stdout.write(whole);
    return;
  }
  writeText(out, whole);
  io.stderr.write(lang === 'zh' ? `已写入 ${out}\n` : `written to ${out}\n`);
}

/** Problems go to stderr, with colour only there where it is a terminal. */
export async function printProblems(
  problems: readonly Diagnostic[],
  { io, lang, color }: Context,
): Promise<void> {
  io.stderr.write(
    `${diagnosticsText(problems, { lang, paint: await paintFor(colourful(io.stderr, io.env, color)) })}\n`,
  );
}
