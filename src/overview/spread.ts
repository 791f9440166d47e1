import type { Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { type Branch, type BranchQuestion, branchesOf } from '../engine/branches.ts';
import type { Plan } from '../engine/plan.ts';
import { resolve } from '../engine/resolve.ts';
import type { Part } from '../engine/resolve-input.ts';
import { type Told, toldBy } from '../policy/told.ts';
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
  const elsewhere: Spot['facts'][] = [];
  const used = new Set<object>();
  for (const insurance of told.words.has('insurance') ? insurances : insurances.slice(0, 1)) {
    const facts: Facts = new Map([...factsOf(fixed), ['insurance', [insurance]]]);
    const question: BranchQuestion = { basic: part, supplements: [], date, facts };
    for (const branch of branchesOf(question)) {
      if (admission !== undefined && branch.admission !== admission) continue;
      const shown = shownOf(branch, read, refused);
      const plain = plainFacts(branch, fixed, told.words);
      if (!shown) {
        elsewhere.push(plain);
        continue;
      }
      for (const line of branch.result.plan?.lines ?? []) {
        for (const { step, figure } of line.figures.deductibleSteps)
          if (!step.eachAdmission || figure.value === 0) used.add(step);
        for (const { step } of line.figures.rateSteps) used.add(step);
      }
      spots.push({ facts: plain, shown });
    }
  }
  const known = pairsTogether(spots);
  const fields = [...new Set(known.flatMap((spot) => [...spot.facts.keys()]))];
  return {
    fields,
    atoms: fields.map((field) => atomsOf(field, valuesOf(field, known, elsewhere))),
    spots: known,
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
  named: Told['words'],
): Map<string, string | number> {
  const taken = named.has('insurance') ? [] : ['insurance'];
  const without = ['region', 'supplements', ...taken, ...fixed.map(({ field }) => field)];
  const plain = new Map<string, string | number>();
  for (const [field, fact] of facts) {
    if (without.includes(field)) continue;
    if (Array.isArray(fact)) plain.set(field, fact.join(SEVERAL));
    else plain.set(field, typeof fact === 'string' ? orOthers(field, fact, named.get(field)) : Number(fact));
  }
  if (result.used.has('admission') && !without.includes('admission')) plain.set('admission', admission);
  return plain;
}

/** What stands for every word of a field that no rule names, where there are several. */
export const OTHERS = '*';

function orOthers(field: string, word: string, named: ReadonlySet<string> = new Set()): string {
  const rest = field === 'disease' ? [] : (fieldOf(field).table?.ids.filter((id) => !named.has(id)) ?? []);
  return rest.length > 1 && rest.includes(word) ? OTHERS : word;
}

/** What stands for two diseases at once, or more, where it is the same whichever they are. */
export const SEVERAL = '+';

/**
 * Two diseases at once: left out where they are paid as each of them is, which the rows of each say already; one row where
 * all pairs are paid alike; else by the names of both.
 */
function pairsTogether(spots: readonly Spot[]): Spot[] {
  const by = new Map<string, { singles: Map<string, string>; pairs: Set<string> }>();
  for (const spot of spots) {
    const disease = diseaseOf(spot);
    const group = by.get(othersOf(spot)) ?? { singles: new Map<string, string>(), pairs: new Set<string>() };
    if (disease.includes(SEVERAL)) group.pairs.add(signatureOf(spot.shown));
    else group.singles.set(disease, signatureOf(spot.shown));
    by.set(othersOf(spot), group);
  }
  const evident = (spot: Spot): boolean =>
    diseaseOf(spot)
      .split(SEVERAL)
      .every((one) => by.get(othersOf(spot))?.singles.get(one) === signatureOf(spot.shown));
  const alike = [...by.values()].every(({ pairs }) => pairs.size <= 1);
  return spots.flatMap((spot) => {
    if (!diseaseOf(spot).includes(SEVERAL)) return [spot];
    if (alike && !spots.filter((one) => diseaseOf(one).includes(SEVERAL)).every(evident))
      return [{ ...spot, facts: new Map([...spot.facts, ['disease', SEVERAL]]) }];
    return evident(spot) ? [] : [spot];
  });
}

function diseaseOf({ facts }: Spot): string {
  return String(facts.get('disease') ?? '');
}

function othersOf({ facts }: Spot): string {
  return JSON.stringify(
    [...facts].filter(([field]) => field !== 'disease').sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Two shown values that read alike and come from the same are one. */
export function signatureOf(shown: readonly Shown[] | undefined): string {
  return JSON.stringify(shown);
}

/**
 * The values of a field that were met. Where some spot never looked at it, those count, too, for which the line does not
 * apply in other circumstances: the spot stands for them all.
 */
function valuesOf(
  field: string,
  spots: readonly Spot[],
  elsewhere: readonly Spot['facts'][],
): (string | number)[] {
  const own = spots.flatMap(({ facts }) => facts.get(field) ?? []);
  const others = own.length < spots.length ? elsewhere.flatMap((facts) => facts.get(field) ?? []) : [];
  return [...new Set([...own, ...others])];
}

function atomsOf(field: string, values: readonly (string | number)[]): Atom[] {
  if (values.some((value) => typeof value === 'number')) {
    const starts = values.map(Number).sort((a, b) => a - b);
    return starts.map((from, index) => ({
      kind: 'numbers',
      from,
      to: (starts[index + 1] ?? Number.MAX_SAFE_INTEGER + 1) - 1,
    }));
  }
  const order = [...(field === 'disease' ? [] : (fieldOf(field).table?.ids ?? [])), OTHERS];
  const words = values.map(String).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return words.map((word) => ({ kind: 'word', word }));
}

/** The value by which spots know an atom. */
export function valueOfAtom(atom: Atom): string | number {
  switch (atom.kind) {
    case 'word':
      return atom.word;
    case 'numbers':
      return atom.from;
    case 'others':
      return OTHERS;
  }
}
