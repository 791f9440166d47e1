import { LEVELS, RULE_LEVELS } from '../../codes/tables.ts';
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
  const others = RULE_LEVELS.filter((level) => !named.has(level));
  const open = tables.some(({ otherwise }) => otherwise === undefined);
  const levels = LEVELS.ids.filter(
    (level) => named.has(level) || (open && RULE_LEVELS.includes(level)) || level === others[0],
  );
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

/**
 * A claim that reaches a band; undefined where none can (the deductible takes the whole band, or it is too high).
 * @param wanted inside the band, or just at its end; a band without a rate is entered by one fen
 */
export function attemptAt(
  draft: PolicyDraft,
  spot: Spot,
  band: number,
  wanted: 'inside' | 'end' = 'inside',
): Attempt | undefined {
  const assume = standIns(draft, spot, band);
  const needs = spot.rates[band]?.kind === 'not_stated' ? rateKey(draft, band) : undefined;
  const formula = formulaOf(draft, spot);
  const range = rangeOf(formula, band);
  if (!range || range.low >= BigInt(MAX_FEN)) return undefined;
  const base =
    wanted === 'end' ? range.end : needs !== undefined && band > 0 ? range.low + 1n : baseIn(formula, range);
  if (base === undefined || base > BigInt(MAX_FEN)) return undefined;
  const outcome = needs === undefined ? { worked: work(formula, base), formula } : { needs };
  return { spot, band, assume, base, outcome };
}

/** Stand-ins for what is not stated below a band. */
export function standIns(draft: PolicyDraft, spot: Spot, band: number): Record<string, string> {
  const assume: Record<string, string> = {};
  if (spot.deductible.kind === 'not_stated') assume[`${lineName(draft)}.deductible`] = TRIAL.deductible;
  for (const [index, rate] of spot.rates.slice(0, band).entries())
    if (rate.kind === 'not_stated') assume[rateKey(draft, index)] = TRIAL.rate;
  return assume;
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

/** The costs whose last stretch lies in a band: above `low`, up to `end`. */
interface Range {
  readonly low: bigint;
  readonly end?: bigint;
}

function rangeOf({ deductible, bands, countedFrom }: Formula, band: number): Range | undefined {
  const below = countedFrom === 'zero' ? 0n : deductible;
  const start = below + (bands[band - 1]?.upTo ?? 0n);
  const upTo = bands[band]?.upTo;
  const low = start > deductible ? start : deductible;
  if (upTo === undefined) return { low };
  return low < below + upTo ? { low, end: below + upTo } : undefined;
}

/** A round cost: 10,000 where that will do, else 10,000 or half the band above its start; less where the cap would hide the rate. */
function baseIn(formula: Formula, { low, end }: Range): bigint {
  const fits = (base: bigint): boolean => base > low && (end === undefined || base <= end);
  let base = [TEN_THOUSAND, low + TEN_THOUSAND].find(fits) ?? low + halfOf((end ?? low) - low);
  const free: Formula = { ...formula, cap: { per: 'settlement', amount: BigInt(MAX_FEN) } };
  const capped = (): boolean => work(formula, base).paid < work(free, base).paid;
  while (capped() && base - low > 1n) base = low + halfOf(base - low);
  return base;
}

/** About half, in whole yuan where that is something. */
function halfOf(cost: bigint): bigint {
  const half = cost / 2n;
  if (half > YUAN) return half - (half % YUAN);
  return half > 0n ? half : 1n;
}
