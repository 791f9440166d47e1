import type { Claim } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { BaoxiaoError, type Diagnostic, fail, Problems } from '../diagnostics/diagnostic.ts';
import { joinTexts, same } from '../diagnostics/text.ts';
import { checkAssumptions, stopped } from '../engine/claim-checks.ts';
import { claimOf, type EstimateOptions, type Prepared, prepare } from '../engine/estimate.ts';
import { costPlace, IN, type Plan } from '../engine/plan.ts';
import { missing } from '../engine/prepare.ts';
import { resolve } from '../engine/resolve.ts';
import { amountsOf, stateOf } from '../engine/state.ts';
import { findTerm, termsOf } from '../policy/wording.ts';
import { type Curve, curveOf } from './curve.ts';
import type { Bills } from './sweep.ts';
import { haltOf } from './sweep.ts';
import { NOT_TAGGED } from './walk.ts';

/** A curve for circumstances as a claim gives them, low bound and high. */
export interface Answer {
  readonly prepared: Prepared;
  readonly claim: Claim;
  readonly low: Curve;
  readonly high?: Curve;
}

/** What grows along the curve: the in-policy cost, another part of the bill, or a tagged part. */
const GROWING: Readonly<Record<string, number>> = {
  in_policy: 0,
  self_funded: IN.selfFunded,
  over_limit: IN.overLimit,
  advance: IN.advance,
};

/**
 * Sweeps the curve of a draft, whose amounts are fixed while one part of the bill grows from what is given of it.
 * @param grows `in_policy`, `self_funded`, `over_limit`, `advance` or a tagged part
 * @throws BaoxiaoError naming each field that is missing or wrong, or the figure without which nothing can be said
 */
export async function answer(draft: Draft, grows: string, options: EstimateOptions): Promise<Answer> {
  const problems = new Problems();
  const prepared = await prepare(draft, options, true, (problem) => problems.error(problem));
  problems.throwIfFailed();
  for (const need of [...prepared.needs, ...(prepared.later ?? [])]) problems.error(missing(need, prepared));
  problems.throwIfFailed();
  const { located, input, result } = prepared;
  if (!located || !input || !result?.plan) throw new Error('answer: the circumstances decide no plan');
  const parts = [located.basic, ...located.supplements];
  checkAssumptions(options.assumptions ?? new Map(), result, parts, problems);
  const claim = claimOf(withSmallestTotal(prepared, result.plan), problems);
  const bills = billsOf(result.plan, claim, grows);
  const low = curveOf(result.plan, bills);
  refuseIfEmpty(low, claim);
  const other = result.ranged && !result.open ? resolve({ ...input, bound: 'high' }).plan : undefined;
  return { prepared, claim, low, ...(other && { high: curveOf(other, bills) }) };
}

/** The smallest bill there can be: all that is given of it. */
function withSmallestTotal(prepared: Prepared, plan: Plan): Prepared {
  const { draft, located } = prepared;
  const given = ['self_funded', 'over_limit', 'advance'].map((name) => draft.money.get(`expenses.${name}`));
  const parts = [...(located?.parts ?? [])].flatMap(([tag, fen]) =>
    plan.partCosts[plan.parts.indexOf(tag)] === 'in_policy' ? [fen] : [],
  );
  const sum = [...given, ...parts].reduce<number>((total, fen) => total + (fen ?? 0), 0);
  const money = new Map(draft.money).set('expenses.total', sum);
  return { ...prepared, draft: { ...draft, money, items: [] } };
}

function billsOf(plan: Plan, claim: Claim, grows: string): Bills {
  const first = amountsOf(plan, claim);
  const place = growingPlace(plan, grows);
  const within = Math.max(0, costPlace(plan, place));
  return { first, state: stateOf(plan, claim.yearToDate), grows: place, within };
}

function growingPlace(plan: Plan, grows: string): number {
  const own = Object.hasOwn(GROWING, grows) ? GROWING[grows] : undefined;
  if (own !== undefined) return own;
  const terms = termsOf(
    plan.policies.map(({ policy }) => policy),
    'parts',
  );
  const tag = findTerm(terms, grows);
  const place = tag === undefined ? -1 : plan.parts.indexOf(tag);
  if (place >= 0) return IN.first + place;
  const known = joinTexts([
    ...Object.keys(GROWING).map((name) => ({ zh: name, en: name })),
    ...Object.entries(terms).map(([id, { label }]) => ({
      zh: `${id} ${label.zh}`,
      en: `${id} (${label.en})`,
    })),
  ]);
  return fail({
    code: 'UNKNOWN_PART',
    message: { zh: `--grows：没有费用“${grows}”`, en: `--grows: there is no cost “${grows}”` },
    hint: { zh: `可用：${known.zh}`, en: `one of: ${known.en}` },
    field: 'grows',
    value: grows,
  });
}

/** Where no bill at all can be settled, the reason is an error, as it is for a single claim. */
function refuseIfEmpty(curve: Curve, claim: Claim): void {
  const { plan, sweep } = curve;
  if (curve.breaks.length > 0) return;
  const halt = haltOf(sweep);
  if (!halt) throw new Error(`${plan.policy.id}: an empty curve that nothing stops`);
  if (halt.code !== NOT_TAGGED) fail(stopped(plan, { ...halt }, claim));
  const used = plan.lines.flatMap(({ part }) => plan.parts[part - IN.first] ?? []);
  const tags = joinTexts([...new Set(used)].map(same));
  fail({
    code: 'COST_NOT_TAGGED',
    message: {
      zh: `${plan.policy.title.zh}只写了分项的标准，费用要归入分项`,
      en: `${plan.policy.title.en} only has figures for tagged parts of the cost`,
    },
    hint: {
      zh: `用 --grows 指明哪个分项增长：${tags.zh}`,
      en: `say with --grows which part grows: ${tags.en}`,
    },
    field: 'grows',
  });
}

/** The problems for which circumstances have no curve; any other error goes on. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T | readonly Diagnostic[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BaoxiaoError) return error.diagnostics;
    throw error;
  }
}
