import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/engine/estimate.ts';
import { claimJson } from '../../src/report/claim-json.ts';
import { setlinfoJson } from '../../src/report/setlinfo.ts';
import { CLAIMS, estimateOf, library, shippedEstimates, testEstimates } from './estimates.ts';

interface Row {
  readonly fund_pay_type: string;
  readonly fund_pay_type_name: string;
  readonly fund_payamt: string;
  readonly inscp_scp_amt?: string;
  readonly crt_payb_lmt_amt?: string;
  readonly setl_proc_info?: string;
}
interface Printed {
  readonly setlinfo: Record<string, string>;
  readonly setldetail: readonly Row[];
  readonly setlinfo_high?: Record<string, string>;
  readonly setldetail_high?: readonly Row[];
  readonly notices: readonly { readonly code: string }[];
}

const schema = JSON.parse(readFileSync('docs/setlinfo.schema.json', 'utf8'));
const validate = new Ajv2020({
  allErrors: true,
  strict: false,
  formats: { date: /^\d{4}-\d\d-\d\d$/ },
}).compile(schema);

function printed(estimate: Estimate): Printed {
  return JSON.parse(JSON.stringify(setlinfoJson(estimate, { lang: 'zh' })));
}

/** Yuan as fen, without a fraction on the way. */
const fen = (yuan = ''): number => Number(yuan.replace('.', ''));
const sum = (amounts: readonly (string | undefined)[]): number =>
  amounts.reduce((total, amount) => total + fen(amount), 0);
const paidBy = (rows: readonly Row[], is: (fund: string) => boolean): number =>
  sum(rows.filter((row) => is(row.fund_pay_type)).map((row) => row.fund_payamt));

let all: { name: string; estimate: Estimate }[] = [];
beforeAll(async () => {
  const own = [...(await testEstimates())].map(([name, estimate]) => ({ name, estimate }));
  all = [...own, ...(await shippedEstimates(4))];
  expect(all.length).toBeGreaterThan(150);
});

describe('whatever is settled', () => {
  it('is as the schema says', () => {
    for (const { name, estimate } of all) {
      validate(printed(estimate));
      expect(validate.errors, name).toBeNull();
    }
  });

  it('keeps the identities of the interface to the fen', () => {
    for (const { name, estimate } of all) {
      const json = printed(estimate);
      const sides: [Record<string, string>, readonly Row[]][] = [[json.setlinfo, json.setldetail]];
      if (json.setlinfo_high) sides.push([json.setlinfo_high, json.setldetail_high ?? []]);
      expect(json.setlinfo_high !== undefined, name).toBe(estimate.settlementHigh !== undefined);
      for (const [info, rows] of sides) {
        const of = (...fields: string[]): number => sum(fields.map((field) => info[field]));
        const total = fen(info.medfee_sumamt);
        expect(of('fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'), name).toBe(
          total,
        );
        expect(of('fund_pay_sumamt', 'hosp_part_amt', 'psn_part_amt'), name).toBe(total);
        expect(of('acct_pay', 'psn_cash_pay'), name).toBe(fen(info.psn_part_amt));
        expect(
          of(
            'hifp_pay',
            'hifob_pay',
            'hifmi_pay',
            'hifes_pay',
            'cvlserv_pay',
            'maf_pay',
            'hifdm_pay',
            'oth_pay',
          ),
          name,
        ).toBe(fen(info.fund_pay_sumamt));
        const own = (fund: string): boolean => fund === '310200' || fund === '999996';
        expect(
          paidBy(rows, (fund) => !own(fund)),
          name,
        ).toBe(fen(info.fund_pay_sumamt));
        expect(
          paidBy(rows, (fund) => fund === '310200'),
          name,
        ).toBe(fen(info.acct_pay));
        expect(
          paidBy(rows, (fund) => fund === '999996'),
          name,
        ).toBe(fen(info.hosp_part_amt));
      }
    }
  });

  it('pays no more than a row has to pay on, and than is left of its cap', () => {
    let [scopes, rooms, reached] = [0, 0, 0];
    for (const { name, estimate } of all) {
      const { setlinfo, setldetail } = printed(estimate);
      for (const row of setldetail) {
        if (row.inscp_scp_amt !== undefined) {
          scopes++;
          expect(fen(row.inscp_scp_amt), name).toBeLessThanOrEqual(fen(setlinfo.inscp_scp_amt));
          expect(fen(row.fund_payamt), name).toBeLessThanOrEqual(fen(row.inscp_scp_amt));
        }
        if (row.crt_payb_lmt_amt === undefined) continue;
        rooms++;
        expect(fen(row.fund_payamt), name).toBeLessThanOrEqual(fen(row.crt_payb_lmt_amt));
        if (fen(row.fund_payamt) > 0 && row.fund_payamt === row.crt_payb_lmt_amt) reached++;
      }
    }
    expect(scopes).toBeGreaterThan(100);
    expect(rooms).toBeGreaterThan(20);
    expect(reached).toBeGreaterThan(0);
  });
});

/** Lines of one payer each that pay on what a row can, and cannot, say. */
const LINES = `policy: 420100/nrcms
title: 样例
checked: 2025-12-31
sources: { page: { title: 样例, grade: general_knowledge } }
parts: { tests: { label: 检查 }, drugs: { label: 药品 } }
versions:
  - from: 2025-01-01
    source: page
    lines:
      - { line: tests, payer: maternity, care: inpatient, base: { part: tests }, rate: 50%, cap: { per: year, amount: 1000 } }
      - { line: drugs, payer: maternity, care: inpatient, base: { part: drugs }, rate: 50%, cap: { per: year, amount: 1000 } }
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50%, cap: { per: year, on: cost, amount: 5000 } }
      - { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 50% }
      - { line: serious_illness, care: inpatient, base: burden, rate: 10%, cap: { per: settlement, amount: 300 } }
      - { line: enterprise_supplement, care: inpatient, base: [burden, self_funded], rate: 10%, cap: { per: year, amount: 900 } }
      - { line: more, payer: civil_servant, care: inpatient, base: burden, rate: 10%, cap: { per: year, amount: 900 } }
      - { line: still_more, payer: civil_servant, care: inpatient, base: burden, rate: 10%, cap: { per: year, amount: 900 } }
      - { line: assistance, care: inpatient, base: burden, rate: 10%, cap: { per: year, amount: 900 } }
      - { line: accident, care: outpatient, base: burden, rate: 10% }
    caps: [{ id: shared, per: year, lines: [assistance, still_more], amount: 5000 }]
`;

describe('what a row says where it is known, and leaves out where it is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-setlinfo-'));
  mkdirSync(join(folder, '420100-wuhan'));
  writeFileSync(join(folder, '420100-wuhan', 'nrcms.yaml'), LINES);
  const claim = {
    ...{ region: '420100', insurance: '380', care: '21', date: '2025-05-01' },
    expenses: { total: '11000', self_funded: '1000', parts: { tests: '2000', drugs: '1000' } },
    year_to_date: { assistance: '100', enterprise_supplement: '50' },
  };
  const { setlinfo, setldetail } = printed(await estimateOf(claim, {}, library(folder)));
  rmSync(folder, { recursive: true });
  const row = (name: string): Partial<Row> => {
    const found = setldetail.find(({ fund_pay_type_name }) => fund_pay_type_name.includes(name));
    const { fund_pay_type, inscp_scp_amt, crt_payb_lmt_amt } = found ?? {};
    return {
      ...(fund_pay_type && { fund_pay_type }),
      ...(inscp_scp_amt && { inscp_scp_amt }),
      ...(crt_payb_lmt_amt && { crt_payb_lmt_amt }),
    };
  };
  it.each<[name: string, wanted: Partial<Row>]>([
    // Two parts of the cost, each with a cap of its own.
    ['生育', { fund_pay_type: '510100', inscp_scp_amt: '3000.00' }],
    // 1,500 are paid before it; a cap on cost is no room for payments. The list has no fund for the scheme.
    ['统筹', { fund_pay_type: '999997', inscp_scp_amt: '8500.00' }],
    ['大额', { fund_pay_type: '330100', inscp_scp_amt: '3500.00' }],
    // 8,500 less 2,500 and 1,750.
    ['大病', { fund_pay_type: '390200', inscp_scp_amt: '4250.00', crt_payb_lmt_amt: '300.00' }],
    ['企业补充', { fund_pay_type: '370100', crt_payb_lmt_amt: '850.00' }],
    ['公务员', { fund_pay_type: '320100' }],
    // 4,250 less 300, 495 (of 4,950), 345.50 and 310.95.
    ['救助', { fund_pay_type: '610100', inscp_scp_amt: '2798.55' }],
    ['意外', {}],
  ])('%s', (name, wanted) => expect(row(name)).toEqual(wanted));

  it('has no aid for disabled veterans, and the scheme’s code', () => {
    expect(setlinfo).toMatchObject({ insutype: '380', hifdm_pay: '0.00', cvlserv_flag: '0' });
  });
});

describe('one settlement', () => {
  it('says who, where and how in the codes of the interface, and the fine ones as they were given', async () => {
    const claim = {
      ...CLAIMS.plain,
      status: '1101',
      care: '2101',
      hospital: { grade: '2' },
      civil_servant: 'county',
    };
    const { setlinfo } = printed(await estimateOf(claim));
    expect(setlinfo).toMatchObject({
      ...{ insuplc_admdvs: '371300', setl_time: '2025-05-01', insutype: '310', psn_type: '1101' },
      ...{ cvlserv_flag: '1', med_type: '2101', hosp_lv: '2', dedc_hosp_lv: '3' },
    });
    expect(setlinfo).not.toHaveProperty('refl_type');
    expect(setlinfo).not.toHaveProperty('balc');
  });

  it.each([
    ['other_province', 'filed_transfer', '3'],
    ['other_province', 'filed_resident', undefined],
    ['3', 'filed_resident', '3'],
  ])('the kind of a transfer: at %s, %s', async (place, filing, expected) => {
    const claim = { ...CLAIMS.plain, 'access.place': place, 'access.filing': filing };
    const estimate = await estimateOf(claim);
    expect(printed(estimate).setlinfo.refl_type).toBe(expected);
    const access = { filing, place: expected ?? place };
    expect(claimJson(estimate.claim, { codes: true }).access).toEqual(access);
  });

  it('has the account as a fund, and what is left on it', async () => {
    const claim = { ...CLAIMS.plain, accounts: { personal: '500.25', stored_card: '30' } };
    const { setlinfo, setldetail } = printed(await estimateOf(claim));
    expect(setlinfo).toMatchObject({ acct_pay: '500.25', balc: '0.00' });
    expect(setldetail.at(-1)).toEqual({
      ...{ fund_pay_type: '310200', fund_pay_type_name: '职工基本医疗保险个人账户' },
      ...{ fund_payamt: '500.25', setl_proc_info: '按账户余额支付' },
    });
  });

  it('says how the amount came about', async () => {
    const { setldetail } = printed(await estimateOf(CLAIMS.plain ?? {}));
    // 107,799.51 in policy and no deductible: 80%, 85% and 90% by bands.
    expect(setldetail[0]).toMatchObject({ fund_pay_type: '310100', inscp_scp_amt: '107799.51' });
    expect(setldetail[0]?.setl_proc_info).toContain(
      '30000.00×80%=24000.00，70000.00×85%=59500.00，7199.51×90%=6479.559，89979.559 四舍五入到分，支付 89979.56',
    );
    expect(setldetail[0]?.setl_proc_info).not.toMatch(/\d,\d/);
  });

  it('takes a payment that was given as it is, with nothing known behind it', async () => {
    const claim = { ...CLAIMS.plain, paid: { 310100: '1000', hospital: '5' } };
    const { setlinfo, setldetail } = printed(await estimateOf(claim));
    expect(setlinfo.hosp_part_amt).toBe('5.00');
    const given = setldetail.find((row) => row.fund_pay_type === '310100');
    expect(given).not.toHaveProperty('inscp_scp_amt');
    expect(given?.setl_proc_info).toContain('按给出的已付金额');
    expect(setldetail.find((row) => row.fund_pay_type === '999996')?.fund_payamt).toBe('5.00');
  });
});
