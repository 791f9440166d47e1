import type {
  BatchSummary,
  Comparison,
  Grouping,
  GroupSum,
  LargeDifference,
  ShareClass,
} from '../../batch/summary.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { SettlementField } from '../../engine/settlement.ts';
import { formatYuan } from '../../money/fen.ts';
import { say, visible } from '../say.ts';
import { addsUp, plainAmount } from './amounts.ts';
import { comparedLabel } from './differences.ts';
import type {
  ComparisonData,
  FieldData,
  GroupData,
  GroupingData,
  LargestData,
  SummaryData,
} from './json-shape.ts';
import { allPayers, amountFields } from './payers.ts';
import { groupingName } from './words.ts';

/** A batch's summary as JSON, with a newline at the end; the same summary gives the same text, byte for byte. */
export function summaryJson(summary: BatchSummary): string {
  return `${JSON.stringify(summaryData(summary), null, 2)}\n`;
}

function summaryData(summary: BatchSummary): SummaryData {
  const { totals, groupings, shares, comparison } = summary;
  return {
    format_version: 1,
    input: visible(summary.input),
    rows: rowsData(summary),
    totals: Object.fromEntries(amountFields().map((field) => [field, formatYuan(totals[field])])),
    payers: allPayers(totals).map(({ field, label, fen }) => ({ field, label, amount: formatYuan(fen) })),
    groups: groupingsData(groupings, groupData),
    shares: shares.map(shareData),
    ...listsData(summary),
    ...(comparison && { comparison: comparisonData(comparison) }),
  };
}

function rowsData({ rows }: BatchSummary): SummaryData['rows'] {
  return {
    in: rows.in,
    settled: rows.settled,
    not_covered: rows.notCovered,
    rejected: rows.rejected,
    blank: rows.blank,
    no_person: rows.noPerson,
  };
}

function shareData({ from, to, claims, total, person }: ShareClass): SummaryData['shares'][number] {
  return { from, to, claims, total: formatYuan(total), person: formatYuan(person) };
}

function listsData(summary: BatchSummary): Pick<SummaryData, 'rejects' | 'notices' | 'policies'> {
  return {
    rejects: summary.rejects.map(({ code, rows, firstLine }) => ({
      code: visible(code),
      rows,
      first_line: firstLine,
    })),
    notices: summary.notices.map(({ code, rows }) => ({ code: visible(code), rows })),
    policies: summary.policies.map(({ id, title, rows }) => ({ id: visible(id), title: said(title), rows })),
  };
}

function groupingsData<T, D>(
  groupings: readonly { readonly by: Grouping['by']; readonly groups: readonly T[] }[],
  data: (group: T) => D,
): GroupingData<D>[] {
  return groupings.map(({ by, groups }) => ({ by, label: groupingName(by), groups: groups.map(data) }));
}

function groupData({ key, label, claims, notCovered, total, fund, person }: GroupSum): GroupData {
  return {
    key: visible(key),
    label: said(label),
    claims,
    not_covered: notCovered,
    total: formatYuan(total),
    fund: formatYuan(fund),
    person: formatYuan(person),
  };
}

function comparisonData(comparison: Comparison): ComparisonData {
  const { leading, compared, different, fields, reasons, groupings, largest } = comparison;
  return {
    leading,
    leading_label: said(comparedLabel(leading, comparison)),
    compared,
    different,
    fields: fields.map(fieldData),
    reasons: reasons.map(({ code, label, claims, difference }) => ({
      code: visible(code),
      label: said(label),
      claims,
      difference: sum(leading, difference),
    })),
    groups: groupingsData(groupings, ({ key, label, difference, ...counts }) => ({
      key: visible(key),
      label: said(label),
      compared: counts.compared,
      different: counts.different,
      difference: sum(leading, difference),
    })),
    largest: largest.map((row) => largestData(row, comparison)),
  };
}

function fieldData({
  field,
  label,
  recorded,
  estimated,
  ...counts
}: Comparison['fields'][number]): FieldData {
  return {
    field,
    label: said(label),
    compared: counts.compared,
    equal: counts.equal,
    above: counts.above,
    below: counts.below,
    recorded: sum(field, recorded),
    estimated: sum(field, estimated),
    difference: sum(field, estimated - recorded),
  };
}

function largestData(
  { line, field, recorded, estimated, reason }: LargeDifference,
  comparison: Comparison,
): LargestData {
  const amount = (value: bigint): string => plainAmount(field, value);
  return {
    line,
    field,
    label: said(comparedLabel(field, comparison)),
    recorded: amount(BigInt(recorded)),
    estimated: amount(BigInt(estimated)),
    difference: amount(BigInt(estimated) - BigInt(recorded)),
    reason: reason ? { code: visible(reason.code), label: said(reason.label) } : null,
  };
}

function sum(field: SettlementField, fen: bigint): string | null {
  return addsUp(field) ? formatYuan(fen) : null;
}

function said(label: Text): Text {
  return { zh: say(label, 'zh'), en: say(label, 'en') };
}
