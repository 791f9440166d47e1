import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/policy/shipped.ts';
import { batch, generate } from './support/command.ts';
import { csvText, inColumnsOfAll, type Row } from './support/csv.ts';
import { addedOf } from './support/expected.ts';
import { Folder } from './support/folder.ts';
import { type Result, settleRows } from './support/here.ts';
import { claimsOf } from './support/persons.ts';
import { BENCH_POLICIES, schemesOf, writeOraclePolicies } from './support/policies.ts';
import { reversalOf, shuffled } from './support/sample.ts';

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder), BENCH_POLICIES];

/**
 * Policies with caps by month and by disease, shared caps, supplements, yearly bands and deductibles; and those of the
 * bench with shipped ones.
 */
const all = await schemesOf(openLibrary(policies), /^990|^371300|^110000/);
const groups = { invented: /^9900/, 'of places': /^990[1-9]|^371300|^110000/ } as const;

async function rowsOf(of: RegExp): Promise<Row[]> {
  const schemes = all.filter(({ policy }) => of.test(policy.id));
  const rows = schemes.flatMap((scheme, index) => {
    const claims = claimsOf(scheme, 9, 8, 300 + index)
      .filter(isUsual)
      .map((row) => ({ ...row, id: `${index}-${row.id}`, 'paid.civil_servant': '' }));
    return [...claims, ...claims.filter((_, at) => at % 6 === 0).map(reversalOf)];
  });
  return inOrder(inColumnsOfAll(rows));
}

/** Far from what a single amount may be, so that a year of them stays within it too. */
function isUsual(row: Row): boolean {
  const amounts = `${row['expenses.total']} ${row['expenses.items']}`.match(/\d+\.\d\d/g) ?? [];
  return amounts.every((amount) => Number(amount) < 5_000_000);
}

/** By date; a system that closes its books has its rows so. */
function inOrder(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : a.date === b.date ? 0 : 1));
}

/** The rows in runs that follow each other, cut where the date changes. */
function cutAt(rows: readonly Row[], dates: readonly string[]): Row[][] {
  const bounds = ['', ...dates, '9999'];
  return bounds
    .slice(1)
    .map((to, index) => rows.filter(({ date = '' }) => date >= (bounds[index] ?? '') && date < to));
}

async function inRuns(parts: readonly Row[][]): Promise<Result[]> {
  const results: Result[] = [];
  let opening: string | undefined;
  for (const part of parts) {
    const given = opening === undefined ? {} : { opening };
    const result = await settleRows(part, { policies, closing: true, ...given });
    opening = textOf(result.closing);
    results.push(result);
  }
  return results;
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** What a ledger says, without regard to the order of its lines and keys. */
function meaning(lines: readonly string[]): unknown[] {
  return lines.map((line) => JSON.stringify(sorted(JSON.parse(line)))).sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, unknown] => [key, sorted(inner)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function refusals(results: readonly Result[]): string[] {
  const rejects = results.flatMap((result) => result.rejects);
  return rejects.map(({ id, code, field, value }) => [id, code, field, value].join(' ')).sort();
}

describe.each(Object.entries(groups))('policies %s, in runs that follow each other', async (_, of) => {
  const rows = await rowsOf(of);
  const whole = await settleRows(rows, { policies, closing: true });
  const dates = [...new Set(rows.map(({ date = '' }) => date))];
  const at = (share: number): string => dates[Math.floor(dates.length * share)] ?? '';

  it.each([
    ['two runs', [at(0.5)]],
    ['two runs, cut early', [at(0.05)]],
    ['two runs, cut at the turn of a year', ['2026-01-01']],
    ['three runs', [at(0.3), at(0.6)]],
    ['six runs', [at(0.1), at(0.25), at(0.5), at(0.7), at(0.9)]],
  ])('%s come to what one run comes to', async (__, cuts) => {
    const results = await inRuns(cutAt(rows, cuts));
    const parts = new Map(results.flatMap((result) => [...addedOf(result.rows)]));
    expect([...parts].sort()).toEqual([...addedOf(whole.rows)].sort());
    expect(refusals(results)).toEqual(refusals([whole]));
    expect(meaning(results.at(-1)?.closing ?? [])).toEqual(meaning(whole.closing));
  });

  it('there is something to carry', () => {
    expect(whole.summary.rows.settled).toBeGreaterThan(120);
    expect(whole.rows.filter(({ est_notices }) => est_notices === 'REVERSAL').length).toBeGreaterThan(15);
  });
});

describe('the ledger', async () => {
  const [early = [], late = []] = cutAt(await rowsOf(groups['of places']), ['2025-07-01']);
  const { closing } = await settleRows(early, { policies, closing: true });
  const named = (line: string, person = ''): boolean => line.includes(`"${person}"`);

  it('does not depend on the order of the file', async () => {
    const other = await settleRows(shuffled(early, 8), { policies, closing: true });
    expect(meaning(other.closing)).toEqual(meaning(closing));
  });

  it('keeps persons who have no claim in a run, word for word', async () => {
    const someone = late.find(({ person }) => closing.some((line) => named(line, person))) as Row;
    const after = await settleRows([someone], { policies, closing: true, opening: textOf(closing) });
    const others = (lines: readonly string[]): string[] =>
      lines.filter((line) => !named(line, someone.person)).sort();
    expect(others(after.closing)).toEqual(others(closing));
    expect(others(after.closing).length).toBeGreaterThan(10);
    expect(after.closing.some((line) => named(line, someone.person))).toBe(true);
  });

  it('keeps a person whose only row in a run is refused', async () => {
    const { person = '' } = JSON.parse(closing[0] ?? '') as { person?: string };
    const refused = { ...(late[0] as Row), person, 'expenses.total': 'x', 'expenses.items': '' };
    const after = await settleRows([refused], { policies, closing: true, opening: textOf(closing) });
    expect(after.summary.rows.rejected).toBe(1);
    expect(meaning(after.closing)).toEqual(meaning(closing));
  });
});

describe('a large file in two runs', () => {
  /** So wide that the rows fill more than one part of the disk. */
  const wide = 'x'.repeat(1300);
  const made = readFileSync(generate(folder.file('made.csv'), 9_500, 5), 'utf8')
    .trimEnd()
    .split('\n');
  const [header = '', ...lines] = made;
  const dayOf = (line: string): string => line.split(',')[2] ?? '';
  // Some persons stand with a space before or behind their number in one of the files.
  const claims = lines.map((line, index) => line.replace(/,(P\d+),/, index % 5 === 0 ? ', $1 ,' : ',$1,'));
  const write = (name: string, chosen: readonly string[]): string =>
    folder.write(name, `${header},remark\n${chosen.map((line) => `${line},${wide}\n`).join('')}`);
  const settled = (name: string): Map<string, string> => {
    const text = readFileSync(folder.file(name), 'utf8').trimEnd().split('\n').slice(1);
    return new Map(text.map((line) => [line.slice(0, line.indexOf(',')), line]));
  };
  const run = (input: string, out: string, ...more: string[]) =>
    batch(input, '-o', folder.file(out), '--policies', BENCH_POLICIES, ...more);

  it('comes to what one run comes to, the ledger compressed or not', () => {
    const cut = '2025-04-15';
    const [first, second] = [folder.file('first.jsonl.gz'), folder.file('second.jsonl')];
    const early = write(
      'early.csv',
      claims.filter((line) => dayOf(line) < cut),
    );
    const late = write(
      'late.csv',
      claims.filter((line) => dayOf(line) >= cut),
    );
    const whole = folder.file('whole.jsonl');
    const codes = [
      run(write('all.csv', claims), 'all.out.csv', '--closing', whole).code,
      run(early, 'early.out.csv', '--closing', first).code,
      run(late, 'late.out.csv', '--opening', first, '--closing', second).code,
    ];
    expect(codes).toEqual([0, 0, 0]);
    const all = settled('all.out.csv');
    expect(all.size).toBe(claims.length);
    expect(new Map([...settled('early.out.csv'), ...settled('late.out.csv')].sort())).toEqual(
      new Map([...all].sort()),
    );
    expect(gunzipSync(readFileSync(first)).length).toBeGreaterThan(500_000);
    const ledger = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(meaning(ledger(second))).toEqual(meaning(ledger(whole)));
  });
});

describe('a damaged line of a ledger', () => {
  const folderOfLedgers = new Folder();
  afterAll(() => folderOfLedgers.remove());
  const claim = {
    ...{ id: 'S1', person: 'P0001', date: '2025-05-01', region: '371300', insurance: 'employee' },
    ...{ care: 'inpatient', 'hospital.level': '3', 'expenses.total': '10600' },
  };
  const input = folderOfLedgers.write('in.csv', csvText(Object.keys(claim), [claim]));
  const ledger = folderOfLedgers.file('ledger.jsonl');
  expect(batch(input, '-o', folderOfLedgers.file('out.csv'), '--closing', ledger).code).toBe(0);
  const sound = readFileSync(ledger, 'utf8').trimEnd();
  const with2 = (from: string, to: string): string => {
    expect(sound).toContain(from);
    return sound.replace(from, to);
  };

  it.each([
    ['cut off', sound.slice(0, -20)],
    ['no JSON', 'P0001;2025;600'],
    ['a word', '"P0001"'],
    ['a list', '[]'],
    ['nothing in it', '{}'],
    ['no settlements', with2('"settlements"', '"settled"')],
    ['no person', with2('"person":"P0001"', '"name":"P0001"')],
    ['the year as a word', with2('"year":2025', '"year":"2025"')],
    ['an amount that is none', with2('"8000.00"', '"8000.0O"')],
    ['an amount as a number', with2('"paid":"8000.00"', '"paid":8000')],
    ['an amount with three decimals', with2('"8000.00"', '"8000.001"')],
    ['an amount that is missing', with2('"paid":"8000.00",', '')],
    ['half an admission', with2('"inpatient":1', '"inpatient":1.5')],
    ['less than no admission', with2('"inpatient":1', '"inpatient":-1')],
    ['a settlement without an id', with2('{"id":"S1",', '{')],
    ['a settlement without a date', with2('"date":"2025-05-01",', '')],
    ['a settlement with too few amounts', with2('[1060000,', '[')],
    ['a settlement with a fraction of a fen', with2('[1060000,', '[1060000.5,')],
  ])('is refused with its line: %s', (_, line) => {
    const opening = folderOfLedgers.write('bad.jsonl', `${sound.replaceAll('P0001', 'P0002')}\n${line}\n`);
    const out = folderOfLedgers.write('old.csv', 'old\n');
    const done = batch(input, '-o', out, '--opening', opening);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain('BAD_LEDGER');
    expect(done.stderr).toContain(`${opening}:2`);
    expect(done.stderr).not.toContain('P000');
    expect(readFileSync(out, 'utf8')).toBe('old\n');
  });
});
