import { coverField } from '../claim/cover-fields.ts';
import { FIELDS } from '../claim/fields.ts';
import type { PartCost } from '../claim/part-cost.ts';
import { same, type Text } from '../diagnostics/text.ts';
import type { Wording } from '../rules/circumstances.ts';
import type { Policy, Term } from './policy.ts';

const DERIVED: Readonly<Record<string, Text>> = {
  admission: { zh: '本年度住院（就诊）次序', en: 'number of the admission' },
  disease_count: { zh: '病种数', en: 'number of diseases' },
  paid_month: { zh: '缴费月份', en: 'month of payment' },
  basic_schemes: { zh: '参加的基本医保数', en: 'number of basic schemes' },
};

/** How a policy calls a field or one of its values; without one of its own, the general label. */
export function wordingOf(policies: readonly Policy[]): Wording {
  return (field, value) => {
    const known = FIELDS.find((item) => item.key === field) ?? coverField(field);
    for (const policy of policies) {
      const own = policy.wording[field];
      if (value === undefined && own?.label) return own.label;
      if (value !== undefined && own?.values[value]) return own.values[value];
      if (value !== undefined && field === 'disease' && policy.diseases[value])
        return policy.diseases[value].label;
    }
    if (value === undefined) return known?.label ?? DERIVED[field] ?? same(field);
    return known?.table?.values.find((item) => item.id === value)?.label ?? same(value);
  };
}

/** The words of several policies together; of two with one name the later policy's stands. */
export function termsOf<K extends 'parts' | 'diseases'>(policies: readonly Policy[], kind: K): Policy[K] {
  return Object.assign({}, ...policies.map((policy) => policy[kind]));
}

/** The cost that a tag is a part of, by the policies at hand. */
export function partCost(policies: readonly Policy[], tag: string): PartCost {
  return policies.findLast(({ parts }) => parts[tag])?.parts[tag]?.of ?? 'in_policy';
}

/** The id of a policy's own word (part or disease) by id, label or other name. */
export function findTerm(terms: Readonly<Record<string, Term>>, word: string): string | undefined {
  const folded = fold(word);
  const found = Object.entries(terms).find(([id, { label, also }]) =>
    [id, label.zh, label.en, ...also].some((candidate) => fold(candidate) === folded),
  );
  return found?.[0];
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
