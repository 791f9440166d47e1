import { afterAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/policy/shipped.ts';
import { Counter, claimOfRow } from './support/counter.ts';
import { inColumnsOfAll, type Row } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { type Result, settleRows } from './support/here.ts';
import { claimsOf, supposedFor } from './support/persons.ts';
import { BENCH_POLICIES, schemesOf, writeOraclePolicies } from './support/policies.ts';

const NONE: ReadonlyMap<string, string> = new Map();
/** More or other persons: `BAOXIAO_TEST_PERSONS=200 BAOXIAO_TEST_SEED=7 npx vitest run test/batch/years.test.ts` */
const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20250611);
const PERSONS = Number(process.env.BAOXIAO_TEST_PERSONS ?? 8);
const MOST_CLAIMS = 9;

const folder = new Folder();
afterAll(() => folder.remove());
const policies = [writeOraclePolicies(folder), BENCH_POLICIES];
const library = openLibrary(policies);
const schemes = await schemesOf(library);

/** What the counter says to each row, the persons' claims in the order of their dates; by id. */
async function counterSays(rows: readonly Row[], assumptions: ReadonlyMap<string, string>) {
  const counter = new Counter({ library, assumptions });
  const said = new Map<string, Row>();
  const ordered = rows.map((row, place) => ({ row, place }));
  ordered.sort((a, b) => compare(a.row.date ?? '', b.row.date ?? '') || a.place - b.place);
  for (const { row } of ordered) {
    const answer = await counter.settle(claimOfRow(row));
    if ('est' in answer) said.set(row.id ?? '', answer.est);
    else {
      const [{ code = '', field = '', value = '' } = {}] = answer.refused;
      said.set(row.id ?? '', { code, field, value });
    }
  }
  return said;
}

function batchSays({ rows, rejects }: Result): Map<string, Row> {
  return new Map([
    ...rows.map((row): [string, Row] => [
      row.id ?? '',
      Object.fromEntries(Object.entries(row).filter(([name]) => name.startsWith('est_'))),
    ]),
    ...rejects.map(({ id = '', code = '', field = '', value = '' }): [string, Row] => [
      id,
      { code, field, value },
    ]),
  ]);
}

function statesTheYear(row: Row): boolean {
  return Object.entries(row).some(([name, text]) => name.startsWith('year_to_date.') && text !== '');
}

/**
 * A row that states the number of its admission, in a year that the run carries: the run tells what the year lacks by the
 * lines of this claim, the clerk by the whole sheet.
 */
function toldApart(row: Row, said: Row | undefined): Row | undefined {
  if (!said?.est_notices || !statesTheYear(row)) return said;
  const codes = said.est_notices.split(';').filter((code) => code !== 'YEAR_DEDUCTIBLE_AGAIN');
  return { ...said, est_notices: codes.join(';') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What the batch and the counter do not agree on. */
async function differing(drawn: readonly Row[], assumptions: ReadonlyMap<string, string>) {
  const counter = await counterSays(drawn, assumptions);
  // Whether a row that is not paid has a say about the year is another question: such rows are left out.
  const paid = (row: Row): boolean => counter.get(row.id ?? '')?.est_status === 'ok';
  const rows = drawn.filter((row) => !statesTheYear(row) || paid(row));
  const result = await settleRows(rows, { policies, assumptions });
  const batch = batchSays(result);
  done.settled += result.summary.rows.settled;
  done.notCovered += result.summary.rows.notCovered;
  done.rejected += result.summary.rows.rejected;
  return rows.flatMap((row) => {
    const [theirs, mine] = [counter, batch].map((said) => toldApart(row, said.get(row.id ?? '')));
    return JSON.stringify(theirs) === JSON.stringify(mine) ? [] : [{ row, theirs, mine }];
  });
}

const done = { settled: 0, notCovered: 0, rejected: 0 };

describe('persons with several claims over two years, claim by claim as at the counter', () => {
  it.each(schemes.map((scheme, index) => ({ name: scheme.policy.id, scheme, index })))(
    '$name',
    async ({ scheme, index }) => {
      const rows = claimsOf(scheme, PERSONS, MOST_CLAIMS, SEED + index);
      expect(await differing(rows, NONE)).toEqual([]);
      const supposed = supposedFor(scheme);
      if (supposed.size > 0) expect(await differing(rows, supposed)).toEqual([]);
    },
  );

  it('all policies in one file, persons moving from one to another', async () => {
    const rows = schemes.flatMap((scheme, index) =>
      claimsOf(scheme, 3, 4, SEED + 1000 + index).map((row) => ({ ...row, id: `${index}-${row.id}` })),
    );
    expect(await differing(inColumnsOfAll(rows), NONE)).toEqual([]);
  });

  it('most of them are settled, some not covered, some refused', () => {
    const all = done.settled + done.notCovered + done.rejected;
    expect(done.settled).toBeGreaterThan(all / 3);
    expect(done.notCovered).toBeGreaterThan(all / 200);
    expect(done.rejected).toBeGreaterThan(all / 200);
  });
});
