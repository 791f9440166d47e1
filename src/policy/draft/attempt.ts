import { LEVELS } from '../../codes/tables.ts';
import { MAX_FEN, parseYuan } from '../../money/fen.ts';
import { parsePercent } from '../../money/rate.ts';
import { type Formula, type Worked, work } from './formula.ts';
import { byLevel, type Leaf, leafAt, lineName, type PolicyDraft } from './model.ts';

/** One hospital level with its figures; no level where the policy does not go by it. */
export interface Spot {
  readonly level: string | undefined;
  readonly deductible: Leaf;
  readonly rates: readonly Leaf[];
}

/** A claim that aims at one band at one spot: what has to be supplied for it, and what comes out. */
export interface Attempt {
  readonly spot: Spot;
  readonly band: number;
  /** Figures that are not stated and stand in its way, by their keys. */
  readonly assume: Readonly<Record<string, string>>;
  readonly base: bigint;
  /** What it comes to, or the key of the figure that stops it. */
  readonly outcome: { readonly worked: Worked; readonly formula: Formula } | { readonly needs: string };
}

/** Stand-ins for figures that are not stated: made up, and shown as assumptions. */
const TRIAL = { deductible: '500', rate: '70%' } as const;
const TEN_THOUSAND = 1_000_000n;
const YUAN = 100n;

/** Every level that a table names, and those none names: each where they are not stated, else one for all. */
export function spotsOf(draft: PolicyDraft): Spot[] {
  if (!byLevel(draft)) return [spotAt(draft, undefined)];
  const tables = [draft.deductible, ...draft.bands.map(({ rate }) => rate)].flatMap((figure) =>
    figure.kind === 'levels' ? [figure] : [],
  );
  const named = new Set(tables.flatMap(({ rows }) => rows.flatMap(({ levels }) => levels)));
  const others = LEVELS.ids.filter((level) => !named.has(level));
  const open = tables.some(({ otherwise }) => otherwise === undefined);
  const levels = LEVELS.ids.filter((level) => named.has(level) || open || level === others[0]);
  const spots = levels.map((level) => spotAt(draft, level));
  // What can be worked out comes first: it is what a reader looks for.
  return [...spots.filter(isStated), ...spots.filter((spot) => !isStated(spot))];
}

export function isStated({ deductible, rates }: Spot): boolean {
  return [deductible, ...rates].every(({ kind }) => kind !== 'not_stated');
}

function spotAt({ deductible, bands }: PolicyDraft, level: string | undefined): Spot {
  const at = level ?? '';
  return { level, deductible: leafAt(deductible, at), rates: bands.map(({ rate }) => leafAt(rate, at)) };
}

/** A claim that reaches a band; undefined where none can (the deductible takes the whole band, or it is too high). */
export function attemptAt(draft: PolicyDraft, spot: Spot, band: number): Attempt | undefined {
  const assume: Record<string, string> = {};
  const line = lineName(draft);
  if (spot.deductible.kind === 'not_stated') assume[`${line}.deductible`] = TRIAL.deductible;
  for (const [index, rate] of spot.rates.slice(0, band).entries())
    if (rate.kind === 'not_stated') assume[rateKey(draft, index)] = TRIAL.rate;
  const formula = formulaOf(draft, spot);
  const base = baseIn(formula, band);
  if (base === undefined || base > BigInt(MAX_FEN)) return undefined;
  const needs = spot.rates[band]?.kind === 'not_stated' ? rateKey(draft, band) : undefined;
  const outcome = needs === undefined ? { worked: work(formula, base), formula } : { needs };
  return { spot, band, assume, base, outcome };
}

/** `pooled_fund.rate`, or `pooled_fund.rate.2` where there are bands. */
export function rateKey(draft: PolicyDraft, band: number): string {
  return draft.bands.length === 1 ? `${lineName(draft)}.rate` : `${lineName(draft)}.rate.${band + 1}`;
}

/** The policy at one level as a formula; what is not stated has its stand-in. */
export function formulaOf(draft: PolicyDraft, { deductible, rates }: Spot): Formula {
  const { bands, cap } = draft;
  return {
    deductible: fenOf(deductible),
    deductiblePer: draft.deductiblePer.word,
    bands: bands.map(({ upTo }, index) => ({
      ...(upTo !== undefined && { upTo: BigInt(upTo) }),
      ppm: ppmOf(rates[index]),
    })),
    countedPer: draft.countedPer.word,
    countedFrom: draft.countedFrom.word,
    ...(cap.kind === 'exact' && { cap: { per: draft.capPer.word, amount: BigInt(cap.value) } }),
  };
}

function fenOf(leaf: Leaf): bigint {
  if (leaf.kind === 'exact') return BigInt(leaf.value);
  const trial = parseYuan(leaf.kind === 'none' ? '0' : TRIAL.deductible);
  return 'fen' in trial ? BigInt(trial.fen) : 0n;
}

function ppmOf(leaf: Leaf | undefined): bigint {
  return BigInt(leaf?.kind === 'exact' ? leaf.value : (parsePercent(TRIAL.rate) ?? 0));
}

/** A round cost whose last stretch lies inside a band: 10,000 where that will do, else 10,000 or half the band into it. */
function baseIn({ deductible, bands, countedFrom }: Formula, band: number): bigint | undefined {
  const below = countedFrom === 'zero' ? 0n : deductible;
  const start = below + (bands[band - 1]?.upTo ?? 0n);
  const upTo = bands[band]?.upTo;
  const end = upTo === undefined ? undefined : below + upTo;
  const low = start > deductible ? start : deductible;
  if (end !== undefined && low >= end) return undefined;
  const fits = (base: bigint): boolean => base > low && (end === undefined || base <= end);
  if (fits(TEN_THOUSAND)) return TEN_THOUSAND;
  if (fits(low + TEN_THOUSAND)) return low + TEN_THOUSAND;
  const half = ((end ?? low) - low) / 2n;
  return low + (half > YUAN ? half - (half % YUAN) : half + 1n);
}
