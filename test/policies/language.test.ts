import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PAYERS } from '../../src/codes/payers.ts';
import { loadPolicy, loadTable } from '../../src/policy/load.ts';
import { GRADES } from '../../src/policy/policy.ts';
import { policySchema } from '../../src/policy/read.ts';
import { tableSchema } from '../../src/policy/table.ts';
import { BASE_WORDS } from '../../src/rules/base.ts';
import { CAP_PERIODS } from '../../src/rules/cap.ts';
import { CONDITION_FIELDS } from '../../src/rules/condition-fields.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manual = readFileSync(join(root, 'docs', 'POLICY-LANGUAGE.md'), 'utf8');

const HEAD = `policy: 371300/employee
title: x
checked: 2025-01-01
sources: { page: { title: x, grade: secondary } }
`;
const VERSION = `  - from: 2025-01-01
    source: page
`;
const LINE = `      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }
`;

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function asItem(text: string, by: number): string {
  return indent(text, by).replace(/^( *) {2}(\S)/, '$1- $2');
}

/** A whole file around an example, by the kind that its fence names. */
const AROUND: Readonly<Record<string, (text: string) => string>> = {
  file: (text) => text,
  head: (text) => `${HEAD}${text}versions:\n${VERSION}    lines:\n${LINE}`,
  version: (text) => `${HEAD}versions:\n${VERSION}${indent(text, 4)}`,
  line: (text) => `${HEAD}versions:\n${VERSION}    lines:\n${asItem(text, 8)}`,
  lines: (text) => `${HEAD}versions:\n${VERSION}    lines:\n${indent(text, 6)}`,
  figure: (text) =>
    `${HEAD}diseases: { insulin: { label: x } }\nversions:\n${VERSION}    lines:\n      - line: pooled_fund\n        care: chronic\n        base: in_policy\n        rate: 50%\n        cap:\n          per: year\n          amount:\n${indent(text, 12)}`,
  when: (text) =>
    `${HEAD}versions:\n${VERSION}    lines:\n      - line: pooled_fund\n        care: inpatient\n        base: in_policy\n        rate: 50%\n        when: ${text}`,
};

describe('docs/POLICY-LANGUAGE.md', () => {
  const examples = [...manual.matchAll(/```yaml ?(\w*)\n([\s\S]*?)```/g)];

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples.map(([, kind = '', text = ''], index) => [index + 1, kind, text] as const))(
    'example %i (%s) loads',
    (_index, kind, text) => {
      if (kind === 'table') {
        expect(() => loadTable(text, 'parameters/income_per_head.yaml')).not.toThrow();
        return;
      }
      const around = AROUND[kind];
      if (!around) throw new Error(`an example of an unknown kind: ${kind}`);
      expect(() => loadPolicy(around(text), 'example.yaml')).not.toThrow();
    },
  );

  it('names every key of the language, and none twice over', () => {
    const keys = new Set<string>();
    const walk = (schema: unknown): void => {
      if (schema === null || typeof schema !== 'object') return;
      const { properties } = schema as { properties?: Record<string, unknown> };
      for (const key of Object.keys(properties ?? {})) keys.add(key);
      for (const inner of Object.values(schema)) walk(inner);
    };
    walk(policySchema());
    walk(tableSchema());
    expect(keys.size).toBeGreaterThan(60);
    const words = new Set(manual.match(/[a-z_]+(?:\.[a-z_]+)*/g));
    expect([...keys].filter((key) => !words.has(key))).toEqual([]);
  });

  it('names every payer, base, field, grade and period', () => {
    const words = [
      ...PAYERS.map(({ id }) => id),
      ...BASE_WORDS,
      ...CONDITION_FIELDS,
      ...GRADES,
      ...CAP_PERIODS,
    ];
    expect(words.filter((word) => !manual.includes(`\`${word}\``))).toEqual([]);
  });

  it('lists every error that loading a policy can give, and only errors there are', () => {
    const code = ['src/grammar', 'src/policy', 'src/policy/check', 'src/rules', 'src/source']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const given = new Set([...code.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, name = '']) => name));
    // What YAML calls its errors, what no file is to blame for, and claims that a program hands over.
    const others = [
      'BAD_INDENT',
      'TAB_AS_INDENT',
      'MISSING_CHAR',
      'MULTIPLE_DOCS',
      'NO_POLICY_FOLDER',
      'TOO_DEEP',
    ];
    for (const own of others) given.delete(own);
    const tables = manual.slice(manual.indexOf('## Errors'));
    const listed = new Set([...tables.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name));
    expect([...given].filter((name) => !listed.has(name))).toEqual([]);
    const all = ['src/engine', 'src/claim'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => readFileSync(join(root, folder, name), 'utf8')),
    );
    expect([...listed].filter((name) => ![code, ...all].some((text) => text.includes(`'${name}'`)))).toEqual(
      [],
    );
    const named = new Set([...manual.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name));
    const known = [code, ...all].join('\n');
    expect([...named].filter((name) => !known.includes(name) && !manual.includes(`code: ${name}`))).toEqual(
      [],
    );
  });
});

describe('what the language refuses', () => {
  const codes = (text: string): string[] => {
    try {
      loadPolicy(text, 'x.yaml');
      return [];
    } catch (error) {
      return (error as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);
    }
  };
  const line = (rest: string, head = ''): string[] =>
    codes(
      `${HEAD}${head}versions:\n${VERSION}    lines:\n      - { line: pooled_fund, care: chronic, base: in_policy, ${rest} }\n`,
    );
  const diseases = 'diseases: { insulin: { label: x } }\n';

  it('refuses a share borne first that differs by circumstances under bands that count the year', () => {
    const share = 'borne_first: { by: { access.filing: { local: 0%, else: 10% } } }';
    const bands = 'bands: [{ up_to: 20000, rate: 80% }, { rate: 90% }]';
    const line = (per: string, borne: string): string =>
      `${HEAD}versions:\n${VERSION}    lines:\n      - { line: pooled_fund, care: inpatient, base: in_policy, ${borne}, counted: { per: ${per}, from: deductible }, ${bands} }\n`;
    expect(codes(line('year', share))).toEqual(['BORNE_FIRST_YEARLY']);
    expect(codes(line('settlement', share))).toEqual([]);
    expect(codes(line('year', 'borne_first: 10%'))).toEqual([]);
  });

  it('says of a full-width colon and of an amount with a comma what they are', () => {
    const hints = (rest: string): (string | undefined)[] => {
      try {
        loadPolicy(
          `${HEAD}versions:\n${VERSION}    lines:\n      - { line: pooled_fund, ${rest} }\n`,
          'x.yaml',
        );
        return [];
      } catch (error) {
        const found = (error as { diagnostics: { code: string; hint?: { zh: string } }[] }).diagnostics;
        return found.filter(({ code }) => code === 'UNKNOWN_KEY').map(({ hint }) => hint?.zh);
      }
    };
    expect(hints('care: chronic, base: in_policy, rate：60%')).toEqual(['“：”是全角的，写成 rate: 60%']);
    const cap = 'cap: { per: year, amount: 150,000 }';
    expect(hints(`care: chronic, base: in_policy, rate: 60%, ${cap}`)).toEqual(['金额里不写逗号']);
    const label = 'label: { zh: 门诊, en: Outpatient, all levels }';
    expect(hints(`care: chronic, base: in_policy, rate: 60%, ${label}`)).toEqual([
      '像是一段文字在英文逗号处断开了：{ } 里含英文逗号的文字要加引号',
    ]);
  });

  it('says of an amount that cannot be read how it is written, and up to what', () => {
    for (const amount of ['15万', '１５００００', '99999999999']) {
      const cap = `cap: { per: year, amount: ${amount} }`;
      const text = `${HEAD}versions:\n${VERSION}    lines:\n      - { line: pooled_fund, care: chronic, base: in_policy, rate: 60%, ${cap} }\n`;
      expect(() => loadPolicy(text, 'x.yaml')).toThrow(/90,000,000/);
    }
  });

  it('takes what is right', () => {
    expect(line('rate: { by: { disease: { insulin: 50%, else: 60% } } }', diseases)).toEqual([]);
    expect(line('rate: { cases: [{ when: { disease_count: 2.. }, figure: 50% }, { figure: 40% }] }')).toEqual(
      [],
    );
  });

  it('a disease that the policy does not list, wherever it stands', () => {
    const wrong = '{ disease: insuline }';
    expect(line('rate: { by: { disease: { insuline: 50%, else: 60% } } }', diseases)).toEqual([
      'UNKNOWN_DISEASE',
    ]);
    expect(line(`rate: { cases: [{ when: ${wrong}, figure: 5% }, { figure: 4% }] }`, diseases)).toEqual([
      'UNKNOWN_DISEASE',
    ]);
    expect(line(`rate: 5%, when: { not: { any: [{ age: 1 }, ${wrong}] } }`, diseases)).toEqual([
      'UNKNOWN_DISEASE',
    ]);
    expect(line(`rate: 5%, refuse: [{ code: NO_ONE, when: ${wrong}, reason: x }]`, diseases)).toEqual([
      'UNKNOWN_DISEASE',
    ]);
    expect(line(`rate: 5%, adjust: [{ points: 1%, when: ${wrong} }]`, diseases)).toEqual(['UNKNOWN_DISEASE']);
    expect(
      line(`rate: 5%, deductible: { per: year, amount: 5, adjust: [{ set: 1, when: ${wrong} }] }`, diseases),
    ).toEqual(['UNKNOWN_DISEASE']);
    expect(
      codes(
        `${HEAD}${diseases}versions:\n${VERSION}    eligibility: [{ code: NO_ONE, when: ${wrong}, outcome: notice, reason: x }]\n`,
      ),
    ).toEqual(['UNKNOWN_DISEASE']);
  });

  it('points on a part of a cost that the line does not pay on', () => {
    const parts = 'parts: { drug: { label: 药, of: self_funded } }\n';
    expect(line('rate: 5%, adjust: [{ points: 1%, part: drug }]', parts)).toEqual(['PART_OF_OTHER_COST']);
    expect(
      line('rate: 5%, adjust: [{ points: 1%, part: drug }]', parts.replace('self_funded', 'in_policy')),
    ).toEqual([]);
  });

  it('going by disease without a list of them', () => {
    expect(line('rate: 5%, when: { disease: insulin }')).toEqual(['NO_DISEASES']);
  });
});
