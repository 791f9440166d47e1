import { OUT, PER_LINE } from '../../engine/plan.ts';
import type { Account } from './account.ts';
import type { Stay } from './stays.ts';

/** What one settlement adds to the year; taken off again by its reversal. */
export interface Posting {
  readonly account: Account;
  /** As 202505. */
  readonly month: number;
  readonly disease: string;
  /** Base, deductible and paid of each line, in fen. */
  readonly amounts: Float64Array;
  readonly covered: boolean;
  /** The stay it belongs to, where the policy makes one stay of several hospitals. */
  readonly stay?: Stay;
}

/** What a settlement has added, for its reversal. */
export function postingOf(
  account: Account,
  out: Float64Array,
  month: number,
  disease: string,
  covered: boolean,
  stay?: Stay,
): Posting {
  const amounts = new Float64Array(account.lines.length * 3);
  for (let index = 0; index < account.lines.length; index++) {
    const slot = OUT.first + index * PER_LINE.size;
    amounts[index * 3] = out[slot + PER_LINE.base] as number;
    amounts[index * 3 + 1] = out[slot + PER_LINE.deductible] as number;
    amounts[index * 3 + 2] = out[slot + PER_LINE.paid] as number;
  }
  return { account, month, disease, amounts, covered, ...(stay && { stay }) };
}
