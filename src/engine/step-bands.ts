import { Decimal } from 'decimal.js';
import { unrounded } from '../money/fen.ts';
import { showRate } from '../money/rate.ts';
import type { BandRow } from './payable.ts';
import type { LinePlan } from './plan.ts';
import type { StepBand, StepPart } from './step.ts';
import { weakest } from './step-inputs.ts';

export function bandOf(line: LinePlan, row: BandRow): StepBand {
  const yuan = (scaled: number): string => unrounded(new Decimal(scaled).div(line.scale).div(100));
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
    amount: unrounded(amount),
    ...(basis !== 'stated' && { basis }),
    ...(figures.some((figure) => figure.assumed) && { byUser: true as const }),
  };
}

/** The part's share of the cost above the deductible, at the rate that the points add. */
export function partOfStep(line: LinePlan, amounts: Float64Array, rows: readonly BandRow[]): StepPart {
  const tag = line.figures.rateSteps.find(({ step }) => step.part !== undefined)?.step.part ?? '';
  const paidOn = rows.reduce((sum, row) => sum + row.cost, 0);
  const base = new Decimal(Math.min((amounts[line.extraPart] ?? 0) * line.keep, paidOn))
    .div(line.scale)
    .div(100);
  const rate = new Decimal(line.extra).div(line.denominator);
  const amount = base.times(rate);
  return { tag, rate: showRate(rate), base: unrounded(base), amount: unrounded(amount) };
}
