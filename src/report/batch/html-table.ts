import { element, escapeHtml } from '../html-escape.ts';

/** A column holds figures, which stand to the right, or words. */
export interface GridColumn {
  readonly name: string;
  readonly kind: 'figure' | 'text';
}

export interface GridRow {
  /** Plain text; the first names the row. */
  readonly cells: readonly string[];
  /** A sign before the name, as HTML. */
  readonly sign?: string;
  readonly sum?: boolean;
}

/** Up to this many rows a table, and a chart with its table, stay on one page. */
const WHOLE = 20;
/** From this many columns on a phone shows a row as a list of names and figures. */
const WIDE = 5;

export function figures(...names: readonly string[]): GridColumn[] {
  return names.map((name) => ({ name, kind: 'figure' }));
}

export function words(...names: readonly string[]): GridColumn[] {
  return names.map((name) => ({ name, kind: 'text' }));
}

/** A name and its figures. */
export function columnsOf(name: string, figureNames: readonly string[]): GridColumn[] {
  return [...words(name), ...figures(...figureNames)];
}

/**
 * A table whose first column names its rows; nothing where there are no rows. All cells are escaped here.
 * @param className what else the table is: `wide` where a phone had better show its rows as lists
 */
export function grid(columns: readonly GridColumn[], rows: readonly GridRow[], className = ''): string {
  if (rows.length === 0) return '';
  const head = columns.map(({ name, kind }, index) => {
    const className = kind === 'figure' && index > 0 ? 'amount' : 'text';
    return `<th scope="col" class="${className}">${escapeHtml(name)}</th>`;
  });
  const wide = columns.length >= WIDE && !className.includes('wide') ? 'wide' : '';
  const classes = [className, wide, whole(rows)];
  const body = rows.map((row) => rowHtml(columns, row)).join('\n');
  return element(
    'table',
    classes.filter((name) => name !== '').join(' '),
    `<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body}\n</tbody>`,
  );
}

function rowHtml(columns: readonly GridColumn[], { cells, sign = '', sum = false }: GridRow): string {
  const drawn = columns.map(({ name, kind }, index) => {
    const text = escapeHtml(cells[index] ?? '');
    // A phone shows the name of the column beside each figure.
    const label = ` data-label="${escapeHtml(name)}"`;
    if (index > 0) return `<td class="${kind === 'figure' ? 'amount' : 'text'}"${label}>${text}</td>`;
    const attributes = (sign === '' ? '' : ' class="signed"') + (kind === 'figure' ? label : '');
    return `<th scope="row"${attributes}>${sign}${text}</th>`;
  });
  return element('tr', sum ? 'sum' : '', drawn.join(''));
}

function whole(rows: readonly GridRow[]): string {
  return rows.length <= WHOLE ? 'whole' : '';
}

/** A chart and its table under a lesser heading; nothing where there are neither. */
export function part(
  title: string,
  chart: string,
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
): string {
  const content = [element('h3', '', escapeHtml(title)), chart, grid(columns, rows)].filter(
    (html) => html !== '',
  );
  return rows.length === 0 ? '' : element('div', whole(rows), `\n${content.join('\n')}\n`);
}
