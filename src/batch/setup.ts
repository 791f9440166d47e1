import type { Lang } from '../diagnostics/text.ts';
import type { TextEncoding } from './csv/encoding.ts';
import type { Dialect } from './csv/scan.ts';
import type { Layout } from './header/layout.ts';
import type { MaskRule } from './mask.ts';

/** All that a worker must know to settle blocks. Plain data: it crosses between threads. */
export interface Setup {
  readonly layout: Layout;
  readonly dialect: Dialect;
  readonly encoding: TextEncoding;
  /** Line break of the output. */
  readonly lineBreak: '\n' | '\r\n' | '\r';
  readonly policies: readonly string[];
  readonly assumptions: ReadonlyMap<string, string>;
  readonly lang: Lang;
  readonly compare: boolean;
  /** Whether the year of each person is handed back. */
  readonly closing: boolean;
  readonly excelSafe: boolean;
  readonly mask?: MaskRule;
}
