import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Spot } from './spot.ts';
import type { Subject } from './subject.ts';
import type { Surroundings } from './surroundings.ts';

/** One kind of finding, with the words that docs/LINT.md has of it. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** What is found, in one sentence. */
  readonly what: string;
  /** What it leads to. */
  readonly why: string;
  /** The defect, as a policy has it. */
  readonly example: string;
  /** How to mend it; shown with every finding. */
  readonly mend: Text;
}

/** Reports a finding; without a spot, at the beginning of the file. */
export type Report = (rule: Rule, spot: Spot | undefined, message: Text, hint?: Text) => void;

/** Reports a finding in one file of several. */
export type ReportIn = (rule: Rule, file: string, spot: Spot | undefined, message: Text, hint?: Text) => void;

/** One check, of a policy by itself or of the policies together. */
export interface Check {
  readonly rules: readonly Rule[];
  readonly policy?: (subject: Subject, report: Report) => void;
  readonly library?: (around: Surroundings, report: ReportIn) => Promise<void> | void;
}
