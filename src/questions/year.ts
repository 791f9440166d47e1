import { findPayer } from '../codes/payers.ts';
import type { Text } from '../diagnostics/text.ts';
import { type LinePlan, type Plan, STATE } from '../engine/plan.ts';
import { yearWords } from '../policy/year.ts';
import { moneyQuestion } from './amounts.ts';
import { helpOf, labelOf } from './labels.ts';
import { type Answers, HAD_EARLIER, type Question } from './question.ts';
import type { Situation } from './situation.ts';

/**
 * What the year already holds: one question first, the details only after yes, and only those that this plan counts.
 */
export function yearQuestions(plan: Plan, answers: Answers, situation: Situation): Question[] {
  const given = situation.draft.yearToDate;
  const details = yearDetails(plan, situation);
  if (details.length === 0) return [];
  const had = answers.get(HAD_EARLIER);
  // A file that brings the year has answered already.
  if (had === undefined && (given.payers.size > 0 || given.lines.size > 0 || given.admissions !== undefined))
    return [];
  const help = earlierHelp(situation) ?? helpOf(HAD_EARLIER);
  const first: Question = {
    field: HAD_EARLIER,
    kind: 'yes-no',
    label: labelOf(HAD_EARLIER, situation.wording),
    choices: [
      { value: 'false', label: { zh: '没有', en: 'no' }, key: '1', words: ['n', 'no', '否', '无'] },
      { value: 'true', label: { zh: '有', en: 'yes' }, key: '2', words: ['y', 'yes', '是'] },
    ],
    default: 'false',
    ...(help && { help }),
  };
  return had === 'true' ? [first, ...details] : [first];
}

/** What the stay has taken before, where the claim goes on with one: nobody else knows. */
export function stayQuestions(plan: Plan, situation: Situation): Question[] {
  const { stayDeductible, lines } = situation.draft.yearToDate;
  const given =
    stayDeductible !== undefined || [...lines.values()].some((line) => line.stayDeductible !== undefined);
  return plan.goesOn && !given ? [moneyQuestion('year_to_date.stay_deductible', situation)] : [];
}

/** Where the year is no calendar year, which one is meant. */
function earlierHelp({ prepared }: Situation): Text | undefined {
  const { located, date = '' } = prepared ?? {};
  const year = located && yearWords([located.basic, ...located.supplements], date);
  return (
    year && {
      zh: `封顶线、起付线按年度计算（${year.zh}）：本年度这次之前有过结算吗？`,
      en: `some figures count by the year (${year.en}): has there been a settlement in it before this one?`,
    }
  );
}

function yearDetails(plan: Plan, situation: Situation): Question[] {
  const used = situation.prepared?.result?.used ?? new Set<string>();
  const questions: Question[] = [];
  if (plan.covered && used.has('admission')) questions.push(admissions(situation));
  for (const field of totalsCounted(plan)) questions.push(moneyQuestion(field, situation, '0'));
  for (const payer of payersCounted(plan))
    questions.push(moneyQuestion(`year_to_date.${payer}`, situation, '0'));
  for (const line of plan.lines) {
    const period = line.state === 'computed' && PERIODS[line.capState];
    if (!period) continue;
    const label = { zh: `${line.label.zh}${period.zh}`, en: `${line.label.en} ${period.en}` };
    const field = `year_to_date.${line.id}.${period.key}`;
    questions.push({ field, kind: 'money', label, choices: [], default: '0' });
  }
  return questions;
}

/** Caps that count by month or disease know only what the line itself has paid. */
const PERIODS: Readonly<Record<number, { zh: string; en: string; key: string }>> = {
  [STATE.paidMonth]: { zh: '本月已付', en: 'this month', key: 'paid_month' },
  [STATE.paidDisease]: { zh: '本病种已付', en: 'for this disease', key: 'paid_disease' },
};

function admissions({ wording }: Situation): Question {
  const field = 'year_to_date.admissions';
  const help = helpOf(field);
  const label = labelOf(field, wording);
  return { field, kind: 'number', label, choices: [], default: '1', ...(help && { help }) };
}

/** Totals of the year that some line of the plan starts from. */
function totalsCounted(plan: Plan): string[] {
  const fields = new Set<string>();
  const lines = plan.lines.filter((line) => line.state === 'computed');
  const [first] = plan.lines;
  if (first?.state === 'computed' && (first.deductiblePerYear || (first.perYear && !first.fromZero)))
    fields.add('deductible');
  for (const line of lines) {
    if (!startsFromBase(line, line === first) || line.line.base.kind !== 'sum') continue;
    for (const word of line.line.base.words) for (const total of TOTALS[word] ?? []) fields.add(total);
  }
  return ['deductible', 'in_policy', 'self_pay', 'self_funded']
    .filter((total) => fields.has(total))
    .map((total) => `year_to_date.${total}`);
}

const TOTALS: Readonly<Record<string, readonly string[]>> = {
  in_policy: ['in_policy'],
  burden: ['self_pay'],
  self_funded: ['self_funded'],
  total: ['self_pay', 'self_funded'],
};

/** Whether what the line's base was earlier in the year changes this settlement; the first line's deductible is asked itself. */
function startsFromBase(line: LinePlan, first: boolean): boolean {
  return line.perYear || (line.deductiblePerYear && !first) || (line.capOnCost && line.capState >= 0);
}

/** Payers whose payments of the year count: against a yearly cap, or off the burden that a later line starts from. */
function payersCounted(plan: Plan): string[] {
  const payers = new Set<string>();
  for (const [index, line] of plan.lines.entries()) {
    if (line.state !== 'computed') continue;
    const shared = line.shared.some((cap) => plan.caps[cap]?.perYear);
    if (shared || (line.capState === STATE.paid && !line.capOnCost)) payers.add(line.payer.id);
    if (onBurden(line) && startsFromBase(line, index === 0)) {
      for (const before of plan.lines.slice(0, index))
        if (onBurden(before) && before.payer.id !== line.payer.id) payers.add(before.payer.id);
    }
  }
  return [...payers].filter((id) => findPayer(id) !== undefined);
}

function onBurden({ line: { base } }: LinePlan): boolean {
  return base.kind === 'sum' && base.words.includes('burden');
}
