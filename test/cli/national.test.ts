import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { csvText, readTable } from '../batch/support/csv.ts';
import { baoxiao, json } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'baoxiao-national-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** One place whose rules go by the words that the national codes have. */
const POLICY = `policy: 420100/employee
title: 样例
checked: 2025-12-31
sources: { page: { title: 样例, grade: general_knowledge } }
versions:
  - from: 2025-01-01
    source: page
    lines:
      - line: pooled_fund
        care: [inpatient, outpatient, emergency]
        base: in_policy
        rate: { by: { hospital.level: { 3: 50%, unrated: 40%, else: 60% } } }
        adjust:
          - { when: { status: retired }, points: +5% }
          - { when: { care_detail: [day_surgery, emergency_rescue] }, points: +10% }
          - { when: { access.place: other_province }, factor: 80% }
          - { when: { not: { civil_servant: none } }, points: +1% }
        cap: { per: year, amount: 100000 }
`;
const LIBRARY = join(folder, 'policies');
mkdirSync(join(LIBRARY, '420100-wuhan'), { recursive: true });
writeFileSync(join(LIBRARY, '420100-wuhan', 'employee.yaml'), POLICY);

/** The codes of a claim of 1,000.00, and what the fund pays. */
type Codes = Readonly<Record<string, string>>;
const PAID: readonly (readonly [Codes, paid: string])[] = [
  [{ psn_type: '1101', med_type: '2101', dedc_hosp_lv: '3' }, '500.00'],
  [{ psn_type: '1204', med_type: '21', dedc_hosp_lv: '3' }, '550.00'],
  [{ psn_type: '13', med_type: '21', dedc_hosp_lv: '3' }, '500.00'],
  // The best grade of level 3, which is no level 1.
  [{ psn_type: '11', med_type: '2102', hosp_lv: '1' }, '500.00'],
  [{ psn_type: '11', med_type: '2102', dedc_hosp_lv: '1' }, '600.00'],
  [{ psn_type: '11', med_type: '28', dedc_hosp_lv: '4' }, '700.00'],
  [{ psn_type: '11', med_type: '1301', dedc_hosp_lv: '9' }, '500.00'],
  [{ psn_type: '99', med_type: '9901', hosp_lv: '14', cvlserv_flag: '1' }, '610.00'],
  [{ psn_type: '11', med_type: '71', dedc_hosp_lv: '2', refl_type: '1' }, '600.00'],
  // 60% of 80%.
  [
    { psn_type: '11', med_type: '71', dedc_hosp_lv: '2', refl_type: '3', 'access.filing': 'filed_transfer' },
    '480.00',
  ],
  [{ psn_type: '11', med_type: '71', dedc_hosp_lv: '2', refl_type: '3' }, '480.00'],
];
const COMMON: Codes = {
  ...{ insuplc_admdvs: '420100', insutype: '310', setl_time: '2025-05-01', medfee_sumamt: '1000.00' },
};
const flagsOf = (codes: Codes): string[] =>
  Object.entries(codes).flatMap(([name, value]) => [`--${name}`, value]);
const OWN = ['--policies', LIBRARY];

describe('national codes mean the same in flags, in a file and in a table', () => {
  it.each(PAID)('%j: %s', (codes, paid) => {
    const claim = { ...COMMON, ...codes };
    const byFlags = baoxiao(['estimate', ...OWN, ...flagsOf(claim), '-f', 'json']);
    expect(byFlags).toMatchObject({ code: 0, stderr: '' });
    expect(json(byFlags).settlement.hifp_pay).toBe(paid);
    const byFile = baoxiao([
      'estimate',
      ...OWN,
      '--claim',
      file('claim.json', JSON.stringify(claim)),
      '-f',
      'json',
    ]);
    expect(byFile.stdout).toBe(byFlags.stdout);
  });

  it('a row of a table each, and what has no scheme is rejected by its name', () => {
    const rows = [...PAID.map(([codes]) => codes), { insutype: '340' }].map((codes, index) => ({
      ...{
        psn_no: `P${index}`,
        psn_type: '',
        med_type: '21',
        dedc_hosp_lv: '',
        hosp_lv: '',
        cvlserv_flag: '',
      },
      ...{ refl_type: '', 'access.filing': '' },
      ...COMMON,
      ...codes,
    }));
    const input = file('in.csv', csvText(Object.keys(rows[0] ?? {}), rows));
    const run = baoxiao(['batch', input, '-o', join(folder, 'out.csv'), ...OWN]);
    expect(run.code).toBe(1);
    const out = readTable(readFileSync(join(folder, 'out.csv'), 'utf8'));
    expect(out.map((row) => row.est_hifp_pay)).toEqual(PAID.map(([, paid]) => paid));
    // People with a scheme of their own do not get general figures unnoticed.
    expect(out.map((row) => row.est_notices?.includes('STATUS_NOT_MODELLED'))).toEqual(
      PAID.map(([{ psn_type }]) => psn_type === '13'),
    );
    const rejects = readTable(readFileSync(join(folder, 'out.rejects.csv'), 'utf8'));
    expect(rejects.map(({ code }) => code)).toEqual(['NO_POLICY']);
    expect(rejects[0]?.message).toContain('离休人员医疗保障');
  });
});

describe('insurance that has no scheme here is understood and named', () => {
  it.each([
    ['320', '公务员医疗补助', 'civil-servant aid', true],
    ['330', '大额医疗费用补助', 'large-amount aid', true],
    ['340', '离休人员医疗保障', 'retired-cadre medical care', false],
    ['350', '一至六级残疾军人医疗补助', 'disabled-veteran medical aid', false],
    ['360', '老红军医疗保障', 'Red Army veteran medical care', false],
    ['370', '企业补充医疗保险', 'enterprise supplement', true],
    ['392', '城乡居民大病保险', 'resident serious-illness insurance', true],
    ['399', '其他特殊人员医疗保障', 'other special medical care', false],
    ['410', '长期护理保险', 'long-term care insurance', false],
  ])('%s', (insutype, zh, en, beside) => {
    const flags = flagsOf({ ...COMMON, insutype, med_type: '21' });
    const chinese = baoxiao(['estimate', ...OWN, ...flags]);
    expect(chinese).toMatchObject({ code: 2, stdout: '' });
    expect(chinese.stderr).toContain('NO_POLICY');
    expect(chinese.stderr.replace(/\n\s*/g, '')).toContain(`没有湖北省武汉市（420100）${zh}的政策`);
    expect(chinese.stderr.includes('随基本医保一并结算')).toBe(beside);
    const english = baoxiao(['estimate', ...OWN, ...flags, '--lang', 'en']);
    expect(english.stderr.replace(/\s+/g, ' ')).toContain(
      `there is no policy for ${en} in Wuhan, Hubei (420100)`,
    );
    expect(english.stderr).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('--codes', () => {
  const fine = { psn_type: '1204', med_type: '1301', hosp_lv: '14', cvlserv_flag: '1' };
  const flags = [...OWN, ...flagsOf({ ...COMMON, ...fine }), '--personal-account', '10'];
  const plain = baoxiao(['estimate', ...flags, '-f', 'json']);
  const coded = baoxiao(['estimate', ...flags, '-f', 'json', '--codes']);

  it('prints the codes back as they were given', () => {
    expect(coded).toMatchObject({ code: 0, stderr: '' });
    expect(json(coded).claim).toEqual({
      ...{ region: '420100', date: '2025-05-01', insurance: '310', care: '1301', care_detail: '1301' },
      ...{ hospital: { level: '1', grade: '14' }, status: '1204', civil_servant: '1' },
      ...{ expenses: { total: '1000.00' }, accounts: { personal: '10.00' } },
    });
    expect(json(plain).claim).toMatchObject({ insurance: 'employee', care: 'emergency', status: 'retired' });
  });

  it('adds the fund of each payer, and changes nothing else', () => {
    const payers = json(coded).payers as Record<string, string>[];
    expect(payers.map(({ id, fund_pay_type }) => [id, fund_pay_type])).toEqual([
      ['pooled_fund', '310100'],
      ['personal_account', '310200'],
      ['stored_card', undefined],
      ['cash', undefined],
    ]);
    const { claim: _claim, payers: _payers, ...rest } = json(coded);
    const { claim: _own, payers: own, ...same } = json(plain);
    expect(rest).toEqual(same);
    expect(payers.map(({ fund_pay_type: _, ...payer }) => payer)).toEqual(own);
  });

  it('is a claim that is settled the same, and printed the same again', () => {
    const claim = file('coded.json', JSON.stringify(json(coded).claim));
    expect(baoxiao(['estimate', ...OWN, '--claim', claim, '-f', 'json', '--codes']).stdout).toBe(
      coded.stdout,
    );
    expect(baoxiao(['estimate', ...OWN, '--claim', claim, '-f', 'json']).stdout).toBe(plain.stdout);
  });

  it.each([
    [['--codes'], '--codes 不能用于 --format text'],
    [['--codes', '-f', 'md'], '--codes 不能用于 --format md'],
    [['--codes', '-f', 'html'], '--codes 不能用于 --format html'],
    [['--codes', '-f', 'json', '--compare', 'level'], '--codes 不能与 --compare 同用'],
    [['-f', 'setlinfo', '--compare', 'level'], '--format setlinfo 不能与 --compare 同用'],
  ])('%j is refused, with what to do', (more, message) => {
    const run = baoxiao(['estimate', ...flags, ...more]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain('提示');
    const english = baoxiao(['estimate', ...flags, ...more, '--lang', 'en']);
    expect(english.stderr).toContain('does not go with');
    expect(english.stderr).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('--format setlinfo', () => {
  it('goes to a file or to stdout, with or without --codes', () => {
    const flags = [...OWN, ...flagsOf({ ...COMMON, med_type: '2107', psn_type: '1404', dedc_hosp_lv: '9' })];
    const run = baoxiao(['estimate', ...flags, '-f', 'setlinfo']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { setlinfo, setldetail } = JSON.parse(run.stdout);
    expect(setlinfo).toMatchObject({
      med_type: '2107',
      psn_type: '1404',
      dedc_hosp_lv: '9',
      hifp_pay: '400.00',
    });
    // Nothing was paid before: all of the cap was left.
    expect(setldetail).toEqual([
      {
        fund_pay_type: '310100',
        fund_pay_type_name: '职工基本医疗保险统筹基金',
        fund_payamt: '400.00',
        inscp_scp_amt: '1000.00',
        crt_payb_lmt_amt: '100000.00',
        setl_proc_info: '基本医保统筹基金：政策范围费用 1000.00，1000.00×40%=400.00，支付 400.00',
      },
    ]);
    expect(baoxiao(['estimate', ...flags, '-f', 'setlinfo', '--codes']).stdout).toBe(run.stdout);
    const path = join(folder, 'setlinfo.json');
    baoxiao(['estimate', ...flags, '-f', 'setlinfo', '-o', path]);
    expect(readFileSync(path, 'utf8').trimEnd()).toBe(run.stdout.trimEnd());
  });

  it('counts what the year has paid against the cap, and a given national fund as its payer', () => {
    const flags = [...OWN, ...flagsOf({ ...COMMON, med_type: '21', psn_type: '11', dedc_hosp_lv: '3' })];
    const spent = baoxiao(['estimate', ...flags, '--ytd', '310100=99800', '-f', 'setlinfo']);
    expect(JSON.parse(spent.stdout).setldetail[0]).toMatchObject({
      ...{ crt_payb_lmt_amt: '200.00', fund_payamt: '200.00', inscp_scp_amt: '1000.00' },
    });
    const given = baoxiao([
      'estimate',
      ...flags,
      '--paid',
      '310100=77.70',
      '--paid',
      '999996=0.30',
      '-f',
      'setlinfo',
    ]);
    expect(JSON.parse(given.stdout).setlinfo).toMatchObject({ hifp_pay: '77.70', hosp_part_amt: '0.30' });
    const account = baoxiao(['estimate', ...flags, '--paid', '310200=5']);
    expect(account).toMatchObject({ code: 2, stdout: '' });
    expect(account.stderr).toContain('accounts.personal');
  });

  it('of a claim that is not covered: everything is the person’s, and the reason is with it', () => {
    const run = baoxiao([
      'estimate',
      ...flagsOf({ ...COMMON, insuplc_admdvs: '371300', med_type: '21', dedc_hosp_lv: '3' }),
      '--designated',
      'no',
      '--referral',
      'direct',
      '-f',
      'setlinfo',
    ]);
    expect(run.code).toBe(0);
    const { setlinfo, setldetail, notices } = JSON.parse(run.stdout);
    expect([setlinfo.fund_pay_sumamt, setlinfo.psn_part_amt, setldetail]).toEqual(['0.00', '1000.00', []]);
    expect(notices[0].severity).toBe('warning');
  });
});
