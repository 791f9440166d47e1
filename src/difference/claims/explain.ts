import { RowClaims } from '../../batch/circumstances/row-claim.ts';
import { type Block, RowReader } from '../../batch/rows/row-reader.ts';
import { MARK } from '../../batch/rows/rows.ts';
import type { Setup } from '../../batch/setup.ts';
import type { Draft } from '../../claim/draft.ts';
import { BaoxiaoError, Problems } from '../../diagnostics/diagnostic.ts';
import { type Estimate, prepare } from '../../engine/estimate.ts';
import type { Library } from '../../policy/library.ts';
import { ClaimsRun } from '../../regression/run.ts';
import type { Pair } from '../change.ts';
import type { LargeChange } from './tally.ts';

/**
 * Works a claim out again as the counter would, on the year that the claims of its person before it have left: all of them
 * are settled once more, one after another, under both libraries.
 * @returns undefined where the counter does not come to what the file was settled to
 */
export async function explainClaim(
  change: LargeChange,
  setup: Setup,
  libraries: Pair<Library>,
): Promise<Pair<Estimate> | undefined> {
  const [old, now] = [
    await estimateRow(change, setup, libraries.old),
    await estimateRow(change, setup, libraries.new),
  ];
  const same = old?.settlement.psn_part_amt === change.old && now?.settlement.psn_part_amt === change.new;
  return old && now && same ? { old, new: now } : undefined;
}

async function estimateRow(
  { rows, row }: LargeChange,
  setup: Setup,
  library: Library,
): Promise<Estimate | undefined> {
  const reader = new RowReader(setup.layout, setup.dialect, setup.encoding);
  const block: Block = { bytes: Buffer.from(rows.buffer, rows.byteOffset, rows.length), length: rows.length };
  reader.read(block);
  const options: { library: Library; assumptions: ReadonlyMap<string, string> } = {
    library,
    assumptions: setup.assumptions,
  };
  const claims = new RowClaims(setup.layout, reader, options);
  const run = new ClaimsRun(options);
  for (const place of orderOf(reader, block.bytes)) {
    const draft = draftOf(claims, block.bytes, place);
    // A file's assumptions are for all its claims; the counter takes only those that a claim has use for.
    if (draft) options.assumptions = await assumptionsFor(draft, library, setup.assumptions);
    const estimate = await settled(run, draft);
    if (place === row) return estimate;
  }
  return undefined;
}

/** By date, then as in the file; a reversal after its settlement of the same day. */
function orderOf(reader: RowReader, bytes: Buffer): number[] {
  const { rows } = reader;
  const places = Array.from({ length: rows.count }, (_, place) => place);
  places.sort((a, b) => (rows.date[a] as number) - (rows.date[b] as number) || a - b);
  const reversal = (place: number): boolean => ((rows.marks[place] as number) & MARK.reversal) !== 0;
  const idOf = (place: number): string => reader.textOf(bytes, place, 'id').trim();
  for (const place of places.filter(reversal)) {
    const original = reader.textOf(bytes, place, 'reverses').trim();
    const at = places.indexOf(place);
    const later = places.findIndex(
      (other, index) =>
        index > at && rows.date[other] === rows.date[place] && !reversal(other) && idOf(other) === original,
    );
    if (later > at) places.splice(later, 0, ...places.splice(at, 1));
  }
  return places;
}

function draftOf(claims: RowClaims, bytes: Buffer, place: number): Draft | undefined {
  const problems = new Problems();
  const draft = claims.draft(bytes, place, (problem) => problems.error(problem));
  return problems.failed ? undefined : draft;
}

async function assumptionsFor(
  draft: Draft,
  library: Library,
  assumptions: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  if (assumptions.size === 0) return assumptions;
  const { result } = await prepare(draft, { library, assumptions }, true, () => undefined);
  return new Map([...assumptions].filter(([name]) => result?.usedAssumptions.has(name)));
}

/** A claim that is refused leaves the year as it was. */
async function settled(run: ClaimsRun, draft: Draft | undefined): Promise<Estimate | undefined> {
  if (!draft) return undefined;
  try {
    return await run.settleDraft(draft);
  } catch (error) {
    if (error instanceof BaoxiaoError) return undefined;
    throw error;
  }
}
