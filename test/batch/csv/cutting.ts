import { Cutter } from '../../../src/batch/io/cutter.ts';
import type { Source } from '../../../src/batch/io/source.ts';
import { COMMA_LF } from './reading.ts';

/** Hands out bytes that are in memory, as few at a time as it is told. @param portions sizes, used in turn */
export function sourceOf(bytes: Buffer, portions: readonly number[] = [bytes.length]): Source {
  let at = 0;
  let turn = 0;
  return {
    size: bytes.length,
    get taken() {
      return at;
    },
    read(into, place) {
      const portion = Math.max(1, portions[turn++ % portions.length] ?? 1);
      const count = Math.min(portion, bytes.length - at, into.length - place);
      bytes.copy(into, place, at, at + count);
      at += count;
      return Promise.resolve(count);
    },
    close() {},
  };
}

export interface Cut {
  readonly columns: number;
  /** -1: no column names persons. */
  readonly person: number;
  readonly dialect?: typeof COMMA_LF;
  readonly portions?: readonly number[];
  /** Bytes that were read with the header. */
  readonly rest?: number;
}

/** All blocks of a text, each as it was when it was handed out. */
export async function cut(
  bytes: Buffer,
  { columns, person, dialect = COMMA_LF, portions, rest = 0 }: Cut,
): Promise<Buffer[]> {
  const source = sourceOf(bytes.subarray(rest), portions);
  // Memory comes filled with what would be read if a reader went too far.
  const grow = (size: number) => Buffer.alloc(size, '",\n');
  const cutter = new Cutter(source, Buffer.from(bytes.subarray(0, rest)), dialect, columns, person, grow);
  const blocks: Buffer[] = [];
  // Rooms are used in turn, as a run does: what was in them before must not show through.
  const rooms = [{ bytes: Buffer.alloc(0) }, { bytes: Buffer.alloc(0) }, { bytes: Buffer.alloc(0) }];
  for (let number = 0; ; number++) {
    const room = rooms[number % rooms.length] as (typeof rooms)[number];
    const length = await cutter.next(room);
    if (length === 0) return blocks;
    blocks.push(Buffer.from(room.bytes.subarray(0, length)));
  }
}
