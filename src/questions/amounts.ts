import type { Draft } from '../claim/draft.ts';
import type { PartCost } from '../claim/part-cost.ts';
import { findPayer } from '../codes/payers.ts';
import type { Text } from '../diagnostics/text.ts';
import { IN, type LinePlan, type Plan } from '../engine/plan.ts';
import { formatYuan } from '../money/fen.ts';
import { helpOf, labelOf } from './labels.ts';
import type { Question } from './question.ts';
import type { Situation } from './situation.ts';

/** The amounts of the bill that this plan settles by, in the order they stand on a bill. */
export function amountQuestions(plan: Plan, situation: Situation): Question[] {
  const { draft } = situation;
  if (draft.items.length > 0) return [];
  const total = moneyQuestion('expenses.total', situation);
  // Where no fund pays, what the bill is made of makes no difference.
  if (!plan.covered) return [total];
  const bill = ['expenses.self_funded', 'expenses.over_limit', 'expenses.advance'].map((field) =>
    moneyQuestion(field, situation, '0'),
  );
  return [total, ...bill, ...partQuestions(plan, situation)];
}

export function moneyQuestion(field: string, { wording }: Situation, ordinary?: string): Question {
  const help = helpOf(field);
  return {
    field,
    kind: 'money',
    label: labelOf(field, wording),
    choices: [],
    ...(ordinary !== undefined && { default: ordinary }),
    ...(help && { help }),
  };
}

const COSTS: Readonly<Record<PartCost, Text>> = {
  in_policy: { zh: '政策范围费用', en: 'in-policy cost' },
  advance: { zh: '先行自付', en: 'advance share' },
  over_limit: { zh: '超限价自费', en: 'cost over the limit price' },
  self_funded: { zh: '全自费', en: 'self-funded cost' },
};

function costOf(tag: string, { parts, partCosts }: Plan): PartCost {
  return partCosts[parts.indexOf(tag)] ?? 'in_policy';
}

/** Parts of the cost that a line pays on or by; others of the policy are of no use to this claim. */
function partQuestions(plan: Plan, situation: Situation): Question[] {
  const tags = [...new Set(plan.lines.flatMap((line) => tagsOf(line, plan)))];
  const inPolicy = tags.filter((tag) => costOf(tag, plan) === 'in_policy');
  const last = onlyParts(plan) ? inPolicy.at(-1) : undefined;
  return tags.map((tag) => {
    const field = fieldOfPart(tag);
    const label = labelOfPart(tag, plan);
    // Where every line pays on a part, the parts make up the whole: the last one is what is left.
    const rest = tag === last ? restOf(tag, inPolicy, situation.draft) : 0;
    const cost = COSTS[costOf(tag, plan)];
    const help = helpOf(field) ?? {
      zh: `${cost.zh}中的${label.zh}；没有输入 0`,
      en: `${label.en} within the ${cost.en}; 0 for none`,
    };
    return { field, kind: 'money', label, choices: [], default: rest > 0 ? formatYuan(rest) : '0', help };
  });
}

export function fieldOfPart(tag: string): string {
  return tag === 'essential_medicine' ? 'expenses.essential_medicine' : `expenses.parts.${tag}`;
}

function labelOfPart(tag: string, plan: Plan): Text {
  const term = plan.policies.map(({ policy }) => policy.parts[tag]).find((found) => found !== undefined);
  return term?.label ?? { zh: tag, en: tag };
}

function tagsOf(line: LinePlan, plan: Plan): string[] {
  const places = [
    ...(line.state === 'off' ? [] : [line.part]),
    ...(line.state === 'computed' ? [line.extraPart] : []),
  ];
  return places.flatMap((place) => (place < 0 ? [] : (plan.parts[place - IN.first] ?? [])));
}

/** Whether the policy has figures for tagged cost only. */
function onlyParts(plan: Plan): boolean {
  const basics = plan.lines.filter((line) => line.basic && line.state === 'computed');
  return basics.length > 0 && basics.every((line) => line.part >= 0);
}

function restOf(tag: string, tags: readonly string[], { money, parts }: Draft): number {
  const of = (key: string): number => money.get(`expenses.${key}`) ?? 0;
  const inPolicy = of('total') - of('self_funded') - of('over_limit') - of('advance');
  const others = tags.filter((other) => other !== tag);
  return inPolicy - others.reduce((sum, other) => sum + (parts.get(other) ?? 0), 0);
}

/** Payments that may be on the settlement sheet of a payer whose figures the policy does not give. */
export function paidFields(plan: Plan): string[] {
  const lines = plan.lines.filter(
    ({ state, off }) => state === 'given' || (state === 'off' && off?.code === 'LINE_NOT_STATED'),
  );
  return [...new Set(lines.map((line) => `paid.${line.payer.id}`))];
}

/** The payer of the line that a figure's key belongs to. */
export function payerOfKey(plan: Plan, key: string): string | undefined {
  const line = plan.lines.find(({ id }) => key === id || key.startsWith(`${id}.`));
  return line && findPayer(line.payer.id)?.id;
}
