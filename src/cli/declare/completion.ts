import { Argument, type Command } from 'commander';
import { addCommon, type Declaring, policiesOption } from './declare.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

export type CompletionAction = (
  shell: Shell,
  options: Record<string, unknown>,
  program: Command,
) => Promise<number>;

export function declareCompletion(program: Command, declaring: Declaring, action: CompletionAction): void {
  const { say, option, run } = declaring;
  const command = program
    .command('completion')
    .addArgument(
      new Argument('<SHELL>', say('bash、zsh、fish、powershell', 'bash, zsh, fish or powershell')).choices(
        SHELLS,
      ),
    )
    .description(
      say('按 TAB 补全的脚本，装入终端', 'print a script that completes words at TAB, for your shell'),
    )
    .addOption(policiesOption(declaring))
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((shell: Shell, options: Record<string, unknown>) => action(shell, options, program)));
  addCommon(command, declaring);
}
