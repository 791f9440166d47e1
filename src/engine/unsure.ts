import type { Origin } from '../grammar/words.ts';
import type { Circumstances, Need } from '../rules/circumstances.ts';
import type { Figure } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';
import { capOf, capStateOf, deductibleOf, type Read } from './line-figures.ts';
import type { Resolved } from './plan.ts';
import type { ResolveInput } from './resolve-input.ts';

/**
 * A deductible or cap that hangs on something not given. Where nobody can be asked, the least that it can be stands for
 * it: up to that the claim comes to the same whatever was not given, and only above is it refused for what is missing.
 */
export interface Unsure {
  readonly least: number;
  readonly needs: readonly Need[];
}

/** What decides whether something may be left open. */
export interface Openness {
  readonly circumstances: Circumstances;
  readonly input: ResolveInput;
  /** What is needed only if the cost reaches it. */
  readonly later: Need[];
}

type Found<T> = Exclude<T, 'open'> & { readonly needs?: readonly Need[] };

export function deductibleOrLeast(
  line: Line,
  openness: Openness,
  read: Read,
): 'open' | Found<ReturnType<typeof deductibleOf>> {
  const decide = () => deductibleOf(line, openness.circumstances, read);
  const rule = line.deductible;
  // What changes a deductible may hang on the same, and a line that is left out where its figures are open is decided first.
  if (!rule || rule.adjust.length > 0 || line.unlessGiven === 'skip') return decide();
  const found = orLeast(decide, leastOf(rule.amount, 0, openness), openness);
  return isUnsure(found) ? { value: found.least, steps: [], needs: found.needs } : found;
}

export function capOrLeast(
  line: Line,
  openness: Openness,
  read: Read,
): 'open' | Found<ReturnType<typeof capOf>> {
  const decide = () => capOf(line, openness.circumstances, read);
  if (!line.cap) return decide();
  // A cap only grows, so without growth it is least.
  const found = orLeast(decide, leastOf(line.cap.amount, Number.POSITIVE_INFINITY, openness), openness);
  return isUnsure(found) ? { state: capStateOf(line.cap), amount: found.least, needs: found.needs } : found;
}

/** A rate, or the note that it hangs on something not known: the claim is refused for that only if its cost reaches it. */
export function rateWhereReached(
  read: () => Resolved | undefined,
  key: string,
  origin: Origin,
  { circumstances, later }: Openness,
): Resolved | undefined {
  const { result, needs } = circumstances.tentatively(read);
  if (result !== undefined || needs.length === 0) return result;
  later.push(...needs);
  return unknownRate(key, origin, needs);
}

export function unknownRate(key: string, origin: Origin, needs: readonly Need[]): Resolved {
  const unknown = { state: 'not_stated', value: -1, ranged: false, open: false, assumed: false } as const;
  return { key, unit: 'ppm', ...unknown, origin, needs };
}

/** What is decided, or how unsure it is; `least` undefined: it is asked for. */
export function orLeast<T>(
  decide: () => T | 'open',
  least: number | undefined,
  { circumstances, input, later }: Openness,
): T | 'open' | Unsure {
  if (!input.defaults || least === undefined || !Number.isFinite(least)) return decide();
  const { result, needs } = circumstances.tentatively(decide);
  if (result !== 'open' || needs.length === 0) return needs.length === 0 ? result : decide();
  later.push(...needs);
  return { least, needs };
}

export function isUnsure(found: unknown): found is Unsure {
  return typeof found === 'object' && found !== null && 'least' in found;
}

/**
 * The least fen that an amount comes to in any circumstances; undefined where that is not known.
 * @param silent what no amount comes to, and one that is not stated: no deductible takes 0, no cap has no end
 */
function leastOf(figure: Figure, silent: number, openness: Openness): number | undefined {
  // What the user supplies may be less than any amount written.
  const supplied = openness.input.assumptions.size > 0;
  switch (figure.kind) {
    case 'exact':
      return figure.value;
    case 'range':
      return supplied ? undefined : figure.low;
    case 'none':
      return silent;
    case 'not_stated':
      return supplied ? undefined : silent;
    case 'by':
    case 'cases': {
      const rows = [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])];
      const all = rows.map((row) => leastOf(row, silent, openness));
      return all.some((fen) => fen === undefined) ? undefined : Math.min(...(all as number[]));
    }
    default:
      return undefined;
  }
}
