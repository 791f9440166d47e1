import { allNotices, differ } from '../../engine/estimate.ts';
import { OUT, PER_LINE } from '../../engine/plan.ts';
import { wordingOf } from '../../policy/wording.ts';
import type { Decided } from '../circumstances/decided.ts';
import type { Tally } from '../counting/tally.ts';

/** Between the codes of a row. */
const SEPARATOR = ';';
/** Lines whose use fits in the bits of a number. */
const MOST_LINES = 24;

/**
 * The notices of rows as sets, each written down once. Which notices a claim has depends on its circumstances and on the
 * lines that came into use, not on the amounts.
 */
export class NoticeSets {
  readonly texts: string[] = [''];
  readonly #codes: (readonly string[])[] = [[]];
  readonly #rows: number[] = [0];
  readonly #setOf = new Map<string, number>([['', 0]]);

  /** The number of the set of a claim just settled. */
  of(decided: Decided): number {
    const { high } = decided;
    const ranged = high !== undefined && differ(decided.out, high.out);
    const lines = maskOf(decided);
    const mask = lines < 0 ? lines : lines * 2 + (ranged ? 1 : 0);
    const known = mask < 0 ? undefined : decided.notices.get(mask);
    if (known !== undefined) {
      this.#rows[known] = (this.#rows[known] as number) + 1;
      return known;
    }
    const { prepared, plan } = decided;
    const wording = wordingOf(plan.policies.map(({ policy }) => policy));
    const notices = allNotices(prepared, decided, ranged, wording);
    const number = this.named([...new Set(notices.map(({ code }) => code))]);
    if (mask >= 0) decided.notices.set(mask, number);
    return number;
  }

  /** The number of a set of codes; counts a row of it. */
  named(codes: readonly string[]): number {
    const text = codes.join(SEPARATOR);
    let number = this.#setOf.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#setOf.set(text, number);
      this.#codes.push(codes);
      this.#rows.push(0);
    }
    this.#rows[number] = (this.#rows[number] as number) + 1;
    return number;
  }

  /** Hands what has been counted to the summary. */
  tell(tally: Tally): void {
    for (const [number, rows] of this.#rows.entries()) {
      tally.notices(this.#codes[number] ?? [], rows);
      this.#rows[number] = 0;
    }
  }
}

/** Two bits a line: whether it came into use, and whether it met a cap or was given more than was left. -1: too many. */
function maskOf({ plan, amounts, out }: Decided): number {
  const { lines } = plan;
  if (lines.length > MOST_LINES) return -1;
  let mask = 0;
  for (let index = 0; index < lines.length; index++) {
    const slot = OUT.first + index * PER_LINE.size;
    const line = lines[index] as Decided['plan']['lines'][number];
    const used = (out[slot + PER_LINE.base] as number) > 0;
    const met =
      line.state === 'given'
        ? (amounts[line.given] as number) > (out[slot + PER_LINE.paid] as number)
        : (out[slot + PER_LINE.above] as number) > 0;
    mask = mask * 4 + (used ? 2 : 0) + (met ? 1 : 0);
  }
  return mask;
}
