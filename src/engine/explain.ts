import { Decimal } from 'decimal.js';
import { fieldOf } from '../claim/fields.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { formatYuan, groupYuan, unrounded } from '../money/fen.ts';
import { partNames } from '../policy/names.ts';
import { describeBase } from '../rules/base.ts';
import type { Wording } from '../rules/circumstances.ts';
import { GATE_LABELS } from '../rules/gate.ts';
import { lineWork } from './line-work.ts';
import { IN, type LinePlan, OUT, PER_LINE, type Plan, STATE } from './plan.ts';
import { gateShut } from './settle.ts';
import type { Step, StepInput } from './step.ts';
import { bandOf, partOfStep } from './step-bands.ts';
import {
  figureInputs,
  gateInputs,
  groundsOf,
  listed,
  sharedCapInputs,
  usedFigures,
  weakest,
  yearInputs,
} from './step-inputs.ts';
import { gateText, ruleText } from './step-rule.ts';

/** The calculation step by step, made afterwards from the plan and the amounts. */
export function explain(
  plan: Plan,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  wording: Wording,
): Step[] {
  return [
    inPolicyStep(plan, amounts, out, wording),
    ...plan.lines.map((line, index) => lineStep(plan, line, index, amounts, state, out, wording)),
  ];
}

function inPolicyStep(plan: Plan, amounts: Float64Array, out: Float64Array, wording: Wording): Step {
  const input = (name: string, zh: string, en: string, place: number): StepInput => {
    const field = `expenses.${name}`;
    const word = wording(field);
    // The place's own word for it, as its receipts print it; else a short one.
    const label = word === fieldOf(field).label ? { zh, en } : word;
    return { name, label, value: same(groupYuan(amounts[place] ?? 0)) };
  };
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
  if (gateShut(line, amounts[IN.total] ?? 0, out[OUT.inPolicy] ?? 0))
    return shutStep(line, amounts, out, common);
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
  const baseText = describeBase(line.line.base, labelOf, partNames(line.policy));
  const year = index * STATE.size;
  const { base, above, deductibleLeft, numerator, rows } = lineWork(line, index, { amounts, state, out });
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
      ...gateInputs(line),
      ...yearInputs(line, state, year),
      ...figureInputs(line, base, deductibleLeft, out[slot + PER_LINE.deductible] ?? 0, amounts),
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
    exact: unrounded(exact),
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

/** A line that the claim's amount does not reach: the edges, and the amount. */
function shutStep(
  line: LinePlan,
  amounts: Float64Array,
  out: Float64Array,
  common: Pick<Step, 'line' | 'payer' | 'label' | 'policy' | 'result'>,
): Step {
  const { gate } = line.line;
  const on = GATE_LABELS[gate?.on ?? 'total'];
  const amount = groupYuan((gate?.on === 'total' ? amounts[IN.total] : out[OUT.inPolicy]) ?? 0);
  const edges = gateText(line);
  const { from, to } = line.figures.gate ?? {};
  const figures = [from, to].filter((figure) => figure !== undefined);
  return {
    ...common,
    rule: {
      zh: `只在${on.zh}${edges.zh} 时支付，这笔是 ${amount}`,
      en: `pays only where ${on.en} is ${edges.en}; here it is ${amount}`,
    },
    applied: false,
    inputs: gateInputs(line),
    bands: [],
    exact: '0.00',
    rounding: EXACT,
    sources: [...new Set(figures.flatMap((figure) => listed(figure.origin.source)))],
    basis: weakest(figures),
  };
}
