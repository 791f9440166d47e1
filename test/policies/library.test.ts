import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { loadRegions, type RegionIndex } from '../../src/codes/regions.ts';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, estimateDraft } from '../../src/engine/estimate.ts';
import { inherit, type Origin } from '../../src/grammar/words.ts';
import { figuresOfVersion } from '../../src/policy/figures.ts';
import { isPolicyFile } from '../../src/policy/files.ts';
import { Library } from '../../src/policy/library.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Figure } from '../../src/rules/figure.ts';
import { readYaml } from '../../src/source/yaml.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const policies = join(root, 'policies');
const claims = join(root, 'fixtures', 'claims');
const library = new Library([policies]);
const files = (readdirSync(policies, { recursive: true }) as string[])
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isPolicyFile)
  .sort();

const HAN = /\p{Script=Han}/u;

/** Every { zh, en } of a policy, with the path that leads to it. */
function textsOf(value: unknown, path: string): { path: string; zh: string; en: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const { zh, en } = value as { zh?: unknown; en?: unknown };
  if (typeof zh === 'string' && typeof en === 'string') return [{ path, zh, en }];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** Every leaf of a figure with all that stands around it, tables included. */
function leavesOf(figure: Figure, outer: Origin): { figure: Figure; origin: Origin }[] {
  const origin = inherit(outer, figure.origin);
  if (figure.kind === 'by' || figure.kind === 'cases') {
    const rows = [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])];
    return rows.flatMap((row) => leavesOf(row, origin));
  }
  const inner = figure.kind === 'share' && figure.provisional ? leavesOf(figure.provisional, origin) : [];
  return [{ figure, origin }, ...inner];
}

function load(file: string): Policy {
  return loadPolicy(readFileSync(join(policies, file), 'utf8'), `policies/${file}`);
}

describe.each(files)('%s', (file) => {
  let policy: Policy;
  beforeAll(() => {
    policy = load(file);
  });

  it('stands where its id says', () => {
    const place = policy.id === 'national' ? 'national.yaml' : policy.id.replace('/', '[^/]*/');
    expect(file).toMatch(new RegExp(`^${place.replace(/\.yaml$/, '')}\\.yaml$`));
  });

  it('says everything in both languages, with Chinese punctuation', () => {
    const texts = textsOf(policy, policy.id);
    expect(texts.length).toBeGreaterThan(0);
    for (const { path, zh, en } of texts) {
      expect(en, `${path}: Chinese in en`).not.toMatch(HAN);
      expect(en, `${path}: Chinese punctuation in en`).not.toMatch(/[，。；：（）、]/);
      if (HAN.test(zh)) expect(en, path).not.toBe(zh);
      expect(zh, `${path}: ASCII punctuation in zh`).not.toMatch(
        /\p{Script=Han}\s*[,;:()]|[,;:()]\s*\p{Script=Han}/u,
      );
    }
  });

  it('says how each figure and each rule is known, with a note where it is not simply stated', () => {
    for (const version of policy.versions) {
      const figures = figuresOfVersion(version).flatMap(({ key, figure, outer }) =>
        leavesOf(figure, outer).map((leaf) => ({ key, ...leaf })),
      );
      const parameters = Object.entries(policy.parameters).flatMap(([key, { values }]) =>
        values.flatMap(({ amount }) => leavesOf(amount, version.origin).map((leaf) => ({ key, ...leaf }))),
      );
      for (const { key, figure, origin } of [...figures, ...parameters]) {
        expect(origin.source, key).toBeDefined();
        expect(origin.basis, key).toBeDefined();
        if (origin.basis !== 'stated' && figure.kind !== 'share') expect(origin.note, key).toBeDefined();
      }
      for (const { id, base, counted } of version.lines) {
        for (const { basis, note } of [base.origin ?? {}, counted.origin])
          if (basis !== undefined && basis !== 'stated') expect(note, id).toBeDefined();
      }
      const rules = [...version.eligibility, ...version.lines.flatMap((line) => line.refuse)];
      for (const { code, origin } of [
        ...rules,
        ...version.coverStart.map(({ origin: own, rule }) => ({ code: rule.en, origin: own })),
      ]) {
        const { basis, source } = inherit(version.origin, origin);
        expect(source, code).toBeDefined();
        expect(basis, code).toBeDefined();
        if (basis !== 'stated') expect(origin.note, code).toBeDefined();
      }
    }
  });

  it('says since when it has been checked, not later than today', () => {
    expect(policy.checked <= new Date().toISOString().slice(0, 10)).toBe(true);
    for (const source of Object.values(policy.sources))
      if (source.date) expect(source.date <= policy.checked).toBe(true);
  });
});

it('has a policy for every place the documents name', () => {
  const places = ['000000', '110000', '130800', '330100', '340400', '350000', '360900', '370000', '371300'];
  const more = ['410800', '440000', '441200', '510600', '530000', '610000', '620000', '620500'];
  expect(library.codes()).toEqual(expect.arrayContaining([...places, ...more]));
});

it('keeps the policies of a place in one folder, called by its code and its name', async () => {
  // Tables that policies share stand in a folder of their own.
  const folders = readdirSync(policies, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'parameters',
  );
  const codes = folders.map(({ name }) => name.slice(0, 6));
  expect(library.codes()).toEqual([...new Set(codes)].sort());
  expect(codes).toEqual([...new Set(codes)]);
  const regions = await loadRegions();
  for (const { name } of folders)
    expect(name).toMatch(new RegExp(`^(000000-sample|${folderOf(regions, name)})$`));
});

/** `371300-linyi` of whatever folder of Linyi. */
function folderOf(regions: RegionIndex, folder: string): string {
  const region = regions.byCode(folder.slice(0, 6));
  return `${region?.code}-${region?.pinyin}`;
}

describe('a policy of a province', () => {
  it('that says `applies_in: all` is used by every city and county of it', async () => {
    for (const code of ['370100', '371300', '371302'])
      expect((await library.find(code, 'resident'))?.id).toBe('370000/resident');
    expect((await library.find('440600', 'resident'))?.id).toBe('440000/resident');
  });

  it('that lists places is used by those only', async () => {
    expect((await library.find('620700', 'resident'))?.id).toBe('620000/resident');
    expect((await library.find('620702', 'employee'))?.id).toBe('620000/employee');
    expect(await library.find('620100', 'resident')).toBeUndefined();
  });

  it('gives way to the own file of a city', async () => {
    expect((await library.find('441200', 'resident'))?.id).toBe('441200/resident');
    expect((await library.find('620500', 'employee'))?.id).toBe('620500/employee');
  });

  it('takes a code or `all`, nothing else', () => {
    const text = readFileSync(join(policies, '370000-shandong/resident.yaml'), 'utf8');
    const wrong = text.replace('applies_in: all', 'applies_in: every');
    expect(wrong).not.toBe(text);
    expect(() => loadPolicy(wrong, 'x.yaml')).toThrow(/WRONG_KIND|BAD_VALUE/);
  });
});

describe('a place named without its code', () => {
  // Some places only, so that a further policy of a namesake does not change what is meant.
  const few = mkdtempSync(join(tmpdir(), 'baoxiao-few-'));
  for (const name of [
    'national.yaml',
    '130800-chengde',
    '330100-hangzhou',
    '350000-fujian',
    '610000-shaanxi',
  ])
    cpSync(join(policies, name), join(few, name), { recursive: true });
  const region = async (name: string, insurance: string): Promise<string> => {
    const text = `{ region: ${name}, insurance: ${insurance}, care: inpatient, date: 2025-05-01, expenses: { total: 1 }, paid: { pooled_fund: 0, serious_illness: 0 } }`;
    return (await settle(text, new Library([few]))).claim.facts.get('region') as string;
  };

  it('is the one with a policy, before its namesakes', async () => {
    expect(await region('承德', 'resident')).toBe('130800');
  });

  it('is the one whose province or city has a policy, before those that have none', async () => {
    expect(await region('西安', 'resident')).toBe('610100');
    expect(await region('西湖区', 'employee')).toBe('330106');
  });

  it('is asked for where that does not tell', async () => {
    cpSync(join(policies, '360100-nanchang'), join(few, '360100-nanchang'), { recursive: true });
    await expect(region('西湖区', 'employee')).rejects.toThrow('REGION_AMBIGUOUS');
  });
});

it('uses the scheme that has rules for the care, where a person is in two', async () => {
  const text = (care: string, extra: string): string =>
    `{ region: "330100", insurance: [employee, maternity], care: ${care}, date: 2025-05-01, expenses: { total: 1000 }, ${extra} }`;
  expect((await settle(text('inpatient', 'paid: { pooled_fund: 0 }'))).plan.policy.id).toBe(
    '330100/employee',
  );
  expect((await settle(text('maternity_inpatient', 'delivery: vaginal'))).plan.policy.id).toBe(
    '330100/maternity',
  );
});

it('names the diseases where a policy needs to know the disease', async () => {
  const text =
    '{ region: 南昌, insurance: resident, med_type: "9901", hospital: { level: 1 }, date: 2025-05-01, expenses: { total: 1000 } }';
  const [problem] = await settle(text).then(
    () => [],
    (error) => error.diagnostics,
  );
  expect(problem).toMatchObject({ code: 'MISSING_FIELD', field: 'disease' });
  for (const word of ['hypertension', '高血压', 'diabetes', '糖尿病'])
    expect(problem.hint.zh).toContain(word);
});

async function settle(text: string, from = library): Promise<Estimate> {
  const problems = new Problems();
  const draft = readDraft(readYaml(text, 'claim'), (problem) => problems.error(problem));
  problems.throwIfFailed();
  return estimateDraft(draft, { library: from, today: '2025-05-01' });
}

describe.each(readdirSync(claims).sort())('fixtures/claims/%s', (file) => {
  const text = readFileSync(join(claims, file), 'utf8');

  it('says what it shows', () => {
    expect(file).toMatch(/^f\d{2}-[a-z0-9-]+\.yaml$/);
    expect(text).toMatch(/^# .*\p{Script=Han}/u);
  });

  it('names nobody', () => {
    for (const [, person] of text.matchAll(/^(?:person|psn_no): (.*)$/gm)) expect(person).toMatch(/^P\d{4}$/);
  });

  it('settles, and the amounts add up', async () => {
    const { settlement: low, settlementHigh: high, payers, payersHigh } = await settle(text);
    for (const [settlement, shares] of [
      [low, payers] as const,
      ...(high ? [[high, payersHigh ?? []] as const] : []),
    ]) {
      const s = settlement;
      expect(s.medfee_sumamt).toBe(
        s.fulamt_ownpay_amt + s.overlmt_selfpay + s.preselfpay_amt + s.inscp_scp_amt,
      );
      expect(s.medfee_sumamt).toBe(s.fund_pay_sumamt + s.hosp_part_amt + s.psn_part_amt);
      expect(s.psn_part_amt).toBe(s.acct_pay + s.psn_cash_pay);
      const funds = [s.hifp_pay, s.hifob_pay, s.hifmi_pay, s.hifes_pay, s.cvlserv_pay, s.maf_pay, s.oth_pay];
      expect(s.fund_pay_sumamt).toBe(funds.reduce((sum, amount) => sum + amount, 0));
      expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(s.medfee_sumamt);
      for (const amount of Object.values(s)) expect(amount).toBeGreaterThanOrEqual(0);
    }
  });
});

it('has a claim to run for every system of the documents', () => {
  const systems = new Set(readdirSync(claims).map((file) => /^f(\d+)-/.exec(file)?.[1]));
  expect([...systems].map(Number)).toEqual(
    expect.arrayContaining([1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15]),
  );
});

it("knows the shipped folder inside a folder of one's own", async () => {
  const own = mkdtempSync(join(tmpdir(), 'baoxiao-library-'));
  const inner = join(own, 'node_modules', 'baoxiao', 'policies');
  cpSync(join(policies, '371300-linyi'), join(inner, '371300-linyi'), { recursive: true });
  const nested = new Library([own, inner], join(own, 'compiled'));
  expect((await nested.get('371300', 'employee'))?.file).toBe('policies/371300-linyi/employee.yaml');
});
