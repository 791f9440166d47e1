import type { RegionIndex } from '../codes/regions.ts';
import type { Library } from '../policy/library.ts';
import type { ParameterTable } from '../policy/table.ts';
import type { Subject } from './subject.ts';

/** The policies that are looked at together, with what lies around them. */
export interface Surroundings {
  readonly subjects: readonly Subject[];
  /** The tables of shared parameters among them. */
  readonly tables: readonly ParameterTable[];
  /** The folders the policies stand in, and the shipped ones. */
  readonly library: Library;
  readonly regions: RegionIndex;
  /** Files of cases that were found, by path. */
  readonly caseFiles: readonly string[];
  /** Files of policies, read or not, by path. */
  readonly policyFiles: readonly string[];
}

export function codeOf({ policy }: Subject): string {
  return policy.id.split('/')[0] ?? '';
}

export function schemeOf({ policy }: Subject): string {
  return policy.id.split('/')[1] ?? '';
}
