import { wordOf } from '../../claim/claim.ts';
import type { Draft } from '../../claim/draft.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Found } from '../../engine/locate.ts';
import { dayNumber } from '../csv/values.ts';
import type { Registry } from '../years/registry.ts';
import type { Cell } from './decided.ts';

/** One combination of words. */
export interface Situation {
  readonly draft: Draft;
  readonly rejection?: readonly Diagnostic[];
  readonly found?: Found;
  /** What the claims are counted under in the summary. */
  readonly group: number;
  /** What they are counted under as admissions of the year, and from which day: another kind of year counts anew. */
  readonly cares: readonly { readonly from: number; readonly care: number }[];
  /** Dates on which something of its policies changes, as 20250501. */
  readonly changes: readonly number[];
  /** What its policies look at besides words and date; found out as they are resolved. */
  readonly uses: Uses;
  /** By disease where it matters, then by the other numbers. */
  readonly cells: Map<number, Map<number, Cell>>;
  lastKey: number;
  lastDisease: number;
  lastCell: Cell | undefined;
}

export interface Uses {
  age: boolean;
  coverYears: boolean;
  claimFreeYears: boolean;
  disease: boolean;
  admission: boolean;
}

/**
 * A combination of words whose policies have been looked for, nothing decided yet.
 * @param rejection why no claim of it can be settled
 */
export function newSituation(
  draft: Draft,
  found: Found | undefined,
  rejection: readonly Diagnostic[] | undefined,
  group: number,
  registry: Registry,
): Situation {
  const hasDiseases = [found?.basic, ...(found?.supplements ?? [])].some(
    (policy) => policy && Object.keys(policy.diseases).length > 0,
  );
  return {
    draft,
    ...(rejection && { rejection }),
    ...(found && { found }),
    group,
    cares: caresOf(found, wordOf(draft.facts, 'care') ?? '', registry),
    changes: found ? changesOf(found) : [],
    uses: { age: false, coverYears: false, claimFreeYears: false, disease: hasDiseases, admission: false },
    cells: new Map(),
    lastKey: -1,
    lastDisease: -1,
    lastCell: undefined,
  };
}

function caresOf(found: Found | undefined, care: string, registry: Registry): Situation['cares'] {
  for (const policy of [found?.basic, ...(found?.supplements ?? [])]) if (policy) registry.know(policy);
  const { id = '', versions = [] } = found?.basic ?? {};
  const cares = versions.map(({ from, yearFrom }) => ({
    from: dayNumber(from),
    care: registry.care(id, care, registry.year(yearFrom)),
  }));
  const changes = cares.filter((one, index) => one.care !== cares[index - 1]?.care);
  return changes.length > 0 ? changes : [{ from: 0, care: registry.care(id, care, 0) }];
}

/** The days from which another version, a rule of eligibility, another parameter, or «checked before» holds. */
function changesOf(found: Found): number[] {
  // A place that is no more is told about otherwise from the year it went.
  const days: number[] = found.former ? [dayNumber(`${found.former.until}-01-01`)] : [];
  for (const policy of [found.basic, ...found.supplements, ...(found.national ? [found.national] : [])]) {
    for (const version of policy.versions) {
      days.push(dayNumber(version.from));
      for (const { from } of version.eligibility) if (from !== undefined) days.push(dayNumber(from));
      if (version.to !== undefined) days.push(dayNumber(version.to) + 1);
    }
    for (const parameter of Object.values(policy.parameters))
      days.push(...parameter.values.map((value) => dayNumber(value.from)));
    days.push(dayNumber(policy.checked) + 1);
  }
  return [...new Set(days)].sort((a, b) => a - b);
}

/** What a claim of a day is counted under as an admission. */
export function careAt({ cares }: Situation, date: number): number {
  let place = cares.length - 1;
  while (place > 0 && (cares[place] as Situation['cares'][number]).from > date) place--;
  return (cares[place] as Situation['cares'][number]).care;
}
