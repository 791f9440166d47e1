import { Decimal } from 'decimal.js';
import type { Lang, Text } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import type { Step, StepBand, StepInput } from '../engine/step.ts';
import { groupDigits, groupYuan, unrounded } from '../money/fen.ts';
import { say } from './say.ts';
import type { UsedSource } from './sources.ts';
import { basisMark, countingMark, WORDS } from './words.ts';

/** One value of a step: `起付线标准〔推断〕 600.00`. */
export interface InputView {
  readonly label: string;
  /** Empty where the figure is simply stated. */
  readonly mark: string;
  readonly value: string;
  /** How it came about: a range, a share of a parameter. */
  readonly formula?: string;
}

export interface BandView {
  readonly range: string;
  readonly mark: string;
  readonly rate: string;
  readonly cost: string;
  readonly pays: string;
}

/** A line of the calculation that had something to pay on. */
export interface StepView {
  readonly label: string;
  readonly rule: string;
  /** Numbers of the sources. */
  readonly refs: readonly number[];
  /** What is taken into account before the bands, and what limits the payment after them. */
  readonly before: readonly InputView[];
  readonly bands: readonly BandView[];
  readonly after: readonly InputView[];
  /** Whether `before` is a sum that ends in the result (the in-policy cost). */
  readonly sum: boolean;
  readonly resultLabel: string;
  readonly result: string;
  /** What was done to the unrounded amount, or why nothing is paid; empty where there is nothing to say. */
  readonly rounding: string;
}

/** A line that paid nothing, and why. */
export interface IdleView {
  readonly label: string;
  readonly reason: string;
  readonly refs: readonly number[];
  /** Whether there is a full step for it as well. */
  readonly explained: boolean;
}

export interface StepViews {
  readonly steps: readonly StepView[];
  readonly idle: readonly IdleView[];
}

/** @param sources the sources of the estimate in the order in which they are numbered */
export function stepViews(estimate: Estimate, sources: readonly UsedSource[], lang: Lang): StepViews {
  const refsOf = (step: Step): number[] => {
    const ids = [...step.sources, ...step.inputs.flatMap((input) => input.source ?? [])];
    const at = ids.map((id) => sources.findIndex((used) => used.policy === step.policy && used.id === id));
    return [...new Set(at.filter((index) => index >= 0).map((index) => index + 1))].sort((a, b) => a - b);
  };
  const explained = estimate.steps.filter(hasCost);
  const unpaid = estimate.steps.filter((step) => step.payer !== '' && step.result === 0);
  return {
    steps: explained.map((step) =>
      step.payer === '' ? sumView(step, estimate, lang) : stepView(step, refsOf(step), estimate, lang),
    ),
    idle: unpaid.map((step) => ({
      label: labelOf(step, estimate, lang),
      reason: idleReason(step, lang),
      refs: refsOf(step),
      explained: hasCost(step),
    })),
  };
}

function hasCost(step: Step): boolean {
  return step.applied && (step.payer === '' || step.inputs[0]?.value.zh !== '0.00');
}

/** Total less what is outside the policy; what is zero is left out. */
function sumView(step: Step, estimate: Estimate, lang: Lang): StepView {
  const [total, ...rest] = step.inputs.map((input) => inputView(input, lang));
  const less = rest.filter((input) => input.value !== '0.00');
  return {
    ...common(step, [], estimate, lang),
    rule: '',
    before: [
      ...(total ? [total] : []),
      ...less.map((input) => ({
        ...input,
        label: `${say(WORDS.less, lang)} ${input.label}`,
        value: `-${input.value}`,
      })),
    ],
    bands: [],
    after: [],
    sum: true,
    resultLabel: say(WORDS.inPolicy, lang),
    rounding: '',
  };
}

/** What would only repeat: nothing borne first, a deductible applied as it stands; points on a part have a row of their own. */
function isSilent({ name, value }: StepInput, before: StepInput | undefined): boolean {
  if (name === 'deductible_applied') return (before?.comesTo ?? before?.value.zh) === value.zh;
  return name === 'part' || (name === 'borne_first' && value.zh === '0.00');
}

/** What limits or extends a payment is told after the bands that lead to it. */
const AFTER = ['cap', 'cap_grown', 'year_paid', 'shared_cap', 'above_cap'];

function stepView(step: Step, refs: readonly number[], estimate: Estimate, lang: Lang): StepView {
  const given = step.inputs.length === 1 && step.inputs[0]?.name === 'given';
  const inputs = given ? [] : step.inputs.filter((input, index) => !isSilent(input, step.inputs[index - 1]));
  const views = (some: readonly StepInput[]): InputView[] => some.map((input) => inputView(input, lang));
  const mark = countedBy(step, estimate);
  return {
    ...common(step, refs, estimate, lang),
    rule: say(step.rule, lang) + (mark ? say(mark, lang) : ''),
    before: views(inputs.filter((input) => !AFTER.includes(input.name))),
    bands: [...step.bands.map((band) => bandView(band, lang)), ...partRow(step, lang)],
    after: views(inputs.filter((input) => AFTER.includes(input.name))),
    sum: false,
    resultLabel: say(WORDS.result, lang),
    rounding: roundingOf(step, lang),
  };
}

function common(step: Step, refs: readonly number[], estimate: Estimate, lang: Lang) {
  return { label: labelOf(step, estimate, lang), refs, result: groupYuan(step.result) };
}

/** A supplement's lines go by the supplement's name, which is how people know it. */
function labelOf(step: Step, { plan }: Estimate, lang: Lang): string {
  const line = plan.lines.find(({ id, policy }) => id === step.line && policy.id === step.policy);
  if (line?.policy.kind !== 'supplement' || line.payer.id !== 'supplement') return say(step.label, lang);
  const title = say(line.policy.title, lang);
  const own = line.line.label;
  return own ? `${title}${lang === 'zh' ? '：' : ': '}${say(own, lang)}` : title;
}

function inputView(input: StepInput, lang: Lang): InputView {
  const mark = basisMark(input.basis, input.byUser);
  return {
    label: say(input.label, lang),
    mark: mark ? say(mark, lang) : '',
    value: say(input.value, lang),
    ...(input.formula && { formula: say(input.formula, lang) }),
  };
}

function bandView(band: StepBand, lang: Lang): BandView {
  const mark = basisMark(band.basis, band.byUser);
  return {
    range: rangeOf(band, lang),
    mark: mark ? say(mark, lang) : '',
    rate: band.rate,
    cost: groupDigits(band.base),
    pays: groupDigits(band.amount),
  };
}

function rangeOf({ from, to }: StepBand, lang: Lang): string {
  const [low, high] = [threshold(from), to === undefined ? undefined : threshold(to)];
  if (high !== undefined) return `${low} ${say(WORDS.to, lang)} ${high}`;
  if (low === '0') return say(WORDS.oneRate, lang);
  return lang === 'zh' ? `${low} ${WORDS.above.zh}` : `${WORDS.above.en} ${low}`;
}

/** Points on a part of the cost (essential medicine): a row of their own, what the bands leave of the exact amount. */
function partRow(step: Step, lang: Lang): BandView[] {
  const part = step.inputs.find((input) => input.name === 'part');
  if (!part) return [];
  const banded = step.bands.reduce((sum, band) => sum.plus(band.amount), new Decimal(0));
  const pays = new Decimal(step.exact).minus(banded);
  if (pays.isZero()) return [];
  const { label, mark, value } = inputView(part, lang);
  const range = lang === 'zh' ? `${label} ${value}` : `${label}: ${value}`;
  return [{ range, mark, rate: '', cost: '', pays: groupDigits(unrounded(pays)) }];
}

/** Whether the way the bands are counted is itself a reading of the text. */
function countedBy(step: Step, { plan }: Estimate): Text | undefined {
  const line = plan.lines.find(({ id, policy }) => id === step.line && policy.id === step.policy);
  return line && line.rates.length > 1 ? countingMark(line.line.counted.origin.basis) : undefined;
}

function roundingOf(step: Step, lang: Lang): string {
  if (step.result === 0) return idleReason(step, lang);
  const whole = groupYuan(step.result);
  const exact = groupDigits(step.exact);
  return exact === whole ? '' : `${exact} ${say(step.rounding, lang)}`;
}

function idleReason(step: Step, lang: Lang): string {
  if (!step.applied || step.inputs[0]?.name === 'given') return say(step.rule, lang);
  const [base] = step.inputs;
  if (base?.value.zh === '0.00') return `${say(base.label, lang)}${say(WORDS.isZero, lang)}`;
  if (step.bands.length === 0) {
    const capped = step.inputs.some((input) => input.name === 'above_cap');
    return say(capped ? WORDS.capUsedUp : WORDS.withinDeductible, lang);
  }
  return say(Number(step.exact) > 0 ? WORDS.capUsedUp : WORDS.rateZero, lang);
}

/** Thresholds are round numbers mostly: `30,000`. */
function threshold(yuan: string): string {
  return groupDigits(yuan.replace(/\.00$/, ''));
}
