import { Decimal } from 'decimal.js';
import type { Payer } from '../codes/payers.ts';
import { findPayer } from '../codes/payers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { commonDenominator, foldRate, gcd, PPM } from '../money/rate.ts';
import { rateKey } from '../policy/figures.ts';
import type { Policy } from '../policy/policy.ts';
import { partCost } from '../policy/wording.ts';
import { type Base, costsOf } from '../rules/base.ts';
import type { Circumstances, Need, Wording } from '../rules/circumstances.ts';
import { describeCondition, holds } from '../rules/condition.ts';
import type { Figure, Unit } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';
import type { FigureReader } from './figures.ts';
import { asStep, gateOf, partPoints, stepsOf } from './line-figures.ts';
import {
  BUCKET,
  complete,
  IN,
  type LineFigures,
  type LinePlan,
  type Met,
  NO_CAP,
  OUT,
  type Resolved,
  UNSURE,
} from './plan.ts';
import { goesOn, type Part, type ResolveInput } from './resolve-input.ts';
import { capOrLeast, deductibleOrLeast, isUnsure, orLeast, rateWhereReached, unknownRate } from './unsure.ts';

/** What building a line needs besides the line itself. */
export interface LineContext {
  readonly input: ResolveInput;
  readonly circumstances: Circumstances;
  readonly figures: FigureReader;
  readonly wording: Wording;
  readonly notices: Met[];
  readonly problems: Omit<Diagnostic, 'severity'>[];
  /** What rates, deductibles and caps hang on that the cost may never reach. */
  readonly later: Need[];
}

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

const COST_BUCKETS = {
  in_policy: BUCKET.inPolicy,
  advance: BUCKET.advance,
  over_limit: BUCKET.overLimit,
  self_funded: BUCKET.selfFunded,
} as const;

const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * One line decided by the circumstances. Undefined when something needed is not known yet or was reported as a problem.
 * @param before lines already planned: bases refer to them, and a payment given for a payer goes to its first line
 * @param barred why the whole supplement may not pay
 */
export function buildLine(
  line: Line,
  part: Part,
  context: LineContext,
  before: readonly LinePlan[],
  barred?: Met,
): LinePlan | undefined {
  const { circumstances, wording, input, notices } = context;
  const { policy, version } = part;
  const payer = findPayer(line.payer) as Payer;
  const outer = inherit(version.origin, line.origin);
  const blank = blankLine(line, part, payer, before, input.parts);
  const off = (code: string, zh: string, en: string, origin: Origin = outer): LinePlan =>
    complete(blank, { state: 'off', off: { code, reason: { zh, en }, origin, policy } });
  if (barred) return complete(blank, { state: 'off', off: barred });
  if (line.when) {
    const applies = holds(line.when, circumstances);
    if (applies === undefined) return undefined;
    const needed = describeCondition(line.when, wording);
    if (!applies) return off('NOT_APPLICABLE', `只适用于：${needed.zh}`, `only for ${needed.en}`);
  }
  const given = input.given.indexOf(payer.id);
  for (const refusal of line.refuse) {
    const test = (): boolean | undefined => holds(refusal.when, circumstances);
    // A payment that is given was judged by whoever paid it: nothing is asked to judge it again.
    const met = given >= 0 ? circumstances.tentatively(test).result : test();
    if (met === undefined && given < 0) return undefined;
    if (met) {
      const found: Met = {
        code: refusal.code,
        reason: refusal.reason,
        origin: inherit(outer, refusal.origin),
        policy,
      };
      notices.push(found);
      return complete(blank, { state: 'off', off: found });
    }
  }
  if (given >= 0) {
    if (before.some((other) => other.payer.id === payer.id && other.state === 'given')) {
      return off('GIVEN_TOGETHER', '已含在给出的已付金额里', 'included in the given payment');
    }
    return complete(blank, {
      state: 'given',
      given: IN.first + input.parts.length + given,
      // It stands for all the payer's lines: taken from any cost that one of them pays on.
      buckets: bucketsOfPayer(line.payer, part, circumstances.words('care') ?? []),
      part: -1,
      aboveOf: -1,
      shareOf: -1,
      outside: [],
    });
  }
  const source = before[blank.aboveOf];
  if (source?.state === 'given') {
    const reason = {
      zh: `${source.label.zh}是给出的金额，其封顶线以上的费用不知道，${blank.label.zh}没有计入；如有支付，请填 paid.${payer.id}`,
      en: `${source.label.en} is given, so the cost above its cap is not known and ${blank.label.en} is left out; give paid.${payer.id} if it pays`,
    };
    notices.push({ code: 'ABOVE_CAP_NOT_KNOWN', reason, origin: outer, policy });
    return complete(blank, {
      state: 'off',
      off: { code: 'ABOVE_CAP_NOT_KNOWN', reason, origin: outer, policy },
    });
  }
  return computeLine(line, part, context, blank, outer, off);
}

type Off = (code: string, zh: string, en: string) => LinePlan;

function computeLine(
  line: Line,
  { policy }: Part,
  context: LineContext,
  blank: LinePlan,
  outer: Origin,
  off: Off,
): LinePlan | undefined {
  const { figures, circumstances, wording, input, problems } = context;
  const read = (
    figure: Figure,
    key: string,
    unit: Unit,
    cautious: 'low' | 'high',
    origin: Origin = {},
  ): Resolved | undefined =>
    figures.read(figure, `${line.id}.${key}`, unit, cautious, inherit(outer, origin), policy, wording);

  const gate = gateOf(line, read);
  const borneFirst = line.borneFirst && read(line.borneFirst, 'borne_first', 'ppm', 'high');
  const deductible = deductibleOrLeast(line, context, read);
  const bandRates = line.bands.map((band, index) => {
    const key = rateKey(line, index);
    const origin = inherit(outer, band.origin);
    const rate = (): Resolved | undefined =>
      figures.read(band.rate, key, 'ppm', 'low', origin, policy, wording);
    // Where nobody can be asked, a rate that the cost may never reach stops no claim beforehand.
    return input.defaults && line.unlessGiven === 'refuse'
      ? rateWhereReached(rate, key, inherit(origin, band.rate.origin), context)
      : rate();
  });
  const upTo = line.bands.map((band, index) => {
    // Where the next band pays more, the cautious end of a range is the one that is reached later.
    const rises = (bandRates[index + 1]?.value ?? 0) > (bandRates[index]?.value ?? 0);
    return band.upTo && read(band.upTo, `up_to.${index + 1}`, 'fen', rises ? 'high' : 'low', band.origin);
  });
  const found = orLeast(
    () => stepsOf(line, circumstances, read),
    line.unlessGiven === 'skip' ? undefined : 0,
    context,
  );
  // Where what changes the rates is not known, none of them is.
  const rateSteps = isUnsure(found) ? [] : found;
  const cap = capOrLeast(line, context, read);
  const open = [borneFirst, ...bandRates, ...upTo].some(
    (figure, index) => figure === undefined && !isAbsent(line, index),
  );
  if (open || gate === 'open' || deductible === 'open' || rateSteps === 'open' || cap === 'open')
    return undefined;
  const rates = (bandRates as Resolved[]).map((rate) =>
    isUnsure(found) ? unknownRate(rate.key, rate.origin, rate.needs ?? found.needs) : rate,
  );

  const always = [...gate.figures, borneFirst, ...rateSteps.map((step) => step.figure)];
  const unstated = [...always, ...rates, ...upTo].some((figure) => figure?.state === 'not_stated');
  if ((unstated || deductible.value < 0) && line.unlessGiven === 'skip') {
    const { label } = blank;
    const reason = {
      zh: `${label.zh}的标准未载明，没有计入；如有支付，请填 paid.${line.payer}`,
      en: `the figures of ${label.en} are not stated, so it is left out; give paid.${line.payer} if it pays`,
    };
    context.notices.push({ code: 'LINE_NOT_STATED', reason, origin: outer, policy });
    return off('LINE_NOT_STATED', reason.zh, reason.en);
  }
  const missing = always.find((figure) => figure?.state === 'not_stated');
  if (missing) {
    problems.push(notStated(missing, blank));
    return undefined;
  }
  const place = { file: policy.file, line: outer.line ?? 1, column: outer.column ?? 1 };
  if (!inOrder(upTo)) {
    const message = {
      zh: `${line.id}：在这种情形下各段上限不是逐段增大`,
      en: `${line.id}: in these circumstances the bands are out of order`,
    };
    problems.push({ code: 'BANDS_ORDER', message, place });
    return undefined;
  }
  // Where a band's end is not stated, the rate of what lies above its beginning is not known either.
  const lost = upTo.findIndex((figure) => figure?.state === 'not_stated');
  const whole = rateSteps.filter(({ step }) => step.part === undefined).map(asStep);
  const exact = rates.map((rate, band) =>
    rate.state === 'exact' && (lost < 0 || band < lost) ? foldRate(rate.value, whole) : undefined,
  );
  const extra = partPoints(rates, rateSteps, exact);
  if (extra === 'differs') {
    problems.push({
      code: 'PART_RATE_DIFFERS',
      message: {
        zh: `${line.id}：加点后各段比例碰到 100% 的程度不同，无法确定分项落在哪一段`,
        en: `${line.id}: with the points some bands reach 100% and others do not, so the part's band matters and is not known`,
      },
      place,
    });
    return undefined;
  }
  if (extra === 'two parts') {
    const message = {
      zh: `${line.id}：一个支付项只能给一个分项加点`,
      en: `${line.id}: a line can have points on one part of the cost only`,
    };
    problems.push({ code: 'PART_TWICE', message, place });
    return undefined;
  }
  const { numerators, denominator } = commonDenominator([
    ...exact.map((rate) => rate ?? new Decimal(0)),
    extra.rate,
  ]);
  const share = borneFirst?.state === 'exact' ? borneFirst.value : 0;
  const scale = PPM / gcd(PPM, share);
  const keep = scale - (share * scale) / PPM;
  const partIndex = extra.part === undefined ? -1 : input.parts.indexOf(extra.part);
  const lineFigures: LineFigures = {
    ...(gate.shown && { gate: gate.shown }),
    ...(borneFirst && { borneFirst }),
    ...(deductible.figure && { deductible: deductible.figure }),
    deductibleSteps: deductible.steps,
    upTo,
    rates,
    rateSteps,
    ...(cap.figure && { cap: cap.figure }),
    ...(cap.growth && { growth: cap.growth }),
    ...(deductible.needs && { deductibleNeeds: deductible.needs }),
    ...(cap.needs && { capNeeds: cap.needs }),
  };
  return complete(blank, {
    gateOn: line.gate === undefined ? 0 : line.gate.on === 'total' ? 1 : 2,
    gateFrom: gate.from,
    gateTo: gate.to,
    keep,
    scale,
    deductible: deductible.value,
    deductiblePerYear: line.deductible?.per === 'year',
    goesOn: line.deductible?.transfer !== undefined && goesOn(input),
    perYear: line.counted.per === 'year',
    fromZero: line.counted.from === 'zero',
    upTo: Float64Array.from(upTo, (figure) =>
      figure?.state === 'exact' ? figure.value * scale : Number.POSITIVE_INFINITY,
    ),
    rates: Float64Array.from(numerators.slice(0, -1), (numerator, band) => (exact[band] ? numerator : -1)),
    denominator,
    extraPart: partIndex < 0 ? -1 : IN.first + partIndex,
    extra: numerators.at(-1) ?? 0,
    capState: cap.state,
    capAmount: cap.amount,
    capOnCost: line.cap?.on === 'cost',
    unsure: (deductible.needs ? UNSURE.deductible : 0) | (cap.needs ? UNSURE.cap : 0),
    exactLimit: Math.floor(LARGEST_EXACT / (Math.max(1, keep) * denominator)),
    figures: lineFigures,
  });
}

/** Whether a figure is absent because the line has none (not because it is undecided): its place in the list tells. */
function isAbsent(line: Line, index: number): boolean {
  if (index === 0) return line.borneFirst === undefined;
  const band = index - 1 - line.bands.length;
  return band >= 0 && line.bands[band]?.upTo === undefined;
}

/** Whether the ends of the bands rise, as the circumstances make them. */
function inOrder(upTo: readonly (Resolved | undefined)[]): boolean {
  const ends = upTo.flatMap((figure) => (figure?.state === 'exact' ? [figure.value] : []));
  return ends.every((end, index) => end > (ends[index - 1] ?? 0));
}

function blankLine(
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

/** Where the amounts of the parts stand that a base leaves out. */
function placesOutside(base: Base, policy: Policy, parts: readonly string[]): number[] {
  if (base.kind !== 'outside_parts') return [];
  const { cost } = base;
  return parts.flatMap((tag, index) =>
    policy.parts[tag] && partCost([policy], tag) === cost ? [IN.first + index] : [],
  );
}

/** The part that a line pays on, also where it goes on with what another line has left of one; else -1. */
function partPaidOn(line: LinePlan, lines: readonly LinePlan[]): number {
  const other = lines[Math.max(line.aboveOf, line.shareOf)];
  return line.part < 0 && other ? partPaidOn(other, lines) : line.part;
}

function bucketsOf(base: Base, { policy, version }: Part): number {
  const costs = costsOf(base, version.lines, (tag) => partCost([policy], tag));
  return costs.reduce((sum, cost) => sum | COST_BUCKETS[cost], 0);
}

function bucketsOfPayer(payer: string, part: Part, care: readonly string[]): number {
  return part.version.lines
    .filter((line) => line.payer === payer && line.care.some((kind) => care.includes(kind)))
    .reduce((sum, line) => sum | bucketsOf(line.base, part), 0);
}

/** Lines on the in-policy cost of the bill itself, rather than on what other payers left. */
function isBasic(base: Base, policy: Policy): boolean {
  if (base.kind === 'part') return partCost([policy], base.tag) === 'in_policy';
  if (base.kind === 'outside_parts') return base.cost === 'in_policy';
  return base.kind === 'sum' && base.words.includes('in_policy');
}

/** A payment given for a payer the policy does not name: taken off whatever is left. */
export function givenLine(payer: Payer, input: ResolveInput): LinePlan {
  const line: Line = {
    id: payer.id,
    payer: payer.id,
    care: [],
    refuse: [],
    base: { kind: 'sum', words: ['total'] },
    counted: { per: 'settlement', from: 'deductible', origin: {} },
    bands: [],
    adjust: [],
    unlessGiven: 'refuse',
    givenAboveBase: payer.onlyWhatIsLeft ? 'reduce' : 'refuse',
    origin: {},
  };
  return complete(blankLine(line, input.basic, payer, [], input.parts), {
    state: 'given',
    given: IN.first + input.parts.length + input.given.indexOf(payer.id),
  });
}

function notStated(figure: Resolved, line: LinePlan): Omit<Diagnostic, 'severity'> {
  return {
    code: 'FIGURE_NOT_STATED',
    message: {
      zh: `${line.label.zh}的 ${figure.key} 未载明`,
      en: `${figure.key} of ${line.label.en} is not stated`,
    },
    field: figure.key,
  };
}
