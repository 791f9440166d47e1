import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import type { Change } from '../../src/difference/change.ts';
import { essence } from '../../src/difference/compare.ts';
import { comparePolicy } from '../../src/difference/policies.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { readYamlTree } from '../../src/source/yaml.ts';
import { changedTo, FILES, loaded, POLICIES, replaced, scalarsOf } from '../support/edits.ts';

/** About so many changes of a file are tried, spread evenly over it: each reads the file anew. */
const MOST = 300;

it.each(FILES)(
  'no change of any value in %s goes untold',
  (file) => {
    const text = readFileSync(join(POLICIES, file), 'utf8');
    const old = loaded(text, file) as Policy;
    const scalars = scalarsOf(readYamlTree(text, file, new Problems()));
    const changes = scalars.flatMap((scalar) => changedTo(scalar).map((now) => ({ scalar, now })));
    const step = Math.ceil(changes.length / MOST);
    let tried = 0;
    for (const [index, { scalar, now }] of changes.entries()) {
      if (index % step !== 0) continue;
      const changed = replaced(text, scalar.line, scalar.column, scalar.text, now);
      const policy = changed === undefined ? undefined : loaded(changed, file);
      if (!policy || policy.id !== old.id || essence(policy) === essence(old)) continue;
      tried++;
      const found: Change[] = [];
      comparePolicy({ old, new: policy }, found);
      const where = `${file}:${scalar.line} ${scalar.text} -> ${now}`;
      expect(found, where).not.toEqual([]);
      // A change of a value is never taken for another way to write the same.
      expect(
        found.filter(({ about }) => about === 'form').map(({ what }) => what.zh),
        where,
      ).toEqual([]);
    }
    expect(tried).toBeGreaterThan(5);
  },
  60_000,
);
