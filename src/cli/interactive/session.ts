import type { Lang, Text } from '../../diagnostics/text.ts';
import { localToday } from '../../engine/estimate.ts';
import type { Question } from '../../questions/question.ts';
import type { Surroundings } from '../../questions/situation.ts';
import type { Walk } from '../../questions/walk.ts';
import { PLAIN } from '../../report/paint.ts';
import { AnswerLines } from '../prompts/answer-lines.ts';
import { Keyboard } from '../prompts/keyboard.ts';
import { columnsOf, cut, type Look, labelled, tell } from '../prompts/look.ts';
import { type CounterSettings, saveSettings } from '../settings.ts';
import type { AskIo } from './io.ts';
import { PlaceSearch } from './places.ts';
import { shownAnswer } from './shown.ts';

/** The four answers that stay from person to person, by field. */
const COUNTER = {
  region: 'region',
  insurance: 'insurance',
  care: 'care',
  level: 'hospital.level',
} as const;

interface Answered {
  readonly typed: ReadonlyMap<string, string>;
  readonly extras: ReadonlyMap<string, string>;
}

/** Everything one sitting at the terminal keeps: what was typed, what is on the screen, what is remembered. */
export class Session {
  readonly keyboard: Keyboard;
  readonly places: PlaceSearch;
  /** Answers to questions, by field. */
  typed = new Map<string, string>();
  /** What was told beyond the questions. */
  extras = new Map<string, string>();
  /** Answers given before to questions that are asked again; offered as their default. */
  readonly earlier = new Map<string, string>();
  /** The answers of the last claim that could be worked out: where Esc leads when a change turns out wrong. */
  settled: Answered | undefined;
  look: Look;
  /** What the questions are asked against: the same for the whole sitting, as is the day. */
  readonly surroundings: Surroundings;
  readonly #io: AskIo;
  #settings: CounterSettings;
  readonly #lines: AnswerLines;

  private constructor(io: AskIo, places: PlaceSearch) {
    this.#io = io;
    this.#settings = io.settings;
    this.places = places;
    this.keyboard = new Keyboard(io.stdin);
    this.#lines = new AnswerLines(io.stdout);
    const { library, today = localToday(), given, assumptions } = io;
    this.surroundings = { library, today, ...(given && { given }), ...(assumptions && { assumptions }) };
    this.look = { lang: io.lang, paint: io.paint ?? PLAIN, stdout: io.stdout };
  }

  static async start(io: AskIo): Promise<Session> {
    return new Session(io, await PlaceSearch.over(io.library));
  }

  /** What Enter alone answers: what was answered before, what the counter remembers, what the policy takes as ordinary. */
  defaultOf(question: Question): string | undefined {
    const known = this.earlier.get(question.field) ?? this.#remembered(question.field);
    const closed = question.choices.length > 0 && question.kind !== 'choices';
    if (known !== undefined && (!closed || question.choices.some(({ value }) => value === known)))
      return known;
    return question.default;
  }

  #remembered(field: string): string | undefined {
    const name = (Object.keys(COUNTER) as (keyof typeof COUNTER)[]).find((key) => COUNTER[key] === field);
    return name && this.#settings[name];
  }

  /** Keeps the counter's settings for the next person and the next day. */
  remember({ situation }: Walk): void {
    const { facts } = situation.draft;
    const next: Record<string, string> = { ...wordsOf(this.#settings) };
    for (const [name, field] of Object.entries(COUNTER)) {
      const [value] = [facts.get(field) ?? []].flat();
      if (typeof value === 'string') next[name] = value;
    }
    this.#keep(next);
  }

  speak(lang: Lang): void {
    this.look = { ...this.look, lang };
    this.#keep({ ...wordsOf(this.#settings), lang });
  }

  #keep(next: CounterSettings): void {
    if (JSON.stringify(next) === JSON.stringify(wordsOf(this.#settings))) return;
    this.#settings = next;
    const problem = (this.#io.remember ?? saveSettings)(next);
    if (problem) this.say(problem);
  }

  /** Forgets the person; the counter stays. */
  startOver(): void {
    this.typed.clear();
    this.extras.clear();
    this.earlier.clear();
    this.settled = undefined;
    this.#lines.forget();
  }

  print(text: string): void {
    this.look.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  say(text: Text): void {
    this.print(`  ${tell(this.look, text)}`);
  }

  /** Shows the answers so far above the next prompt. */
  showAnswers(walk: Walk | undefined): void {
    this.#lines.show((walk?.answered ?? []).map(({ question, value }) => this.#line(question, value)));
  }

  #line(question: Question, value: string): string {
    const shown = shownAnswer(this, question, value);
    return cut(labelled(this.look, tell(this.look, question.label), shown), columnsOf(this.look));
  }
}

function wordsOf({ region, insurance, care, level, lang }: CounterSettings): CounterSettings {
  return {
    ...(region !== undefined && { region }),
    ...(insurance !== undefined && { insurance }),
    ...(care !== undefined && { care }),
    ...(level !== undefined && { level }),
    ...(lang !== undefined && { lang }),
  };
}
