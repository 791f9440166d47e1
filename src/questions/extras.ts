import { moneyQuestion, paidFields } from './amounts.ts';
import { numbered } from './choices.ts';
import { helpOf, labelOf } from './labels.ts';
import { wordQuestion } from './next.ts';
import type { Question } from './question.ts';
import type { Situation } from './situation.ts';

/**
 * What may be told beyond what the policy asks: offered in the review, never asked. The date, supplements held, the
 * accounts the person can pay from, payments of payers whose figures are not stated, and the answers presumed.
 */
export function optionalQuestions(situation: Situation): Question[] {
  const { prepared, presumed } = situation;
  const plan = prepared?.result?.plan;
  const questions: Question[] = [dateQuestion(situation), ...supplementQuestion(situation)];
  for (const [field, value] of presumed)
    questions.push({ ...wordQuestion({ field }, situation), default: value });
  if (!plan?.accountsUsable) return questions;
  for (const field of paidFields(plan)) questions.push(moneyQuestion(field, situation, '0'));
  if (plan.personalAccount !== 'none') questions.push(moneyQuestion('accounts.personal', situation, '0'));
  questions.push(moneyQuestion('accounts.stored_card', situation, '0'));
  return questions;
}

export function dateQuestion({ wording, options }: Situation): Question {
  const help = helpOf('date');
  const label = labelOf('date', wording);
  return {
    field: 'date',
    kind: 'date',
    label,
    choices: [],
    ...(options.today !== undefined && { default: options.today }),
    ...(help && { help }),
  };
}

function supplementQuestion({ supplements, wording }: Situation): Question[] {
  if (supplements.length === 0) return [];
  const choices = numbered(supplements.map(({ id, title }) => ({ value: id, label: title, words: [id] })));
  return [
    { field: 'supplements', kind: 'choices', label: labelOf('supplements', wording), choices, default: '' },
  ];
}
