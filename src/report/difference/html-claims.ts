import type { Lang } from '../../diagnostics/text.ts';
import type { ClaimsDifference } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { count } from '../batch/amounts.ts';
import { bar, barChart, baseline } from '../batch/html-bars.ts';
import { differenceBars } from '../batch/html-differences.ts';
import { FILL, legend } from '../batch/html-fills.ts';
import { columnsOf, figures, type GridRow, grid, part, words } from '../batch/html-table.ts';
import { lengthOf, percentOf } from '../batch/shares.ts';
import { BATCH_WORDS } from '../batch/words.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import { WORDS } from '../words.ts';
import { signed } from './sentences.ts';
import { counted, firstOf, flowName, flowReason, merged, tellingGroups } from './text-claims.ts';
import { payersShown } from './totals.ts';
import { className, DIFF_WORDS, groupingName, groupingTitle } from './words.ts';

/** What each payer pays under both libraries. */
export function payersHtml(claims: ClaimsDifference, lang: Lang): string {
  const totals = payersShown(claims);
  const row = (label: string, old: bigint, now: bigint): string[] => [
    label,
    groupYuan(old),
    groupYuan(now),
    signed(now - old),
  ];
  const rows: GridRow[] = totals.map(({ label, old, new: now }) => ({
    cells: row(say(label, lang), old, now),
  }));
  if (rows.length === 0) return '';
  const sum = (pick: 'old' | 'new'): bigint => totals.reduce((all, total) => all + total[pick], 0n);
  const bars = totals.map(({ label, old, new: now }) => ({
    label: say(label, lang),
    fen: now - old,
    value: signed(now - old),
  }));
  const heads = [DIFF_WORDS.oldYuan, DIFF_WORDS.newYuan, DIFF_WORDS.difference].map((word) => word[lang]);
  const moved = bars.filter(({ fen }) => fen !== 0n);
  const chart = changeBars(moved, DIFF_WORDS.payers[lang], lang);
  const total = { cells: row(WORDS.total[lang], sum('old'), sum('new')), sum: true };
  return [chart, grid(columnsOf(WORDS.payer[lang], heads), [...rows, total], 'wide')].join('\n');
}

/** Bars of more and less; the words of the legend are those of differences between policies. */
function changeBars(bars: Parameters<typeof differenceBars>[0], title: string, lang: Lang): string {
  const drawn = differenceBars(bars, title, lang);
  return drawn
    .replace(escapeHtml(BATCH_WORDS.below[lang]), escapeHtml(LESS[lang]))
    .replace(escapeHtml(BATCH_WORDS.above[lang]), escapeHtml(MORE[lang]));
}

const LESS = { zh: '比旧政策少', en: 'Less than before' } as const;
const MORE = { zh: '比旧政策多', en: 'More than before' } as const;

/** How many claims change by how much. */
export function classesHtml({ classes, all }: ClaimsDifference, lang: Lang): string {
  const shown = classes.filter(({ claims, difference }) => claims !== 0 || difference !== 0n);
  const most = Math.max(0, ...shown.map(({ claims, direction }) => (direction === 'stay' ? 0 : claims)));
  if (shown.length === 0) return '';
  const lines = shown
    .filter(({ direction }) => direction !== 'stay')
    .map((one) => ({
      name: className(one, lang),
      said: count(one.claims),
      drawn:
        bar(
          0,
          lengthOf(BigInt(one.claims), BigInt(most)),
          one.direction === 'gain' ? FILL.below : FILL.above,
        ) + baseline(0),
      value: count(one.claims),
    }));
  const key = legend([
    [FILL.below, DIFF_WORDS.gain[lang]],
    [FILL.above, DIFF_WORDS.lose[lang]],
  ]);
  const chart = lines.length > 0 && most > 0 ? barChart(DIFF_WORDS.distribution[lang], lines, key) : '';
  const row = (name: string, claims: number, difference: bigint): string[] => [
    name,
    count(claims),
    percentOf(BigInt(claims), BigInt(all.claims)),
    signed(difference),
  ];
  const rows = shown.map((one) => ({ cells: row(className(one, lang), one.claims, one.difference) }));
  const total = {
    cells: row(BATCH_WORDS.sum[lang], all.claims, all.person.new - all.person.old),
    sum: true,
  };
  const heads = [DIFF_WORDS.claims, BATCH_WORDS.claimsShare, DIFF_WORDS.difference].map((word) => word[lang]);
  return [chart, grid(columnsOf(DIFF_WORDS.change[lang], heads), [...rows, total])].join('\n');
}

export function groupsHtml(claims: ClaimsDifference, lang: Lang): string {
  const { claims: many, gainHead, loseHead, stayHead, oldYuan, newYuan, difference } = DIFF_WORDS;
  const heads = [many, gainHead, loseHead, stayHead, oldYuan, newYuan, difference].map((word) => word[lang]);
  return tellingGroups(claims)
    .map(({ by, groups }) => {
      const some = counted(groups);
      const row = (group: (typeof some)[number]): string[] => [
        say(group.label, lang),
        ...[group.claims, group.gain, group.lose, group.stay].map(count),
        groupYuan(group.person.old),
        groupYuan(group.person.new),
        signed(group.person.new - group.person.old),
      ];
      const sum = { cells: row({ ...merged(some), label: BATCH_WORDS.sum }), sum: true };
      const name = say(groupingName(by), lang);
      const rows = [...some.map((group) => ({ cells: row(group) })), sum];
      return part(groupingTitle(by, lang), '', columnsOf(name, heads), rows);
    })
    .join('\n');
}

/** Claims refused on one side only, with the reasons. */
export function flowsHtml(
  { flows }: ClaimsDifference,
  lang: Lang,
  which: (same: boolean) => boolean,
): string {
  const { reason, claims, firstLine } = DIFF_WORDS;
  const rows = flows
    .filter((flow) => which(flow.old === flow.new))
    .map((flow) => ({
      cells: [flowName(flow, lang), flowReason(flow, lang), count(flow.claims), firstOf(flow)],
    }));
  const columns = [
    ...words(DIFF_WORDS.change[lang], reason[lang]),
    ...figures(claims[lang], firstLine[lang]),
  ];
  return grid(columns, rows, 'wide');
}

/** Who gains and who loses, before any table. */
export function answerHtml({ all }: ClaimsDifference, lang: Lang): string {
  const pair = (label: string, old: bigint, now: bigint): string => {
    const was = `${groupYuan(old)} → ${groupYuan(now)}`;
    return `<div><dt>${escapeHtml(label)}</dt><dd>${signed(now - old)} <small>${WORDS.yuan[lang]}</small></dd><dd class="was">${was}</dd></div>`;
  };
  return element(
    'dl',
    'answer',
    pair(DIFF_WORDS.personPart[lang], all.person.old, all.person.new) +
      pair(DIFF_WORDS.funds[lang], all.fund.old, all.fund.new),
  );
}
