import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cells } from '../../src/report/width.ts';
import { misnested } from '../report/batch/html-reader.ts';
import { baoxiao, type Run } from '../support/cli.ts';
import { ALL_SCHEMA, CURVE_SCHEMA } from './schema.ts';

const LINYI = [
  'policy',
  'curve',
  '371300/employee',
  '--care',
  'inpatient',
  '--level',
  '3',
  '--date',
  '2025-05-01',
];
const NRCMS = [
  'policy',
  'curve',
  '371300/nrcms',
  '--care',
  'inpatient',
  '--level',
  '2',
  '--date',
  '2025-05-01',
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'curve-'));
  for (const [code, gate] of [
    ['999901', 'up_to: 30000'],
    ['999902', 'up_to: 30000, cliff: { zh: 大额另有规定, en: large bills have rules of their own }'],
    ['999903', 'from: 30000'],
  ]) {
    mkdirSync(join(folder, `${code}-ceshi`));
    writeFileSync(join(folder, `${code}-ceshi`, 'employee.yaml'), policy(code ?? '', gate ?? ''));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function policy(code: string, gate: string): string {
  return `policy: ${code}/employee
title: { zh: 测试市, en: Test city }
place: { zh: 测试市, en: Test city }
checked: 2030-12-31
sources: { made_up: { title: 虚构, grade: general_knowledge } }
versions:
  - from: 2025-01-01
    source: made_up
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible: { per: admission, amount: { by: { hospital.level: { 1: 300, else: 900 } } } }
        rate: { by: { hospital.level: { 1: 60%, else: 70% } } }
      - line: assistance
        care: inpatient
        when: { assistance: minimum_living }
        gate: { on: in_policy, ${gate} }
        base: burden
        rate: 50%
`;
}

const own = (code: string, ...more: string[]): Run =>
  baoxiao(['policy', 'curve', `${code}/employee`, '--policies', folder, ...more]);
const POOR = [
  '--care',
  'inpatient',
  '--level',
  '3',
  '--assistance',
  'minimum_living',
  '--date',
  '2025-05-01',
];
const valid = (schema: object, run: Run): unknown => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.validate(schema, JSON.parse(run.stdout));
  return ajv.errors;
};

describe('policy curve', () => {
  test('prints every break with the engine’s amounts, its cause, file and line', () => {
    const run = baoxiao([...LINYI, '--format', 'json']);
    expect(run.code).toBe(0);
    expect(valid(CURVE_SCHEMA, run)).toBeNull();
    const { curve } = JSON.parse(run.stdout);
    const rows = curve.breaks.map((one: Record<string, never>) => {
      const { bill, exact, settlement, after, causes } = one as never as {
        bill: string;
        exact: string;
        settlement: Record<string, string>;
        after: { person: string } | null;
        causes: { key?: string; line?: number }[];
      };
      return [bill, exact, settlement.psn_part_amt, after?.person ?? null, causes[0]?.key ?? null];
    });
    // 600; 600 + 20% x 30,000; and 15% x 70,000 more; and 10% of the rest.
    expect(rows).toEqual([
      ['0.00', '0/1', '0.00', '1', null],
      ['600.00', '600/1', '600.00', '1/5', 'pooled_fund.deductible'],
      ['30600.00', '30600/1', '6600.00', '3/20', 'pooled_fund.up_to.1'],
      ['100600.00', '100600/1', '17100.00', '1/10', 'pooled_fund.up_to.2'],
      ['90000000.00', '90000000/1', '9007040.00', null, null],
    ]);
    expect(run.stdout).toContain('"file": "policies/371300-linyi/employee.yaml"');
  });

  test.each(['zh', 'en'])('draws on 80 columns and less than a screen of 24 lines (%s)', (lang) => {
    const { code, stdout } = baoxiao([...LINYI, '--lang', lang]);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => cells(line) > 80)).toEqual([]);
    const title = lines.findIndex((line) => line.startsWith(lang === 'zh' ? '断点' : 'Break points'));
    expect(title).toBeGreaterThan(14);
    expect(title).toBeLessThan(24);
    expect(/\p{Script=Han}/u.test(stdout)).toBe(lang === 'zh');
  });

  test('looks as its guide shows it', () => {
    const guide = readFileSync(new URL('../../docs/CURVE.md', import.meta.url), 'utf8');
    const [, block = ''] = /```text\n(.*?)\n…\n```/s.exec(guide) ?? [];
    expect(block).toContain('100,600.00');
    expect(baoxiao(LINYI).stdout.startsWith(`${block}\n`)).toBe(true);
  });

  test('draws both bounds of a range', () => {
    const text = baoxiao(NRCMS).stdout;
    expect(text).toContain('断点（谨慎值）');
    expect(text).toContain('断点（较高值）');
    const svg = baoxiao([...NRCMS, '--format', 'svg']).stdout;
    expect(
      svg.match(/<path d="[^"]*" fill="none" stroke="#111" stroke-width="1.6" stroke-dasharray/g),
    ).toHaveLength(1);
    const run = baoxiao([...NRCMS, '--format', 'json']);
    expect(valid(CURVE_SCHEMA, run)).toBeNull();
    expect(JSON.parse(run.stdout)).toHaveProperty('curve_high');
  });

  test.each(['zh', 'en'])(
    'writes a picture and a page that are well formed and load nothing (%s)',
    (lang) => {
      for (const format of ['svg', 'html']) {
        const out = join(folder, `curve.${format}`);
        const run = baoxiao([...NRCMS, '--lang', lang, '--format', format, '--out', out]);
        expect(run.code).toBe(0);
        expect(run.stdout).toBe('');
        expect(run.stderr).toContain(out);
        const text = readFileSync(out, 'utf8');
        expect(misnested(text.replace(/^<\?xml[^>]*\?>/, ''))).toBeUndefined();
        expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
          /https?:\/\/(?!m\.)|<script|<image|href=/,
        );
        expect(text).not.toContain('NaN');
        // Amounts stand below each other, those of the first column too.
        if (format === 'html') expect(text).toContain('<table class="amounts">');
        expect(/\p{Script=Han}/u.test(text)).toBe(lang === 'zh' || text.includes('Noto Sans CJK') === false);
      }
    },
  );

  test('says where a dearer hospital is cheaper, to the exact bill', () => {
    const run = own(
      '999903',
      '--care',
      'inpatient',
      '--level',
      '1',
      '--date',
      '2025-05-01',
      '--format',
      'json',
    );
    expect(run.code).toBe(0);
    // 300 + 40% (x - 300) = 900 + 30% (x - 900) at 4,500.
    const found = JSON.parse(run.stdout).inversions;
    expect(found).toContainEqual({
      lower: ['1'],
      higher: ['2', '3', 'provincial'],
      bound: 'low',
      from: '4500/1',
      to: '90000000/1',
      most: '8999550/1',
      at: '90000000/1',
    });
    expect(
      own('999903', '--care', 'inpatient', '--level', '1', '--date', '2025-05-01', '--lang', 'en').stdout,
    ).toContain('bills from 4,500.00 to 90,000,000.00');
  });

  test('fails on a cliff without a reason, and not on one with', () => {
    const open = own('999901', ...POOR);
    expect(open.code).toBe(1);
    expect(open.stdout).toContain('没有说明理由');
    const explained = own('999902', ...POOR);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toContain('大额另有规定');
    expect(own('999901', ...POOR, '--assistance', 'none').code).toBe(2);
    expect(own('999903', ...POOR).code).toBe(0);
  });

  test('takes what a claim may hold besides its total', () => {
    const run = baoxiao([
      ...LINYI,
      ...['--self-funded', '100', '--advance', '50', '--ytd', 'pooled_fund=1000', '--personal-account', '20'],
      ...['--format', 'json'],
    ]);
    expect(run.code).toBe(0);
    const { curve } = JSON.parse(run.stdout);
    expect(curve.breaks[0].bill).toBe('150.00');
    expect(curve.breaks[1].bill).toBe('750.00');
    expect(curve.breaks[1].settlement).toMatchObject({ psn_part_amt: '750.00', acct_pay: '20.00' });
  });

  test('lets another part of the bill grow', () => {
    const maternity = [
      'policy',
      'curve',
      '330100/maternity',
      '--care',
      'maternity_outpatient',
      '--date',
      '2025-05-01',
    ];
    const stuck = baoxiao(maternity);
    expect([stuck.code, stuck.stderr]).toEqual([2, expect.stringContaining('--grows')]);
    expect(baoxiao([...maternity, '--grows', 'key']).code).toBe(0);
    expect(baoxiao([...maternity, '--grows', 'nothing']).stderr).toContain('UNKNOWN_PART');
  });
});

describe('what is wrong exits with 2, on stderr', () => {
  const cases: [string, string[], string][] = [
    ['no policy', ['policy', 'curve'], 'USAGE'],
    ['an unknown policy', ['policy', 'curve', '371300/employe', '--care', 'inpatient'], 'NO_POLICY'],
    [
      'a missing circumstance',
      ['policy', 'curve', '371300/employee', '--care', 'inpatient'],
      'MISSING_FIELD',
    ],
    ['another scheme than the policy’s', [...LINYI, '--insurance', 'resident'], 'BAD_VALUE'],
    [
      'a supplement without a scheme',
      ['policy', 'curve', '441200/zhaofubao', '--care', 'inpatient'],
      'MISSING_FIELD',
    ],
    ['a total', [...LINYI, '--total', '100'], 'USAGE'],
    ['an end that is no amount', [...LINYI, '--to', 'far'], 'MONEY_NOT_A_NUMBER'],
    ['an end below the beginning', [...LINYI, '--self-funded', '100', '--to', '50'], 'BAD_VALUE'],
    [
      'a figure that is not stated at all',
      [
        'policy',
        'curve',
        '370000/resident',
        '--care',
        'chronic',
        '--disease',
        '糖尿病',
        '--level',
        '2',
        '--date',
        '2025-05-01',
      ],
      'FIGURE_NOT_STATED',
    ],
    ['an unknown assumption', [...LINYI, '--assume', 'nothing=5%'], 'UNKNOWN_ASSUMPTION'],
    ['a date before the policy', [...LINYI.slice(0, -1), '2024-01-01'], 'DATE_BEFORE_POLICY'],
    ['circumstances with --all', ['policy', 'curve', '--all', '--level', '3'], 'USAGE'],
    ['a picture of --all', ['policy', 'curve', '--all', '--format', 'svg'], 'USAGE'],
  ];
  test.each(cases)('%s', (_, args, code) => {
    for (const lang of ['zh', 'en']) {
      const run = baoxiao([...args, '--lang', lang]);
      expect(run.code).toBe(2);
      expect(run.stdout).toBe('');
      expect(run.stderr).toContain(code);
      expect(run.stderr).not.toContain('    at ');
    }
  });

  test('a missing circumstance names the choices', () => {
    expect(baoxiao(['policy', 'curve', '371300/employee', '--care', 'inpatient']).stderr).toContain(
      'community',
    );
  });
});

describe('policy curve --all', () => {
  test('runs over the shipped library and finds no cliff without a reason', () => {
    const run = baoxiao(['policy', 'curve', '--all', '--format', 'json']);
    expect(run.code).toBe(0);
    expect(valid(ALL_SCHEMA, run)).toBeNull();
    const { policies, total } = JSON.parse(run.stdout);
    expect(total.unexplained).toBe(0);
    const ids = policies.map((one: { policy: string }) => one.policy);
    expect(ids).toContain('371300/employee');
    expect(ids).toContain('441200/zhaofubao');
  }, 240_000);

  test('with a folder of one’s own runs over its policies only', () => {
    const run = baoxiao(['policy', 'curve', '--all', '--policies', folder, '--format', 'json']);
    const ids = JSON.parse(run.stdout).policies.map((one: { policy: string }) => one.policy);
    expect(ids).toContain('999901/employee');
    expect(ids).not.toContain('371300/employee');
  });

  test('a folder without policies is no folder without cliffs', () => {
    const empty = mkdtempSync(join(tmpdir(), 'baoxiao-curve-'));
    const run = baoxiao(['policy', 'curve', '--all', '--policies', empty]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('NO_POLICY_FILES');
  });

  test.each([
    ['999901', 1, '没有说明理由的悬崖'],
    ['999902', 0, '大额另有规定'],
    ['999903', 0, '费用多一分、个人反而少付'],
  ])('%s exits with %i', (code, exit, said) => {
    const run = baoxiao(['policy', 'curve', '--all', `${code}/employee`, '--policies', folder]);
    expect(run.code).toBe(exit);
    expect(run.stdout).toContain(said);
    expect(run.stdout.split('\n').filter((line) => cells(line) > 80)).toEqual([]);
    const english = baoxiao([
      'policy',
      'curve',
      '--all',
      `${code}/employee`,
      '--policies',
      folder,
      '--lang',
      'en',
    ]);
    expect(english.code).toBe(exit);
    expect(english.stdout.replace('大额另有规定', '')).not.toMatch(/\p{Script=Han}/u);
  });

  test('as data, with the circumstances of each finding', () => {
    const run = baoxiao([
      'policy',
      'curve',
      '--all',
      '999901/employee',
      '--policies',
      folder,
      '--format',
      'json',
    ]);
    expect(run.code).toBe(1);
    expect(valid(ALL_SCHEMA, run)).toBeNull();
    const [{ found }] = JSON.parse(run.stdout).policies;
    expect(found.cliffs[0]).toMatchObject({
      kind: 'jump',
      from: '30000/1',
      explained: false,
      circumstances: { assistance: 'minimum_living' },
      last_before: { bill: '30000.00' },
      first_after: { bill: '30000.01' },
    });
    expect(found.inversions.length).toBeGreaterThan(0);
  });
});
