import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policySchema } from '../../src/policy/read.ts';

/** Words that move no money (names, sources, texts, when cover starts), and class B advance, which `items.test.ts` tries;
 * words that join several claims, which `batch/medical-year.test.ts` and `batch/transfer.test.ts` try. */
const NOT_MONEY = [
  'place',
  'cliff',
  'wording',
  'also',
  'label',
  'values',
  'applies_in',
  'publisher',
  'number',
  'date',
  'url',
  'basis',
  'note',
  'notes',
  'zh',
  'en',
  'cover_start',
  'start',
  'months',
  'rule',
  'lifetime',
  'male',
  'female',
  'paid',
  'paid_month',
  'gap_before',
  'where_silent',
  'day',
  'until',
  'after',
  'make_up',
  'shortfall',
  'employment',
  'enrolment',
  'local_household',
  'insured_last_year',
  'sex',
  'gap',
  'gap_days',
  'age_days',
  'class_b_advance',
  'part_advance',
  ...['year_from', 'transfer'],
];

test('the invented policies use every word that moves money, so that the engine is tried on it', () => {
  const keys = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (node === null || typeof node !== 'object') return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name);
      walk(value);
    }
  };
  walk(policySchema());
  const folder = new URL('policies/', import.meta.url);
  const text = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const unused = [...keys].filter(
    (key) => !NOT_MONEY.includes(key) && !new RegExp(`(^|[\\s{,[])${key}:`, 'm').test(text),
  );
  expect(unused).toEqual([]);
});
