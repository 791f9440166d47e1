import type { Library } from '../policy/library.ts';
import type { Grade, Policy, Version } from '../policy/policy.ts';
import { countsOf, type FigureCounts, gradesOf, leavesOf, notStatedOf } from './figures.ts';

/** What the library says of one policy. */
export interface PolicySummary {
  readonly policy: Policy;
  /** The version that the figures are counted of. */
  readonly version: Version;
  /** From one of the user's own folders. */
  readonly own: boolean;
  readonly code: string;
  readonly scheme: string;
  readonly cares: readonly string[];
  readonly grades: readonly Grade[];
  readonly counts: FigureCounts;
  readonly notStated: readonly string[];
}

/** What is wanted of the library; what is not given is not asked for. */
export interface PolicyFilter {
  /** Whether a policy is for the place asked for. */
  readonly inPlace?: (policy: Policy) => boolean;
  readonly scheme?: string;
  readonly grade?: Grade;
  readonly care?: string;
  /** ISO date on which a version must be in force. */
  readonly date?: string;
}

/**
 * Every policy that fits, the national rules first, then by code.
 * @param today ISO date that picks the version where none is asked for
 * @param shipped folder of the policies that come with the program
 */
export async function summariesOf(
  library: Library,
  filter: PolicyFilter,
  today: string,
  shipped: string,
): Promise<PolicySummary[]> {
  const national = await library.national();
  const all = [...(national ? [national] : []), ...(await library.all())];
  return all.flatMap((policy) => {
    if (filter.inPlace && !filter.inPlace(policy)) return [];
    const version = filter.date === undefined ? versionFor(policy, today) : inForce(policy, filter.date);
    if (!version) return [];
    const found = summaryOf(policy, version, isOwn(policy, library, shipped));
    return fits(found, filter) ? [found] : [];
  });
}

export function isOwn({ id, kind }: Policy, library: Library, shipped: string): boolean {
  if (kind === 'national') return library.nationalRoot() !== shipped;
  const [code = '', scheme = ''] = id.split('/');
  return library.rootOf(code, scheme) !== shipped;
}

function summaryOf(policy: Policy, version: Version, own: boolean): PolicySummary {
  const leaves = leavesOf(policy, version);
  const [code = '', scheme = ''] = policy.id.split('/');
  return {
    policy,
    version,
    own,
    code,
    scheme,
    cares: [...new Set(version.lines.flatMap(({ care }) => care))],
    grades: gradesOf(policy, leaves),
    counts: countsOf(leaves),
    notStated: notStatedOf(leaves),
  };
}

function fits({ policy, scheme, grades, cares }: PolicySummary, filter: PolicyFilter): boolean {
  const named = filter.scheme === undefined || filter.scheme === scheme || filter.scheme === policy.kind;
  return (
    named &&
    (filter.grade === undefined || grades.includes(filter.grade)) &&
    (filter.care === undefined || cares.includes(filter.care))
  );
}

function inForce({ versions }: Policy, date: string): Version | undefined {
  return versions.find(({ from, to }) => from <= date && (to === undefined || date <= to));
}

/** The version in force today, else the last that has begun, else the first to come. */
export function versionFor(policy: Policy, today: string): Version {
  const began = policy.versions.findLast(({ from }) => from <= today);
  return inForce(policy, today) ?? began ?? (policy.versions[0] as Version);
}
