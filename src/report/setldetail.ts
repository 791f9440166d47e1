import type { Estimate } from '../engine/estimate.ts';
import { BUCKET, type LinePlan, NO_CAP, OUT, PER_LINE, STATE } from '../engine/plan.ts';
import { type PayerShare, payerOf } from '../engine/settlement.ts';
import type { Step } from '../engine/step.ts';
import { formatYuan } from '../money/fen.ts';
import type { JsonObject } from './claim-json.ts';
import { visible } from './say.ts';

/** A line of the plan with its place in it. */
interface Placed {
  readonly line: LinePlan;
  readonly index: number;
}

/** The lines that a share of the bill was worked out by. */
function linesOf({ id, field }: PayerShare, { plan }: Estimate): Placed[] {
  return plan.lines.flatMap((line, index) =>
    line.payer.field === field && payerOf(line).id === id ? [{ line, index }] : [],
  );
}

/**
 * The in-policy cost that a fund paid on. Known where its lines pay on nothing else and on no cost twice; absent for a
 * payment that was given, and for a supplement to cost outside the policy.
 */
export function scope(share: PayerShare, estimate: Estimate): JsonObject {
  const lines = linesOf(share, estimate).filter(({ line }) => line.state !== 'off');
  const { out } = estimate.worked;
  const baseOf = ({ index }: Placed): number => out[OUT.first + index * PER_LINE.size + PER_LINE.base] ?? 0;
  const plain = lines.every(({ line }) => line.state === 'computed' && line.buckets === BUCKET.inPolicy);
  const used = lines.filter((placed) => baseOf(placed) > 0);
  const parts = new Set(used.map(({ line }) => line.part));
  const apart = parts.size === used.length && !parts.has(-1);
  if (lines.length === 0 || !plain || (used.length > 1 && !apart)) return {};
  return { inscp_scp_amt: formatYuan(used.reduce((sum, placed) => sum + baseOf(placed), 0)) };
}

/** What was left of a fund's cap before it paid: known where it has one line, with one cap on what it pays. */
export function capRoom(share: PayerShare, estimate: Estimate): JsonObject {
  const [placed, ...more] = linesOf(share, estimate).filter(({ line }) => line.state !== 'off');
  if (!placed || more.length > 0) return {};
  const { line, index } = placed;
  const alone = line.state === 'computed' && line.shared.length === 0 && !line.capOnCost;
  if (!alone || line.capState === NO_CAP || line.figures.cap?.state !== 'exact') return {};
  const used = line.capState < 0 ? 0 : (estimate.worked.state[index * STATE.size + line.capState] as number);
  return { crt_payb_lmt_amt: formatYuan(Math.max(0, line.capAmount - used)) };
}

/** How a share came about, in one line of Chinese. */
export function process(share: PayerShare, estimate: Estimate): string {
  const lines = linesOf(share, estimate);
  if (lines.length === 0) return '按账户余额支付';
  // The first step is the in-policy cost; then they go as the lines do.
  const texts = lines.map(({ index }) => stepText(estimate.steps[index + 1] as Step));
  return visible(texts.join('；'));
}

/** Inputs told before the bands; the others say the same in other words. */
const TOLD = ['base', 'year_base', 'borne_first', 'deductible_applied', 'deductible', 'part'];

function stepText(step: Step): string {
  const [first] = step.inputs;
  if (!step.applied || first?.name === 'given') return `${step.label.zh}：${step.rule.zh}`;
  const applied = step.inputs.some(({ name }) => name === 'deductible_applied');
  const inputs = step.inputs
    .filter(({ name }) => TOLD.includes(name) && !(applied && name === 'deductible'))
    .map(({ label, value }) => `${label.zh} ${plain(value.zh)}`);
  const bands = step.bands.map(({ base, rate, amount }) => `${base}×${rate}=${amount}`);
  const part = step.part ? [`${step.part.base}×${step.part.rate}=${step.part.amount}`] : [];
  const paid = formatYuan(step.result);
  const rounded = step.exact === paid ? [] : [`${step.exact} ${step.rounding.zh}`];
  return `${step.label.zh}：${[...inputs, ...bands, ...part, ...rounded, `支付 ${paid}`].join('，')}`;
}

/** Steps group their amounts for reading. */
function plain(value: string): string {
  return value.replace(/\d,(?=\d{3})/g, (digits) => digits.charAt(0));
}
