import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Circumstances, Need, Wording } from '../rules/circumstances.ts';
import type { FigureReader } from './figures.ts';
import type { Met } from './plan.ts';
import type { ResolveInput } from './resolve-input.ts';

/** What building a line needs besides the line itself. */
export interface LineContext {
  readonly input: ResolveInput;
  readonly circumstances: Circumstances;
  readonly figures: FigureReader;
  readonly wording: Wording;
  readonly notices: Met[];
  readonly problems: Omit<Diagnostic, 'severity'>[];
  /** What rates, deductibles and caps hang on that the cost may never reach. */
  readonly later: Need[];
}
