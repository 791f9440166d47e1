import type { Comparison } from '../engine/compare.ts';
import {
  type ChoiceView,
  type CompareView,
  choiceName,
  choiceRemarks,
  compareRows,
  compareView,
  STAR,
  starredName,
} from './compare-view.ts';
import { type Paint, PLAIN, paintEach } from './paint.ts';
import { say } from './say.ts';
import { type Cell, type Column, type Row, table } from './table.ts';
import { reportWidth, type TextOptions } from './text.ts';
import { cells, indented, phrases, wrap } from './width.ts';
import { WORDS } from './words.ts';

/** More choices than this no longer fit side by side on 80 columns. */
const MOST_COLUMNS = 4;

/** A comparison as a terminal shows it, without a newline at the end. */
export function comparisonText(comparison: Comparison, options: TextOptions): string {
  const view = compareView(comparison, options);
  const paint = options.paint ?? PLAIN;
  const width = reportWidth(options.width);
  const lines =
    view.choices.length <= MOST_COLUMNS ? asColumns(view, paint, width) : asRows(view, paint, width);
  const cheapest = view.choices.some((choice) => choice.cheapest);
  return [
    ...paintEach(wrap(view.title, width), paint.strong),
    ...wrap(view.policy, width),
    ...paintEach(phrases(view.facts, width), paint.dim),
    '',
    ...lines,
    '',
    ...(cheapest ? [`  ${STAR} ${say(WORDS.cheapest, view.lang)}`] : []),
    ...choiceRemarks(view).flatMap((remark) => paintEach(indented(remark, width, 4, '  - '), paint.warn)),
    ...paintEach(wrap(say(WORDS.disclaimer, view.lang), width), paint.dim),
  ].join('\n');
}

function asColumns(view: CompareView, paint: Paint, width: number): string[] {
  const rows = compareRows(view);
  const longest = longestOf(rows.flatMap((row) => row.amounts));
  const column: Column = { align: 'right', min: longest, max: longest, ruled: true };
  const columns: Column[] = [{ align: 'left', flex: true }, ...view.choices.map(() => column)];
  const body = rows.flatMap(({ kind, label, amounts }): Row[] => {
    const person = kind === 'person';
    const cellsOfRow = [
      { text: label, ...(person && { paint: paint.strong }) },
      ...amounts.map((text, index) => amountCell(text, person, view.choices[index], paint)),
    ];
    return person ? ['rule', cellsOfRow] : [cellsOfRow];
  });
  const names = [view.field, ...view.choices.map((choice) => starredName(choice, view.lang))];
  const head: Row = names.map((text) => ({ text, paint: paint.dim }));
  const natural = 28 + view.choices.length * (longest + 2);
  return table(columns, [head, ...body], { width: Math.min(width - 2, natural), indent: 2 });
}

function longestOf(amounts: readonly string[]): number {
  return Math.max(12, ...amounts.map(cells));
}

function amountCell(text: string, person: boolean, choice: ChoiceView | undefined, paint: Paint): Cell {
  if (!person) return { text };
  return { text, paint: choice?.cheapest ? (value) => paint.strong(paint.good(value)) : paint.strong };
}

function asRows(view: CompareView, paint: Paint, width: number): string[] {
  const { lang, ranged, hasOwn } = view;
  const heads = [
    WORDS.person,
    ...(ranged ? [WORDS.personHigh] : []),
    ...(hasOwn ? [WORDS.difference] : []),
    WORDS.funds,
  ];
  const values = view.choices.map((choice) => [
    choice.person,
    ...(ranged ? [choice.personHigh] : []),
    ...(hasOwn ? [choice.difference] : []),
    choice.funds,
  ]);
  const longest = longestOf(values.flat());
  const columns: Column[] = [
    { align: 'left' },
    { align: 'left', flex: true },
    ...heads.map((): Column => ({ align: 'right', min: longest, max: longest })),
  ];
  const rows = view.choices.map(
    (choice, at): Row => [
      { text: choice.cheapest ? STAR : '' },
      { text: choiceName(choice, lang) },
      ...(values[at] ?? []).map((text, index) => amountCell(text, index === 0, choice, paint)),
    ],
  );
  const head: Row = ['', view.field, ...heads.map((word) => say(word, lang))].map((text) => ({
    text,
    paint: paint.dim,
  }));
  const natural = 28 + heads.length * (longest + 2);
  return table(columns, [head, ...rows], { width: Math.min(width - 2, natural), indent: 2 });
}
