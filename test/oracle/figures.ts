import { Decimal } from 'decimal.js';
import type { Policy, Version } from '../../src/policy/policy.ts';
import type { Condition } from '../../src/rules/condition.ts';
import type { Figure } from '../../src/rules/figure.ts';

/**
 * A second reading of the policy language, plain and slow, to hold the engine against. It shares no arithmetic and no
 * walking of tables with `src/engine`: only the types of a policy that has been read and checked.
 */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });
export const ZERO = new Exact(0);
export const ONE = new Exact(1);

export interface Part {
  readonly policy: Policy;
  readonly version: Version;
}

/** What is known of a claim besides its amounts. Every field a policy may look at is given, or has its default. */
export interface Situation {
  readonly facts: ReadonlyMap<string, string | number | readonly string[]>;
  readonly date: string;
  readonly admission: number;
  readonly assumptions: ReadonlyMap<string, string>;
  readonly bound: 'low' | 'high';
}

/** No answer can be given: the circumstances have no figure, or a figure that is not stated is needed. */
export class NoAnswer extends Error {}

const DEFAULTS: Readonly<Record<string, string>> = {
  'hospital.kind': 'general',
  'hospital.designated': 'true',
  'hospital.chosen': 'true',
  'hospital.card_reader': 'true',
  'access.filing': 'local',
  'access.card_shown': 'true',
  'access.settled': 'true',
  applied: 'false',
  assistance: 'none',
  care_detail: 'none',
  civil_servant: 'none',
  disability: 'none',
};

export function wordsFor(situation: Situation, field: string): readonly string[] {
  const fact = situation.facts.get(field);
  if (typeof fact === 'string' || typeof fact === 'number') return [String(fact)];
  if (fact !== undefined) return fact;
  if (field === 'supplements') return [];
  if (field === 'access.referral' && /^(community|1)$/.test(wordsFor(situation, 'hospital.level')[0] ?? ''))
    return ['referred'];
  if (field === 'access.place' && wordsFor(situation, 'access.filing')[0] === 'local') return ['local'];
  const standard = DEFAULTS[field];
  if (standard === undefined) throw new NoAnswer(`${field} is not known`);
  return [standard];
}

export function numberFor(situation: Situation, field: string): number {
  if (field === 'admission') return situation.admission;
  if (field === 'disease_count')
    return situation.facts.has('disease') ? wordsFor(situation, 'disease').length : 0;
  if (field === 'basic_schemes') {
    const basic = ['employee', 'resident', 'urban_resident', 'nrcms'];
    return wordsFor(situation, 'insurance').filter((scheme) => basic.includes(scheme)).length;
  }
  const fact = situation.facts.get(field);
  if (typeof fact !== 'number') throw new NoAnswer(`${field} is not known`);
  return fact;
}

export function isTrue(test: Condition, situation: Situation): boolean {
  switch (test.kind) {
    case 'not':
      return !isTrue(test.of, situation);
    case 'all':
      return test.of.every((inner) => isTrue(inner, situation));
    case 'any':
      return test.of.some((inner) => isTrue(inner, situation));
    case 'is':
      return wordsFor(situation, test.field).some((word) => test.values.includes(word));
    case 'within': {
      const number = numberFor(situation, test.field);
      return test.from <= number && number <= test.to;
    }
  }
}

/** An amount in fen or a rate as a fraction; `none` and `not_stated` are answers of their own. */
export type Value = Decimal | 'none' | 'not_stated';

/**
 * @param cautious the end of a range that costs the person more; the other bound takes the other end
 */
export function readFigure(
  figure: Figure,
  key: string,
  unit: 'fen' | 'ppm',
  cautious: 'low' | 'high',
  policy: Policy,
  situation: Situation,
): Value {
  const again = (inner: Figure): Value => readFigure(inner, key, unit, cautious, policy, situation);
  const exact = (value: number): Decimal => (unit === 'fen' ? new Exact(value) : new Exact(value).div('1e6'));
  if (figure.kind === 'by') {
    const row = figure.rows.find(({ keys }) => {
      if (keys.kind === 'is')
        return wordsFor(situation, figure.field).some((word) => keys.values.includes(word));
      const number = numberFor(situation, figure.field);
      return keys.from <= number && number <= keys.to;
    });
    const chosen = row?.figure ?? figure.otherwise;
    if (chosen === undefined) throw new NoAnswer(`${key} has no figure by ${figure.field}`);
    return again(chosen);
  }
  if (figure.kind === 'cases') {
    const chosen = figure.rows.find((row) => isTrue(row.when, situation))?.figure ?? figure.otherwise;
    if (chosen === undefined) throw new NoAnswer(`${key} has no case`);
    return again(chosen);
  }
  if (figure.kind === 'exact') {
    if (situation.assumptions.has(key)) throw new NoAnswer(`${key} is stated and cannot be assumed`);
    return exact(figure.value);
  }
  if (figure.kind === 'none') return 'none';
  const assumed = assumptionFor(key, unit, situation);
  if (assumed !== undefined) return assumed;
  if (figure.kind === 'not_stated') return 'not_stated';
  if (figure.kind === 'range') {
    const wanted = situation.bound === 'low' ? cautious : cautious === 'low' ? 'high' : 'low';
    return exact(wanted === 'high' && figure.high !== null ? figure.high : figure.low);
  }
  const dated = policy.parameters[figure.of]?.values.filter((value) => value.from <= situation.date).at(-1);
  const parameter = dated && readFigure(dated.amount, figure.of, 'fen', cautious, policy, situation);
  if (parameter instanceof Decimal) return parameter.times(figure.ppm).div('1e6').toDecimalPlaces(0);
  return figure.provisional ? again(figure.provisional) : 'not_stated';
}

/** `pooled_fund.rate=70%` holds for `pooled_fund.rate.2` too, unless that has one of its own. */
function assumptionFor(key: string, unit: 'fen' | 'ppm', { assumptions }: Situation): Decimal | undefined {
  const segments = key.split('.');
  for (let length = segments.length; length > 0; length--) {
    const written = assumptions.get(segments.slice(0, length).join('.'));
    if (written === undefined) continue;
    if (unit === 'fen') return new Exact(written).times(100);
    if (!written.endsWith('%')) throw new NoAnswer(`${written} is not a rate`);
    return new Exact(written.slice(0, -1)).div(100);
  }
  return undefined;
}
