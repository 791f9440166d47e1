import type { Payer } from '../codes/payers.ts';
import type { Line } from '../rules/line.ts';
import { bucketsOf, isBasic, partPaidOn, placesOutside } from './line-base.ts';
import { complete, IN, type LinePlan, type Met, NO_CAP, OUT } from './plan.ts';
import type { Part } from './resolve-input.ts';

const FIELD_PLACES = {
  hifp_pay: OUT.hifp,
  hifob_pay: OUT.hifob,
  hifmi_pay: OUT.hifmi,
  hifes_pay: OUT.hifes,
  cvlserv_pay: OUT.cvlserv,
  maf_pay: OUT.maf,
  oth_pay: OUT.oth,
  hosp_part_amt: OUT.hosp,
} as const;

/** The largest base that a line takes without rates: whole numbers are exact up to it. */
export const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * A line as far as it stands before any figure: whose it is and what it pays on. Every line begins as one and is
 * completed in place, so that all have one shape.
 * @param before lines already planned, which its base may refer to
 */
export function blankLine(
  line: Line,
  { policy, version }: Part,
  payer: Payer,
  before: readonly LinePlan[],
  parts: readonly string[],
): LinePlan {
  const indexOf = (id: string): number =>
    before.findIndex((other) => other.id === id && other.policy === policy);
  const place = line.base.kind === 'part' ? IN.first + parts.indexOf(line.base.tag) : -1;
  const outside = placesOutside(line.base, policy, parts);
  return {
    id: line.id,
    line,
    policy,
    payer,
    label: line.label ?? payer.label,
    state: 'computed',
    off: undefined,
    field: FIELD_PLACES[payer.field],
    buckets: bucketsOf(line.base, { policy, version }),
    part: place,
    partBefore: before.flatMap((other, index) => (place >= 0 && other.part === place ? [index] : [])),
    outside,
    outsideBefore: before.flatMap((other, index) =>
      outside.includes(partPaidOn(other, before)) ? [index] : [],
    ),
    aboveOf: line.base.kind === 'above_cap' ? indexOf(line.base.of) : -1,
    shareOf: line.base.kind === 'share_of' ? indexOf(line.base.of) : -1,
    given: -1,
    gateOn: 0,
    gateFrom: 0,
    gateTo: Number.MAX_SAFE_INTEGER,
    keep: 1,
    scale: 1,
    deductible: 0,
    deductiblePerYear: false,
    goesOn: false,
    basic: isBasic(line.base, policy) && payer.field !== 'hosp_part_amt',
    perYear: false,
    fromZero: false,
    upTo: new Float64Array([Number.POSITIVE_INFINITY]),
    rates: new Float64Array([0]),
    denominator: 1,
    extraPart: -1,
    extra: 0,
    capState: NO_CAP,
    capAmount: 0,
    capOnCost: false,
    unsure: 0,
    shared: [],
    exactLimit: LARGEST_EXACT,
    figures: { deductibleSteps: [], upTo: [], rates: [], rateSteps: [] },
  };
}

/** Completes a line that does not pay. */
export function switchOff(blank: LinePlan, off: Met): LinePlan {
  return complete(blank, { state: 'off', off });
}
