import { say } from './say.ts';
import type { BandView, InputView, StepView } from './steps.ts';
import { type Cell, type Column, type Row, table } from './table.ts';
import type { TextContext } from './text.ts';
import { indented } from './width.ts';
import { WORDS } from './words.ts';

/** All steps share these edges, so that costs stand under costs and payments under payments. */
const COLUMNS: readonly Column[] = [
  { align: 'left', flex: true },
  { align: 'right', min: 9 },
  { align: 'right', min: 15 },
  { align: 'right', min: 15 },
];
const INDENT = 4;

/** One step: its name and sources, the rule in words, then the sum. */
export function stepLines(step: StepView, number: number, context: TextContext): string[] {
  const { paint, width } = context;
  const head = `${String(number).padStart(2)}  `;
  const refs = step.refs.map((ref) => `[${ref}]`).join('');
  return [
    ...indented(`${step.label}${refs === '' ? '' : ` ${refs}`}`, width, INDENT, head),
    ...(step.rule === '' ? [] : indented(step.rule, width, INDENT).map(paint.dim)),
    ...table(COLUMNS, rowsOf(step, context), { width: width - INDENT - 2, indent: INDENT }),
  ];
}

function rowsOf(step: StepView, { view, paint }: TextContext): Row[] {
  const words = [WORDS.band, WORDS.rate, WORDS.cost, WORDS.pays].map((word) => say(word, view.lang));
  const input = (value: InputView): Row => inputRow(value, step.sum ? 3 : 2);
  const bands: Row[] =
    step.bands.length === 0
      ? []
      : [words.map((text) => ({ text, paint: paint.dim })), ...step.bands.map(bandRow)];
  const result: Row = [
    { text: step.resultLabel },
    { text: '' },
    { text: '' },
    { text: step.result, paint: paint.strong },
  ];
  const single = step.sum && step.before.length === 1;
  return [
    ...(single ? [] : step.before.flatMap((value) => withFormula(input(value), value))),
    ...bands,
    ...step.after.flatMap((value) => withFormula(input(value), value)),
    ...(step.rounding === '' ? [] : [roundingRow(step, paint.dim)]),
    ...(single || (bands.length === 0 && !step.sum) ? [] : ['rule' as const]),
    result,
  ];
}

function inputRow({ label, mark, value }: InputView, column: number): Row {
  const row: Cell[] = [{ text: label + spaced(mark) }, { text: '' }, { text: '' }, { text: '' }];
  row[column] = { text: value };
  return row;
}

/** English marks stand apart, Chinese brackets bring their own space. */
function spaced(mark: string): string {
  return mark.startsWith('[') ? ` ${mark}` : mark;
}

function withFormula(row: Row, { formula }: InputView): Row[] {
  return formula === undefined ? [row] : [row, [{ text: `  ${formula}` }]];
}

function bandRow({ range, mark, rate, cost, pays }: BandView): Row {
  return [{ text: range + spaced(mark) }, { text: rate }, { text: cost }, { text: pays }];
}

function roundingRow(step: StepView, paint: (text: string) => string): Row {
  return [{ text: step.rounding, paint }];
}
