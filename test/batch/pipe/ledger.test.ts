import { afterAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../../src/policy/shipped.ts';
import { inColumnsOfAll, type Row } from '../support/csv.ts';
import { Folder } from '../support/folder.ts';
import { type Result, settleRows } from '../support/here.ts';
import { claimsOf } from '../support/persons.ts';
import { EST, estOf, fromBatch, pipeable, pipeRows, sorted } from '../support/pipe.ts';
import { BENCH_POLICIES, schemesOf, writeOraclePolicies } from '../support/policies.ts';
import { reversalOf } from '../support/sample.ts';

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder), BENCH_POLICIES];

/** Persons with claims of several years, reversals among them. */
const schemes = await schemesOf(openLibrary(policies), /^990|^371300/);
const rows = sorted(
  pipeable(
    inColumnsOfAll(
      schemes.flatMap((scheme, index) => {
        const claims = claimsOf(scheme, 6, 8, 500 + index).map((row) => ({
          ...row,
          id: `${index}-${row.id}`,
          person: `P${index}${row.person}`,
        }));
        return [...claims, ...claims.filter((_, at) => at % 6 === 0).map(reversalOf)];
      }),
    ),
  ),
);
const OUT = ['id', 'person', ...EST, 'ledger'];
const run = (some: readonly Row[]): Promise<Row[]> => pipeRows(some, { policies, outputColumns: OUT });

/** The ledgers that a run has left, by person; each person has one, on the last row. */
function ledgersOf(found: readonly Row[]): Map<string, string> {
  const ledgers = new Map<string, string>();
  for (const [index, { person = '', ledger = '' }] of found.entries()) {
    if (ledger === '\\N') continue;
    expect(found[index + 1]?.person).not.toBe(person);
    expect(ledgers.has(person)).toBe(false);
    ledgers.set(person, ledger);
  }
  return ledgers;
}

/** What the batch says of rows, in their order. */
function fromBatchIn(result: Result, some: readonly Row[]): Map<string, Row | undefined> {
  const said = fromBatch(result);
  return new Map(some.map(({ id = '' }) => [id, said.get(id)]));
}

/** As the lines of the batch's ledger file, in no order. */
function linesOf(ledgers: Iterable<string>): string[] {
  return [...ledgers]
    .flatMap((text) => (JSON.parse(text) as unknown[]).map((line) => JSON.stringify(line)))
    .sort();
}

/** Rows with the ledger of their person on one of them. @param place of the row among those of the person */
function withLedgers(
  some: readonly Row[],
  ledgers: ReadonlyMap<string, string>,
  place: (of: number) => number,
): Row[] {
  return some.map((row) => {
    const own = some.filter(({ person }) => person === row.person);
    const bears = own[place(own.length)] === row;
    return { ...row, ledger: bears ? (ledgers.get(row.person ?? '') ?? '') : '' };
  });
}

const rowsBefore = (date: string) => rows.filter((row) => (row.date ?? '') < date);
const rowsFrom = (date: string) => rows.filter((row) => (row.date ?? '') >= date);

describe('years in runs that follow each other', async () => {
  const whole = await run(rows);
  const batch = await settleRows(rows, { policies, closing: true });
  const dates = [...new Set(rows.map(({ date = '' }) => date))].sort();
  const cut = dates[Math.floor(dates.length / 2)] ?? '';

  it('one run comes to what the batch comes to, with its closing ledger', () => {
    expect(estOf(whole)).toEqual(fromBatchIn(batch, rows));
    expect(linesOf(ledgersOf(whole).values())).toEqual([...batch.closing].sort());
    expect(batch.closing.length).toBeGreaterThan(60);
    expect(whole.filter(({ est_notices }) => est_notices === 'REVERSAL').length).toBeGreaterThan(15);
  });

  it.each([
    ['on the first row, at the turn of a year', '2026-01-01', () => 0],
    ['on the first row', cut, () => 0],
    ['on the last row', cut, (of: number) => of - 1],
    ['on a row between', cut, (of: number) => Math.floor(of / 2)],
  ])('two come to the same, row by row, the ledger %s', async (_, date, place) => {
    const early = await run(rowsBefore(date));
    const kept = ledgersOf(early);
    const late = await run(withLedgers(rowsFrom(date), kept, place));
    expect(new Map([...estOf(early), ...estOf(late)].sort())).toEqual(new Map([...estOf(whole)].sort()));
    // Who has no claim in the second run keeps the ledger of the first.
    expect(linesOf(new Map([...kept, ...ledgersOf(late)]).values())).toEqual([...batch.closing].sort());
  });

  it('the batch takes up what the pipe has left, and the pipe what the batch has', async () => {
    const first = await settleRows(rowsBefore(cut), { policies, closing: true });
    const early = ledgersOf(await run(rowsBefore(cut)));
    const opening = linesOf(early.values());
    expect(opening).toEqual([...first.closing].sort());
    const second = await settleRows(rowsFrom(cut), {
      ...{ policies, closing: true, opening: `${opening.join('\n')}\n` },
    });
    const late = await run(withLedgers(rowsFrom(cut), early, () => 0));
    expect(estOf(late)).toEqual(fromBatchIn(second, rowsFrom(cut)));
  });
});

describe('a ledger', async () => {
  const claim = (id: string, person: string, more: Row = {}): Row => ({
    ...{ id, person, date: '2025-05-01', region: '990100', insurance: 'employee' },
    ...{ status: 'active', care: 'inpatient', 'hospital.level': '2', 'expenses.total': '10600', ledger: '' },
    ...more,
  });
  const of = async (...some: Row[]): Promise<Row[]> =>
    pipeRows(some, { policies, outputColumns: OUT, lang: 'en' });
  const [one = {}, other = {}] = await of(claim('S1', 'P1'), claim('S2', 'P2'));
  const { ledger = '' } = one;

  it('on several rows counts once, where it is the same', async () => {
    const found = await of(claim('S3', 'P1', { ledger }), claim('S4', 'P1', { ledger }), claim('S5', 'P1'));
    expect(found.map((row) => row.est_act_pay_dedc)).toEqual(['300.00', '0.00', '0.00']);
    expect(found.map((row) => row.ledger === '\\N')).toEqual([true, true, false]);
  });

  it('that differs from the first of the person is refused with its row', async () => {
    const changed = ledger.replace('"S1"', '"S0"');
    expect(changed).not.toBe(ledger);
    const found = await of(
      claim('S3', 'P1', { ledger }),
      claim('S4', 'P1', { ledger: changed }),
      claim('S5', 'P1'),
    );
    expect(found.map((row) => row.est_code)).toEqual(['\\N', 'LEDGER_DIFFERS', '\\N']);
    expect(found.map((row) => row.est_act_pay_dedc)).toEqual(['300.00', '\\N', '0.00']);
  });

  it.each([
    ['of another person', other.ledger ?? '', 'LEDGER_OTHER_PERSON'],
    ['cut off', ledger.slice(0, -9), 'BAD_LEDGER'],
    ['of no list', ledger.slice(1, -1), 'BAD_LEDGER'],
    ['with an amount that is none', ledger.replace('"8700.00"', '"8700.0O"'), 'BAD_LEDGER'],
    [
      'with one year twice',
      `[${[ledger, ledger].map((text) => text.slice(1, -1)).join(',')}]`,
      'LEDGER_YEAR_TWICE',
    ],
    [
      'with years that the policy does not know',
      ledger.replace('"year":2025', '"year":2025,"year_from":"07-01"'),
      'LEDGER_OTHER_YEAR',
    ],
  ])('%s: no row of the person is settled, and no ledger left', async (_, bad, code) => {
    expect(bad).not.toBe(ledger);
    const found = await of(claim('S3', 'P1'), claim('S4', 'P1', { ledger: bad }), claim('S5', 'P3'));
    expect(found.map((row) => row.est_code)).toEqual([code, code, '\\N']);
    expect(found.map((row) => row.ledger === '\\N')).toEqual([true, true, false]);
    expect(found[0]?.est_message).not.toContain('P1');
  });

  it('of a row that names no person is refused', async () => {
    const found = await of(claim('S3', '', { ledger }), claim('S4', ''));
    expect(found.map((row) => row.est_code)).toEqual(['LEDGER_OTHER_PERSON', '\\N']);
    expect(found.map((row) => row.ledger)).toEqual(['\\N', '\\N']);
  });

  it('of rows that stand apart is neither taken up nor left', async () => {
    const found = await of(claim('S3', 'P1'), claim('S4', 'P2'), claim('S5', 'P1', { ledger }));
    expect(found.map((row) => row.est_code)).toEqual(['\\N', '\\N', 'ROWS_APART']);
    expect(found.map((row) => row.ledger === '\\N')).toEqual([false, false, true]);
    expect(found[0]?.est_act_pay_dedc).toBe('600.00');
  });

  it('is kept where no row of the person could be settled', async () => {
    const [row] = await of(claim('S3', 'P1', { ledger, 'expenses.total': 'x' }));
    expect(row).toMatchObject({ est_status: 'rejected', ledger });
  });

  it('is not carried through unless it is asked for', async () => {
    const [row = {}] = await pipeRows([claim('S3', 'P1', { ledger })], { policies });
    expect(Object.keys(row)).not.toContain('ledger');
    expect(row).toMatchObject({ est_act_pay_dedc: '300.00' });
  });
});
