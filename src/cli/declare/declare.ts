import { type Command, Option } from 'commander';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { mayRepeat } from './offer.ts';

/** What a declaration works with: the words of the language of the run, and how an action ends the program. */
export interface Declaring {
  readonly lang: Lang;
  readonly say: (zh: string, en: string) => string;
  readonly option: (flags: string, text: Text) => Option;
  /** Makes an action of commander out of one that gives an exit code. */
  readonly run: <A extends unknown[]>(
    action: (...args: A) => Promise<number>,
  ) => (...args: A) => Promise<void>;
}

export function declaring(lang: Lang, done: (code: number) => void): Declaring {
  return {
    lang,
    say: (zh, en) => (lang === 'zh' ? zh : en),
    option: (flags, text) => new Option(flags, text[lang]),
    run:
      (action) =>
      async (...args) =>
        done(await action(...args)),
  };
}

/** An option that may be given several times. */
export function repeated(flags: string, description: string): Option {
  return collect(new Option(flags, description));
}

export function collect(option: Option): Option {
  return mayRepeat(
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]),
  );
}

/** `--lang` and `--no-color`, understood by every command. */
export function addCommon(command: Command, { option }: Declaring): Command {
  return command
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .addOption(option('--no-color', { zh: '不用颜色', en: 'no colour' }));
}

/** `--policies DIR`, as often as there are folders. */
export function policiesOption({ say }: Declaring): Option {
  return repeated(
    '--policies <DIR>',
    say('自己的政策文件夹，优先于自带的', 'a folder of your own policies; they win over the shipped ones'),
  );
}
