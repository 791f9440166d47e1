import type { Version } from './policy.ts';

/** What the rules and tables of a policy tell apart, by field. */
export interface Told {
  /** Values that conditions and tables name. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Numbers at which something changes: below it one thing, from it on another. */
  readonly edges: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The values and numbers that versions of policies name anywhere in eligibility, lines, caps and cover rules. */
export function toldBy(versions: readonly Version[]): Told {
  const words = new Map<string, Set<string>>();
  const edges = new Map<string, Set<number>>();
  const note = <T>(map: Map<string, Set<T>>, field: string, value: T): void => {
    map.set(field, (map.get(field) ?? new Set<T>()).add(value));
  };
  const visit = (node: unknown, of: string | undefined): void => {
    if (Array.isArray(node)) for (const item of node) visit(item, of);
    if (typeof node !== 'object' || node === null) return;
    const test = node as Readonly<Record<string, unknown>>;
    const field = typeof test.field === 'string' ? test.field : of;
    if (test.kind === 'is' && field !== undefined && Array.isArray(test.values))
      for (const value of test.values) note(words, field, String(value));
    if (test.kind === 'within' && field !== undefined) {
      note(edges, field, Number(test.from));
      if (Number(test.to) < Number.MAX_SAFE_INTEGER) note(edges, field, Number(test.to) + 1);
    }
    // «100 less for each further admission», «3,000 more for each year above four»: every number is told apart.
    if (test.eachAdmission === true) for (const times of [1, 2, 3, 4]) note(edges, 'admission', times + 1);
    if (test.by === 'cover_years' && typeof test.above === 'number')
      for (const years of [1, 2, 5, 40]) note(edges, 'cover_years', test.above + years);
    for (const inner of Object.values(node)) visit(inner, field);
  };
  for (const version of versions)
    visit(
      [version.eligibility, version.lines, version.caps, version.coverStart, version.lifetime],
      undefined,
    );
  return { words, edges };
}
