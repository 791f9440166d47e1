import fc from 'fast-check';
import { formatYuan } from '../../../src/money/fen.ts';
import { figuresOfVersion } from '../../../src/policy/figures.ts';
import { type BillWish, billOf, billWish, type Case, caseArbitrary } from '../../oracle/claims.ts';
import { planFor, spotsOf, tagsOf } from '../../oracle/engine.ts';
import type { Bill } from '../../oracle/settle.ts';
import type { Subject } from '../../oracle/subjects.ts';
import { inColumnsOfAll, type Row } from './csv.ts';
import type { Scheme } from './policies.ts';

const NOTHING: ReadonlyMap<string, string> = new Map();

interface Wish {
  readonly person: number;
  readonly day: number;
  readonly kase: Case;
  readonly subject: Subject;
  readonly bill: BillWish;
  readonly stated: Stated;
}

/** What few rows say of the year themselves; it then counts for them and for what comes after them. */
interface Stated {
  readonly admissions?: number;
  /** Paid by the pooled fund, fen. */
  readonly paid?: number;
  readonly asItems: boolean;
}

const stated: fc.Arbitrary<Stated> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ asItems: false }) },
  { weight: 1, arbitrary: fc.record({ admissions: fc.nat(4), asItems: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.record({ paid: fc.nat(20_000_000), asItems: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ asItems: true }) },
);

/** Circumstances that a policy knows, and others: claims share them, so that what was decided for one is used for more. */
const KNOWN = 6;
const ANY = 2;
/** Days of one person's claims, and how far behind one of them a claim may be: on the day, in the month, beyond it. */
const DAYS = 3;
const BEHIND = [0, 0, 1, 9, 40];
const YEARS = 2;

interface Circumstances {
  readonly subject: Subject;
  readonly kase: Case;
}

function circumstancesOf({ subjects }: Scheme, seed: number): Circumstances[] {
  const one = fc
    .constantFrom(...subjects)
    .chain((subject) => fc.record({ subject: fc.constant(subject), kase: caseArbitrary(subject) }));
  const drawn = fc.sample(one, { numRuns: 80, seed });
  const isKnown = ({ subject, kase }: Circumstances): boolean => {
    const date = dateOf(subject, 0);
    const situation = { ...kase.situation, date, assumptions: NOTHING };
    const plan = planFor(subject, { ...kase, situation });
    return plan?.covered === true && plan.lines.some(({ state }) => state === 'computed');
  };
  const known = drawn.filter(isKnown);
  const others = drawn.filter((circumstances) => !isKnown(circumstances));
  return [...known.slice(0, KNOWN), ...others.slice(0, ANY + Math.max(0, KNOWN - known.length))];
}

/** What may differ between claims of the same circumstances without being another combination of words. */
const NUMBERS = ['age', 'cover_years', 'claim_free_years', 'disease'];

function withNumbersOf(kase: Case, other: Case | undefined): Case {
  const facts = new Map(kase.situation.facts);
  for (const field of NUMBERS) {
    const fact = other?.situation.facts.get(field);
    if (fact !== undefined) facts.set(field, fact);
  }
  return { ...kase, situation: { ...kase.situation, facts } };
}

/**
 * Persons under a policy with several claims each, as rows in no order at all.
 * @param most claims of one person
 */
export function claimsOf(scheme: Scheme, persons: number, most: number, seed: number): Row[] {
  const circumstances = circumstancesOf(scheme, seed);
  const one = fc.constantFrom(...circumstances).chain(({ subject, kase }) =>
    fc.record({
      subject: fc.constant(subject),
      kase: fc.option(caseArbitrary(subject)).map((other) => withNumbersOf(kase, other ?? undefined)),
      bill: billWish,
      stated,
      day: fc.nat(DAYS - 1),
      behind: fc.constantFrom(...BEHIND),
    }),
  );
  const person = fc.record({
    days: fc.array(fc.nat(365 * YEARS - 1), { minLength: DAYS, maxLength: DAYS }),
    claims: fc.array(one, { minLength: 2, maxLength: most, size: 'max' }),
  });
  const drawn = fc.sample(person, { numRuns: persons, seed });
  const wishes = drawn.flatMap(({ days, claims }, number) =>
    claims.map(({ day, behind, ...claim }): Wish => {
      return { ...claim, person: number, day: (days[day] ?? 0) + behind };
    }),
  );
  const order = fc.sample(fc.nat(), { numRuns: wishes.length, seed: seed + 1 });
  const rows = wishes
    .map((wish, index) => ({ wish, place: order[index] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ wish }, index) => rowOf(wish, scheme.policy.id, `S${String(index + 1).padStart(5, '0')}`));
  return inColumnsOfAll(rows);
}

function rowOf({ person, day, kase, subject, bill: wish, stated }: Wish, policy: string, id: string): Row {
  const date = dateOf(subject, day);
  const situated = {
    ...kase,
    situation: { ...kase.situation, date, assumptions: NOTHING },
  };
  const plan = planFor(subject, situated);
  const bill = billOf(wish, plan ? spotsOf(plan) : [], situated, tagsOf(subject, situated));
  const words = [...kase.situation.facts].map(([field, fact]) => [field, wordsOf(field, fact)]);
  const expenses: [string, number | undefined][] = [
    ['expenses.total', bill.total],
    ['expenses.self_funded', bill.selfFunded],
    ['expenses.over_limit', bill.overLimit],
    ['expenses.advance', bill.advance],
  ];
  const amounts: [string, number | undefined][] = [
    ...(stated.asItems ? [] : expenses),
    ['accounts.personal', bill.personalAccount],
    ['accounts.stored_card', bill.storedCard],
    ...[...bill.parts].map(([tag, fen]): [string, number] => [
      tag === 'essential_medicine' ? `expenses.${tag}` : `expenses.parts.${tag}`,
      fen,
    ]),
    ...[...bill.paid].map(([payer, fen]): [string, number] => [`paid.${payer}`, fen]),
  ];
  return {
    id,
    person: `P${String(person).padStart(4, '0')}`,
    date,
    region: policy.slice(0, 6),
    ...Object.fromEntries(words),
    ...Object.fromEntries(amounts.map(([name, fen = 0]) => [name, fen === 0 ? '' : formatYuan(fen)])),
    'expenses.items': stated.asItems ? itemsOf(bill) : '',
    'year_to_date.admissions': String(stated.admissions ?? ''),
    'year_to_date.pooled_fund': stated.paid === undefined ? '' : formatYuan(stated.paid),
  };
}

/** A bill as line items: one in the catalogue, one outside it. */
function itemsOf({ total, selfFunded }: Bill): string {
  return JSON.stringify([
    { name: 'made up', amount: formatYuan(total - selfFunded), class: 'A' },
    { name: 'made up too', amount: formatYuan(selfFunded), class: 'C' },
  ]);
}

function wordsOf(field: string, fact: string | number | readonly string[]): string {
  if (typeof fact !== 'object') return String(fact);
  // In whichever order they are named, two diseases are the same two.
  return (field === 'disease' ? [...fact].sort() : fact).join(';');
}

/** A day of the version, counted from its beginning. */
function dateOf({ basic: { version } }: Subject, day: number): string {
  const from = Date.parse(`${version.from}T00:00:00Z`);
  const date = new Date(from + day * 86_400_000).toISOString().slice(0, 10);
  return version.to !== undefined && date > version.to ? version.to : date;
}

const VALUES = { ppm: ['50%', '92.25%', '0%'], fen: ['500', '0.01', '100000'] } as const;

/** A value for each figure that the policy leaves open in all of its versions: what is open in some is no run's own. */
export function supposedFor({ policy }: Scheme): ReadonlyMap<string, string> {
  const open = policy.versions.map(
    (version) =>
      new Map(
        figuresOfVersion(version)
          .filter(({ figure }) => figure.kind === 'not_stated')
          .map(({ key, unit }) => [key, unit] as const),
      ),
  );
  const [first = new Map<string, 'fen' | 'ppm'>(), ...others] = open;
  const everywhere = [...first].filter(([key]) => others.every((other) => other.has(key)));
  return new Map(everywhere.map(([key, unit], index) => [key, VALUES[unit][index % 3] ?? '0']));
}
