import { Decimal } from 'decimal.js';
import type { Policy } from '../../src/policy/policy.ts';
import type { Base } from '../../src/rules/base.ts';
import type { Figure } from '../../src/rules/figure.ts';
import type { Line } from '../../src/rules/line.ts';
import {
  isTrue,
  NoAnswer,
  numberFor,
  ONE,
  type Part,
  readFigure,
  type Situation,
  wordsFor,
  ZERO,
} from './figures.ts';

/** Payers in the order of the national settlement, with the field each adds to. */
export const PAYER_FIELDS: Readonly<Record<string, string>> = {
  pooled_fund: 'hifp_pay',
  maternity: 'hifp_pay',
  large_amount: 'hifob_pay',
  serious_illness: 'hifmi_pay',
  enterprise_supplement: 'hifes_pay',
  civil_servant: 'cvlserv_pay',
  assistance: 'maf_pay',
  supplement: 'oth_pay',
  second_reimbursement: 'oth_pay',
  accident: 'oth_pay',
  work_injury: 'oth_pay',
  hospital: 'hosp_part_amt',
};
const PAYER_ORDER = Object.keys(PAYER_FIELDS);

export type Purse = 'in_policy' | 'advance' | 'over_limit' | 'self_funded';
export const PURSES: readonly Purse[] = ['in_policy', 'advance', 'over_limit', 'self_funded'];

/** A line with everything decided but the amounts. Amounts in fen, rates as fractions. */
export interface DecidedLine {
  readonly id: string;
  readonly policy: string;
  readonly payer: string;
  readonly state: 'computed' | 'given' | 'off';
  readonly reduces: boolean;
  readonly base: Base;
  readonly purses: readonly Purse[];
  /** Tags of the parts that a base outside parts leaves out. */
  readonly tagged?: readonly string[];
  readonly kept: Decimal;
  /** The claim's amount must lie between; an edge that is not `inside` is itself left out. */
  readonly gate?: {
    readonly on: 'total' | 'in_policy';
    readonly from?: { readonly at: Decimal; readonly inside: boolean };
    readonly to?: { readonly at: Decimal; readonly inside: boolean };
  };
  /** Absent: not stated. */
  readonly deductible: Decimal | undefined;
  readonly yearlyDeductible: boolean;
  readonly yearly: boolean;
  readonly fromZero: boolean;
  readonly bands: readonly DecidedBand[];
  readonly part?: { readonly tag: string; readonly points: Decimal };
  readonly cap?: { readonly per: string; readonly onCost: boolean; readonly amount: Decimal };
}

/** Cost above `from` and up to `to` (absent: no end) is paid at `rate` (absent: not stated). */
export interface DecidedBand {
  readonly from: Decimal;
  readonly to?: Decimal;
  readonly rate?: Decimal;
}

export interface DecidedCap {
  readonly lines: readonly number[];
  readonly yearly: boolean;
  readonly amount?: Decimal;
  readonly share?: Decimal;
  readonly of: 'total' | 'in_policy';
}

export interface Decision {
  readonly covered: boolean;
  readonly accountsUsable: boolean;
  readonly personalAccount: 'person_part' | 'in_policy' | 'none';
  readonly lines: readonly DecidedLine[];
  readonly caps: readonly DecidedCap[];
}

/**
 * Everything that words decide: who is covered, which lines apply, what their figures are.
 * @param given payers whose payment is known already
 * @throws NoAnswer where the policy has no figure for the situation
 */
export function decide(
  basic: Part,
  supplements: readonly Part[],
  national: Part | undefined,
  situation: Situation,
  given: readonly string[],
): Decision {
  const own = basic.version.eligibility;
  const everywhere = national?.version.eligibility ?? [];
  const rules = [...everywhere.filter((rule) => own.every(({ code }) => code !== rule.code)), ...own];
  const met = rules.filter((rule) => isTrue(rule.when, situation));
  const covered = met.every((rule) => rule.outcome !== 'not_covered');
  const lines: DecidedLine[] = [];
  if (covered) {
    const [care = ''] = wordsFor(situation, 'care');
    const modelled = [basic, ...supplements].some(({ version }) =>
      version.lines.some((line) => line.care.includes(care)),
    );
    if (!modelled) throw new NoAnswer('no rule for this kind of care');
    for (const part of [basic, ...supplements]) {
      const barred = part !== basic && isBarred(part, situation);
      for (const line of part.version.lines)
        if (line.care.includes(care)) lines.push(decideLine(line, part, situation, given, lines, barred));
    }
    insertGivenWithoutLine(lines, given);
  }
  return {
    covered,
    accountsUsable: met.every((rule) => rule.accounts === 'usable'),
    personalAccount: basic.version.personalAccount,
    lines,
    caps: covered ? [basic, ...supplements].flatMap((part) => decideCaps(part, lines, situation)) : [],
  };
}

function isBarred({ version }: Part, situation: Situation): boolean {
  return version.eligibility.some((rule) => rule.outcome === 'not_covered' && isTrue(rule.when, situation));
}

function decideLine(
  line: Line,
  { policy, version }: Part,
  situation: Situation,
  given: readonly string[],
  before: readonly DecidedLine[],
  barred: boolean,
): DecidedLine {
  const blank = {
    id: line.id,
    policy: policy.id,
    payer: line.payer,
    reduces: line.givenAboveBase === 'reduce',
    base: line.base,
    purses: pursesOf(line.base, version.lines, policy),
    tagged: taggedOf(line.base, policy),
    kept: ONE,
    deductible: ZERO,
    yearlyDeductible: line.deductible?.per === 'year',
    yearly: line.counted.per === 'year',
    fromZero: line.counted.from === 'zero',
    bands: [],
  } satisfies Partial<DecidedLine>;
  const off: DecidedLine = { ...blank, state: 'off' };
  if (barred) return off;
  if (line.when && !isTrue(line.when, situation)) return off;
  if (line.refuse.some((refusal) => isTrue(refusal.when, situation))) return off;
  // What lies above the cap of a payment that is given is not known.
  const { base } = line;
  const source = before.find((other) => base.kind === 'above_cap' && isLine(other, base.of, policy.id));
  if (given.includes(line.payer)) {
    if (before.some((other) => other.payer === line.payer && other.state === 'given')) return off;
    // One payment stands for all the payer's lines: it may be taken from any cost that they pay on.
    const [care = ''] = wordsFor(situation, 'care');
    const own = version.lines.filter((other) => other.payer === line.payer && other.care.includes(care));
    const purses = PURSES.filter((purse) =>
      own.some((other) => pursesOf(other.base, version.lines, policy).includes(purse)),
    );
    return { ...blank, state: 'given', base: { kind: 'sum', words: [] }, purses };
  }

  if (source?.state === 'given') return off;

  const read = (figure: Figure, key: string, unit: 'fen' | 'ppm', cautious: 'low' | 'high') =>
    readFigure(figure, `${line.id}.${key}`, unit, cautious, policy, situation);
  let missing = false;
  const known = (value: Decimal | 'none' | 'not_stated', none: Decimal): Decimal => {
    if (value === 'not_stated') missing = true;
    return value instanceof Decimal ? value : none;
  };

  const edge = (
    end: { figure: Figure; inside: boolean } | undefined,
    key: string,
    cautious: 'low' | 'high',
  ) => {
    if (!end) return undefined;
    const value = read(end.figure, key, 'fen', cautious);
    if (value === 'none') return undefined;
    return { at: known(value, ZERO), inside: end.inside };
  };
  const gateFrom = edge(line.gate?.from, 'gate.from', 'high');
  const gateTo = edge(line.gate?.to, 'gate.to', 'low');
  const borne = line.borneFirst ? known(read(line.borneFirst, 'borne_first', 'ppm', 'high'), ZERO) : ZERO;
  const deductible = decideDeductible(line, situation, read);
  const adjustments = line.adjust.flatMap((step, index) => {
    if (step.when && !isTrue(step.when, situation)) return [];
    const value = read(step.figure, `adjust.${index + 1}`, 'ppm', step.kind === 'own_share' ? 'high' : 'low');
    if (value === 'none') return [];
    return [{ kind: step.kind, part: step.part, value: known(value, ZERO) }];
  });
  const cap = decideCap(line, situation, read);
  const rates = line.bands.map((band, index) =>
    read(band.rate, line.bands.length === 1 ? 'rate' : `rate.${index + 1}`, 'ppm', 'low'),
  );
  const bandsAsRead = line.bands.map((band, index) => {
    const [rate = 'none', next = 'none'] = [rates[index], rates[index + 1]];
    // The cautious end of a range leaves more of the cost at the lower of the two rates.
    const rises = next instanceof Decimal && rate instanceof Decimal && next.gt(rate);
    return {
      rate,
      to: band.upTo && read(band.upTo, `up_to.${index + 1}`, 'fen', rises ? 'high' : 'low'),
    };
  });
  const open = bandsAsRead.some(({ rate, to }) => rate === 'not_stated' || to === 'not_stated');
  if ((missing || open || deductible === undefined) && line.unlessGiven === 'skip') return off;
  if (missing) throw new NoAnswer(`${line.id} needs a figure that is not stated`);

  const adjusted = (rate: Decimal, part: string | undefined): Decimal => {
    let result = rate;
    for (const step of adjustments) {
      if (step.part !== undefined && step.part !== part) continue;
      if (step.kind === 'points') result = result.plus(step.value);
      else if (step.kind === 'factor') result = result.times(step.value);
      else result = ONE.minus(ONE.minus(result).times(step.value));
    }
    return Decimal.min(1, Decimal.max(0, result));
  };
  const bands: DecidedBand[] = [];
  let from = ZERO;
  for (const { rate, to } of bandsAsRead) {
    // Where a band's end is not known, neither is the rate of any cost from its beginning on.
    const known = rate instanceof Decimal && to !== 'not_stated' ? { rate: adjusted(rate, undefined) } : {};
    if (!(to instanceof Decimal)) {
      bands.push({ from, ...known });
      break;
    }
    if (to.lte(from)) throw new NoAnswer(`${line.id} has bands out of order`);
    bands.push({ from, to, ...known });
    from = to;
  }
  const certain = bandsAsRead.filter((_, band) => bands[band]?.rate !== undefined);
  const part = decidePart(adjustments, certain, adjusted);
  return {
    ...blank,
    state: 'computed',
    ...(line.gate && {
      gate: { on: line.gate.on, ...(gateFrom && { from: gateFrom }), ...(gateTo && { to: gateTo }) },
    }),
    kept: ONE.minus(borne),
    deductible,
    bands,
    ...(part && { part }),
    ...(cap && { cap }),
  };
}

function isLine(line: DecidedLine, id: string, policy: string): boolean {
  return line.id === id && line.policy === policy;
}

type Read = (
  figure: Figure,
  key: string,
  unit: 'fen' | 'ppm',
  cautious: 'low' | 'high',
) => Decimal | 'none' | 'not_stated';

/** The deductible in fen after its adjustments, in order; undefined where it is not stated. */
function decideDeductible({ deductible: rule }: Line, situation: Situation, read: Read): Decimal | undefined {
  if (!rule) return ZERO;
  const amount = read(rule.amount, 'deductible', 'fen', 'high');
  if (amount === 'none') return ZERO;
  let value = amount === 'not_stated' ? undefined : amount;
  for (const [index, step] of rule.adjust.entries()) {
    if (step.when && !isTrue(step.when, situation)) continue;
    const key = `deductible.adjust.${index + 1}`;
    const unit = step.kind === 'factor' ? 'ppm' : 'fen';
    const change = read(step.figure, key, unit, step.kind === 'less' ? 'low' : 'high');
    const floor = step.floor ? read(step.floor, `${key}.floor`, 'fen', 'high') : ZERO;
    if (change === 'not_stated') value = undefined;
    else if (step.kind === 'set') value = change === 'none' ? ZERO : change;
    else if (change !== 'none' && value !== undefined) {
      const times = step.eachAdmission ? situation.admission - 1 : 1;
      // A deductible is money: it has no parts of a fen.
      const less =
        step.kind === 'factor' ? value.times(change).toDecimalPlaces(0) : value.minus(change.times(times));
      const least = floor instanceof Decimal ? Decimal.min(floor, value) : ZERO;
      value = Decimal.max(less, least, 0);
    }
  }
  return value;
}

function decideCap({ cap }: Line, situation: Situation, read: Read): DecidedLine['cap'] {
  if (!cap) return undefined;
  const amount = read(cap.amount, 'cap', 'fen', 'low');
  if (!(amount instanceof Decimal)) return undefined;
  let grown = ZERO;
  if (cap.grow) {
    const { each, atMost } = cap.grow;
    for (const [index, step] of each.entries()) {
      const years = Math.max(0, numberFor(situation, step.by) - step.above);
      const add = read(step.add, each.length > 1 ? `cap.grow.${index + 1}` : 'cap.grow', 'fen', 'low');
      if (add instanceof Decimal) grown = grown.plus(add.times(years));
    }
    const most = atMost && read(atMost, 'cap.grow.at_most', 'ppm', 'low');
    if (most instanceof Decimal) grown = Decimal.min(grown, amount.times(most).toDecimalPlaces(0));
  }
  return { per: cap.per, onCost: cap.on === 'cost', amount: amount.plus(grown) };
}

/** Points on a tagged part: what they add to the rate, which must be the same whatever band the part falls in. */
function decidePart(
  adjustments: readonly { kind: string; part: string | undefined; value: Decimal }[],
  bands: readonly { rate: Decimal | 'none' | 'not_stated' }[],
  adjusted: (rate: Decimal, part: string | undefined) => Decimal,
): DecidedLine['part'] {
  const tags = [...new Set(adjustments.flatMap(({ part }) => (part === undefined ? [] : [part])))];
  const [tag] = tags;
  if (tag === undefined) return undefined;
  if (tags.length > 1) throw new NoAnswer('points on two parts of the cost');
  const added = bands.flatMap(({ rate }) =>
    rate instanceof Decimal ? [adjusted(rate, tag).minus(adjusted(rate, undefined))] : [],
  );
  const points = added[0] ?? ZERO;
  if (points.isNegative() || added.some((other) => !other.equals(points)))
    throw new NoAnswer('the part would have to be placed in a band');
  return { tag, points };
}

function decideCaps(
  { policy, version }: Part,
  lines: readonly DecidedLine[],
  situation: Situation,
): DecidedCap[] {
  return version.caps.flatMap((cap): DecidedCap[] => {
    const members = lines.flatMap((line, index) => {
      const named = cap.lines === 'all' || (cap.lines.includes(line.id) && line.policy === policy.id);
      return named && line.payer !== 'hospital' ? [index] : [];
    });
    if (members.every((index) => lines[index]?.state === 'off')) return [];
    const figure = cap.amount ?? cap.share;
    const value =
      figure && readFigure(figure, `caps.${cap.id}`, cap.amount ? 'fen' : 'ppm', 'low', policy, situation);
    if (!(value instanceof Decimal)) return [];
    return [
      {
        lines: members,
        yearly: cap.per === 'year',
        of: cap.of,
        ...(cap.amount ? { amount: value } : { share: value }),
      },
    ];
  });
}

function taggedOf(base: Base, { parts }: Policy): string[] {
  if (base.kind !== 'outside_parts') return [];
  return Object.entries(parts).flatMap(([tag, { of }]) => (of === base.cost ? [tag] : []));
}

/** The parts of the bill that a base draws on. */
function pursesOf(base: Base, lines: readonly Line[], policy: Policy): readonly Purse[] {
  if (base.kind === 'part') return [policy.parts[base.tag]?.of ?? 'in_policy'];
  if (base.kind === 'outside_parts') return [base.cost];
  if (base.kind !== 'sum') {
    const other = lines.find((line) => line.id === base.of);
    return other ? pursesOf(other.base, lines, policy) : [];
  }
  return PURSES.filter((purse) =>
    base.words.some(
      (word) => word === purse || word === 'total' || (word === 'burden' && purse === 'in_policy'),
    ),
  );
}

/** A payment by a payer the policy does not name comes before those of the payers that follow it. */
function insertGivenWithoutLine(lines: DecidedLine[], given: readonly string[]): void {
  for (const payer of given) {
    if (lines.some((line) => line.payer === payer && line.state === 'given')) continue;
    const later = lines.findIndex((line) => PAYER_ORDER.indexOf(line.payer) > PAYER_ORDER.indexOf(payer));
    lines.splice(later < 0 ? lines.length : later, 0, {
      id: payer,
      // Not a line of the policy: no base can mean it.
      policy: '',
      payer,
      state: 'given',
      // Accident insurance pays no more than is left.
      reduces: payer === 'accident',
      base: { kind: 'sum', words: [] },
      purses: PURSES,
      kept: ONE,
      deductible: ZERO,
      yearlyDeductible: false,
      yearly: false,
      fromZero: false,
      bands: [],
    });
  }
}
