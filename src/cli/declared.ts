import type { Command } from 'commander';
import type { Lang } from '../diagnostics/text.ts';
import { buildProgram } from './program.ts';

/** The program as it is declared, to be read and not run: for the man pages and the tests of what is made from it. */
export function declaredProgram(lang: Lang, version = '0.0.0'): Command {
  const nothing = async (): Promise<number> => 0;
  return buildProgram(
    lang,
    version,
    {
      interactive: nothing,
      estimate: nothing,
      batch: nothing,
      pipe: nothing,
      check: nothing,
      diff: nothing,
      eligibility: nothing,
      policy: {
        list: nothing,
        show: nothing,
        draft: nothing,
        schema: nothing,
        lint: nothing,
        curve: nothing,
      },
      completion: nothing,
    },
    () => undefined,
  );
}
