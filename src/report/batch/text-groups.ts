import type { BatchSummary, GroupSum } from '../../batch/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import type { Column, Row } from '../table.ts';
import { count } from './amounts.ts';
import { folded, groupLabel, mergedGroups, telling } from './groups.ts';
import { percentOf } from './shares.ts';
import { type BatchContext, section, shortName, textRow } from './text-context.ts';
import { BATCH_WORDS, groupingTitle } from './words.ts';

/** So many groups of each kind at most, the last being all others. */
const MOST = 4;
const COLUMNS: readonly Column[] = [
  // Names of groups stand a little to the right of what they are grouped by.
  { align: 'left' },
  { align: 'left', flex: true },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
];

/** Cost and the person's share by place, insurance, level and kind of care, in one table with common edges. */
export function groupLines({ groupings }: BatchSummary, context: BatchContext): string[] {
  const { lang, paint } = context;
  const told = telling(groupings);
  const { claims, total, person, shareBrief: share } = BATCH_WORDS;
  const head = ['', '', ...[claims, total, person, share].map((word) => word[lang])];
  const body = told.flatMap(({ by, groups }): Row[] => [
    { across: { text: groupingTitle(by, lang), paint: paint.strong } },
    ...folded(groups, MOST, mergedGroups).map((group) => groupRow(group, context)),
  ]);
  return section(BATCH_WORDS.groups[lang], COLUMNS, head, body, context);
}

function groupRow(group: GroupSum, { lang }: BatchContext): Row {
  const { claims, total, person } = group;
  return textRow([
    '',
    shortName(groupLabel(group, lang)),
    count(claims),
    groupYuan(total),
    groupYuan(person),
    percentOf(person, total),
  ]);
}
