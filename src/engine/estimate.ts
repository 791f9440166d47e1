import type { Claim } from '../claim/claim.ts';
import { completeClaim } from '../claim/complete.ts';
import type { Draft } from '../claim/draft.ts';
import { type ItemRules, NO_RULES } from '../claim/items.ts';
import { Problems } from '../diagnostics/diagnostic.ts';
import type { Policy } from '../policy/policy.ts';
import { findTerm, partCost, termsOf, wordingOf } from '../policy/wording.ts';
import type { Wording } from '../rules/circumstances.ts';
import { checkAssumptions, checkLines, checkStay, stopped, untaggedCost } from './claim-checks.ts';
import { claimNotices } from './claim-notices.ts';
import { explain } from './explain.ts';
import type { Worked } from './line-work.ts';
import { unknownPart } from './locate.ts';
import { type Notice, noticesOf } from './notices.ts';
import type { Plan } from './plan.ts';
import { type EstimateOptions, missing, type Prepared, prepare } from './prepare.ts';
import { resolve } from './resolve.ts';
import type { Part } from './resolve-input.ts';
import { OUTCOME, settle } from './settle.ts';
import { type PayerShare, payersOf, type Settlement, settlementOf } from './settlement.ts';
import { amountsOf, stateOf } from './state.ts';
import type { Step } from './step.ts';
import { yearNotices } from './year-notices.ts';

export { type EstimateOptions, localToday, type Prepared, prepare, prepareFound } from './prepare.ts';

/** One estimate with all that explains it. Amounts in fen. */
export interface Estimate {
  readonly claim: Claim;
  readonly plan: Plan;
  /** The arithmetic behind the settlement, at the cautious bound. */
  readonly worked: Worked;
  readonly wording: Wording;
  readonly covered: boolean;
  readonly settlement: Settlement;
  /** Whether this claim has two amounts: a figure is a range, and which end of it holds makes a difference. */
  readonly ranged: boolean;
  /** The other bound, where a figure is a range; it may be the same. */
  readonly settlementHigh?: Settlement;
  readonly payers: readonly PayerShare[];
  readonly payersHigh?: readonly PayerShare[];
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
  readonly policies: readonly Part[];
}

/**
 * Works out one claim: policies, plan, settlement, explanation.
 * @throws BaoxiaoError naming each field that is missing or wrong, or the figure that is not stated
 */
export async function estimateDraft(draft: Draft, options: EstimateOptions): Promise<Estimate> {
  const problems = new Problems();
  // What is taken back needs the settlement it belongs to, whatever else is missing.
  if (draft.facts.has('reverses')) completeClaim(draft, NO_RULES, (problem) => problems.error(problem));
  problems.throwIfFailed();
  const prepared = await prepare(draft, options, true, (problem) => problems.error(problem));
  problems.throwIfFailed();
  for (const need of prepared.needs) problems.error(missing(need, prepared));
  if (draft.items.length === 0 && !draft.money.has('expenses.total') && prepared.needs.length > 0) {
    problems.error(missing({ field: 'expenses.total' }, prepared));
  }
  problems.throwIfFailed();
  return finish(prepared, options, problems);
}

/**
 * Settles a prepared claim under both bounds and explains it.
 * @throws BaoxiaoError with what is wrong with its amounts, or with the figure it needs that is not stated
 */
export function finish(prepared: Prepared, options: EstimateOptions, problems = new Problems()): Estimate {
  const { located, input, result, date } = prepared;
  if (!located || !input || !result?.plan) throw new Error('finish: the claim is not fully prepared');
  checkAssumptions(
    options.assumptions ?? new Map(),
    result,
    [located.basic, ...located.supplements],
    problems,
  );
  const claim = claimOf(prepared, problems);
  checkStay(claim, result.plan, problems);
  problems.throwIfFailed();
  const policies = result.plan.policies.map((part) => part.policy);
  const low = run(result.plan, claim, problems);
  problems.throwIfFailed();
  const other = result.ranged && !result.open ? resolve({ ...input, bound: 'high' }).plan : undefined;
  const high = other && run(other, claim, problems);
  problems.throwIfFailed();
  const { plan } = result;
  // A range may make no difference to a claim: a cap that it stays below.
  const ranged = high !== undefined && differ(low.out, high.out);
  const wording = wordingOf(policies);
  const notices = allNotices(prepared, low, ranged, wording);
  return {
    claim: prepared.dateGiven ? claim : { ...claim, facts: new Map([...claim.facts, ['date', date]]) },
    plan,
    worked: low,
    wording,
    covered: plan.covered,
    ranged,
    settlement: settlementOf(low.amounts, low.out),
    ...(high &&
      other && {
        settlementHigh: settlementOf(high.amounts, high.out),
        payersHigh: payersOf(other, high.out),
      }),
    payers: payersOf(plan, low.out),
    steps: explain(plan, low.amounts, low.state, low.out, wording),
    notices,
    policies: plan.policies,
  };
}

/** Whether two settlements of one claim differ in any amount. */
export function differ(low: Float64Array, high: Float64Array): boolean {
  for (let index = 0; index < low.length; index++) if (low[index] !== high[index]) return true;
  return false;
}

/**
 * The claim of a draft that is prepared: items added up, amounts and names checked.
 * @throws BaoxiaoError with all that is wrong with it
 */
export function claimOf(prepared: Prepared, problems: Problems): Claim {
  const { draft, located, result } = prepared;
  if (!located || !result?.plan) throw new Error('claimOf: the claim is not fully prepared');
  const { plan } = result;
  const policies = plan.policies.map((part) => part.policy);
  const named = nameItemParts({ ...draft, parts: new Map(located.parts) }, policies, problems);
  const claim = completeClaim({ ...named, facts: new Map(located.facts) }, itemRules(plan), (problem) =>
    problems.error(problem),
  );
  problems.throwIfFailed();
  if (!claim) throw new Error('claimOf: a claim was refused without a reason');
  checkLines(claim, plan, problems);
  problems.throwIfFailed();
  return claim;
}

/** Settles under one plan; what stops it becomes a problem that names the figure and how to supply it. */
function run(plan: Plan, claim: Claim, problems: Problems): Worked {
  const amounts = amountsOf(plan, claim);
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  if (settle(plan, amounts, state, out, outcome) !== OUTCOME.ok)
    problems.error(stopped(plan, outcome, claim));
  else untaggedCost(plan, amounts, out, problems);
  return { amounts, state, out };
}

/** What a plan's policies say of items and parts. */
export function itemRules(plan: Plan): ItemRules {
  const policies = plan.policies.map((part) => part.policy);
  const { classBAdvance, partAdvance } = plan.version;
  return {
    ...(classBAdvance?.kind === 'exact' && { classB: classBAdvance.value }),
    partAdvance: (tag) => {
      const figure = partAdvance[tag];
      return figure?.kind === 'exact' ? figure.value : undefined;
    },
    partCost: (tag) => partCost(policies, tag),
  };
}

/** Items say which part they belong to by their tag, or by a name the policy lists. */
function nameItemParts(draft: Draft, policies: readonly Policy[], problems: Problems): Draft {
  if (draft.items.length === 0) return draft;
  const terms = termsOf(policies, 'parts');
  const items = draft.items.map((item) => {
    if (item.tag === undefined) {
      const tag = findTerm(terms, item.name);
      return tag === undefined ? item : { ...item, tag };
    }
    const tag = findTerm(terms, item.tag);
    if (tag !== undefined) return { ...item, tag };
    problems.error({ ...unknownPart(item.tag, terms), place: item.place });
    return item;
  });
  return { ...draft, items };
}

/** All that qualifies a result, from the plan and from what the claim gives. */
export function allNotices(
  prepared: Prepared,
  worked: Pick<Worked, 'amounts' | 'out'> & Partial<Worked>,
  twoBounds: boolean,
  wording: Wording,
): Notice[] {
  const { result, located, date } = prepared;
  if (!result?.plan || !located) return [];
  const notices = [
    ...noticesOf(result.plan, worked.amounts, worked.out, date),
    ...yearNotices(result.plan, prepared.draft, worked),
    ...claimNotices(prepared, located.facts, result, wording),
  ];
  if (twoBounds) {
    const message = {
      zh: '政策只给出范围，金额有两个：谨慎值与较高值',
      en: 'the policy gives a range: there are two amounts, the cautious and the higher one',
    };
    notices.unshift({ code: 'RANGE', severity: 'warning', message });
  }
  return notices;
}
