import type { Setup } from '../../batch/setup.ts';

/** All that a thread must know to settle blocks by two libraries. Plain data: it crosses between threads. */
export interface DifferenceSetup {
  readonly setup: Setup;
  readonly old: string;
  readonly new: string;
  /** The folder of the national rules, where neither side has its own. */
  readonly national?: string;
  /** Codes of the rules by which a claim is not covered, on either side. */
  readonly refusals: readonly string[];
  /** Whether the ids of claims may stand in the report. */
  readonly ids: boolean;
}
