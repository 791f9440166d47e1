import { BaoxiaoError, type Diagnostic, type Place } from '../../diagnostics/diagnostic.ts';
import type { Text } from '../../diagnostics/text.ts';
import { checkAnswer } from '../../questions/check.ts';
import { insuranceChoices } from '../../questions/choices.ts';
import { dateQuestion } from '../../questions/extras.ts';
import { assumeQuestion, wordQuestion } from '../../questions/next.ts';
import { ASSUME, type Question } from '../../questions/question.ts';
import { type Walk, walk } from '../../questions/walk.ts';
import { BACK } from '../prompts/look.ts';
import { ask, type Fault } from './ask.ts';
import type { Session } from './session.ts';

/**
 * Asks what is missing until the claim can be worked out. What is wrong leads back to the question concerned.
 * @throws BaoxiaoError where no answer could mend it
 */
export async function askAll(session: Session): Promise<Walk> {
  for (;;) {
    const step = await walk(session.typed, session.extras, session.surroundings);
    session.showAnswers(step);
    if (step.estimate) {
      keepOnly(session, step);
      return step;
    }
    if (step.problem) await mend(session, step, step.problem);
    else if (step.next) await answer(session, step, step.next, staleFault(session, step, step.next));
  }
}

async function answer(session: Session, step: Walk, question: Question, fault?: Fault): Promise<void> {
  const value = await ask(session, question, step.situation, fault);
  if (value === BACK) goBack(session, step);
  else session.typed.set(question.field, value as string);
}

/** Drops the last answer that somebody gave; it stays as the default of its question. */
export function goBack(session: Session, { answered }: Walk): void {
  const last = answered.findLast(({ automatic }) => !automatic);
  if (!last) return;
  session.earlier.set(last.question.field, last.value);
  session.typed.delete(last.question.field);
}

/** Why an answer given before does not stand any more, e.g. a part that is now above the total. */
function staleFault(session: Session, { situation }: Walk, question: Question): Fault | undefined {
  const before = session.typed.get(question.field);
  if (before === undefined || question.kind !== 'money') return undefined;
  const checked = checkAnswer(question, before, situation);
  return 'problem' in checked ? checked.problem : undefined;
}

/** Asks again for what a problem is about. */
async function mend(session: Session, step: Walk, problem: Diagnostic): Promise<void> {
  // Keys typed ahead were meant for the questions after this one.
  session.keyboard.discard();
  const question = questionAbout(step, problem);
  if (!question) throw new BaoxiaoError([problem]);
  const value = await ask(session, question, step.situation, atTheCounter(problem));
  if (value === BACK) return undo(session, step);
  const own = session.extras.has(question.field) || question.field === 'date';
  (own ? session.extras : session.typed).set(question.field, value as string);
}

/** Back to the answers before the change that led here. */
function undo(session: Session, step: Walk): void {
  if (session.settled) {
    session.typed = new Map(session.settled.typed);
    session.extras = new Map(session.settled.extras);
  } else goBack(session, step);
}

/** A hint that speaks of options is for the command line; here the question itself is the way to mend it. */
function atTheCounter({ message, hint, place }: Diagnostic): Fault {
  const said = place && place.file !== '' ? inFile(message, place) : message;
  return { message: said, ...(hint && !hint.en.includes('--') && { hint }) };
}

/** A broken policy is no answer's fault; whoever keeps the file is told where. */
function inFile({ zh, en }: Text, { file, line }: Place): Text {
  return { zh: `${zh}（${file}:${line}）`, en: `${en} (${file}:${line})` };
}

function questionAbout(step: Walk, { field }: Diagnostic): Question | undefined {
  if (field === undefined) return step.answered.findLast(({ automatic }) => !automatic)?.question;
  const { situation } = step;
  const known = [...step.answered, ...step.extras].map(({ question }) => question);
  const direct =
    known.find((question) => question.field === field || question.field === ASSUME + field) ??
    known.findLast((question) => field === 'expenses.parts' && question.field.startsWith('expenses.'));
  if (direct) return direct;
  if (field === 'date') return dateQuestion(situation);
  if (field === 'insurance') {
    const choices = insuranceChoices(situation.schemes, situation.wording);
    return choices.length === 0
      ? undefined
      : { ...wordQuestion({ field }, situation), kind: 'choice', choices };
  }
  if (['region', 'care', 'hospital.level', 'status', 'age'].includes(field))
    return wordQuestion({ field }, situation);
  return situation.options.assumptions?.has(field) ? assumeQuestion(field, situation) : undefined;
}

/** Answers that no question came to are forgotten: they belong to a branch that was left. */
function keepOnly(session: Session, step: Walk): void {
  session.typed = new Map(
    step.answered.filter(({ automatic }) => !automatic).map(({ question, value }) => [question.field, value]),
  );
  session.extras = new Map(step.extras.map(({ question, value }) => [question.field, value]));
  for (const [field, value] of session.typed) session.earlier.set(field, value);
  session.settled = { typed: new Map(session.typed), extras: new Map(session.extras) };
}
