import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lang } from '../diagnostics/text.ts';
import { Library } from '../policy/library.ts';

/** What a command gets from its surroundings: streams, language, time. Tests hand in their own. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The policies shipped with the program, beside the built files or, when run from source, two folders up. */
export function shippedPolicies(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const built = join(here, '..', 'policies');
  return existsSync(built) ? built : join(here, '..', '..', 'policies');
}

/** Own folders first: they win over the shipped policies. */
export function openLibrary(own: readonly string[] = []): Library {
  const compiled = join(fileURLToPath(new URL('.', import.meta.url)), 'policies');
  return new Library([...own.map((folder) => resolve(folder)), shippedPolicies()], compiled);
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
