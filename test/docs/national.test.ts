import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CARE_DETAILS, CARES, caresOfDetail } from '../../src/codes/cares.ts';
import { ALL_INSURANCES } from '../../src/codes/insurances.ts';
import { PAYERS } from '../../src/codes/payers.ts';
import { CIVIL_SERVANTS, GRADES, LEVELS, PLACES, STATUSES } from '../../src/codes/tables.ts';
import { baoxiao } from '../support/cli.ts';

const PAGE = readFileSync('docs/NATIONAL-INTERFACE.md', 'utf8');
const SCHEMA = JSON.parse(readFileSync('docs/setlinfo.schema.json', 'utf8'));
const info = SCHEMA.$defs.setlinfo.properties;

/** The row of a table that begins with a cell. */
function row(start: string): string {
  return PAGE.split('\n').find((line) => line.startsWith(`| ${start}`)) ?? '';
}

const codesOf = (values: readonly { readonly national?: readonly string[] }[]): string[] =>
  values.flatMap(({ national = [] }) => national);
const words = (text: string): string[] => text.match(/[\w.]+/g) ?? [];

describe('every code that is understood is on the page, and those of a settlement are in its schema', () => {
  test.each([
    ['`psn_type`', STATUSES, 'psn_type'],
    ['`cvlserv_flag`', CIVIL_SERVANTS, 'cvlserv_flag'],
    ['`dedc_hosp_lv`', LEVELS, 'dedc_hosp_lv'],
    ['`hosp_lv`', GRADES, 'hosp_lv'],
    ['`refl_type`', PLACES, 'refl_type'],
    ['`med_type`', CARES, undefined],
  ])('%s', (start, { values }, field) => {
    for (const code of codesOf(values)) expect(words(row(start)), code).toContain(code);
    if (field !== undefined) expect([...info[field].enum].sort()).toEqual(codesOf(values).sort());
  });

  test('finer kinds of care, with what they say', () => {
    for (const { id, national = [] } of CARE_DETAILS.values) {
      if (national.length === 0) continue;
      const line = row(national.join(', '));
      expect(words(line)).toEqual(expect.arrayContaining([...national, id, caresOfDetail(id)[0]]));
    }
    expect([...info.med_type.enum].sort()).toEqual(
      [...codesOf(CARES.values), ...codesOf(CARE_DETAILS.values)].sort(),
    );
  });

  test('insurance, with and without a scheme', () => {
    for (const { id, national = [] } of ALL_INSURANCES.values) {
      const [code] = national;
      if (code === undefined) continue;
      const has = info.insutype.enum.includes(code);
      expect(words(row(has ? '`insutype`' : `${code} |`)), id).toEqual(expect.arrayContaining([code, id]));
    }
  });

  test('funds', () => {
    const funds = [
      ...new Set(PAYERS.flatMap(({ fund }) => (typeof fund === 'string' ? [fund] : Object.values(fund)))),
    ];
    for (const fund of funds) expect(words(row('`fund_pay_type` 基'))).toContain(fund);
    expect([...SCHEMA.$defs.fund.enum].sort()).toEqual([...funds, '310200'].sort());
  });
});

test('the example is what the command prints', () => {
  const [, command = '', shown] = /<!-- run: baoxiao (.+?) -->\n```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
  expect(baoxiao(command.split(' ')).stdout.trimEnd()).toBe(shown?.trimEnd());
});
