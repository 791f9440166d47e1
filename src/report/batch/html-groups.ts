import type { BatchSummary, Grouping, GroupSum } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import { count } from './amounts.ts';
import { groupLabel, telling, totalOf } from './groups.ts';
import { groupBars } from './html-group-bars.ts';
import { columnsOf, type GridRow, part } from './html-table.ts';
import { percentOf } from './shares.ts';
import { BATCH_WORDS, groupingHead, groupingTitle } from './words.ts';

/** Each way of grouping as a chart and a table of all its groups with their sum. */
export function groupsHtml({ groupings }: BatchSummary, lang: Lang): string {
  return telling(groupings)
    .map((grouping) => groupingHtml(grouping, lang))
    .join('\n');
}

function groupingHtml({ by, groups }: Grouping, lang: Lang): string {
  const title = groupingTitle(by, lang);
  const { claims, notCoveredHead, total, funds, person, personShare } = BATCH_WORDS;
  const heads = [claims, notCoveredHead, total, funds, person, personShare].map((word) => word[lang]);
  const rows = [
    ...groups.map((group) => groupRow(group, lang)),
    { ...groupRow(totalOf(groups), lang), sum: true },
  ];
  const columns = columnsOf(groupingHead(by, lang), heads);
  return part(title, groupBars(groups, title, lang), columns, rows);
}

function groupRow(group: GroupSum, lang: Lang): GridRow {
  const { claims, notCovered, total, fund, person } = group;
  const sums = [total, fund, person].map(groupYuan);
  return {
    cells: [groupLabel(group, lang), count(claims), count(notCovered), ...sums, percentOf(person, total)],
  };
}
