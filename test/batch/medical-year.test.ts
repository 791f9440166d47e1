import { afterAll, describe, expect, it } from 'vitest';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { formatYuan } from '../../src/money/fen.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { ClaimsRun } from '../../src/regression/run.ts';
import { Clerk } from './support/clerk.ts';
import { claimOfRow } from './support/counter.ts';
import { inColumnsOfAll, type Row } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { type Result, settleRows } from './support/here.ts';
import { randomFrom, shuffled } from './support/sample.ts';

/** Years from July and April beside calendar years, a place that changed its year, caps over all payers. */
const HEAD = `
checked: 2026-11-01
sources: { page: { title: 虚构的通知, grade: official } }
`;
const RULES = `
    source: page
    basis: stated
    lines:
      - line: pooled_fund
        care: [inpatient, outpatient]
        base: in_policy
        deductible:
          per: year
          amount: 800
        counted: { per: year, from: deductible }
        bands: [{ up_to: 6000, rate: 50% }, { up_to: 20000, rate: 60% }, { rate: 70% }]
        cap: { per: year, amount: 15000 }
      - line: serious_illness
        care: inpatient
        base: burden
        deductible: { per: admission, amount: { by: { hospital.level: { 3: 500, 2: 300, else: 100 } } }, transfer: higher_once, adjust: [{ less: 100, each: admission, floor: 200 }] }
        rate: 30%
    caps:
      - { id: together, per: year, lines: all, amount: 15000 }
`;
const SUPPLEMENT = `
    source: page
    basis: stated
    lines:
      - line: gift
        payer: supplement
        care: [inpatient, outpatient]
        base: burden
        deductible: { per: year, amount: 300 }
        rate: 80%
        cap: { per: year, amount: 6000 }
      - { line: drugs, payer: supplement, care: inpatient, base: self_funded, rate: 40% }
    caps:
      - { id: both, per: year, lines: [gift, drugs], amount: 7000 }
`;
const version = (rules: string, keys: string): string => `  - ${keys}${rules.replace(/^\n/, '\n')}`;
const POLICIES = {
  '990031/employee': `${HEAD}year_from: 07-01\nversions:\n${version(RULES, 'from: 2020-01-01')}`,
  '990031/gift': `${HEAD}versions:\n${version(SUPPLEMENT, 'from: 2020-01-01')}`,
  '990032/resident': `${HEAD}versions:\n${version(RULES, 'from: 2020-01-01\n    to: 2024-06-30')}${version(
    RULES.replace('15000', '14000'),
    'from: 2024-07-01\n    year_from: 07-01',
  )}`,
  '990032/april': `${HEAD}year_from: 04-01\nversions:\n${version(
    `${SUPPLEMENT}      - { id: everybody, per: year, lines: all, amount: 12000 }\n`,
    'from: 2020-01-01',
  )}`,
  '990033/employee': `${HEAD}year_from: 07-01
versions:
  - from: 2020-01-01
    source: page
    basis: stated
    lines: [{ line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }]
    caps: [{ id: together, per: year, lines: all, amount: 1000 }]
`,
  '990033/gift': `${HEAD}versions:
  - from: 2020-01-01
    source: page
    basis: stated
    lines: [{ line: gift, payer: supplement, care: inpatient, base: burden, rate: 100% }]
`,
} as const;

const folder = new Folder();
afterAll(() => folder.remove());
for (const [id, text] of Object.entries(POLICIES)) {
  const [code, scheme] = id.split('/');
  folder.write(`${code}-made-up/${scheme}.yaml`, `policy: ${id}\ntitle: 虚构\n${text}`);
}
const policies = [folder.path];
const library = openLibrary(policies);

const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20261125);
const PERSONS = Number(process.env.BAOXIAO_TEST_PERSONS ?? 120);

/** Days around which years turn, and any day. */
const TURNS = ['06-30', '07-01', '12-31', '01-01', '03-31', '04-01', '02-29', '02-28'];

function dayOf(random: () => number): string {
  const year = 2023 + Math.floor(random() * 4);
  const turn = TURNS[Math.floor(random() * TURNS.length * 2)];
  if (turn !== undefined && (turn !== '02-29' || year === 2024)) return `${year}-${turn}`;
  return new Date(Date.UTC(year, 0, 1 + Math.floor(random() * 365))).toISOString().slice(0, 10);
}

/** Claims of invented persons in the order of their days, some of them taken back a while later. */
function claimsOf(persons: number, seed: number): Row[] {
  const random = randomFrom(seed);
  const rows: Row[] = [];
  for (let person = 0; person < persons; person++) {
    const july = random() < 0.5;
    const held = random() < 0.7;
    const claims: Row[] = [];
    for (let claim = 0; claim < 3 + random() * 9; claim++) {
      const total = Math.floor(random() * (random() < 0.3 ? 3_000_000 : 400_000));
      const row: Row = {
        id: `${person}-${claim}`,
        person: `P${person}`,
        date: dayOf(random),
        region: july ? '990031' : '990032',
        insurance: july ? 'employee' : 'resident',
        care: random() < 0.6 ? 'inpatient' : 'outpatient',
        'expenses.total': formatYuan(total),
        'expenses.self_funded': formatYuan(Math.floor(total * random() * 0.4)),
        'hospital.level': String(1 + Math.floor(random() * 3)),
        transfer: '',
        supplements: held ? (july ? 'gift' : 'april') : '',
      };
      claims.push(row);
      if (random() < 0.2) {
        const { total: _, ...words } = { ...row, total: '' };
        const date = dayOf(random);
        const later = date > (row.date ?? '') ? date : (row.date ?? '');
        const amounts = { 'expenses.total': '', 'expenses.self_funded': '' };
        claims.push({ ...words, ...amounts, id: `R${row.id}`, date: later, reverses: row.id ?? '' });
      }
    }
    const order = claims.map((row, place) => ({ row, place }));
    order.sort((a, b) =>
      (a.row.date ?? '') < (b.row.date ?? '') ? -1 : a.row.date === b.row.date ? a.place - b.place : 1,
    );
    // A stay can go on where there was one; what a reversal takes away may have been the last of them.
    rows.push(
      ...withTransfers(
        order.map(({ row }) => row),
        random,
      ),
    );
  }
  return inColumnsOfAll(rows);
}

/** Lets some stays go on in another hospital, those that still have an earlier one on their day. */
function withTransfers(claims: readonly Row[], random: () => number): Row[] {
  const stays: string[] = [];
  return claims.map((row) => {
    const { id = '', reverses = '', care } = row;
    if (reverses !== '') stays.splice(stays.indexOf(reverses), stays.includes(reverses) ? 1 : 0);
    if (reverses !== '' || care !== 'inpatient') return row;
    const going = stays.length > 0 && random() < 0.35;
    stays.push(id);
    return going ? { ...row, transfer: 'true' } : row;
  });
}

const FIELDS = ['act_pay_dedc', 'hifp_pay', 'hifmi_pay', 'oth_pay', 'psn_part_amt'] as const;

function byPerson(rows: readonly Row[]): Row[][] {
  return [...new Set(rows.map(({ person }) => person))].map((person) =>
    rows.filter((row) => row.person === person),
  );
}

async function clerkSays(rows: readonly Row[]): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const claims of byPerson(rows)) {
    const clerk = new Clerk({ library });
    for (const row of claims) {
      const settlement = await clerk.settle(row);
      said.set(row.id ?? '', FIELDS.map((name) => formatYuan(settlement[name])).join(' '));
    }
  }
  return said;
}

function batchSays(...results: readonly Result[]): Map<string, string> {
  expect(results.flatMap(({ rejects }) => rejects)).toEqual([]);
  return new Map(
    results.flatMap(({ rows }) =>
      rows.map((row) => [row.id ?? '', FIELDS.map((name) => row[`est_${name}`] ?? '').join(' ')] as const),
    ),
  );
}

function sorted(map: ReadonlyMap<string, string>): string[] {
  return [...map].map(([id, text]) => `${id}: ${text}`).sort();
}

const rows = claimsOf(PERSONS, SEED);
const expected = sorted(await clerkSays(rows));

describe('years that begin in July, in April and in January, against a clerk who adds up dated settlements', () => {
  it('in the order of their days, and shuffled', async () => {
    expect(sorted(batchSays(await settleRows(rows, { policies })))).toEqual(expected);
    expect(sorted(batchSays(await settleRows(shuffled(rows, SEED), { policies })))).toEqual(expected);
  });

  it('as the claims of cases', async () => {
    const said = new Map<string, string>();
    for (const claims of byPerson(rows)) {
      const run = new ClaimsRun({ library, assumptions: new Map() });
      for (const row of claims) {
        const { settlement } = await run.settle(claimOfRow(row)).catch((error: unknown) => {
          throw error instanceof BaoxiaoError ? new Error(JSON.stringify(error.diagnostics)) : error;
        });
        said.set(row.id ?? '', FIELDS.map((name) => formatYuan(settlement[name])).join(' '));
      }
    }
    expect(sorted(said)).toEqual(expected);
  });

  it.each([
    {
      name: 'cut within and at the turn of years',
      days: ['2023-03-10', '2023-07-01', '2024-03-01', '2025-12-31'],
    },
    {
      name: 'month by month',
      days: Array.from({ length: 47 }, (_, month) =>
        new Date(Date.UTC(2023, 1 + month, 1)).toISOString().slice(0, 10),
      ),
    },
  ])('in runs that follow each other, $name', async ({ days }) => {
    const results: Result[] = [];
    let opening: string | undefined;
    const bounds = ['', ...days, '9999'];
    for (const [index, to] of bounds.slice(1).entries()) {
      const part = rows.filter(({ date = '' }) => date >= (bounds[index] ?? '') && date < to);
      if (part.length === 0) continue;
      const given = opening === undefined ? {} : { opening };
      const result = await settleRows(part, { policies, closing: true, ...given });
      opening = result.closing.map((line) => `${line}\n`).join('');
      results.push(result);
    }
    expect(sorted(batchSays(...results))).toEqual(expected);
  });

  it('in shards by person', async () => {
    const shards = [0, 1, 2].map((shard) =>
      rows.filter(({ person = '' }) => Number(person.slice(1)) % 3 === shard),
    );
    const results = await Promise.all(shards.map((shard) => settleRows(shard, { policies })));
    expect(sorted(batchSays(...results))).toEqual(expected);
  });

  it('the claims reach the caps of the years and turn them, or they would prove little', () => {
    const reversals = rows.filter(({ reverses }) => reverses !== '');
    expect(reversals.length).toBeGreaterThan(PERSONS / 4);
    expect(rows.filter(({ transfer }) => transfer === 'true').length).toBeGreaterThan(PERSONS / 2);
    expect(expected.filter((line) => / 0\.00 0\.00 0\.00 /.test(line)).length).toBeGreaterThan(0);
  });
});

describe('a cap over all payers, counted from July, and a supplement whose year is the calendar year', () => {
  const claim = (id: string, date: string, total: string, more: Row = {}): Row => ({
    ...{ id, person: 'P', date, region: '990033', insurance: 'employee', care: 'inpatient' },
    ...{ 'expenses.total': total, supplements: 'gift', ...more },
  });
  const paid = async (claims: readonly Row[]): Promise<string[]> => {
    const { rows, rejects } = await settleRows(inColumnsOfAll(claims), { policies });
    expect(rejects).toEqual([]);
    return rows.map(({ est_hifp_pay, est_oth_pay }) => `${est_hifp_pay} + ${est_oth_pay}`);
  };

  it('counts what the supplement has paid since July, and nothing of the spring', async () => {
    const claims = [
      claim('a', '2025-05-01', '600'),
      // A new year of the cap, not of the supplement.
      claim('b', '2025-07-01', '800'),
      // 1,000 - 800 is left.
      claim('c', '2025-08-01', '500'),
      claim('d', '2026-01-02', '100'),
      claim('e', '2026-07-01', '100'),
    ];
    const expected = ['300.00 + 300.00', '400.00 + 400.00', '200.00 + 0.00', '0.00 + 0.00', '50.00 + 50.00'];
    expect(await paid(claims)).toEqual(expected);
  });

  it('a claim states what the cap has used', async () => {
    const stated = { 'year_to_date.caps.together': '800', 'year_to_date.gift.paid': '700' };
    expect(await paid([claim('c', '2025-08-01', '500', stated)])).toEqual(['200.00 + 0.00']);
    const other = { 'year_to_date.gift.paid': '700' };
    expect(await paid([claim('c', '2025-08-01', '500', other)])).toEqual(['250.00 + 250.00']);
  });

  it('takes back in a later run what an earlier one has counted', async () => {
    const first = await settleRows([claim('b', '2025-07-01', '800')], { policies, closing: true });
    const reversal = { ...claim('R', '2025-07-02', ''), reverses: 'b' };
    const { rows } = await settleRows(inColumnsOfAll([reversal, claim('c', '2025-08-01', '500')]), {
      policies,
      opening: first.closing.join('\n'),
    });
    expect(rows.map(({ est_oth_pay }) => est_oth_pay)).toEqual(['-400.00', '250.00']);
  });

  it('refuses a cap that the policy does not have', async () => {
    const stated = { 'year_to_date.caps.togethre': '800' };
    const { rejects } = await settleRows([claim('c', '2025-08-01', '500', stated)], { policies });
    expect(rejects.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'UNKNOWN_CAP year_to_date.caps.togethre',
    ]);
  });
});

describe('a ledger', () => {
  const claim: Row = {
    ...{
      id: 'a',
      person: 'P',
      date: '2025-08-01',
      region: '990033',
      insurance: 'employee',
      care: 'inpatient',
    },
    'expenses.total': '600',
  };

  it('says which year it holds', async () => {
    const { closing } = await settleRows([claim], { policies, closing: true });
    expect(closing.map((line) => JSON.parse(line))).toMatchObject([
      { person: 'P', year: 2025, year_from: '07-01', policy: '990033/employee' },
    ]);
  });

  it('of years that the policy does not count is refused, not taken for an empty year', async () => {
    const { closing } = await settleRows([claim], { policies, closing: true });
    const opening = closing.map((line) => `${line.replace('"year_from":"07-01",', '')}\n`).join('');
    const next = { ...claim, id: 'b', date: '2025-09-01' };
    const refused = settleRows([next], { policies, opening });
    await expect(refused).rejects.toMatchObject({
      diagnostics: [{ code: 'LEDGER_OTHER_YEAR', place: { line: 1 } }],
    });
  });

  it('that has a year twice is refused: nothing says which of the two is the older', async () => {
    const { closing } = await settleRows([claim], { policies, closing: true });
    const later = { ...claim, id: 'b', date: '2025-09-01' };
    const opening = [...closing, ...closing].map((line) => `${line}\n`).join('');
    await expect(settleRows([later], { policies, opening })).rejects.toMatchObject({
      diagnostics: [{ code: 'LEDGER_YEAR_TWICE', place: { line: 2 } }],
    });
  });
});
