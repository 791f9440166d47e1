import { same } from '../../diagnostics/text.ts';
import { OUT } from '../../engine/plan.ts';
import { SETTLEMENT_FIELDS } from '../../engine/settlement.ts';
import type { Layout } from '../header/layout.ts';
import type { Placed } from '../pass.ts';
import { CASH, RESULT, resultPlace } from '../results.ts';
import type { AmountField, BatchSummary, Grouping, GroupSum } from '../summary.ts';
import { ascending, type Counted, GROUP, GROUP_FIELDS, type GroupField, merged } from './counted.ts';
import { type Naming, namingOf } from './group-words.ts';
import { comparisonOf } from './sum-up-record.ts';

/**
 * Adds up what the workers have counted.
 * @param placed where the blocks stand in the file
 */
export async function addUp(
  counted: readonly Counted[],
  { starts, blank }: Placed,
  layout: Layout,
  input: string,
): Promise<BatchSummary> {
  const naming = await namingOf(counted);
  const groups = counted.flatMap((one) => one.groups);
  const sum = (of: (one: Counted) => number): number => counted.reduce((total, one) => total + of(one), 0);
  const rows = {
    settled: sum((one) => one.settled),
    notCovered: sum((one) => one.notCovered),
    rejected: sum((one) => one.rejected),
  };
  return {
    input,
    rows: {
      in: rows.settled + rows.notCovered + rows.rejected,
      ...rows,
      blank: blank + sum((one) => one.blank),
      noPerson: sum((one) => one.noPerson),
    },
    totals: totalsOf(groups),
    groupings: GROUP_FIELDS.map((by) => groupingOf(by, groups, naming)),
    shares: sharesOf(counted),
    rejects: rejectsOf(counted, starts),
    notices: byRows(counted.flatMap((one) => one.notices)).map(([code, count]) => ({ code, rows: count })),
    policies: policiesOf(counted),
    ...(layout.recorded.length > 0 && { comparison: comparisonOf(counted, starts, layout, naming) }),
  };
}

type Group = Counted['groups'][number];

const amountOf = (sums: readonly bigint[], place: number): bigint => sums[GROUP.amounts + place] ?? 0n;

function totalsOf(groups: readonly Group[]): Record<AmountField, bigint> {
  const entries = SETTLEMENT_FIELDS.filter((field) => field !== 'pool_prop_selfpay').map((field) => {
    const place = resultPlace(field);
    const places = place === CASH ? [RESULT.first + OUT.stored, RESULT.first + OUT.cash] : [place];
    const total = groups.reduce(
      (sum, { sums }) => places.reduce((inner, each) => inner + amountOf(sums, each), sum),
      0n,
    );
    return [field, total] as const;
  });
  return Object.fromEntries(entries) as Record<AmountField, bigint>;
}

function groupingOf(by: GroupField, groups: readonly Group[], naming: Naming): Grouping {
  const sums = [...merged(by, groups)].flatMap(([key, found]): GroupSum[] => {
    const claims = Number(found[GROUP.claims] ?? 0n);
    if (claims === 0) return [];
    return [
      {
        key,
        label: naming(by, key),
        claims,
        notCovered: Number(found[GROUP.notCovered] ?? 0n),
        total: amountOf(found, RESULT.total),
        fund: amountOf(found, RESULT.first + OUT.fund),
        person: amountOf(found, RESULT.first + OUT.person),
      },
    ];
  });
  return { by, groups: sums.sort((a, b) => descending(a.total, b.total) || ascending(a.key, b.key)) };
}

function sharesOf(counted: readonly Counted[]): BatchSummary['shares'] {
  const classes = (counted[0]?.shares.length ?? 0) / 3;
  const at = (place: number): bigint => counted.reduce((sum, one) => sum + (one.shares[place] ?? 0n), 0n);
  return Array.from({ length: classes }, (_, index) => ({
    from: (index * 100) / classes,
    to: ((index + 1) * 100) / classes,
    claims: Number(at(index * 3)),
    total: at(index * 3 + 1),
    person: at(index * 3 + 2),
  }));
}

function rejectsOf(counted: readonly Counted[], starts: readonly number[]): BatchSummary['rejects'] {
  const found = new Map<string, { rows: number; firstLine: number }>();
  for (const { code, rows, block, line } of counted.flatMap((one) => one.rejects)) {
    const at = (starts[block] ?? 0) + line;
    const before = found.get(code);
    found.set(code, {
      rows: rows + (before?.rows ?? 0),
      firstLine: Math.min(at, before?.firstLine ?? Number.POSITIVE_INFINITY),
    });
  }
  return [...found]
    .map(([code, one]) => ({ code, ...one }))
    .sort((a, b) => b.rows - a.rows || a.firstLine - b.firstLine);
}

function byRows(entries: readonly (readonly [string, number])[]): [string, number][] {
  const found = new Map<string, number>();
  for (const [code, rows] of entries) found.set(code, (found.get(code) ?? 0) + rows);
  return [...found]
    .filter(([, rows]) => rows > 0)
    .sort(([a, rows], [b, other]) => other - rows || ascending(a, b));
}

function policiesOf(counted: readonly Counted[]): BatchSummary['policies'] {
  const all = counted.flatMap((one) => one.policies);
  return byRows(all.map(({ id, rows }) => [id, rows])).map(([id, rows]) => ({
    id,
    // One known by its id only has its title where another worker has met it.
    title: all.find((policy) => policy.id === id && policy.title.zh !== id)?.title ?? same(id),
    rows,
  }));
}

function descending(a: bigint, b: bigint): number {
  return a < b ? 1 : a > b ? -1 : 0;
}
