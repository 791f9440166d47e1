import type { Policy, Version } from './policy.ts';

/** What the rules and tables of a policy tell apart, by field. */
export interface Told {
  /** Values that conditions and tables name. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same as they stand: what one condition, or one row of a table, names together. */
  readonly groups: ReadonlyMap<string, readonly Group[]>;
  /** Numbers at which something changes: below it one thing, from it on another. */
  readonly edges: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Values of one field for which the same holds. */
export interface Group {
  readonly kind: 'condition' | 'row';
  readonly values: readonly string[];
}

/**
 * The values and numbers that versions of policies name anywhere in eligibility, lines, caps and cover rules.
 * @param parameters of the policies: their amounts may be tables, too
 */
export function toldBy(versions: readonly Version[], parameters: readonly Policy['parameters'][] = []): Told {
  const words = new Map<string, Set<string>>();
  const groups = new Map<string, Group[]>();
  const edges = new Map<string, Set<number>>();
  const note = <T>(map: Map<string, Set<T>>, field: string, value: T): void => {
    map.set(field, (map.get(field) ?? new Set<T>()).add(value));
  };
  const visit = (node: unknown, of: string | undefined): void => {
    if (Array.isArray(node)) for (const item of node) visit(item, of);
    if (typeof node !== 'object' || node === null) return;
    const test = node as Readonly<Record<string, unknown>>;
    const field = typeof test.field === 'string' ? test.field : of;
    if (test.kind === 'is' && field !== undefined && Array.isArray(test.values)) {
      const values = test.values.map(String);
      for (const value of values) note(words, field, value);
      const kind = test.field === undefined ? 'row' : 'condition';
      groups.set(field, [...(groups.get(field) ?? []), { kind, values }]);
    }
    if (test.kind === 'within' && field !== undefined) {
      note(edges, field, Number(test.from));
      if (Number(test.to) < Number.MAX_SAFE_INTEGER) note(edges, field, Number(test.to) + 1);
    }
    // One deductible of a stay over several hospitals: whether the stay goes on makes the difference.
    if (test.transfer === 'higher_once') note(words, 'transfer', 'true');
    // «100 less for each further admission», «3,000 more for each year above four»: every number is told apart.
    if (test.eachAdmission === true) for (const times of [1, 2, 3, 4]) note(edges, 'admission', times + 1);
    if (typeof test.by === 'string' && typeof test.above === 'number')
      for (const years of [1, 2, 5, 40]) note(edges, test.by, test.above + years);
    for (const inner of Object.values(node)) visit(inner, field);
  };
  for (const version of versions)
    visit(
      [version.eligibility, version.lines, version.caps, version.coverStart, version.lifetime],
      undefined,
    );
  visit(parameters, undefined);
  return { words, groups, edges };
}
