import type { Command } from 'commander';
import { addCommon, type Declaring, policiesOption } from './declare.ts';

export type InteractiveAction = (options: Record<string, unknown>) => Promise<number>;

/** What `baoxiao` does without a command; it has a name, too, so that its options can be looked up. */
export function declareInteractive(program: Command, declaring: Declaring, action: InteractiveAction): void {
  const { say, run } = declaring;
  const interactive = program
    .command('interactive', { isDefault: true })
    .description(
      say(
        '在终端里逐项询问后估算；不写命令时就是它',
        'ask at the terminal, then estimate; what runs without a command',
      ),
    )
    .addOption(policiesOption(declaring))
    .action(run((options: Record<string, unknown>) => action(options)));
  addCommon(interactive, declaring);
}
