import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allCurves } from '../../src/curve/all.ts';
import { unexplained } from '../../src/curve/curve.ts';
import { Library } from '../../src/policy/library.ts';
import { allCurvesText } from '../../src/report/curve/all-text.ts';

/** What grows, what is fixed beside it, and how many cliffs there are. */
async function cliffsOf(rules: string): Promise<{ found: string[]; text: string }> {
  const root = mkdtempSync(join(tmpdir(), 'baoxiao-curve-'));
  mkdirSync(join(root, '990100-jia'));
  writeFileSync(
    join(root, '990100-jia', 'resident.yaml'),
    `policy: 990100/resident
title: 甲
checked: 2030-01-01
sources: { s: { title: 虚构, grade: general_knowledge } }
versions:
  - from: 2025-01-01
    source: s
${rules}`,
  );
  const all = [];
  for await (const one of allCurves(new Library([root]), new Map())) all.push(one);
  rmSync(root, { recursive: true });
  const found = all
    .flatMap(({ curves }) => curves)
    .filter(({ curve }) => unexplained(curve).length > 0)
    .map(
      ({ grows, beside, curve }) =>
        `${grows} beside ${beside?.cost ?? 'nothing'}: ${unexplained(curve).length}`,
    );
  return { found, text: allCurvesText(all, { lang: 'en', width: 200 }) };
}

it('finds a gate on one cost that shuts a payment of another', async () => {
  const { found, text } = await cliffsOf(`    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }
      - { line: supplement, care: inpatient, base: self_funded, gate: { on: in_policy, below: 50000 }, rate: 60% }
`);
  expect(found).toEqual(['in_policy beside self_funded: 1']);
  expect(text).toContain('beside self_funded 10,000,000.00');
});

it('finds a shared cap whose room one cost takes from another', async () => {
  const { found } = await cliffsOf(`    lines:
      - { line: first, payer: supplement, care: inpatient, base: self_funded, rate: 50% }
      - { line: second, payer: civil_servant, care: inpatient, base: burden, rate: 50% }
    caps: [{ id: both, per: settlement, lines: [first, second], amount: 8000 }]
`);
  expect(found).toEqual(['self_funded beside in_policy: 1']);
});

it('finds nothing where the costs have nothing to do with each other', async () => {
  const { found } = await cliffsOf(`    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, gate: { on: in_policy, from: 1000 }, rate: 50% }
      - { line: supplement, care: inpatient, base: self_funded, rate: 60% }
`);
  expect(found).toEqual([]);
});
