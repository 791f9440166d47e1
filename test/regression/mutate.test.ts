import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { judged, mutateShare, outcomeText, readEquivalents } from '../../src/regression/mutate/index.ts';
import { mutationsOf } from '../../src/regression/mutate/policy.ts';
import { applied } from '../../src/regression/mutate/run.ts';
import { readYamlTree } from '../../src/source/yaml.ts';

const POLICY = `policy: 999900/employee
title: 徐沟职工
checked: 2025-04-10
sources:
  page: { title: 网页, grade: official }
versions:
  - from: 2025-01-01
    source: page
    basis: stated
    personal_account: person_part
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible:
          per: admission
          amount: 600 # 元
          adjust:
            - { when: { hospital.kind: tcm }, factor: 80% }
        counted: { per: settlement, from: deductible }
        bands:
          - { up_to: 30000, rate: 80% }
          - { rate: 90% }
`;
const CASES = `- name: 起付线
  claim: { region: "999900", insurance: employee, care: inpatient, date: 2025-05-01, expenses: { total: 600.01 } }
  expect: { act_pay_dedc: 600, hifp_pay: 0.01 }
`;
/** 29,400.01 x 80% + 600 x 90%: just past the end of the band, at half a fen. */
const BAND = `- name: 分段
  claim: { region: "999900", insurance: employee, care: inpatient, date: 2025-05-01, expenses: { total: 30600.05 } }
  expect: { hifp_pay: 24000.05, exact: { pooled_fund: "24000.045" } }
`;

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function folderOf(cases: string, policy = POLICY): string {
  const root = mkdtempSync(join(tmpdir(), 'mutate-'));
  made.push(root);
  const place = join(root, '999900-xugou');
  mkdirSync(place);
  writeFileSync(join(place, 'employee.yaml'), policy);
  writeFileSync(join(place, 'employee.cases.yaml'), cases);
  return root;
}

async function mutate(root: string, list: Parameters<typeof judged>[1]) {
  return judged(await mutateShare(root, { only: '', index: 0, of: 1 }), list);
}

async function fatesOf(cases: string): Promise<Map<string, string>> {
  const { policies } = await mutate(folderOf(cases), []);
  return new Map(
    policies.flatMap(({ mutants }) =>
      mutants.map(({ at, was, becomes, line, column, fate, by }): [string, string] => [
        `${at.replace(/^versions\[2025-01-01\]\.(lines\[pooled_fund\]\.)?/, '')}: ${was} -> ${becomes}`,
        `${line}:${column} ${fate}${by === undefined ? '' : ` by ${by}`}`,
      ]),
    ),
  );
}

describe('mutate', () => {
  it('tells what a case notices from what none does, with the place', async () => {
    const without = await fatesOf(CASES);
    expect(without.get('deductible.amount: 600 -> 600.01')).toBe('17:19 killed by 起付线');
    expect(without.get('bands[1].up_to: 30000 -> 30000.01')).toBe('22:22 survived');
    const fates = await fatesOf(CASES + BAND);
    expect(fates.get('bands[1].up_to: 30000 -> 30000.01')).toBe('22:22 killed by 分段');
    expect(fates.get('bands[1].up_to: 30000 -> 29999.99')).toBe('22:22 killed by 分段');
    expect(fates.get('bands[1].rate: 80% -> 79.9999%')).toBe('22:35 killed by 分段');
    expect(fates.get('deductible.adjust[1].factor: 80% -> 79%')).toBe('19:55 survived');
  });

  it('counts apart what the loader refuses, and leaves out what changes the text but not the policy', async () => {
    const fates = await fatesOf(CASES);
    expect(fates.get('bands[2]: { rate: 90% } -> (removed)')).toBe('22:40 refused');
    expect(fates.get('counted: counted: { per: settlement, from: deductible } -> (removed)')).toBe(
      '20:9 refused',
    );
    expect([...fates.keys()].filter((key) => key.startsWith('personal_account'))).toEqual([
      'personal_account: person_part -> in_policy',
      'personal_account: person_part -> none',
    ]);
  });

  it('does not begin where a case fails already', async () => {
    await expect(mutate(folderOf(CASES.replace('0.01 }\n', '0.02 }\n')), [])).rejects.toThrow('起付线');
  });

  it('takes mutants that are known to change nothing from a list, and checks the list', async () => {
    const entry = (where: string, was: string, becomes: string) =>
      `- { policy: 999900/*, where: '${where}', was: '${was}', becomes: '${becomes}', reason: because }\n`;
    const root = folderOf(CASES + BAND);
    const good = readEquivalents(entry('*.deductible.per', 'admission', 'visit'), 'list');
    const { policies, faults } = await mutate(root, good);
    expect(faults).toEqual([]);
    expect(policies[0]?.equivalent.map(({ becomes }) => becomes)).toEqual(['visit']);
    expect(policies[0]?.survivors.some(({ becomes }) => becomes === 'visit')).toBe(false);

    const noticed = readEquivalents(entry('*.deductible.amount', '600', '600.01'), 'list');
    expect((await mutate(root, noticed)).faults.join()).toMatch(
      /^list:1: .*600 -> 600.01 makes “起付线” fail$/,
    );
    const gone = readEquivalents(entry('*.deductible.amount', '500', '*'), 'list');
    expect((await mutate(root, gone)).faults.join()).toMatch(/^list:1: no mutant fits/);
    expect(() => readEquivalents('- { policy: a, where: b, was: c, becomes: d }', 'list')).toThrow();
  });

  it('prints survivors with their place, and that there are none only where there are none', async () => {
    const found = await mutate(folderOf(CASES), []);
    expect(outcomeText(found)).toMatch(/employee\.yaml:22:22 .*bands\[1\]\.up_to: 30000 -> 30000\.01\n/);
    expect(outcomeText(found)).not.toContain('survivors: none');
    const [policy] = found.policies;
    const none = { ...found, policies: policy ? [{ ...policy, survivors: [] }] : [] };
    expect(outcomeText(none)).toContain('survivors: none');
  });
});

describe('the mutations of a policy', () => {
  const files = [
    ...readdirSync('test/oracle/policies').map((name) => join('test/oracle/policies', name)),
    'policies/national.yaml',
    'policies/371300-linyi/employee.yaml',
    'policies/441200-zhaoqing/zhaofubao.yaml',
    'policies/620000-gansu/employee.yaml',
  ];

  it.each(files)('are sound YAML and another text each: %s', (file) => {
    const text = readFileSync(file, 'utf8');
    const { mutations } = mutationsOf(text, true);
    expect(mutations.length).toBeGreaterThan(20);
    const texts = new Set(mutations.map(({ edit }) => applied(text, edit)));
    expect(texts.has(text)).toBe(false);
    for (const changed of texts) {
      const problems = new Problems();
      readYamlTree(changed, file, problems);
      expect(problems.list.map(({ code }) => code)).toEqual([]);
    }
  });

  const changes = (text: string): string[] =>
    mutationsOf(text, false).mutations.map(({ was, becomes }) => `${was} -> ${becomes}`);
  const inLine = (line: string): string[] =>
    changes(POLICY.replace('        base: in_policy\n', `${line}\n`));

  it.each([
    [
      'the side of an edge',
      '        gate: { on: total, from: 100, below: 200 }',
      ['from -> above', 'below -> up_to'],
    ],
    ['the step of an amount', '        gate: { on: total, from: 100 }', ['100 -> 99.99', '100 -> 100.01']],
    [
      'the step of a percentage, within its bounds',
      '        borne_first: 100%',
      ['100% -> 99.9999%', '100% -> 99%', '100% -> not_stated'],
    ],
    [
      'words of a condition',
      '        when: { status: [active, retired] }',
      ['retired -> (removed)', 'active -> minor', '[active, retired] -> [active, retired, senior]'],
    ],
    [
      'a condition turned round',
      '        when: { status: active, age: 60.. }',
      ['status: active -> not: { status: active }', 'age: 60.. -> (removed)', '60.. -> 59..', '60.. -> 61..'],
    ],
    [
      'every other payer, also one of the same national field',
      '        payer: second_reimbursement',
      ['accident', 'work_injury', 'supplement', 'pooled_fund'].map((id) => `second_reimbursement -> ${id}`),
    ],
    [
      'rows and keys of a table',
      '        borne_first: { by: { hospital.level: { 1|2: 10%, else: 20% } } }',
      ['1|2: 10% -> (removed)', '1|2 -> 1', '1|2 -> community|2', 'else: 20% -> (removed)'],
    ],
    [
      'ranges',
      '        borne_first: { low: 10%, high: 20% }',
      ['{ low: 10%, high: 20% } -> 10%', '10% -> 9.9999%', '20% -> 20.0001%'],
    ],
    [
      'growth',
      '        cap: { per: year, amount: none, grow: { by: cover_years, above: 4, add: 3000, at_most: 20% } }',
      ['none -> 100', 'none -> not_stated', 'year -> month', '4 -> 5', '3000 -> 2999.99', '20% -> 20.0001%'],
    ],
    [
      'growth by several numbers',
      '        cap: { per: year, amount: 9, grow: { at_most: 20%, each: [{ by: cover_years, above: 4, add: 3 }, { by: age, above: 6, add: 5 }] } }',
      [
        '{ by: age, above: 6, add: 5 } -> (removed)',
        'cover_years -> admission',
        '6 -> 7',
        '5 -> 5.01',
        'at_most: 20% -> (removed)',
      ],
    ],
  ])('hold %s', (_what, line, expected) => {
    expect(inLine(line)).toEqual(expect.arrayContaining(expected));
  });

  it('change what lines share, and leave the reason of a cliff', () => {
    const cap = '{ id: both, per: settlement, lines: all, share: 95%, cliff: 合计最多九成五 }';
    const made = changes(POLICY.replace('    lines:\n', `    caps: [${cap}]\n    lines:\n`));
    expect(made).toEqual(expect.arrayContaining(['95% -> 94.9999%', 'settlement -> year']));
    expect(made.filter((change) => change.startsWith('合计'))).toEqual([]);
  });

  it('name a key of the language that they do not know', () => {
    expect(() => inLine('        wish: 1')).toThrow('wish');
  });
});
