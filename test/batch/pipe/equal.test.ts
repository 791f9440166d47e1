import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MapTree } from '../../../src/source/tree.ts';
import { readYaml } from '../../../src/source/yaml.ts';
import { shippedCases } from '../../support/shipped-cases.ts';
import { rowOf } from '../support/claim-rows.ts';
import { columnsOf, inColumnsOfAll, type Row } from '../support/csv.ts';
import { settleRows } from '../support/here.ts';
import {
  EST,
  estOf,
  fromBatch,
  type PipeWishes,
  pipeable,
  pipeBytes,
  pipeRows,
  readTabs,
  sorted,
  tabText,
} from '../support/pipe.ts';
import { BENCH_POLICIES, ROOT } from '../support/policies.ts';
import { randomFrom, renamed, sampleRows } from '../support/sample.ts';

/** Each row comes out as it came in, and what the batch says of it stands behind. */
async function expectAsBatch(rows: readonly Row[], wishes: PipeWishes = {}): Promise<Row[]> {
  const { policies = [] } = wishes;
  const wanted = fromBatch(await settleRows(rows, { policies }));
  const found = await pipeRows(rows, wishes);
  expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  const columns = columnsOf(rows);
  expect(found.map((row) => columns.map((name) => row[name]).join('\t'))).toEqual(
    rows.map((row) => columns.map((name) => row[name] || '\\N').join('\t')),
  );
  expect([...estOf(found)]).toEqual(rows.map(({ id = '' }) => [id, wanted.get(id)]));
  return found;
}

describe('what the batch works out', async () => {
  const rows = sorted(pipeable(await sampleRows(12, 41)));
  const wishes = { policies: [BENCH_POLICIES] };

  it('comes out row by row, rejected rows and reversals too', async () => {
    const found = await expectAsBatch(rows, wishes);
    const count = (status: string): number => found.filter((row) => row.est_status === status).length;
    expect(count('rejected')).toBeGreaterThan(10);
    expect(count('not_covered')).toBeGreaterThan(3);
    expect(found.filter(({ est_notices }) => est_notices === 'REVERSAL').length).toBeGreaterThan(10);
  });

  it('is the same however few bytes come at a time', async () => {
    const columns = columnsOf(rows);
    const text = tabText(columns, rows);
    const whole = await pipeBytes(columns, text, wishes);
    const random = randomFrom(7);
    const portions = Array.from({ length: 50 }, () => 1 + Math.floor(random() * 90));
    expect((await pipeBytes(columns, text, { ...wishes, portions })).text).toBe(whole.text);
  });

  it.each(['national', 'chinese'] as const)('is the same under %s names', async (naming) => {
    const named = renamed(rows, naming);
    const columns = columnsOf(named);
    const { text } = await pipeBytes(columns, tabText(columns, named), wishes);
    const found = readTabs([...columns, ...EST], text).map((row) => ({
      ...row,
      id: row[columns[0] ?? ''] ?? '',
    }));
    expect(estOf(found)).toEqual(estOf(await pipeRows(rows, wishes)));
  });

  it('is the same where nothing is an empty value', async () => {
    const columns = columnsOf(rows);
    const { text } = await pipeBytes(columns, tabText(columns, rows, ''), wishes);
    const found = readTabs([...columns, ...EST], text);
    expect(found.map((row) => row.备注)).toEqual(rows.map((row) => row.备注 ?? ''));
    expect(estOf(found)).toEqual(estOf(await pipeRows(rows, wishes)));
  });

  it('is the same by persons in two runs', async () => {
    const halves = [0, 1].map((half) =>
      rows.filter(({ person = '' }) => Number(person.replace(/\D/g, '')) % 2 === half),
    );
    const parts = await Promise.all(halves.map((part) => pipeRows(inColumnsOfAll(part), wishes)));
    expect(Math.min(...halves.map(({ length }) => length))).toBeGreaterThan(50);
    const union = new Map(parts.flatMap((part) => [...estOf(part)]));
    expect(union.size).toBe(rows.length);
    expect(new Map([...union].sort())).toEqual(new Map([...estOf(await pipeRows(rows, wishes))].sort()));
  });
});

describe('claims of the fixtures and of the cases', () => {
  const folder = `${ROOT}fixtures/claims`;
  const claims = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [readYaml(readFileSync(`${folder}/${name}`, 'utf8'), name) as MapTree]);
  const cases = shippedCases().flatMap(({ cases: all }) =>
    all.flatMap(({ question, assume }) =>
      question.kind === 'claims' && assume.size === 0 ? [question.claims] : [],
    ),
  );

  it.each([
    ['fixtures', claims],
    ['cases', cases],
  ])('come out as the batch has them: %s', async (_, given) => {
    const rows = given.flatMap((list, person) =>
      list.map((claim, index) => {
        const { reverses, ...row } = rowOf(claim);
        // What a claim takes back is known by its place in its case.
        const original = list.findIndex((one) => reverses !== undefined && rowOf(one).id === reverses);
        return {
          ...row,
          id: `${person}-${index}`,
          person: `P${String(person).padStart(6, '0')}`,
          ...(reverses !== undefined && { reverses: `${person}-${original}` }),
        };
      }),
    );
    expect(rows.length).toBeGreaterThan(15);
    await expectAsBatch(pipeable(inColumnsOfAll(rows)));
  });
});

describe('a person of ten thousand claims', () => {
  const day = (index: number): string =>
    new Date(Date.UTC(2025, 0, 1 + Math.floor(index / 28))).toISOString().slice(0, 10);
  const claim = (person: string, index: number): Row => ({
    ...{ id: `${person}-${index}`, person, date: day(index), region: '371300', insurance: 'employee' },
    ...{ status: 'active', care: 'inpatient', 'hospital.level': '2', remark: 'x'.repeat(200) },
    'expenses.total': String(100 + ((index * 37) % 900)),
    reverses: '',
  });
  const many = Array.from({ length: 10_000 }, (_, index) => claim('P2', index));
  const back = { ...claim('P2', 9_999), id: 'R', reverses: 'P2-17', 'expenses.total': '' };
  const rows = [
    ...[0, 1, 2].map((index) => claim('P1', index)),
    ...many,
    back,
    claim('P3', 0),
    claim('P3', 1),
  ];

  it('is settled as the batch settles it, in a block of its own', async () => {
    const found = await expectAsBatch(rows, { policies: [BENCH_POLICIES] });
    expect(found.filter(({ est_status }) => est_status === 'ok').length).toBe(rows.length);
  });
});
