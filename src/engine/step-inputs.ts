import { Decimal } from 'decimal.js';
import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import type { Basis, Origin } from '../grammar/words.ts';
import { groupDigits, groupYuan, unrounded } from '../money/fen.ts';
import { formatPercent, PPM } from '../money/rate.ts';
import { numberLabel } from '../rules/condition-fields.ts';
import type { AmountAdjustment } from '../rules/deductible.ts';
import { type CapGrowth, type LinePlan, type Plan, type Resolved, STATE } from './plan.ts';
import type { StepInput } from './step.ts';

/** Every figure the line's numbers were made of. */
export function usedFigures(line: LinePlan): Resolved[] {
  const { gate, borneFirst, deductible, deductibleSteps, upTo, rates, rateSteps, cap, growth } = line.figures;
  return [
    gate?.from,
    gate?.to,
    borneFirst,
    deductible,
    ...deductibleSteps.map((step) => step.figure),
    ...upTo,
    ...rates,
    ...rateSteps.map((step) => step.figure),
    cap,
    ...(growth?.steps.map((step) => step.figure) ?? []),
    growth?.most,
  ].filter((figure) => figure !== undefined);
}

export function weakest(figures: readonly Resolved[], ...others: (Basis | undefined)[]): Basis {
  const bases = [...others, ...figures.map((figure) => (figure.assumed ? 'assumed' : figure.origin.basis))];
  return bases.includes('assumed') ? 'assumed' : bases.includes('inferred') ? 'inferred' : 'stated';
}

export function gateInputs({ figures: { gate } }: LinePlan): StepInput[] {
  return [
    ...(gate?.from ? [figureInput('gate_from', '支付的下限', 'pays from', gate.from)] : []),
    ...(gate?.to ? [figureInput('gate_to', '支付的上限', 'pays up to', gate.to)] : []),
  ];
}

/** What the year brought along, where the line counts yearly. */
export function yearInputs(line: LinePlan, state: Float64Array, year: number): StepInput[] {
  const inputs: StepInput[] = [];
  const add = (name: string, zh: string, en: string, place: number): void => {
    const fen = state[year + place] ?? 0;
    if (fen > 0) inputs.push({ name, label: { zh, en }, value: same(groupYuan(fen)) });
  };
  if (line.perYear) add('year_base', '本年度此前基数', 'base earlier this year', STATE.base);
  if (line.deductiblePerYear)
    add('year_deductible', '本年度已付起付线', 'deductible paid this year', STATE.deductible);
  if (line.goesOn)
    add('stay_deductible', '本次住院此前已扣起付线', 'deductible taken in this stay so far', STATE.stay);
  if (line.capState >= 0) add('year_paid', '封顶线已用', 'used of the cap', line.capState);
  return inputs;
}

export function figureInputs(
  line: LinePlan,
  base: number,
  deductibleLeft: number,
  deductible: number,
  amounts: Float64Array,
): StepInput[] {
  const { borneFirst, deductible: amount, deductibleSteps, cap, growth } = line.figures;
  const inputs: StepInput[] = [];
  if (borneFirst) inputs.push(borneInput(borneFirst, base));
  if (amount) {
    inputs.push(figureInput('deductible', '起付线标准', 'deductible', amount), ...adjustedInputs(line));
    if (
      deductible !== deductibleLeft ||
      deductibleSteps.length > 0 ||
      line.deductiblePerYear ||
      line.goesOn
    ) {
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
    if (growth) inputs.push(growthInput(growth));
  }
  return inputs;
}

/** What the person bears of the base before anything else, and how it comes about. */
function borneInput(figure: Resolved, base: number): StepInput {
  const input = figureInput('borne_first', '先由个人负担', 'borne first', figure);
  if (figure.state !== 'exact') return input;
  const borne = new Decimal(base).times(figure.value).div(PPM).div(100);
  const formula = `${groupYuan(base)} × ${formatPercent(figure.value)}`;
  return {
    ...input,
    value: same(groupDigits(unrounded(borne))),
    formula: { zh: formula, en: formula.replace('×', 'x') },
  };
}

/** Each change of the deductible: what changes it, and the deductible that it leads to. */
function adjustedInputs({ figures: { deductible, deductibleSteps } }: LinePlan): StepInput[] {
  let before = deductible?.state === 'exact' ? deductible.value : 0;
  return deductibleSteps.map(({ step, figure, times, result }) => {
    const after = Math.max(0, result);
    const label = step.label ?? changeLabel(step.kind, figure, times);
    const to = after < before ? LESS : after > before ? MORE : SAME;
    const yuan = groupYuan(after);
    before = after;
    return {
      ...figureInput('deductible_adjusted', label.zh, label.en, figure),
      value: { zh: `${to.zh} ${yuan}`, en: `${to.en} ${yuan}` },
      comesTo: yuan,
    };
  });
}

const LESS: Text = { zh: '减为', en: 'down to' };
const MORE: Text = { zh: '增为', en: 'up to' };
const SAME: Text = { zh: '仍为', en: 'still' };

/** A change that its policy gives no name: by how much. */
function changeLabel(kind: AmountAdjustment['kind'], figure: Resolved, times: number): Text {
  const { value } = figureInput('', '', '', figure);
  if (kind === 'factor') return { zh: `起付线 × ${value.zh}`, en: `deductible x ${value.en}` };
  if (kind === 'set') return { zh: '起付线改按另一标准', en: 'another deductible instead' };
  const [zh, en] = times === 1 ? ['', ''] : [`${times} × `, `${times} x `];
  return { zh: `起付线减 ${zh}${value.zh}`, en: `deductible less ${en}${value.en}` };
}

/** By how much a cap has grown, and how that came about. */
function growthInput({ fen, steps, most }: CapGrowth): StepInput {
  const sum = joinTexts(
    steps.map(({ step, times, figure }) => {
      const label = numberLabel(step.by);
      const { value } = figureInput('grown', '', '', figure);
      return {
        zh: `${label.zh}超过 ${step.above}：${times} × ${value.zh}`,
        en: `${label.en} above ${step.above}: ${times} x ${value.en}`,
      };
    }),
    '、',
    ', ',
  );
  const limit = most && formatPercent(most.value);
  return {
    name: 'cap_grown',
    label: { zh: '封顶线增加', en: 'cap grown by' },
    value: same(groupYuan(fen)),
    formula: limit ? { zh: `${sum.zh}；至多 ${limit}`, en: `${sum.en}; at most ${limit}` } : sum,
  };
}

/** Caps over several lines together; told where a payment was limited. */
export function sharedCapInputs(plan: Plan, line: LinePlan): StepInput[] {
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

export function groundsOf({ basis, source, note, line }: Origin = {}): Partial<StepInput> {
  return {
    ...(basis && { basis }),
    ...(source && { source }),
    ...(note && { note }),
    ...(line !== undefined && { line }),
  };
}

export function listed(source: string | undefined): string[] {
  return source === undefined ? [] : [source];
}
