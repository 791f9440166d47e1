import { Decimal } from 'decimal.js';
import { inherit, type Origin } from '../grammar/words.ts';
import { commonDenominator, foldRate, type RateStep } from '../money/rate.ts';
import { rateKey } from '../policy/figures.ts';
import type { Policy } from '../policy/policy.ts';
import type { RateAdjustment } from '../rules/adjust.ts';
import type { Figure } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';
import type { LineContext } from './line-context.ts';
import { type Read, stepsOf } from './line-figures.ts';
import type { LineFigures, LinePlan, Resolved } from './plan.ts';
import { isUnsure, orLeast, rateWhereReached, unknownRate } from './unsure.ts';

/** The rates of a line, band by band, with what changes them. */
export type Bands = Pick<LineFigures, 'rates' | 'upTo' | 'rateSteps'>;

/** Rates as `settle` takes them: numerators over one denominator, -1 where a rate is not known. */
export interface RateNumbers {
  readonly rates: Float64Array;
  readonly denominator: number;
  /** What points on a tagged part of the cost add. */
  readonly part: string | undefined;
  readonly extra: number;
}

/** The bands as the circumstances decide them. */
export function bandsOf(
  { line, policy }: LinePlan,
  outer: Origin,
  context: LineContext,
  read: Read,
): 'open' | Bands {
  const rates = line.bands.map(({ rate, origin }, index) =>
    bandRate(rate, rateKey(line, index), inherit(outer, origin), line, policy, context),
  );
  const upTo = line.bands.map((band, index) => {
    // Where the next band pays more, the cautious end of a range is the one that is reached later.
    const rises = (rates[index + 1]?.value ?? 0) > (rates[index]?.value ?? 0);
    return band.upTo && read(band.upTo, `up_to.${index + 1}`, 'fen', rises ? 'high' : 'low', band.origin);
  });
  const found = orLeast(
    () => stepsOf(line, context.circumstances, read),
    line.unlessGiven === 'skip' ? undefined : 0,
    context,
  );
  const endOpen = line.bands.some((band, index) => band.upTo !== undefined && upTo[index] === undefined);
  if (found === 'open' || endOpen || !areKnown(rates)) return 'open';
  if (!isUnsure(found)) return { rates, upTo, rateSteps: found };
  // Where what changes the rates is not known, none of them is.
  const unknown = rates.map((rate) => unknownRate(rate.key, rate.origin, rate.needs ?? found.needs));
  return { rates: unknown, upTo, rateSteps: [] };
}

function bandRate(
  figure: Figure,
  key: string,
  origin: Origin,
  line: Line,
  policy: Policy,
  context: LineContext,
): Resolved | undefined {
  const { figures, input, wording } = context;
  const rate = (): Resolved | undefined => figures.read(figure, key, 'ppm', 'low', origin, policy, wording);
  // Where nobody can be asked, a rate that the cost may never reach stops no claim beforehand.
  return input.defaults && line.unlessGiven === 'refuse'
    ? rateWhereReached(rate, key, inherit(origin, figure.origin), context)
    : rate();
}

function areKnown(rates: (Resolved | undefined)[]): rates is Resolved[] {
  return rates.every((rate) => rate !== undefined);
}

/** Whether the ends of the bands rise, as the circumstances make them. */
export function inOrder({ upTo }: Bands): boolean {
  const ends = upTo.flatMap((figure) => (figure?.state === 'exact' ? [figure.value] : []));
  return ends.every((end, index) => end > (ends[index - 1] ?? 0));
}

/** The rates with all that changes them, or why the points on a part are not known. */
export function rateNumbers({ rates, upTo, rateSteps }: Bands): 'differs' | 'two parts' | RateNumbers {
  // Where a band's end is not stated, the rate of what lies above its beginning is not known either.
  const lost = upTo.findIndex((figure) => figure?.state === 'not_stated');
  const whole = rateSteps.filter(({ step }) => step.part === undefined).map(asStep);
  const exact = rates.map((rate, band) =>
    rate.state === 'exact' && (lost < 0 || band < lost) ? foldRate(rate.value, whole) : undefined,
  );
  const points = partPoints(rates, rateSteps, exact);
  if (typeof points === 'string') return points;
  const { numerators, denominator } = commonDenominator([
    ...exact.map((rate) => rate ?? new Decimal(0)),
    points.rate,
  ]);
  return {
    rates: Float64Array.from(numerators.slice(0, -1), (numerator, band) => (exact[band] ? numerator : -1)),
    denominator,
    part: points.part,
    extra: numerators.at(-1) ?? 0,
  };
}

function asStep({ step, figure }: { step: RateAdjustment; figure: Resolved }): RateStep {
  return { kind: step.kind, ppm: figure.value };
}

/** What the points on a tagged part add to the rate, which must be the same in every band to be known at all. */
function partPoints(
  rates: readonly Resolved[],
  steps: readonly { step: RateAdjustment; figure: Resolved }[],
  without: readonly (Decimal | undefined)[],
): 'differs' | 'two parts' | { part?: string; rate: Decimal } {
  const [part, second] = new Set(steps.flatMap(({ step }) => step.part ?? []));
  if (second !== undefined) return 'two parts';
  if (part === undefined) return { rate: new Decimal(0) };
  const own = steps.filter(({ step }) => step.part === undefined || step.part === part).map(asStep);
  const added = rates.flatMap((rate, band) => {
    const plain = without[band];
    return rate.state === 'exact' && plain ? [foldRate(rate.value, own).minus(plain)] : [];
  });
  const [first = new Decimal(0)] = added;
  if (added.some((rate) => !rate.equals(first)) || first.isNegative()) return 'differs';
  return { part, rate: first };
}
