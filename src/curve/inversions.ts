import { add, compare, div, type Fraction, least, mul, negate, sign, sub } from './fraction.ts';
import { isStop } from './line.ts';
import type { Piece, Sweep } from './sweep.ts';

/** A stretch of bills on which the person pays less in the dearer hospital. */
export interface Inversion {
  readonly from: Fraction;
  readonly to: Fraction;
  /** The most that is saved, in fen, and the bill where. */
  readonly most: Fraction;
  readonly at: Fraction;
}

/** Difference of two straight lines over a stretch, at its beginning and its end. */
interface Difference {
  readonly from: Fraction;
  readonly to: Fraction;
  readonly first: Fraction;
  readonly last: Fraction;
}

/** Every stretch on which `higher` leaves the person less than `lower`, with exact crossing points. */
export function inversionsOf(lower: Sweep, higher: Sweep): Inversion[] {
  const found: Inversion[] = [];
  for (const difference of differencesOf(lower.pieces, higher.pieces)) {
    const part = negativePart(difference);
    if (!part) continue;
    const last = found.at(-1);
    if (last && compare(last.to, part.from) === 0) found[found.length - 1] = joined(last, part);
    else found.push(part);
  }
  return found;
}

/** Higher less lower, piece by piece of both. */
function* differencesOf(lower: readonly Piece[], higher: readonly Piece[]): Generator<Difference> {
  let [i, j] = [0, 0];
  while (i < lower.length && j < higher.length) {
    const [a, b] = [lower[i] as Piece, higher[j] as Piece];
    const from = compare(a.from, b.from) > 0 ? a.from : b.from;
    const to = least(a.to, b.to);
    if (compare(from, to) < 0) {
      const [left, right] = [personOn(a, from, to), personOn(b, from, to)];
      if (left && right) yield { from, to, first: sub(right[0], left[0]), last: sub(right[1], left[1]) };
    }
    const order = compare(a.to, b.to);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
}

function personOn(
  { from: start, result }: Piece,
  from: Fraction,
  to: Fraction,
): [Fraction, Fraction] | undefined {
  if (isStop(result)) return undefined;
  const { value, slope } = result.person;
  const at = (bill: Fraction): Fraction => add(value, mul(slope, sub(bill, start)));
  return [at(from), at(to)];
}

function negativePart({ from, to, first, last }: Difference): Inversion | undefined {
  if (sign(first) >= 0 && sign(last) >= 0) return undefined;
  const crossing = (): Fraction => add(from, mul(sub(to, from), div(first, sub(first, last))));
  const begins = sign(first) > 0 ? crossing() : from;
  const ends = sign(last) > 0 ? crossing() : to;
  const early = compare(first, last) <= 0;
  return { from: begins, to: ends, most: negate(early ? first : last), at: early ? from : to };
}

function joined(a: Inversion, b: Inversion): Inversion {
  const { most, at } = compare(a.most, b.most) >= 0 ? a : b;
  return { from: a.from, to: b.to, most, at };
}
