import { describe, expect, it } from 'vitest';
import { baoxiao, LINYI } from '../support/cli.ts';

/** Bad input of every kind: what is typed, the code, and what the message must name. */
const CASES: readonly [string, readonly string[], string, string][] = [
  ['a negative amount', [...LINYI, '--total', '-5'], 'MONEY_NEGATIVE', '医疗费总额'],
  ['three decimals', [...LINYI, '--total', '100.005'], 'MONEY_DECIMALS', '100.005'],
  ['an exponent', [...LINYI, '--total', '1e5'], 'MONEY_NOT_A_NUMBER', '1e5'],
  ['no number', [...LINYI, '--total', 'abc'], 'MONEY_NOT_A_NUMBER', 'abc'],
  ['more than the limit', [...LINYI, '--total', '90000000.01'], 'MONEY_TOO_LARGE', '90,000,000.00'],
  [
    'parts above the total',
    [...LINYI, '--total', '100', '--self-funded', '60', '--advance', '40.01'],
    'PARTS_ABOVE_TOTAL',
    '100.01',
  ],
  [
    'essential medicine above in-policy',
    [...LINYI, '--total', '100', '--essential-medicine', '100.01'],
    'PARTS_ABOVE_IN_POLICY',
    '基本药物',
  ],
  ['an unknown code', [...LINYI, '--total', '100', '--kind', 'xyz'], 'UNKNOWN_CODE', 'xyz'],
  [
    'an unknown national code',
    ['--region', '371300', '--insutype', '999', '--total', '1'],
    'UNKNOWN_CODE',
    '险种',
  ],
  [
    'an unknown level code',
    [
      '--region',
      '371300',
      '--insurance',
      '310',
      '--care',
      '21',
      '--dedc_hosp_lv',
      '7',
      '--date',
      '2025-05-01',
      '--total',
      '1',
    ],
    'UNKNOWN_CODE',
    '医院等级',
  ],
  ['no date', [...LINYI.slice(0, -1), '2025-02-30', '--total', '1'], 'NOT_A_DATE', '2025-02-30'],
  [
    'a date before the policy',
    [...LINYI.slice(0, -1), '2019-01-01', '--total', '1'],
    'DATE_BEFORE_POLICY',
    '2019-01-01',
  ],
  [
    'a date after a policy ended',
    [
      '--region',
      '441200',
      '--insurance',
      'employee',
      '--supplement',
      'zhaofubao',
      '--care',
      'inpatient',
      '--level',
      '3',
      '--date',
      '2024-06-01',
      '--total',
      '1',
    ],
    'DATE_AFTER_POLICY',
    '2024-06-01',
  ],
  [
    'an unknown place',
    ['--region', '不存在市', '--insurance', 'employee', '--total', '1'],
    'REGION_UNKNOWN',
    '不存在市',
  ],
  [
    'a place without a policy',
    ['--region', '拉萨', '--insurance', 'employee', '--care', '21', '--total', '1'],
    'NO_POLICY',
    '拉萨',
  ],
  [
    'an insurance without a policy',
    ['--region', '371300', '--insurance', '510', '--care', '52', '--total', '1'],
    'NO_POLICY',
    '生育保险',
  ],
  [
    'an ambiguous place',
    ['--region', '新城区', '--insurance', 'employee', '--total', '1'],
    'REGION_AMBIGUOUS',
    '新城区',
  ],
  [
    'a level without a figure',
    [
      '--region',
      '000000',
      '--insurance',
      '391',
      '--care',
      '21',
      '--level',
      'provincial',
      '--referral',
      'referred',
      '--date',
      '2025-05-01',
      '--total',
      '1000',
    ],
    'NO_FIGURE',
    '省级',
  ],
  [
    'a figure that is not stated',
    [
      '--region',
      '370000',
      '--insurance',
      'resident',
      '--care',
      'chronic',
      '--disease',
      '糖尿病',
      '--date',
      '2025-05-01',
      '--total',
      '800',
    ],
    'FIGURE_NOT_STATED',
    '--assume',
  ],
  ['an unknown option', ['--totl', '100'], 'USAGE', '--totl'],
  ['a stray word', ['100'], 'USAGE', '多余的参数'],
  ['an option without its value', ['--region'], 'USAGE', '--region'],
  ['an unknown format', ['--format', 'pdf'], 'USAGE', 'pdf'],
  ['a reversal alone', [...LINYI, '--total', '-100', '--reverses', 'S0001'], 'REVERSAL_ALONE', '原结算'],
  [
    'a payment above the cost',
    [...LINYI, '--total', '100', '--paid', 'pooled_fund=100.01'],
    'PAID_ABOVE_COST',
    '100.01',
  ],
  [
    'an assumption about a stated figure',
    [...LINYI, '--total', '100', '--assume', 'pooled_fund.rate.2=50%'],
    'ASSUMED_BUT_STATED',
    'pooled_fund.rate.2',
  ],
  [
    'an assumption about nothing',
    [...LINYI, '--total', '100', '--assume', 'pool_fund.cap=5'],
    'UNKNOWN_ASSUMPTION',
    'pooled_fund.cap',
  ],
  ['a missing file', ['--claim', 'no-such-file.yaml'], 'FILE', 'no-such-file.yaml'],
];

/** Words that no command takes, and what the message offers instead. */
const WORDS: readonly (readonly [what: string, args: readonly string[], names: readonly string[]])[] = [
  ['help for no command', ['help', 'nosuch'], ['没有命令“nosuch”']],
  ['help for a command within one', ['help', 'policy', 'lnit'], ['没有命令“lnit”', 'lint']],
  ['a file for a pipe', ['--lang', 'en', 'pipe', '--columns', 'a,b', 'claims.tsv'], ['pipe … < FILE']],
  ['an option without its word', ['pipe', '--columns', 'a', '--mask'], ['--mask', 'stars、hash:…']],
];

describe('bad input', () => {
  it.each(WORDS)('%s: exit 2 and what there is', (_, args, names) => {
    const run = baoxiao(args);
    expect(run.stderr).toContain('USAGE');
    for (const name of names) expect(run.stderr).toContain(name);
    expect(run).toMatchObject({ stdout: '', code: 2 });
  });

  it.each(CASES)('%s: exit 2 and one clear message', (_, args, code, names) => {
    const run = baoxiao(['estimate', ...args]);
    expect(run.stderr).toContain(code);
    expect(run.stderr).toContain(names);
    expect(run.stderr).not.toMatch(/\n\s+at |node:|\.ts:/);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(2);
  });

  it('tells where in a claim file it is wrong, all problems at once', () => {
    const input =
      'region: "371300"\ninsurance: 职工\ncare: 住院\nhospitl: { level: 3 }\ndate: 2025-05-01\nexpenses:\n  total: 010\n  advance: 1.234\n';
    const run = baoxiao(['estimate', '--claim', '-'], { input });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('stdin:4:1');
    expect(run.stderr).toContain('stdin:7:10');
    expect(run.stderr).toContain('stdin:8:12');
  });

  it.each([
    ['broken YAML', 'region: "371300\n', 'YAML_SYNTAX'],
    ['the same key twice', 'region: linyi\nregion: linyi\n', 'DUPLICATE_KEY'],
    ['the same field under two names', 'region: linyi\n参保地: linyi\n', 'FIELD_TWICE'],
    ['an alias', 'a: &a 1\nregion: *a\n', 'ALIAS_NOT_ALLOWED'],
    ['a list', '- 1\n', 'NOT_A_CLAIM'],
    ['nothing', '', 'NOT_A_CLAIM'],
  ])('%s in a claim file', (_, input, code) => {
    const run = baoxiao(['estimate', '--claim', '-'], { input });
    expect(run.stderr).toContain(code);
    expect(run.code).toBe(2);
  });

  it('shows a stack only when asked', () => {
    expect(baoxiao(['estimate', ...LINYI, '--total', 'x', '--debug']).stderr).toMatch(/\n\s+at /);
  });
});
