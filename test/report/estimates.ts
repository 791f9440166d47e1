import { fileURLToPath } from 'node:url';
import { fieldOf } from '../../src/claim/fields.ts';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError, Problems } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, estimateDraft } from '../../src/engine/estimate.ts';
import { Library } from '../../src/policy/library.ts';
import { treeOf } from '../../src/source/tree.ts';

/** Invented policies with every kind of rule a report has to show. */
export const TEST_POLICIES = fileURLToPath(new URL('policies', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../../policies', import.meta.url));

export type ClaimInput = Readonly<Record<string, unknown>>;

export function library(...roots: string[]): Library {
  return new Library(roots.length > 0 ? roots : [TEST_POLICIES]);
}

/** Settles a claim written as plain data; throws what the engine throws. */
export async function estimateOf(
  claim: ClaimInput,
  assume: Readonly<Record<string, string>> = {},
  policies = library(),
): Promise<Estimate> {
  const problems = new Problems();
  const draft = readDraft(treeOf(claim, 'claim.json'), (problem) => problems.error(problem));
  problems.throwIfFailed();
  const assumptions = new Map(Object.entries(assume));
  return estimateDraft(draft, { library: policies, assumptions, today: '2025-06-01' });
}

const BILL = { total: '120600.01', self_funded: '12000', advance: '800.5' };
const EMPLOYEE = { region: '371300', insurance: 'employee', status: 'active', date: '2025-05-01' };
const RESIDENT = { region: '371300', insurance: 'resident', status: 'adult', date: '2025-05-01' };

/** Claims on the test policies, each showing something of its own. */
export const CLAIMS: Readonly<Record<string, ClaimInput>> = {
  plain: { ...EMPLOYEE, care: 'inpatient', hospital: { level: 3 }, expenses: BILL },
  everything: {
    ...EMPLOYEE,
    id: 'T-001',
    person: 'P-7',
    status: 'retired',
    age: 71,
    care: 'inpatient',
    hospital: { level: 3, kind: 'tcm' },
    access: { filing: 'unfiled' },
    expenses: { ...BILL, total: '420600.01', essential_medicine: '3000' },
    accounts: { personal: '2000', stored_card: '300' },
    supplements: ['zhaofubao'],
    pre_existing: false,
    paid: { civil_servant: '1000' },
  },
  ranged: {
    ...RESIDENT,
    region: '371302',
    care: 'inpatient',
    hospital: { level: 3 },
    access: { filing: 'unfiled' },
    assistance: 'minimum_living',
    year_to_date: { admissions: 1, self_pay: '9000' },
    expenses: { total: '152600.05', self_funded: '1000' },
  },
  openRange: {
    ...RESIDENT,
    care: 'inpatient',
    hospital: { level: 3 },
    expenses: { total: '152600.05', self_funded: '1000' },
  },
  refused: {
    ...RESIDENT,
    care: 'inpatient',
    hospital: { level: 3 },
    access: { card_shown: false },
    accounts: { personal: '2000' },
    expenses: BILL,
  },
  twice: { ...EMPLOYEE, insurance: ['employee', 'resident'], care: 'inpatient', expenses: BILL },
  belowDeductible: { ...EMPLOYEE, care: 'outpatient', expenses: { total: '4.52', advance: '0.23' } },
  nothing: { ...EMPLOYEE, care: 'outpatient', expenses: { total: '0' } },
  largest: { ...EMPLOYEE, care: 'inpatient', hospital: { level: 1 }, expenses: { total: '90000000' } },
  noDate: { ...EMPLOYEE, date: undefined, care: 'outpatient', expenses: { total: '99999.99' } },
};

export async function testEstimates(): Promise<Map<string, Estimate>> {
  const found = new Map<string, Estimate>();
  for (const [name, claim] of Object.entries(CLAIMS)) found.set(name, await estimateOf(claim));
  const assumed = await estimateOf(
    { ...RESIDENT, care: 'inpatient', hospital: { level: 'provincial' }, expenses: BILL },
    { 'pooled_fund.deductible': '1500' },
  );
  return found.set('assumed', assumed);
}

/** Small numbers from a seed, always the same ones. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % sides;
  };
}

/** Estimates on every shipped policy and kind of care, with circumstances filled in as the policy asks for them. */
export async function shippedEstimates(rounds: number): Promise<{ name: string; estimate: Estimate }[]> {
  const shipped = library(SHIPPED);
  const found: { name: string; estimate: Estimate }[] = [];
  let seed = 0;
  for (const policy of await shipped.all()) {
    const [region, insurance] = policy.id.split('/');
    const version = policy.versions.at(-1);
    if (policy.kind !== 'scheme' || !version) continue;
    const date = version.to ?? (version.from > '2025-05-01' ? version.from : '2025-05-01');
    for (const care of new Set(version.lines.flatMap((line) => line.care))) {
      for (let round = 0; round < rounds; round++) {
        const roll = dice(++seed * 7919);
        const claim = { region, insurance, date, care, ...billOf(roll) };
        const estimate = await answered(claim, roll, shipped);
        if (estimate) found.push({ name: `${policy.id} ${care} ${round}`, estimate });
      }
    }
  }
  return found;
}

function billOf(roll: (sides: number) => number): ClaimInput {
  const total = [312.45, 8000, 36_123.47, 250_000.01, 1_200_000][roll(5)] ?? 0;
  const own = Math.floor(total * roll(20)) / 100;
  return {
    expenses: { total: total.toFixed(2), self_funded: own.toFixed(2) },
    ...(roll(2) === 0 && { accounts: { personal: '1500.5' } }),
  };
}

/** Answers what the policy asks for, and assumes what it does not state; undefined where it refuses otherwise. */
async function answered(claim: ClaimInput, roll: (sides: number) => number, policies: Library) {
  const answers: Record<string, unknown> = { ...claim };
  const assume: Record<string, string> = {};
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await estimateOf(answers, assume, policies);
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      for (const { code, field = '', hint } of error.diagnostics) {
        if (code === 'FIGURE_NOT_STATED') assume[field] = /deductible|borne/.test(field) ? '500' : '70%';
        else if (code === 'MISSING_FIELD') answers[field] = answerTo(field, hint?.en ?? '', roll);
        else return undefined;
      }
    }
  }
  return undefined;
}

function answerTo(field: string, hint: string, roll: (sides: number) => number): unknown {
  const offered = [...hint.matchAll(/([a-z0-9_]+) \(/g)].map((match) => match[1]);
  const ids = offered.length > 0 ? offered : (fieldOf(field).table?.ids ?? []);
  return ids.length > 0 ? ids[roll(ids.length)] : 3 + roll(60);
}
