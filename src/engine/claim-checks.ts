import type { Claim } from '../claim/claim.ts';
import { PAYERS } from '../codes/payers.ts';
import type { Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, same } from '../diagnostics/text.ts';
import { formatYuan } from '../money/fen.ts';
import { figuresOfVersion } from '../policy/figures.ts';
import type { Need } from '../rules/circumstances.ts';
import type { Assumptions } from './assumptions.ts';
import { missingField } from './missing.ts';
import { type LinePlan, OUT, type Plan, type Resolved } from './plan.ts';
import type { Part, ResolveResult } from './resolve-input.ts';
import { OUTCOME, type Outcome } from './settle.ts';

/** What stopped the arithmetic, as a problem that names the figure and how to supply it. */
export function stopped(plan: Plan, outcome: Outcome, claim: Claim): Omit<Diagnostic, 'severity'> {
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
  const figure = neededFigure(line, outcome);
  const [need] = needsOf(line, outcome) ?? figure?.needs ?? [];
  if (need)
    return missingField(
      need,
      plan.policies.map((part) => part.policy),
    );
  const key = figure?.key ?? line.id;
  const example = figure?.unit === 'fen' ? '500' : '70%';
  const what =
    outcome.code === OUTCOME.deductibleNotStated
      ? { zh: '起付线', en: 'deductible' }
      : figure?.unit === 'fen'
        ? { zh: '分段上限', en: 'end of a band' }
        : { zh: '支付比例', en: 'rate' };
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
    place: {
      file: figure?.origin.file ?? policy.file,
      line: figure?.origin.line ?? 1,
      column: figure?.origin.column ?? 1,
    },
  };
}

/** What is missing where a deductible or a cap hangs on it. */
function needsOf({ figures }: LinePlan, { code }: Outcome): readonly Need[] | undefined {
  if (code === OUTCOME.deductibleUnsure) return figures.deductibleNeeds;
  return code === OUTCOME.capUnsure ? figures.capNeeds : undefined;
}

/** The figure that is not stated: of the deductible, the step that left it open; of a band, its rate or its end. */
export function neededFigure(
  { figures }: LinePlan,
  { code, band }: Pick<Outcome, 'code' | 'band'>,
): Resolved | undefined {
  const open = (figure: Resolved | undefined): boolean => figure?.state === 'not_stated';
  if (code === OUTCOME.deductibleNotStated) {
    const step = figures.deductibleSteps.findLast(({ figure }) => open(figure));
    return open(figures.deductible) ? figures.deductible : step?.figure;
  }
  return figures.rates[band]?.state === 'exact' ? figures.upTo.find(open) : figures.rates[band];
}

/** Where a policy only speaks of tagged parts, cost outside them has no rule and must not look refused. */
export function untaggedCost(plan: Plan, amounts: Float64Array, out: Float64Array, problems: Problems): void {
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

/** Assumptions must be about figures that the policies leave open. */
export function checkAssumptions(
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
export function checkLines(claim: Claim, plan: Plan, problems: Problems): void {
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
  checkCaps(claim, plan, problems);
  const first = [...claim.paid].find(([, fen]) => fen > 0)?.[0];
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

/** A claim that goes on with a stay needs to know what it has taken already: nothing given is not nothing taken. */
export function checkStay({ yearToDate }: Claim, plan: Plan, problems: Problems): void {
  const given = [...yearToDate.lines.values()].some(({ stayDeductible }) => stayDeductible !== undefined);
  if (!plan.goesOn || given || yearToDate.stayDeductible !== undefined) return;
  problems.error({
    code: 'TRANSFER_WITHOUT_STAY',
    message: {
      zh: '转院续住：缺少本次住院在前面的医院已扣的起付线',
      en: 'the stay is continued, but not what earlier hospitals have taken of its deductible',
    },
    hint: {
      zh: '给出 year_to_date.stay_deductible，没有扣过填 0；或把前面的结算一起算（baoxiao batch）',
      en: 'give year_to_date.stay_deductible, 0 for nothing; or settle it with the settlements before (baoxiao batch)',
    },
    field: 'year_to_date.stay_deductible',
  });
}

/** What a year holds of shared caps must name caps that are counted yearly. */
function checkCaps({ yearToDate }: Claim, plan: Plan, problems: Problems): void {
  const known = plan.policies.flatMap(({ version }) => version.caps.filter(({ per }) => per === 'year'));
  const ids = known.map(({ id }) => id);
  for (const name of yearToDate.caps?.keys() ?? []) {
    if (ids.includes(name) || !plan.covered) continue;
    const hint = didYouMean(name, ids);
    problems.error({
      code: 'UNKNOWN_CAP',
      message: {
        zh: `year_to_date.caps：政策没有按年度的共用封顶线“${name}”`,
        en: `year_to_date.caps: the policy has no shared cap of the year “${name}”`,
      },
      ...(hint && { hint }),
      field: `year_to_date.caps.${name}`,
    });
  }
}

const KNOWN_PAYERS: readonly string[] = PAYERS.map((payer) => payer.id);
