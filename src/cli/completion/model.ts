import type { Argument, Command, Option } from 'commander';
import type { Lang } from '../../diagnostics/text.ts';
import { type Offer, offerOf, placeholderOf, repeats } from '../declare/offer.ts';
import type { Stock } from './places.ts';
import type { Word } from './word.ts';

/** What completes a value: words, the names of files or folders, or nothing for a text of the user's own. */
export type Filling = 'file' | 'folder' | 'any' | readonly Word[];

export interface OptionWords {
  /** `-f`, `--format`: as typed, the long one last. */
  readonly names: readonly string[];
  readonly about: string;
  readonly repeats: boolean;
  /** Absent for an option without a value. */
  readonly value?: { readonly name: string; readonly needed: boolean; readonly filling: Filling };
}

export interface ArgumentWords {
  readonly name: string;
  readonly needed: boolean;
  /** Whether it takes every word that is left. */
  readonly endless: boolean;
  readonly filling: Filling;
}

/** One command, with what may follow it. */
export interface CommandWords {
  /** `policy lint`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OptionWords[];
  readonly arguments: readonly ArgumentWords[];
}

/** What a shell splits or expands stays out of its scripts: only the name of a folder of the user's could hold it. */
const SAFE = /^[\p{L}\p{N}_.:=/@+-]+$/u;

/** The program as its declarations have it, command by command, each before those within it. */
export function commandsOf(program: Command, stock: Stock, lang: Lang): CommandWords[] {
  const read = (command: Command, path: string): CommandWords[] => {
    const help = command.createHelp();
    const commands = wordsFor(help.visibleCommands(command));
    // Without a command the questions run, so what they take may stand there, too.
    const bare = path === '' ? command.commands.filter((inner) => inner.name() === 'interactive') : [];
    const options = [command, ...bare].flatMap((one) => one.createHelp().visibleOptions(one));
    return [
      {
        path,
        commands,
        options: withoutTwins(options).map((option) => optionWords(option, stock, lang)),
        arguments: command.registeredArguments.map((argument) => argumentWords(argument, stock, lang)),
      },
      ...command.commands.flatMap((inner) => read(inner, `${path} ${inner.name()}`.trim())),
      ...(commands.some(({ word }) => word === 'help') ? helpOf(command, `${path} help`.trim()) : []),
    ];
  };
  return read(program, '');
}

/** `baoxiao help policy show`, which commander has without its being declared. */
function helpOf(command: Command, path: string): CommandWords[] {
  return [
    { path, commands: wordsFor(command.commands), options: [], arguments: [] },
    ...command.commands.flatMap((one) => helpOf(one, `${path} ${one.name()}`)),
  ];
}

function wordsFor(commands: readonly Command[]): Word[] {
  return commands.map((inner) => ({ word: inner.name(), about: briefly(inner.description()) }));
}

function withoutTwins(options: readonly Option[]): Option[] {
  return [...new Map(options.map((option) => [option.long ?? option.flags, option])).values()];
}

function optionWords(option: Option, stock: Stock, lang: Lang): OptionWords {
  const filling = fillingOf(option, stock, lang);
  return {
    names: [option.short, option.long].filter((name) => name != null),
    about: briefly(option.description),
    repeats: repeats(option),
    ...((option.required || option.optional) && {
      value: { name: placeholderOf(option), needed: option.required, filling },
    }),
  };
}

function argumentWords(argument: Argument, stock: Stock, lang: Lang): ArgumentWords {
  return {
    name: argument.name(),
    needed: argument.required,
    endless: argument.variadic,
    filling: fillingOf(argument, stock, lang),
  };
}

function fillingOf(valued: Option | Argument, stock: Stock, lang: Lang): Filling {
  const offer = offerOf(valued);
  const words = wordsOf(offer, stock, lang)?.filter(({ word }) => SAFE.test(word));
  if (words && words.length > 0) return words;
  return offer === 'file' || offer === 'folder' ? offer : 'any';
}

function wordsOf(offer: Offer | undefined, stock: Stock, lang: Lang): readonly Word[] | undefined {
  if (offer === 'place') return stock.places;
  if (offer === 'policy') return stock.policies;
  if (offer === 'place or policy') return [...stock.places, ...stock.policies];
  if (offer === 'supplement') return stock.supplements;
  if (offer === undefined || typeof offer === 'string') return undefined;
  return offer.map(({ word, label }) => ({ word, about: label?.[lang] ?? '' }));
}

/** The first part of a description: what completes a word has a line for it, and the list of values is offered anyway. */
export function briefly(text: string): string {
  return (/^.*?(?=[：；（]|[:;] | \()/.exec(text)?.[0] ?? text).trim();
}

/** Lists of words that several options share stand in a script once. */
export class Lists {
  readonly all: (readonly Word[])[] = [];
  readonly #known = new Map<string, number>();

  /** The number of a list, counted from 1. */
  number(words: readonly Word[]): number {
    const key = JSON.stringify(words);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.all.push(words);
    this.#known.set(key, this.all.length);
    return this.all.length;
  }
}
