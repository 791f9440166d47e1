import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SettlementField } from '../../engine/settlement.ts';
import type { HouseMap } from './map.ts';

/** A column that a claim is read from, by its canonical name. */
export interface Column {
  readonly name: string;
  readonly column: number;
}

/** What the columns of a file mean. */
export interface Layout {
  readonly headers: readonly string[];
  /** Every column that is a claim field: words, amounts, accumulators. */
  readonly claim: readonly Column[];
  /** With `--compare`: what the settlement system has recorded, by national name. */
  readonly recorded: readonly (Column & { readonly name: SettlementField })[];
  readonly constants: ReadonlyMap<string, string>;
  readonly map: HouseMap;
}

/** The column of a field, or -1. */
export function columnOf({ claim }: Layout, name: string): number {
  return claim.find((item) => item.name === name)?.column ?? -1;
}

/** Fields by which a record is explained, the most telling first. */
const LEADING: readonly SettlementField[] = ['hifp_pay', 'fund_pay_sumamt', 'psn_part_amt'];

/** The column whose differences are explained: the pooled fund, else what is nearest to it. */
export function leadingColumn({ recorded }: Layout): number {
  for (const field of LEADING) {
    const column = recorded.findIndex(({ name }) => name === field);
    if (column >= 0) return column;
  }
  return 0;
}

/** Where a header stands. Columns that a flag names have no place in a file. */
export function headerPlace(file: string | undefined): Pick<Diagnostic, 'place'> {
  return file === undefined ? {} : { place: { file, line: 1, column: 1 } };
}
