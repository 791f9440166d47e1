import { FIELDS } from '../../claim/fields.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Origin } from '../../grammar/words.ts';
import { type Condition, fieldsOf, wordsFor } from '../../rules/condition.ts';
import type { Figure } from '../../rules/figure.ts';
import type { Policy } from '../policy.ts';
import type { Report } from './report.ts';

/** The words of a policy's own: local names are of fields and values that there are, and parts and diseases are listed. */

export function checkWording(policy: Policy, error: Report): void {
  for (const field of Object.keys(policy.wording)) {
    const known = FIELDS.find((item) => item.key === field);
    if (!known) {
      error(
        'UNKNOWN_FIELD',
        `wording：没有“${field}”这一项`,
        `wording: there is no field “${field}”`,
        {},
        didYouMean(
          field,
          FIELDS.map((item) => item.key),
        ),
      );
      continue;
    }
    for (const value of Object.keys(policy.wording[field]?.values ?? {})) {
      if (known.table && !known.table.ids.includes(value)) {
        error(
          'UNKNOWN_CODE',
          `wording：${known.label.zh}没有“${value}”`,
          `wording: ${known.label.en} has no value “${value}”`,
          {},
          didYouMean(value, known.table.ids),
        );
      }
    }
  }
}

/** @returns whether the policy has such a part */
export function knowPart(policy: Policy, tag: string, origin: Origin, error: Report): boolean {
  if (policy.parts[tag]) return true;
  const hint = didYouMean(tag, Object.keys(policy.parts));
  error('UNKNOWN_PART', `没有费用分项“${tag}”`, `there is no part “${tag}”`, origin, hint);
  return false;
}

/** The diseases that a table goes by. */
export function checkDiseasesBy(policy: Policy, figure: Figure, error: Report, origin: Origin): void {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return;
  const place = figure.origin.line ? figure.origin : origin;
  if (figure.kind === 'cases') for (const row of figure.rows) checkDiseases(policy, row.when, place, error);
  else if (figure.field === 'disease')
    knowDiseases(
      policy,
      figure.rows.flatMap(({ keys }) => (keys.kind === 'is' ? keys.values : [])),
      place,
      error,
    );
  for (const row of figure.rows) checkDiseasesBy(policy, row.figure, error, origin);
  if (figure.otherwise) checkDiseasesBy(policy, figure.otherwise, error, origin);
}

export function checkDiseases(policy: Policy, when: Condition, origin: Origin, error: Report): void {
  if (fieldsOf(when).includes('disease')) knowDiseases(policy, wordsFor(when, 'disease'), origin, error);
}

/** A policy that tells diseases apart says which, and means none that it does not list. */
function knowDiseases(policy: Policy, words: readonly string[], origin: Origin, error: Report): void {
  const known = Object.keys(policy.diseases);
  if (known.length === 0) {
    error('NO_DISEASES', '用到病种，但没有写 diseases', 'it goes by disease but lists no `diseases`', origin);
    return;
  }
  for (const word of words) {
    if (!known.includes(word)) {
      const hint = didYouMean(word, known);
      error('UNKNOWN_DISEASE', `diseases 里没有“${word}”`, `“${word}” is not in \`diseases\``, origin, hint);
    }
  }
}
