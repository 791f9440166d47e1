import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baoxiao, json, LINYI } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'baoxiao-cli-'));

function claimFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('estimate', () => {
  it('settles from flags, with nothing on stderr', () => {
    const run = baoxiao(['estimate', ...LINYI, '--total', '120600', '--format', 'json']);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(json(run).settlement).toMatchObject({
      act_pay_dedc: '600.00',
      hifp_pay: '101500.00',
      psn_cash_pay: '19100.00',
    });
  });

  it.each([
    [
      'national names',
      [
        '--insuplc_admdvs',
        '371300',
        '--insutype',
        '310',
        '--med_type',
        '21',
        '--dedc_hosp_lv',
        '3',
        '--setl_time',
        '2025-05-01 10:00:00',
        '--medfee_sumamt',
        '120600.00',
      ],
    ],
    [
      'Chinese labels',
      [
        '--参保地',
        '临沂',
        '--险种',
        '职工',
        '--医疗类别',
        '住院',
        '--医院等级',
        '三级',
        '--结算时间',
        '2025-05-01',
        '--医疗费总额',
        '12.06万',
      ],
    ],
    [
      'dotted names',
      [
        '--region=linyi',
        '--insurance=310',
        '--care=住院',
        '--hospital.level=3',
        '--date=2025-05-01',
        '--expenses.total=120,600.00',
      ],
    ],
    [
      'the grade instead of the level',
      [
        '--region',
        'ly',
        '--insurance',
        '职工',
        '--care',
        '21',
        '--hosp_lv',
        '2',
        '--date',
        '2025-05-01',
        '--total',
        '¥120600元',
      ],
    ],
  ])('understands %s', (_, flags) => {
    const run = baoxiao(['estimate', ...flags, '--format', 'json']);
    expect(run.stderr).toBe('');
    expect(json(run).settlement.hifp_pay).toBe('101500.00');
  });

  it('reads a claim from YAML, JSON and standard input, and lets flags win', () => {
    const yaml =
      'region: "371300"\ninsurance: employee\ncare: inpatient\nhospital: { level: 3 }\ndate: 2025-05-01\nexpenses: { total: 120600 }\n';
    const expected = '101500.00';
    expect(
      json(baoxiao(['estimate', '--claim', claimFile('a.yaml', yaml), '-f', 'json'])).settlement.hifp_pay,
    ).toBe(expected);
    const same = {
      参保地: '371300',
      insutype: 310,
      care: '住院',
      hospital: { grade: '三甲' },
      date: '2025-05-01',
      expenses: { total: '120600.00' },
    };
    expect(
      json(baoxiao(['estimate', '--claim', claimFile('a.json', JSON.stringify(same)), '-f', 'json']))
        .settlement.hifp_pay,
    ).toBe(expected);
    expect(
      json(baoxiao(['estimate', '--claim', '-', '-f', 'json'], { input: yaml })).settlement.hifp_pay,
    ).toBe(expected);
    const over = baoxiao([
      'estimate',
      '--claim',
      join(folder, 'a.yaml'),
      '--level',
      '1',
      '--medfee_sumamt',
      '1200',
      '-f',
      'json',
    ]);
    expect(json(over).settlement.hifp_pay).toBe('900.00');
  });

  it('writes every format to a file, whole, and says so on stderr', () => {
    for (const format of ['text', 'json', 'md', 'html']) {
      const out = join(folder, `out.${format}`);
      const run = baoxiao(['estimate', ...LINYI, '--total', '1000', '--format', format, '--out', out]);
      expect(run).toMatchObject({ code: 0, stdout: '' });
      expect(run.stderr).toContain(out);
      expect(readFileSync(out, 'utf8')).toContain(format === 'json' ? '"320.00"' : '320.00');
    }
    expect(readdirSync(folder).filter((name) => name.includes('.tmp') || name.includes('.partial'))).toEqual(
      [],
    );
  });

  it('writes through links and keeps permissions', () => {
    const real = join(folder, 'real.json');
    writeFileSync(real, 'old', { mode: 0o600 });
    symlinkSync(real, join(folder, 'link.json'));
    expect(
      baoxiao(['estimate', ...LINYI, '--total', '1000', '-f', 'json', '-o', join(folder, 'link.json')]).code,
    ).toBe(0);
    expect(readFileSync(real, 'utf8')).toContain('"320.00"');
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o600);
    expect(baoxiao(['estimate', ...LINYI, '--total', '1000', '-o', '-']).stdout).toContain('320.00');
  });

  it('reads a claim file in GB18030', () => {
    const path = join(folder, 'gbk.yaml');
    // 参保地: 临沂 and the rest in ASCII
    const gbk = Buffer.from([0xb2, 0xce, 0xb1, 0xa3, 0xb5, 0xd8, 0x3a, 0x20, 0xc1, 0xd9, 0xd2, 0xca, 0x0a]);
    writeFileSync(
      path,
      Buffer.concat([
        gbk,
        Buffer.from('insurance: 310\ncare: 21\nhospital.level: 3\ndate: 2025-05-01\nexpenses.total: 1000\n'),
      ]),
    );
    expect(json(baoxiao(['estimate', '--claim', path, '-f', 'json'])).settlement.hifp_pay).toBe('320.00');
  });

  it('compares by filing where only the deductible goes by it', () => {
    const run = baoxiao(['estimate', ...LINYI, '--kind', 'tcm', '--total', '1000', '--compare', 'filing']);
    expect(run.stdout).toContain('416.00');
    expect(run.stdout).toContain('320.00');
  });

  it('gives bands that add up to the unrounded amount of their step, points on a part included', () => {
    for (const claim of [
      'f02-linyi-nrcms-county',
      'f03-linyi-employee',
      'f15-zhaofubao-2023',
      'f05-hangzhou-antenatal',
    ]) {
      const run = baoxiao(['estimate', '--claim', `fixtures/claims/${claim}.yaml`, '-f', 'json']);
      const { steps } = JSON.parse(run.stdout) as { steps: { exact: string; bands: { amount: string }[] }[] };
      const banded = steps.filter((step) => step.bands.length > 0);
      expect(banded.length).toBeGreaterThan(0);
      for (const { bands, exact } of banded) {
        const cents = bands.reduce((sum, band) => sum + Math.round(Number(band.amount) * 10_000), 0);
        expect(cents).toBe(Math.round(Number(exact) * 10_000));
      }
    }
  });

  it('says that a refusal is inferred', () => {
    const run = baoxiao([
      'estimate',
      '--claim',
      'fixtures/claims/f01-urban-resident-direct.yaml',
      '-f',
      'json',
    ]);
    const codes = (JSON.parse(run.stdout).notices as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['DIRECT_WITHOUT_REFERRAL', 'FIGURE_INFERRED', 'SOURCE_GRADE']),
    );
  });

  it('says which fields are missing, all of them', () => {
    const run = baoxiao(['estimate', '--region', '371300', '--insurance', 'employee', '--care', 'inpatient']);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('--level');
    expect(run.stderr).toContain('--total');
  });

  it('answers a refusal with 0 and the reason', () => {
    const run = baoxiao([
      'estimate',
      '--region',
      '000000',
      '--insurance',
      'urban_resident',
      '--care',
      'inpatient',
      '--level',
      '3',
      '--referral',
      'direct',
      '--date',
      '2025-05-01',
      '--total',
      '10000',
      '-f',
      'json',
    ]);
    expect(run.code).toBe(0);
    expect(json(run)).toMatchObject({
      covered: false,
      settlement: { fund_pay_sumamt: '0.00', psn_part_amt: '10000.00' },
    });
  });

  it('gives both bounds of a range', () => {
    const run = baoxiao([
      'estimate',
      '--region',
      '371300',
      '--insurance',
      'nrcms',
      '--care',
      'inpatient',
      '--level',
      '2',
      '--date',
      '2025-05-01',
      '--total',
      '10500',
      '--essential-medicine',
      '2000',
      '-f',
      'json',
    ]);
    expect(json(run).settlement.hifp_pay).toBe('6200.00');
    expect(json(run).settlement_high).toMatchObject({ hifp_pay: '7200.00' });
  });

  it('compares levels side by side and marks what cannot be said', () => {
    const run = baoxiao(['estimate', ...LINYI, '--total', '10000', '--compare', 'level']);
    expect(run.code).toBe(0);
    for (const amount of ['8,820.00', '8,160.00', '7,520.00']) expect(run.stdout).toContain(amount);
  });

  it('uses your own policies first', () => {
    const own = mkdtempSync(join(tmpdir(), 'baoxiao-own-'));
    mkdirSync(join(own, '371300-linyi'));
    const shipped = readFileSync('policies/371300-linyi/employee.yaml', 'utf8');
    writeFileSync(
      join(own, '371300-linyi', 'employee.yaml'),
      shipped.replace('{ rate: 90% }', '{ rate: 95% }'),
    );
    const run = baoxiao(['estimate', '--policies', own, ...LINYI, '--total', '120600', '-f', 'json']);
    expect(json(run).settlement.hifp_pay).toBe('102500.00');
    expect(baoxiao(['estimate', '--policies', join(own, 'nothing'), ...LINYI, '--total', '1']).code).toBe(2);
  });

  it('keeps English free of Chinese and Chinese by default', () => {
    const english = baoxiao(['estimate', ...LINYI, '--total', '120600', '--lang', 'en']);
    expect(english.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(
      baoxiao(['estimate', ...LINYI, '--total', '120600'], { env: { LANG: 'en_US.UTF-8' } }).stdout,
    ).toBe(english.stdout);
    expect(baoxiao(['estimate', ...LINYI, '--total', '120600']).stdout).toContain('基本医保统筹基金');
  });
});
