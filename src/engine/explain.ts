import { Decimal } from 'decimal.js';
import { same, type Text } from '../diagnostics/text.ts';
import type { Basis, Origin } from '../grammar/words.ts';
import { formatYuan, groupYuan } from '../money/fen.ts';
import { formatPercent, showRate } from '../money/rate.ts';
import { describeBase } from '../rules/base.ts';
import type { Wording } from '../rules/circumstances.ts';
import { describeCondition } from '../rules/condition.ts';
import { IN, type LinePlan, OUT, PER_LINE, type Plan, type Resolved, STATE } from './plan.ts';
import { type BandRow, payable, startOf } from './settle.ts';

/** One value that went into a step, with how it is known. */
export interface StepInput {
  readonly name: string;
  readonly label: Text;
  /** For reading: `12,345.60`, `85%`. */
  readonly value: Text;
  /** How the value came about where it was not simply read: a range, a share of a parameter. */
  readonly formula?: Text;
  readonly basis?: Basis;
  readonly source?: string;
  readonly note?: Text;
  readonly line?: number;
  /** Supplied by the user, not by the policy. */
  readonly byUser?: true;
}

/** One row of the band table: thresholds, rate, the cost in it and what it gives (unrounded). Fen as text of yuan. */
export interface StepBand {
  readonly from: string;
  /** Absent for the open top. */
  readonly to?: string;
  readonly rate: string;
  readonly base: string;
  readonly amount: string;
  /** How the rate and the thresholds are known, where they are not simply stated. */
  readonly basis?: Basis;
  readonly byUser?: true;
}

/** What the points on a part give; amounts as text of yuan. */
export interface StepPart {
  readonly tag: string;
  readonly rate: string;
  readonly base: string;
  readonly amount: string;
}

/** One step of the calculation, for people and for machines. */
export interface Step {
  readonly line: string;
  readonly payer: string;
  readonly label: Text;
  readonly rule: Text;
  readonly applied: boolean;
  readonly inputs: readonly StepInput[];
  readonly bands: readonly StepBand[];
  /** Points on a tagged part of the cost: with it the bands add up to the exact amount. */
  readonly part?: StepPart;
  /** The unrounded amount, and how it was rounded. */
  readonly exact: string;
  readonly rounding: Text;
  /** Fen. */
  readonly result: number;
  readonly sources: readonly string[];
  readonly policy: string;
  readonly basis: Basis;
}

/** The calculation step by step, made afterwards from the plan and the amounts. */
export function explain(
  plan: Plan,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  wording: Wording,
): Step[] {
  return [
    inPolicyStep(plan, amounts, out),
    ...plan.lines.map((line, index) => lineStep(plan, line, index, amounts, state, out, wording)),
  ];
}

function inPolicyStep(plan: Plan, amounts: Float64Array, out: Float64Array): Step {
  const input = (name: string, zh: string, en: string, place: number): StepInput => ({
    name,
    label: { zh, en },
    value: same(groupYuan(amounts[place] ?? 0)),
  });
  const result = out[OUT.inPolicy] ?? 0;
  return {
    line: 'in_policy',
    payer: '',
    label: { zh: '政策范围费用', en: 'In-policy cost' },
    rule: { zh: '总额 - 全自费 - 超限价 - 先行自付', en: 'total - self-funded - over limit - advance' },
    applied: true,
    inputs: [
      input('total', '医疗费总额', 'total', IN.total),
      input('self_funded', '全自费', 'self-funded', IN.selfFunded),
      input('over_limit', '超限价自费', 'over limit', IN.overLimit),
      input('advance', '先行自付', 'advance', IN.advance),
    ],
    bands: [],
    exact: formatYuan(result),
    rounding: EXACT,
    result,
    sources: [],
    policy: plan.policy.id,
    basis: 'stated',
  };
}

const EXACT: Text = { zh: '无需舍入', en: 'nothing to round' };
const HALF_UP: Text = { zh: '四舍五入到分', en: 'rounded half up to the fen' };

function lineStep(
  plan: Plan,
  line: LinePlan,
  index: number,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  wording: Wording,
): Step {
  const slot = OUT.first + index * PER_LINE.size;
  const base = out[slot + PER_LINE.base] ?? 0;
  const paid = out[slot + PER_LINE.paid] ?? 0;
  const common = {
    line: line.id,
    payer: line.payer.id,
    label: line.label,
    policy: line.policy.id,
    result: paid,
  };
  if (line.state === 'off') {
    const { reason, origin } = line.off ?? { reason: same(''), origin: {} };
    return {
      ...common,
      rule: reason,
      applied: false,
      inputs: [],
      bands: [],
      exact: '0.00',
      rounding: EXACT,
      sources: listed(origin.source),
      basis: origin.basis ?? 'stated',
    };
  }
  if (line.state === 'given') {
    const rule = { zh: '按给出的已付金额', en: 'taken as given' };
    const inputs = [{ name: 'given', label: rule, value: same(groupYuan(amounts[line.given] ?? 0)) }];
    return {
      ...common,
      rule,
      applied: true,
      inputs,
      bands: [],
      exact: formatYuan(paid),
      rounding: EXACT,
      sources: [],
      basis: 'stated',
    };
  }
  const labelOf = (id: string): Text => plan.lines.find((other) => other.id === id)?.label ?? same(id);
  const partOf = (tag: string): Text => line.policy.parts[tag]?.label ?? same(tag);
  const baseText = describeBase(line.line.base, labelOf, partOf);
  const year = index * STATE.size;
  const deductibleLeft = line.deductiblePerYear
    ? Math.max(0, line.deductible - (state[year + STATE.deductible] ?? 0))
    : line.deductible;
  const above = out[slot + PER_LINE.above] ?? 0;
  const counted = line.capOnCost ? base - above : base;
  const rows: BandRow[] = [];
  const numerator =
    base > 0 ? payable(line, counted, deductibleLeft, startOf(line, state, year), amounts, rows) : 0;
  const whole = line.denominator * line.scale;
  const exact = new Decimal(numerator).div(whole).div(100);
  const capped = numerator > paid * whole && exact.times(100).minus(paid).gte(1);
  const figures = usedFigures(line);
  return {
    ...common,
    rule: ruleText(line, baseText, wording),
    applied: true,
    inputs: [
      { name: 'base', label: baseText, value: same(groupYuan(base)), ...groundsOf(line.line.base.origin) },
      ...yearInputs(line, state, year),
      ...figureInputs(line, deductibleLeft, out[slot + PER_LINE.deductible] ?? 0, amounts),
      ...(capped ? sharedCapInputs(plan, line) : []),
      ...(above > 0
        ? [
            {
              name: 'above_cap',
              label: { zh: '封顶线以上的费用', en: 'cost above the cap' },
              value: same(groupYuan(above)),
            },
          ]
        : []),
    ],
    bands: rows.map((row) => bandOf(line, row)),
    ...(numerator > 0 &&
      line.extraPart >= 0 &&
      (amounts[line.extraPart] ?? 0) > 0 && { part: partOfStep(line, amounts, rows) }),
    exact: exact.toFixed(Math.max(2, exact.decimalPlaces())),
    rounding: capped
      ? { zh: '以封顶线为限', en: 'limited by the cap' }
      : exact.decimalPlaces() > 2
        ? HALF_UP
        : EXACT,
    sources: [...new Set(figures.flatMap((figure) => listed(figure.origin.source)))],
    basis: weakest(
      figures,
      line.line.base.origin?.basis,
      line.rates.length > 1 ? line.line.counted.origin.basis : undefined,
    ),
  };
}

function groundsOf({ basis, source, note, line }: Origin = {}): Partial<StepInput> {
  return {
    ...(basis && { basis }),
    ...(source && { source }),
    ...(note && { note }),
    ...(line !== undefined && { line }),
  };
}

function listed(source: string | undefined): string[] {
  return source === undefined ? [] : [source];
}

/** Every figure the line's numbers were made of. */
export function usedFigures(line: LinePlan): Resolved[] {
  const { borneFirst, deductible, deductibleSteps, upTo, rates, rateSteps, cap } = line.figures;
  return [
    borneFirst,
    deductible,
    ...deductibleSteps.map((step) => step.figure),
    ...upTo,
    ...rates,
    ...rateSteps.map((step) => step.figure),
    cap,
  ].filter((figure) => figure !== undefined);
}

function weakest(figures: readonly Resolved[], ...others: (Basis | undefined)[]): Basis {
  const bases = [...others, ...figures.map((figure) => (figure.assumed ? 'assumed' : figure.origin.basis))];
  return bases.includes('assumed') ? 'assumed' : bases.includes('inferred') ? 'inferred' : 'stated';
}

function ruleText(line: LinePlan, base: Text, wording: Wording): Text {
  const { counted, bands, deductible } = line.line;
  const zh: string[] = [`基数：${base.zh}`];
  const en: string[] = [`on ${base.en}`];
  if (deductible) {
    zh.push({ admission: '每次住院起付线', visit: '每次就诊起付线', year: '年度起付线' }[deductible.per]);
    en.push(
      { admission: 'deductible per admission', visit: 'deductible per visit', year: 'yearly deductible' }[
        deductible.per
      ],
    );
  }
  if (bands.length > 1) {
    const per =
      counted.per === 'year' ? ['年度累计', 'cumulative over the year'] : ['每次结算', 'per settlement'];
    const from =
      counted.from === 'zero'
        ? ['从零起分段', 'bands counted from zero']
        : ['起付线以上分段', 'bands counted from the deductible'];
    zh.push(`${per[0]},${from[0]}`);
    en.push(`${per[1]}, ${from[1]}`);
  }
  for (const { step, figure } of line.figures.rateSteps) {
    const when = step.label ?? (step.when && describeCondition(step.when, wording));
    const value = formatPercent(figure.value);
    const sign = figure.value > 0 ? '+' : '';
    const part = step.part === undefined ? undefined : line.policy.parts[step.part]?.label;
    if (step.kind === 'points') {
      zh.push(
        `${when ? `${when.zh} ` : ''}${part ? `${part.zh}部分 ` : ''}${sign}${value.replace('%', '')} 个百分点`,
      );
      en.push(
        `${when ? `${when.en}: ` : ''}${part ? `on ${part.en} ` : ''}${sign}${value.replace('%', '')} points`,
      );
    } else if (step.kind === 'factor') {
      zh.push(`${when ? `${when.zh} ` : ''}比例 × ${value}`);
      en.push(`${when ? `${when.en}: ` : ''}rate x ${value}`);
    } else {
      zh.push(`${when ? `${when.zh} ` : ''}个人负担比例 × ${value}`);
      en.push(`${when ? `${when.en}: ` : ''}own share x ${value}`);
    }
  }
  return { zh: zh.join(';'), en: en.join('; ') };
}

/** What the year brought along, where the line counts yearly. */
function yearInputs(line: LinePlan, state: Float64Array, year: number): StepInput[] {
  const inputs: StepInput[] = [];
  const add = (name: string, zh: string, en: string, place: number): void => {
    const fen = state[year + place] ?? 0;
    if (fen > 0) inputs.push({ name, label: { zh, en }, value: same(groupYuan(fen)) });
  };
  if (line.perYear) add('year_base', '本年度此前基数', 'base earlier this year', STATE.base);
  if (line.deductiblePerYear)
    add('year_deductible', '本年度已付起付线', 'deductible paid this year', STATE.deductible);
  if (line.capState >= 0) add('year_paid', '封顶线已用', 'used of the cap', line.capState);
  return inputs;
}

function figureInputs(
  line: LinePlan,
  deductibleLeft: number,
  deductible: number,
  amounts: Float64Array,
): StepInput[] {
  const { borneFirst, deductible: amount, deductibleSteps, cap, grown } = line.figures;
  const inputs: StepInput[] = [];
  if (borneFirst) inputs.push(figureInput('borne_first', '先由个人负担', 'borne first', borneFirst));
  if (amount) {
    inputs.push(figureInput('deductible', '起付线标准', 'deductible', amount));
    for (const { step, figure, result } of deductibleSteps) {
      const label = step.label ?? { zh: '起付线调整', en: 'deductible adjusted' };
      inputs.push({
        ...figureInput('deductible_adjusted', label.zh, label.en, figure),
        value: same(groupYuan(Math.max(0, result))),
      });
    }
    if (deductible !== deductibleLeft || deductibleSteps.length > 0 || line.deductiblePerYear) {
      inputs.push({
        name: 'deductible_applied',
        label: { zh: '本次起付线', en: 'deductible applied' },
        value: same(groupYuan(deductible)),
      });
    }
  }
  if (line.extraPart >= 0) {
    const step = line.figures.rateSteps.find((item) => item.step.part !== undefined);
    const label = step?.step.part === undefined ? undefined : line.policy.parts[step.step.part]?.label;
    if (step && label) {
      const part = {
        zh: `${groupYuan(amounts[line.extraPart] ?? 0)} 元加 ${formatPercent(step.figure.value)}`,
        en: `${groupYuan(amounts[line.extraPart] ?? 0)} plus ${formatPercent(step.figure.value)}`,
      };
      inputs.push({ ...figureInput('part', label.zh, label.en, step.figure), value: part });
    }
  }
  if (cap) {
    inputs.push(figureInput('cap', '封顶线', 'cap', cap));
    if (grown > 0)
      inputs.push({
        name: 'cap_grown',
        label: { zh: '封顶线增加', en: 'cap grown by' },
        value: same(groupYuan(grown)),
      });
  }
  return inputs;
}

/** Caps over several lines together; told where a payment was limited. */
function sharedCapInputs(plan: Plan, line: LinePlan): StepInput[] {
  return line.shared.flatMap((index) => {
    const shared = plan.caps[index];
    if (!shared) return [];
    return [
      shared.cap.lines === 'all'
        ? figureInput('shared_cap', '各方支付合计上限', 'cap on all payers together', shared.figure)
        : figureInput('shared_cap', '共用封顶线', 'shared cap', shared.figure),
    ];
  });
}

function figureInput(name: string, zh: string, en: string, figure: Resolved): StepInput {
  const shown: Text =
    figure.state === 'not_stated'
      ? { zh: '未载明', en: 'not stated' }
      : figure.state === 'none'
        ? { zh: '不设', en: 'none' }
        : same(figure.unit === 'fen' ? groupYuan(figure.value) : formatPercent(figure.value));
  return {
    name,
    label: { zh, en },
    value: shown,
    ...(figure.formula && { formula: figure.formula }),
    ...groundsOf(figure.origin),
    ...(figure.assumed && { basis: 'assumed' as const, byUser: true as const }),
  };
}

/** The part's share of the cost above the deductible, at the rate that the points add. */
function partOfStep(line: LinePlan, amounts: Float64Array, rows: readonly BandRow[]): StepPart {
  const tag = line.figures.rateSteps.find(({ step }) => step.part !== undefined)?.step.part ?? '';
  const paidOn = rows.reduce((sum, row) => sum + row.cost, 0);
  const base = new Decimal(Math.min((amounts[line.extraPart] ?? 0) * line.keep, paidOn))
    .div(line.scale)
    .div(100);
  const rate = new Decimal(line.extra).div(line.denominator);
  const amount = base.times(rate);
  const text = (value: Decimal): string => value.toFixed(Math.max(2, value.decimalPlaces()));
  return { tag, rate: showRate(rate), base: text(base), amount: text(amount) };
}

function bandOf(line: LinePlan, row: BandRow): StepBand {
  const yuan = (scaled: number): string => {
    const value = new Decimal(scaled).div(line.scale).div(100);
    return value.toFixed(Math.max(2, value.decimalPlaces()));
  };
  const rate = new Decimal(line.rates[row.band] ?? 0).div(line.denominator);
  const end = line.upTo[row.band] ?? Number.POSITIVE_INFINITY;
  const start = row.band === 0 ? 0 : (line.upTo[row.band - 1] ?? 0);
  const { rates, upTo } = line.figures;
  const figures = [rates[row.band], upTo[row.band], upTo[row.band - 1]].filter(
    (figure) => figure !== undefined,
  );
  const basis = weakest(figures);
  const amount = new Decimal(row.cost)
    .times(line.rates[row.band] ?? 0)
    .div(line.denominator)
    .div(line.scale)
    .div(100);
  return {
    from: yuan(start),
    ...(Number.isFinite(end) && { to: yuan(end) }),
    rate: showRate(rate),
    base: yuan(row.cost),
    amount: amount.toFixed(Math.max(2, amount.decimalPlaces())),
    ...(basis !== 'stated' && { basis }),
    ...(figures.some((figure) => figure.assumed) && { byUser: true as const }),
  };
}
