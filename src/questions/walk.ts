import { FIELDS } from '../claim/fields.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Estimate } from '../engine/estimate.ts';
import { checkAnswer } from './check.ts';
import { optionalQuestions } from './extras.ts';
import { nextQuestions, wordQuestion } from './next.ts';
import { type Answers, HAD_EARLIER, type Question } from './question.ts';
import { estimateOf, type Situation, type Surroundings, situationOf } from './situation.ts';

/** One question with its answer. */
export interface Answered {
  readonly question: Question;
  readonly value: string;
  /** There was only one possible answer, so nobody was asked. */
  readonly automatic: boolean;
}

/** How far the answers lead. */
export interface Walk {
  readonly situation: Situation;
  /** The answers that count, in the order asked. */
  readonly answered: readonly Answered[];
  /** Extras that still apply, with their questions. */
  readonly extras: readonly Answered[];
  /** The first question without an answer. */
  readonly next?: Question;
  /** What is wrong with the answers; its field is the one to ask again. */
  readonly problem?: Diagnostic;
  readonly estimate?: Estimate;
}

/**
 * Goes through the questions from the first one, taking the answers there are, until one is missing or all are given.
 * Answers to questions that are not met on the way do not count: that is how changing one answer drops those that no
 * longer matter, and how none is ever used for a branch already decided.
 * @param typed answers to questions, whatever their order
 * @param extras what was told beyond the questions: date, accounts, supplements; it holds from the start
 */
export async function walk(typed: Answers, extras: Answers, around: Surroundings): Promise<Walk> {
  const answered: Answered[] = [];
  const answers = new Map<string, string>();
  for (;;) {
    const situation = await situationOf(new Map([...extras, ...answers]), around);
    const done = { situation, answered, extras: extrasOf(extras, situation) };
    const problem = situation.problems[0];
    if (problem) return { ...done, problem };
    const outcome = openQuestion(answers, situation);
    if ('estimate' in outcome || 'problem' in outcome) return { ...done, ...outcome };
    const { next } = outcome;
    const [only, ...others] = next.choices;
    const automatic = only !== undefined && others.length === 0 && next.kind === 'choice';
    const value = automatic ? only.value : keptAnswer(next, typed, situation);
    if (value === undefined || answers.has(next.field)) return { ...done, next };
    answers.set(next.field, value);
    answered.push({ question: next, value, automatic });
  }
}

function openQuestion(
  answers: Answers,
  situation: Situation,
): { next: Question } | { problem: Diagnostic } | { estimate: Estimate } {
  const [first] = nextQuestions(answers, situation);
  if (first && !aboutTheYear(first)) return { next: first };
  const estimate = estimateOf(situation);
  const problem = 'settlement' in estimate ? undefined : estimate[0];
  const stuck = problem?.code === 'FIGURE_NOT_STATED' ? problem : undefined;
  const [next] = nextQuestions(answers, situation, stuck);
  if (next) return { next };
  if ('settlement' in estimate) return { estimate };
  if (problem) return { problem };
  throw new Error('no question, no estimate and no reason');
}

function aboutTheYear({ field }: Question): boolean {
  return field.startsWith(HAD_EARLIER);
}

/** An answer given before, if it is one for this question as it stands now. */
function keptAnswer(question: Question, typed: Answers, situation: Situation): string | undefined {
  const text = typed.get(question.field);
  if (text === undefined) return undefined;
  const checked = checkAnswer(question, text, situation);
  return 'value' in checked ? checked.value : undefined;
}

function extrasOf(extras: Answers, situation: Situation): Answered[] {
  if (extras.size === 0) return [];
  const questions = optionalQuestions(situation);
  return [...extras].flatMap(([field, value]) => {
    const question = questions.find((item) => item.field === field) ?? toldWord(field, situation);
    return question ? [{ question, value, automatic: false }] : [];
  });
}

/** A word that is presumed unless told stays changeable after it was told. */
function toldWord(field: string, situation: Situation): Question | undefined {
  const known = FIELDS.find(({ key }) => key === field);
  return known?.default === undefined ? undefined : wordQuestion({ field }, situation);
}
