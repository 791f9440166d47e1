import type { Outcome, PolicyOutcome } from './main.ts';
import type { Mutant } from './run.ts';

const HEADS = ['policy', 'cases', 'mutants', 'killed', 'refused', 'equivalent', 'survivors'];

/** The outcome as a table, the survivors each in a line, and what was not mutated. */
export function outcomeText({ policies, faults }: Outcome): string {
  const rows = policies.map(rowOf);
  const sums = HEADS.map((_, column) =>
    column < 2 ? '' : String(rows.reduce((sum, row) => sum + Number(row[column]), 0)),
  );
  const table = [HEADS, ...rows, ['all', ...sums.slice(1)]];
  const widths = HEADS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const survivors = policies.flatMap((policy) => policy.survivors);
  return [
    ...lines,
    '',
    `Not mutated, as no amount, notice or refusal depends on them: ${leftText(policies)}.`,
    ...faults.map((fault) => `equivalent list: ${fault}`),
    survivors.length === 0 ? 'survivors: none' : 'survivors:',
    ...survivors.map(survivorText),
    '',
  ].join('\n');
}

function rowOf({ policy, cases, mutants, equivalent, survivors }: PolicyOutcome): string[] {
  const count = (fate: Mutant['fate']): number => mutants.filter((mutant) => mutant.fate === fate).length;
  return [
    policy,
    ...[cases, mutants.length, count('killed'), count('refused'), equivalent.length, survivors.length].map(
      String,
    ),
  ];
}

function leftText(policies: readonly PolicyOutcome[]): string {
  const all = new Map<string, number>();
  for (const { left } of policies) for (const [key, count] of left) all.set(key, (all.get(key) ?? 0) + count);
  return [...all].map(([key, count]) => `${key} ${count}`).join(', ');
}

function survivorText({ file, line, column, at, was, becomes }: Mutant): string {
  return `  ${file}:${line}:${column} ${at}: ${short(was)} -> ${short(becomes)}`;
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
