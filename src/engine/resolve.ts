import { wordsOf } from '../claim/claim.ts';
import { BASIC_INSURANCES } from '../codes/insurances.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts } from '../diagnostics/text.ts';
import { inherit } from '../grammar/words.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { partCost, wordingOf } from '../policy/wording.ts';
import { Circumstances, type Need, type Wording } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import type { Line } from '../rules/line.ts';
import type { EligibilityRule } from '../rules/refusal.ts';
import { FigureReader } from './figures.ts';
import { addGivenWithoutLine } from './given-lines.ts';
import type { LineContext } from './line-context.ts';
import { buildLine } from './line-plan.ts';
import {
  IN,
  type LinePlan,
  type Met,
  OUT,
  PER_LINE,
  type Plan,
  type SharedCapPlan,
  STATE,
  type UnknownCap,
} from './plan.ts';
import { goesOn, knowsTransfer, type Part, type ResolveInput, type ResolveResult } from './resolve-input.ts';
import { bindCaps, sharedCaps } from './shared-caps.ts';
import { rulesBegun, rulesTested, silentRules } from './silent-rules.ts';

/** Decides everything that depends on words and dates into a plan of numbers. */
export function resolve(input: ResolveInput): ResolveResult {
  const circumstances = circumstancesOf(input);
  const figures = new FigureReader(circumstances, input.assumptions, input.bound, input.date);
  const policies = [input.basic, ...input.supplements];
  const all = policies.map((part) => part.policy);
  const wording = wordingOf(all);
  const problems = partsOfTwoCosts(all, input.parts);
  const context: LineContext = { input, circumstances, figures, wording, notices: [], problems, later: [] };

  const tested = testRules(context);
  const covered = tested.refusals.length === 0;
  const lines: LinePlan[] = [];
  // A refused claim needs nothing more; everything is the person's.
  const pending = covered && (planLines(policies, context, lines) || tested.pending);
  const unknownCaps: UnknownCap[] = [];
  const caps = covered ? sharedCaps({ policies, lines, figures, wording }, unknownCaps) : [];
  problems.push(...circumstances.problems, ...figures.problems);
  const goesByDisease = circumstances.used.has('disease') || circumstances.used.has('disease_count');
  if (goesByDisease && input.unknownDisease) problems.push(input.unknownDisease);
  const result = resultOf(context, covered);
  if (pending || problems.length > 0 || result.needs.length > 0) return result;
  return { ...result, plan: planOf(context, tested, policies, lines, caps, unknownCaps) };
}

/** What came up on the way, whether or not there is a plan in the end. */
function resultOf(
  { circumstances, figures, later, problems }: LineContext,
  covered: boolean,
): Omit<ResolveResult, 'plan'> {
  return {
    needs: covered ? [...circumstances.needs.values()] : [],
    later: laterOnly(later, circumstances),
    problems,
    ranged: figures.ranged,
    open: figures.open,
    used: circumstances.used,
    implied: circumstances.implied,
    usedAssumptions: figures.usedAssumptions,
  };
}

function planOf(
  { input, figures, notices }: LineContext,
  { refusals, accountsUsable }: Tested,
  policies: readonly Part[],
  lines: readonly LinePlan[],
  caps: readonly SharedCapPlan[],
  unknownCaps: readonly UnknownCap[],
): Plan {
  const covered = refusals.length === 0;
  const all = policies.map((part) => part.policy);
  return {
    policy: input.basic.policy,
    version: input.basic.version,
    policies,
    bound: input.bound,
    covered,
    goesOn: covered && goesOn(input),
    refusals,
    notices,
    accountsUsable,
    personalAccount: input.basic.version.personalAccount,
    lines: lines.map((line, index) => bindCaps(line, index, caps)),
    caps,
    unknownCaps,
    parts: input.parts,
    partCosts: input.parts.map((tag) => partCost(all, tag)),
    given: input.given,
    resolved: figures.resolved,
    inSize: IN.first + input.parts.length + input.given.length,
    outSize: OUT.first + lines.length * PER_LINE.size,
    stateSize: lines.length * STATE.size + caps.length,
  };
}

interface Tested {
  readonly refusals: readonly Met[];
  readonly accountsUsable: boolean;
  readonly pending: boolean;
}

/** The rules of eligibility, before the money. */
function testRules({ input, circumstances, notices }: LineContext): Tested {
  const refusals: Met[] = [];
  let accountsUsable = true;
  let pending = false;
  for (const { rule, policy, version } of rulesTested(input)) {
    const met = holds(rule.when, circumstances);
    if (met === undefined) pending = true;
    else if (met) {
      const found = metOf(rule, policy, version);
      if (rule.outcome === 'not_covered') refusals.push(found);
      else notices.push(found);
      if (rule.accounts === 'unusable') accountsUsable = false;
    }
  }
  return { refusals, accountsUsable, pending };
}

/**
 * Plans the lines for the claim's kind of care, in the order in which they pay.
 * @param lines gets them
 * @returns whether something is not known yet
 */
function planLines(policies: readonly Part[], context: LineContext, lines: LinePlan[]): boolean {
  const { input, circumstances, wording, notices, problems } = context;
  const care = circumstances.words('care', caresOf(policies))?.[0];
  if (care === undefined) return true;
  if (!caresOf(policies).includes(care)) {
    problems.push(careNotModelled(input.basic, caresOf([input.basic]), wording));
    return false;
  }
  let pending = knowsTransfer(policies, care) && circumstances.words('transfer') === undefined;
  for (const part of policies) {
    const barred = part === input.basic ? undefined : barredBy(part, input, circumstances, notices);
    if (barred === 'pending') pending = true;
    for (const line of orderedLines(part, care)) {
      const built = buildLine(line, part, context, lines, barred === 'pending' ? undefined : barred);
      if (built) lines.push(built);
      else pending = true;
    }
  }
  addGivenWithoutLine(input, lines);
  noteSilentRules(context, lines);
  return pending;
}

function noteSilentRules({ input, circumstances, notices }: LineContext, lines: readonly LinePlan[]): void {
  const known = circumstancesOf({ ...input, defaults: true });
  for (const { rule, policy, version } of silentRules(input, lines, circumstances.used, known)) {
    for (const field of rule.whereSilent) circumstances.used.add(field);
    notices.push(metOf(rule, policy, version));
  }
}

/** Each field once, and not those that are needed whatever the cost. */
function laterOnly(later: readonly Need[], { needs }: Circumstances): Need[] {
  return [...new Map(later.map((need) => [need.field, need])).values()].filter(
    ({ field }) => !needs.has(field),
  );
}

/** A tag of two policies has one amount in a claim: it cannot be a part of one cost here and of another there. */
function partsOfTwoCosts(
  policies: readonly Policy[],
  tags: readonly string[],
): Omit<Diagnostic, 'severity'>[] {
  return [...new Set(tags)].flatMap((tag) => {
    const named = policies.filter(({ parts }) => parts[tag]);
    const [first, other] = [named[0], named.find((one) => one.parts[tag]?.of !== named[0]?.parts[tag]?.of)];
    if (!first || !other) return [];
    return [
      {
        code: 'PART_OF_TWO_COSTS',
        message: {
          zh: `分项“${tag}”在${first.title.zh}和${other.title.zh}里不是同一项费用的一部分`,
          en: `the part “${tag}” is of one cost in ${first.title.en} and of another in ${other.title.en}`,
        },
        hint: {
          zh: '在其中一份政策里给这个分项换个名称',
          en: 'give the part another name in one of the policies',
        },
        field: `expenses.parts.${tag}`,
        place: { file: other.file, line: 1, column: 1 },
      },
    ];
  });
}

/** What is known of a claim in words, with the numbers that follow from it. */
export function circumstancesOf(input: ResolveInput): Circumstances {
  const schemes = wordsOf(input.facts, 'insurance').filter((scheme) => BASIC_INSURANCES.includes(scheme));
  const numbers = new Map([
    // What goes on with a stay is that admission still.
    ['admission', goesOn(input) ? Math.max(1, input.admission - 1) : input.admission],
    ['basic_schemes', schemes.length],
  ]);
  const diseases = input.facts.get('disease');
  if (diseases !== undefined) numbers.set('disease_count', Array.isArray(diseases) ? diseases.length : 1);
  // Where nobody can be asked, a claim that names none has none for the rules that count them; which it is, it must say.
  else if (input.defaults) numbers.set('disease_count', 0);
  return new Circumstances(input.facts, numbers, input.defaults);
}

function metOf(
  rule: Pick<EligibilityRule, 'code' | 'reason' | 'origin'>,
  policy: Policy,
  version: Version,
): Met {
  return { code: rule.code, reason: rule.reason, origin: inherit(version.origin, rule.origin), policy };
}

/** The kinds of care that the policies say anything about. */
export function caresOf(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap(({ version }) => version.lines.flatMap((line) => line.care)))];
}

function orderedLines({ version }: Part, care: string): Line[] {
  return version.lines.filter((line) => line.care.includes(care));
}

/** Whether a supplement's own conditions keep it from paying; the rest of the claim is not touched. */
function barredBy(
  { policy, version }: Part,
  { date }: ResolveInput,
  circumstances: Circumstances,
  notices: Met[],
): Met | 'pending' | undefined {
  for (const rule of rulesBegun(version, date)) {
    const met = holds(rule.when, circumstances);
    if (met === undefined) return 'pending';
    if (!met) continue;
    const found = metOf(rule, policy, version);
    notices.push(found);
    if (rule.outcome === 'not_covered') return found;
  }
  return undefined;
}

function careNotModelled(
  { policy, version }: Part,
  cares: readonly string[],
  wording: Wording,
): Omit<Diagnostic, 'severity'> {
  const known = joinTexts(cares.map((care) => wording('care', care)));
  return {
    code: 'CARE_NOT_MODELLED',
    message: {
      zh: `${policy.title.zh}没有这类就医的规则（有：${known.zh}）`,
      en: `${policy.title.en} has no rule for this kind of care (there is: ${known.en})`,
    },
    field: 'care',
    place: { file: policy.file, line: version.origin.line ?? 1, column: version.origin.column ?? 1 },
  };
}
