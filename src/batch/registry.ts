import { type Plan, STATE } from '../engine/plan.ts';
import { knowsTransfer } from '../engine/resolve-input.ts';
import { CALENDAR_YEAR, type Policy } from '../policy/policy.ts';

/**
 * Numbers for the kinds of years, and for the lines and kinds of care whose years are kept, the same in every plan that
 * uses them. What one policy counts from January and another from July are two kinds of years beside each other.
 */
export class Registry {
  /** By kind of year, the day on which such years begin, as 701. */
  readonly starts: number[] = [];
  readonly lines: { readonly policy: string; readonly line: string; readonly year: number }[] = [];
  readonly cares: { readonly policy: string; readonly care: string; readonly year: number }[] = [];
  /** The kind of year of each line and kind of care, bare: asked for each claim. */
  readonly yearOfLine: number[] = [];
  readonly yearOfCare: number[] = [];
  readonly #yearOf = new Map<string, number>();
  readonly #lineOf = new Map<string, number>();
  readonly stays: { readonly policy: string; readonly care: string }[] = [];
  readonly #stayOf = new Map<string, number>();
  readonly #careOf = new Map<string, number>();
  /** By policy, the kinds of years of its versions. */
  readonly #policies = new Map<string, ReadonlySet<number>>();

  constructor() {
    this.year(CALENDAR_YEAR);
  }

  /** @param start the day on which such years begin, as 07-01 */
  year(start: string): number {
    return numbered(this.#yearOf, start, () => this.starts.push(Number(start.replace('-', ''))));
  }

  line(policy: string, line: string, year: number): number {
    return numbered(this.#lineOf, `${year} ${policy} ${line}`, () => {
      this.yearOfLine.push(year);
      return this.lines.push({ policy, line, year });
    });
  }

  /** A line by what a stay knows it by, whatever its year: a stay may go on in years of another kind. */
  lineOfStay(line: number): number {
    const { policy, line: id } = this.lines[line] as Registry['lines'][number];
    return this.line(policy, id, 0);
  }

  care(policy: string, care: string, year: number): number {
    return numbered(this.#careOf, `${year} ${policy} ${care}`, () => {
      this.yearOfCare.push(year);
      return this.cares.push({ policy, care, year });
    });
  }

  /** What the stays for a kind of care are known by, under a basic policy. */
  stay(policy: string, care: string): number {
    return numbered(this.#stayOf, `${policy} ${care}`, () => this.stays.push({ policy, care }));
  }

  /** Takes note of how a policy counts its years. */
  know({ id, versions }: Policy): void {
    this.#policies.set(id, new Set(versions.map(({ yearFrom }) => this.year(yearFrom))));
  }

  /** The kinds of years of a policy's versions, where the policy is known. */
  yearsOf(policy: string): ReadonlySet<number> | undefined {
    return this.#policies.get(policy);
  }
}

function numbered(numbers: Map<string, number>, key: string, add: () => number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = add() - 1;
  numbers.set(key, number);
  return number;
}

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
