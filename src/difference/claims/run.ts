import type { Layout } from '../../batch/header/layout.ts';
import { readLayout } from '../../batch/header/read-layout.ts';
import { type Input, openInput } from '../../batch/io/input.ts';
import type { Lane } from '../../batch/lane.ts';
import type { BatchOptions, Listener } from '../../batch/options.ts';
import type { Sink } from '../../batch/pass.ts';
import { settleFile } from '../../batch/passes.ts';
import { openThreads, workersFor } from '../../batch/pool.ts';
import type { Setup } from '../../batch/setup.ts';
import { unusedAssumptions } from '../../batch/unused-assumptions.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Library } from '../../policy/library.ts';
import type { Pair } from '../change.ts';
import type { Sides } from '../side.ts';
import { explainClaim } from './explain.ts';
import { DifferenceLane, type DifferenceTallied } from './lane.ts';
import type { Names } from './refusals.ts';
import type { DifferenceSetup } from './setup.ts';
import { addUp } from './sum-up.ts';
import type { ClaimsDifference, LargestChange } from './summary.ts';
import { LARGEST, type LargeChange, largestOf } from './tally.ts';

/** What is settled by both sides, and how it is read. */
export interface ClaimsOptions
  extends Pick<
    BatchOptions,
    'input' | 'inputName' | 'map' | 'encoding' | 'delimiter' | 'workers' | 'cores' | 'assumptions' | 'lang'
  > {
  /** Files of a run in parts stand beside this name. */
  readonly beside: string;
  readonly ids: boolean;
}

/**
 * Settles a file of claims by both libraries, each with its own years, and adds up how they differ.
 * @param names what the report is worded with
 */
export async function compareClaims(
  options: ClaimsOptions,
  sides: Sides,
  libraries: Pair<Library>,
  names: Names,
  listener: Listener,
): Promise<ClaimsDifference> {
  const input = await openInput(options.input, options);
  const layout = layoutOf(input, options, listener);
  const setup: Setup = {
    layout,
    dialect: input.dialect,
    encoding: input.encoding,
    lineBreak: input.lineBreak,
    policies: [],
    assumptions: options.assumptions,
    lang: options.lang,
    compare: false,
    closing: false,
    excelSafe: false,
  };
  const lanes = lanesOf(options, input, {
    setup,
    old: sides.old.root,
    new: sides.new.root,
    ...(sides.national !== undefined && { national: sides.national }),
    refusals: [...names.reasons.keys()],
    ids: options.ids,
  });
  try {
    const { starts, blank } = await settleFile(input, options, setup, lanes, NOWHERE, listener);
    const tallied = await Promise.all(lanes.map((lane) => lane.counted()));
    const counted = tallied.map((one) => one.counted);
    const used = tallied.flatMap(({ assumptions }) => assumptions);
    listener.remark(unusedAssumptions(options.assumptions, used));
    const placed = counted.flatMap(({ largest }) =>
      largest.map((change) => ({ ...change, block: 0, line: change.line + (starts[change.block] ?? 0) })),
    );
    return {
      source: { kind: 'claims', name: options.inputName },
      ...(await addUp(counted, starts, names)),
      blank: blank + counted.reduce((sum, one) => sum + one.blank, 0),
      largest: await explained(largestOf(placed, LARGEST), setup, libraries),
    };
  } finally {
    input.source.close();
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/**
 * What the columns mean. Amounts that a settlement system has recorded under their national names are no payments to be
 * taken as given: they would be the same on both sides. What was really paid before stands under `paid.`.
 */
function layoutOf({ headers }: Input, { map, inputName }: ClaimsOptions, listener: Listener): Layout {
  const plain = readLayout(headers, map, false, inputName);
  if (!plain.remarks.some(({ code }) => code === 'TAKEN_AS_PAID')) {
    listener.remark(plain.remarks);
    return plain.layout;
  }
  const { layout, remarks } = readLayout(headers, map, true, inputName);
  const names = layout.recorded.map(({ name }) => name);
  listener.remark([...remarks, notUsed(names)]);
  return { ...layout, recorded: [] };
}

function notUsed(names: readonly string[]): Diagnostic {
  return {
    code: 'RECORDS_NOT_USED',
    severity: 'warning',
    message: {
      zh: `${names.join('、')} 是记录的金额，没有用到：两边都重新计算`,
      en: `${names.join(', ')}: recorded amounts, not used: both sides are worked out anew`,
    },
    hint: {
      zh: '先付的金额写在 paid.pooled_fund 等列',
      en: 'what was paid before stands in columns such as paid.pooled_fund',
    },
  };
}

function lanesOf(
  options: ClaimsOptions,
  { source }: Input,
  setup: DifferenceSetup,
): Lane<DifferenceTallied>[] {
  const count = workersFor(options, source.size);
  return count === 0 ? [new DifferenceLane(setup)] : openThreads(count, 'difference-worker', setup);
}

/** Nothing is written; the report is made of what the lanes have counted. */
const NOWHERE: Sink = {
  block: async () => undefined,
  again: async () => undefined,
  settled: async () => undefined,
  rejected: async () => undefined,
  closing: async () => undefined,
};

async function explained(
  changes: readonly LargeChange[],
  setup: Setup,
  libraries: Pair<Library>,
): Promise<LargestChange[]> {
  const found: LargestChange[] = [];
  for (const change of changes) {
    const estimates = await explainClaim(change, setup, libraries);
    found.push({
      line: change.line,
      ...(change.id !== undefined && { id: change.id }),
      person: { old: change.old, new: change.new },
      ...(estimates && { estimates }),
    });
  }
  return found;
}
