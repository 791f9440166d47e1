import { type Plan, STATE } from '../../engine/plan.ts';
import { knowsTransfer } from '../../engine/resolve-input.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Registry } from './registry.ts';

/** Where a plan's accumulators are kept. */
export interface Account {
  /** By line of the plan. */
  readonly lines: Int32Array;
  /** The kind of year of all its lines; -1 where they have several. */
  readonly year: number;
  /** Lines whose payments a cap over all payers counts in years of another kind, and where. */
  readonly also: readonly { readonly index: number; readonly line: number }[];
  /** By shared cap: the lines that it counts besides those that the state holds. */
  readonly elsewhere: readonly Int32Array[];
  /** What counts the admissions (or visits) of this kind of care under this policy. */
  readonly care: number;
  /** The stays of this kind of care where a stay may go on in another hospital, else -1; the lines that take once from it. */
  readonly stay: number;
  readonly stayLines: readonly { readonly index: number; readonly line: number }[];
  /** Whether the claims go on with a stay: then they are no further admission. */
  readonly goesOn: boolean;
  /** Lines whose cap is counted by disease. */
  readonly byDisease: readonly number[];
}

export function accountOf(plan: Plan, care: string, registry: Registry): Account {
  const years = new Map(
    plan.policies.map(({ policy, version }) => [policy, registry.year(version.yearFrom)] as const),
  );
  const yearOf = (policy: Policy): number => years.get(policy) ?? registry.year(plan.version.yearFrom);
  const lines = Int32Array.from(plan.lines, ({ policy, id }) => registry.line(policy.id, id, yearOf(policy)));
  return {
    lines,
    year: oneYear(lines, registry),
    also: yearsOfAllPayers(plan, registry).flatMap((year) =>
      plan.lines.flatMap(({ policy, id }, index) =>
        yearOf(policy) === year ? [] : [{ index, line: registry.line(policy.id, id, year) }],
      ),
    ),
    elsewhere: plan.caps.map((cap) => {
      const year = registry.year(cap.yearFrom);
      const others = cap.members.filter((index) => !cap.counted.includes(index));
      const named = [...cap.elsewhere, ...others.map((index) => plan.lines[index] as Plan['lines'][number])];
      const numbers = named.map(({ policy, id }) => registry.line(policy.id, id, year));
      return Int32Array.from(new Set(numbers));
    }),
    care: registry.care(plan.policy.id, care, yearOf(plan.policy)),
    stay: knowsTransfer(plan.policies, care) ? registry.stay(plan.policy.id, care) : -1,
    stayLines: plan.lines.flatMap(({ line }, index) =>
      line.deductible?.transfer === undefined
        ? []
        : [{ index, line: registry.lineOfStay(lines[index] as number) }],
    ),
    goesOn: plan.goesOn,
    byDisease: plan.lines.flatMap((line, index) => (line.capState === STATE.paidDisease ? [index] : [])),
  };
}

/** The kind of year that all lines have; -1 where they have several. */
export function oneYear(lines: Int32Array, { yearOfLine }: Registry): number {
  const [year = 0, ...others] = new Set([...lines].map((line) => yearOfLine[line] as number));
  return others.length === 0 ? year : -1;
}

/** The kinds of years in which some version of the policies caps what all payers pay together. */
function yearsOfAllPayers({ policies }: Plan, registry: Registry): number[] {
  const starts = policies.flatMap(({ policy }) =>
    policy.versions.flatMap(({ caps, yearFrom }) =>
      caps.some(({ lines, per }) => lines === 'all' && per === 'year') ? [yearFrom] : [],
    ),
  );
  return [...new Set(starts)].map((start) => registry.year(start));
}
