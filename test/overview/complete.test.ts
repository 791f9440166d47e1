import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { same } from '../../src/diagnostics/text.ts';
import { essence } from '../../src/difference/change.ts';
import { explainPolicy } from '../../src/overview/explain.ts';
import type { Policy, Version } from '../../src/policy/policy.ts';
import { policyJson } from '../../src/report/policy/json.ts';
import { readYamlTree } from '../../src/source/yaml.ts';
import { changedTo, FILES, loaded, POLICIES, replaced, scalarsOf } from '../support/edits.ts';

/** Everything that is shown of a version of a policy, in both languages. */
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

/** Whether the page of any version is another one; those that are written otherwise are looked at first. */
function differs(now: Policy, old: Policy, before: readonly string[]): boolean {
  if (now.versions.length !== old.versions.length) return true;
  const versions = now.versions.map((version, index) => ({ version, index }));
  const changed = (index: number): boolean =>
    JSON.stringify(now.versions[index]) !== JSON.stringify(old.versions[index]);
  const [first, later] = [
    versions.filter(({ index }) => changed(index)),
    versions.filter(({ index }) => !changed(index)),
  ];
  return [...first, ...later].some(({ version, index }) => shown(now, version) !== before[index]);
}

it.each(FILES)(
  'no change of any value in %s goes unshown',
  (file) => {
    const text = readFileSync(join(POLICIES, file), 'utf8');
    const old = loaded(text, file) as Policy;
    const before = old.versions.map((version) => shown(old, version));
    const missed: string[] = [];
    for (const scalar of scalarsOf(readYamlTree(text, file, new Problems()))) {
      for (const now of changedTo(scalar)) {
        const changed = replaced(text, scalar.line, scalar.column, scalar.text, now);
        const policy = changed === undefined ? undefined : loaded(changed, file);
        if (!policy || policy.id !== old.id || essence(policy) === essence(old)) continue;
        if (!differs(policy, old, before))
          missed.push(`${file}:${scalar.line} ${scalar.key}: ${scalar.text} -> ${now}`);
      }
    }
    expect(missed).toEqual([]);
  },
  120_000,
);
