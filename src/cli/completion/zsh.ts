import { goesOn } from '../declare/offer.ts';
import { type CommandWords, type Filling, Lists, type OptionWords } from './model.ts';
import type { Word } from './word.ts';

/** A function of zsh's own completion system for every command and every list of words. */
export function zshScript(commands: readonly CommandWords[]): string {
  const lists = new Lists();
  const functions = commands.map((command) => commandFunction(command, lists)).join('\n');
  return `#compdef baoxiao
# TAB completion of baoxiao for zsh. Made by: baoxiao completion zsh

${lists.all.map(listFunction).join('\n')}
${functions}
# Read from a folder of $fpath this file is the function; read by a start-up file it says whose function it is.
if [[ \${funcstack[1]-} == _baoxiao ]]; then
  _baoxiao "$@"
else
  compdef _baoxiao baoxiao
fi
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A word with its description, as \`_describe\` takes them. */
function described({ word, about }: Word): string {
  const escaped = word.replace(/[\\:]/g, '\\$&');
  return quoted(about === '' ? escaped : `${escaped}:${about}`);
}

function listFunction(words: readonly Word[], at: number): string {
  const whole = words.filter(({ word }) => !goesOn(word));
  const begun = words.filter(({ word }) => goesOn(word));
  const parts = [
    { name: 'whole', list: whole, more: '' },
    { name: 'begun', list: begun, more: " -S ''" },
  ].filter(({ list }) => list.length > 0);
  return [
    `_baoxiao_words_${at + 1}() {`,
    '  local ret=1',
    ...parts.flatMap(({ name, list, more }) => [
      `  local -a ${name}=(${list.map(described).join(' ')})`,
      `  _describe -t values value ${name}${more} && ret=0`,
    ]),
    '  return ret',
    '}\n',
  ].join('\n');
}

function functionName(path: string): string {
  return `_baoxiao${path === '' ? '' : '_'}${path.replaceAll(' ', '_')}`;
}

function commandFunction({ path, commands, options, arguments: all }: CommandWords, lists: Lists): string {
  const specs = options.flatMap((option) => optionSpec(option, lists));
  const head = [`${functionName(path)}() {`];
  if (commands.length === 0) {
    const places = all.map(({ name, needed, endless, filling }, at) =>
      quoted(`${endless ? '*' : at + 1}:${needed ? '' : ':'}${escaped(name)}:${action(filling, lists)}`),
    );
    return [...head, ...argumentsCall([...specs, ...places], ''), '}\n'].join('\n');
  }
  const inner = commands.map(
    ({ word }) => `    ${word}) ${functionName(`${path} ${word}`.trim())} && ret=0 ;;`,
  );
  return [
    ...head,
    '  local curcontext=$curcontext state line ret=1',
    '  local -A opt_args',
    ...argumentsCall(
      [...specs, `'1:command:_baoxiao_words_${lists.number(commands)}'`, "'*::argument:->rest'"],
      ' && ret=0',
    ),
    '  [[ $state == rest ]] || return ret',
    `  curcontext=\${curcontext%:*:*}:baoxiao${path === '' ? '' : `-${path}`}-$line[1]:`,
    '  case $line[1] in',
    ...inner,
    '  esac',
    '  return ret',
    '}\n',
  ].join('\n');
}

function argumentsCall(specs: readonly string[], end: string): string[] {
  const lines = ['_arguments -S -C :', ...specs.map((spec) => `  ${spec}`)].map((line) => `  ${line}`);
  return [`${lines.join(' \\\n')}${end}`];
}

/** Signs that part a specification, in a text within it. */
function escaped(text: string): string {
  return text.replace(/[\\:[\]]/g, '\\$&');
}

function optionSpec({ names, about, repeats, value }: OptionWords, lists: Lists): string[] {
  const takes =
    value === undefined
      ? ''
      : `:${value.needed ? '' : ':'}${escaped(value.name)}:${action(value.filling, lists)}`;
  const many = repeats ? '*' : '';
  const others = repeats || names.length === 1 ? '' : `(${names.join(' ')})`;
  return names.map((name) => {
    const joined = value === undefined ? '' : name.startsWith('--') ? '=' : '+';
    return quoted(`${many}${others}${name}${joined}[${escaped(about)}]${takes}`);
  });
}

function action(filling: Filling, lists: Lists): string {
  if (filling === 'file') return '_files';
  if (filling === 'folder') return '_files -/';
  if (filling === 'any') return ' ';
  return `_baoxiao_words_${lists.number(filling)}`;
}
