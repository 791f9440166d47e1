import type { Text } from '../diagnostics/text.ts';
import type { Grade, Policy, Version } from '../policy/policy.ts';
import type { FigureCounts } from './figures.ts';
import type { LetteredNote, Marks, NumberedSource } from './footnotes.ts';

/** A sentence with its footnotes. */
export interface Statement {
  readonly text: Text;
  readonly marks: Marks;
  /** Stable name of a rule in the notices of a result. */
  readonly code?: string;
}

/** A change of the figures, and whether those of the table have it in them already. */
export interface ChangeStatement extends Statement {
  readonly inTable: boolean;
}

export interface PageCell {
  readonly text: Text;
  readonly marks: Marks;
}

export interface PageRow {
  readonly label?: Statement;
  /** Undefined where there is no figure. */
  readonly cells: readonly (PageCell | undefined)[];
}

/** The rows of one quantity for one group of circumstances. */
export interface PageGroup {
  readonly label?: Text;
  readonly rows: readonly PageRow[];
}

export interface PageBlock {
  readonly quantity: string;
  readonly title: Statement;
  readonly groups: readonly PageGroup[];
}

export interface PageTable {
  readonly columnField?: Text;
  readonly columns: readonly Text[];
  readonly blocks: readonly PageBlock[];
}

/** One benefit: what it is for, its table, what changes it, when it pays nothing. */
export interface PageSection {
  readonly id: string;
  readonly label: Text;
  readonly payer?: Text;
  readonly care: readonly Text[];
  readonly head: readonly Statement[];
  readonly table: PageTable;
  readonly fixed?: Text;
  readonly changes: readonly ChangeStatement[];
  readonly refusals: readonly Statement[];
}

/** A policy's version as a person would explain it. */
export interface PolicyPage {
  readonly policy: Policy;
  readonly version: Version;
  readonly others: readonly Version[];
  readonly place: Text;
  readonly own: boolean;
  readonly grades: readonly Grade[];
  readonly counts: FigureCounts;
  readonly who: readonly Text[];
  /** Who pays for each kind of care, in order. */
  readonly cares: readonly { readonly care: Text; readonly payers: readonly Text[] }[];
  readonly sections: readonly PageSection[];
  /** Rules on the whole bill: advance shares, the personal account. */
  readonly whole: readonly Statement[];
  readonly eligibility: readonly Statement[];
  readonly everywhere: readonly Text[];
  readonly cover: readonly Statement[];
  readonly notes: readonly Statement[];
  readonly notStated: readonly { readonly key: string; readonly name: Text }[];
  readonly parameters: readonly Statement[];
  readonly terms: {
    readonly parts: readonly Text[];
    readonly diseases: readonly Text[];
    /** What the place calls fields of a claim. */
    readonly fields: readonly Text[];
  };
  readonly sources: readonly NumberedSource[];
  readonly footnotes: readonly LetteredNote[];
}
