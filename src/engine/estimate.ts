import type { Claim, Facts } from '../claim/claim.ts';
import { completeClaim } from '../claim/complete.ts';
import { FIELDS, type Field, fieldOf } from '../claim/fields.ts';
import type { Draft } from '../claim/read.ts';
import type { Report } from '../claim/values.ts';
import { type Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, same } from '../diagnostics/text.ts';
import { formatYuan } from '../money/fen.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import { findTerm, wordingOf } from '../policy/wording.ts';
import type { Need, Wording } from '../rules/circumstances.ts';
import { figuresOfVersion } from '../rules/walk.ts';
import { explain, type Step } from './explain.ts';
import type { Assumptions } from './figures.ts';
import { type Located, locate, locateRegion, unknownPart } from './locate.ts';
import { type Notice, noticesOf } from './notices.ts';
import { OUT, type Plan } from './plan.ts';
import { type Part, type ResolveInput, type ResolveResult, resolve } from './resolve.ts';
import { OUTCOME, settle } from './settle.ts';
import { type PayerShare, payersOf, type Settlement, settlementOf } from './settlement.ts';
import { amountsOf, stateOf } from './state.ts';

export interface EstimateOptions {
  readonly library: Library;
  readonly assumptions?: Assumptions;
  /** ISO date used (and said) where the claim gives none. */
  readonly today?: string;
}

/** One estimate with all that explains it. Amounts in fen. */
export interface Estimate {
  readonly claim: Claim;
  readonly plan: Plan;
  readonly wording: Wording;
  readonly covered: boolean;
  readonly settlement: Settlement;
  /** The other bound, where a figure is a range. */
  readonly settlementHigh?: Settlement;
  readonly payers: readonly PayerShare[];
  readonly payersHigh?: readonly PayerShare[];
  readonly steps: readonly Step[];
  readonly notices: readonly Notice[];
  readonly policies: readonly Part[];
}

/** A draft brought as far as it goes: its policies found, and what they still need to know. */
export interface Prepared {
  readonly draft: Draft;
  readonly date: string;
  readonly dateGiven: boolean;
  readonly located?: Located;
  readonly input?: ResolveInput;
  readonly result?: ResolveResult;
  /** Fields still needed, in the order a clerk would ask. */
  readonly needs: readonly Need[];
}

/**
 * Works out one claim: policies, plan, settlement, explanation.
 * @throws BaoxiaoError naming each field that is missing or wrong, or the figure that is not stated
 */
export async function estimateDraft(draft: Draft, options: EstimateOptions): Promise<Estimate> {
  const problems = new Problems();
  const prepared = await prepare(draft, options, true, (problem) => problems.error(problem));
  problems.throwIfFailed();
  for (const need of prepared.needs) problems.error(missing(need, prepared));
  if (draft.items.length === 0 && !draft.money.has('expenses.total') && prepared.needs.length > 0) {
    problems.error(missing({ field: 'expenses.total' }, prepared));
  }
  problems.throwIfFailed();
  return finish(prepared, options, problems);
}

/** Finds a draft's policies and resolves them as far as its facts allow. */
export async function prepare(
  draft: Draft,
  options: EstimateOptions,
  defaults: boolean,
  report: Report,
): Promise<Prepared> {
  const today = options.today ?? localToday();
  const date = typeof draft.facts.get('date') === 'string' ? (draft.facts.get('date') as string) : today;
  const start = { draft, date, dateGiven: draft.facts.has('date') };
  const needs: Need[] = [];
  for (const field of ['region', 'insurance']) if (!draft.facts.has(field)) needs.push({ field });
  const regionText = draft.facts.get('region');
  const region =
    typeof regionText === 'string'
      ? await locateRegion(regionText, options.library, report, draft)
      : undefined;
  if (needs.length > 0 || region === undefined) {
    if (!draft.facts.has('care')) needs.push({ field: 'care' });
    return { ...start, needs };
  }
  const located = await locate(draft, region, date, options.library, report);
  if (!located) return { ...start, needs };
  const input = resolveInput(draft, located, date, options.assumptions ?? new Map(), defaults);
  const result = resolve(input);
  for (const problem of result.problems) report(withPlace(problem, draft));
  return { ...start, located, input, result, needs: inClerkOrder(result.needs) };
}

function resolveInput(
  draft: Draft,
  located: Located,
  date: string,
  assumptions: Assumptions,
  defaults: boolean,
): ResolveInput {
  const policies = [located.basic, ...located.supplements].map((part) => part.policy);
  return {
    basic: located.basic,
    supplements: located.supplements,
    ...(located.national && { national: located.national }),
    facts: located.facts,
    date,
    admission: (draft.yearToDate.admissions ?? 0) + 1,
    given: [...draft.paid.keys()],
    parts: [...new Set(policies.flatMap((policy) => Object.keys(policy.parts)))],
    assumptions,
    bound: 'low',
    defaults,
  };
}

function inClerkOrder(needs: readonly Need[]): Need[] {
  const order = (need: Need): number => FIELDS.findIndex((field) => field.key === need.field);
  return [...needs].sort((a, b) => order(a) - order(b));
}

/**
 * Settles a prepared claim under both bounds and explains it.
 * @throws BaoxiaoError with what is wrong with its amounts, or with the figure it needs that is not stated
 */
export function finish(prepared: Prepared, options: EstimateOptions, problems = new Problems()): Estimate {
  const { draft, located, input, result, date } = prepared;
  if (!located || !input || !result?.plan) throw new Error('finish: the claim is not fully prepared');
  checkAssumptions(
    options.assumptions ?? new Map(),
    result,
    [located.basic, ...located.supplements],
    problems,
  );
  const policies = result.plan.policies.map((part) => part.policy);
  const named = nameItemParts({ ...draft, parts: new Map(located.parts) }, policies, problems);
  const classB = classBAdvance(result.plan);
  const claim = completeClaim({ ...named, facts: new Map(located.facts) }, classB, (problem) =>
    problems.error(problem),
  );
  problems.throwIfFailed();
  if (!claim) throw new Error('finish: a claim was refused without a reason');
  checkLines(claim, result.plan, problems);
  problems.throwIfFailed();

  const low = run(result.plan, claim, problems);
  problems.throwIfFailed();
  const other = result.ranged && !result.open ? resolve({ ...input, bound: 'high' }).plan : undefined;
  const high = other && run(other, claim, problems);
  problems.throwIfFailed();
  const { plan } = result;
  const wording = wordingOf(policies);
  const notices = [...noticesOf(plan, low.out, date), ...claimNotices(prepared, claim, result, wording)];
  if (high) {
    const message = {
      zh: '政策只给出范围，金额有两个：谨慎值与较高值',
      en: 'the policy gives a range: there are two amounts, the cautious and the higher one',
    };
    notices.unshift({ code: 'RANGE', severity: 'warning', message });
  }
  return {
    claim: prepared.dateGiven ? claim : { ...claim, facts: new Map([...claim.facts, ['date', date]]) },
    plan,
    wording,
    covered: plan.covered,
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

interface Run {
  readonly amounts: Float64Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
}

/** Settles under one plan; what stops it becomes a problem that names the figure and how to supply it. */
function run(plan: Plan, claim: Claim, problems: Problems): Run {
  const amounts = amountsOf(plan, claim);
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  if (settle(plan, amounts, state, out, outcome) !== OUTCOME.ok)
    problems.error(stopped(plan, outcome, claim));
  else untaggedCost(plan, amounts, out, problems);
  return { amounts, state, out };
}

function stopped(
  plan: Plan,
  outcome: { code: number; line: number; band: number },
  claim: Claim,
): Omit<Diagnostic, 'severity'> {
  const line = plan.lines[outcome.line];
  if (!line) throw new Error('settle stopped at no line');
  const { label, payer, policy } = line;
  if (outcome.code === OUTCOME.givenAboveBase) {
    const value = formatYuan(claim.paid.get(payer.id) ?? 0);
    const place = claim.places.get(`paid.${payer.id}`);
    return {
      code: 'PAID_ABOVE_COST',
      message: {
        zh: `${label.zh}已付 ${value}，超过它前面各方支付后剩余的费用`,
        en: `${label.en} paid ${value}, more than earlier payers left of its base`,
      },
      field: `paid.${payer.id}`,
      value,
      ...(place && { place }),
    };
  }
  if (outcome.code === OUTCOME.notExact) {
    return {
      code: 'AMOUNT_TOO_FINE',
      message: {
        zh: `${label.zh}：金额与比例的位数过多，无法精确到分`,
        en: `${label.en}: amount and rates have too many digits to stay exact`,
      },
      field: 'expenses.total',
    };
  }
  const { deductible, rates } = line.figures;
  const figure = outcome.code === OUTCOME.deductibleNotStated ? deductible : rates[outcome.band];
  const key = figure?.key ?? line.id;
  const example = figure?.unit === 'fen' ? '500' : '70%';
  const what = figure?.unit === 'fen' ? { zh: '起付线', en: 'deductible' } : { zh: '支付比例', en: 'rate' };
  return {
    code: 'FIGURE_NOT_STATED',
    message: {
      zh: `${policy.title.zh}没有载明${label.zh}的${what.zh}（${key}），这笔费用要用到它，不能估算`,
      en: `${policy.title.en} does not state the ${what.en} of ${label.en} (${key}), which this claim needs`,
    },
    hint: {
      zh: `已知支付额时用 --paid ${payer.id}=金额；要试算时用 --assume ${key}=${example}`,
      en: `give the payment with --paid ${payer.id}=AMOUNT, or try a figure with --assume ${key}=${example}`,
    },
    field: key,
    place: { file: policy.file, line: figure?.origin.line ?? 1, column: figure?.origin.column ?? 1 },
  };
}

/** Where a policy only speaks of tagged parts, cost outside them has no rule and must not look refused. */
function untaggedCost(plan: Plan, amounts: Float64Array, out: Float64Array, problems: Problems): void {
  const basics = plan.lines.filter((line) => line.basic && line.state === 'computed');
  if (basics.length === 0 || basics.some((line) => line.part < 0)) return;
  const places = [...new Set(basics.map((line) => line.part))];
  const rest = (out[OUT.inPolicy] ?? 0) - places.reduce((sum, place) => sum + (amounts[place] ?? 0), 0);
  if (rest <= 0) return;
  const tags = joinTexts(
    basics.map((line) => {
      const tag = line.line.base.kind === 'part' ? line.line.base.tag : '';
      const label = line.policy.parts[tag]?.label ?? same(tag);
      return { zh: `${label.zh} ${tag}`, en: `${label.en} (${tag})` };
    }),
  );
  problems.error({
    code: 'COST_NOT_TAGGED',
    message: {
      zh: `政策只写了分项的标准（${tags.zh}），还有 ${formatYuan(rest)} 没有归入分项`,
      en: `the policy only has figures for ${tags.en}; ${formatYuan(rest)} of the cost is in neither`,
    },
    hint: {
      zh: '用 expenses.parts 或明细的 tag 指明，例如 --part routine=800',
      en: "say so with expenses.parts or the items' tag, e.g. --part routine=800",
    },
    field: 'expenses.parts',
  });
}

function classBAdvance(plan: Plan): number | undefined {
  const figure = plan.version.classBAdvance;
  return figure?.kind === 'exact' ? figure.value : undefined;
}

/** Items say which part they belong to by their tag, or by a name the policy lists. */
function nameItemParts(draft: Draft, policies: readonly Policy[], problems: Problems): Draft {
  if (draft.items.length === 0) return draft;
  const terms = Object.assign({}, ...policies.map((policy) => policy.parts)) as Policy['parts'];
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

function checkAssumptions(
  assumptions: Assumptions,
  result: ResolveResult,
  parts: readonly Part[],
  problems: Problems,
): void {
  const known = parts.flatMap(({ policy, version }) => [
    ...figuresOfVersion(version)
      .filter(({ figure }) => figure.kind !== 'exact')
      .map((keyed) => keyed.key),
    ...Object.keys(policy.parameters),
  ]);
  for (const name of assumptions.keys()) {
    if (result.usedAssumptions.has(name) || known.some((key) => key === name || key.startsWith(`${name}.`)))
      continue;
    const hint = didYouMean(name, known);
    problems.error({
      code: 'UNKNOWN_ASSUMPTION',
      message: {
        zh: `--assume：政策里没有待定的数值“${name}”`,
        en: `--assume: the policy has no open figure “${name}”`,
      },
      ...(hint && { hint }),
      field: name,
    });
  }
}

/** Accumulators by line id must name lines of the policy, and payments a claim that is covered. */
function checkLines(claim: Claim, plan: Plan, problems: Problems): void {
  const ids = plan.policies.flatMap(({ version }) => version.lines.map((line) => line.id));
  const payers = plan.lines.map((line) => line.payer.id);
  for (const name of [...claim.yearToDate.lines.keys()]) {
    if (ids.includes(name) || !plan.covered) continue;
    const hint = didYouMean(name, ids);
    problems.error({
      code: 'UNKNOWN_LINE',
      message: {
        zh: `year_to_date：政策没有支付项“${name}”`,
        en: `year_to_date: the policy has no line “${name}”`,
      },
      ...(hint && { hint }),
      field: `year_to_date.${name}`,
    });
  }
  for (const name of claim.yearToDate.payers.keys()) {
    if (KNOWN_PAYERS.includes(name) || payers.includes(name)) continue;
    const hint = didYouMean(name, KNOWN_PAYERS);
    problems.error({
      code: 'UNKNOWN_PAYER',
      message: { zh: `year_to_date：没有付款方“${name}”`, en: `year_to_date: there is no payer “${name}”` },
      ...(hint && { hint }),
      field: `year_to_date.${name}`,
    });
  }
  const [first] = claim.paid.keys();
  if (!plan.covered && first !== undefined) {
    const reason = plan.refusals[0]?.reason ?? same('');
    problems.error({
      code: 'PAID_BUT_NOT_COVERED',
      message: {
        zh: `给出了已付金额，但这笔费用不予支付：${reason.zh}`,
        en: `a payment is given for a claim that is not covered: ${reason.en}`,
      },
      field: `paid.${first}`,
    });
  }
}

const KNOWN_PAYERS: readonly string[] = [
  'pooled_fund',
  'maternity',
  'large_amount',
  'serious_illness',
  'enterprise_supplement',
  'civil_servant',
  'assistance',
  'supplement',
  'second_reimbursement',
  'accident',
  'work_injury',
  'hospital',
];

/** What the claim itself gives reason to say. */
function claimNotices(prepared: Prepared, claim: Claim, result: ResolveResult, wording: Wording): Notice[] {
  const notices: Notice[] = [];
  if (!prepared.dateGiven) {
    const message = {
      zh: `没有给出结算时间，按今天 ${prepared.date}`,
      en: `no settlement date was given; today, ${prepared.date}, is used`,
    };
    notices.push({ code: 'DATE_DEFAULTED', severity: 'info', message });
  }
  const unused = result.plan?.covered ? unusedFacts(claim.facts, result.used) : [];
  if (unused.length > 0) {
    const list = joinTexts(unused.map((field) => wording(field.key)));
    const message = {
      zh: `以下各项这份政策没有区分，不影响结果：${list.zh}`,
      en: `the policy makes no difference by: ${list.en}`,
    };
    notices.push({ code: 'FIELD_NOT_USED', severity: 'info', message });
  }
  return notices;
}

const NOT_CIRCUMSTANCES = [
  'id',
  'person',
  'date',
  'region',
  'insurance',
  'care',
  'hospital.grade',
  'hospital.level',
  'status',
  'age',
  'reverses',
  'supplements',
  'disease',
];

function unusedFacts(facts: Facts, used: ReadonlySet<string>): Field[] {
  return FIELDS.filter((field) => {
    const fact = facts.get(field.key);
    return (
      fact !== undefined &&
      fact !== field.default &&
      !used.has(field.key) &&
      !NOT_CIRCUMSTANCES.includes(field.key)
    );
  });
}

function missing(need: Need, prepared: Prepared): Omit<Diagnostic, 'severity'> {
  const field = fieldOf(need.field);
  const policies = prepared.located
    ? [prepared.located.basic, ...prepared.located.supplements].map((part) => part.policy)
    : [];
  const wording = wordingOf(policies);
  const label = wording(need.field);
  const ids = need.choices ?? field.table?.ids ?? [];
  const choices = joinTexts(
    ids.map((id) => ({
      zh: `${id} ${wording(need.field, id).zh}`,
      en: `${id} (${wording(need.field, id).en})`,
    })),
  );
  return {
    code: 'MISSING_FIELD',
    message: { zh: `缺少${label.zh}（--${field.flag}）`, en: `the ${label.en} is missing (--${field.flag})` },
    ...(ids.length > 0 && { hint: { zh: `可用：${choices.zh}`, en: `one of: ${choices.en}` } }),
    field: need.field,
  };
}

function withPlace(problem: Omit<Diagnostic, 'severity'>, draft: Draft): Omit<Diagnostic, 'severity'> {
  const place = problem.field === undefined ? undefined : draft.places.get(problem.field);
  return place && place.line > 0 && problem.code === 'NO_FIGURE' ? { ...problem, place } : problem;
}

/** Today where the counter stands. */
export function localToday(): string {
  const now = new Date();
  return [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, '0'),
    String(now.getDate()).padStart(2, '0'),
  ].join('-');
}
