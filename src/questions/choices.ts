import type { Draft } from '../claim/draft.ts';
import { fieldOf } from '../claim/fields.ts';
import { goesWith } from '../claim/together.ts';
import { INSURANCES } from '../codes/insurances.ts';
import type { Policy } from '../policy/policy.ts';
import { toldBy } from '../policy/told.ts';
import type { Need, Wording } from '../rules/circumstances.ts';
import type { Choice } from './question.ts';
import type { Situation } from './situation.ts';

/** The answers that a need can have, in the policy's wording. */
export function choicesOfNeed({ field, choices }: Need, situation: Situation): Choice[] {
  const ids = choices ?? generalIds(field, situation);
  const { facts } = situation.draft;
  return choicesOf(
    field,
    ids.filter((id) => goesWith(field, id, facts)),
    situation.wording,
  );
}

/** Choices by id. A value that is itself a digit keeps it as its key: pressing 3 for 三级 must not pick another level. */
export function choicesOf(field: string, ids: readonly string[], wording: Wording): Choice[] {
  const order = fieldOf(field).table?.ids ?? [];
  const sorted = [...ids].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const keys = keysOf(sorted);
  return sorted.map((value, index) => {
    const entry = fieldOf(field).table?.values.find(({ id }) => id === value);
    const words = [value, ...(entry?.national ?? []), ...(entry?.also ?? [])];
    return { value, label: wording(field, value), key: keys[index] ?? '', words };
  });
}

/** A plain list under the numbers from 1. */
export function numbered(items: readonly Omit<Choice, 'key'>[]): Choice[] {
  return items.map((item, index) => ({ ...item, key: String(index + 1) }));
}

function keysOf(ids: readonly string[]): string[] {
  const digit = (id: string): boolean => /^\d$/.test(id);
  if (!ids.some(digit)) return ids.map((_, index) => String(index + 1));
  const first = ids.findIndex(digit);
  let next = Math.max(...ids.filter(digit).map(Number));
  return ids.map((id, index) => {
    if (digit(id)) return id;
    return index === first - 1 ? '0' : String(++next);
  });
}

/** Groups of people by scheme: an employee is never a minor resident. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  employee: ['active', 'retired'],
  resident: ['minor', 'adult', 'senior'],
  urban_resident: ['minor', 'adult', 'senior'],
  nrcms: ['minor', 'adult', 'senior'],
};

/** Values of a field where the policy does not list those it has figures for. */
function generalIds(field: string, { draft, prepared }: Situation): readonly string[] {
  const { table, default: ordinary } = fieldOf(field);
  const ids = table?.ids ?? [];
  if (field === 'status') return groupsOf(draft) ?? ids;
  if (ordinary !== 'none' || !prepared?.located) return ids;
  // Groups that no rule mentions are treated as none; listing them would only slow the choice down.
  const { basic, supplements } = prepared.located;
  const told = toldBy([basic, ...supplements].map(({ version }) => version)).words.get(field) ?? new Set();
  return told.size > 0 ? ids.filter((id) => id === ordinary || told.has(id)) : ids;
}

function groupsOf(draft: Draft): readonly string[] | undefined {
  const [insurance] = [draft.facts.get('insurance') ?? []].flat();
  return GROUPS[String(insurance)];
}

/** Diseases that the policies in play tell apart. */
export function diseaseChoices({ prepared }: Situation): Choice[] {
  if (!prepared?.located) return [];
  const policies = [prepared.located.basic, ...prepared.located.supplements].map((part) => part.policy);
  const terms = Object.assign({}, ...policies.map((policy) => policy.diseases)) as Policy['diseases'];
  return numbered(
    Object.entries(terms).map(([value, { label, also }]) => ({ value, label, words: [value, ...also] })),
  );
}

export function insuranceChoices(schemes: readonly string[], wording: Wording): Choice[] {
  return numbered(
    INSURANCES.ids
      .filter((id) => schemes.includes(id))
      .map((value) => {
        const { national = [], also = [] } = INSURANCES.find(value) ?? {};
        return { value, label: wording('insurance', value), words: [value, ...national, ...also] };
      }),
  );
}
