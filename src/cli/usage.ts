import type { Command, CommanderError } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import { goesOn, offerOf } from './declare/offer.ts';

/**
 * What commander refused, in the project's own words.
 * @param known the words that may have been meant
 * @param stray a command that stands where none may
 * @param running the command whose words they are, for what it would have taken
 */
export function usageProblem(
  error: CommanderError,
  known: readonly string[],
  stray?: string,
  running?: Command,
): Diagnostic {
  const named = stray ?? /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const value = /'[^']*'[^']*'([^']*)'/.exec(error.message)?.[1] ?? '';
  const word = named.split(/[ ,=]/)[0] ?? '';
  // Of an option that there is, only the value is wrong.
  const near = known.includes(word) ? [] : nearest(word, known);
  const suggestion: Text | undefined =
    near.length > 0
      ? { zh: `是否想写：${near.join('、')}`, en: `did you mean ${near.join(', ')}?` }
      : undefined;
  const help: Text = { zh: '用 --help 查看用法', en: 'see --help' };
  if (stray !== undefined && known.includes(stray)) return { ...misplaced(stray), severity: 'error' };
  return {
    code: 'USAGE',
    severity: 'error',
    message: messageOf(
      stray === undefined ? error.code : 'commander.unknownCommand',
      named,
      value,
      error.message,
    ),
    hint: suggestion ?? wanted(error.code, named, running) ?? help,
  };
}

/** What an option without its value takes, and where a command reads from that takes no file. */
function wanted(code: string, named: string, running: Command | undefined): Text | undefined {
  if (code === 'commander.excessArguments' && running?.name() === 'pipe')
    return {
      zh: '数据从标准输入来：baoxiao pipe … < 文件',
      en: 'rows come from standard input: baoxiao pipe … < FILE',
    };
  const option = running?.options.find(({ flags }) => flags === named);
  const offer = code === 'commander.optionMissingArgument' && option ? offerOf(option) : undefined;
  if (offer === undefined || typeof offer === 'string') return undefined;
  const words = offer.map(({ word }) => (goesOn(word) ? `${word}…` : word));
  return { zh: `可用：${words.join('、')}`, en: `one of: ${words.join(', ')}` };
}

/** A command after an option of its own: there is such a command, but not there. */
function misplaced(command: string): Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  return {
    code: 'USAGE',
    message: { zh: `命令“${command}”写在了选项后面`, en: `the command “${command}” stands after an option` },
    hint: { zh: `先写命令：baoxiao ${command} …`, en: `write the command first: baoxiao ${command} …` },
  };
}

function messageOf(code: string, named: string, value: string, original: string): Text {
  switch (code) {
    case 'commander.unknownOption':
      return { zh: `没有选项 ${named}`, en: `there is no option ${named}` };
    case 'commander.unknownCommand':
      return { zh: `没有命令“${named}”`, en: `there is no command “${named}”` };
    case 'commander.optionMissingArgument':
      return { zh: `选项 ${named} 缺少值`, en: `the option ${named} needs a value` };
    case 'commander.missingMandatoryOptionValue':
      return { zh: `缺少选项 ${named}`, en: `the option ${named} is missing` };
    case 'commander.missingArgument':
      return { zh: `缺少参数 ${named}`, en: `the argument ${named} is missing` };
    case 'commander.excessArguments':
      return {
        zh: '多余的参数；每一项都要写成 --选项 值',
        en: 'too many arguments; every field is an --option VALUE',
      };
    case 'commander.invalidArgument': {
      // Commander's own list of choices, or the sample that a parser of ours gives.
      const choices = /is invalid[^.]*\. (?:Allowed choices are )?(.*?)\.?$/.exec(original)?.[1] ?? '';
      // Of an argument, commander names the value first.
      if (original.includes('command-argument'))
        return {
          zh: `参数 ${value} 没有“${named}”这个值，可用：${choices.replaceAll(', ', '、')}`,
          en: `the argument ${value} does not take “${named}”; one of: ${choices}`,
        };
      return {
        zh: `选项 ${named} 没有“${value}”这个值，可用：${choices.replaceAll(', ', '、')}`,
        en: `the option ${named} does not take “${value}”; one of: ${choices}`,
      };
    }
    default:
      return { zh: original, en: original };
  }
}
