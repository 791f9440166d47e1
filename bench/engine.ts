import { readFileSync } from 'node:fs';
import type { Claim } from '../src/claim/claim.ts';
import { readDraft } from '../src/claim/read.ts';
import { BaoxiaoError } from '../src/diagnostics/diagnostic.ts';
import { type EstimateOptions, estimateDraft } from '../src/engine/estimate.ts';
import { explain } from '../src/engine/explain.ts';
import { OUT, PER_LINE, type Plan } from '../src/engine/plan.ts';
import { prepare } from '../src/engine/prepare.ts';
import { resolve } from '../src/engine/resolve.ts';
import type { ResolveInput } from '../src/engine/resolve-input.ts';
import { OUTCOME, settle } from '../src/engine/settle.ts';
import { amountsOf, stateOf } from '../src/engine/state.ts';
import { Library } from '../src/policy/library.ts';
import { loadPolicy } from '../src/policy/load.ts';
import type { Version } from '../src/policy/policy.ts';
import { treeOf } from '../src/source/tree.ts';
import { type Decision, decide } from '../test/oracle/decide.ts';
import { type Bill, settleDecided } from '../test/oracle/settle.ts';
import { median, random, seconds } from './measure.ts';

/** Claims on shipped policies; one that a policy no longer answers is left out. */
const CLAIMS: readonly Record<string, unknown>[] = [
  { region: '371300', insurance: 'employee', care: 'inpatient', hospital: { level: 3 } },
  { region: '371300', insurance: 'employee', care: 'inpatient', hospital: { level: 1, kind: 'tcm' } },
  { region: '371300', insurance: 'nrcms', care: 'inpatient', hospital: { level: 'community' } },
  {
    region: '000000',
    insurance: 'urban_resident',
    care: 'inpatient',
    hospital: { level: 2 },
    access: { referral: 'referred' },
  },
  {
    region: '441200',
    date: '2023-07-01',
    insurance: 'resident',
    care: 'inpatient',
    supplements: ['zhaofubao'],
    pre_existing: false,
    paid: { pooled_fund: 0 },
  },
  {
    region: '110000',
    insurance: 'employee',
    status: 'retired',
    age: 71,
    care: 'outpatient',
    hospital: { level: 3 },
  },
];
/** Circumstances on the invented policies of the tests, which have more lines than most places do. */
const INVENTED: readonly (readonly [file: string, facts: Record<string, string | number>])[] = [
  ['tiers', { care: 'inpatient', 'hospital.level': '3', status: 'retired', age: 66 }],
  [
    'tiers',
    {
      care: 'inpatient',
      'hospital.level': '2',
      status: 'active',
      age: 40,
      'access.filing': 'filed_transfer',
    },
  ],
  ['yearly-zero', { care: 'inpatient', assistance: 'none' }],
  ['yearly-zero', { care: 'inpatient', assistance: 'minimum_living' }],
  ['yearly-deductible', { care: 'inpatient', 'hospital.level': '1', cover_years: 12, status: 'senior' }],
  ['caps', { care: 'inpatient', cover_years: 7, status: 'active' }],
  ['buckets', { care: 'inpatient' }],
];
/** Few enough to stay in the processor's memory, as the one claim at hand does in a batch. */
const CLAIMS_A_ROUND = 4000;
const TURNS = 25;
/** In-policy costs of a year's claims: many small ones, a few that reach the caps. */
const COSTS = [200_00, 2_000_00, 8_000_00, 20_000_00, 60_000_00, 150_000_00, 600_000_00];

interface Prepared {
  readonly name: string;
  readonly plan: Plan;
  readonly decision: Decision;
  readonly again: () => void;
}

export interface EngineFigures {
  readonly plans: number;
  readonly lines: number;
  readonly claimsPerSecond: number;
  readonly timesDecimal: number;
  readonly decimalPerSecond: number;
  readonly resolveMicroseconds: number;
  readonly explainMicroseconds: number;
  readonly estimateMicroseconds: number;
}

/** Measures the engine; the comparisons run turn by turn in the same process. */
export async function measureEngine(root: string, rounds = 9): Promise<EngineFigures> {
  const options = { library: new Library([`${root}/policies`]), today: '2025-05-01' };
  const shipped = (await Promise.all(CLAIMS.map((claim) => prepareClaim(claim, options)))).flatMap(
    (one) => one ?? [],
  );
  const prepared = [...shipped, ...INVENTED.map(([file, facts]) => prepareInvented(root, file, facts))];
  const work = makeClaims(prepared, CLAIMS_A_ROUND);
  checkEqual(prepared, work);

  const engine: number[] = [];
  const decimal: number[] = [];
  const few = work.slice(0, 2000);
  const settleAll = engineRunner(prepared, work);
  settleAll();
  for (let round = 0; round < rounds; round++) {
    settleAll();
    engine.push(
      (work.length * TURNS) /
        seconds(() => {
          for (let turn = 0; turn < TURNS; turn++) settleAll();
        }),
    );
    decimal.push(few.length / seconds(() => runDecimal(prepared, few)));
  }
  const per = (count: number, body: () => void): number => {
    const times = Array.from({ length: rounds }, () => seconds(body));
    return (median(times) / count) * 1e6;
  };
  const out = prepared.map(({ plan }) => new Float64Array(plan.outSize));
  const resolveAll = (): void => {
    for (let turn = 0; turn < 20; turn++) for (const { again } of prepared) again();
  };
  const explainAll = (): void => {
    for (const { plan: index, amounts, state } of work.slice(0, 400)) {
      const { plan } = prepared[index] as Prepared;
      const filled = out[index] as Float64Array;
      settle(plan, amounts, state, filled, { code: 0, line: 0, band: 0 });
      explain(plan, amounts, state, filled, (field, value) => ({ zh: value ?? field, en: value ?? field }));
    }
  };
  resolveAll();
  explainAll();
  const estimates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    for (let turn = 0; turn < 20; turn++)
      await estimateDraft(draftOf({ ...CLAIMS[0], expenses: { total: 120_600 } }), options);
    estimates.push(Number(process.hrtime.bigint() - start) / 1e3 / 20);
  }
  return {
    plans: prepared.length,
    lines: prepared.reduce((sum, { plan }) => sum + plan.lines.length, 0) / prepared.length,
    claimsPerSecond: median(engine),
    decimalPerSecond: median(decimal),
    timesDecimal: median(engine.map((speed, round) => speed / (decimal[round] ?? Number.NaN))),
    resolveMicroseconds: per(20 * prepared.length, resolveAll),
    explainMicroseconds: per(400, explainAll),
    estimateMicroseconds: median(estimates),
  };
}

function draftOf(claim: Record<string, unknown>) {
  return readDraft(treeOf(claim, 'bench'), (problem) => {
    throw new BaoxiaoError([{ severity: 'error', ...problem }]);
  });
}

async function prepareClaim(
  claim: Record<string, unknown>,
  options: EstimateOptions,
): Promise<Prepared | undefined> {
  try {
    const { input } = await prepare(draftOf(claim), options, true, () => {});
    return input && prepareInput(input, `${input.basic.policy.id} ${claim.care}`);
  } catch (error) {
    if (error instanceof BaoxiaoError) return undefined;
    throw error;
  }
}

function prepareInvented(root: string, file: string, facts: Record<string, string | number>): Prepared {
  const name = `test/oracle/policies/${file}.yaml`;
  const policy = loadPolicy(readFileSync(`${root}/${name}`, 'utf8'), name);
  const version = policy.versions.at(-1) as Version;
  const prepared = prepareInput(
    {
      basic: { policy, version },
      supplements: [],
      facts: new Map(Object.entries(facts)),
      date: '2025-05-01',
      admission: 1,
      given: [],
      parts: Object.keys(policy.parts),
      assumptions: new Map(),
      bound: 'low',
      defaults: true,
    },
    name,
  );
  if (!prepared) throw new Error(`${name} gives no plan`);
  return prepared;
}

/** The plan, the plain reading's decision, and how to make the plan again. */
function prepareInput(input: ResolveInput, name: string): Prepared | undefined {
  const { plan } = resolve(input);
  if (!plan) return undefined;
  const { facts, date, admission, assumptions, bound } = input;
  const situation = { facts, date, admission, assumptions, bound };
  const decision = decide(input.basic, input.supplements, input.national, situation, input.given);
  return { name, plan, decision, again: () => resolve(input) };
}

interface Work {
  readonly plan: number;
  readonly bill: Bill;
  readonly amounts: Float64Array;
  readonly state: Float64Array;
}

function makeClaims(prepared: readonly Prepared[], count: number): Work[] {
  const pick = random(20250501);
  const state = prepared.map(({ plan }) => stateOf(plan, { payers: new Map(), lines: new Map() }));
  const work: Work[] = [];
  for (let tries = 0; work.length < count && tries < count * 3; tries++) {
    const index = pick(prepared.length - 1);
    const { plan } = prepared[index] as Prepared;
    const inPolicy = pick(COSTS[pick(COSTS.length - 1)] ?? 0);
    const [selfFunded, overLimit, advance] = [
      pick(inPolicy >> 3),
      pick(9) === 0 ? pick(500_00) : 0,
      pick(inPolicy >> 4),
    ];
    const bill: Bill = {
      total: inPolicy + selfFunded + overLimit + advance,
      selfFunded,
      overLimit,
      advance,
      parts: new Map(plan.parts.map((tag, place) => [tag, place === 0 ? pick(inPolicy >> 2) : 0])),
      paid: new Map(plan.given.map((payer) => [payer, pick(inPolicy >> 1)])),
      personalAccount: pick(3_000_00),
      storedCard: 0,
    };
    const claim: Claim = {
      facts: new Map(),
      expenses: bill,
      paid: bill.paid,
      yearToDate: { payers: new Map(), lines: new Map() },
      personalAccount: bill.personalAccount,
      places: new Map(),
    };
    const one = { plan: index, bill, amounts: amountsOf(plan, claim), state: state[index] as Float64Array };
    // Costs that a policy has no rate for are no measure of speed.
    const out = new Float64Array(plan.outSize);
    if (settle(plan, one.amounts, one.state, out, { code: 0, line: 0, band: 0 }) === OUTCOME.ok)
      work.push(one);
  }
  return work;
}

function engineRunner(prepared: readonly Prepared[], work: readonly Work[]): () => void {
  const out = prepared.map(({ plan }) => new Float64Array(plan.outSize));
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  return () => {
    let sum = 0;
    for (let index = 0; index < work.length; index++) {
      const { plan, amounts, state } = work[index] as Work;
      const filled = out[plan] as Float64Array;
      settle((prepared[plan] as Prepared).plan, amounts, state, filled, outcome);
      sum += filled[OUT.fund] as number;
    }
    if (sum < 0) throw new Error('never: keeps the work from being left out');
  };
}

function runDecimal(prepared: readonly Prepared[], work: readonly Work[]): void {
  for (const { plan, bill } of work) settleDecided((prepared[plan] as Prepared).decision, bill, new Map());
}

/** Both must come to the same, or their speeds mean nothing. */
function checkEqual(prepared: readonly Prepared[], work: readonly Work[]): void {
  for (const { plan: index, bill, amounts, state } of work.slice(0, 1000)) {
    const { plan, decision, name } = prepared[index] as Prepared;
    const out = new Float64Array(plan.outSize);
    settle(plan, amounts, state, out, { code: 0, line: 0, band: 0 });
    const answer = settleDecided(decision, bill, new Map());
    const same =
      answer.kind === 'settled' &&
      answer.lines.every(({ paid }, line) =>
        paid.eq(out[OUT.first + line * PER_LINE.size + PER_LINE.paid] ?? -1),
      );
    if (!same) throw new Error(`${name}: the two readings differ on ${JSON.stringify(bill)}`);
  }
}
