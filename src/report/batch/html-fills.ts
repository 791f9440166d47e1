import { type Mark, marksOf } from '../bar.ts';
import { chartPatterns, swatch } from '../html-chart.ts';
import { element, escapeHtml } from '../html-escape.ts';
import type { PayerView } from '../view.ts';

/** The house's hatchings by name; black and white tells them apart. */
const MARKS: ReadonlyMap<string, Mark> = new Map(
  marksOf(
    [...Array.from({ length: 8 }, (_, index) => `fund${index}`), 'hospital', 'personal_account', 'cash'].map(
      (id) => ({ id, label: { zh: id, en: id }, field: 'oth_pay', amount: 0 }),
    ),
  ).map((mark) => [mark.id, mark]),
);

/** What is drawn: all funds together, the hospital, the person; an estimate above or below the record; a count. */
export const FILL = {
  funds: 'f1',
  hospital: 'hospital',
  person: 'cash',
  above: 'f2',
  below: 'f4',
  count: 'account',
} as const;

/** The patterns of the page, defined once. */
export function patterns(): string {
  return chartPatterns([...MARKS.values()].map(asPayer));
}

/** A sample of a fill for tables and legends. */
export function sample(id: string): string {
  const mark = MARKS.get(id);
  return mark ? swatch(asPayer(mark)) : '';
}

/** What the fills of a chart mean. */
export function legend(entries: readonly (readonly [id: string, label: string])[], note = ''): string {
  const samples = entries.map(([id, label]) => element('span', '', sample(id) + escapeHtml(label)));
  return element(
    'figcaption',
    '',
    samples.join('') + (note === '' ? '' : element('span', 'note', escapeHtml(note))),
  );
}

function asPayer(mark: Mark): PayerView {
  return { label: '', mark, low: { fen: 0, amount: '', share: '' } };
}
