import type { Version } from '../policy/policy.ts';
import type { Figure } from '../rules/figure.ts';

const GUESSED_DEDUCTIBLE = 100_000;

/**
 * A version in which no figure is missing, so that every combination of circumstances can be followed to its end: a
 * figure that is not stated, or that depends on a dated parameter, stops nothing (`none`), and a deductible has some
 * amount, because without one its adjustments would not be looked at.
 */
export function filled(version: Version): Version {
  const fill = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(fill);
    if (typeof node !== 'object' || node === null) return node;
    const { kind } = node as { kind?: unknown };
    if (kind === 'not_stated' || kind === 'share')
      return { kind: 'none', origin: (node as Figure).origin } satisfies Figure;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, fill(inner)]));
  };
  const whole = fill(version) as Version;
  return {
    ...whole,
    lines: whole.lines.map((line) =>
      line.deductible
        ? { ...line, deductible: { ...line.deductible, amount: withAmount(line.deductible.amount) } }
        : line,
    ),
  };
}

function withAmount(figure: Figure): Figure {
  // A range, because what is not known exactly proves nothing; see `watchDeductible`.
  if (figure.kind === 'none')
    return { kind: 'range', low: GUESSED_DEDUCTIBLE, high: null, origin: figure.origin };
  if (figure.kind === 'by')
    return {
      ...figure,
      rows: figure.rows.map((row) => ({ ...row, figure: withAmount(row.figure) })),
      ...(figure.otherwise && { otherwise: withAmount(figure.otherwise) }),
    };
  if (figure.kind === 'cases')
    return {
      ...figure,
      rows: figure.rows.map((row) => ({ ...row, figure: withAmount(row.figure) })),
      ...(figure.otherwise && { otherwise: withAmount(figure.otherwise) }),
    };
  return figure;
}
