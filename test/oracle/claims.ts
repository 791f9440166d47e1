import fc from 'fast-check';
import { FIELDS } from '../../src/claim/fields.ts';
import type { PartCost } from '../../src/claim/part-cost.ts';
import { caresOfDetail } from '../../src/codes/cares.ts';
import { MAX_FEN } from '../../src/money/fen.ts';
import { figuresOfVersion } from '../../src/policy/figures.ts';
import type { Condition } from '../../src/rules/condition.ts';
import type { Figure } from '../../src/rules/figure.ts';
import type { Decision } from './decide.ts';
import type { Part, Situation } from './figures.ts';
import type { Bill, LineYear } from './settle.ts';
import type { Subject } from './subjects.ts';

/** What words say about some claims: the policies decide it once for all of them. */
export interface Case {
  readonly situation: Situation;
  readonly supplements: readonly Part[];
  readonly given: readonly string[];
}

/** An amount as a generator thinks of it: some way off a point that matters, or just a number. */
type Wish = { readonly spot: number; readonly off: number } | number;

export interface BillWish {
  readonly inPolicy: Wish;
  readonly selfFunded: Wish;
  readonly overLimit: Wish;
  readonly advance: Wish;
  /** Shares of the in-policy cost, in hundredths, that the tagged parts take, one after the other. */
  readonly parts: readonly number[];
  readonly paid: readonly Wish[];
  readonly personalAccount: Wish;
  readonly storedCard: Wish;
  readonly year: readonly Wish[];
}

const spotWish = fc.record({ spot: fc.nat(999), off: fc.integer({ min: -2, max: 2 }) });
const edge = fc.constantFrom(0, 1, 2, 49, 50, 51, 99, 100, 101, MAX_FEN - 1, MAX_FEN);
const main: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 6, arbitrary: spotWish },
  { weight: 2, arbitrary: fc.nat(5_000_000) },
  { weight: 2, arbitrary: fc.nat(60_000_000) },
  { weight: 1, arbitrary: fc.nat(MAX_FEN) },
  { weight: 1, arbitrary: edge },
);
/** Often nothing: most claims have no such amount. */
const side: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: main },
);

export const billWish: fc.Arbitrary<BillWish> = fc.record({
  inPolicy: main,
  selfFunded: side,
  overLimit: side,
  advance: side,
  parts: fc.array(fc.constantFrom(0, 10, 33, 50, 100), { minLength: 4, maxLength: 4 }),
  paid: fc.array(main, { minLength: 1, maxLength: 2 }),
  personalAccount: side,
  storedCard: side,
  year: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(side, { minLength: 5, maxLength: 12 }) },
  ),
});

/** The wishes as amounts in fen that keep to the rules of a claim: parts within the total, the total within its limit. */
export function billOf(
  wish: BillWish,
  spots: readonly number[],
  kase: Case,
  tags: ReadonlyMap<string, PartCost>,
): Bill {
  const amount = (one: Wish | undefined): number => wishedAmount(one, spots);
  const selfFunded = amount(wish.selfFunded);
  const overLimit = Math.min(amount(wish.overLimit), MAX_FEN - selfFunded);
  const advance = Math.min(amount(wish.advance), MAX_FEN - selfFunded - overLimit);
  const inPolicy = Math.min(amount(wish.inPolicy), MAX_FEN - selfFunded - overLimit - advance);
  const total = inPolicy + selfFunded + overLimit + advance;
  const left = { in_policy: inPolicy, advance, over_limit: overLimit, self_funded: selfFunded };
  const parts = new Map<string, number>();
  for (const [index, [tag, cost]] of [...tags].entries()) {
    const share = wish.parts[index % wish.parts.length] ?? 0;
    const part = Math.min(left[cost], Math.ceil((left[cost] * share) / 100));
    parts.set(tag, part);
    left[cost] -= part;
  }
  return {
    total,
    selfFunded,
    overLimit,
    advance,
    parts,
    // Mostly less than the bill, so that the claim is not simply refused.
    paid: new Map(
      kase.given.map((payer, index) => [
        payer,
        amount(wish.paid[index % wish.paid.length]) % (Math.floor(total / 2) + 2),
      ]),
    ),
    personalAccount: amount(wish.personalAccount),
    storedCard: amount(wish.storedCard),
  };
}

export function yearOf(wish: BillWish, spots: readonly number[], decision: Decision): Map<string, LineYear> {
  const year = new Map<string, LineYear>();
  if (wish.year.length === 0) return year;
  let next = 0;
  const amount = (): number => wishedAmount(wish.year[next++ % wish.year.length], spots);
  for (const { id } of decision.lines) {
    year.set(id, {
      base: amount(),
      deductible: amount(),
      paid: amount(),
      paidMonth: amount(),
      paidDisease: amount(),
    });
  }
  return year;
}

function wishedAmount(wish: Wish | undefined, spots: readonly number[]): number {
  if (wish === undefined) return 0;
  const amount =
    typeof wish === 'number' ? wish : (spots[wish.spot % Math.max(1, spots.length)] ?? 0) + wish.off;
  return Math.max(0, Math.min(MAX_FEN, amount));
}

/** Circumstances of claims on a policy: the values it names come up more often than those it does not. */
export function caseArbitrary(subject: Subject): fc.Arbitrary<Case> {
  const parts = [subject.basic, ...subject.supplements];
  const named = namedValues(parts);
  const facts: Record<string, fc.Arbitrary<string | number | readonly string[]>> = {};
  for (const field of FIELDS) {
    const own = [...(named.words.get(field.key) ?? [])];
    if (field.key === 'care' || field.key === 'insurance' || field.key === 'hospital.grade') continue;
    if (field.key === 'disease') {
      const known = parts.flatMap(({ policy }) => Object.keys(policy.diseases));
      facts.disease = fc.uniqueArray(fc.constantFrom(...(known.length > 0 ? known : ['other'])), {
        minLength: 1,
        maxLength: 2,
      });
    } else if (field.table) facts[field.key] = fc.constantFrom(...own, ...own, ...field.table.ids);
    else if (field.kind === 'integer')
      facts[field.key] = numberNear([...(named.numbers.get(field.key) ?? [])]);
  }
  const scheme = subject.basic.policy.id.split('/')[1] ?? '';
  const insurance = fc.oneof(
    { weight: 30, arbitrary: fc.constant([scheme]) },
    { weight: 1, arbitrary: fc.constant([...new Set([scheme, 'employee', 'resident'])]) },
  );
  const payers = [...new Set(parts.flatMap(({ version }) => version.lines.map((line) => line.payer)))];
  const given = fc.oneof(
    { weight: 4, arbitrary: fc.constant<string[]>([]) },
    {
      weight: 1,
      arbitrary: fc.subarray([...new Set([...payers, 'pooled_fund', 'accident'])], {
        minLength: 1,
        maxLength: 2,
      }),
    },
  );
  return fc
    .record({
      facts: fc.record(facts),
      insurance,
      date: fc.constantFrom(...subject.dates),
      admission: fc.constantFrom(1, 2, 3, 4, 9, ...(named.numbers.get('admission') ?? [])),
      held: fc.subarray([...subject.supplements]),
      given,
      assumptions: assumptionArbitrary(parts),
      bound: fc.constantFrom('low' as const, 'high' as const),
    })
    .map((drawn) => ({
      situation: {
        facts: new Map<string, string | number | readonly string[]>([
          ...Object.entries(agreeing(drawn.facts, subject.care)),
          ['care', subject.care],
          ['insurance', drawn.insurance],
          ['supplements', drawn.held.map(({ policy }) => policy.id.split('/')[1] ?? '')],
        ]),
        date: drawn.date,
        admission: Math.max(1, drawn.admission),
        assumptions: drawn.assumptions,
        bound: drawn.bound,
      },
      supplements: drawn.held,
      given: drawn.given,
    }));
}

type Drawn = Readonly<Record<string, string | number | readonly string[]>>;

/** What cannot both be true is no claim: care away and no filing for it, a finer kind of another kind of care. */
function agreeing(facts: Drawn, care: string): Drawn {
  const { 'access.filing': filing, 'access.place': place, care_detail: detail } = facts;
  const away = place === 'local' ? 'in_province' : place;
  return {
    ...facts,
    ...(place !== undefined && { 'access.place': filing === 'local' ? 'local' : (away ?? 'in_province') }),
    ...(detail !== undefined && {
      care_detail: caresOfDetail(String(detail)).includes(care) ? detail : 'none',
    }),
  };
}

/** Figures that are not stated get a value most of the time, so that the lines behind them are reached. */
function assumptionArbitrary(parts: readonly Part[]): fc.Arbitrary<ReadonlyMap<string, string>> {
  const open = new Map<string, { unit: 'fen' | 'ppm'; often: boolean }>();
  for (const { policy, version } of parts) {
    for (const { key, figure, unit } of figuresOfVersion(version)) {
      const [isOpen, isStated] = [hasLeaf(figure, true), hasLeaf(figure, false)];
      if (isOpen) open.set(key, { unit, often: !isStated });
      // `pooled_fund.rate` stands for all its bands.
      if (isOpen && /\.\d+$/.test(key)) open.set(key.replace(/\.\d+$/, ''), { unit, often: false });
    }
    for (const [key, { values }] of Object.entries(policy.parameters))
      if (values.some(({ amount }) => hasLeaf(amount, true))) open.set(key, { unit: 'fen', often: false });
  }
  if (open.size === 0) return fc.constant(new Map());
  const value = ({ unit, often }: { unit: 'fen' | 'ppm'; often: boolean }) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      {
        weight: often ? 6 : 1,
        arbitrary:
          unit === 'ppm'
            ? fc.constantFrom('0%', '50%', '70%', '92.25%', '100%')
            : fc.constantFrom('0', '0.01', '500', '1200.5', '100000'),
      },
    );
  return fc
    .record(Object.fromEntries([...open].map(([key, kind]) => [key, value(kind)])))
    .map(
      (drawn) =>
        new Map(Object.entries(drawn).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]))),
    );
}

/** Whether a figure has a leaf that is open to assumption (or, one that is not). */
function hasLeaf(figure: Figure, open: boolean): boolean {
  if (figure.kind === 'by' || figure.kind === 'cases')
    return [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])].some(
      (inner) => hasLeaf(inner, open),
    );
  return (figure.kind === 'not_stated' || figure.kind === 'range') === open;
}

function numberNear(named: readonly number[]): fc.Arbitrary<number> {
  const near = named
    .flatMap((number) => [number - 1, number, number + 1])
    .filter((number) => number >= 0 && number <= 150);
  const any = fc.integer({ min: 0, max: 110 });
  return near.length === 0 ? any : fc.oneof(fc.constantFrom(...near), any);
}

/** The values and numbers that conditions and tables of the policies name, by field. */
function namedValues(parts: readonly Part[]) {
  const words = new Map<string, Set<string>>();
  const numbers = new Map<string, Set<number>>();
  const note = <T>(map: Map<string, Set<T>>, field: string, value: T): void => {
    map.set(field, (map.get(field) ?? new Set<T>()).add(value));
  };
  const test = (condition: Condition): void => {
    if (condition.kind === 'is') for (const value of condition.values) note(words, condition.field, value);
    else if (condition.kind === 'within') {
      note(numbers, condition.field, condition.from);
      note(numbers, condition.field, condition.to);
    } else if (condition.kind === 'not') test(condition.of);
    else condition.of.forEach(test);
  };
  const walk = (figure: Figure): void => {
    if (figure.kind === 'by') {
      for (const { keys } of figure.rows) {
        if (keys.kind === 'within') for (const end of [keys.from, keys.to]) note(numbers, figure.field, end);
        else for (const value of keys.values) note(words, figure.field, value);
      }
    }
    if (figure.kind === 'cases') for (const row of figure.rows) test(row.when);
    if (figure.kind === 'by' || figure.kind === 'cases') {
      for (const row of figure.rows) walk(row.figure);
      if (figure.otherwise) walk(figure.otherwise);
    }
  };
  for (const { version } of parts) {
    for (const { figure } of figuresOfVersion(version)) walk(figure);
    for (const rule of version.eligibility) test(rule.when);
    for (const line of version.lines) {
      if (line.when) test(line.when);
      for (const rule of line.refuse) test(rule.when);
      for (const step of [...line.adjust, ...(line.deductible?.adjust ?? [])]) if (step.when) test(step.when);
    }
  }
  return { words, numbers };
}
