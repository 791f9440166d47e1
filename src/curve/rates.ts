import { MAX_FEN } from '../money/fen.ts';
import type { Break, Judged } from './breaks.ts';
import { type Fraction, fraction, mul, showDecimals, showFraction } from './fraction.ts';
import { judge, personOf } from './judge.ts';
import { isStop } from './line.ts';
import type { Sweep } from './sweep.ts';

/** An exact rate as a percentage: all its decimals where it has few, else the fraction. */
export function percent(rate: Fraction): string {
  const times = mul(rate, fraction(100));
  for (const places of [0, 1, 2, 3, 4, 5, 6])
    if (10n ** BigInt(places) % times.d === 0n) return `${showDecimals(times, places)}%`;
  return `${showFraction(times)}%`;
}

/** The person's share of a bill as the engine settles it, in percent to two decimals, half up. */
export function effectiveRate({ fen, settled }: Judged): string | undefined {
  if (!settled || fen === 0) return undefined;
  return `${showDecimals(fraction(BigInt(personOf(settled)) * 100n, BigInt(fen)), 2)}%`;
}

/** Bills that people think in, in yuan. */
const ROUND = [1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

/** What the person bears of round bills between the smallest and the largest shown. */
export function roundBills({ plan, bills }: Sweep, breaks: readonly Break[], to: number): Judged[] {
  const known = new Set(breaks.map(({ shown }) => shown.fen));
  const least = bills.first[0] as number;
  return ROUND.map((yuan) => yuan * 100)
    .filter((fen) => fen >= least && fen <= Math.min(to, MAX_FEN) && !known.has(fen))
    .flatMap((fen) => {
      const settled = judge(plan, bills, fen);
      return isStop(settled) ? [] : [{ fen, settled }];
    });
}
