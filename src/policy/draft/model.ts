import type { Grade } from '../policy.ts';

/** One figure as answered: fen or parts per million; not stated, or (deductibles and caps) none. */
export type Leaf =
  | { readonly kind: 'exact'; readonly value: number }
  | { readonly kind: 'not_stated' }
  | { readonly kind: 'none' };

/** A figure for every hospital, or one for each level; levels without a row are not stated. */
export type FigureAnswer =
  | { readonly kind: 'one'; readonly leaf: Leaf }
  | { readonly kind: 'levels'; readonly rows: readonly LevelRow[]; readonly otherwise?: Leaf };

export interface LevelRow {
  readonly levels: readonly string[];
  readonly leaf: Leaf;
}

/** The cost up to `upTo` (fen, included) at this rate; the last band has no end. */
export interface BandAnswer {
  readonly upTo?: number;
  readonly rate: FigureAnswer;
}

/** A word that was chosen, or taken because nothing was said; the file then says so. */
export interface Chosen<Word extends string> {
  readonly word: Word;
  readonly assumed: boolean;
}

export type DeductiblePeriod = 'admission' | 'visit' | 'year';
export type CountedPeriod = 'settlement' | 'year';
export type CountedFrom = 'deductible' | 'zero';
export type CapPeriod = 'settlement' | 'month' | 'year';
export const DRAFT_BASES = ['in_policy', 'burden', 'self_funded', 'total'] as const;
export type DraftBase = (typeof DRAFT_BASES)[number];

export interface SourceAnswer {
  readonly title: string;
  readonly titleEn?: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly date?: string;
  readonly url?: string;
  readonly grade: Grade;
}

/** A policy of one line, as far as it was answered. Money in fen, rates in parts per million. */
export interface PolicyDraft {
  readonly code: string;
  readonly scheme: string;
  readonly kind: 'scheme' | 'supplement';
  readonly title: { readonly zh: string; readonly en?: string };
  /** What the place is called, where the table of places does not have it. */
  readonly place?: { readonly zh: string; readonly en?: string };
  readonly from: string;
  readonly to?: string;
  readonly checked: string;
  readonly source: SourceAnswer;
  readonly care: readonly string[];
  readonly heldWith: readonly string[];
  readonly payer: string;
  readonly base: DraftBase;
  readonly deductible: FigureAnswer;
  readonly deductiblePer: Chosen<DeductiblePeriod>;
  readonly bands: readonly BandAnswer[];
  readonly countedPer: Chosen<CountedPeriod>;
  readonly countedFrom: Chosen<CountedFrom>;
  readonly cap: Leaf;
  readonly capPer: Chosen<CapPeriod>;
}

/** The line's name: the payer's, or the supplement's own. */
export function lineName({ kind, scheme, payer }: PolicyDraft): string {
  return kind === 'supplement' ? scheme : payer;
}

/** The figure at a level; what no row names is not stated. */
export function leafAt(figure: FigureAnswer, level: string): Leaf {
  if (figure.kind === 'one') return figure.leaf;
  const row = figure.rows.find(({ levels }) => levels.includes(level));
  return row?.leaf ?? figure.otherwise ?? { kind: 'not_stated' };
}

/** Whether the policy tells hospitals apart by their level. */
export function byLevel({ deductible, bands }: PolicyDraft): boolean {
  return [deductible, ...bands.map(({ rate }) => rate)].some(({ kind }) => kind === 'levels');
}
