import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { gcd, PPM } from '../money/rate.ts';
import { LARGEST_EXACT, switchOff } from './line-blank.ts';
import type { LineContext } from './line-context.ts';
import { gateOf, type Read } from './line-figures.ts';
import { type Bands, bandsOf, inOrder, type RateNumbers, rateNumbers } from './line-rates.ts';
import { complete, IN, type LineFigures, type LinePlan, type Resolved, UNSURE } from './plan.ts';
import { goesOn, type ResolveInput } from './resolve-input.ts';
import { capOrLeast, deductibleOrLeast } from './unsure.ts';

type Problem = Omit<Diagnostic, 'severity'>;

/** Every figure of a line, as the circumstances decide them. */
interface Found {
  readonly gate: Exclude<ReturnType<typeof gateOf>, 'open'>;
  readonly borneFirst: Resolved | undefined;
  readonly deductible: Exclude<ReturnType<typeof deductibleOrLeast>, 'open'>;
  readonly bands: Bands;
  readonly cap: Exclude<ReturnType<typeof capOrLeast>, 'open'>;
}

/** A line that pays by its own figures: read, checked, and turned into the whole numbers that `settle` works with. */
export function computeLine(blank: LinePlan, origin: Origin, context: LineContext): LinePlan | undefined {
  const found = findFigures(blank, origin, context);
  if (found === 'open') return undefined;
  const always = [
    ...found.gate.figures,
    found.borneFirst,
    ...found.bands.rateSteps.map((step) => step.figure),
  ];
  if (blank.line.unlessGiven === 'skip' && isUnstated(found, always)) return leaveOut(blank, origin, context);
  const rates = checkedRates(blank, origin, found.bands, always);
  if ('code' in rates) {
    context.problems.push(rates);
    return undefined;
  }
  return withNumbers(blank, found, rates, context.input);
}

/** All are read, even where one is open already, so that what they need is known at once. */
function findFigures(blank: LinePlan, outer: Origin, context: LineContext): 'open' | Found {
  const { line, policy } = blank;
  const { figures, wording } = context;
  const read: Read = (figure, key, unit, cautious, origin = {}) =>
    figures.read(figure, `${line.id}.${key}`, unit, cautious, inherit(outer, origin), policy, wording);
  const gate = gateOf(line, read);
  const borneFirst = line.borneFirst && read(line.borneFirst, 'borne_first', 'ppm', 'high');
  const deductible = deductibleOrLeast(line, context, read);
  const bands = bandsOf(blank, outer, context, read);
  const cap = capOrLeast(line, context, read);
  if (line.borneFirst && !borneFirst) return 'open';
  if (gate === 'open' || deductible === 'open' || bands === 'open' || cap === 'open') return 'open';
  return { gate, borneFirst, deductible, bands, cap };
}

function isUnstated({ bands, deductible }: Found, always: readonly (Resolved | undefined)[]): boolean {
  return (
    deductible.value < 0 ||
    [...always, ...bands.rates, ...bands.upTo].some((figure) => figure?.state === 'not_stated')
  );
}

function leaveOut(blank: LinePlan, origin: Origin, { notices }: LineContext): LinePlan {
  const { label, line, policy } = blank;
  const reason = {
    zh: `${label.zh}的标准未载明，没有计入；如有支付，请填 paid.${line.payer}`,
    en: `the figures of ${label.en} are not stated, so it is left out; give paid.${line.payer} if it pays`,
  };
  const why = { code: 'LINE_NOT_STATED', reason, origin, policy };
  notices.push(why);
  return switchOff(blank, why);
}

/** @param always figures that every claim needs, however small its cost */
function checkedRates(
  blank: LinePlan,
  origin: Origin,
  bands: Bands,
  always: readonly (Resolved | undefined)[],
): RateNumbers | Problem {
  const { line, policy } = blank;
  const missing = always.find((figure) => figure?.state === 'not_stated');
  if (missing) return notStated(missing, blank);
  const wrong = (code: string, zh: string, en: string): Problem => {
    const message = { zh: `${line.id}：${zh}`, en: `${line.id}: ${en}` };
    return {
      code,
      message,
      place: { file: policy.file, line: origin.line ?? 1, column: origin.column ?? 1 },
    };
  };
  if (!inOrder(bands))
    return wrong(
      'BANDS_ORDER',
      '在这种情形下各段上限不是逐段增大',
      'in these circumstances the bands are out of order',
    );
  const rates = rateNumbers(bands);
  if (rates === 'differs')
    return wrong(
      'PART_RATE_DIFFERS',
      '加点后各段比例碰到 100% 的程度不同，无法确定分项落在哪一段',
      "with the points some bands reach 100% and others do not, so the part's band matters and is not known",
    );
  if (rates === 'two parts')
    return wrong(
      'PART_TWICE',
      '一个支付项只能给一个分项加点',
      'a line can have points on one part of the cost only',
    );
  return rates;
}

function notStated(figure: Resolved, { label }: LinePlan): Problem {
  return {
    code: 'FIGURE_NOT_STATED',
    message: {
      zh: `${label.zh}的 ${figure.key} 未载明`,
      en: `${figure.key} of ${label.en} is not stated`,
    },
    field: figure.key,
  };
}

function withNumbers(blank: LinePlan, found: Found, rates: RateNumbers, input: ResolveInput): LinePlan {
  const { line } = blank;
  const { gate, borneFirst, deductible, cap } = found;
  const share = borneFirst?.state === 'exact' ? borneFirst.value : 0;
  const scale = PPM / gcd(PPM, share);
  const keep = scale - (share * scale) / PPM;
  const partIndex = rates.part === undefined ? -1 : input.parts.indexOf(rates.part);
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
    upTo: Float64Array.from(found.bands.upTo, (figure) =>
      figure?.state === 'exact' ? figure.value * scale : Number.POSITIVE_INFINITY,
    ),
    rates: rates.rates,
    denominator: rates.denominator,
    extraPart: partIndex < 0 ? -1 : IN.first + partIndex,
    extra: rates.extra,
    capState: cap.state,
    capAmount: cap.amount,
    capOnCost: line.cap?.on === 'cost',
    unsure: (deductible.needs ? UNSURE.deductible : 0) | (cap.needs ? UNSURE.cap : 0),
    exactLimit: Math.floor(LARGEST_EXACT / (Math.max(1, keep) * rates.denominator)),
    figures: shownFigures(found),
  });
}

/** The figures behind the numbers, for the explanation. */
function shownFigures({ gate, borneFirst, deductible, bands, cap }: Found): LineFigures {
  return {
    ...(gate.shown && { gate: gate.shown }),
    ...(borneFirst && { borneFirst }),
    ...(deductible.figure && { deductible: deductible.figure }),
    deductibleSteps: deductible.steps,
    upTo: bands.upTo,
    rates: bands.rates,
    rateSteps: bands.rateSteps,
    ...(cap.figure && { cap: cap.figure }),
    ...(cap.growth && { growth: cap.growth }),
    ...(deductible.needs && { deductibleNeeds: deductible.needs }),
    ...(cap.needs && { capNeeds: cap.needs }),
  };
}
