import type { Lang } from '../../diagnostics/text.ts';
import type { PolicyCoverage } from '../../regression/coverage/coverage.ts';
import type { CaseResult } from '../../regression/run.ts';
import type { FileResult } from '../../regression/suite.ts';
import type { Edit } from '../../regression/update.ts';
import type { Paint } from '../paint.ts';

/** One run of `baoxiao check`, ready to be told. */
export interface CheckRun {
  readonly files: readonly FileResult[];
  readonly coverage?: readonly PolicyCoverage[];
  /** Least share of places touched, in percent, in every policy. */
  readonly coverageMin?: number;
  /** What `--update` has written. */
  readonly updated?: readonly Edit[];
  /** Milliseconds by case, where somebody wants to know. */
  readonly times?: ReadonlyMap<CaseResult, number>;
}

export interface CheckOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  readonly width?: number;
}

export interface Counts {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
}

export function countsOf({ files }: Pick<CheckRun, 'files'>): Counts {
  const results = files.flatMap((file) => file.results);
  const failed = results.filter((result) => result.failures.length > 0).length;
  return { cases: results.length, passed: results.length - failed, failed };
}
