import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { checkAnswer } from '../../questions/check.ts';
import type { Question } from '../../questions/question.ts';
import type { Situation } from '../../questions/situation.ts';
import { cells } from '../../report/width.ts';
import { choicePrompt } from '../prompts/choice.ts';
import { linePrompt, type Reading } from '../prompts/line.ts';
import { asked, type Back, columnsOf, cut, linesOf, tell } from '../prompts/look.ts';
import type { Item } from '../prompts/pick.ts';
import { regionPrompt } from '../prompts/region.ts';
import type { Session } from './session.ts';
import { shownPlain } from './shown.ts';

/** What is wrong with the answer before, shown above the question that is asked again. */
export type Fault = Pick<Diagnostic, 'message' | 'hint'>;

/** Asks one question with the prompt of its kind. */
export async function ask(
  session: Session,
  question: Question,
  situation: Situation,
  fault?: Fault,
): Promise<string | Back> {
  const { look, keyboard } = session;
  const head = headOf(session, question, fault);
  const ordinary = session.defaultOf(question);
  switch (question.kind) {
    case 'region':
      return keyboard.ask(look.stdout, (context) =>
        regionPrompt(
          {
            look,
            head,
            label: tell(look, question.label),
            search: (text) => session.places.find(text, ordinary, look.lang),
            nearby: (code) => session.places.nearby(code, look.lang),
            ...(ordinary !== undefined && { remembered: ordinary }),
          },
          context,
        ),
      );
    case 'choice':
    case 'yes-no':
    case 'choices':
      return keyboard.ask(look.stdout, (context) =>
        choicePrompt(
          {
            look,
            head: [...head, titleOf(session, question)],
            items: itemsOf(session, question),
            several: question.kind === 'choices',
            ...(ordinary !== undefined && { default: ordinary }),
          },
          context,
        ),
      );
    default:
      return askLine(session, question, situation, head, ordinary);
  }
}

function askLine(
  { look, keyboard }: Session,
  question: Question,
  situation: Situation,
  head: readonly string[],
  ordinary: string | undefined,
): Promise<string | Back> {
  const asked = ordinary === undefined ? question : { ...question, default: ordinary };
  const read = (text: string): Reading => {
    const checked = checkAnswer(asked, text, situation);
    if ('value' in checked) return { value: checked.value, shown: shownPlain(question, checked.value) };
    return { wrong: linesOf(look, checked.problem.message, checked.problem.hint) };
  };
  return keyboard.ask(look.stdout, (context) =>
    linePrompt(
      {
        look,
        head,
        label: tell(look, question.label),
        read,
        live: question.kind === 'money' || question.kind === 'date' || question.kind === 'rate',
        ...(ordinary !== undefined && { default: shownPlain(question, ordinary) }),
        ...(question.help && { hint: tell(look, question.help) }),
      },
      context,
    ),
  );
}

function headOf({ look }: Session, { intro }: Question, fault: Fault | undefined): string[] {
  const { paint } = look;
  return [
    ...(intro ? linesOf(look, intro).map((line) => paint.warn(line)) : []),
    ...(fault ? linesOf(look, fault.message, fault.hint).map((line) => paint.bad(line)) : []),
  ];
}

/** The label in bold and how to understand the question beside it. */
function titleOf({ look }: Session, { label, help }: Question): string {
  const title = tell(look, label);
  if (!help) return asked(look, title);
  const room = columnsOf(look) - cells(title) - 4;
  return `${asked(look, title)}  ${look.paint.dim(cut(tell(look, help), room))}`;
}

function itemsOf({ look }: Session, { choices }: Question): Item[] {
  return choices.map(({ value, label, key, words }) => ({ value, name: tell(look, label), key, words }));
}
