import type { Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { type Branch, type BranchQuestion, branchesOf } from '../engine/branches.ts';
import type { Plan } from '../engine/plan.ts';
import { resolve } from '../engine/resolve.ts';
import type { Part } from '../engine/resolve-input.ts';
import { toldBy } from '../policy/told.ts';
import type { Atom } from '../rules/cells.ts';
import type { Shown } from './reading.ts';
import { factsOf, type Ordinary } from './situation.ts';

/** What is shown in the circumstances of one branch of the resolver. */
export interface Spot {
  readonly facts: ReadonlyMap<string, string | number>;
  readonly shown: readonly Shown[];
}

/** A quantity in every combination of circumstances that it depends on. */
export interface Spread {
  readonly fields: readonly string[];
  readonly atoms: readonly (readonly Atom[])[];
  readonly spots: readonly Spot[];
  /** Values of each field that rules name; the others are alike. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** The rules that changed a figure in any of them. */
  readonly used: ReadonlySet<object>;
}

/** Whose circumstances are tried. */
export interface Asked {
  readonly part: Part;
  /** For a supplement, the schemes that it may be held with. */
  readonly insurances: readonly string[];
  readonly date: string;
  readonly fixed: readonly Ordinary[];
}

export type ReadPlan = (low: Plan, high: Plan | undefined) => readonly Shown[] | undefined;

/**
 * Asks the resolver for everything that a version stripped to one quantity comes to.
 * @param read what is shown of a plan; undefined where the line does not apply
 * @param refused what is shown where the resolver has no plan because a figure is not stated or missing
 */
export function spreadOf(
  asked: Asked,
  read: ReadPlan,
  refused: (code: string) => readonly Shown[] | undefined,
): Spread {
  const { part, insurances, date, fixed } = asked;
  const told = toldBy([part.version], [part.policy.parameters]);
  const admission = fixed.find(({ field }) => field === 'admission')?.value;
  const spots: Spot[] = [];
  const used = new Set<object>();
  for (const insurance of told.words.has('insurance') ? insurances : insurances.slice(0, 1)) {
    const facts: Facts = new Map([...factsOf(fixed), ['insurance', [insurance]]]);
    const question: BranchQuestion = { basic: part, supplements: [], date, facts };
    for (const branch of branchesOf(question)) {
      if (admission !== undefined && branch.admission !== admission) continue;
      const shown = shownOf(branch, read, refused);
      if (!shown) continue;
      for (const line of branch.result.plan?.lines ?? []) {
        for (const { step, figure } of line.figures.deductibleSteps)
          if (!step.eachAdmission || figure.value === 0) used.add(step);
        // Points on a part of the cost are not in the rate of the rest.
        for (const { step } of line.figures.rateSteps) if (step.part === undefined) used.add(step);
      }
      spots.push({ facts: plainFacts(branch, fixed), shown });
    }
  }
  const fields = [...new Set(spots.flatMap((spot) => [...spot.facts.keys()]))];
  return {
    fields,
    atoms: fields.map((field) => atomsOf(field, spots, told.words.get(field) ?? new Set())),
    spots: withoutEvidentPairs(spots),
    named: told.words,
    used,
  };
}

function shownOf(
  { input, result }: Branch,
  read: ReadPlan,
  refused: (code: string) => readonly Shown[] | undefined,
): readonly Shown[] | undefined {
  const { plan, ranged, open, problems } = result;
  if (!plan) return refused(problems[0]?.code ?? '');
  const high = ranged && !open ? resolve({ ...input, bound: 'high' }).plan : undefined;
  return read(plan, high);
}

/** The facts that were looked at and are not the same for all. */
function plainFacts(
  { facts, admission, result }: Branch,
  fixed: readonly Ordinary[],
): Map<string, string | number> {
  const without = ['region', 'supplements', ...fixed.map(({ field }) => field)];
  const plain = new Map<string, string | number>();
  for (const [field, fact] of facts) {
    if (without.includes(field)) continue;
    plain.set(field, Array.isArray(fact) ? fact.join('+') : (fact as string | number));
  }
  if (result.used.has('admission') && !without.includes('admission')) plain.set('admission', admission);
  return plain;
}

/** Two diseases at once that are paid as one of them is: the rows of each say it already. */
function withoutEvidentPairs(spots: readonly Spot[]): Spot[] {
  const known = new Map<string, Spot[]>();
  for (const spot of spots) {
    const disease = String(spot.facts.get('disease') ?? '');
    if (!disease.includes('+')) known.set(disease, [...(known.get(disease) ?? []), spot]);
  }
  return spots.filter((spot) => {
    const disease = String(spot.facts.get('disease') ?? '');
    if (!disease.includes('+')) return true;
    const value = signatureOf(spot.shown);
    return !disease
      .split('+')
      .some((one) => known.get(one)?.some((other) => signatureOf(other.shown) === value));
  });
}

/** Two shown values that read alike and come from the same are one. */
export function signatureOf(shown: readonly Shown[] | undefined): string {
  return JSON.stringify(shown);
}

function atomsOf(field: string, spots: readonly Spot[], named: ReadonlySet<string>): Atom[] {
  const values = [...new Set(spots.flatMap(({ facts }) => facts.get(field) ?? []))];
  if (values.some((value) => typeof value === 'number')) {
    const starts = values.map(Number).sort((a, b) => a - b);
    return starts.map((from, index) => ({
      kind: 'numbers',
      from,
      to: (starts[index + 1] ?? Number.MAX_SAFE_INTEGER + 1) - 1,
    }));
  }
  const order = field === 'disease' ? [] : (fieldOf(field).table?.ids ?? []);
  const words = values.map(String).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const rest = order.filter((id) => !named.has(id));
  const atom = (word: string): Atom =>
    rest.length > 1 && rest.includes(word) ? { kind: 'others' } : { kind: 'word', word };
  return [...words.filter((word) => named.has(word)), ...words.filter((word) => !named.has(word))].map(atom);
}

/** The value by which spots know an atom. */
export function valueOfAtom(
  atom: Atom,
  field: string,
  { spots, named }: Spread,
): string | number | undefined {
  if (atom.kind === 'word') return atom.word;
  if (atom.kind === 'numbers') return atom.from;
  const known = named.get(field);
  return spots.flatMap(({ facts }) => facts.get(field) ?? []).find((value) => !known?.has(String(value)));
}
