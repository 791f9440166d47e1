import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** An assumption that no claim needed is a slip of the pen, or was not worth making. */
export function unusedAssumptions(
  assumptions: ReadonlyMap<string, string>,
  used: readonly string[],
): Diagnostic[] {
  const unused = [...assumptions.keys()].filter((name) => !used.includes(name));
  return unused.map((name) => ({
    code: 'ASSUMPTION_UNUSED',
    severity: 'warning',
    message: {
      zh: `--assume ${name}：没有一笔费用用到它`,
      en: `--assume ${name}: no claim has used it`,
    },
  }));
}
