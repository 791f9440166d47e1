import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentsOf } from '../../src/codes/place-code.ts';
import { Library } from '../../src/policy/library.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy, Version } from '../../src/policy/policy.ts';
import type { Part } from './figures.ts';

/** A policy in one of its versions, for one kind of care: what a property is tried on. */
export interface Subject {
  readonly name: string;
  readonly basic: Part;
  /** Supplements that may be held beside it. */
  readonly supplements: readonly Part[];
  readonly national: Part | undefined;
  readonly care: string;
  /** Dates worth trying: the ends of the version, and the days on which parameters change. */
  readonly dates: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The shipped policies, whatever there are. */
export async function shippedSubjects(): Promise<Subject[]> {
  const library = new Library([`${root}policies`]);
  const policies = await library.all();
  const national = await library.national();
  const supplements = policies.filter((policy) => policy.kind === 'supplement');
  return policies
    .filter((policy) => policy.kind === 'scheme')
    .flatMap((policy) =>
      subjectsOf(
        policy,
        supplements.filter((supplement) => mayHold(policy, supplement)),
        national,
      ),
    );
}

/** Invented policies that use every word of the language. */
export function inventedSubjects(): Subject[] {
  const folder = new URL('policies/', import.meta.url);
  const policies = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => loadPolicy(readFileSync(new URL(file, folder), 'utf8'), `test/oracle/policies/${file}`));
  const supplements = policies.filter((policy) => policy.kind === 'supplement');
  return policies
    .filter((policy) => policy.kind === 'scheme')
    .flatMap((policy) => subjectsOf(policy, supplements, undefined));
}

function mayHold(basic: Policy, supplement: Policy): boolean {
  const [place = '', scheme = ''] = basic.id.split('/');
  const [sold = ''] = supplement.id.split('/');
  const near = [place, ...parentsOf(place), '000000'].includes(sold);
  return near && (supplement.heldWith.length === 0 || supplement.heldWith.includes(scheme));
}

function subjectsOf(policy: Policy, supplements: readonly Policy[], national: Policy | undefined): Subject[] {
  return policy.versions.flatMap((version) => {
    const cares = [...new Set(version.lines.flatMap((line) => line.care))];
    const changes = Object.values(policy.parameters).flatMap(({ values }) => values.map(({ from }) => from));
    const dates = [version.from, version.to ?? '2026-07-01', ...changes].filter((date) =>
      isIn(version, date),
    );
    return cares.map((care) => ({
      name: `${policy.id} ${version.from} ${care}`,
      basic: { policy, version },
      supplements: supplements.flatMap(
        (other) => partOn(other, version.from) ?? partOn(other, dates.at(-1) ?? '') ?? [],
      ),
      national: national && partOn(national, version.from),
      care,
      dates,
    }));
  });
}

function isIn(version: Version, date: string): boolean {
  return version.from <= date && (version.to === undefined || date <= version.to);
}

function partOn(policy: Policy, date: string): Part | undefined {
  const version = policy.versions.find((candidate) => isIn(candidate, date));
  return version && { policy, version };
}
