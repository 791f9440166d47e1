import type { Text } from './text.ts';

/** Where something stands in a text; line and column count from 1, the column in characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line itself, for the caret under it. */
  readonly source?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** One problem of any kind: what is wrong, where, and how to mend it. */
export interface Diagnostic {
  /** Stable name that scripts and tests rely on, e.g. `MONEY_DECIMALS`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  readonly hint?: Text;
  /** The claim field concerned, in our names. */
  readonly field?: string;
  /** The value as given. */
  readonly value?: string;
  readonly place?: Place;
}

/** An error that carries its problems; everything a user may cause is one of these. */
export class BaoxiaoError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((item) => `${item.code}: ${item.message.en}`).join('\n'));
    this.name = 'BaoxiaoError';
    this.diagnostics = diagnostics;
  }
}

export function fail(diagnostic: Omit<Diagnostic, 'severity'>): never {
  throw new BaoxiaoError([{ severity: 'error', ...diagnostic }]);
}

/** Collects problems so that all of a file can be reported at once. */
export class Problems {
  readonly list: Diagnostic[] = [];

  error(diagnostic: Omit<Diagnostic, 'severity'>): void {
    this.list.push({ severity: 'error', ...diagnostic });
  }

  warn(diagnostic: Omit<Diagnostic, 'severity'>): void {
    this.list.push({ severity: 'warning', ...diagnostic });
  }

  get failed(): boolean {
    return this.list.some((item) => item.severity === 'error');
  }

  throwIfFailed(): void {
    if (this.failed) throw new BaoxiaoError(this.list);
  }
}
