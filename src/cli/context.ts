import type { Lang } from '../diagnostics/text.ts';

/** What a command gets from its surroundings: streams, language, time. Tests hand in their own. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes of every command. */
export const EXIT = { done: 0, findings: 1, error: 2, interrupted: 130 } as const;

/** What every command works with. */
export interface Context {
  readonly io: Io;
  readonly lang: Lang;
  readonly color: boolean;
}

/** `--lang`, then BAOXIAO_LANG, LC_ALL, LC_MESSAGES, LANG; Chinese unless one of them says English. */
export function languageOf(flag: string | undefined, env: Io['env'], remembered?: Lang): Lang {
  const said = flag ?? env.BAOXIAO_LANG;
  if (said !== undefined && said !== '') return said.toLowerCase().startsWith('en') ? 'en' : 'zh';
  if (remembered) return remembered;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** Whether colour goes to a stream: only on a terminal, and never against NO_COLOR or --no-color. */
export function colourful(stream: NodeJS.WriteStream, env: Io['env'], flag: boolean | undefined): boolean {
  return flag !== false && !env.NO_COLOR && env.TERM !== 'dumb' && stream.isTTY === true;
}
