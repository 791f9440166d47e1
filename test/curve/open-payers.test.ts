import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCurves, type PolicyCurves } from '../../src/curve/all.ts';
import { unexplained } from '../../src/curve/curve.ts';
import { Library } from '../../src/policy/library.ts';

const HEAD = `policy: 990100/resident
title: 甲
checked: 2030-01-01
sources: { s: { title: 虚构, grade: general_knowledge } }
versions:
  - from: 2025-01-01
    source: s
    lines:
`;
const OPEN = '      - { line: pooled_fund, care: inpatient, base: in_policy, rate: not_stated }\n';

async function curvesOf(lines: string): Promise<PolicyCurves> {
  const root = mkdtempSync(join(tmpdir(), 'baoxiao-curve-'));
  mkdirSync(join(root, '990100-jia'));
  writeFileSync(join(root, '990100-jia', 'resident.yaml'), HEAD + lines);
  const found = [];
  for await (const one of allCurves(new Library([root]), new Map())) found.push(one);
  return found[0] as PolicyCurves;
}

describe('a payer whose figures are not stated', () => {
  it('is taken as paying nothing, so that a cliff of a payer after it is found', async () => {
    const gated =
      '      - { line: assistance, care: inpatient, gate: { on: in_policy, below: 1000 }, base: burden, rate: 50% }\n';
    const { refused, opened, curves } = await curvesOf(OPEN + gated);
    expect({ refused, opened }).toEqual({ refused: 1, opened: 1 });
    const [one] = curves.filter(({ nil }) => nil.length > 0);
    expect(one?.nil).toEqual(['pooled_fund']);
    expect(one && unexplained(one.curve)).toHaveLength(1);
  });

  it.each([
    ['a rate borne first', 'borne_first: not_stated, rate: 50%'],
    ['a deductible', 'deductible: { per: year, amount: not_stated }, rate: 50%'],
  ])('is left out for %s, too', async (_what, rule) => {
    const first = `      - { line: pooled_fund, care: inpatient, base: in_policy, ${rule} }\n`;
    const after = '      - { line: assistance, care: inpatient, base: burden, rate: 80% }\n';
    const { opened, curves } = await curvesOf(first + after);
    expect(opened).toBe(1);
    expect(curves.at(-1)?.curve.breaks.length).toBeGreaterThan(0);
  });

  it('leaves nothing to sweep where no other payer is stated', async () => {
    const { refused, opened } = await curvesOf(OPEN);
    expect({ refused, opened }).toEqual({ refused: 1, opened: 0 });
  });

  it('is compared between levels only with curves that leave the same payers out', async () => {
    const byLevel =
      '      - { line: pooled_fund, care: inpatient, base: in_policy, rate: { by: { hospital.level: { 1: not_stated, 2: 90% } } } }\n';
    const after = '      - { line: assistance, care: inpatient, base: burden, rate: 10% }\n';
    const { opened, inversions } = await curvesOf(byLevel + after);
    expect(opened).toBe(1);
    expect(inversions).toEqual([]);
  });
});
