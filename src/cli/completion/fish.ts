import { type ArgumentWords, type CommandWords, type Filling, Lists, type OptionWords } from './model.ts';
import type { Word } from './word.ts';

/** One `complete` for every command, option and argument, each for the command that it belongs to. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lists = new Lists();
  const rules = commands.flatMap((command) => rulesOf(command, lists)).join('\n');
  const [root] = commands;
  const valued = (root?.options ?? []).filter(({ value }) => value?.needed).flatMap(({ names }) => names);
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  return `# TAB completion of baoxiao for fish. Made by: baoxiao completion fish

# Whether the words so far are those of this command.
function __baoxiao_at --argument-names wanted
    set -l words (commandline -opc)
    set -e words[1]
    set -l path ''
    set -l skip 0
    for word in $words
        if test $skip = 1
            set skip 0
        else if test "$path" = '' && contains -- $word ${valued.map(quoted).join(' ')}
            set skip 1
        else
            set -l next (string trim -- "$path $word")
            contains -- $next ${paths.map(quoted).join(' ')}
            and set path $next
        end
    end
    test "$path" = "$wanted"
end

${lists.all.map(listFunction).join('\n')}
complete -c baoxiao -e
complete -c baoxiao -f
${rules}
`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function listFunction(words: readonly Word[], at: number): string {
  const lines = words.map(({ word, about }) => `${quoted(word)} ${quoted(about)}`);
  return `function __baoxiao_words_${at + 1}\n    printf '%s\\t%s\\n' ${lines.join(' ')}\nend\n`;
}

function rulesOf({ path, commands, options, arguments: all }: CommandWords, lists: Lists): string[] {
  const at = `complete -c baoxiao -n ${quoted(`__baoxiao_at ${quoted(path)}`)}`;
  return [
    ...commands.map(({ word, about }) => `${at} -a ${word}${said(about)}`),
    ...options.map((option) => `${at}${optionRule(option, lists)}`),
    ...all
      .map((argument) => argumentRule(argument, lists))
      .filter(Boolean)
      .map((rule) => `${at}${rule}`),
  ];
}

function said(about: string): string {
  return about === '' ? '' : ` -d ${quoted(about)}`;
}

function optionRule({ names, about, value }: OptionWords, lists: Lists): string {
  const named = names.map((name) =>
    name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
  );
  return `${named.join('')}${said(about)}${value ? taken(value.filling, value.needed, lists) : ''}`;
}

function taken(filling: Filling, needed: boolean, lists: Lists): string {
  if (filling === 'file') return needed ? ' -r -F' : ' -F';
  return `${needed ? ' -x' : ''}${listed(filling, lists)}`;
}

function argumentRule({ filling }: ArgumentWords, lists: Lists): string {
  return filling === 'file' ? ' -F' : listed(filling, lists);
}

function listed(filling: Filling, lists: Lists): string {
  if (filling === 'folder') return " -a '(__fish_complete_directories)'";
  if (typeof filling === 'string') return '';
  return ` -k -a '(__baoxiao_words_${lists.number(filling)})'`;
}
