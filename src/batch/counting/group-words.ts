import { CARES } from '../../codes/cares.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import { loadRegions } from '../../codes/regions.ts';
import { LEVELS } from '../../codes/tables.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { Counted, GroupField } from './counted.ts';

/** Says a group's key in words. */
export type Naming = (field: GroupField, key: string) => Text;

export async function namingOf(counted: readonly Counted[]): Promise<Naming> {
  const named = counted.some(({ groups }) => groups.some(({ key }) => key.region !== ''));
  const regions = named ? await loadRegions() : undefined;
  const tables = { insurance: INSURANCES, 'hospital.level': LEVELS, care: CARES } as const;
  return (field, key) => {
    if (key === '') return { zh: '未填写', en: 'not given' };
    if (field === 'region')
      return regions ? { zh: regions.pathName(key, 'zh'), en: regions.pathName(key, 'en') } : same(key);
    const table = tables[field];
    const words = key
      .split('+')
      .map((id) => table.values.find((value) => value.id === id)?.label ?? same(id));
    return joinTexts(words, '＋', ' + ');
  };
}
