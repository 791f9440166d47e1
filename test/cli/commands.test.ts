import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isPolicyFile } from '../../src/policy/files.ts';
import { baoxiao } from '../support/cli.ts';

describe('eligibility', () => {
  it.each([
    ['resident', '2025-10-10', '2026-01-01'],
    ['resident', '2025-09-01', '2026-01-01'],
    ['resident', '2025-11-30', '2026-01-01'],
    ['resident', '2025-12-01', '2026-03-01'],
    ['resident', '2026-02-10', '2026-05-10'],
    ['resident', '2025-08-31', '2025-11-30'],
    ['employee', '2025-07-15', '2025-08-01'],
    ['employee', '2025-12-31', '2026-01-01'],
  ])('%s paid on %s is covered from %s', (insurance, paidOn, from) => {
    const run = baoxiao(['eligibility', '--insurance', insurance, '--paid-on', paidOn, '--format', 'json']);
    expect(JSON.parse(run.stdout).covered_from).toBe(from);
    expect(run.code).toBe(0);
  });

  it.each([
    ['male', '25', '15', true, 0],
    ['male', '24', '24', false, 1],
    ['female', '20', '15', true, 0],
    ['female', '20', '12', false, 3],
    ['男', '20', '10', false, 5],
  ])('%s with %s years, %s really paid', (sex, years, paid, lifetime, missing) => {
    const run = baoxiao([
      'eligibility',
      '--insurance',
      'employee',
      '--sex',
      sex,
      '--years',
      years,
      '--paid-years',
      paid,
      '--format',
      'json',
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject({ lifetime, years_missing: missing });
  });

  it.each([
    [['--paid-on', '2025-10-15', '--gap', '2'], { covered_from: '2025-11-01', make_up: true }],
    [
      ['--paid-on', '2025-10-15', '--gap', '5'],
      { covered_from: '2026-05-01', covered_from_earliest: '2025-11-01' },
    ],
    [
      ['--sex', '女', '--years', '25', '--paid-years', '10', '--retires-on', '2030-06-01'],
      { lifetime: true, years_missing: 0 },
    ],
    [
      ['--sex', 'male', '--years', '20', '--paid-years', '10', '--retires-on', '2029-06-01'],
      { lifetime: null, years_missing: 10 },
    ],
  ])('goes by the place: Guangdong %j', (args, answer) => {
    const run = baoxiao([
      'eligibility',
      '--insurance',
      '职工',
      '--region',
      '广州',
      ...args,
      '--format',
      'json',
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject(answer);
    expect(run.code).toBe(0);
  });

  it('keeps the conflict between the two pages visible', () => {
    const run = baoxiao(['eligibility', '--insurance', '310', '--paid-on', '2025-07-15', '--format', 'json']);
    expect(run.stdout).toContain('首次参保');
  });

  it.each([
    [['--insurance', 'resident'], 'MISSING_FIELD'],
    [['--paid-on', '2025-01-01'], 'MISSING_FIELD'],
    [['--insurance', 'resident', '--paid-on', '2025-13-01'], 'NOT_A_DATE'],
    [['--insurance', 'maternity', '--paid-on', '2025-10-01'], 'NO_COVER_RULE'],
    [['--insurance', 'employee', '--sex', 'male', '--years', '10', '--paid-years', '15'], 'YEARS_CONTRADICT'],
    [['--insurance', 'employee', '--sex', 'male'], 'MISSING_FIELD'],
    [['--insurance', 'employee', '--region', '上海', '--paid-on', '2025-10-15'], '--employment'],
    [
      ['--insurance', 'employee', '--region', '上海', '--paid-on', '2025-10-15', '--employment', '灵活就业'],
      '--enrolment',
    ],
    [['--insurance', 'employee', '--paid-on', '2025-01-01', '--gap', 'x'], 'NOT_A_WHOLE_NUMBER'],
  ])('refuses %j', (args, code) => {
    const run = baoxiao(['eligibility', ...args]);
    expect(run.stderr).toContain(code);
    expect(run.code).toBe(2);
  });
});

describe('policy', () => {
  it('prints a schema that an independent validator accepts and the shipped policies satisfy', () => {
    const schema = JSON.parse(baoxiao(['policy', 'schema']).stdout);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const files = readdirSync('policies', { recursive: true, encoding: 'utf8' }).filter((name) =>
      isPolicyFile(name),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const policy = parse(readFileSync(join('policies', file), 'utf8'), { schema: 'core' });
      expect(validate(policy), `${file}: ${JSON.stringify(validate.errors?.slice(0, 2))}`).toBe(true);
    }
    expect(validate({ policy: '371300/employee', titel: 'x' })).toBe(false);
  });

  it('finds nothing in the shipped policies', () => {
    expect(baoxiao(['policy', 'lint'])).toMatchObject({ code: 0, stderr: '' });
    expect(baoxiao(['policy', 'lint', 'docs']).code).toBe(2);
  });

  it('reports ten mistakes of a file as ten, each with its line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baoxiao-lint-'));
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, readFileSync('test/cli/ten-mistakes.yaml', 'utf8'));
    const run = baoxiao(['policy', 'lint', file, '--lang', 'en']);
    expect(run.code).toBe(1);
    const lines = [...run.stdout.matchAll(/bad\.yaml:(\d+):\d+/g)].map((match) => Number(match[1]));
    expect(lines).toEqual([3, 6, 8, 14, 17, 18, 20, 22, 23, 24]);
  });
});

describe('the command itself', () => {
  it('shows the sample where there is no terminal', () => {
    const run = baoxiao([]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('101,500.00');
    expect(run.stdout).toContain('baoxiao estimate');
  });

  it('prints its version and help in both languages', () => {
    expect(baoxiao(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(baoxiao(['--help']).stdout).toContain('用法');
    const english = baoxiao(['estimate', '--help', '--lang', 'en']);
    expect(english.stdout).toContain('Usage');
    expect(english.stdout.replace(/--医疗费总额/g, '')).not.toMatch(/\p{Script=Han}/u);
    expect(english.code).toBe(0);
  });

  it.each([[['frobnicate']], [['policy', 'frobnicate']], [['policy']], [['eligibility', '--nope']]])(
    'refuses %j with 2',
    (args) => {
      const run = baoxiao(args);
      expect(run.code).toBe(2);
      expect(run.stderr).not.toBe('');
    },
  );
});

describe('a slip in the words of a command within another', () => {
  it.each([
    [['policy', 'lint', '--todya', '2025-01-01'], '--today'],
    [['policy', 'lnt'], 'lint'],
    [['policy', 'curve', '--gorws', 'advance'], '--grows'],
  ])('%j is told what was meant', (args, meant) => {
    const run = baoxiao([...args, '--lang', 'en']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`did you mean ${meant}?`);
  });

  it('is not taken for a command where there is an argument too many', () => {
    const run = baoxiao(['policy', 'schema', 'extra', '--lang', 'en']);
    expect(run.stderr).toContain('too many arguments');
  });
});

describe('help', () => {
  it.each([
    [
      ['help', 'policy', 'show'],
      ['policy', 'show', '--help'],
    ],
    [
      ['--lang', 'en', 'help', 'batch'],
      ['--lang', 'en', 'batch', '--help'],
    ],
  ])('%j says what %j says', (asked, same) => {
    expect(baoxiao(asked)).toEqual(baoxiao(same));
    expect(baoxiao(asked)).toMatchObject({ code: 0, stderr: '' });
  });
});
