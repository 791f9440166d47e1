import type { Fact } from '../src/claim/claim.ts';
import { explain } from '../src/engine/explain.ts';
import { IN, type Plan } from '../src/engine/plan.ts';
import { resolve } from '../src/engine/resolve.ts';
import type { Part, ResolveInput } from '../src/engine/resolve-input.ts';
import { settle } from '../src/engine/settle.ts';
import { Library, versionOn } from '../src/policy/library.ts';
import { wordingOf } from '../src/policy/wording.ts';
import { type Decision, decide } from '../test/oracle/decide.ts';
import { type Bill, type LineYear, settleDecided } from '../test/oracle/settle.ts';

/** Claims of one kind: the policy, its words, and payments that are given. */
interface Kind {
  readonly region: string;
  readonly scheme: string;
  readonly supplements: readonly string[];
  readonly date: string;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly given: readonly string[];
}

/** One rule with three bands, a range, a cap with what lies above it, and a supplement with two lines of the year. */
const KINDS: readonly Kind[] = [
  {
    region: '371300',
    scheme: 'employee',
    supplements: [],
    date: '2025-05-01',
    facts: { care: 'inpatient', 'hospital.level': '3' },
    given: [],
  },
  {
    region: '371300',
    scheme: 'employee',
    supplements: [],
    date: '2025-05-01',
    facts: { care: 'inpatient', 'hospital.level': '1', 'hospital.kind': 'tcm' },
    given: [],
  },
  {
    region: '371300',
    scheme: 'nrcms',
    supplements: [],
    date: '2025-05-01',
    facts: { care: 'inpatient', 'hospital.level': '2' },
    given: [],
  },
  {
    region: '000000',
    scheme: 'urban_resident',
    supplements: [],
    date: '2025-05-01',
    facts: { care: 'inpatient', 'hospital.level': '1' },
    given: [],
  },
  {
    region: '130800',
    scheme: 'resident',
    supplements: [],
    date: '2022-05-01',
    facts: { care: 'inpatient', 'hospital.level': '3', assistance: 'minimum_living' },
    given: ['pooled_fund', 'serious_illness'],
  },
  {
    region: '441200',
    scheme: 'employee',
    supplements: ['zhaofubao'],
    date: '2023-05-01',
    facts: { care: 'inpatient', 'hospital.level': '3', pre_existing: 'false' },
    given: ['pooled_fund'],
  },
];

const NO_YEAR: ReadonlyMap<string, LineYear> = new Map();
const SEED = 20250501;

/** A seeded generator of whole numbers below a bound (mulberry32), so that every run settles the same claims. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Work {
  readonly plan: Plan;
  readonly decision: Decision;
  readonly input: ResolveInput;
  readonly amounts: readonly Float64Array[];
  readonly bills: readonly Bill[];
  readonly state: Float64Array;
  readonly out: Float64Array;
}

/** @param claims how many claims of each kind */
export async function prepareWork(policies: string, claims: number): Promise<Work[]> {
  const library = new Library([policies]);
  const national = await library.national();
  const next = generator(SEED);
  const works: Work[] = [];
  for (const kind of KINDS) {
    const part = async (name: string): Promise<Part> => {
      const policy = await library.find(kind.region, name);
      if (!policy) throw new Error(`no policy ${kind.region}/${name}`);
      return { policy, version: versionOn(policy, kind.date) };
    };
    const basic = await part(kind.scheme);
    const supplements = await Promise.all(kind.supplements.map(part));
    const facts = new Map<string, Fact>([
      ...Object.entries(kind.facts),
      ['insurance', [kind.scheme]],
      ['supplements', kind.supplements],
    ]);
    const parts = [...new Set([basic, ...supplements].flatMap(({ policy }) => Object.keys(policy.parts)))];
    const everywhere = national && { policy: national, version: versionOn(national, kind.date) };
    const input: ResolveInput = {
      basic,
      supplements,
      ...(everywhere && { national: everywhere }),
      facts,
      date: kind.date,
      admission: 1,
      given: kind.given,
      parts,
      assumptions: new Map(),
      bound: 'low',
      defaults: true,
    };
    const { plan, needs, problems } = resolve(input);
    if (!plan) throw new Error(`no plan: ${JSON.stringify({ needs, problems })}`);
    const decision = decide(
      basic,
      supplements,
      everywhere,
      { facts, date: kind.date, admission: 1, assumptions: new Map(), bound: 'low' },
      kind.given,
    );
    const bills = Array.from({ length: claims }, () => bill(next, kind.given));
    works.push({
      plan,
      decision,
      input,
      bills,
      amounts: bills.map((one) => amountsFor(plan, one)),
      state: new Float64Array(plan.stateSize),
      out: new Float64Array(plan.outSize),
    });
  }
  return works;
}

/** Mostly some ten thousand yuan, now and then some hundred thousand. */
function bill(next: (below: number) => number, given: readonly string[]): Bill {
  const total = 100 + next(next(10) === 0 ? 40_000_000 : 3_000_000);
  const selfFunded = next(Math.floor(total / 10) + 1);
  const advance = next(Math.floor(total / 20) + 1);
  const inPolicy = total - selfFunded - advance;
  const paid = new Map(
    given.map((payer, index) => [payer, Math.floor((inPolicy * (index === 0 ? 6 : 1)) / 10)]),
  );
  return {
    total,
    selfFunded,
    overLimit: 0,
    advance,
    parts: new Map(),
    paid,
    personalAccount: next(500_000),
    storedCard: 0,
  };
}

function amountsFor(plan: Plan, one: Bill): Float64Array {
  const amounts = new Float64Array(plan.inSize);
  amounts[IN.total] = one.total;
  amounts[IN.selfFunded] = one.selfFunded;
  amounts[IN.advance] = one.advance;
  amounts[IN.personal] = one.personalAccount;
  const first = IN.first + plan.parts.length;
  for (const [index, payer] of plan.given.entries()) amounts[first + index] = one.paid.get(payer) ?? 0;
  return amounts;
}

const outcome = { code: 0, line: 0, band: 0 };

/** Seconds to settle every claim `rounds` times with the whole breakdown. */
export function timeEngine(works: readonly Work[], rounds: number): number {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const { plan, amounts, state, out } of works) {
      for (let index = 0; index < amounts.length; index++) {
        const code = settle(plan, amounts[index] as Float64Array, state, out, outcome);
        if (code !== 0) throw new Error(`settle stopped with ${code}`);
      }
    }
  }
  return (performance.now() - start) / 1000;
}

/** Seconds for the same claims once, by the independent decimal.js reading. */
export function timeDecimal(works: readonly Work[]): number {
  const start = performance.now();
  for (const { decision, bills } of works) {
    for (const one of bills) {
      if (settleDecided(decision, one, NO_YEAR).kind !== 'settled')
        throw new Error('the decimal reading stopped');
    }
  }
  return (performance.now() - start) / 1000;
}

/** How many claims differ between the two, to the fen in any national amount. */
export function disagreements(works: readonly Work[]): number {
  let count = 0;
  for (const { plan, decision, amounts, bills, state, out } of works) {
    for (const [index, one] of bills.entries()) {
      settle(plan, amounts[index] as Float64Array, state, out, outcome);
      const answer = settleDecided(decision, one, NO_YEAR);
      const fund =
        answer.kind === 'settled'
          ? answer.lines.reduce((sum, line) => sum + line.paid.toNumber(), 0)
          : Number.NaN;
      if (out[10] !== fund) count++;
    }
  }
  return count;
}

/** Seconds for one plan and for one explanation, on average. */
export function timePlans(works: readonly Work[], rounds: number): { resolve: number; explain: number } {
  let start = performance.now();
  for (let round = 0; round < rounds; round++) for (const { input } of works) resolve(input);
  const resolved = performance.now() - start;
  start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const { plan, amounts, state, out } of works) {
      settle(plan, amounts[0] as Float64Array, state, out, outcome);
      explain(plan, amounts[0] as Float64Array, state, out, wordingOf([plan.policy]));
    }
  }
  const explained = performance.now() - start;
  const count = rounds * works.length * 1000;
  return { resolve: resolved / count, explain: explained / count };
}
