import type { Comparison, DifferenceGroup, Grouping } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import { addsUp, count } from './amounts.ts';
import {
  comparedSentence,
  inLeading,
  largestCells,
  largestTitle,
  leadingDifference,
  sumsOf,
} from './differences.ts';
import { byWeight, folded, groupLabel, mergedDifferences, mergedReasons, telling } from './groups.ts';
import { MOST_BARS } from './html-bars.ts';
import { differenceBars } from './html-differences.ts';
import { columnsOf, figures, type GridRow, grid, part, words } from './html-table.ts';
import { BATCH_WORDS, groupingHead, groupingTitle } from './words.ts';

/** What comparing with the record has found, as charts and tables. */
export function comparisonHtml(comparison: Comparison | undefined, lang: Lang): string {
  if (!comparison) return '';
  if (comparison.fields.length === 0) return element('p', '', escapeHtml(BATCH_WORDS.nothingRecorded[lang]));
  return [
    element('p', '', escapeHtml(comparedSentence(comparison, lang))),
    fieldsHtml(comparison, lang),
    reasonsHtml(comparison, lang),
    ...telling(comparison.groupings).map((grouping) => groupingHtml(grouping, comparison, lang)),
    largestHtml(comparison, lang),
  ]
    .filter((html) => html !== '')
    .join('\n');
}

function fieldsHtml({ fields }: Comparison, lang: Lang): string {
  const { field, compared, equal, above, below, recorded, estimated, difference } = BATCH_WORDS;
  const heads = [compared, equal, above, below, recorded, estimated, difference];
  const rows = fields.map(
    (one): GridRow => ({
      cells: [
        say(one.label, lang),
        ...[one.compared, one.equal, one.above, one.below].map(count),
        ...sumsOf(one),
      ],
    }),
  );
  return grid(
    columnsOf(
      field[lang],
      heads.map((word) => word[lang]),
    ),
    rows,
  );
}

function reasonsHtml(comparison: Comparison, lang: Lang): string {
  const { reasons } = comparison;
  const title = inLeading('reasons', comparison, lang);
  const bars = reasons.map(({ label, difference }) => ({
    label: say(label, lang),
    fen: difference,
    value: leadingDifference(comparison, difference),
  }));
  const row = ({ label, claims, difference }: (typeof reasons)[number]): GridRow => ({
    cells: [say(label, lang), count(claims), leadingDifference(comparison, difference)],
  });
  if (reasons.length === 0) return '';
  const sum = { ...row({ ...mergedReasons(reasons), label: BATCH_WORDS.sum }), sum: true };
  const heads = [BATCH_WORDS.claims, BATCH_WORDS.difference].map((word) => word[lang]);
  const chart = addsUp(comparison.leading) ? differenceBars(bars, title, lang) : '';
  return part(title, chart, columnsOf(BATCH_WORDS.reason[lang], heads), [...reasons.map(row), sum]);
}

function groupingHtml(
  { by, groups }: { readonly by: Grouping['by']; readonly groups: readonly DifferenceGroup[] },
  comparison: Comparison,
  lang: Lang,
): string {
  const title = `${BATCH_WORDS.groupDifferences[lang]} · ${groupingTitle(by, lang)}`;
  const sorted = byWeight(groups);
  const bars = folded(sorted, MOST_BARS, mergedDifferences).map((group) => ({
    label: groupLabel(group, lang),
    fen: group.difference,
    value: leadingDifference(comparison, group.difference),
  }));
  const row = (group: DifferenceGroup): GridRow => ({
    cells: [
      groupLabel(group, lang),
      count(group.compared),
      count(group.different),
      leadingDifference(comparison, group.difference),
    ],
  });
  const sum = { ...row({ ...mergedDifferences(groups), label: BATCH_WORDS.sum }), sum: true };
  const { compared, different, difference } = BATCH_WORDS;
  const heads = [compared, different, difference].map((word) => word[lang]);
  const chart = addsUp(comparison.leading) ? differenceBars(bars, title, lang) : '';
  return part(title, chart, columnsOf(groupingHead(by, lang), heads), [...sorted.map(row), sum]);
}

function largestHtml(comparison: Comparison, lang: Lang): string {
  const { line, recordedPlain, estimatedPlain, differencePlain, reason } = BATCH_WORDS;
  const heads = [line, recordedPlain, estimatedPlain, differencePlain].map((word) => word[lang]);
  const columns = [...figures(...heads), ...words(reason[lang])];
  const rows = comparison.largest.map((row) => ({ cells: largestCells(row, comparison, lang) }));
  return part(largestTitle(comparison, lang), '', columns, rows);
}
