import type { PayerShare } from '../engine/settlement.ts';
import type { Hue } from './paint.ts';

/**
 * Splits a whole into whole parts in proportion to the weights, which add up to exactly `whole` (largest remainder).
 * Weights are whole and not negative; with a sum of zero every part is zero.
 */
export function apportion(weights: readonly number[], whole: number): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((weight * whole) / sum));
  const rest = whole - parts.reduce((total, part) => total + part, 0);
  const order = weights
    .map((weight, index) => ({ index, remainder: (weight * whole) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of order.slice(0, rest)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Shares of the total in percent with one decimal; they add up to exactly 100.0. `–` where nothing is to be shared. */
export function percentages(amounts: readonly number[]): string[] {
  const parts = apportion(amounts, 1000);
  const nothing = parts.every((part) => part === 0);
  return parts.map((part) => (nothing ? '-' : `${Math.floor(part / 10)}.${part % 10}%`));
}

/** Lengths of the bar's segments: in proportion, but whoever pays anything is seen. */
export function segments(amounts: readonly number[], width: number): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const small = amounts.map((amount) => amount > 0 && amount * width < total);
  const rest = apportion(
    amounts.map((amount, index) => (small[index] ? 0 : amount)),
    width - small.filter(Boolean).length,
  );
  return rest.map((length, index) => (small[index] ? 1 : length));
}

/** How a payer is told from the others in a drawing. */
export interface Mark {
  readonly id: string;
  readonly hue: Hue;
  /** Darker for funds, lighter for the person, so that the bar reads without colour. */
  readonly block: string;
  /** The same for terminals whose font has no blocks, or draws them two cells wide. */
  readonly ascii: string;
}

const PERSON: Readonly<Record<string, Mark>> = {
  hospital: { id: 'hospital', hue: 'hospital', block: '▞', ascii: 'H' },
  personal_account: { id: 'account', hue: 'account', block: '▒', ascii: '+' },
  stored_card: { id: 'card', hue: 'card', block: '▤', ascii: '-' },
  cash: { id: 'cash', hue: 'cash', block: '░', ascii: '.' },
};

const FUNDS: readonly Mark[] = [
  { id: 'f1', hue: 'fund1', block: '█', ascii: '#' },
  { id: 'f2', hue: 'fund2', block: '▓', ascii: '=' },
  { id: 'f3', hue: 'fund3', block: '▚', ascii: '%' },
  { id: 'f4', hue: 'fund4', block: '▦', ascii: '@' },
  { id: 'f5', hue: 'fund1', block: '◆', ascii: '*' },
  { id: 'f6', hue: 'fund2', block: '▥', ascii: '&' },
  { id: 'f7', hue: 'fund3', block: '●', ascii: 'o' },
  { id: 'f8', hue: 'fund4', block: '▣', ascii: 'x' },
];

/** A mark for each payer, different ones as long as there are any. */
export function marksOf(payers: readonly PayerShare[]): Mark[] {
  let funds = 0;
  return payers.map(({ id }) => {
    const own = PERSON[id];
    if (own) return own;
    const mark = FUNDS[funds % FUNDS.length] as Mark;
    funds += 1;
    return mark;
  });
}
