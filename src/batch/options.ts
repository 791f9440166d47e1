import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import type { Encoding } from './csv/encoding.ts';
import type { HouseMap } from './header/map.ts';
import type { MaskRule } from './mask.ts';

/** What a run is asked to do. Paths are real files; standard streams are the command's business. */
export interface BatchOptions {
  readonly input: string;
  /** How the input is called in messages and in the summary. */
  readonly inputName: string;
  readonly output: string;
  readonly rejects: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly map: HouseMap;
  readonly encoding?: Encoding | 'utf-16le';
  readonly outputEncoding?: Encoding | 'utf-16le';
  readonly delimiter?: number;
  readonly compare: boolean;
  /** Threads that settle; 0: this one. Undefined: as the size of the input suggests. */
  readonly workers?: number;
  readonly cores: number;
  readonly mask?: MaskRule;
  readonly excelSafe: boolean;
  readonly policies: readonly string[];
  readonly assumptions: ReadonlyMap<string, string>;
  readonly lang: Lang;
}

/** How far a run has come. */
export interface Progress {
  readonly phase: 'settle' | 'part' | 'merge';
  readonly rows: number;
  /** Of the work of the phase, from 0 to 1; undefined where the size of the input is not known. */
  readonly share: number | undefined;
}

export interface Listener {
  readonly remark: (remarks: readonly Diagnostic[]) => void;
  readonly progress: (progress: Progress) => void;
  /** Told how to take away what has been written, for a run that is stopped from outside. */
  readonly opened?: (discard: () => void) => void;
}
