import type { Lang } from '../diagnostics/text.ts';
import { say } from './say.ts';
import type { BandView, InputView, StepView } from './steps.ts';
import { WORDS } from './words.ts';

/** A step as rows of four columns: what, rate, cost, payment. All formats draw these. */
export type StepRow =
  | { readonly kind: 'plain' | 'head' | 'result'; readonly cells: readonly [string, string, string, string] }
  /** A remark on the row before it, across all columns. */
  | { readonly kind: 'across'; readonly text: string };

/** Whether the columns of rates and costs hold anything, and so need a name. */
export function namesColumns(rows: readonly StepRow[]): boolean {
  return rows.some((row) => row.kind !== 'across' && (row.cells[1] !== '' || row.cells[2] !== ''));
}

export function stepRows(step: StepView, lang: Lang): StepRow[] {
  const { before, bands, after, sum } = step;
  // A total that nothing is taken from is its own result.
  const shown = sum && before.length === 1 ? [] : before;
  return [
    ...shown.flatMap((input) => inputRows(input, sum)),
    ...(bands.length > 0 ? [head(lang), ...bands.map(bandRow)] : []),
    ...after.flatMap((input) => inputRows(input, false)),
    ...(step.rounding === '' ? [] : [{ kind: 'across' as const, text: step.rounding }]),
    { kind: 'result', cells: [step.resultLabel, '', '', step.result] },
  ];
}

function head(lang: Lang): StepRow {
  const [what, rate, cost, pays] = [WORDS.band, WORDS.rate, WORDS.cost, WORDS.pays].map((word) =>
    say(word, lang),
  );
  return { kind: 'head', cells: [what ?? '', rate ?? '', cost ?? '', pays ?? ''] };
}

function inputRows({ label, mark, value, formula }: InputView, summand: boolean): StepRow[] {
  const name = label + spaced(mark);
  // Costs stand under costs, percentages under rates.
  const place = summand ? 3 : value.endsWith('%') ? 1 : 2;
  const cells: [string, string, string, string] = [name, '', '', ''];
  cells[place] = value;
  const row: StepRow = { kind: 'plain', cells };
  return formula === undefined ? [row] : [row, { kind: 'across', text: formula }];
}

function bandRow({ range, mark, rate, cost, pays }: BandView): StepRow {
  return { kind: 'plain', cells: [range + spaced(mark), rate, cost, pays] };
}

/** English marks stand apart; Chinese brackets bring their own space. */
function spaced(mark: string): string {
  return mark.startsWith('[') ? ` ${mark}` : mark;
}
