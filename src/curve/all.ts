import type { Facts } from '../claim/claim.ts';
import { partnerOf } from '../claim/together.ts';
import type { Assumptions } from '../engine/assumptions.ts';
import { type Branch, type BranchQuestion, branchesOf } from '../engine/branches.ts';
import type { Plan } from '../engine/plan.ts';
import { resolve } from '../engine/resolve.ts';
import type { Library } from '../policy/library.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { toldBy } from '../policy/told.ts';
import { alikeBut } from './alike.ts';
import { type Curve, curveOf } from './curve.ts';
import { firstOf, type Growth, growing } from './growing.ts';
import { type Inversion, inversionsOf } from './inversions.ts';
import { LEVEL_ORDER } from './levels.ts';
import { withoutOpenPayers } from './open-payers.ts';
import { planKey } from './plan-key.ts';
import { partOn, subjectsOf } from './subjects.ts';

/** One curve of the library, and the circumstances it holds for. */
export interface KnownCurve extends Growth {
  readonly curve: Curve;
  readonly bound: 'low' | 'high';
  /** Payers taken as paying nothing, because their figures are not stated. */
  readonly nil: readonly string[];
  /** The first circumstances that were found to have it, and how many there are. */
  readonly facts: Facts;
  readonly admission: number;
  count: number;
}

/** Two curves that differ by the level of the hospital alone. */
export interface KnownInversion extends Inversion {
  readonly lower: readonly string[];
  readonly higher: readonly string[];
  readonly facts: Facts;
  readonly grows: string;
  readonly bound: 'low' | 'high';
}

/** All curves of a policy's version, alone or with one supplement. */
export interface PolicyCurves {
  readonly policy: Policy;
  readonly version: Version;
  /** For a supplement, the schemes it is held with; else the policy alone. */
  readonly with: readonly string[];
  readonly dates: readonly string[];
  readonly combinations: number;
  /** Combinations that the policy does not cover, and those that are refused whatever the bill. */
  readonly refused: number;
  /** Of these, the ones that could be followed with the payers whose figures are not stated paying nothing. */
  readonly opened: number;
  readonly curves: readonly KnownCurve[];
  readonly inversions: readonly KnownInversion[];
}

/**
 * Every policy of a library in every version, under every combination of circumstances that is told apart, both bounds,
 * each cost that a line pays on growing in turn, and beside the others where a gate or a shared cap ties them together. Curves of identical plans are swept once.
 * @param only the ids of the policies wanted; all of them where it is left out
 */
export async function* allCurves(
  library: Library,
  assumptions: Assumptions,
  only?: readonly string[],
): AsyncGenerator<PolicyCurves> {
  const national = await library.national();
  const policies = await library.all();
  for (const policy of policies.filter(({ id }) => only?.includes(id) ?? true)) {
    for (const version of policy.versions) {
      const collector = new Collector(policy, version);
      for (const { basic, supplements, date } of subjectsOf(policy, version, policies)) {
        const everywhere = national && partOn(national, date);
        collector.add(
          { basic, supplements, ...(everywhere && { national: everywhere }), date, assumptions, once },
          policy.kind === 'supplement' ? basic.policy.id : undefined,
        );
      }
      yield collector.result();
    }
  }
}

/** Levels are compared, and what rules others out stands for itself. */
const once = (field: string): boolean => field !== 'hospital.level' && partnerOf(field) === undefined;

/** A branch with its curves by what grows and bound. */
interface Drawn {
  readonly branch: Branch;
  readonly curves: ReadonlyMap<string, KnownCurve>;
  /** The levels of hospital that it stands for. */
  readonly levels: readonly string[];
}

/** The levels that the rules of a question name. */
function namedLevels({ basic, supplements, national }: BranchQuestion): ReadonlySet<string> {
  const parts = [basic, ...supplements, ...(national ? [national] : [])];
  return toldBy(parts.map(({ version }) => version)).words.get('hospital.level') ?? new Set();
}

/** A level that is named stands for itself; one that is not, for all that are not. */
function levelsOf({ facts }: Branch, named: ReadonlySet<string>): readonly string[] {
  const level = facts.get('hospital.level');
  if (typeof level !== 'string') return [];
  return named.has(level) ? [level] : LEVEL_ORDER.filter((each) => !named.has(each));
}

/** Gathers the curves of one version. */
class Collector {
  readonly #known = new Map<string, KnownCurve>();
  readonly #with = new Set<string>();
  readonly #dates = new Set<string>();
  readonly #inversions = new Map<string, KnownInversion>();
  readonly #compared = new Map<KnownCurve, Set<KnownCurve>>();
  #combinations = 0;
  #refused = 0;
  #opened = 0;
  readonly #stops = new Map<string, string | undefined>();

  constructor(
    readonly policy: Policy,
    readonly version: Version,
  ) {}

  add(question: BranchQuestion, held: string | undefined): void {
    if (held !== undefined) this.#with.add(held);
    this.#dates.add(question.date);
    const named = namedLevels(question);
    const drawn: Drawn[] = [];
    for (const branch of branchesOf(question)) {
      this.#combinations++;
      const curves = this.#curvesOf(branch, []);
      if (settles(curves)) {
        drawn.push({ branch, curves, levels: levelsOf(branch, named) });
        continue;
      }
      this.#refused++;
      const opened = withoutOpenPayers(branch, this.#stops);
      if (!opened) continue;
      this.#opened++;
      const others = this.#curvesOf(opened.branch, opened.nil);
      drawn.push({ branch: opened.branch, curves: others, levels: levelsOf(branch, named) });
    }
    this.#compareLevels(drawn);
  }

  #curvesOf(branch: Branch, nil: readonly string[]): Map<string, KnownCurve> {
    const found = new Map<string, KnownCurve>();
    const { plan, ranged, open } = branch.result;
    if (!plan) return found;
    const other = ranged && !open ? resolve({ ...branch.input, bound: 'high' }).plan : undefined;
    for (const [bound, bounded] of [['low', plan] as const, ['high', other] as const]) {
      if (!bounded) continue;
      const key = `${nil.join(' ')} ${planKey(bounded)}`;
      for (const growth of growing(bounded)) {
        const name = `${growth.grows} ${growth.beside?.cost ?? ''}`;
        found.set(`${bound} ${name}`, this.#curve(`${name} ${key}`, bounded, growth, bound, branch, nil));
      }
    }
    return found;
  }

  #curve(
    key: string,
    plan: Plan,
    growth: Growth,
    bound: 'low' | 'high',
    { facts, admission }: Branch,
    nil: readonly string[],
  ): KnownCurve {
    let known = this.#known.get(key);
    if (!known) {
      const [first, state] = [firstOf(plan, growth), new Float64Array(plan.stateSize)];
      const curve = curveOf(plan, { first, grows: growth.place, within: growth.within ?? 0, state });
      known = { ...growth, curve, bound, nil, facts, admission, count: 0 };
      this.#known.set(key, known);
    }
    known.count++;
    return known;
  }

  /** Pairs that agree in everything but the level; a field that only one of them was asked makes no difference. */
  #compareLevels(drawn: readonly Drawn[]): void {
    const byLevel = LEVEL_ORDER.map((level) => ({
      level,
      drawn: drawn.filter(({ levels }) => levels.includes(level)),
    }));
    for (const [index, lower] of byLevel.entries())
      for (const higher of byLevel.slice(index + 1))
        for (const [one, two] of alikeBut('hospital.level', lower.drawn, higher.drawn))
          if (one !== two) this.#compare(lower.level, one, higher.level, two);
  }

  #compare(lower: string, one: Drawn, higher: string, two: Drawn): void {
    for (const [key, near] of one.curves) {
      // The levels are compared by what the bill is alone.
      if (near.beside) continue;
      const far = two.curves.get(key);
      const done = this.#compared.get(near) ?? new Set();
      // What a payer left open would pay is not known; leaving it out on one side only would mislead.
      if (!far || far === near || done.has(far) || far.nil.join() !== near.nil.join()) continue;
      this.#compared.set(near, done.add(far));
      for (const inversion of inversionsOf(near.curve.sweep, far.curve.sweep)) {
        const { grows, bound } = near;
        const { facts } = two.branch;
        const found = { ...inversion, lower: [lower], higher: [higher], facts, grows, bound };
        this.#inversions.set(`${this.#inversions.size}`, found);
      }
    }
  }

  result(): PolicyCurves {
    return {
      policy: this.policy,
      version: this.version,
      with: [...this.#with],
      dates: [...this.#dates],
      combinations: this.#combinations,
      refused: this.#refused,
      opened: this.#opened,
      curves: [...this.#known.values()],
      inversions: [...this.#inversions.values()],
    };
  }
}

/** Whether any bill can be settled. */
function settles(curves: ReadonlyMap<string, KnownCurve>): boolean {
  return [...curves.values()].some(({ curve }) => curve.breaks.length > 0);
}
