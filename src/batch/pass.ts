import { columnOf } from './header/layout.ts';
import { Cutter } from './io/cutter.ts';
import type { Input } from './io/input.ts';
import type { Done } from './lane.ts';
import type { BatchOptions } from './options.ts';
import type { Setup } from './setup.ts';
import { sharedBuffer } from './shared.ts';

/** Where a file is read from. */
export interface Reading extends Pick<BatchOptions, 'input' | 'encoding' | 'delimiter' | 'opening'> {
  /** The name that files of a run in parts stand beside. */
  readonly beside: string;
}

/** Takes what comes out of the blocks, in the order of the file. */
export interface Sink {
  /** @param line at which the block begins */
  block(done: Done, line: number): Promise<void>;
  /** Forgets what has come so far: the file is begun again. */
  again(): Promise<void>;
  settled(bytes: Buffer): Promise<void>;
  rejected(line: number, bytes: Buffer): Promise<void>;
  closing(lines: string): Promise<void>;
}

/** Where the blocks of a run stand in the file. */
export interface Placed {
  /** By block, the line it begins at. */
  readonly starts: readonly number[];
  /** Empty lines that have not come to any block. */
  readonly blank: number;
}

/** Cuts a file into blocks, the rows of a person never apart where they stand together. */
export function cutterOf(input: Input, setup: Setup): Cutter {
  const person = columnOf(setup.layout, 'person');
  return new Cutter(input.source, input.rest, input.dialect, input.headers.length, person, sharedBuffer);
}
