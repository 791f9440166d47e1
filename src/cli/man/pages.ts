import type { Argument, Command, Option } from 'commander';
import { FIELDS } from '../../claim/fields.ts';
import { briefly } from '../completion/model.ts';
import { offerOf, placeholderOf, repeats } from '../declare/offer.ts';
import { declaredProgram } from '../declared.ts';
import { ENVIRONMENT, EXIT_STATUS, FILES, PROSE, type Prose } from './prose.ts';
import { bold, examples, italic, item, paragraphs, roff, section } from './roff.ts';

/** The man pages by file name: one for the program, and one for each command. */
export function manPages(version: string): Map<string, string> {
  const program = declaredProgram('en', version);
  const commands = within(program);
  const names = commands.map(nameOf);
  return new Map(commands.map((command) => [`${nameOf(command)}.1`, page(command, names, version)]));
}

function within(command: Command): Command[] {
  return [command, ...command.commands.flatMap(within)];
}

/** `baoxiao-policy-lint` */
function nameOf(command: Command): string {
  return wordsTo(command).join('-');
}

function wordsTo(command: Command): string[] {
  return command.parent ? [...wordsTo(command.parent), command.name()] : [command.name()];
}

function page(command: Command, names: readonly string[], version: string): string {
  const name = nameOf(command);
  const prose = PROSE[wordsTo(command).slice(1).join(' ')];
  const visible = command.createHelp().visibleOptions(command);
  const whole = command.parent === null;
  const lines = [
    '.\\" Made from the declarations of the command line: node scripts/man.mjs',
    `.TH ${roff(name.toUpperCase())} 1 "" "baoxiao ${roff(version)}" "baoxiao"`,
    // Names are not broken at the end of a line, and lines not stretched for it.
    '.ad l',
    ...section('NAME', [`${roff(name)} \\- ${roff(command.description())}`]),
    ...section('SYNOPSIS', synopsis(command)),
    ...section('DESCRIPTION', paragraphs(prose?.text ?? [`${sentence(command.description())}.`])),
    ...section('COMMANDS', command.commands.flatMap(commandItem)),
    ...section('ARGUMENTS', command.registeredArguments.flatMap(argumentItem)),
    ...section(
      'OPTIONS',
      visible.flatMap((option) => optionItem(option, command)),
    ),
    ...section('EXAMPLES', examples(prose?.examples ?? [])),
    ...section('EXIT STATUS', exitStatus(prose)),
    ...(whole
      ? section(
          'ENVIRONMENT',
          ENVIRONMENT.flatMap(([head, text]) => item(bold(head), text)),
        )
      : []),
    ...(whole
      ? section(
          'FILES',
          FILES.flatMap(([head, text]) => item(italic(head), text)),
        )
      : []),
    ...section('SEE ALSO', [seeAlso(name, names)]),
  ];
  return `${lines.join('\n')}\n`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function synopsis(command: Command): string[] {
  const words = bold(wordsTo(command).join(' '));
  if (command.parent === null) return [words, '[OPTION]...', '.br', `${words} ${italic('COMMAND')} ...`];
  if (command.commands.length > 0) return [`${words} ${italic('COMMAND')} ...`];
  const needed = command.options.filter(({ mandatory }) => mandatory).map(shortly);
  return [[words, ...command.registeredArguments.map(argumentHead), ...needed, '[OPTION]...'].join(' ')];
}

/** An option by one of its names. */
function shortly(option: Option): string {
  return `${bold(option.short ?? option.long ?? '')} ${italic(placeholderOf(option))}`;
}

function commandItem(command: Command): string[] {
  return item(bold(command.name()), `${sentence(command.description())}.`);
}

function argumentHead(argument: Argument): string {
  const name = `${italic(argument.name())}${argument.variadic ? '...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

function argumentItem(argument: Argument): string[] {
  return item(argumentHead(argument), valuesOf(argument).join(' '));
}

function optionHead(option: Option): string {
  const names = [option.short, option.long].filter((name) => name != null).map(bold);
  const value = placeholderOf(option);
  if (value === '') return names.join(', ');
  return `${names.join(', ')} ${option.optional ? `[${italic(value)}]` : italic(value)}`;
}

function optionItem(option: Option, command: Command): string[] {
  const texts = [
    ...valuesOf(option),
    option.defaultValue === undefined || option.negate ? '' : `Default: ${option.defaultValue}.`,
    repeats(option) && !option.description.includes('repeated') ? 'May be given several times.' : '',
    option.mandatory ? 'Required.' : '',
    nationalName(option, command),
  ];
  return item(optionHead(option), texts.filter((text) => text !== '').join(' '));
}

/** The description, its list of words with what they mean where they have a meaning of their own. */
function valuesOf(option: Option | Argument): string[] {
  const offer = offerOf(option);
  const offered = Array.isArray(offer) ? offer : [];
  if (offered.some(({ word }) => option.description.startsWith(word)))
    return [`One of: ${option.description}.`];
  if (!offered.some(({ label }) => label)) return [`${sentence(option.description)}.`];
  const words = offered.map(({ word, label }) => {
    const name = word.replace(/=$/, '');
    return label && label.en.toLowerCase() !== name ? `${name} (${label.en})` : name;
  });
  return [`${sentence(briefly(option.description))}.`, `One of: ${words.join(', ')}.`];
}

function nationalName(option: Option, command: Command): string {
  if (!['estimate', 'curve'].includes(command.name())) return '';
  const national = FIELDS.find(({ flag }) => `--${flag}` === option.long)?.national;
  return national === undefined || `--${national}` === option.long ? '' : `Also --${national}.`;
}

function exitStatus({ done, findings }: Prose = {}): string[] {
  return EXIT_STATUS.flatMap(([code, text]) => {
    if (code === '0') return item(bold(code), done ?? text);
    if (code !== '1') return item(bold(code), text);
    return findings === undefined ? [] : item(bold(code), findings);
  });
}

function seeAlso(own: string, names: readonly string[]): string {
  return names
    .filter((name) => name !== own)
    .map((name) => `${bold(name)}(1)`)
    .join(',\n');
}
