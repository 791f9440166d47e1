import type { Lang } from '../../diagnostics/text.ts';
import type { Marks } from '../../overview/footnotes.ts';
import type { PageCell, PageSection, PageTable, Statement } from '../../overview/page.ts';
import { say } from '../say.ts';
import { type MarkedView, marked } from './marked.ts';
import { sentence, POLICY_WORDS as WORDS } from './words.ts';

/** What one line pays, in the words of one language: its sentences and the table of its figures. */
export interface BenefitView {
  readonly title: string;
  /** Sources of every figure of the table, which are then not repeated at each. */
  readonly mark: string;
  readonly head: readonly MarkedView[];
  readonly fixed: string;
  readonly table: TableView;
  readonly inTable: readonly MarkedView[];
  readonly later: readonly MarkedView[];
  readonly refusals: readonly MarkedView[];
}

export interface TableView {
  /** Above the labels of the rows: what the columns go by. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly RowView[];
}

/** A row of figures, or a heading over those below it; steps in from the left by its depth. */
export interface RowView {
  readonly label: MarkedView;
  readonly depth: 0 | 1 | 2;
  readonly cells?: readonly MarkedView[];
}

export function benefitView(whole: PageSection, index: number, lang: Lang): BenefitView {
  const { section, common } = withoutCommon(whole);
  const { label, payer, care, head, fixed, table, changes, refusals } = section;
  const [open, close] = lang === 'zh' ? ['（', '）'] : [' (', ')'];
  const kinds = care.map((kind) => say(kind, lang)).join(lang === 'zh' ? '、' : ', ');
  // The kind of care is not said twice where the label has it.
  const cares = kinds === '' || say(label, lang).includes(kinds) ? '' : `${open}${kinds}${close}`;
  const by = payer
    ? `${lang === 'zh' ? '，由' : ', paid by '}${say(payer, lang)}${lang === 'zh' ? '支付' : ''}`
    : '';
  const said = (statements: readonly Statement[]): MarkedView[] =>
    statements.map((statement) => marked(statement, lang));
  return {
    title: `${index + 1}. ${sentence(label, lang)}${cares}${by}`,
    mark: common.join(','),
    head: said(head),
    fixed: fixed ? `${say(WORDS.fixed, lang)}${lang === 'zh' ? '：' : ': '}${say(fixed, lang)}` : '',
    table: tableView(table, lang),
    inTable: said(changes.filter(({ inTable }) => inTable)),
    later: said(changes.filter(({ inTable }) => !inTable)),
    refusals: said(refusals),
  };
}

/** Sources that all figures of a section have are said once, at its head. */
function withoutCommon(section: PageSection): { section: PageSection; common: readonly number[] } {
  const cells = section.table.blocks.flatMap(({ groups }) =>
    groups.flatMap(({ rows }) => rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []))),
  );
  const common = (cells[0]?.marks.sources ?? []).filter((one) =>
    cells.every(({ marks }) => marks.sources.includes(one)),
  );
  if (common.length === 0) return { section, common };
  const strip = <T extends { readonly marks: Marks }>(one: T): T => ({
    ...one,
    marks: { ...one.marks, sources: one.marks.sources.filter((number) => !common.includes(number)) },
  });
  const blocks = section.table.blocks.map((block) => ({
    ...block,
    title: strip(block.title),
    groups: block.groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => ({
        ...(row.label && { label: strip(row.label) }),
        cells: row.cells.map((cell) => cell && strip(cell)),
      })),
    })),
  }));
  return {
    common,
    section: {
      ...section,
      head: section.head.map(strip),
      changes: section.changes.map(strip),
      refusals: section.refusals.map(strip),
      table: { ...section.table, blocks },
    },
  };
}

function tableView({ columnField, columns, blocks }: PageTable, lang: Lang): TableView {
  const rows = blocks.flatMap(({ title, groups }): RowView[] => {
    const name = marked(title, lang);
    const [only] = groups;
    // One figure for everybody stands beside its name.
    if (groups.length === 1 && only && !only.label && only.rows.length === 1)
      return [rowView(name, 0, cellsOf(only.rows[0]?.cells ?? [], lang))];
    return [
      { label: name, depth: 0 },
      ...groups.flatMap(({ label, rows: figures }): RowView[] => {
        const group = label && { text: sentence(label, lang), mark: '' };
        if (figures.length === 1 && group) return [rowView(group, 1, cellsOf(figures[0]?.cells ?? [], lang))];
        return [
          ...(group ? [{ label: group, depth: 1 as const }] : []),
          ...figures.map((row) =>
            rowView(
              row.label ? marked(row.label, lang) : { text: '', mark: '' },
              group ? 2 : 1,
              cellsOf(row.cells, lang),
            ),
          ),
        ];
      }),
    ];
  });
  return {
    corner: columnField ? sentence(columnField, lang) : '',
    columns: columns.map((column) => sentence(column, lang)),
    rows,
  };
}

/** A mark that every figure of a row has stands beside the name of the row. */
function rowView(label: MarkedView, depth: RowView['depth'], cells: readonly MarkedView[]): RowView {
  const [first] = cells;
  const alike =
    cells.length > 1 && first && first.mark !== '' && cells.every(({ mark }) => mark === first.mark);
  if (!alike) return { label, depth, cells };
  const mark = [...new Set([...label.mark.split(','), ...first.mark.split(',')])]
    .filter((one) => one !== '')
    .join(',');
  return { label: { text: label.text, mark }, depth, cells: cells.map(({ text }) => ({ text, mark: '' })) };
}

function cellsOf(cells: readonly (PageCell | undefined)[], lang: Lang): MarkedView[] {
  return cells.map((cell) => (cell ? marked(cell, lang) : { text: say(WORDS.noFigure, lang), mark: '' }));
}
