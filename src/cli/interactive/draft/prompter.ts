import { joinTexts, type Text } from '../../../diagnostics/text.ts';
import type { DraftQuestion } from '../../../policy/draft/question.ts';
import { readAnswer } from '../../../policy/draft/read.ts';
import { cells } from '../../../report/width.ts';
import { choicePrompt } from '../../prompts/choice.ts';
import type { Keyboard } from '../../prompts/keyboard.ts';
import { linePrompt, type Reading } from '../../prompts/line.ts';
import { asked, type Back, columnsOf, cut, type Look, linesOf, tell } from '../../prompts/look.ts';
import { TEXTS } from './texts.ts';

/** What Enter alone answers, whether there must be an answer, and what went wrong with the one before. */
export interface Asking {
  readonly ordinary: string | undefined;
  readonly must: boolean;
  readonly fault?: { readonly message: Text; readonly hint?: Text };
}

export interface Choosing {
  readonly title: Text;
  readonly help?: Text;
  readonly choices: readonly { readonly value: string; readonly label: Text }[];
  readonly several?: boolean;
}

/** Asks questions of a new policy with the prompts of the whole program. */
export class Prompter {
  constructor(
    readonly look: Look,
    readonly keyboard: Keyboard,
  ) {}

  async question(question: DraftQuestion, asking: Asking): Promise<string | Back> {
    const { kind, label, help, choices } = question;
    if (kind !== 'choice' && kind !== 'choices') return this.#text(question, asking);
    const choosing = { title: label, help, choices, several: kind === 'choices' };
    const value = await this.choose(choosing, asking);
    if (value !== '' || !asking.must) return value;
    return this.question(question, { ...asking, fault: { message: TEXTS.needed } });
  }

  /** One of several, or some of them with commas between. */
  choose(
    { title, help, choices, several = false }: Choosing,
    { ordinary, fault }: Asking,
  ): Promise<string | Back> {
    const { look } = this;
    const items = choices.map(({ value, label }, index) => ({
      value,
      name: tell(look, label),
      key: String(index + 1),
      words: value === '' ? [] : [value],
    }));
    const room = columnsOf(look) - cells(tell(look, title)) - 4;
    const beside = help ? `  ${look.paint.dim(cut(tell(look, help), room))}` : '';
    const head = [...this.#fault(fault), `${asked(look, tell(look, title))}${beside}`];
    const config = { look, head, items, several, ...(ordinary !== undefined && { default: ordinary }) };
    return this.keyboard.ask(look.stdout, (context) => choicePrompt(config, context));
  }

  #text(question: DraftQuestion, asking: Asking): Promise<string | Back> {
    const { ordinary, must } = asking;
    const open = ordinary === undefined && !must;
    const enter = isFigure(question) ? TEXTS.notStatedKey : TEXTS.noneKey;
    const help = open ? joinTexts([question.help, enter], '；', '; ') : question.help;
    const read = (text: string): Reading => {
      if (text.trim() !== '') return this.#read(question, text);
      if (ordinary !== undefined) return { value: ordinary, shown: ordinary };
      return must
        ? { wrong: linesOf(this.look, TEXTS.needed) }
        : { value: '', shown: this.shown(question, '') };
    };
    return this.line(question.label, help, read, asking, question.kind !== 'text');
  }

  #read(question: DraftQuestion, text: string): Reading {
    const { look } = this;
    const found = readAnswer(question, text);
    if ('wrong' in found) return { wrong: linesOf(look, found.wrong.message, found.wrong.hint) };
    return { value: found.value.value, shown: cut(tell(look, found.value.shown), columnsOf(look) - 6) };
  }

  /** One typed line. @param live whether to say while typing what is understood */
  line(
    label: Text,
    help: Text,
    read: (text: string) => Reading,
    { ordinary, fault }: Asking,
    live: boolean,
  ): Promise<string | Back> {
    const { look } = this;
    const config = {
      look,
      head: this.#fault(fault),
      label: tell(look, label),
      hint: tell(look, help),
      read,
      live,
      ...(ordinary !== undefined && { default: ordinary }),
    };
    return this.keyboard.ask(look.stdout, (context) => linePrompt(config, context));
  }

  /** An answer in words; an empty one as what it means. */
  shown(question: DraftQuestion, value: string): string {
    const { look } = this;
    const open = question.choices.find((item) => item.value === '');
    if (value === '' && open) return tell(look, open.label);
    if (value === '') return isFigure(question) ? tell(look, TEXTS.notStated) : '-';
    const read = readAnswer(question, value);
    return 'value' in read ? tell(look, read.value.shown) : value;
  }

  #fault(fault: Asking['fault']): string[] {
    if (!fault) return [];
    return linesOf(this.look, fault.message, fault.hint).map((line) => this.look.paint.bad(line));
  }
}

function isFigure({ kind }: DraftQuestion): boolean {
  return kind === 'amount' || kind === 'amounts' || kind === 'bands';
}
