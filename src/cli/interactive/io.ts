import type { Draft } from '../../claim/draft.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Estimate, EstimateOptions } from '../../engine/estimate.ts';
import type { Library } from '../../policy/library.ts';
import type { Paint } from '../../report/paint.ts';
import type { CounterSettings, LoadedSettings } from '../settings.ts';

export const COMPARISONS = ['level', 'filing', 'referral'] as const;
export type ComparisonBy = (typeof COMPARISONS)[number];

/** Makes the text of a saved file. */
export type Writer = (estimate: Estimate, lang: Lang) => string | Promise<string>;
export const FILE_KINDS = ['yaml', 'json', 'md', 'html'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What the questions themselves need. */
export interface AskIo {
  readonly library: Library;
  readonly lang: Lang;
  readonly settings: LoadedSettings;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Colours; none by default. */
  readonly paint?: Paint;
  /** ISO date; today by default. */
  readonly today?: string;
  /** What flags or a file gave already; not asked again. */
  readonly given?: Draft;
  readonly assumptions?: ReadonlyMap<string, string>;
  /** Keeps the settings of the counter; in the user's folder by default. */
  readonly remember?: (settings: CounterSettings) => Text | undefined;
}

/** What the whole session needs: the questions, and what to do with the result. */
export interface InteractiveIo extends AskIo {
  /** The result at a glance. */
  readonly render: Writer;
  /** Every step of the calculation; not offered where absent. */
  readonly details?: Writer;
  /** The same bill under each level, filing or referral; not offered where absent. */
  readonly compare?: (
    draft: Draft,
    by: ComparisonBy,
    options: EstimateOptions,
    lang: Lang,
  ) => Promise<string>;
  /** Writers by the ending of the file name. A claim file (.yaml) can be written without one. */
  readonly save?: Partial<Readonly<Record<FileKind, Writer>>>;
}
