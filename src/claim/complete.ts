import type { Text } from '../diagnostics/text.ts';
import { formatYuan, MAX_FEN } from '../money/fen.ts';
import type { Claim, Expenses } from './claim.ts';
import type { Draft } from './draft.ts';
import { fieldOf } from './fields.ts';
import { addUp, type ItemRules } from './items.ts';
import type { Report } from './values.ts';

/**
 * A draft whose words are settled as a claim whose amounts are checked: items added up, parts within the total.
 * @param rules what the policies say of items and parts
 * @returns undefined when something was reported
 */
export function completeClaim(draft: Draft, rules: ItemRules, report: Report): Claim | undefined {
  let failed = false;
  const problem = (code: string, field: string, message: Text, hint?: Text): void => {
    failed = true;
    const place = draft.places.get(field) ?? draft.places.get('expenses.total');
    report({ code, field, message, ...(hint && { hint }), ...(place && { place }) });
  };
  if (draft.facts.has('reverses')) {
    problem(
      'REVERSAL_ALONE',
      'reverses',
      {
        zh: '冲正要和被冲正的结算一起算，不能单独估算',
        en: 'a reversal needs the settlement it takes back and cannot be estimated alone',
      },
      {
        zh: '冲正就是原结算的各项金额全部取反：把原结算和冲正放在一个文件里，用 baoxiao batch',
        en: 'a reversal is the original settlement with every sign turned: put both into one file for baoxiao batch',
      },
    );
    return undefined;
  }
  const expenses = expensesOf(draft, rules, problem, (diagnostic) => {
    failed = true;
    report(diagnostic);
  });
  if (expenses === undefined) return undefined;
  if (expenses.total > MAX_FEN) {
    problem('MONEY_TOO_LARGE', 'expenses.total', {
      zh: `医疗费总额 ${formatYuan(expenses.total)} 超过上限 ${formatYuan(MAX_FEN)}`,
      en: `the total of ${formatYuan(expenses.total)} is above ${formatYuan(MAX_FEN)}`,
    });
  }
  const borne = expenses.selfFunded + expenses.overLimit + expenses.advance;
  if (borne > expenses.total) {
    problem('PARTS_ABOVE_TOTAL', largestPart(draft), {
      zh: `全自费、超限价、先行自付合计 ${formatYuan(borne)}，超过医疗费总额 ${formatYuan(expenses.total)}`,
      en: `self-funded, over-limit and advance add up to ${formatYuan(borne)}, above the total of ${formatYuan(expenses.total)}`,
    });
  }
  if (borne <= expenses.total) partsWithinCosts(expenses, rules, problem);
  if (failed) return undefined;
  const personal = draft.money.get('accounts.personal');
  const stored = draft.money.get('accounts.stored_card');
  return {
    facts: draft.facts,
    ...(draft.codes && { codes: draft.codes }),
    expenses,
    paid: draft.paid,
    yearToDate: draft.yearToDate,
    ...(personal !== undefined && { personalAccount: personal }),
    ...(stored !== undefined && { storedCard: stored }),
    places: draft.places,
  };
}

/** The parts of a cost are together no more than it. */
function partsWithinCosts(expenses: Expenses, { partCost }: ItemRules, problem: Problem): void {
  const { total, selfFunded, overLimit, advance, parts } = expenses;
  const costs = {
    in_policy: [total - selfFunded - overLimit - advance, '政策范围费用', 'in-policy cost'],
    advance: [advance, '先行自付', 'advance share'],
    over_limit: [overLimit, '超限价自费', 'cost over the limit price'],
    self_funded: [selfFunded, '全自费', 'self-funded cost'],
  } as const;
  for (const [cost, [fen, zh, en]] of Object.entries(costs)) {
    const tags = [...parts.keys()].filter((tag) => partCost(tag) === cost);
    const tagged = tags.reduce((sum, tag) => sum + (parts.get(tag) ?? 0), 0);
    if (tagged <= fen) continue;
    const only = tags.length === 1 && tags[0] === 'essential_medicine';
    const what = only
      ? { zh: '基本药物', en: 'essential medicine of' }
      : { zh: `各分项（${tags.join('、')}）合计`, en: `the parts (${tags.join(', ')}), together` };
    problem(
      cost === 'in_policy' ? 'PARTS_ABOVE_IN_POLICY' : 'PARTS_ABOVE_COST',
      only ? 'expenses.essential_medicine' : 'expenses.parts',
      {
        zh: `${what.zh} ${formatYuan(tagged)}，超过${zh} ${formatYuan(fen)}`,
        en: `${what.en} ${formatYuan(tagged)}, are above the ${en} of ${formatYuan(fen)}`,
      },
    );
  }
}

type Problem = (code: string, field: string, message: Text, hint?: Text) => void;

function expensesOf(draft: Draft, rules: ItemRules, problem: Problem, report: Report): Expenses | undefined {
  const given = (key: string): number => draft.money.get(`expenses.${key}`) ?? 0;
  if (draft.items.length === 0) {
    const total = draft.money.get('expenses.total');
    if (total === undefined) {
      const { label } = fieldOf('expenses.total');
      problem('MISSING_FIELD', 'expenses.total', {
        zh: `缺少${label.zh}（--total）`,
        en: `the ${label.en} is missing (--total)`,
      });
      return undefined;
    }
    return {
      total,
      selfFunded: given('self_funded'),
      overLimit: given('over_limit'),
      advance: given('advance'),
      parts: draft.parts,
    };
  }
  let failed = false;
  const sums = addUp(draft.items, rules, (diagnostic) => {
    failed = true;
    report(diagnostic);
  });
  if (failed) return undefined;
  const pairs = [
    ['expenses.total', sums.total],
    ['expenses.self_funded', sums.selfFunded],
    ['expenses.over_limit', sums.overLimit],
    ['expenses.advance', sums.advance],
  ] as const;
  for (const [key, sum] of pairs) {
    const stated = draft.money.get(key);
    if (stated !== undefined && stated !== sum) {
      const { label } = fieldOf(key);
      problem('ITEMS_DO_NOT_ADD_UP', key, {
        zh: `${label.zh} ${formatYuan(stated)} 与明细合计 ${formatYuan(sum)} 不符`,
        en: `the ${label.en} of ${formatYuan(stated)} is not the sum of the items, ${formatYuan(sum)}`,
      });
    }
  }
  for (const [tag, stated] of draft.parts) {
    const sum = sums.parts.get(tag);
    if (sum === undefined || sum === stated) continue;
    const field = tag === 'essential_medicine' ? 'expenses.essential_medicine' : `expenses.parts.${tag}`;
    problem('ITEMS_DO_NOT_ADD_UP', field, {
      zh: `分项“${tag}” ${formatYuan(stated)} 与明细合计 ${formatYuan(sum)} 不符`,
      en: `the part “${tag}” of ${formatYuan(stated)} is not the sum of its items, ${formatYuan(sum)}`,
    });
  }
  return { ...sums, parts: new Map([...sums.parts, ...draft.parts]) };
}

function largestPart(draft: Draft): string {
  const keys = ['expenses.self_funded', 'expenses.over_limit', 'expenses.advance'];
  return keys.reduce(
    (best, key) => ((draft.money.get(key) ?? 0) > (draft.money.get(best) ?? 0) ? key : best),
    keys[0] ?? '',
  );
}
