import type { PartCost } from '../claim/part-cost.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { CoverStart } from '../rules/cover.ts';
import type { Figure } from '../rules/figure.ts';
import type { Lifetime } from '../rules/lifetime.ts';
import type { Line } from '../rules/line.ts';
import type { EligibilityRule } from '../rules/refusal.ts';

export const GRADES = ['official', 'quoted', 'secondary', 'fitted', 'general_knowledge'] as const;
export type Grade = (typeof GRADES)[number];

/** A document that figures were taken from. */
export interface Source {
  readonly title: Text;
  readonly publisher?: Text;
  readonly number?: Text;
  readonly date?: string;
  readonly url?: string;
  readonly grade: Grade;
  /** The file it is listed in, where that is not the policy's. */
  readonly file?: string;
  readonly line: number;
}

/** A dated value that formulas use, e.g. disposable income per head. */
export interface Parameter {
  readonly label: Text;
  readonly values: readonly { readonly from: string; readonly amount: Figure }[];
}

/** How a policy calls a field and its values: 县级 for level 2. */
export interface FieldWording {
  readonly label?: Text;
  readonly values: Readonly<Record<string, Text>>;
}

/** A word that a policy introduces (a part of the cost, a disease), with the other names it goes by. */
export interface Term {
  readonly label: Text;
  readonly also: readonly string[];
}

/** A part of a cost that is told apart from the rest of it. */
export interface PartTerm extends Term {
  readonly of: PartCost;
}

export interface Version {
  readonly from: string;
  readonly to?: string;
  /** Why the days between the version before and this one have no rules. */
  readonly gapBefore?: Text;
  /** The day on which its years begin, as 07-01: all that is counted yearly runs from it. */
  readonly yearFrom: string;
  readonly origin: Origin;
  readonly eligibility: readonly EligibilityRule[];
  readonly lines: readonly Line[];
  readonly caps: readonly SharedCap[];
  /** What the personal account may pay; `none` where the scheme has none. */
  readonly personalAccount: 'person_part' | 'in_policy' | 'none';
  /** Advance share of class B items that give none. */
  readonly classBAdvance?: Figure;
  /** Advance share of items by the part they are tagged with; wins over that of class B. */
  readonly partAdvance: Readonly<Record<string, Figure>>;
  readonly coverStart: readonly CoverStart[];
  readonly lifetime: readonly Lifetime[];
  readonly notes: readonly Text[];
}

/** One policy file, checked. Plain data, so that it can be kept compiled. */
export interface Policy {
  readonly id: string;
  readonly file: string;
  readonly kind: 'scheme' | 'supplement' | 'national';
  readonly title: Text;
  readonly place?: Text;
  readonly checked: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Parameters it names and does not define: they are filled in from the shared tables when it is taken from a library. */
  readonly wants?: readonly string[];
  readonly wording: Readonly<Record<string, FieldWording>>;
  readonly parts: Readonly<Record<string, PartTerm>>;
  readonly diseases: Readonly<Record<string, Term>>;
  /** Codes of places inside this one where it applies too, or all of them; districts of a city need not be listed. */
  readonly appliesIn: readonly string[] | 'all';
  /** For a supplement: the basic schemes whose members may hold it. */
  readonly heldWith: readonly string[];
  readonly versions: readonly Version[];
}

/** The first day of a year where nothing else is said. */
export const CALENDAR_YEAR = '01-01';
