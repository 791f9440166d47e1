import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Library } from '../../src/policy/library.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { tableSchema } from '../../src/policy/table.ts';
import { Folder } from '../batch/support/folder.ts';
import { changesBetween, told } from '../difference/support.ts';
import { baoxiao, type Run } from '../support/cli.ts';

/** A policy with a deductible of a tenth of a wage that it does not define. */
function policy(id: string, from = '2023-01-01', to = ''): string {
  return `policy: ${id}
title: { zh: 甲, en: A }
checked: 2025-12-31
sources: { page: { title: 通知, date: 2025-01-02, grade: official } }
versions:
  - from: ${from}
${to === '' ? '' : `    to: ${to}\n`}    source: page
    basis: stated
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible: { per: admission, amount: { share: 10%, of: wage, provisional: 700 } }
        rate: 100%
`;
}

function table(places: string, title = '年鉴'): string {
  return `parameter: wage
label: { zh: 上年工资, en: wage of the year before }
sources: { book: { title: ${title}, date: 2025-02-03, grade: secondary } }
source: book
places:
${places.replace(/^/gm, '  ')}
`;
}

const LINYI = '371300-linyi/employee.yaml';
const TABLE = 'parameters/wage.yaml';
const PLACES = `370000: [{ from: 2024-01-01, to: 2024-12-31, amount: 30000 }]
371300: [{ from: 2025-01-01, amount: 50000 }]`;

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = Folder.ofTest();
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  return folder.path;
}

function open(files: Readonly<Record<string, string>>): Library {
  return new Library([folderOf(files)]);
}

function valuesOf(found: Policy | undefined): string[] {
  return (found?.parameters.wage?.values ?? []).map(({ from, amount }) =>
    amount.kind === 'exact' ? `${from} ${amount.value / 100}` : `${from} ${amount.kind}`,
  );
}

async function codesOf(promise: Promise<unknown>): Promise<string[]> {
  const problems = await promise.then(
    () => [],
    (error) => error.diagnostics,
  );
  return problems.map(
    ({ code, place }: { code: string; place: { line: number; column: number } }) =>
      `${code} ${place.line}:${place.column}`,
  );
}

describe('a shared parameter', () => {
  it('has the value of the place itself, else of its city, else of its province', async () => {
    const files = { [LINYI]: policy('371300/employee'), [TABLE]: table(PLACES) };
    expect(valuesOf(await open(files).get('371300', 'employee'))).toEqual([
      '2023-01-01 not_stated',
      '2025-01-01 50000',
    ]);
    const county = { '371302-lanshan/employee.yaml': policy('371302/employee'), [TABLE]: table(PLACES) };
    expect(valuesOf(await open(county).get('371302', 'employee'))).toContain('2025-01-01 50000');
    const other = { '370100-jinan/employee.yaml': policy('370100/employee'), [TABLE]: table(PLACES) };
    expect(valuesOf(await open(other).get('370100', 'employee'))).toEqual([
      '2023-01-01 not_stated',
      '2024-01-01 30000',
      '2025-01-01 not_stated',
    ]);
  });

  it('is not stated on days that the table leaves out, and only what the policy can use is taken', async () => {
    const values = `371300:
  - { from: 2020-01-01, amount: 1 }
  - { from: 2022-07-01, to: 2023-06-30, amount: 2 }
  - { from: 2023-08-01, amount: 3 }
  - { from: 2024-01-01, amount: 4 }
  - { from: 2026-01-01, amount: 5 }`;
    const files = {
      [LINYI]: policy('371300/employee', '2023-01-01', '2025-12-31'),
      [TABLE]: table(values),
    };
    expect(valuesOf(await open(files).get('371300', 'employee'))).toEqual([
      '2022-07-01 2',
      '2023-07-01 not_stated',
      '2023-08-01 3',
      '2024-01-01 4',
    ]);
  });

  it('gives way to one of the same name in the file', async () => {
    const own = `parameters: { wage: { label: 工资, values: [{ from: 2023-01-01, amount: 9, source: page }] } }\n`;
    const text = policy('371300/employee').replace('versions:', `${own}versions:`);
    const found = await open({ [LINYI]: text, [TABLE]: table(PLACES) }).get('371300', 'employee');
    expect(valuesOf(found)).toEqual(['2023-01-01 9']);
    expect(found?.wants).toBeUndefined();
  });

  it('keeps its source, and where it stands', async () => {
    const root = folderOf({ [LINYI]: policy('371300/employee'), [TABLE]: table(PLACES) });
    const found = await new Library([root]).get('371300', 'employee');
    const { origin } = found?.parameters.wage?.values[1]?.amount ?? { origin: {} };
    expect(origin).toMatchObject({ source: 'wage:book', file: join(root, TABLE), line: 7 });
    expect(found?.sources['wage:book']).toMatchObject({ title: { zh: '年鉴' }, grade: 'secondary' });
  });

  it("comes from the first folder that knows the place: the user's own before the shipped one", async () => {
    const shipped = folderOf({ [LINYI]: policy('371300/employee'), [TABLE]: table(PLACES) });
    const own = folderOf({ [TABLE]: table('370000: [{ from: 2025-01-01, amount: 60000 }]') });
    expect(valuesOf(await new Library([own, shipped]).get('371300', 'employee'))).toContain(
      '2025-01-01 60000',
    );
    const elsewhere = folderOf({ [TABLE]: table('440000: [{ from: 2025-01-01, amount: 1 }]') });
    expect(valuesOf(await new Library([elsewhere, shipped]).get('371300', 'employee'))).toContain(
      '2025-01-01 50000',
    );
  });

  it('is refused where no table has the name or the place, at the figure', async () => {
    const get = (files: Readonly<Record<string, string>>) => open(files).get('371300', 'employee');
    expect(await codesOf(get({ [LINYI]: policy('371300/employee') }))).toEqual(['UNKNOWN_PARAMETER 13:47']);
    const other = table('440000: [{ from: 2025-01-01, amount: 1 }]');
    expect(await codesOf(get({ [LINYI]: policy('371300/employee'), [TABLE]: other }))).toEqual([
      'PARAMETER_NO_PLACE 13:47',
    ]);
  });

  it('is not read by a policy that does not name it', async () => {
    const text = policy('371300/employee').replace(', of: wage, provisional: 700', ', of: pay');
    const own = `parameters: { pay: { label: 工资, values: [{ from: 2023-01-01, amount: 9, source: page }] } }\n`;
    const files = { [LINYI]: text.replace('versions:', `${own}versions:`), [TABLE]: 'not: [a table' };
    expect((await open(files).get('371300', 'employee'))?.id).toBe('371300/employee');
  });

  it('follows an edit of the table that is being tried', async () => {
    const root = folderOf({ [LINYI]: policy('371300/employee'), [TABLE]: table(PLACES) });
    const library = new Library([root]);
    await library.get('371300', 'employee');
    const other = library.with(new Map([[join(root, TABLE), table(PLACES.replace('50000', '51000'))]]));
    expect(valuesOf(await other.get('371300', 'employee'))).toContain('2025-01-01 51000');
    expect(valuesOf(await library.get('371300', 'employee'))).toContain('2025-01-01 50000');
    const again = other.with(new Map([[join(root, TABLE), table(PLACES)]]));
    expect(valuesOf(await again.get('371300', 'employee'))).toContain('2025-01-01 50000');
  });
});

describe('a claim that comes to a shared parameter', () => {
  const library = () => folderOf({ [LINYI]: policy('371300/employee'), [TABLE]: table(PLACES) });
  const claimIn =
    (root: string) =>
    (date: string, ...more: string[]) =>
      baoxiao([
        ...[
          'estimate',
          '--policies',
          root,
          '--region',
          '371300',
          '--insurance',
          'employee',
          '--care',
          'inpatient',
        ],
        ...['--level', '3', '--date', date, '--total', '10000', '--format', 'json', ...more],
      ]);
  const paid = (run: Run): string => JSON.parse(run.stdout).settlement.hifp_pay;

  it('takes it with its source, falls back where it is not stated, and lets it be assumed only there', () => {
    const claim = claimIn(library());
    const stated = claim('2025-05-01');
    expect(paid(stated)).toBe('5000.00');
    expect(stated.stdout).toContain('上年工资 50,000.00 × 10%');
    expect(stated.stdout).toContain('年鉴');
    expect(paid(claim('2024-12-31'))).toBe('9300.00');
    expect(paid(claim('2024-12-31', '--assume', 'wage=20000'))).toBe('8000.00');
    const refused = claim('2025-05-01', '--assume', 'wage=20000');
    expect(refused.code).toBe(2);
    expect(refused.stderr + refused.stdout).toContain('ASSUMED_BUT_STATED');
    expect(refused.stderr + refused.stdout).toContain('wage.yaml');
  });

  it('is told in policy show, with its source', () => {
    const shown = baoxiao(['policy', 'show', '371300/employee', '--policies', library()]).stdout;
    expect(shown).toMatch(/上年工资，2025-01-01 起：50,000 \[\d/);
    expect(shown).toContain('年鉴');
  });
});

it('of two libraries is told at each policy that takes it, with the line of the table', async () => {
  const XUGOU = '999900-xugou/employee.yaml';
  const xugou = policy('999900/employee').replace('checked:', 'place: 徐沟\nchecked:');
  const side = (wage: number, note = '') => ({
    [XUGOU]: xugou,
    [TABLE]: table(`999900: [{ from: 2025-01-01, amount: ${wage}${note} }]`),
  });
  const changes = await changesBetween({ old: side(50000), new: side(51000) });
  expect(changes.map((change) => told(change))).toEqual([
    'changed 参数（上年工资） | 2025-01-01 起: 50,000.00 -> 51,000.00 @6/6'.replace(' | ', '：'),
  ]);
  expect(changes[0]?.old?.file).toMatch(/old\/parameters\/wage\.yaml$/);
  expect(await changesBetween({ old: side(50000), new: side(50000) })).toEqual([]);
});

describe('the shipped tables', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const names = ['city_wage', 'income_per_head'];

  it.each(names)('%s fits the schema that editors use', (name) => {
    const validate = new Ajv2020({ strict: false }).compile(tableSchema());
    const text = readFileSync(join(root, 'policies', 'parameters', `${name}.yaml`), 'utf8');
    expect(validate(parse(text, { schema: 'failsafe' })), JSON.stringify(validate.errors)).toBe(true);
    expect(baoxiao(['policy', 'schema', '--parameters']).stdout).toBe(
      `${JSON.stringify(tableSchema(), null, 2)}\n`,
    );
  });

  it.each(names)('%s has a compiled copy of its text', (name) => {
    const copy = join(root, 'dist', 'policies', 'parameters', `${name}.yaml.json`);
    expect(existsSync(copy)).toBe(true);
    const { text, table: kept } = JSON.parse(readFileSync(copy, 'utf8'));
    expect(text).toBe(readFileSync(join(root, 'policies', 'parameters', `${name}.yaml`), 'utf8'));
    expect(kept.name).toBe(name);
  });
});
