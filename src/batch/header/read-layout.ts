import { foldName } from '../../claim/fields.ts';
import { canonicalName } from '../../claim/names.ts';
import { type Diagnostic, fail, Problems } from '../../diagnostics/diagnostic.ts';
import { SETTLEMENT_FIELDS } from '../../engine/settlement.ts';
import { type Column, columnOf, headerPlace, type Layout } from './layout.ts';
import { checkLayout } from './layout-problems.ts';
import { remarksOn } from './layout-remarks.ts';
import type { HouseMap } from './map.ts';

/** Amounts of a bill that are given, and what identifies nothing that could have been recorded otherwise. */
const GIVEN: readonly string[] = ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt'];
/** A ratio with four decimals follows from the amounts. */
const RATIO = 'pool_prop_selfpay';

/**
 * Finds the meaning of a header.
 * @param file undefined where the columns were named by a flag
 * @returns the layout, and what the user should know of it
 * @throws BaoxiaoError when a field has no column, or two
 */
export function readLayout(
  headers: readonly string[],
  map: HouseMap,
  compare: boolean,
  file: string | undefined,
): { readonly layout: Layout; readonly remarks: readonly Diagnostic[] } {
  const problems = new Problems();
  const columns = columnsOf(headers, map, compare);
  checkLayout(columns, headers, map, compare, file, problems);
  problems.throwIfFailed();
  const { claim, recorded, unknown, given } = columns;
  const layout = { headers, claim, recorded, constants: map.constants, map };
  return { layout, remarks: remarksOn(headers, unknown, given, map, file) };
}

/** Tells apart what the columns are for. */
function columnsOf(headers: readonly string[], map: HouseMap, compare: boolean) {
  const claim: Column[] = [];
  const recorded: Layout['recorded'][number][] = [];
  const unknown: string[] = [];
  const given: string[] = [];
  for (const [column, header] of headers.entries()) {
    if (map.ignore.has(header.trim())) continue;
    const written = map.columns.get(header.trim()) ?? header;
    const national = SETTLEMENT_FIELDS.find((field) => field === foldName(written));
    if (compare && national !== undefined && !GIVEN.includes(national)) {
      if (national !== RATIO) recorded.push({ name: national, column });
      continue;
    }
    const found = canonicalName(written);
    if (found === undefined) unknown.push(header);
    else claim.push({ name: found, column });
    if (found?.startsWith('paid.') && national !== undefined) given.push(header);
  }
  return { claim, recorded, unknown, given };
}

/** Refuses to mask persons whom no column names. */
export function personToMask(layout: Layout, file: string | undefined): void {
  if (columnOf(layout, 'person') >= 0) return;
  fail({
    code: 'MISSING_COLUMN',
    message: { zh: '--mask：没有人员编号这一列', en: '--mask: no column holds person numbers' },
    field: 'person',
    ...headerPlace(file),
  });
}
