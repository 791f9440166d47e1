import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SETTLEMENT_FIELDS } from '../../src/engine/settlement.ts';
import { BaoxiaoError, type EstimateCallOptions, estimate } from '../../src/index.ts';

const PAGE = readFileSync('docs/LIBRARY.md', 'utf8');
const FRONT = readFileSync('src/index.ts', 'utf8');
const DATA = readFileSync('src/report/estimate-data.ts', 'utf8');
const LINYI = {
  region: '371300',
  insurance: 'employee',
  care: 'inpatient',
  hospital: { level: 3 },
  date: '2025-05-01',
  expenses: { total: '120600.00' },
};

function names(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

describe('docs/LIBRARY.md', () => {
  it('has examples that compile and print what it says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baoxiao-library-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(resolve('.'), join(folder, 'node_modules', 'baoxiao'), 'junction');
    const run = spawnSync(process.execPath, ['scripts/library-examples.mjs', folder], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it('explains every name that the library exports', async () => {
    const lists = names(FRONT, /^export (?:type )?\{([^}]*)\}/gm).flatMap((list) => list.split(','));
    const listed = lists.map((name) => name.replace('type ', '').trim()).filter((name) => name !== '');
    const declared = names(FRONT, /^export (?:async )?(?:function|interface|type|const) (\w+)/gm);
    expect(listed.length).toBeGreaterThan(14);
    expect(declared).toEqual(['EstimateCallOptions', 'estimate']);
    for (const name of [...listed, ...declared]) expect(PAGE).toMatch(new RegExp(`\`${name}[\`(s]`));
    // What can be imported from the built package is documented as such.
    const built = await import(pathToFileURL('dist/index.js').href);
    expect(Object.keys(built).sort()).toEqual(['BaoxiaoError', 'estimate']);
  });

  it('explains every field of the result, the options and the problems', () => {
    const diagnostic = readFileSync('src/diagnostics/diagnostic.ts', 'utf8');
    const fields = [DATA, FRONT, diagnostic].flatMap((text) => names(text, /^ {2}readonly (\w+)\??:/gm));
    expect(fields).toContain('payers_high');
    for (const field of [...fields, ...SETTLEMENT_FIELDS]) {
      if (field !== 'diagnostics' && field !== 'list')
        expect(PAGE, field).toMatch(new RegExp(`\`${field}\``));
    }
  });

  it('lists only codes that there are', () => {
    const codes = names(PAGE, /`([A-Z]+_[A-Z_]+)`/g);
    expect(codes).toContain('FIGURE_NOT_STATED');
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const source = files.map((name) => readFileSync(join('src', name), 'utf8')).join('\n');
    for (const code of codes) expect(source, code).toContain(`'${code}'`);
  });
});

describe('a call of the library', () => {
  it('takes three names for a field, and numbers for amounts', async () => {
    const { settlement, claim } = await estimate({ ...LINYI, expenses: { medfee_sumamt: 120600 } });
    expect(settlement).toMatchObject({ hifp_pay: '101500.00', psn_part_amt: '19100.00' });
    expect((await estimate(claim)).settlement).toEqual(settlement);
  });

  const wrong: readonly (readonly [options: unknown, field: string])[] = [
    [{ lang: 'fr' }, 'lang'],
    [{ policies: 'mine' }, 'policies'],
    [{ assume: { 'pooled_fund.cap': 5 } }, 'assume'],
    [{ today: '2025-02-30' }, 'today'],
    [{ language: 'en' }, 'language'],
    [null, 'options'],
  ];
  it.each(wrong)('refuses the options %j by name', async (options, field) => {
    const call = estimate(LINYI, options as EstimateCallOptions);
    await expect(call).rejects.toBeInstanceOf(BaoxiaoError);
    await expect(call).rejects.toMatchObject({ diagnostics: [{ code: 'BAD_OPTION', field }] });
  });

  it('refuses a file in the place of a folder of policies', async () => {
    const call = estimate(LINYI, { policies: ['package.json'] });
    await expect(call).rejects.toMatchObject({ diagnostics: [{ code: 'NO_POLICY_FOLDER' }] });
  });

  it('refuses what is no claim', async () => {
    const own: Record<string, unknown> = { ...LINYI };
    own.hospital = own;
    await expect(estimate(own)).rejects.toMatchObject({ diagnostics: [{ code: 'TOO_DEEP' }] });
    await expect(estimate([LINYI])).rejects.toMatchObject({ diagnostics: [{ code: 'NOT_A_CLAIM' }] });
    const dated = { ...LINYI, date: new Date(0) };
    await expect(estimate(dated)).rejects.toMatchObject({
      diagnostics: [{ code: 'NOT_A_VALUE', field: 'date' }],
    });
    const typed = { ...LINYI, expenses: { total: '1.2万' } };
    await expect(estimate(typed)).rejects.toMatchObject({ diagnostics: [{ code: 'MONEY_NOT_A_NUMBER' }] });
    const sum = { ...LINYI, expenses: { total: 0.1 + 0.2 } };
    await expect(estimate(sum)).rejects.toMatchObject({ diagnostics: [{ code: 'MONEY_DECIMALS' }] });
  });
});
