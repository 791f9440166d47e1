import { cpSync, readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Pair } from '../../src/difference/change.ts';
import { CLASS_ENDS, CLASSES, classOf } from '../../src/difference/claims/outcome.ts';
import type { ClaimsDifference, DifferenceSum } from '../../src/difference/claims/summary.ts';
import { formatYuan, parseYuan } from '../../src/money/fen.ts';
import { generate } from '../batch/support/command.ts';
import { Counter, claimOfRow } from '../batch/support/counter.ts';
import { type Row, readTable } from '../batch/support/csv.ts';
import { Folder } from '../batch/support/folder.ts';
import { BENCH_POLICIES, ROOT } from '../batch/support/policies.ts';
import { type Compared, compareRows } from './claims-support.ts';
import { edited, one, POLICY, written } from './support.ts';

const BEARERS = [
  ...['hifp_pay', 'hifob_pay', 'hifmi_pay', 'hifes_pay', 'cvlserv_pay', 'maf_pay', 'oth_pay'],
  ...['hosp_part_amt', 'acct_pay', 'psn_cash_pay'],
] as const;

/** Sums that must agree whatever the claims are. */
function checkSums(claims: ClaimsDifference): void {
  const { all, rows, totals, classes, groupings, persons } = claims;
  expect(all.gain + all.lose + all.stay).toBe(all.claims);
  expect(all.claims + 2 * all.reversals + all.onlyOld + all.onlyNew + all.neither).toBe(rows);
  expect(all.gained + all.lost).toBe(all.person.new - all.person.old);
  expect(all.person.new + all.fund.new).toBe(all.person.old + all.fund.old);
  for (const side of ['old', 'new'] as const) {
    const borne = BEARERS.reduce((sum, field) => sum + totals[side][field], 0n);
    expect(borne).toBe(totals[side].medfee_sumamt);
    expect(totals[side].psn_part_amt).toBe(all.person[side]);
    expect(totals[side].medfee_sumamt).toBe(all.cost);
  }
  const differences = BEARERS.map((field) => totals.new[field] - totals.old[field]);
  expect(differences.reduce((sum, fen) => sum + fen, 0n)).toBe(0n);
  const within = (direction: string, pick: 'claims' | 'difference') =>
    classes.filter((one) => one.direction === direction).reduce((sum, one) => sum + BigInt(one[pick]), 0n);
  expect(within('gain', 'claims')).toBe(BigInt(all.gain));
  expect(within('lose', 'claims')).toBe(BigInt(all.lose));
  expect(within('stay', 'claims')).toBe(BigInt(all.stay));
  expect(within('gain', 'difference')).toBe(all.gained);
  expect(within('lose', 'difference')).toBe(all.lost);
  expect(within('stay', 'difference')).toBe(0n);
  for (const { groups } of groupings) {
    for (const key of ['claims', 'gain', 'lose', 'stay', 'shifted', 'onlyOld', 'onlyNew', 'neither'] as const)
      expect(groups.reduce((sum, group) => sum + group[key], 0)).toBe(all[key]);
    for (const key of ['person', 'fund'] as const satisfies (keyof DifferenceSum)[])
      for (const side of ['old', 'new'] as const)
        expect(groups.reduce((sum, group) => sum + group[key][side], 0n)).toBe(all[key][side]);
  }
  if (persons) expect(persons.gain + persons.lose + persons.stay).toBeGreaterThan(0);
}

const fen = (text: string | undefined): number => {
  const read = parseYuan(text ?? '');
  if (!('fen' in read)) throw new Error(`${text} is no amount`);
  return read.fen;
};

/** What a clerk at the counter says to every claim under one side, by line of the file. */
async function counterSays(
  rows: readonly Row[],
  library: Compared['libraries']['old'],
): Promise<Map<number, Row | string>> {
  const counter = new Counter({ library });
  const order = rows.map((row, at) => ({ row, line: at + 2 }));
  order.sort((a, b) => (a.row.setl_time ?? '').localeCompare(b.row.setl_time ?? '') || a.line - b.line);
  const said = new Map<number, Row | string>();
  for (const { row, line } of order) {
    const answer = await counter.settle(claimOfRow(row));
    said.set(line, 'est' in answer ? answer.est : (answer.refused[0]?.code ?? ''));
  }
  return said;
}

describe('a year of claims, against the counter on both sides', () => {
  const folder = new Folder();
  let words: Pair<string>;
  let rows: readonly Row[];
  let compared: Compared;

  beforeAll(async () => {
    words = { old: folder.file('old'), new: folder.file('new') };
    for (const side of [words.old, words.new]) {
      cpSync(`${ROOT}policies/national.yaml`, `${side}/national.yaml`);
      cpSync(`${ROOT}policies/371300-linyi`, `${side}/371300-linyi`, { recursive: true });
      cpSync(BENCH_POLICIES, side, { recursive: true });
    }
    const jia = `${words.new}/990100-jiashi/employee.yaml`;
    const text = readFileSync(jia, 'utf8');
    folder.write(
      'new/990100-jiashi/employee.yaml',
      text
        .replace('up_to: 20000,', 'up_to: 25000,')
        .replace('3: 900', '3: 1000')
        .replace('cap: { per: year, amount: 20000 }', 'cap: { per: year, amount: 3000 }'),
    );
    rmSync(`${words.new}/990300-bingshi/resident.yaml`);
    rows = readTable(readFileSync(generate(folder.file('claims.csv'), 1500, 11), 'utf8'));
    compared = await compareRows(words, rows);
    return () => folder.remove();
  }, 60_000);

  it('adds up', () => {
    checkSums(compared.claims);
    expect(compared.claims.all.gain).toBeGreaterThan(0);
    expect(compared.claims.all.lose).toBeGreaterThan(0);
    expect(compared.claims.all.onlyOld).toBeGreaterThan(0);
  });

  it('counts and sums what the counter says to each claim', async () => {
    const { libraries, claims } = compared;
    const [old, now] = [await counterSays(rows, libraries.old), await counterSays(rows, libraries.new)];
    const totals = { old: new Map<string, bigint>(), new: new Map<string, bigint>() };
    const counts = { gain: 0, lose: 0, stay: 0, onlyOld: 0, onlyNew: 0, neither: 0 };
    const classes = new Map<string, number>();
    const changes: { line: number; old: number; new: number }[] = [];
    for (let line = 2; line < rows.length + 2; line++) {
      const [before, after] = [old.get(line), now.get(line)];
      if (typeof before !== 'object' || typeof after !== 'object') {
        const one =
          typeof before === 'object' ? 'onlyOld' : typeof after === 'object' ? 'onlyNew' : 'neither';
        counts[one]++;
        continue;
      }
      for (const [side, est] of [
        ['old', before],
        ['new', after],
      ] as const)
        for (const field of BEARERS)
          totals[side].set(field, (totals[side].get(field) ?? 0n) + BigInt(fen(est[`est_${field}`])));
      const persons = { old: fen(before.est_psn_part_amt), new: fen(after.est_psn_part_amt) };
      const difference = persons.new - persons.old;
      counts[difference < 0 ? 'gain' : difference > 0 ? 'lose' : 'stay']++;
      const size = Math.abs(difference);
      const step = CLASS_ENDS.filter((end) => size >= end).length;
      if (difference !== 0) {
        changes.push({ line, ...persons });
        const key = `${difference < 0 ? 'gain' : 'lose'} ${step === 0 ? '0.01' : formatYuan(CLASS_ENDS[step - 1] ?? 0)}`;
        classes.set(key, (classes.get(key) ?? 0) + 1);
      }
    }
    expect(claims.all).toMatchObject(counts);
    for (const side of ['old', 'new'] as const)
      for (const field of BEARERS)
        expect(claims.totals[side][field], `${side} ${field}`).toBe(totals[side].get(field) ?? 0n);
    const counted = claims.classes.filter((one) => one.direction !== 'stay' && one.claims > 0);
    expect(new Map(counted.map((one) => [`${one.direction} ${formatYuan(one.from)}`, one.claims]))).toEqual(
      classes,
    );
    changes.sort((a, b) => Math.abs(b.new - b.old) - Math.abs(a.new - a.old) || a.line - b.line);
    expect(claims.largest.map(({ line, person }) => ({ line, ...person }))).toEqual(changes.slice(0, 10));
  }, 60_000);

  it('explains the largest changes on the year they met', () => {
    expect(compared.claims.largest).toHaveLength(10);
    for (const { estimates, person } of compared.claims.largest) {
      expect(estimates?.old.settlement.psn_part_amt).toBe(person.old);
      expect(estimates?.new.settlement.psn_part_amt).toBe(person.new);
    }
    const later = compared.claims.largest.filter(
      ({ estimates }) => (estimates?.new.claim.yearToDate.admissions ?? 0) > 0,
    );
    expect(later.length).toBeGreaterThan(0);
  });

  it('says the same when the rows of the persons stand apart', async () => {
    const byPerson = new Map<string, Row[]>();
    for (const row of rows) byPerson.set(row.psn_no ?? '', [...(byPerson.get(row.psn_no ?? '') ?? []), row]);
    const apart: Row[] = [];
    for (let turn = 0; apart.length < rows.length; turn++)
      for (const some of byPerson.values()) if (some[turn]) apart.push(some[turn] as Row);
    const other = await compareRows(words, apart);
    const sums = ({ claims }: Compared) => ({
      ...claims,
      largest: [],
      flows: claims.flows.map(({ firstLine: _, ...flow }) => flow),
    });
    expect(sums(other)).toEqual(sums(compared));
    const largest = ({ claims }: Compared, all: readonly Row[]) =>
      claims.largest.map(({ line, person }) => [all[(line ?? 0) - 2]?.setl_id, person]).sort();
    expect(largest(other, apart)).toEqual(largest(compared, rows));
  });
});

/** A claim in Xugou. */
function claim(id: string, total: string, more: Row = {}): Row {
  return {
    id,
    person: `P-${id}`,
    date: '2025-03-01',
    region: '999900',
    insurance: 'employee',
    status: 'active',
    care: 'inpatient',
    'hospital.level': '3',
    'expenses.total': total,
    ...more,
  };
}

async function xugou(now: string, rows: readonly Row[], old = POLICY): Promise<ClaimsDifference> {
  const words = written(Folder.ofTest(), { old: one(old), new: one(now) });
  const { claims } = await compareRows(words, rows);
  checkSums(claims);
  return claims;
}

it('gives the amounts that a moved threshold makes, worked out by hand', async () => {
  // 30,600 - 600 = 30,000: all at 80% on both sides. 40,600 - 600 = 40,000: 24,000 + 8,500 = 32,500 before; 32,000 after.
  const rows = [claim('A', '30600.00'), claim('B', '30600.01'), claim('C', '40600.00')];
  const claims = await xugou(edited('up_to: 30000', 'up_to: 40000'), rows);
  // B's fen above the threshold is paid at 85% (0.01) before and at 80% (0.01) after: the same fen.
  expect(claims.all).toMatchObject({ claims: 3, gain: 0, lose: 1, stay: 2, shifted: 0 });
  const [largest] = claims.largest;
  // Of C serious illness takes half of what is left above 5,000: 8,100 - 1,550 = 6,550; 8,600 - 1,800 = 6,800.
  expect(largest).toMatchObject({ line: 4, person: { old: 655_000, new: 680_000 } });
});

it('finds the largest changes, be they gains or losses, wherever they stand', async () => {
  // At level 1 the deductible is 100 more, at level 3 it is 200 less; the fund pays 80% of that.
  const now = edited('1: 200, 2: 400, 3: 600', '1: 300, 2: 400, 3: 400');
  const losses = Array.from({ length: 12 }, (_, at) => claim(`L${at}`, '1000.00', { 'hospital.level': '1' }));
  const gains = Array.from({ length: 3 }, (_, at) => claim(`G${at}`, '1000.00'));
  const claims = await xugou(now, [...losses, ...gains]);
  const found = claims.largest.map(({ line, person }) => [line, person.new - person.old]);
  expect(found).toEqual([
    [14, -16_000],
    [15, -16_000],
    [16, -16_000],
    ...[2, 3, 4, 5, 6, 7, 8].map((line) => [line, 8_000]),
  ]);
});

it('puts a difference into the class that begins with it', () => {
  const middle = (CLASSES - 1) / 2;
  expect([0, 1, 999, 1000, 9_999, 10_000, 999_999, 1_000_000].map((size) => classOf(size) - middle)).toEqual([
    0, 1, 1, 2, 2, 3, 4, 5,
  ]);
  expect([-1, -999, -1000, -1_000_000].map((size) => classOf(size) - middle)).toEqual([-1, -1, -2, -5]);
});

it('tells claims that only one side covers or settles, with the reasons', async () => {
  const rows = [
    claim('A', '1000.00'),
    claim('B', '1000.00', { 'access.card_shown': 'false' }),
    claim('C', '1000.00', { region: '999900', care: 'outpatient' }),
  ];
  const noCard = edited(/ {4}eligibility:\n.*\n/, '');
  const claims = await xugou(noCard, rows);
  expect(
    claims.flows.map(({ old, new: now, reasons, claims: many, firstLine }) => [
      old,
      now,
      reasons.old?.code,
      reasons.new?.code,
      many,
      firstLine,
    ]),
  ).toEqual([
    ['not_covered', 'covered', 'CARD_NOT_SHOWN', undefined, 1, 3],
    ['refused', 'refused', 'CARE_NOT_MODELLED', 'CARE_NOT_MODELLED', 1, 4],
  ]);
  expect(claims.flows[0]?.reasons.old?.label.zh).toBe('没有出示社保卡');
  // 1,000 - 600 at 80% is 320.
  expect(claims.flows[0]?.person).toEqual({ old: 100_000n, new: 68_000n });
  const words = written(Folder.ofTest(), {
    old: one(),
    new: { '999900-xugou/resident.yaml': POLICY.replace('/employee', '/resident') },
  });
  const gone = (await compareRows(words, rows)).claims;
  expect(gone.all).toMatchObject({ onlyOld: 2, onlyNew: 0, neither: 1, claims: 0 });
  expect(gone.flows.map(({ old, new: now, reasons }) => `${old} ${now} ${reasons.new?.code}`)).toEqual([
    'covered refused NO_POLICY',
    'not_covered refused NO_POLICY',
    'refused refused NO_POLICY',
  ]);
});

it('does not count a claim that is taken back', async () => {
  const rows = [
    claim('A', '40600.00', { person: 'P1' }),
    claim('B', '40600.00', { person: 'P1', date: '2025-04-01' }),
    claim('C', '', { person: 'P1', date: '2025-05-01', reverses: 'B' }),
  ];
  const claims = await xugou(edited('up_to: 30000', 'up_to: 40000'), rows);
  expect(claims.all).toMatchObject({ claims: 1, lose: 1, reversals: 1 });
  expect(claims.persons).toEqual({ gain: 0, lose: 1, stay: 0 });
  expect(claims.all.person).toEqual({ old: 655_000n, new: 680_000n });
  // Nor is it among the largest changes.
  expect(claims.largest.map(({ line }) => line)).toEqual([2]);
});

it('carries the year on each side by itself', async () => {
  const rows = [
    claim('A', '100600.00', { person: 'P1' }),
    claim('B', '50600.00', { person: 'P1', date: '2025-06-01' }),
  ];
  const claims = await xugou(edited('amount: 100000', 'amount: 90000'), rows);
  // A: 24,000 + 25,500 + 36,000 = 85,500 on both sides. B: 24,000 + 17,000 = 41,000; 14,500 are left of it before, 4,500 after.
  expect(claims.totals.old.hifp_pay).toBe(10_000_000n);
  expect(claims.totals.new.hifp_pay).toBe(9_000_000n);
  expect(claims.largest.map(({ line }) => line)).toEqual([3]);
});

it('takes recorded amounts for records, not for payments', async () => {
  const words = written(Folder.ofTest(), { old: one(), new: one(edited('3: 600', '3: 700')) });
  const { claims, remarks } = await compareRows(words, [claim('A', '1000.00', { hifp_pay: '123.00' })]);
  expect(claims.all).toMatchObject({ claims: 1, lose: 1 });
  expect(remarks.map(({ code }) => code)).toEqual(['RECORDS_NOT_USED']);
});

it('names ids only where they were asked for', async () => {
  const words = written(Folder.ofTest(), { old: one(), new: one(edited('3: 600', '3: 700')) });
  const rows = [claim('SECRET-ID', '1000.00')];
  const [plain, named] = [await compareRows(words, rows), await compareRows(words, rows, { ids: true })];
  expect(plain.claims.largest[0]?.id).toBeUndefined();
  expect(named.claims.largest[0]?.id).toBe('SECRET-ID');
});
