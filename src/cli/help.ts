import { type Command, CommanderError } from 'commander';

/**
 * `help policy show` as `policy show --help`: commander's own help command knows one level, and takes a command that
 * there is not for none.
 * @param words the words of the command line
 * @param plain those of them that are neither an option nor its value
 * @throws {CommanderError} unknownCommand
 */
export function helpWords(words: readonly string[], plain: readonly string[], program: Command): string[] {
  const [first, ...path] = plain;
  if (first !== 'help' || path.length === 0) return [...words];
  let command = program;
  for (const name of path) {
    const inner = command.commands.find((one) => one.name() === name);
    if (inner === undefined)
      throw new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${name}'`);
    command = inner;
  }
  return [...words.filter((word) => word !== first), '--help'];
}
