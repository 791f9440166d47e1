import { describe, expect, it } from 'vitest';
import { printSettlement } from '../../src/engine/settlement.ts';
import { FORMAT_VERSION, settlementJson } from '../../src/report/json.ts';
import { CLAIMS, estimateOf, testEstimates } from './estimates.ts';

const YUAN = /^-?\d+\.\d{2,}$/;
/** The names that scripts rely on. Adding one is a change here; taking one away breaks the contract. */
const KEYS = [
  'claim',
  'covered',
  'format_version',
  'notices',
  'payers',
  'policies',
  'policy',
  'settlement',
  'sources',
  'steps',
];
const SETTLEMENT = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'hifob_pay',
  'hifmi_pay',
  'hifes_pay',
  'cvlserv_pay',
  'maf_pay',
  'oth_pay',
  'hosp_part_amt',
  'fund_pay_sumamt',
  'psn_part_amt',
  'acct_pay',
  'psn_cash_pay',
  'pool_prop_selfpay',
];
const STEP = [
  'line',
  'policy',
  'payer',
  'label',
  'rule',
  'applied',
  'inputs',
  'bands',
  'exact',
  'rounding',
  'result',
  'sources',
  'basis',
];

/** As much of the data as the tests look into, as a script would. */
interface Printed {
  readonly format_version: number;
  readonly claim: Record<string, unknown> & { readonly hospital: Record<string, unknown> };
  readonly policy: object;
  readonly covered: boolean;
  readonly settlement: Record<string, string>;
  readonly settlement_high?: Record<string, string>;
  readonly payers: readonly object[];
  readonly steps: readonly {
    readonly line: string;
    readonly policy: string;
    readonly inputs: readonly { readonly name: string; readonly value: string }[];
    readonly bands: readonly object[];
    readonly exact: string;
    readonly result: string;
    readonly sources: readonly string[];
  }[];
  readonly notices: readonly object[];
  readonly sources: readonly { readonly policy: string; readonly id: string }[];
}

async function jsonOf(name: string, options: object = {}): Promise<Printed> {
  const estimate = await estimateOf(CLAIMS[name] ?? {});
  return JSON.parse(JSON.stringify(settlementJson(estimate, { lang: 'zh', ...options })));
}

const fen = (yuan: string | undefined): number => Math.round(Number(yuan) * 100);

describe('keys', () => {
  it('are those of the contract', async () => {
    const json = await jsonOf('plain');
    expect(Object.keys(json).sort()).toEqual(KEYS);
    expect(json.format_version).toBe(FORMAT_VERSION);
    expect(Object.keys(json.settlement)).toEqual(SETTLEMENT);
    expect(Object.keys(json.policy)).toEqual(['id', 'title', 'version', 'year']);
    for (const payer of json.payers) expect(Object.keys(payer)).toEqual(['id', 'label', 'field', 'amount']);
    for (const step of json.steps) expect(Object.keys(step)).toEqual(STEP);
    for (const notice of json.notices) expect(Object.keys(notice)).toEqual(['code', 'severity', 'message']);
  });

  it('have the high bound only where there is a range', async () => {
    expect(await jsonOf('plain')).not.toHaveProperty('settlement_high');
    const ranged = await jsonOf('ranged');
    expect(Object.keys(ranged).sort()).toEqual([...KEYS, 'settlement_high', 'payers_high'].sort());
    expect(fen(ranged.settlement_high?.hifp_pay)).toBeGreaterThan(fen(ranged.settlement.hifp_pay));
  });
});

describe('amounts', () => {
  it('are strings of yuan that add up to the bill', async () => {
    for (const [name, estimate] of await testEstimates()) {
      const json = settlementJson(estimate, { lang: 'en' });
      expect(json.settlement).toEqual(printSettlement(estimate.settlement));
      const { payers } = json;
      for (const { amount } of payers) expect(amount, name).toMatch(/^\d+\.\d\d$/);
      const sum = payers.reduce((total, payer) => total + fen(payer.amount), 0);
      expect(sum, name).toBe(estimate.settlement.medfee_sumamt);
    }
  });

  it('have no separators in steps, and bands that add up to the unrounded amount', async () => {
    const { steps } = await jsonOf('plain');
    const pooled = steps.find((step) => step.line === 'pooled_fund');
    expect(pooled?.inputs.find((input) => input.name === 'base')?.value).toBe('107799.51');
    expect(pooled?.bands).toEqual([
      { from: '0.00', to: '30000.00', rate: '80%', base: '30000.00', amount: '24000.00' },
      { from: '30000.00', to: '100000.00', rate: '85%', base: '70000.00', amount: '59500.00' },
      { from: '100000.00', to: null, rate: '90%', base: '7199.51', amount: '6479.559', basis: 'inferred' },
    ]);
    expect(pooled?.exact).toBe('89979.559');
    expect(pooled?.result).toBe('89979.56');
    for (const { exact, result } of steps)
      expect([exact, result].every((text) => YUAN.test(text))).toBe(true);
  });
});

describe('claim', () => {
  it('is under our names, nested, with what was not given absent', async () => {
    expect((await jsonOf('everything')).claim).toEqual({
      id: 'T-001',
      person: 'P-7',
      region: '371300',
      date: '2025-05-01',
      insurance: 'employee',
      care: 'inpatient',
      hospital: { level: '3', kind: 'tcm' },
      status: 'retired',
      age: 71,
      pre_existing: false,
      access: { filing: 'unfiled' },
      expenses: {
        total: '420600.01',
        self_funded: '12000.00',
        advance: '800.50',
        essential_medicine: '3000.00',
      },
      accounts: { personal: '2000.00', stored_card: '300.00' },
      supplements: ['zhaofubao'],
      paid: { civil_servant: '1000.00' },
    });
  });

  it('keeps two schemes as a list', async () => {
    expect((await jsonOf('twice')).claim.insurance).toEqual(['employee', 'resident']);
  });

  it('says the codes of the national dictionary when asked', async () => {
    const { claim } = await jsonOf('everything', { codes: true });
    expect([claim.insurance, claim.care, claim.status]).toEqual(['310', '21', '12']);
    expect(claim.hospital.kind).toBe('tcm');
  });

  it('can be read as a claim again and gives the same amounts', async () => {
    for (const [name, claim] of Object.entries(CLAIMS)) {
      const first = await estimateOf(claim);
      for (const codes of [false, true]) {
        const json = settlementJson(first, { lang: 'zh', codes }).claim as Record<string, unknown>;
        const second = await estimateOf(json);
        expect(second.settlement, name).toEqual(first.settlement);
        expect(settlementJson(second, { lang: 'zh', codes }).claim, name).toEqual(json);
      }
    }
  });

  it('repeats the year in the form it is given in', async () => {
    const year_to_date = {
      admissions: 2,
      deductible: '600.00',
      self_pay: '9000.00',
      pooled_fund: '1234.50',
      'pooled_fund.base': '2000.00',
      large_amount: { base: '10.00', paid: '9.00' },
    };
    const estimate = await estimateOf({ ...CLAIMS.plain, year_to_date });
    const json = settlementJson(estimate, { lang: 'zh' }).claim as Record<string, unknown>;
    expect(json.year_to_date).toEqual(year_to_date);
    expect((await estimateOf(json)).settlement).toEqual(estimate.settlement);
  });
});

describe('sources', () => {
  it('are those that were used, found by policy and id', async () => {
    const { steps, sources } = await jsonOf('everything');
    const known = sources.map((source) => `${source.policy} ${source.id}`);
    expect(known).toEqual(['371300/employee page', '371300/employee notice', '371300/zhaofubao page']);
    for (const step of steps) for (const id of step.sources) expect(known).toContain(`${step.policy} ${id}`);
    expect(sources[1]).toEqual({
      id: 'notice',
      policy: '371300/employee',
      title: '关于调整职工大额医疗补助标准的通知',
      publisher: '市医疗保障局',
      number: '临医保发〔2024〕12号',
      date: '2024-12-01',
      url: 'https://example.org/notices/2024/12?view=full&lang=zh',
      grade: 'official',
    });
  });

  it('name the text behind a refusal', async () => {
    const json = await jsonOf('twice');
    expect(json.covered).toBe(false);
    expect(json.sources.map((source) => source.policy)).toEqual(['national']);
  });
});
