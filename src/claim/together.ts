import { caresOfDetail } from '../codes/cares.ts';
import { type Fact, type Facts, wordOf } from './claim.ts';

/** Two fields that say much the same: a value of the one rules values of the other out. */
const PAIRS: readonly {
  readonly fields: readonly [string, string];
  readonly agree: (first: string, second: string) => boolean;
}[] = [
  {
    fields: ['care', 'care_detail'],
    agree: (care, detail) => detail === 'none' || caresOfDetail(detail).includes(care),
  },
  // Filing is for care away; at home there is none.
  {
    fields: ['access.filing', 'access.place'],
    agree: (filing, place) => (filing === 'local') === (place === 'local'),
  },
];

/** Whether a value of a field can stand beside the facts there are. */
export function goesWith(field: string, value: Fact, facts: Facts): boolean {
  return PAIRS.every(({ fields: [first, second], agree }) => {
    const other = field === first ? second : field === second ? first : undefined;
    const known = other === undefined ? undefined : wordOf(facts, other);
    if (known === undefined || typeof value !== 'string') return true;
    return field === first ? agree(value, known) : agree(known, value);
  });
}

/** The field that rules values of this one out. */
export function partnerOf(field: string): string | undefined {
  const pair = PAIRS.find(({ fields }) => fields.includes(field))?.fields;
  return pair?.find((other) => other !== field);
}

/** The pairs of fields whose facts cannot both be true. */
export function contradictions(facts: Facts): (readonly [string, string])[] {
  return PAIRS.map(({ fields }) => fields).filter(([first]) => {
    const value = wordOf(facts, first);
    return value !== undefined && !goesWith(first, value, facts);
  });
}

/** The facts with another value of a field; a fact that cannot stand beside it belonged to the old one. */
export function withFact(facts: Facts, field: string, value: Fact): Map<string, Fact> {
  const changed = new Map(facts).set(field, value);
  for (const pair of contradictions(changed)) changed.delete(pair[0] === field ? pair[1] : pair[0]);
  return changed;
}
