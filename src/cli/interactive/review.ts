import type { Text } from '../../diagnostics/text.ts';
import { optionalQuestions } from '../../questions/extras.ts';
import type { Question } from '../../questions/question.ts';
import type { Walk } from '../../questions/walk.ts';
import { BACK, type Back, tell } from '../prompts/look.ts';
import { type Reviewed, reviewPrompt } from '../prompts/review.ts';
import { ask } from './ask.ts';
import { askAll, goBack } from './questions.ts';
import type { Session } from './session.ts';
import { shownAnswer } from './shown.ts';
import { TEXTS } from './texts.ts';

/** Shows every answer; any can be changed, and what is optional can be told. Ends when the clerk is content. */
export async function review(session: Session, walk: Walk): Promise<Walk> {
  for (let step = walk; ; ) {
    const field = await choose(session, step, TEXTS.compute);
    if (field === '') return step;
    if (field === BACK) goBack(session, step);
    step = field === BACK ? await askAll(session) : await change(session, step, field);
  }
}

/** Changes one answer and whatever follows from it. The same walk when the clerk thinks better of it. */
export async function changeOne(session: Session, walk: Walk): Promise<Walk | undefined> {
  const field = await choose(session, walk, TEXTS.changeWhich);
  return field === '' || field === BACK ? undefined : change(session, walk, field);
}

async function choose(session: Session, walk: Walk, hint: Text): Promise<string | Back> {
  const { look, keyboard } = session;
  // The review takes the place of the lines above it.
  session.showAnswers(undefined);
  const titles = (walk.estimate?.policies ?? []).map(({ policy }) => tell(look, policy.title));
  const head = `${look.paint.strong(tell(look, TEXTS.review))}  ${titles.join(' + ')}`;
  const { answers, extras } = reviewed(session, walk);
  return keyboard.ask(look.stdout, (context) =>
    reviewPrompt({ look, head: [head], answers, extras, hint, extrasTitle: TEXTS.extras }, context),
  );
}

function reviewed(session: Session, walk: Walk): { answers: Reviewed[]; extras: Reviewed[] } {
  let number = 0;
  const item = (question: Question, shown: string, fixed = false): Reviewed => ({
    value: question.field,
    name: tell(session.look, question.label),
    key: fixed ? '' : String(++number),
    words: [question.field],
    shown,
  });
  const answers = walk.answered.map(({ question, value, automatic }) =>
    item(question, shownAnswer(session, question, value), automatic),
  );
  const asked = walk.answered.map(({ question }) => question.field);
  const extras = optionalOf(walk)
    .filter((question) => !asked.includes(question.field))
    .map((question) => item(question, extraShown(session, question)));
  return { answers, extras };
}

/** Questions beyond the asked ones: those told already among them, in one order. */
function optionalOf({ situation, extras }: Walk): Question[] {
  const offered = optionalQuestions(situation);
  const told = extras.map(({ question }) => question);
  return [...offered, ...told.filter(({ field }) => !offered.some((question) => question.field === field))];
}

function extraShown(session: Session, question: Question): string {
  const told = session.extras.get(question.field);
  const { lang } = session.look;
  if (question.kind === 'date') {
    const date = told ?? question.default ?? '';
    const today = tell(session.look, TEXTS.today);
    if (date !== session.surroundings.today) return date;
    return lang === 'zh' ? `${date}（${today}）` : `${date} (${today})`;
  }
  if (told !== undefined && told !== '') return shownAnswer(session, question, told);
  return question.choices.length > 0 && question.default
    ? shownAnswer(session, question, question.default)
    : '-';
}

async function change(session: Session, walk: Walk, field: string): Promise<Walk> {
  const asked = walk.answered.find(({ question }) => question.field === field)?.question;
  const question = asked ?? optionalOf(walk).find((item) => item.field === field);
  if (!question) return walk;
  const answers = asked ? session.typed : session.extras;
  const before = answers.get(field);
  if (before !== undefined) session.earlier.set(field, before);
  const value = await ask(session, question, walk.situation);
  if (value === BACK) return walk;
  answers.set(field, value as string);
  const after = await askAll(session);
  session.showAnswers(undefined);
  return after;
}
