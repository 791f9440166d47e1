import type { Text } from '../diagnostics/text.ts';

/**
 * What has been answered, by field: our claim field names (`hospital.level`, `paid.assistance`), a few questions that
 * are no claim field (see `pseudo`), and figures supplied for the policy under `assume.<key>`. Texts as people type them.
 */
export type Answers = ReadonlyMap<string, string>;

export type QuestionKind =
  | 'region'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'money'
  | 'rate'
  | 'number'
  | 'date'
  | 'text';

/** One answer that can be picked. */
export interface Choice {
  readonly value: string;
  readonly label: Text;
  /** What to press: a digit that means the value where there is one (二级 is 2), or a number from 1. */
  readonly key: string;
  /** Other words that find it: id, national code. */
  readonly words: readonly string[];
}

/** Something to ask, with all that a prompt needs to ask it. */
export interface Question {
  readonly field: string;
  readonly kind: QuestionKind;
  /** Short enough for a column. */
  readonly label: Text;
  readonly choices: readonly Choice[];
  /** The answer that Enter alone gives. */
  readonly default?: string;
  readonly help?: Text;
  /** Said before the question: why it is asked at all. */
  readonly intro?: Text;
}

/** Whether the year holds anything before this claim; the details are asked only after yes. */
export const HAD_EARLIER = 'year_to_date';
/** What to do about a figure that is not stated: `unstated.<key>` is `paid` or `assume`. */
export const UNSTATED = 'unstated.';
/** A figure supplied by the user: `assume.<key>`. */
export const ASSUME = 'assume.';

/** Questions that steer the driver and are no field of a claim. */
export function pseudo(field: string): boolean {
  return field === HAD_EARLIER || field.startsWith(UNSTATED) || field.startsWith(ASSUME);
}

/** Assumptions among the answers, by the policy's key. */
export function assumptionsOf(answers: Answers): Map<string, string> {
  const found = new Map<string, string>();
  for (const [field, text] of answers)
    if (field.startsWith(ASSUME)) found.set(field.slice(ASSUME.length), text);
  return found;
}
