import { paintEach } from './paint.ts';
import { type StepRow, stepRows } from './step-rows.ts';
import type { StepView } from './steps.ts';
import { type Column, type Row, table } from './table.ts';
import type { TextContext } from './text-context.ts';
import { indented } from './width.ts';

/** All steps share these edges, so that costs stand under costs and payments under payments. */
const COLUMNS: readonly Column[] = [
  { align: 'left', flex: true },
  { align: 'right', min: 9 },
  { align: 'right', min: 15 },
  { align: 'right', min: 15, ruled: true },
];
const INDENT = 4;

/** One step: its name and sources, the rule in words, then the sum. */
export function stepLines(step: StepView, number: number, context: TextContext): string[] {
  const { view, paint, width } = context;
  const rows = stepRows(step, view.lang);
  const refs = step.refs.map((ref) => `[${ref}]`).join('');
  const sums = rows.length > 1 && (step.sum || step.bands.length > 0);
  return [
    ...indented(`${step.label}${refs === '' ? '' : ` ${refs}`}`, width, INDENT, `${number}.`.padStart(3)),
    ...(step.rule === '' ? [] : paintEach(indented(step.rule, width, INDENT), paint.dim)),
    ...table(
      COLUMNS,
      rows.flatMap((row) => tableRow(row, sums, context)),
      { width: width - INDENT - 2, indent: INDENT },
    ),
  ];
}

function tableRow(row: StepRow, sums: boolean, { paint }: TextContext): Row[] {
  if (row.kind === 'across') return [{ across: { text: row.text, paint: paint.dim } }];
  if (row.kind === 'head') return [row.cells.map((text) => ({ text, paint: paint.dim }))];
  if (row.kind === 'plain') return [row.cells.map((text) => ({ text }))];
  const [label, rate, cost, pays] = row.cells.map((text) => ({ text }));
  const result: Row = [label, rate, cost, pays && { ...pays, paint: paint.strong }].filter(
    (cell) => cell !== undefined,
  );
  return sums ? ['rule', result] : [result];
}
