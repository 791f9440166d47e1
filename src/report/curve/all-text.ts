import type { PolicyCurves } from '../../curve/all.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { type Paint, type Painter, PLAIN, paintEach } from '../paint.ts';
import { say } from '../say.ts';
import { type Cell, type Column, type Row, table } from '../table.ts';
import { indented, wrap } from '../width.ts';
import {
  cliffsIn,
  foundCliffText,
  foundDropText,
  foundInversionText,
  rowOf,
  totalOf,
  type VersionRow,
} from './all-view.ts';
import { ALL_WORDS } from './all-words.ts';
import { WORDS } from './words.ts';

export interface AllTextOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  readonly width?: number;
}

const NUMBER: Column = { align: 'right', ruled: true };
const COLUMNS: readonly Column[] = [
  { align: 'left' },
  { align: 'left' },
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
];

/** All curves of a library: a table, and every finding with its circumstances. */
export function allCurvesText(all: readonly PolicyCurves[], options: AllTextOptions): string {
  const { lang, paint = PLAIN, width = 80 } = options;
  const rows = all.map(rowOf);
  const found = all.flatMap(cliffsIn);
  const list = (title: Text, lines: readonly string[], painter?: Painter): string[] =>
    lines.length === 0
      ? []
      : [
          '',
          paint.strong(say(title, lang)),
          ...lines.flatMap((line) => paintEach(indented(line, width, 4, '  - '), painter)),
        ];
  const texts = (explained: boolean): string[] =>
    found
      .filter(({ cliff }) => (cliff.reasons !== undefined) === explained)
      .map((one) => foundCliffText(one, lang));
  const open = texts(false);
  const drops = all.flatMap(({ curves }) =>
    curves.flatMap((known) => known.curve.drops.map((drop) => foundDropText(known, drop, lang))),
  );
  const inversions = all.flatMap(({ curves, inversions: of }) =>
    of.flatMap((one) => {
      const plan = curves[0]?.curve.plan;
      return plan ? [foundInversionText(one, plan, lang)] : [];
    }),
  );
  return [
    ...overview(rows, lang, paint, width),
    ...paintEach(wrap(say(ALL_WORDS.legend, lang), width), paint.dim),
    ...list(ALL_WORDS.explained, texts(true)),
    ...list(WORDS.drops, drops),
    ...list(WORDS.inversions, inversions),
    ...list(ALL_WORDS.unexplained, open, paint.bad),
    '',
    ...wrap(say(open.length > 0 ? ALL_WORDS.howTo : ALL_WORDS.none, lang), width),
  ].join('\n');
}

function overview(rows: readonly VersionRow[], lang: Lang, paint: Paint, width: number): string[] {
  const { policy, version, combinations, refused, opened, curves, cliffs, drops, inversions } = ALL_WORDS;
  const names = [policy, version, combinations, refused, opened, curves, cliffs, drops, inversions];
  const head: Row = names.map((word) => ({ text: say(word, lang), paint: paint.dim }));
  const cells = (row: VersionRow): Cell[] => [
    { text: row.id },
    { text: row.version },
    ...[row.combinations, row.refused, row.opened, row.curves].map((number) => ({
      text: String(number),
    })),
    { text: `${row.unexplained}/${row.cliffs}`, ...(row.unexplained > 0 && { paint: paint.bad }) },
    ...[row.drops, row.inversions].map((number) => ({ text: String(number) })),
  ];
  const total = { ...totalOf(rows), id: say(ALL_WORDS.total, lang) };
  return table(COLUMNS, [head, ...rows.map(cells), 'rule', cells(total)], { width, gap: 1 });
}
