import { Decimal } from 'decimal.js';
import {
  type DecidedBand,
  type DecidedLine,
  type Decision,
  PAYER_FIELDS,
  PURSES,
  type Purse,
} from './decide.ts';
import { Exact, ZERO } from './figures.ts';

/** The amounts of one claim, in fen. */
export interface Bill {
  readonly total: number;
  readonly selfFunded: number;
  readonly overLimit: number;
  readonly advance: number;
  readonly parts: ReadonlyMap<string, number>;
  readonly paid: ReadonlyMap<string, number>;
  readonly personalAccount: number;
  readonly storedCard: number;
}

/** What the year holds of one line before the claim, in fen. */
export interface LineYear {
  readonly base: number;
  readonly deductible: number;
  readonly paid: number;
  readonly paidMonth: number;
  readonly paidDisease: number;
}
const FIELDS = [...new Set(Object.values(PAYER_FIELDS))];
const NOTHING: LineYear = { base: 0, deductible: 0, paid: 0, paidMonth: 0, paidDisease: 0 };

export interface LineResult {
  readonly base: Decimal;
  readonly deductible: Decimal;
  readonly paid: Decimal;
  /** Cost above the cap. */
  readonly above: Decimal;
}

export type Answer =
  | { readonly kind: 'stopped'; readonly line: number; readonly why: 'deductible' | 'rate' | 'given' }
  | {
      readonly kind: 'settled';
      readonly lines: readonly LineResult[];
      readonly amounts: Readonly<Record<string, Decimal>>;
    };

const NO_RESULT: LineResult = { base: ZERO, deductible: ZERO, paid: ZERO, above: ZERO };
const NO_LIMIT = new Exact(Number.POSITIVE_INFINITY);

/** One claim under a decision, with decimal arithmetic throughout. */
export function settleDecided(decision: Decision, bill: Bill, year: ReadonlyMap<string, LineYear>): Answer {
  const left: Record<Purse, Decimal> = {
    in_policy: new Exact(bill.total).minus(bill.selfFunded).minus(bill.overLimit).minus(bill.advance),
    advance: new Exact(bill.advance),
    over_limit: new Exact(bill.overLimit),
    self_funded: new Exact(bill.selfFunded),
  };
  const inPolicy = left.in_policy;
  const yearOf = (line: DecidedLine): LineYear => year.get(line.id) ?? NOTHING;
  const rooms = decision.caps.map((cap) => {
    const whole = new Exact(cap.of === 'total' ? bill.total : inPolicy);
    // Money has no parts of a fen: 90% of 0.99 lets 0.89 be paid.
    const amount = cap.amount ?? whole.times(cap.share ?? 0).floor();
    const used = cap.lines.reduce((sum, index) => sum + yearOf(decision.lines[index] as DecidedLine).paid, 0);
    return Decimal.max(0, cap.yearly ? amount.minus(used) : amount);
  });
  const results: LineResult[] = [];
  const amounts: Record<string, Decimal> = {};
  for (const field of FIELDS) amounts[field] = ZERO;
  let reported = ZERO;

  for (const [index, line] of decision.lines.entries()) {
    const watched = new Exact(line.gate?.on === 'total' ? bill.total : inPolicy);
    if (line.state === 'off' || !letsIn(line, watched)) {
      results.push(NO_RESULT);
      continue;
    }
    const available = line.purses.reduce((sum, purse) => sum.plus(left[purse]), ZERO);
    const base = baseOf(line, available, bill, decision.lines, results);
    const shared = decision.caps.flatMap((cap, place) => (cap.lines.includes(index) ? [place] : []));
    const room = shared.reduce((least, place) => Decimal.min(least, rooms[place] ?? 0), NO_LIMIT);
    const result = payLine(line, base, room, bill, yearOf(line));
    if (typeof result === 'string') return { kind: 'stopped', line: index, why: result };
    results.push(result);
    let unpaid = result.paid;
    for (const purse of line.purses) {
      const taken = Decimal.min(unpaid, left[purse]);
      left[purse] = left[purse].minus(taken);
      unpaid = unpaid.minus(taken);
    }
    for (const place of shared) rooms[place] = (rooms[place] ?? ZERO).minus(result.paid);
    const field = PAYER_FIELDS[line.payer] ?? 'unknown';
    amounts[field] = (amounts[field] ?? ZERO).plus(result.paid);
    const onTheBill =
      (line.base.kind === 'part' && line.purses.includes('in_policy')) ||
      (line.base.kind === 'sum' && line.base.words.includes('in_policy'));
    if (onTheBill && line.payer !== 'hospital') reported = reported.plus(result.deductible);
  }

  const person = PURSES.reduce((sum, purse) => sum.plus(left[purse]), ZERO);
  const mayUse = decision.accountsUsable && decision.personalAccount !== 'none';
  const chargeable = decision.personalAccount === 'in_policy' ? left.in_policy : person;
  const account = mayUse ? Decimal.min(bill.personalAccount, chargeable) : ZERO;
  const stored = decision.accountsUsable ? Decimal.min(bill.storedCard, person.minus(account)) : ZERO;
  const fund = Object.entries(amounts).reduce(
    (sum, [field, amount]) => (field === 'hosp_part_amt' ? sum : sum.plus(amount)),
    ZERO,
  );
  return {
    kind: 'settled',
    lines: results,
    amounts: {
      ...amounts,
      inscp_scp_amt: inPolicy,
      act_pay_dedc: reported,
      fund_pay_sumamt: fund,
      psn_part_amt: person,
      acct_pay: account,
      stored_card: stored,
      cash: person.minus(account).minus(stored),
    },
  };
}

function letsIn({ gate }: DecidedLine, amount: Decimal): boolean {
  const { from, to } = gate ?? {};
  if (from && (from.inside ? amount.lt(from.at) : amount.lte(from.at))) return false;
  return !to || (to.inside ? amount.lte(to.at) : amount.lt(to.at));
}

/** What a line may pay on: what earlier lines left of its part of the bill. */
function baseOf(
  { base, policy, tagged: tags = [] }: DecidedLine,
  available: Decimal,
  bill: Bill,
  lines: readonly DecidedLine[],
  results: readonly LineResult[],
): Decimal {
  if (base.kind === 'sum') return available;
  if (base.kind === 'part') {
    // What earlier lines have paid of the part is not paid again.
    const { tag } = base;
    const unpaid = results.reduce(
      (rest, { paid }, index) => {
        const earlier = lines[index];
        const same =
          earlier?.state === 'computed' && earlier.base.kind === 'part' && earlier.base.tag === tag;
        return same ? rest.minus(paid) : rest;
      },
      new Exact(bill.parts.get(tag) ?? 0),
    );
    return Decimal.min(available, unpaid);
  }
  if (base.kind === 'outside_parts') {
    const tagged = tags.reduce((sum, tag) => sum.plus(bill.parts.get(tag) ?? 0), ZERO);
    const paid = results.reduce((sum, result, index) => {
      const tag = tagPaidOn(lines[index] as DecidedLine, lines);
      return tag !== undefined && tags.includes(tag) ? sum.plus(result.paid) : sum;
    }, ZERO);
    return Decimal.max(0, available.minus(tagged).plus(paid));
  }
  const at = lines.findIndex(
    (line, index) => line.id === base.of && line.policy === policy && index < results.length,
  );
  const other = results[at];
  if (!other) throw new Error(`no earlier line ${base.of}`);
  if (base.kind === 'above_cap') return Decimal.min(available, other.above);
  const share = other.base.minus(other.deductible).minus(other.paid).minus(other.above);
  return Decimal.min(available, Decimal.max(0, share));
}

/** The part of the bill that a line pays on, also where it goes on with another line. */
function tagPaidOn(line: DecidedLine, lines: readonly DecidedLine[]): string | undefined {
  const { base, policy } = line;
  if (base.kind === 'part') return base.tag;
  if (base.kind !== 'above_cap' && base.kind !== 'share_of') return undefined;
  const other = lines.find((one) => one.id === base.of && one.policy === policy);
  return other && tagPaidOn(other, lines);
}

function payLine(
  line: DecidedLine,
  base: Decimal,
  sharedRoom: Decimal,
  bill: Bill,
  year: LineYear,
): LineResult | 'deductible' | 'rate' | 'given' {
  const nothing = { ...NO_RESULT, base };
  if (line.state === 'given') {
    const paid = new Exact(bill.paid.get(line.payer) ?? 0);
    if (paid.gt(base) && !line.reduces) return 'given';
    return { ...nothing, paid: Decimal.min(paid, base) };
  }
  if (base.isZero()) return nothing;
  if (line.deductible === undefined) return 'deductible';

  const room = line.cap && !line.cap.onCost ? line.cap.amount.minus(usedOf(line.cap.per, year)) : sharedRoom;
  const limit = Decimal.max(0, Decimal.min(room, sharedRoom));
  const costLimit = line.cap?.onCost
    ? Decimal.max(0, line.cap.amount.minus(line.cap.per === 'year' ? year.base : 0))
    : base;
  const counted = Decimal.min(base, costLimit);
  const unused = line.yearlyDeductible
    ? Decimal.max(0, line.deductible.minus(year.deductible))
    : line.deductible;
  const curve = curveOf(line, unused, bill, year);
  const exact = curve(counted.times(line.kept));
  if (exact === undefined) return 'rate';
  const deductible = Decimal.min(unused, counted.times(line.kept)).toDecimalPlaces(0);
  if (exact.lte(limit)) {
    return { base, deductible, paid: exact.toDecimalPlaces(0), above: base.minus(counted) };
  }
  const within = largestWithin(line, curve, unused, limit, counted, bill, year);
  return { base, deductible, paid: limit, above: base.minus(within) };
}

function usedOf(per: string, year: LineYear): number {
  return per === 'year'
    ? year.paid
    : per === 'month'
      ? year.paidMonth
      : per === 'disease'
        ? year.paidDisease
        : 0;
}

/** Where the cost of the year so far stands on the scale of the bands. */
function startOf(line: DecidedLine, year: LineYear): Decimal {
  if (!line.yearly) return ZERO;
  const before = line.kept.times(year.base);
  return line.fromZero ? before : Decimal.max(0, before.minus(year.deductible));
}

/** The payment, unrounded, on what is kept of a cost; undefined where it needs a rate that is not stated. */
function curveOf(line: DecidedLine, unused: Decimal, bill: Bill, year: LineYear) {
  const start = startOf(line, year);
  return (kept: Decimal): Decimal | undefined => {
    const rest = Decimal.max(0, kept.minus(unused));
    if (rest.isZero()) return ZERO;
    const from = line.fromZero ? start.plus(unused) : start;
    const to = from.plus(rest);
    const unknown = line.bands.some(
      (band) => band.rate === undefined && to.gt(band.from) && (!band.to || from.lt(band.to)),
    );
    if (unknown) return undefined;
    const onPart = line.part ? Decimal.min(rest, keptPart(line, bill)).times(line.part.points) : ZERO;
    return upTo(line.bands, to).minus(upTo(line.bands, from)).plus(onPart);
  };
}

/** What is kept of the tagged part that has points of its own. */
function keptPart({ part, kept }: DecidedLine, bill: Bill): Decimal {
  return kept.times(part ? (bill.parts.get(part.tag) ?? 0) : 0);
}

/** What the bands pay on all cost from zero to a point. */
function upTo(bands: readonly DecidedBand[], point: Decimal): Decimal {
  return bands.reduce((sum, band) => {
    const end = band.to ? Decimal.min(point, band.to) : point;
    return sum.plus(Decimal.max(0, end.minus(band.from)).times(band.rate ?? 0));
  }, ZERO);
}

/**
 * The largest cost in whole fen whose payment does not exceed the limit: the point where the straight pieces of the
 * curve cross it, found piece by piece, then held against the curve itself.
 */
function largestWithin(
  line: DecidedLine,
  curve: (kept: Decimal) => Decimal | undefined,
  unused: Decimal,
  limit: Decimal,
  most: Decimal,
  bill: Bill,
  year: LineYear,
): Decimal {
  const start = startOf(line, year);
  const shift = line.fromZero ? start.negated() : unused.minus(start);
  // The curve is level up to the deductible and straight between these.
  const bends = [
    unused,
    unused.plus(keptPart(line, bill)),
    ...line.bands.flatMap((band) => (band.to ? [band.to.plus(shift)] : [])),
  ];
  const end = most.times(line.kept);
  const ends = [...bends.filter((bend) => bend.gt(0) && bend.lt(end)), end];
  ends.sort((a, b) => a.comparedTo(b));
  let low = ZERO;
  for (const high of ends) {
    const [before, after] = [curve(low) as Decimal, curve(high) as Decimal];
    if (after.gt(limit)) {
      const crossing = low.plus(high.minus(low).times(limit.minus(before)).div(after.minus(before)));
      const near = crossing.div(line.kept).toDecimalPlaces(0);
      const fits = (cost: Decimal): boolean => (curve(cost.times(line.kept)) as Decimal).lte(limit);
      const cost = [near.plus(1), near, near.minus(1)].find((one) => one.lte(most) && fits(one));
      if (!cost) throw new Error('the crossing is not where the pieces say');
      return cost;
    }
    low = high;
  }
  throw new Error('the limit is not exceeded');
}
