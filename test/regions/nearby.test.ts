import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import { nearbyPlaces } from '../../src/policy/nearby.ts';
import { PolicyFolder } from './folder.ts';

const folder = new PolicyFolder(
  ...['000000', '371302', '371300', '370100', '410100', '330100', '110000', '370200/city_supplement'],
);
const library = new Library([folder.path]);
afterAll(() => folder.remove());

describe('the places with a policy nearest to one', () => {
  it.each([
    ['371303', 'city', '371300 371302'],
    ['371302', 'city', '371300'],
    ['370300', 'province', '370100 371300 371302'],
    ['370000', 'province', '370100 371300 371302'],
    ['370200', 'province', '370100 371300 371302'],
    ['130100', 'beside', '110000 370100 371300 371302 410100'],
    ['320500', 'beside', '330100 370100 371300 371302'],
    ['650100', 'anywhere', '110000 330100 370100 371300 371302 410100'],
    ['999999', 'anywhere', '110000 330100 370100 371300 371302 410100'],
  ])('%s: %s %s', (code, where, codes) => {
    expect(nearbyPlaces(code, library, [])).toEqual({ where, codes: codes.split(' ') });
  });

  it('have the scheme that is wanted', () => {
    const other = new PolicyFolder('370100', '371300/resident', '410100/resident', '330100/nrcms');
    const held = new Library([other.path]);
    expect(nearbyPlaces('370200', held, ['resident']).codes).toEqual(['371300']);
    expect(nearbyPlaces('370200', held, ['nrcms'])).toEqual({ where: 'anywhere', codes: ['330100'] });
    expect(nearbyPlaces('370200', held, ['nrcms', 'employee']).codes).toEqual(['370100']);
    expect(nearbyPlaces('370200', held, ['civil'])).toEqual({ where: 'anywhere', codes: [] });
    other.remove();
  });

  it('are none in an empty library', () => {
    const empty = new PolicyFolder();
    expect(nearbyPlaces('371300', new Library([empty.path]), [])).toEqual({ where: 'anywhere', codes: [] });
    empty.remove();
  });
});

describe('a library', () => {
  it('takes folders only, linked ones too, whatever else is named like them', () => {
    const odd = new PolicyFolder('371300');
    writeFileSync(join(odd.path, '371400'), '');
    writeFileSync(join(odd.path, '371500-notes.md'), '');
    mkdirSync(join(odd.path, '3716000'));
    mkdirSync(join(odd.path, 'x371700'));
    symlinkSync(join(odd.path, '371300-place'), join(odd.path, '110000-place'));
    symlinkSync(join(odd.path, 'gone'), join(odd.path, '120000-gone'));
    for (const asked of [true, false]) {
      const own = new Library([odd.path]);
      const codes = ['371300', '371400', '371500', '371600', '371700', '110000', '120000'];
      // Asked one by one before they are listed, and after.
      if (asked) for (const code of codes) own.has(code);
      expect(own.codes()).toEqual(['110000', '371300']);
      expect(codes.filter((code) => own.has(code))).toEqual(['371300', '110000']);
    }
    odd.remove();
  });
});
