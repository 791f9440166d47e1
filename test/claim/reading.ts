import type { Claim } from '../../src/claim/claim.ts';
import { completeClaim } from '../../src/claim/complete.ts';
import type { Draft } from '../../src/claim/draft.ts';
import type { PartCost } from '../../src/claim/part-cost.ts';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readYaml } from '../../src/source/yaml.ts';

type Problem = Omit<Diagnostic, 'severity'>;

/** A claim file's text, each field by itself. */
export function read(text: string): { draft: Draft; problems: Problem[] } {
  const problems: Problem[] = [];
  const draft = readDraft(readYaml(text, 'claim.yaml'), (problem) => problems.push(problem));
  return { draft, problems };
}

/** The whole of it, as far as a claim can be checked without a policy. */
export function complete(
  text: string,
  classB?: number,
  costs: Readonly<Record<string, PartCost>> = {},
): { claim: Claim | undefined; problems: Problem[] } {
  const { draft, problems } = read(text);
  if (problems.length > 0) return { claim: undefined, problems };
  return {
    claim: completeClaim(
      draft,
      { ...(classB !== undefined && { classB }), partCost: (tag) => costs[tag] ?? 'in_policy' },
      (problem) => problems.push(problem),
    ),
    problems,
  };
}

/** Problems in one comparable line each: `MONEY_NEGATIVE expenses.total 2:10`. */
export function told(text: string, reading: (text: string) => { problems: Problem[] } = read): string[] {
  let problems: readonly Problem[];
  try {
    ({ problems } = reading(text));
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    problems = error.diagnostics;
  }
  return problems.map(({ code, field, place }) =>
    [code, field, place && `${place.line}:${place.column}`].filter((word) => word !== undefined).join(' '),
  );
}
