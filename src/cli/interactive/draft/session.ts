import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Lang, Text } from '../../../diagnostics/text.ts';
import {
  type Around,
  type DraftAnswers,
  type DraftQuestion,
  UNLISTED,
} from '../../../policy/draft/question.ts';
import { questionsOf } from '../../../policy/draft/read.ts';
import type { Library } from '../../../policy/library.ts';
import type { Paint } from '../../../report/paint.ts';
import { AnswerLines } from '../../prompts/answer-lines.ts';
import { Keyboard } from '../../prompts/keyboard.ts';
import { BACK, type Back, columnsOf, cut, labelled, tell } from '../../prompts/look.ts';
import { type Reviewed, reviewPrompt } from '../../prompts/review.ts';
import { PlaceSearch } from '../places.ts';
import { askPlace, askScheme, schemeLabel } from './identity.ts';
import { type Asking, Prompter } from './prompter.ts';
import { TEXTS } from './texts.ts';

export interface NewPolicyIo {
  /** What flags answered: not asked again, but shown in the review. */
  readonly given: DraftAnswers;
  /** Policies there are, to mark places that have one. */
  readonly library: Library;
  readonly around: (answers: DraftAnswers) => Around;
  /** Why the place and scheme cannot be written. */
  readonly refuse: (answers: DraftAnswers) => Diagnostic | undefined;
  /** Keeps a place among the answers, with what follows from it. */
  readonly setPlace: (answers: Map<string, string>, code: string) => void;
  readonly lang: Lang;
  readonly paint: Paint;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

const CURSOR_SHOW = '\u001b[?25h';

/**
 * Asks for a new policy until it can be written.
 * @throws InterruptedError after Ctrl-C
 */
export async function askForPolicy(io: NewPolicyIo): Promise<DraftAnswers> {
  const look = { lang: io.lang, paint: io.paint, stdout: io.stdout };
  const prompter = new Prompter(look, new Keyboard(io.stdin));
  const session = new NewPolicySession(io, prompter, await PlaceSearch.over(io.library));
  prompter.keyboard.open();
  try {
    io.stdout.write(`${io.paint.dim(tell(look, TEXTS.welcome))}\n`);
    return await session.run();
  } finally {
    prompter.keyboard.close();
    io.stdout.write(CURSOR_SHOW);
  }
}

/** A step of the session: the place, the scheme, or a question of the draft. */
interface Step {
  readonly key: string;
  readonly label: Text;
  readonly ask: (fault: Asking['fault']) => Promise<string | Back>;
  readonly show: (value: string) => string;
}

class NewPolicySession {
  readonly #io: NewPolicyIo;
  readonly #prompter: Prompter;
  readonly #places: PlaceSearch;
  readonly #lines: AnswerLines;
  /** Answers of flags and prompts; an empty one was asked and left open. */
  readonly #answers: Map<string, string>;
  /** What was answered before to a question that is asked again. */
  readonly #earlier = new Map<string, string>();

  constructor(io: NewPolicyIo, prompter: Prompter, places: PlaceSearch) {
    this.#io = io;
    this.#prompter = prompter;
    this.#places = places;
    this.#answers = new Map(io.given);
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
      const value = await this.#accepted(next);
      if (value === BACK) this.#goBack();
      else this.#set(next.key, value as string);
    }
  }

  #set(key: string, value: string): void {
    if (key === 'place') this.#io.setPlace(this.#answers, value);
    else this.#answers.set(key, value);
  }

  /** An answer; a place or scheme that has files already is asked for again. */
  async #accepted(step: Step): Promise<string | Back> {
    let fault: Asking['fault'];
    for (;;) {
      const value = await step.ask(fault);
      if (value === BACK || (step.key !== 'place' && step.key !== 'scheme')) return value;
      fault = this.#io.refuse(new Map([...this.#answers, [step.key, value as string]]));
      if (!fault) return value;
      // Keys typed ahead were meant for the questions after this one.
      this.#prompter.keyboard.discard();
    }
  }

  /** The place and the scheme, then what is asked of such a policy; what is rare waits for the review. */
  #steps(): Step[] {
    const questions = questionsOf(this.#answers).filter(({ rare }) => !rare);
    return [this.#placeStep(), this.#schemeStep(), ...questions.map((question) => this.#stepOf(question))];
  }

  #placeStep(): Step {
    return {
      key: 'place',
      label: TEXTS.place,
      show: (value) => this.#places.name(value, this.#io.lang),
      ask: (fault) => askPlace(this.#prompter, this.#places, fault),
    };
  }

  #schemeStep(): Step {
    return {
      key: 'scheme',
      label: TEXTS.scheme,
      show: (value) => schemeLabel(value)[this.#io.lang],
      ask: (fault) =>
        askScheme(this.#prompter, {
          ordinary: this.#earlier.get('scheme'),
          must: true,
          ...(fault && { fault }),
        }),
    };
  }

  #stepOf(question: DraftQuestion): Step {
    return {
      key: question.key,
      label: question.label,
      show: (value) => this.#prompter.shown(question, value),
      ask: (fault) =>
        this.#prompter.question(question, {
          ordinary: this.#ordinary(question) || undefined,
          must: question.must(this.#answers),
          ...(fault && { fault }),
        }),
    };
  }

  #ordinary(question: DraftQuestion): string | undefined {
    const { key } = question;
    const before = this.#answers.get(key) ?? this.#earlier.get(key);
    return before ?? question.ordinary(this.#answers, this.#io.around(this.#answers));
  }

  /** Drops the last answer that was asked for; it stays as the default of its question. */
  #goBack(): void {
    const answered = this.#steps().filter(({ key }) => this.#answers.has(key) && !this.#io.given.has(key));
    const last = answered.at(-1);
    if (!last) return;
    this.#earlier.set(last.key, this.#answers.get(last.key) ?? '');
    this.#answers.delete(last.key);
  }

  #showAnswers(): void {
    const { look } = this.#prompter;
    const answered = this.#steps().filter(({ key }) => this.#answers.has(key));
    const line = ({ key, label, show }: Step): string =>
      labelled(look, tell(look, label), show(this.#answers.get(key) ?? ''));
    this.#lines.show(answered.map((step) => cut(line(step), columnsOf(look))));
  }

  /** Every answer and what may be told in addition; the key of the one to change, or nothing. */
  async #review(): Promise<string | Back> {
    const { look, keyboard } = this.#prompter;
    this.#lines.show([]);
    let number = 0;
    const item = (key: string, label: Text, shown: string): Reviewed => ({
      value: key,
      name: tell(look, label),
      key: String(++number),
      words: [key],
      shown,
    });
    const answers = this.#steps().map(({ key, label, show }) =>
      item(key, label, show(this.#answers.get(key) ?? '')),
    );
    const extras = questionsOf(this.#answers)
      .filter(({ rare }) => rare)
      .map((question) => item(question.key, question.label, this.#shownExtra(question)));
    const head = [look.paint.strong(tell(look, TEXTS.review))];
    const config = { look, head, answers, extras, hint: TEXTS.write, extrasTitle: TEXTS.extras };
    return keyboard.ask(look.stdout, (context) => reviewPrompt(config, context));
  }

  #shownExtra(question: DraftQuestion): string {
    const value = this.#ordinary(question) ?? '';
    return value === '' ? '-' : this.#prompter.shown(question, value);
  }

  /** Changes one answer; questions that it brings up are asked then. */
  async #change(key: string): Promise<void> {
    const rare = questionsOf(this.#answers).find((question) => question.key === key && question.rare);
    const step = rare ? this.#stepOf(rare) : this.#steps().find((one) => one.key === key);
    if (!step) return;
    const before = this.#answers.get(key);
    if (before !== undefined) this.#earlier.set(key, before);
    const value = await this.#accepted(step);
    if (value !== BACK) this.#set(key, value as string);
  }

  /** Answers that belong to a branch that was left are forgotten; empty ones are no answers. */
  #kept(): DraftAnswers {
    const asked = ['place', UNLISTED, 'scheme', ...questionsOf(this.#answers).map(({ key }) => key)];
    return new Map([...this.#answers].filter(([key, value]) => asked.includes(key) && value !== ''));
  }
}
