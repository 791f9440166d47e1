import { Cutter, type Room } from './io/cutter.ts';
import { type Input, openInput } from './io/input.ts';
import type { Done, Lane } from './lane.ts';
import { columnOf } from './layout.ts';
import { runInParts } from './parts-run.ts';
import type { BatchOptions, Listener } from './run.ts';
import { PersonsSeen } from './scattered.ts';
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

/** One pass where every person's rows stand together; by parts of the persons where they do not. */
export async function settleFile(
  input: Input,
  options: Reading,
  setup: Setup,
  lanes: readonly Lane<unknown>[],
  outputs: Sink,
  listener: Listener,
): Promise<Placed> {
  if (options.opening === undefined) {
    const placed = await settleInOrder(input, setup, lanes, outputs, listener);
    if (placed) return placed;
    await outputs.again();
    await Promise.all(lanes.map((lane) => lane.reset()));
  }
  const again = options.opening === undefined ? await openInput(options.input, options) : input;
  try {
    return await runInParts(again, options, setup, lanes, outputs, listener);
  } finally {
    if (again !== input) again.source.close();
  }
}

/** @returns undefined when a person's rows turn out to be scattered over the file */
async function settleInOrder(
  input: Input,
  setup: Setup,
  lanes: readonly Lane<unknown>[],
  outputs: Sink,
  listener: Listener,
): Promise<Placed | undefined> {
  const { source } = input;
  const cutter = cutterOf(input, setup);
  const seen = new PersonsSeen();
  const starts: number[] = [];
  let line = input.headerLines + 1;
  let rows = 0;
  const settled = async (done: Done): Promise<boolean> => {
    if (seen.add(done.persons)) return false;
    starts.push(line);
    await outputs.block(done, line);
    line += done.lines;
    rows += done.rows;
    listener.progress({
      phase: 'settle',
      rows,
      share: source.size > 0 ? source.taken / source.size : undefined,
    });
    return true;
  };
  const going: { readonly done: Promise<Done>; readonly room: Room }[] = [];
  const rooms: Room[] = [];
  const depth = lanes.reduce((sum, lane) => sum + lane.depth, 0);
  try {
    for (let number = 0; ; number++) {
      if (going.length >= depth) {
        const first = going.shift() as (typeof going)[number];
        const done = await first.done;
        if (!(await settled(done))) return undefined;
        done.release?.();
        rooms.push(first.room);
      }
      const room = rooms.pop() ?? { bytes: Buffer.alloc(0) };
      const length = await cutter.next(room);
      if (length === 0) break;
      const lane = lanes[number % lanes.length] as Lane<unknown>;
      const done = lane.settle({ number, bytes: room.bytes, length });
      // Whoever waits for it first is told; a failure must not stop the program before.
      done.catch(() => undefined);
      going.push({ done, room });
    }
    for (const { done } of going) if (!(await settled(await done))) return undefined;
    return { starts, blank: 0 };
  } finally {
    await Promise.allSettled(going.map(({ done }) => done));
  }
}

export function cutterOf(input: Input, setup: Setup): Cutter {
  const person = columnOf(setup.layout, 'person');
  return new Cutter(input.source, input.rest, input.dialect, input.headers.length, person, sharedBuffer);
}
