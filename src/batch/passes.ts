import type { Room } from './io/cutter.ts';
import { type Input, openInput } from './io/input.ts';
import type { Done, Lane } from './lane.ts';
import type { Listener } from './options.ts';
import { runInParts } from './parts-run.ts';
import { cutterOf, type Placed, type Reading, type Sink } from './pass.ts';
import { PersonsSeen } from './scattered.ts';
import type { Setup } from './setup.ts';

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
