import type { Layout } from '../header/layout.ts';
import { FIXED_MONEY } from './rows.ts';

/** Fields that decide nothing where the policies do not look at them, and would part the claims into too many situations. */
const NUMBERS = ['age', 'cover_years', 'claim_free_years'] as const;
const SINGLE = ['person', 'id', 'date', 'reverses', 'disease', ...NUMBERS] as const;

/** Which of the columns that are read hold what; a slot is the place of a column among them. */
export interface Slots {
  readonly byName: ReadonlyMap<string, number>;
  /** -1 where there is no such column. */
  readonly single: Readonly<Record<(typeof SINGLE)[number], number>>;
  /** The words, which make up a claim's situation. */
  readonly wordNames: readonly string[];
  readonly words: Int32Array;
  /** Parts and payments. */
  readonly flexibleNames: readonly string[];
  /** Amounts every claim may have, -1 where there is no such column, then the flexible ones. */
  readonly money: Int32Array;
  readonly recorded: Int32Array;
  /** Items and the year so far. */
  readonly special: Int32Array;
}

/** The slots of a layout: its claim fields, then what was recorded. */
export function slotsIn(layout: Layout): Slots {
  const names = layout.claim.map(({ name }) => name);
  const byName = new Map(names.map((name, slot) => [name, slot]));
  const slot = (name: string): number => byName.get(name) ?? -1;
  const special = names.filter((name) => name === 'expenses.items' || name.startsWith('year_to_date.'));
  const flexibleNames = names.filter(
    (name) => /^(paid|expenses\.parts)\./.test(name) || name === 'expenses.essential_medicine',
  );
  const taken: readonly string[] = [...SINGLE, ...special, ...flexibleNames, ...FIXED_MONEY];
  const wordNames = names.filter((name) => !taken.includes(name));
  return {
    byName,
    single: Object.fromEntries(SINGLE.map((name) => [name, slot(name)])) as Slots['single'],
    wordNames,
    words: Int32Array.from(wordNames, slot),
    flexibleNames,
    money: Int32Array.from([...FIXED_MONEY, ...flexibleNames], slot),
    recorded: Int32Array.from(layout.recorded, (_, index) => names.length + index),
    special: Int32Array.from(special, slot),
  };
}
