import { type Fact, wordsOf } from '../claim/claim.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts } from '../diagnostics/text.ts';
import type { Policy } from '../policy/policy.ts';
import { findTerm, termsOf } from '../policy/wording.ts';

/**
 * Puts the policies' own names of the diseases in the place of those given.
 * @returns what is wrong where a rule goes by the disease and one given is not among those the policies tell apart: a slip
 * of the pen would change who pays. Where no rule asks, any text will do
 */
export function nameDiseases(
  facts: Map<string, Fact>,
  policies: readonly Policy[],
): Omit<Diagnostic, 'severity'> | undefined {
  const terms = termsOf(policies, 'diseases');
  const words = wordsOf(facts, 'disease');
  if (words.length === 0 || Object.keys(terms).length === 0) return undefined;
  const ids = words.map((word) => findTerm(terms, word));
  facts.set('disease', [...new Set(ids.map((id, index) => id ?? (words[index] as string)))]);
  const unknown = words[ids.indexOf(undefined)];
  if (unknown === undefined) return undefined;
  const labels = joinTexts(
    Object.entries(terms).map(([id, { label }]) => ({ zh: `${label.zh} ${id}`, en: `${id} (${label.en})` })),
  );
  return {
    code: 'UNKNOWN_DISEASE',
    message: {
      zh: `政策没有区分病种“${unknown}”`,
      en: `the policy does not know the disease “${unknown}”`,
    },
    hint: { zh: `可用：${labels.zh}`, en: `one of: ${labels.en}` },
    field: 'disease',
    value: unknown,
  };
}
