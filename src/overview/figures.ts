import { type Basis, inherit, type Origin } from '../grammar/words.ts';
import { figuresOfVersion, type KeyedFigure } from '../policy/figures.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { GRADES, type Grade } from '../policy/policy.ts';
import type { Figure } from '../rules/figure.ts';

/** How many figures of a version are known how well. */
export interface FigureCounts extends Readonly<Record<Basis | 'not_stated', number>> {
  readonly all: number;
}

/** A single figure at the end of all tables, with where it comes from. */
export interface Leaf {
  readonly key: string;
  readonly figure: Figure;
  readonly origin: Origin;
}

/** Every single figure of a version, and of the parameters that its formulas use. */
export function leavesOf(policy: Policy, version: Version): Leaf[] {
  const own = figuresOfVersion(version).flatMap(leavesOfKeyed);
  const parameters = Object.entries(policy.parameters).flatMap(([key, { values }]) =>
    values.flatMap(({ amount }) => leavesUnder(key, amount, version.origin)),
  );
  return [...own, ...parameters];
}

function leavesOfKeyed({ key, figure, outer }: KeyedFigure): Leaf[] {
  return leavesUnder(key, figure, outer);
}

function leavesUnder(key: string, figure: Figure, outer: Origin): Leaf[] {
  const origin = inherit(outer, figure.origin);
  switch (figure.kind) {
    case 'exact':
    case 'range':
    case 'none':
    case 'not_stated':
      return [{ key, figure, origin }];
    case 'share':
      return [
        { key, figure, origin },
        ...(figure.provisional ? leavesUnder(key, figure.provisional, origin) : []),
      ];
    case 'by':
    case 'cases':
      return [
        ...figure.rows.map((row) => row.figure),
        ...(figure.otherwise ? [figure.otherwise] : []),
      ].flatMap((inner) => leavesUnder(key, inner, origin));
  }
}

export function countsOf(leaves: readonly Leaf[]): FigureCounts {
  const counts = { all: leaves.length, stated: 0, inferred: 0, assumed: 0, not_stated: 0 };
  for (const { figure, origin } of leaves)
    counts[figure.kind === 'not_stated' ? 'not_stated' : (origin.basis ?? 'stated')]++;
  return counts;
}

/** The keys of figures that are not stated, for some people or for all. */
export function notStatedOf(leaves: readonly Leaf[]): string[] {
  return [...new Set(leaves.flatMap(({ key, figure }) => (figure.kind === 'not_stated' ? [key] : [])))];
}

/** The grades of the documents behind a version, the best first. */
export function gradesOf({ sources }: Policy, leaves: readonly Leaf[]): Grade[] {
  const used = new Set(leaves.flatMap(({ origin }) => origin.source ?? []));
  // A version without figures still rests on something.
  const ids = used.size > 0 ? [...used] : Object.keys(sources);
  const grades = new Set(ids.flatMap((id) => sources[id]?.grade ?? []));
  return GRADES.filter((grade) => grades.has(grade));
}
