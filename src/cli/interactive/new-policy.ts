import type { RegionIndex } from '../../codes/regions.ts';
import { INSURANCES } from '../../codes/tables.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { joinTexts, type Lang, type Text } from '../../diagnostics/text.ts';
import { readScheme } from '../../policy/draft/place.ts';
import {
  type Around,
  DRAFT_SCHEMES,
  type DraftAnswers,
  type DraftQuestion,
} from '../../policy/draft/questions.ts';
import { questionsOf, readAnswer } from '../../policy/draft/read.ts';
import type { Library } from '../../policy/library.ts';
import type { Paint } from '../../report/paint.ts';
import { cells } from '../../report/width.ts';
import { AnswerLines } from '../prompts/answer-lines.ts';
import { choicePrompt } from '../prompts/choice.ts';
import { Keyboard } from '../prompts/keyboard.ts';
import { linePrompt, type Reading } from '../prompts/line.ts';
import {
  asked,
  BACK,
  type Back,
  columnsOf,
  cut,
  type Look,
  labelled,
  linesOf,
  tell,
} from '../prompts/look.ts';
import { regionPrompt } from '../prompts/region.ts';
import { type Reviewed, reviewPrompt } from '../prompts/review.ts';
import { PlaceSearch } from './places.ts';

export interface NewPolicyIo {
  /** What flags answered: not asked again, but shown in the review. */
  readonly given: DraftAnswers;
  readonly regions: RegionIndex;
  readonly library: Library;
  readonly around: (answers: DraftAnswers) => Around;
  /** Why the place and scheme cannot be written. */
  readonly refuse: (answers: DraftAnswers) => Diagnostic | undefined;
  readonly lang: Lang;
  readonly paint: Paint;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

type Fault = Pick<Diagnostic, 'message' | 'hint'>;

const TEXTS = {
  welcome: {
    zh: '起草政策文件    Esc 上一题  Ctrl-C 退出',
    en: 'A new policy file    Esc goes back  Ctrl-C quits',
  },
  place: { zh: '适用地区', en: 'Place' },
  scheme: { zh: '险种', en: 'Insurance' },
  supplement: { zh: '补充保险（惠民保等）', en: 'a supplement' },
  name: { zh: '补充保险代号', en: 'Short name' },
  nameHelp: { zh: '小写字母、数字、下划线，如 huiminbao', en: 'lower-case letters, digits, underscore' },
  review: { zh: '核对', en: 'Review' },
  write: { zh: 'Enter 写入文件，输入编号修改', en: 'Enter writes the files, a number changes that answer' },
  extras: { zh: '可选', en: 'Optional' },
  needed: { zh: '这一项必须回答', en: 'this has to be answered' },
  notStated: { zh: '未载明', en: 'not stated' },
  notStatedKey: { zh: '未载明按 Enter', en: 'Enter: not stated' },
  noneKey: { zh: '没有按 Enter', en: 'Enter: none' },
} satisfies Record<string, Text>;

const CURSOR_SHOW = '\u001b[?25h';
/** Answered in the list of schemes: a name follows. */
const OTHER = '+';

/**
 * Asks for a new policy until it can be written.
 * @throws InterruptedError after Ctrl-C
 */
export async function askForPolicy(io: NewPolicyIo): Promise<DraftAnswers> {
  const session = new NewPolicySession(io, await PlaceSearch.over(io.library));
  session.keyboard.open();
  try {
    io.stdout.write(`${io.paint.dim(TEXTS.welcome[io.lang])}\n`);
    return await session.run();
  } finally {
    session.keyboard.close();
    io.stdout.write(CURSOR_SHOW);
  }
}

/** A step of the session: the place, the scheme, or a question of the draft. */
interface Step {
  readonly key: string;
  readonly label: Text;
  readonly ask: (fault: Fault | undefined) => Promise<string | Back>;
  readonly show: (value: string) => string;
}

class NewPolicySession {
  readonly keyboard: Keyboard;
  readonly #io: NewPolicyIo;
  readonly #places: PlaceSearch;
  readonly #look: Look;
  readonly #lines: AnswerLines;
  /** Answers of flags and prompts; an empty one was asked and left open. */
  readonly #answers: Map<string, string>;
  /** What was answered before to a question that is asked again. */
  readonly #earlier = new Map<string, string>();

  constructor(io: NewPolicyIo, places: PlaceSearch) {
    this.#io = io;
    this.#places = places;
    this.#answers = new Map(io.given);
    this.keyboard = new Keyboard(io.stdin);
    this.#look = { lang: io.lang, paint: io.paint, stdout: io.stdout };
    this.#lines = new AnswerLines(io.stdout);
  }

  async run(): Promise<DraftAnswers> {
    for (;;) {
      await this.#askAll();
      const chosen = await this.#review();
      if (chosen === '') return this.#kept();
      if (chosen === BACK) this.#goBack();
      else await this.#change(chosen as string);
    }
  }

  async #askAll(): Promise<void> {
    for (;;) {
      const next = this.#steps().find(({ key }) => !this.#answers.has(key));
      this.#showAnswers();
      if (!next) return;
      await this.#answer(next);
    }
  }

  async #answer(step: Step): Promise<void> {
    let fault: Fault | undefined;
    for (;;) {
      const value = await step.ask(fault);
      if (value === BACK) return this.#goBack();
      this.#answers.set(step.key, value as string);
      fault = step.key === 'scheme' ? this.#io.refuse(this.#answers) : undefined;
      if (!fault) return;
      this.#answers.delete(step.key);
      this.keyboard.discard();
    }
  }

  /** The place and the scheme, then what is asked of such a policy; what is rare waits for the review. */
  #steps(): Step[] {
    const questions = questionsOf(this.#answers).filter(({ rare }) => !rare);
    return [this.#placeStep(), this.#schemeStep(), ...questions.map((question) => this.#stepOf(question))];
  }

  #placeStep(): Step {
    const look = this.#look;
    return {
      key: 'place',
      label: TEXTS.place,
      show: (value) => this.#places.name(value, look.lang),
      ask: () =>
        this.keyboard.ask(look.stdout, (context) =>
          regionPrompt(
            {
              look,
              head: [],
              label: tell(look, TEXTS.place),
              anyPlace: true,
              search: (text) => (text.trim() === '' ? [] : this.#places.find(text, undefined, look.lang)),
            },
            context,
          ),
        ),
    };
  }

  #schemeStep(): Step {
    const { lang } = this.#look;
    return {
      key: 'scheme',
      label: TEXTS.scheme,
      show: (value) => INSURANCES.label(value, lang),
      ask: async (fault) => {
        const choices = DRAFT_SCHEMES.map((id) => ({ value: id, label: INSURANCES.label(id, lang) }));
        const value = await this.#choose(
          tell(this.#look, TEXTS.scheme),
          [...choices, { value: OTHER, label: tell(this.#look, TEXTS.supplement) }],
          this.#faultLines(fault),
          this.#earlier.get('scheme'),
        );
        return value === OTHER ? this.#supplementName() : value;
      },
    };
  }

  #supplementName(): Promise<string | Back> {
    const read = (text: string): Reading => {
      const name = readScheme(text, true);
      if ('value' in name) return { value: name.value, shown: name.value };
      return { wrong: linesOf(this.#look, name.wrong.message, name.wrong.hint) };
    };
    return this.#line(TEXTS.name, TEXTS.nameHelp, read, [], undefined, false);
  }

  #stepOf(question: DraftQuestion): Step {
    return {
      key: question.key,
      label: question.label,
      show: (value) => this.#shown(question, value),
      ask: (fault) => this.#askQuestion(question, fault),
    };
  }

  #shown(question: DraftQuestion, value: string): string {
    const open = question.choices.find((item) => item.value === '');
    if (value === '' && open) return tell(this.#look, open.label);
    if (value === '') return isFigure(question) ? tell(this.#look, TEXTS.notStated) : '-';
    const read = readAnswer(question, value);
    return 'value' in read ? tell(this.#look, read.value.shown) : value;
  }

  #ordinary(question: DraftQuestion): string | undefined {
    const { key } = question;
    return (
      this.#answers.get(key) ??
      this.#earlier.get(key) ??
      question.ordinary(this.#answers, this.#io.around(this.#answers))
    );
  }

  async #askQuestion(question: DraftQuestion, fault?: Fault): Promise<string | Back> {
    const { kind, label, choices } = question;
    const head = this.#faultLines(fault);
    if (kind === 'choice' || kind === 'choices') {
      const value = await this.#choose(
        tell(this.#look, label),
        choices.map((item) => ({ value: item.value, label: tell(this.#look, item.label) })),
        head,
        this.#ordinary(question),
        kind === 'choices',
        tell(this.#look, question.help),
      );
      const open = value === '' && question.must(this.#answers);
      return open ? this.#askQuestion(question, { message: TEXTS.needed }) : value;
    }
    return this.#askLine(question, head);
  }

  #askLine(question: DraftQuestion, head: readonly string[]): Promise<string | Back> {
    const ordinary = this.#ordinary(question) || undefined;
    const read = (text: string): Reading => {
      if (text.trim() === '' && ordinary !== undefined) return { value: ordinary, shown: ordinary };
      if (text.trim() === '' && question.must(this.#answers))
        return { wrong: linesOf(this.#look, TEXTS.needed) };
      if (text.trim() === '') return { value: '', shown: this.#shown(question, '') };
      const found = readAnswer(question, text);
      if ('wrong' in found) return { wrong: linesOf(this.#look, found.wrong.message, found.wrong.hint) };
      const shown = cut(tell(this.#look, found.value.shown), columnsOf(this.#look) - 6);
      return { value: found.value.value, shown };
    };
    const open = ordinary === undefined && !question.must(this.#answers);
    const help = open ? joinTexts([question.help, noAnswer(question)], '；', '; ') : question.help;
    return this.#line(question.label, help, read, head, ordinary, question.kind !== 'text');
  }

  #line(
    label: Text,
    help: Text,
    read: (text: string) => Reading,
    head: readonly string[],
    ordinary: string | undefined,
    live: boolean,
  ): Promise<string | Back> {
    const look = this.#look;
    const config = {
      look,
      head,
      label: tell(look, label),
      hint: tell(look, help),
      read,
      live,
      ...(ordinary !== undefined && { default: ordinary }),
    };
    return this.keyboard.ask(look.stdout, (context) => linePrompt(config, context));
  }

  #choose(
    title: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    head: readonly string[],
    ordinary: string | undefined,
    several = false,
    help = '',
  ): Promise<string | Back> {
    const look = this.#look;
    const items = choices.map(({ value, label }, index) => ({
      value,
      name: label,
      key: String(index + 1),
      words: value === '' ? [] : [value],
    }));
    const room = columnsOf(look) - cells(title) - 4;
    const line =
      help === '' ? asked(look, title) : `${asked(look, title)}  ${look.paint.dim(cut(help, room))}`;
    return this.keyboard.ask(look.stdout, (context) =>
      choicePrompt(
        { look, head: [...head, line], items, several, ...(ordinary !== undefined && { default: ordinary }) },
        context,
      ),
    );
  }

  #faultLines(fault: Fault | undefined): string[] {
    if (!fault) return [];
    return linesOf(this.#look, fault.message, fault.hint).map((line) => this.#look.paint.bad(line));
  }

  /** Drops the last answer that was asked for; it stays as the default of its question. */
  #goBack(): void {
    const last = this.#steps()
      .filter(({ key }) => this.#answers.has(key) && !this.#io.given.has(key))
      .at(-1);
    if (!last) return;
    this.#earlier.set(last.key, this.#answers.get(last.key) ?? '');
    this.#answers.delete(last.key);
  }

  #showAnswers(): void {
    const look = this.#look;
    const answered = this.#steps().filter(({ key }) => this.#answers.has(key));
    this.#lines.show(
      answered.map(({ key, label, show }) =>
        cut(labelled(look, tell(look, label), show(this.#answers.get(key) ?? '')), columnsOf(look)),
      ),
    );
  }

  async #review(): Promise<string | Back> {
    const look = this.#look;
    this.#lines.show([]);
    let number = 0;
    const item = ({ key, label }: Pick<Step, 'key' | 'label'>, shown: string): Reviewed => ({
      value: key,
      name: tell(look, label),
      key: String(++number),
      words: [key],
      shown,
    });
    const answers = this.#steps().map((step) => item(step, step.show(this.#answers.get(step.key) ?? '')));
    const extras = questionsOf(this.#answers)
      .filter(({ rare }) => rare)
      .map((question) => item(question, this.#shownExtra(question)));
    const head = [look.paint.strong(tell(look, TEXTS.review))];
    return this.keyboard.ask(look.stdout, (context) =>
      reviewPrompt({ look, head, answers, extras, hint: TEXTS.write, extrasTitle: TEXTS.extras }, context),
    );
  }

  #shownExtra(question: DraftQuestion): string {
    const value = this.#ordinary(question) ?? '';
    return value === '' ? '-' : this.#shown(question, value);
  }

  /** Changes one answer; questions that it brings up are asked then. */
  async #change(key: string): Promise<void> {
    const rare = questionsOf(this.#answers).find((question) => question.key === key && question.rare);
    const step = rare ? this.#stepOf(rare) : this.#steps().find((one) => one.key === key);
    if (!step) return;
    const before = this.#answers.get(key);
    if (before !== undefined) this.#earlier.set(key, before);
    const value = await step.ask(undefined);
    if (value === BACK) return;
    this.#answers.set(key, value as string);
    const fault = key === 'scheme' || key === 'place' ? this.#io.refuse(this.#answers) : undefined;
    if (fault) {
      this.#answers.delete('scheme');
      this.#look.stdout.write(`${this.#faultLines(fault).join('\n')}\n`);
    }
  }

  /** Answers that belong to a branch that was left are forgotten; empty ones are no answers. */
  #kept(): DraftAnswers {
    const asked = ['place', 'scheme', ...questionsOf(this.#answers).map(({ key }) => key)];
    return new Map([...this.#answers].filter(([key, value]) => asked.includes(key) && value !== ''));
  }
}

function isFigure({ kind }: DraftQuestion): boolean {
  return kind === 'amount' || kind === 'amounts' || kind === 'bands';
}

function noAnswer(question: DraftQuestion): Text {
  return isFigure(question) ? TEXTS.notStatedKey : TEXTS.noneKey;
}
