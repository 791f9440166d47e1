import { CARES } from '../../codes/cares.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { addDays } from '../../grammar/days.ts';
import { type Attempt, attemptAt, formulaOf, isStated, type Spot, spotsOf } from './attempt.ts';
import { becauseOf, sentences, yuan } from './because.ts';
import { cappedCases } from './cases-cap.ts';
import { type DraftCase, expectedOf, nameOf, type Settled } from './draft-case.ts';
import { after, NEW_YEAR, work } from './formula.ts';
import { lineName, type PolicyDraft } from './model.ts';

/**
 * The first cases of a new policy: every figure once at least, every level and band, the deductible, the cap, a second
 * claim of the year, the first day and the days outside. Their amounts are worked out by `formula.ts`.
 */
export function draftCases(draft: PolicyDraft): DraftCase[] {
  const spots = spotsOf(draft);
  const main = spots.map((spot) => attemptAt(draft, spot, 0)).find((attempt) => attempt !== undefined);
  return [
    ...spots.flatMap((spot, index) => bandCases(draft, spot, index === 0)),
    ...(main ? [...careCases(draft, main), ...partsCases(draft, main)] : []),
    ...atDeductible(draft, spots),
    ...secondClaim(draft, spots),
    ...(main ? cappedCases(draft, main) : []),
    ...dateCases(draft, spots[0]?.level),
  ];
}

/** A claim for each band of a level; bands that are the same at every level only once. */
function bandCases(draft: PolicyDraft, spot: Spot, first: boolean): DraftCase[] {
  const cases: DraftCase[] = [];
  const key = `${lineName(draft)}.deductible`;
  if (spot.deductible.kind === 'not_stated')
    cases.push(
      refusal(draft, spot, 1_000_000n, key, {}, { zh: '起付线未载明', en: 'deductible not stated' }),
    );
  for (const [band, { rate }] of draft.bands.entries()) {
    if (band > 0 && !first && rate.kind === 'one') continue;
    const attempt = attemptAt(draft, spot, band);
    if (attempt) cases.push(caseOf(draft, attempt, first && band === 0));
    // Where no rate is stated above, the end of the band shows only by a claim that just reaches it.
    const last =
      spot.rates[band + 1]?.kind === 'not_stated' ? attemptAt(draft, spot, band, 'end') : undefined;
    if (last && 'worked' in last.outcome) cases.push(atEnd(caseOf(draft, last, false)));
  }
  return cases;
}

function caseOf(draft: PolicyDraft, attempt: Attempt, capNotice: boolean): DraftCase {
  const { spot, band, base, assume, outcome } = attempt;
  const supplied = suppliedBy(assume);
  if ('needs' in outcome)
    return refusal(
      draft,
      spot,
      base,
      outcome.needs,
      assume,
      { zh: '比例未载明', en: 'rate not stated' },
      supplied,
    );
  const { worked, formula } = outcome;
  return {
    name: nameOf(spot.level, [bandName(draft, band), supplied]),
    assume,
    claims: [{ level: spot.level, care: draft.care[0] ?? '', date: draft.from, base }],
    expect: [expectedOf(draft, base, worked, capNotice && draft.cap.kind === 'not_stated')],
    because: becauseOf(worked, base, formula),
  };
}

function atEnd(test: DraftCase): DraftCase {
  return { ...test, name: joinTexts([test.name, { zh: '正好到上限', en: 'just its end' }], '，', ', ') };
}

function suppliedBy(assume: Readonly<Record<string, string>>): Text | undefined {
  const keys = Object.keys(assume);
  const deductible = keys.some((key) => key.endsWith('.deductible'));
  const rate = keys.some((key) => !key.endsWith('.deductible'));
  if (deductible && rate) return { zh: '假设起付线和比例', en: 'deductible and rate assumed' };
  if (deductible) return { zh: '假设起付线', en: 'deductible assumed' };
  return rate ? { zh: '假设比例', en: 'rate assumed' } : undefined;
}

function refusal(
  draft: PolicyDraft,
  spot: Spot,
  base: bigint,
  field: string,
  assume: Readonly<Record<string, string>>,
  what: Text,
  also?: Text,
): DraftCase {
  const band = /\.rate\.(\d+)$/.exec(field)?.[1];
  return {
    name: nameOf(spot.level, [
      band === undefined ? undefined : bandName(draft, Number(band) - 1),
      what,
      also,
    ]),
    assume,
    claims: [{ level: spot.level, care: draft.care[0] ?? '', date: draft.from, base }],
    expect: [],
    error: { code: 'FIGURE_NOT_STATED', field },
    because: { zh: '原文没有写，不能估算', en: 'the text does not say, so there is no estimate' },
  };
}

/** 30,000 以内 */
function bandName({ bands }: PolicyDraft, band: number): Text | undefined {
  if (bands.length === 1) return undefined;
  const [low, high] = [bands[band - 1]?.upTo, bands[band]?.upTo];
  const show = (fen: number): string => yuan(BigInt(fen));
  if (low === undefined)
    return high === undefined ? undefined : { zh: `${show(high)} 以内`, en: `to ${show(high)}` };
  if (high === undefined) return { zh: `${show(low)} 以上`, en: `above ${show(low)}` };
  return { zh: `${show(low)} 到 ${show(high)}`, en: `${show(low)} to ${show(high)}` };
}

function settled({ outcome }: Attempt): Settled | undefined {
  return 'worked' in outcome ? outcome : undefined;
}

/** The same claim in the other kinds of care. */
function careCases(draft: PolicyDraft, main: Attempt): DraftCase[] {
  const found = settled(main);
  if (!found) return [];
  return draft.care.slice(1).map((care) => ({
    name: nameOf(main.spot.level, [{ zh: CARES.label(care, 'zh'), en: CARES.label(care, 'en') }]),
    assume: main.assume,
    claims: [{ level: main.spot.level, care, date: draft.from, base: main.base }],
    expect: [expectedOf(draft, main.base, found.worked)],
    because: becauseOf(found.worked, main.base, found.formula),
  }));
}

/** What is not in the policy's scope is left to the person. */
function partsCases(draft: PolicyDraft, main: Attempt): DraftCase[] {
  const found = settled(main);
  if (!found || draft.base !== 'in_policy') return [];
  const { base, spot, assume } = main;
  const outside = { selfFunded: 100_000n, overLimit: 60_000n, advance: 40_000n };
  const total = base + 200_000n;
  const parts = `${yuan(total)} - 1,000 - 600 - 400 = ${yuan(base)}`;
  return [
    {
      name: nameOf(spot.level, [
        { zh: '政策范围以外的费用不计', en: 'cost outside the policy does not count' },
      ]),
      assume,
      claims: [{ level: spot.level, care: draft.care[0] ?? '', date: draft.from, base, outside }],
      expect: [expectedOf(draft, total, found.worked)],
      because: sentences([same(parts), becauseOf(found.worked, base, found.formula)]),
    },
  ];
}

/** Cost that is just the deductible is paid nothing. */
function atDeductible(draft: PolicyDraft, spots: readonly Spot[]): DraftCase[] {
  const spot = spots.find((one) => one.deductible.kind === 'exact' && one.deductible.value > 0);
  if (spot?.rates[0]?.kind !== 'exact') return [];
  const formula = formulaOf(draft, spot);
  const base = formula.deductible;
  const worked = work(formula, base);
  return [
    {
      name: nameOf(spot.level, [{ zh: '正好等于起付线', en: 'just the deductible' }]),
      assume: {},
      claims: [{ level: spot.level, care: draft.care[0] ?? '', date: draft.from, base }],
      expect: [expectedOf(draft, base, worked)],
      because: becauseOf(worked, base, formula),
    },
  ];
}

/** Two claims of one year: what is counted over the year and what is not. */
function secondClaim(draft: PolicyDraft, spots: readonly Spot[]): DraftCase[] {
  const spot = spots.find(isStated);
  if (!spot) return [];
  const formula = formulaOf(draft, spot);
  const [first] = formula.bands;
  if (formula.deductible === 0n && formula.bands.length === 1) return [];
  const reach = first?.upTo ?? 1_000_000n;
  const base =
    reach > formula.deductible && formula.countedFrom === 'zero' ? reach : formula.deductible + reach;
  const one = work(formula, base);
  const two = work(formula, base, after(NEW_YEAR, base, one));
  const claim = { level: spot.level, care: draft.care[0] ?? '', date: draft.from, base };
  const [before, then] = [one, two].map((worked) => becauseOf(worked, base, formula));
  if (!before || !then) return [];
  return [
    {
      name: nameOf(spot.level, [{ zh: '一年两次', en: 'two in a year' }]),
      assume: {},
      claims: [claim, claim],
      expect: [expectedOf(draft, base, one), expectedOf(draft, base, two)],
      because: sentences([
        { zh: `第一次 ${before.zh}`, en: `first ${before.en}` },
        { zh: `第二次 ${then.zh}`, en: `then ${then.en}` },
      ]),
    },
  ];
}

/** The days just outside the version have no rules. */
function dateCases(draft: PolicyDraft, level: string | undefined): DraftCase[] {
  const outside = (days: number, of: string, code: string, name: Text, because: Text): DraftCase => ({
    name,
    assume: {},
    claims: [{ level, care: draft.care[0] ?? '', date: addDays(of, days), base: 1_000_000n }],
    expect: [],
    error: { code, field: 'date' },
    because,
  });
  const { from, to } = draft;
  return [
    outside(
      -1,
      from,
      'DATE_BEFORE_POLICY',
      { zh: '起始日期前一天', en: 'the day before it begins' },
      { zh: `规则从 ${from} 起`, en: `the rules begin on ${from}` },
    ),
    ...(to === undefined
      ? []
      : [
          outside(
            1,
            to,
            'DATE_AFTER_POLICY',
            { zh: '截止日期后一天', en: 'the day after it ends' },
            { zh: `规则到 ${to} 为止`, en: `the rules end on ${to}` },
          ),
        ]),
  ];
}
