import type { Branch } from '../engine/branches.ts';

/** Something known under one combination of circumstances. */
interface Known {
  readonly branch: Pick<Branch, 'facts' | 'admission'>;
}

/** What was asked of every member alike. */
interface Asked<T> {
  readonly fields: readonly string[];
  readonly members: readonly T[];
}

/**
 * Pairs that agree in everything but one field; a field that only one of the two was asked makes no difference. Joined by
 * what both were asked, for the pairs of a place that tells much apart go into hundreds of millions.
 */
export function* alikeBut<T extends Known>(
  field: string,
  ones: readonly T[],
  others: readonly T[],
): Generator<readonly [T, T]> {
  const near = byAsked(field, ones);
  const far = byAsked(field, others);
  for (const one of near)
    for (const other of far) {
      const common = one.fields.filter((name) => other.fields.includes(name));
      const found = groups(other.members, (member) => keyOf(member, common));
      for (const member of one.members)
        for (const match of found.get(keyOf(member, common)) ?? []) yield [member, match];
    }
}

function byAsked<T extends Known>(but: string, all: readonly T[]): Asked<T>[] {
  const fieldsOf = ({ branch }: T): string[] =>
    [...branch.facts.keys()].filter((field) => field !== but).sort();
  const bySet = groups(all, (member) => fieldsOf(member).join(' '));
  return [...bySet.values()].map((members) => ({ fields: fieldsOf(members[0] as T), members }));
}

function keyOf({ branch }: Known, fields: readonly string[]): string {
  const values = fields.map((field) => String(branch.facts.get(field)));
  return [branch.admission, ...values].join('\n');
}

function groups<T>(all: readonly T[], key: (member: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const member of all) {
    const name = key(member);
    const group = found.get(name);
    if (group) group.push(member);
    else found.set(name, [member]);
  }
  return found;
}
