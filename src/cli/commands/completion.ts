import type { Command } from 'commander';
import { loadRegions } from '../../codes/regions.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type CommandWords, commandsOf } from '../completion/model.ts';
import { stockOf } from '../completion/places.ts';
import { powershellScript } from '../completion/powershell.ts';
import { zshScript } from '../completion/zsh.ts';
import { type Context, EXIT } from '../context.ts';
import type { Shell } from '../declare/completion.ts';
import { deliver } from '../output.ts';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** `baoxiao completion SHELL`: a script with everything in it, so that TAB starts no program. */
export async function completionCommand(
  shell: Shell,
  flags: Readonly<Record<string, unknown>>,
  program: Command,
  context: Context,
): Promise<number> {
  const library = openLibrary(flags.policies as string[] | undefined);
  const stock = stockOf(library, await loadRegions(), context.lang);
  deliver(SCRIPTS[shell](commandsOf(program, stock, context.lang)), flags.out, context);
  return EXIT.done;
}
