import { COVER_NUMBERS, COVER_WORDS } from '../claim/cover-fields.ts';
import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Library } from '../policy/library.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { Circumstances } from '../rules/circumstances.ts';
import { type Condition, holds } from '../rules/condition.ts';
import { type EligibilityQuestion, missingCover } from './eligibility-question.ts';
import type { UsedRule } from './eligibility-result.ts';
import type { Notice } from './notices.ts';

/** What finding an answer adds to: the rules it rests on, and what must be said with it. */
export interface Answering {
  readonly question: EligibilityQuestion;
  readonly library: Library;
  readonly used: UsedRule[];
  readonly notices: Notice[];
}

/** A version that has rules on cover. */
export interface Rules {
  readonly policy: Policy;
  readonly version: Version;
}

/**
 * The rules on cover of a question: the place's own, those of its city and province as far as they apply there, and those
 * that hold everywhere. What the nearer ones do not decide, the wider ones do.
 * @throws BaoxiaoError where a policy has such rules, but none for the date
 */
export async function* rulesOn(
  { question, library }: Answering,
  date: string,
  has: (version: Version) => boolean,
): AsyncGenerator<Rules> {
  const { region, insurance } = question;
  if (region !== undefined)
    for await (const policy of library.applying(region, insurance))
      if (policy.versions.some(has)) yield { policy, version: versionOn(policy, date) };
  const national = await library.national();
  if (national) yield { policy: national, version: versionOn(national, date) };
}

/**
 * Whether a rule holds.
 * @throws BaoxiaoError where that hangs on something that was not given
 */
export function ruleHolds({ when }: { readonly when?: Condition }, question: EligibilityQuestion): boolean {
  if (when === undefined) return true;
  const circumstances = circumstancesOf(question);
  const met = holds(when, circumstances);
  if (met !== undefined) return met;
  // What comes after the first may not be needed once that is known.
  const [need = ''] = circumstances.needs.keys();
  throw new BaoxiaoError([missingCover(COVER_NUMBERS[need] ?? need)]);
}

function circumstancesOf({ insurance, given }: EligibilityQuestion): Circumstances {
  const facts = new Map<string, string | readonly string[]>([['insurance', [insurance]]]);
  for (const field of COVER_WORDS) {
    const word = given.get(field);
    if (word !== undefined) facts.set(field, String(word));
  }
  const numbers = new Map<string, number>();
  for (const field of ['gap', 'cover_years']) {
    const number = given.get(field);
    if (typeof number === 'number') numbers.set(field, number);
  }
  const paidOn = given.get('paid_on');
  if (paidOn !== undefined) {
    numbers.set('paid_month', Number(String(paidOn).slice(5, 7)));
    for (const [field, since] of [
      ['gap_days', 'cover_ended'],
      ['age_days', 'born'],
    ] as const) {
      const day = given.get(since);
      if (day !== undefined) numbers.set(field, daysBetween(String(day), String(paidOn)));
    }
  }
  return new Circumstances(facts, numbers, true);
}

/** Whole days from one ISO day to a later one; 0 where it is not later. */
function daysBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
}
