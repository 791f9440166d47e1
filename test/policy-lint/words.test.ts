import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tooMany } from '../../src/lint/checks/too-many.ts';
import { merge } from '../../src/lint/combinations.ts';
import { observe } from '../../src/lint/observe.ts';
import { Subject } from '../../src/lint/subject.ts';
import { loadWithTree } from '../../src/policy/load.ts';
import { findings } from './seeded.ts';

const HEAD = `policy: 371300/employee
title: { zh: 虚构职工医保, en: Invented employee insurance }
checked: 2025-04-10
sources:
  page: { title: { zh: 虚构的通知, en: An invented notice }, date: 2025-04-10, grade: official }
versions:
  - from: 2025-01-01
    source: page
    basis: stated
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
`;

describe('a hole', () => {
  const messages = async (body: string): Promise<string[]> =>
    (await findings(HEAD + body)).map(({ code, message }) => `${code} ${message.zh} | ${message.en}`);

  it('between ages is named by them', async () => {
    expect(await messages('        rate: { by: { age: { ..17: 60%, 20..: 80% } } }\n')).toEqual([
      'FIGURE_GAP pooled_fund.rate：没有数值（年龄 18 至 19） | pooled_fund.rate: no figure for age 18 to 19',
    ]);
  });

  it('is one finding, named by the circumstances that matter and no others', async () => {
    const found =
      await messages(`        deductible: { per: admission, amount: { by: { hospital.kind: { tcm: 300, else: 500 } } } }
        rate:
          cases:
            - { when: { hospital.level: 3 }, figure: 60% }
            - { when: { hospital.level: 2, status: retired }, figure: 80% }
            - { when: { hospital.level: 1, status: [active, retired] }, figure: 90% }
`);
    expect(found).toEqual([
      'NO_FIGURE pooled_fund.rate：没有数值（医院等级：二级，人员类别：在职） | pooled_fund.rate: no figure (hospital level: level 2, person group: in work)',
    ]);
  });

  it('over numbers is named by the stretch', async () => {
    const found = await messages(`        rate:
          cases:
            - { when: { age: ..17 }, figure: 60% }
            - { when: { age: 19..59 }, figure: 80% }
            - { when: { age: 60.. }, figure: 90% }
`);
    expect(found).toEqual([
      'NO_FIGURE pooled_fund.rate：没有数值（年龄：18） | pooled_fund.rate: no figure (age: 18)',
    ]);
  });

  it('that is everywhere says so, and nothing is called unused while it is there', async () => {
    const found = await messages(
      `        rate: 95%
        adjust: [{ part: essential_medicine, points: +10% }]
        counted: { per: settlement, from: zero }
`.replace('rate: 95%', 'bands: [{ up_to: 100, rate: 85% }, { rate: 95% }]'),
    );
    expect(found).toEqual([
      'PART_RATE_DIFFERS pooled_fund：加点后有的段到 100%、有的段没有，分项落在哪一段无从知道（任何情形） | pooled_fund: with the points some bands reach 100% and others do not, so the band of the part would matter (in all circumstances)',
    ]);
  });

  it('is none where no line knows the circumstances', async () => {
    expect(await messages('        rate: { by: { hospital.level: { 2: 80%, 3: 70% } } }\n')).toEqual([]);
  });

  it('is one where a claim that says nothing falls into it', async () => {
    expect(await messages('        rate: { by: { access.filing: { unfiled: 50% } } }\n')).toEqual([
      'NO_FIGURE pooled_fund.rate：没有数值（异地备案：参保地就医） | pooled_fund.rate: no figure (filing for care away: in the insured place)',
    ]);
  });
});

describe('merge', () => {
  const tried = new Map([
    ['a', new Set(['1', '2', '3'])],
    ['b', new Set(['x', 'y'])],
  ]);
  const boxes = (...facts: [string, string][]): unknown =>
    merge(
      facts.map(
        ([a, b]) =>
          new Map([
            ['a', a],
            ['b', b],
          ]),
      ),
      tried,
    ).map((box) => Object.fromEntries([...box].map(([field, values]) => [field, [...values].sort()])));

  it('joins what differs in one field, and drops a field with all its values', () => {
    expect(boxes(['1', 'x'], ['1', 'y'])).toEqual([{ a: ['1'] }]);
    expect(boxes(['1', 'x'], ['2', 'x'])).toEqual([{ a: ['1', '2'], b: ['x'] }]);
    expect(boxes(['1', 'x'], ['2', 'y'])).toHaveLength(2);
    expect(boxes(['1', 'x'], ['1', 'y'], ['2', 'x'], ['2', 'y'], ['3', 'x'], ['3', 'y'])).toEqual([{}]);
  });
});

describe('a search that is cut short', () => {
  const file = fileURLToPath(new URL('../oracle/policies/tiers.yaml', import.meta.url));
  const { policy, tree } = loadWithTree(readFileSync(file, 'utf8'), file);
  const [version] = policy.versions;
  if (!version) throw new Error('tiers.yaml has no version');

  it('says so, and is not conclusive', () => {
    expect(observe({ policy, version }, undefined, 100)).toMatchObject({
      complete: false,
      conclusive: false,
    });
    const settings = { today: '2025-06-01', checkedWithin: 24, asked: false };
    const subject = new Subject(file, policy, tree, settings, undefined);
    subject.observed = (one) => observe({ policy, version: one }, undefined, 100);
    const found: string[] = [];
    tooMany.policy?.(subject, ({ code }, spot) => found.push(`${spot?.line} ${code}`));
    expect(found).toEqual([`${version.origin.line} TOO_MANY_COMBINATIONS`]);
  });
});
