import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Library } from '../../../src/policy/library.ts';
import type { Policy, Version } from '../../../src/policy/policy.ts';
import type { Subject } from '../../oracle/subjects.ts';
import type { Folder } from './folder.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const BENCH_POLICIES = `${ROOT}bench/batch/policies`;
const ORACLE_POLICIES = `${ROOT}test/oracle/policies`;
/** Where the invented supplement is sold. */
const SOLD_AT = '990009';

/**
 * The invented policies of the oracle as a folder that the program takes. Two of them are put a second time where the
 * supplement is sold, so that somebody can hold it.
 */
export function writeOraclePolicies(folder: Folder): string {
  for (const name of readdirSync(ORACLE_POLICIES)) {
    const text = readFileSync(`${ORACLE_POLICIES}/${name}`, 'utf8');
    const [, code = '', scheme = ''] = /^policy: (\d+)\/(\w+)$/m.exec(text) ?? [];
    folder.write(`${code}-made-up/${scheme}.yaml`, text);
    if (['tiers.yaml', 'yearly-zero.yaml'].includes(name))
      folder.write(`${SOLD_AT}-made-up/${scheme}.yaml`, text.replace(`${code}/`, `${SOLD_AT}/`));
  }
  return folder.path;
}

/** What persons may be insured by: the versions of a policy, each for one kind of care. */
export interface Scheme {
  readonly policy: Policy;
  readonly subjects: readonly Subject[];
}

/** The schemes of a library. @param codes of the places that are wanted: reading all policies takes a while */
export async function schemesOf(library: Library, codes = /^/): Promise<Scheme[]> {
  const policies = await policiesOf(library, codes);
  const national = await library.national();
  const supplements = policies.filter(({ kind }) => kind === 'supplement');
  return policies
    .filter(({ kind }) => kind === 'scheme')
    .map((policy) => ({
      policy,
      subjects: policy.versions.flatMap((version) =>
        caresOf(version).map((care) => ({
          name: `${policy.id} ${version.from} ${care}`,
          basic: { policy, version },
          supplements: supplements
            .filter((other) => other.id.startsWith(policy.id.slice(0, 6)))
            .flatMap((other) =>
              other.versions.slice(0, 1).map((first) => ({ policy: other, version: first })),
            ),
          national: national && { policy: national, version: national.versions[0] as Version },
          care,
          dates: [version.from],
        })),
      ),
    }));
}

/** Where a policy pays nothing at all, any care will do. */
function caresOf(version: Version): string[] {
  const cares = [...new Set(version.lines.flatMap((line) => line.care))];
  return cares.length > 0 ? cares : ['inpatient'];
}

async function policiesOf(library: Library, codes: RegExp): Promise<Policy[]> {
  const kinds = ['scheme', 'supplement'] as const;
  const named = library
    .codes()
    .filter((code) => codes.test(code))
    .flatMap((code) => kinds.flatMap((kind) => library.names(code, kind).map((name) => ({ code, name }))));
  const found = await Promise.all(named.map(({ code, name }) => library.get(code, name)));
  return found.filter((policy) => policy !== undefined);
}
