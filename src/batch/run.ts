import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import { type Encoding, encoderOf } from './csv/encoding.ts';
import { cellText, pen } from './csv/write.ts';
import { Cutter, type Room } from './io/cutter.ts';
import { type Input, openInput } from './io/input.ts';
import type { Done, Lane } from './lane.ts';
import { columnOf, readLayout } from './layout.ts';
import type { HouseMap } from './map.ts';
import type { MaskRule } from './mask.ts';
import { Outputs } from './outputs.ts';
import { runInParts } from './parts-run.ts';
import { openLanes } from './pool.ts';
import { PersonsSeen } from './scattered.ts';
import type { Setup } from './setup.ts';
import { sharedBuffer } from './shared.ts';
import { addUp } from './sum-up.ts';
import type { BatchSummary } from './summary.ts';
import { addedColumns, CellWriter } from './writer.ts';

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

/** Files smaller than this are settled before another thread has started. */
const SMALL_BYTES = 3 << 20;

/** A run whose files are written but do not have their names yet. */
export interface Finished {
  readonly summary: BatchSummary;
  /** Where the results stand until then. */
  readonly draft: string;
  /** Gives the files their names. */
  readonly commit: () => void;
  readonly discard: () => void;
}

/**
 * Settles a claims file from end to end. The files it writes get their names when `commit` is called.
 * @throws BaoxiaoError when the input cannot be read, a policy is wrong or the disk is full; nothing is left behind then
 */
export async function runBatch(options: BatchOptions, listener: Listener): Promise<Finished> {
  const input = await openInput(options.input, options);
  const { layout, remarks } = readLayout(input.headers, options.map, options.compare, options.inputName);
  listener.remark(remarks);
  const setup: Setup = {
    layout,
    dialect: input.dialect,
    encoding: input.encoding,
    lineBreak: input.lineBreak,
    policies: options.policies,
    assumptions: options.assumptions,
    lang: options.lang,
    compare: options.compare,
    closing: options.closing !== undefined,
    excelSafe: options.excelSafe,
    ...(options.mask && { mask: options.mask }),
  };
  if (options.mask && columnOf(layout, 'person') < 0) noPersonToMask(options.inputName);
  const outputs = await Outputs.open(options, setup);
  listener.opened?.(() => outputs.discard());
  const lanes = openLanes(workersFor(options, input), setup);
  try {
    await outputs.header(await headerOf(input, setup));
    const placed = await settleAll(input, options, setup, lanes, outputs, listener);
    await outputs.finish();
    const counted = await Promise.all(lanes.map((lane) => lane.counted()));
    checkAssumptions(
      options,
      counted.flatMap(({ assumptions }) => [...assumptions]),
      listener,
    );
    const unreadable = counted.reduce((sum, one) => sum + one.counted.unreadable, 0);
    if (unreadable > 0) listener.remark([notCompared(unreadable)]);
    const summary = await addUp(
      counted.map((one) => one.counted),
      placed,
      layout,
      options.inputName,
    );
    return {
      summary,
      draft: outputs.draft,
      commit: () => outputs.commit(),
      discard: () => outputs.discard(),
    };
  } catch (error) {
    outputs.discard();
    throw error;
  } finally {
    input.source.close();
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

function workersFor({ workers, cores }: BatchOptions, { source }: Input): number {
  if (workers !== undefined) return workers;
  return source.size < SMALL_BYTES ? 0 : cores;
}

/** Where the blocks of a run stand in the file. */
export interface Placed {
  /** By block, the line it begins at. */
  readonly starts: readonly number[];
  /** Empty lines that have not come to any block. */
  readonly blank: number;
}

/** One pass where every person's rows stand together; by parts of the persons where they do not. */
async function settleAll(
  input: Input,
  options: BatchOptions,
  setup: Setup,
  lanes: readonly Lane[],
  outputs: Outputs,
  listener: Listener,
): Promise<Placed> {
  if (options.opening === undefined) {
    const placed = await settleInOrder(input, setup, lanes, outputs, listener);
    if (placed) return placed;
    await outputs.again(await headerOf(input, setup));
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
  lanes: readonly Lane[],
  outputs: Outputs,
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
      const lane = lanes[number % lanes.length] as Lane;
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

/** The header as it came in, and behind it the columns that are added. */
async function headerOf(input: Input, setup: Setup): Promise<Buffer> {
  const delimiter = String.fromCharCode(input.dialect.delimiter);
  const encode = await encoderOf(input.encoding.encoding);
  let given = input.headerRow;
  if (setup.excelSafe) {
    const written = pen(given.length * 2 + 64);
    const { mask: _, ...plain } = setup;
    new CellWriter(plain, encode).write(written, given, 0, given.length);
    given = Buffer.from(written.bytes.subarray(0, written.position));
  }
  const added = addedColumns(setup.layout).map((name) => `${delimiter}${cellText(name, delimiter)}`);
  return Buffer.concat([given, encode(`${added.join('')}${setup.lineBreak}`)]);
}

/** An assumption that no claim needed is a slip of the pen, or was not worth making. */
function checkAssumptions({ assumptions }: BatchOptions, used: readonly string[], listener: Listener): void {
  const unused = [...assumptions.keys()].filter((name) => !used.includes(name));
  listener.remark(
    unused.map((name) => ({
      code: 'ASSUMPTION_UNUSED',
      severity: 'warning',
      message: {
        zh: `--assume ${name}：没有一笔费用用到它`,
        en: `--assume ${name}: no claim has used it`,
      },
    })),
  );
}

/** What is recorded but no amount would otherwise look like a blank. */
function notCompared(values: number): Diagnostic {
  return {
    code: 'RECORD_NOT_READ',
    severity: 'warning',
    message: {
      zh: `记录的金额中有 ${values} 个不是金额，没有比较`,
      en: `${values} of the recorded amounts are no amounts and were not compared`,
    },
    hint: { zh: '金额写成 12345.60，不用千位逗号', en: 'write 12345.60, without thousands separators' },
  };
}

function noPersonToMask(file: string): never {
  return fail({
    code: 'MISSING_COLUMN',
    message: { zh: '--mask：文件里没有人员编号这一列', en: '--mask: no column holds person numbers' },
    field: 'person',
    place: { file, line: 1, column: 1 },
  });
}
