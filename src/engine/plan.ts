import type { PartCost } from '../claim/part-cost.ts';
import type { Payer } from '../codes/payers.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import type { Policy, Version } from '../policy/policy.ts';
import type { RateAdjustment } from '../rules/adjust.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Need } from '../rules/circumstances.ts';
import type { AmountAdjustment } from '../rules/deductible.ts';
import type { Unit } from '../rules/figure.ts';
import type { GrowthStep } from '../rules/growth.ts';
import type { Line } from '../rules/line.ts';

/** Places of the amounts handed to `settle`, in fen; tagged parts and given payments follow. */
export const IN = {
  total: 0,
  selfFunded: 1,
  overLimit: 2,
  advance: 3,
  personal: 4,
  stored: 5,
  first: 6,
} as const;

/** Places of what `settle` works out, in fen; four numbers per line follow. */
export const OUT = {
  inPolicy: 0,
  deductible: 1,
  hifp: 2,
  hifob: 3,
  hifmi: 4,
  hifes: 5,
  cvlserv: 6,
  maf: 7,
  oth: 8,
  hosp: 9,
  fund: 10,
  person: 11,
  account: 12,
  stored: 13,
  cash: 14,
  first: 15,
} as const;
export const PER_LINE = { base: 0, deductible: 1, paid: 2, above: 3, size: 4 } as const;

/**
 * What the year holds of each line before the claim, in fen; `stay`: what the stay that it goes on with has taken. Behind the lines one number for each shared cap: what its
 * lines for other care have paid.
 */
export const STATE = {
  base: 0,
  deductible: 1,
  paid: 2,
  paidMonth: 3,
  paidDisease: 4,
  stay: 5,
  size: 6,
} as const;

/** Places of the costs that tagged parts belong to; the in-policy cost is what the total has besides the others. */
export const COST_PLACES: Readonly<Record<PartCost, number>> = {
  in_policy: IN.total,
  advance: IN.advance,
  over_limit: IN.overLimit,
  self_funded: IN.selfFunded,
};

/** `capState` of a line that no cap of its own binds. */
export const NO_CAP = -2;

/** Which amounts of a line are only the least that they can be. */
export const UNSURE = { deductible: 1, cap: 2 } as const;

/** Parts of the bill, in the order in which a payment on several of them is counted. */
export const BUCKET = { inPolicy: 1, advance: 2, overLimit: 4, selfFunded: 8, all: 15 } as const;

/** One figure as the circumstances decide it, with where it comes from. */
export interface Resolved {
  readonly key: string;
  readonly unit: Unit;
  readonly state: 'exact' | 'not_stated' | 'none';
  /** Fen or parts per million. */
  readonly value: number;
  readonly origin: Origin;
  /** One of two bounds was taken; `open` when the upper one is not stated. */
  readonly ranged: boolean;
  readonly open: boolean;
  /** Supplied by the user's `--assume`. */
  readonly assumed: boolean;
  /** How it came about where it was not simply read. */
  readonly formula?: Text;
  /** What must be known to decide it: taken as not stated until a cost reaches it. */
  readonly needs?: readonly Need[];
}

/** A rule of eligibility, or a line's refusal, that the claim meets. */
export interface Met {
  readonly code: string;
  readonly reason: Text;
  readonly origin: Origin;
  readonly policy: Policy;
}

/** The figures behind a line's numbers, for the explanation. */
export interface LineFigures {
  readonly gate?: { readonly from?: Resolved; readonly to?: Resolved };
  readonly borneFirst?: Resolved;
  readonly deductible?: Resolved;
  readonly deductibleSteps: readonly {
    readonly step: AmountAdjustment;
    readonly figure: Resolved;
    /** How often it is taken: once, or once for every earlier admission. */
    readonly times: number;
    readonly result: number;
  }[];
  readonly upTo: readonly (Resolved | undefined)[];
  readonly rates: readonly Resolved[];
  readonly rateSteps: readonly { readonly step: RateAdjustment; readonly figure: Resolved }[];
  readonly cap?: Resolved;
  readonly growth?: CapGrowth;
  /** What must be known where the deductible, or the cap, is only the least that it can be. */
  readonly deductibleNeeds?: readonly Need[];
  readonly capNeeds?: readonly Need[];
}

/** How a cap has grown: fen in all, what made it grow (and only that), and the limit where it limited. */
export interface CapGrowth {
  readonly fen: number;
  readonly steps: readonly { readonly step: GrowthStep; readonly times: number; readonly figure: Resolved }[];
  readonly most?: Resolved;
}

/** One benefit line decided into numbers: settling it is integer arithmetic. */
export interface LinePlan {
  readonly id: string;
  readonly line: Line;
  readonly policy: Policy;
  readonly payer: Payer;
  readonly label: Text;
  readonly state: 'computed' | 'given' | 'off';
  /** Why the line does not pay. */
  readonly off: Met | undefined;
  /** Place in OUT of the payer's field. */
  readonly field: number;
  /** Which amount its gate looks at: 0 none, 1 the total, 2 the in-policy cost; it pays from … to, fen, included. */
  readonly gateOn: 0 | 1 | 2;
  readonly gateFrom: number;
  readonly gateTo: number;
  /** Buckets the line pays on. */
  readonly buckets: number;
  /** Place in the amounts of the tagged part it pays on, or -1; earlier lines that have paid on it. */
  readonly part: number;
  readonly partBefore: readonly number[];
  /** Places of the tagged parts that its base leaves out; earlier lines that have paid on them. */
  readonly outside: readonly number[];
  readonly outsideBefore: readonly number[];
  /** Line whose cost above the cap / whose person's share it pays on, or -1. */
  readonly aboveOf: number;
  readonly shareOf: number;
  /** Place in the amounts of the given payment, or -1. */
  readonly given: number;
  /** keep / scale of the base is left after the share borne first. */
  readonly keep: number;
  readonly scale: number;
  /** Fen; -1 not stated. */
  readonly deductible: number;
  readonly deductiblePerYear: boolean;
  /** Whether what earlier hospitals of the stay have taken comes off the deductible. */
  readonly goesOn: boolean;
  /** Whether its deductible is the basic one that a settlement reports (`act_pay_dedc`). */
  readonly basic: boolean;
  readonly perYear: boolean;
  readonly fromZero: boolean;
  /** Upper ends of the bands in fen times scale; the last is Infinity. */
  readonly upTo: Float64Array;
  /** Rates as numerators over `denominator`; -1 not stated. */
  readonly rates: Float64Array;
  readonly denominator: number;
  /** Points on a tagged part: place in the amounts (-1: none) and numerators by band. */
  readonly extraPart: number;
  readonly extra: number;
  /** Place in STATE of what counts against the cap; -1: only this settlement; -2: no cap. */
  readonly capState: number;
  readonly capAmount: number;
  readonly capOnCost: boolean;
  /** Bits of UNSURE: a claim that goes above such an amount is refused for what is missing. */
  readonly unsure: number;
  /** Shared caps that bind it. */
  readonly shared: readonly number[];
  /** Largest base in fen that stays within the exact integers. */
  readonly exactLimit: number;
  readonly figures: LineFigures;
}

/**
 * Completes a line in place. All lines then have one shape in memory, not copies of copies, and `settle` reads them
 * faster by a third.
 */
export function complete(line: LinePlan, fields: Partial<LinePlan>): LinePlan {
  return Object.assign(line, fields);
}

export interface UnknownCap {
  readonly key: string;
  readonly members: readonly number[];
}

export interface SharedCapPlan {
  readonly cap: SharedCap;
  readonly figure: Resolved;
  readonly members: readonly number[];
  /** Of these, the lines whose year is the cap's: what the year holds of them counts. */
  readonly counted: readonly number[];
  /**
   * Lines whose payments of the cap's year count, too, and that the state holds nothing of: this kind of care has nothing
   * to do with them, or their own year is another.
   */
  readonly elsewhere: readonly {
    readonly policy: Policy;
    readonly id: string;
    readonly otherYear: boolean;
  }[];
  readonly perYear: boolean;
  /** The day on which the cap's years begin. */
  readonly yearFrom: string;
  /** Fen, or parts per million of `of`. */
  readonly amount: number;
  readonly ofTotal: boolean;
  readonly isShare: boolean;
}

/** The place of the cost that a tagged part is of, the in-policy cost at that of the total; -1 for what is no part. */
export function costPlace({ parts, partCosts }: Pick<Plan, 'parts' | 'partCosts'>, place: number): number {
  const cost = place < IN.first + parts.length ? partCosts[place - IN.first] : undefined;
  return cost === undefined ? -1 : COST_PLACES[cost];
}

/** Everything that words and dates decide about a claim. */
export interface Plan {
  readonly policy: Policy;
  readonly version: Version;
  /** The basic policy and the supplements used, in order. */
  readonly policies: readonly { readonly policy: Policy; readonly version: Version }[];
  readonly bound: 'low' | 'high';
  readonly covered: boolean;
  /** Whether the claim goes on with the stay of another hospital, and is no further admission. */
  readonly goesOn: boolean;
  readonly refusals: readonly Met[];
  readonly notices: readonly Met[];
  readonly accountsUsable: boolean;
  readonly personalAccount: Version['personalAccount'];
  readonly lines: readonly LinePlan[];
  readonly caps: readonly SharedCapPlan[];
  /** Shared caps that are not stated and so not applied: the figure's key and the lines under it. */
  readonly unknownCaps: readonly UnknownCap[];
  /** Tags of the parts, in the order of the amounts, and the costs that they are parts of. */
  readonly parts: readonly string[];
  readonly partCosts: readonly PartCost[];
  /** Payers whose payment was given, in the order of the amounts. */
  readonly given: readonly string[];
  /** Every figure that was looked at, for assumptions and for coverage. */
  readonly resolved: readonly Resolved[];
  readonly inSize: number;
  readonly outSize: number;
  readonly stateSize: number;
}
