import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { same } from '../../src/diagnostics/text.ts';
import { essence } from '../../src/difference/compare.ts';
import { explainPolicy } from '../../src/overview/explain.ts';
import type { Policy, Version } from '../../src/policy/policy.ts';
import { policyJson } from '../../src/report/policy/json.ts';
import { readYamlTree } from '../../src/source/yaml.ts';
import { changedTo, FILES, loaded, POLICIES, replaced, scalarsOf } from '../support/edits.ts';

/** So many changes of a file are tried, spread evenly over it: each makes its page anew. */
const MOST = 40;

/** Everything that is shown of a version, in both languages. */
function shown(policy: Policy, version: Version): string {
  const page = explainPolicy({
    policy,
    version,
    around: [],
    date: version.from,
    place: same('-'),
    appliesIn: policy.appliesIn === 'all' ? [] : policy.appliesIn.map(same),
    own: false,
  });
  return JSON.stringify([policyJson(page, 'zh'), policyJson(page, 'en')]);
}

/** What is shown of the versions as they were is the same for every change. */
const shownBefore = new Map<Version, string>();

function before(policy: Policy, version: Version): string {
  const known = shownBefore.get(version) ?? shown(policy, version);
  shownBefore.set(version, known);
  return known;
}

/** Whether any version that has changed, or whose head has, is shown otherwise. */
function differs(old: Policy, now: Policy): boolean {
  if (old.versions.length !== now.versions.length) return true;
  const head = (policy: Policy): string => essence({ ...policy, versions: [] });
  const sameHead = head(old) === head(now);
  return old.versions.some((version, at) => {
    const other = now.versions[at] as Version;
    if (sameHead && essence(version) === essence(other)) return false;
    return before(old, version) !== shown(now, other);
  });
}

it.each(FILES)(
  'no change of any value in %s goes unshown',
  (file) => {
    const text = readFileSync(join(POLICIES, file), 'utf8');
    const old = loaded(text, file) as Policy;
    const changes = scalarsOf(readYamlTree(text, file, new Problems())).flatMap((scalar) =>
      changedTo(scalar).map((now) => ({ scalar, now })),
    );
    const step = Math.max(1, Math.ceil(changes.length / MOST));
    const missed: string[] = [];
    for (const [index, { scalar, now }] of changes.entries()) {
      if (index % step !== 0) continue;
      const changed = replaced(text, scalar.line, scalar.column, scalar.text, now);
      const policy = changed === undefined ? undefined : loaded(changed, file);
      if (!policy || policy.id !== old.id || essence(policy) === essence(old)) continue;
      if (!differs(old, policy))
        missed.push(`${file}:${scalar.line} ${scalar.key}: ${scalar.text} -> ${now}`);
    }
    expect(missed).toEqual([]);
  },
  240_000,
);
