import { SETTLEMENT_LABELS } from '../../codes/payers.ts';
import { same } from '../../diagnostics/text.ts';
import type { SettlementField } from '../../engine/settlement.ts';
import { type Layout, leadingColumn } from '../header/layout.ts';
import type { Comparison, DifferenceGroup, FieldDifference, ReasonSum } from '../summary.ts';
import {
  ascending,
  type Counted,
  GROUP_FIELDS,
  GROUP_RECORD,
  type GroupField,
  LARGEST,
  merged,
  RECORD,
} from './counted.ts';
import type { Naming } from './group-words.ts';
import { reasonLabel } from './reasons.ts';

/**
 * Adds up what the workers have counted against the record.
 * @param starts lines at which the blocks begin
 */
export function comparisonOf(
  counted: readonly Counted[],
  starts: readonly number[],
  layout: Layout,
  naming: Naming,
): Comparison {
  const leading = layout.recorded[leadingColumn(layout)]?.name ?? 'hifp_pay';
  const groups = counted.flatMap((one) =>
    one.groups.map(({ key }, group) => ({ key, sums: one.record.groups[group] ?? [] })),
  );
  return {
    fields: layout.recorded.map(({ name }, column) => fieldOf(name, column, counted)),
    compared: counted.reduce((sum, one) => sum + one.record.compared, 0),
    different: counted.reduce((sum, one) => sum + one.record.different, 0),
    leading,
    reasons: reasonsOf(counted),
    groupings: GROUP_FIELDS.map((by) => ({ by, groups: differencesOf(by, groups, naming) })),
    largest: largestOf(counted, starts, leading),
  };
}

/** Adds up one recorded column. */
function fieldOf(field: SettlementField, column: number, counted: readonly Counted[]): FieldDifference {
  const at = (place: number): bigint =>
    counted.reduce((sum, one) => sum + (one.record.columns[column]?.[place] ?? 0n), 0n);
  return {
    field,
    label: SETTLEMENT_LABELS[field] ?? same(field),
    compared: Number(at(RECORD.compared)),
    equal: Number(at(RECORD.equal)),
    above: Number(at(RECORD.above)),
    below: Number(at(RECORD.below)),
    recorded: at(RECORD.recorded),
    estimated: at(RECORD.estimated),
  };
}

function reasonsOf(counted: readonly Counted[]): ReasonSum[] {
  const reasons = new Map<string, { claims: number; difference: bigint }>();
  for (const [code, rows, difference] of counted.flatMap((one) => one.record.reasons)) {
    const before = reasons.get(code) ?? { claims: 0, difference: 0n };
    reasons.set(code, { claims: before.claims + rows, difference: before.difference + difference });
  }
  return [...reasons]
    .map(([code, sums]) => ({ code, label: reasonLabel(code), ...sums }))
    .sort((a, b) => b.claims - a.claims || ascending(a.code, b.code));
}

function differencesOf(by: GroupField, groups: Counted['groups'], naming: Naming): DifferenceGroup[] {
  return [...merged(by, groups)]
    .flatMap(([key, sums]): DifferenceGroup[] => {
      const compared = Number(sums[GROUP_RECORD.compared] ?? 0n);
      if (compared === 0) return [];
      return [
        {
          key,
          label: naming(by, key),
          compared,
          different: Number(sums[GROUP_RECORD.different] ?? 0n),
          difference: sums[GROUP_RECORD.difference] ?? 0n,
        },
      ];
    })
    .sort((a, b) => b.different - a.different || ascending(a.key, b.key));
}

function largestOf(
  counted: readonly Counted[],
  starts: readonly number[],
  field: SettlementField,
): Comparison['largest'] {
  return counted
    .flatMap((one) =>
      one.record.largest.map(({ block, line, recorded, estimated, reason }) => ({
        line: (starts[block] ?? 0) + line,
        field,
        recorded,
        estimated,
        reason: { code: reason, label: reasonLabel(reason) },
      })),
    )
    .sort(
      (a, b) => Math.abs(b.estimated - b.recorded) - Math.abs(a.estimated - a.recorded) || a.line - b.line,
    )
    .slice(0, LARGEST);
}
