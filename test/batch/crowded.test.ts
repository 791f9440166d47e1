import { expect, it } from 'vitest';
import {
  ASSISTANCE_GROUPS,
  FILINGS,
  HOSPITAL_KINDS,
  LEVELS,
  REFERRALS,
  STATUSES,
} from '../../src/codes/tables.ts';
import { csvText, type Row } from './support/csv.ts';
import { settleBytes } from './support/here.ts';

const WORDS: readonly (readonly [field: string, words: readonly string[]])[] = [
  ['hospital.level', LEVELS.ids.filter((id) => /[123]/.test(id))],
  ['status', STATUSES.ids.slice(0, 2)],
  ['assistance', ASSISTANCE_GROUPS.ids],
  ['hospital.kind', HOSPITAL_KINDS.ids],
  ['access.referral', REFERRALS.ids],
  ['access.filing', FILINGS.ids],
  ['hospital.designated', ['true', 'false']],
  ['hospital.chosen', ['true', 'false']],
  ['access.card_shown', ['true', 'false']],
  ['access.settled', ['true', 'false']],
];
const ROWS = 20_000;
/** So many that the words are forgotten on the way; those behind them have come up before. */
const KINDS = 10_500;

/** The words of a row: another combination for each number. */
function wordsOf(number: number): Row {
  let rest = number;
  const words = WORDS.map(([field, all]): [string, string] => {
    const word = all[rest % all.length] ?? '';
    rest = Math.floor(rest / all.length);
    return [field, word];
  });
  return Object.fromEntries(words);
}

it('a file of thousands of different circumstances comes out right, block by block', async () => {
  // Persons have three claims each.
  const rows = Array.from({ length: ROWS }, (_, index): Row => {
    const person = `P${String(Math.floor(index / 3)).padStart(5, '0')}`;
    const date = `2025-0${(index % 3) + 1}-15`;
    return {
      ...{ id: `S${index}`, person, date, region: '371300', insurance: 'employee', care: 'inpatient' },
      ...wordsOf(index % KINDS),
      'expenses.total': `${2000 + (index % 977) * 11}.5${index % 10}`,
    };
  });
  const text = csvText(Object.keys(rows[0] ?? {}), rows);
  expect(text.length).toBeGreaterThan(2 << 20);
  const inBlocks = await settleBytes(text);
  // With a ledger to begin with, all rows are settled at once.
  const atOnce = await settleBytes(text, { opening: '' });
  expect(inBlocks.out.equals(atOnce.out)).toBe(true);
  expect(inBlocks.rejected.equals(atOnce.rejected)).toBe(true);
  expect(inBlocks.summary).toEqual(atOnce.summary);
  expect(inBlocks.summary.rows).toMatchObject({ in: ROWS, rejected: 0 });
});
