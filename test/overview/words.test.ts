import { expect, it } from 'vitest';
import { REGIONS_TSV } from '../../src/codes/regions-data.ts';
import { TILES } from '../../src/overview/provinces.ts';
import { FIELD_KINDS, fixedOf } from '../../src/overview/situation.ts';
import { figureName } from '../../src/policy/figure-names.ts';
import { figuresOfVersion } from '../../src/policy/figures.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { CONDITION_FIELDS } from '../../src/rules/condition-fields.ts';
import { everyWord } from './support.ts';

it('says of every field of conditions whether tables go by it', () => {
  expect(CONDITION_FIELDS.filter((field) => !(field in FIELD_KINDS))).toEqual([]);
});

it('has a name for every figure that a version may have', () => {
  const policy = loadPolicy(everyWord, '999900-xugou/employee.yaml');
  const keys = policy.versions.flatMap(figuresOfVersion).map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(12);
  const unnamed = keys
    .filter((key) => !key.startsWith('caps.'))
    .map((key) => key.replace(/^(pooled_fund|large_amount)\./, ''))
    .filter((key) => figureName(key).en === key && !['deductible', 'rate', 'cap'].includes(key));
  expect(unnamed).toEqual([]);
});

it('holds the ordinary visit fixed, and what figures are stated by free', () => {
  const [version] = loadPolicy(everyWord, '999900-xugou/employee.yaml').versions;
  const fixed = fixedOf(version?.lines[0] as never);
  expect(fixed).toEqual([
    { field: 'admission', value: 1 },
    { field: 'access.filing', value: 'local' },
    { field: 'cover_years', value: 0 },
    { field: 'claim_free_years', value: 0 },
  ]);
});

it('has one tile for every province of the code table, none on top of another', () => {
  const provinces = [...REGIONS_TSV.matchAll(/^(\d\d)0000\t/gm)].map(([, prefix]) => prefix);
  const prefixes = TILES.map(({ prefix }) => prefix);
  expect([...prefixes].sort()).toEqual(provinces.filter((prefix) => prefix !== '00').sort());
  expect(new Set(TILES.map(({ row, column }) => `${row} ${column}`)).size).toBe(TILES.length);
});
