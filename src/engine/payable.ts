import { type LinePlan, STATE } from './plan.ts';

// What one line pays on a cost by its deductible and bands, without regard to the other lines. As `settle`, whole
// numbers only, and nothing is allocated.

/** The stretch of a band that a cost covers, in fen times the line's scale. */
export interface BandRow {
  readonly band: number;
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/** Fen of the deductible that the year, or the stay that goes on, has not taken yet. */
export function deductibleLeftOf(line: LinePlan, state: Float64Array, year: number): number {
  if (line.deductiblePerYear)
    return Math.max(0, line.deductible - (state[year + STATE.deductible] as number));
  return line.goesOn ? Math.max(0, line.deductible - (state[year + STATE.stay] as number)) : line.deductible;
}

/** Where on the scale of the bands this claim's cost starts, before its deductible; fen times scale. */
export function startOf(line: LinePlan, state: Float64Array, year: number): number {
  if (!line.perYear) return 0;
  const before = (state[year + STATE.base] as number) * line.keep;
  if (line.fromZero) return before;
  return Math.max(0, before - (state[year + STATE.deductible] as number) * line.scale);
}

/**
 * What the line pays on a cost, unrounded, as a numerator over denominator x scale; -(band + 1) where it needs a rate
 * that is not stated. With `rows`, notes the bands used, for the explanation. Never falls as the cost rises, which is what the cap relies on.
 */
export function payable(
  line: LinePlan,
  cost: number,
  deductibleLeft: number,
  start: number,
  amounts: Float64Array,
  rows: BandRow[] | null,
): number {
  const kept = cost * line.keep;
  const deductible = Math.min(kept, deductibleLeft * line.scale);
  let rest = kept - deductible;
  let numerator = 0;
  if (line.extraPart >= 0)
    numerator = Math.min((amounts[line.extraPart] as number) * line.keep, rest) * line.extra;
  let position = line.fromZero ? start + deductible : start;
  const { upTo, rates } = line;
  for (let band = 0; rest > 0; band++) {
    const end = upTo[band] as number;
    if (position >= end) continue;
    const segment = Math.min(rest, end - position);
    const rate = rates[band] as number;
    if (rate < 0) return -(band + 1);
    numerator += segment * rate;
    if (rows !== null) rows.push({ band, from: position, to: position + segment, cost: segment });
    position += segment;
    rest -= segment;
  }
  return numerator;
}

/**
 * The largest cost in fen whose unrounded payment does not exceed the limit; what is above it goes to later lines.
 * Narrowed down between a cost that stays within the limit and one that does not: by turns where the straight line
 * between the two crosses it, which the bands soon make exact, and in the middle, so that it cannot take long.
 * @param paid what `cost` gives, above the limit
 */
export function costOf(
  line: LinePlan,
  cost: number,
  paid: number,
  deductibleLeft: number,
  start: number,
  amounts: Float64Array,
  limit: number,
): number {
  let within = 0;
  let paidWithin = 0;
  let beyond = cost;
  let paidBeyond = paid;
  for (let straight = true; beyond - within > 1; straight = !straight) {
    const share = straight ? (limit - paidWithin) / (paidBeyond - paidWithin) : 0.5;
    const step = Math.floor((beyond - within) * share);
    const next = within + Math.max(1, Math.min(step, beyond - within - 1));
    const paidNext = payable(line, next, deductibleLeft, start, amounts, null);
    if (paidNext <= limit) {
      within = next;
      paidWithin = paidNext;
    } else {
      beyond = next;
      paidBeyond = paidNext;
    }
  }
  return within;
}

/** Exact quotient rounded half up; both whole, the numerator within 2^53. */
export function divideHalfUp(numerator: number, denominator: number): number {
  let quotient = Math.floor(numerator / denominator);
  let rest = numerator - quotient * denominator;
  // The quotient of two doubles may round up to the next whole number.
  if (rest < 0) {
    quotient -= 1;
    rest += denominator;
  }
  return rest * 2 >= denominator ? quotient + 1 : quotient;
}
