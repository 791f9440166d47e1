import { fieldOf } from '../claim/fields.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { figuresOfVersion } from '../policy/figures.ts';
import type { Need } from '../rules/circumstances.ts';
import { amountQuestions, moneyQuestion, payerOfKey } from './amounts.ts';
import { choicesOf, choicesOfNeed, diseaseChoices, insuranceChoices } from './choices.ts';
import { helpOf, labelOf, payerName } from './labels.ts';
import { type Answers, ASSUME, type Choice, type Question, type QuestionKind, UNSTATED } from './question.ts';
import type { Situation } from './situation.ts';
import { stayQuestions, yearQuestions } from './year.ts';

/**
 * The questions still open, in the order a clerk would ask. Only the first is sure to be asked: its answer may decide
 * the branch that another one stands on. Empty when the claim can be worked out.
 * @param stuck the figure that is not stated, where working the claim out has come to one
 */
export function nextQuestions(answers: Answers, situation: Situation, stuck?: Diagnostic): Question[] {
  const { draft, schemes, needs, prepared } = situation;
  const { facts } = draft;
  if (!facts.has('region')) return [wordQuestion({ field: 'region' }, situation)];
  if (!facts.has('insurance')) {
    const choices = insuranceChoices(schemes, situation.wording);
    return [question('insurance', 'choice', choices, situation)];
  }
  if (needs.length > 0) return needs.map((need) => wordQuestion(need, situation));
  const plan = prepared?.result?.plan;
  if (!plan) return [];
  const amounts = amountQuestions(plan, situation).filter(({ field }) => !isGiven(field, answers, situation));
  // What the year holds is of no use to a line whose payment is given, so that comes first.
  const unstated = stuck ? unstatedQuestions(stuck, answers, situation) : [];
  const stay = stayQuestions(plan, situation).filter(({ field }) => !answers.has(field));
  const year = yearQuestions(plan, answers, situation).filter(({ field }) => !answers.has(field));
  return [...amounts, ...stay, ...unstated, ...year];
}

function isGiven(field: string, answers: Answers, { draft }: Situation): boolean {
  if (answers.has(field) || draft.money.has(field)) return true;
  const tag = field.startsWith('expenses.parts.')
    ? field.slice('expenses.parts.'.length)
    : field.split('.')[1];
  return tag !== undefined && draft.parts.has(tag);
}

/** The question for a word, date or number; `need` brings the values the policy tells apart. */
export function wordQuestion(need: Need, situation: Situation): Question {
  const { field } = need;
  const { kind, default: ordinary } = fieldOf(field);
  if (field === 'disease') {
    const choices = diseaseChoices(situation);
    const several = situation.prepared?.result?.used.has('disease_count') ?? false;
    return question(
      field,
      choices.length === 0 ? 'text' : several ? 'choices' : 'choice',
      choices,
      situation,
    );
  }
  if (kind === 'boolean') return question(field, 'yes-no', yesNo(situation, field), situation, ordinary);
  if (kind === 'code') {
    return question(field, 'choice', choicesOfNeed(need, situation), situation, ordinary);
  }
  const kinds: Partial<Record<typeof kind, QuestionKind>> = {
    region: 'region',
    date: 'date',
    integer: 'number',
    money: 'money',
  };
  return question(field, kinds[kind] ?? 'text', [], situation);
}

function question(
  field: string,
  kind: QuestionKind,
  choices: readonly Choice[],
  { wording }: Situation,
  ordinary?: string,
): Question {
  const help = helpOf(field);
  const fits = ordinary !== undefined && choices.some(({ value }) => value === ordinary);
  return {
    field,
    kind,
    label: labelOf(field, wording),
    choices,
    ...(fits && { default: ordinary }),
    ...(help && { help }),
  };
}

/** The ordinary answer first, so that 1 and Enter mean it. */
function yesNo({ wording }: Situation, field: string): Choice[] {
  const both = choicesOf(field, ['true', 'false'], wording);
  const sorted = fieldOf(field).default === 'true' ? both : [...both].reverse();
  const letters: Readonly<Record<string, string>> = { true: 'y', false: 'n' };
  return sorted.map((choice, index) => ({
    ...choice,
    key: String(index + 1),
    words: [letters[choice.value] ?? '', ...choice.words],
  }));
}

/**
 * What to ask about a figure that the claim needs and the policy does not state: whether to give what the payer paid or
 * to try a figure, then that amount or figure.
 */
function unstatedQuestions(problem: Diagnostic, answers: Answers, situation: Situation): Question[] {
  const plan = situation.prepared?.result?.plan;
  const key = problem.field ?? '';
  const payer = plan && payerOfKey(plan, key);
  if (!plan || payer === undefined) return [];
  const way = answers.get(UNSTATED + key);
  if (way === 'paid') return [moneyQuestion(`paid.${payer}`, situation)];
  if (way === 'assume') return [assumeQuestion(key, situation)];
  const name = payerName(payer);
  return [
    {
      field: UNSTATED + key,
      kind: 'choice',
      label: { zh: '标准未载明', en: 'Not stated' },
      intro: problem.message,
      choices: [
        {
          value: 'paid',
          label: { zh: `填${name.zh}已付的金额`, en: `give what ${name.en} paid` },
          key: '1',
          words: ['paid'],
        },
        {
          value: 'assume',
          label: { zh: '假设一个数值试算', en: 'try an assumed figure' },
          key: '2',
          words: ['assume'],
        },
      ],
    },
  ];
}

/** The question for an assumed figure: an amount or a percentage, as its key says. */
export function assumeQuestion(key: string, { prepared }: Situation): Question {
  const located = prepared?.located;
  const parts = located ? [located.basic, ...located.supplements] : [];
  const figure = parts
    .flatMap(({ version }) => figuresOfVersion(version))
    .find((known) => known.key === key || known.key.startsWith(`${key}.`));
  const money = figure?.unit === 'fen';
  return {
    field: ASSUME + key,
    kind: money ? 'money' : 'rate',
    label: !money ? ASSUMED.rate : key.includes('deductible') ? ASSUMED.deductible : ASSUMED.amount,
    choices: [],
    help: money
      ? { zh: '元；结果会注明这是假设', en: 'yuan; the result will say it is assumed' }
      : { zh: '例如 70%；结果会注明这是假设', en: 'e.g. 70%; the result will say it is assumed' },
  };
}

const ASSUMED = {
  rate: { zh: '假设比例', en: 'Assumed rate' },
  deductible: { zh: '假设起付线', en: 'Assumed deductible' },
  amount: { zh: '假设金额', en: 'Assumed amount' },
} as const;
