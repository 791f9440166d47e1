import { rmSync, statSync, writeFileSync } from 'node:fs';
import { encoderOf } from './csv/encoding.ts';
import { ROW_PROBLEM, RowScanner, slotsOf } from './csv/scan.ts';
import { columnOf } from './header/layout.ts';
import type { Input } from './io/input.ts';
import { openSource } from './io/source.ts';
import type { Done, Job, Lane } from './lane.ts';
import type { Listener } from './options.ts';
import { cutterOf, type Placed, type Reading, type Sink } from './pass.ts';
import type { Setup } from './setup.ts';
import { sharedBuffer } from './shared.ts';
import {
  Gathering,
  linesOf,
  PART_BYTES,
  Parts,
  partOf,
  partsFor,
  Reading as Spilled,
  SpillFolder,
} from './spill.ts';
import { type LedgerText, personOf } from './years/ledger-lines.ts';

/**
 * Settles a file in which a person's rows stand apart, or whose persons bring their years from an earlier run: parts the
 * rows by person into files, settles part by part, and puts what comes out back into the order of the file. Memory stays
 * that of a few parts, however large the file is.
 */
export async function runInParts(
  input: Input,
  options: Reading,
  setup: Setup,
  lanes: readonly Lane<unknown>[],
  outputs: Sink,
  listener: Listener,
): Promise<Placed> {
  const folder = new SpillFolder(options.beside);
  listener.opened?.(() => folder.remove());
  try {
    const ledger = options.opening === undefined ? 0 : statSync(options.opening).size;
    const count = partsFor(input.source.size + ledger);
    const parts = await partRows(input, setup, folder, count, listener);
    const ledgers =
      options.opening === undefined ? undefined : await partLedger(options.opening, setup, folder, count);
    await settleParts(parts, ledgers, folder, lanes, outputs, listener);
    await merge(parts, folder, outputs, listener);
    // Parts count lines as the file does.
    return { starts: Array.from({ length: count }, () => 0), blank: parts.blank };
  } finally {
    folder.remove();
  }
}

/** Parts the rows; those without a person go round. */
async function partRows(
  input: Input,
  setup: Setup,
  folder: SpillFolder,
  count: number,
  listener: Listener,
): Promise<Parts> {
  const person = columnOf(setup.layout, 'person');
  const scanner = new RowScanner(setup.dialect, slotsOf(person < 0 ? [] : [person], input.headers.length), 1);
  const cutter = cutterOf(input, { ...setup, layout: { ...setup.layout, claim: [] } });
  const parts = new Parts(folder, count);
  const room = { bytes: Buffer.alloc(0) };
  let line = input.headerLines + 1;
  for (let length = await cutter.next(room); length > 0; length = await cutter.next(room)) {
    const { bytes } = room;
    for (let position = 0; position < length; ) {
      const from = position;
      position = scanner.scan(bytes, from, length);
      line += scanner.lines;
      if (scanner.isBlank(from) && scanner.problem === ROW_PROBLEM.none) {
        parts.blank++;
        continue;
      }
      const whole = scanner.columns === input.headers.length && person >= 0;
      if (whole) scanner.trim(bytes, 0);
      const part = whole
        ? partOf(bytes, scanner.starts[0] as number, scanner.ends[0] as number, count)
        : parts.rows % count;
      parts.add(part, bytes, from, position, line - scanner.lines);
    }
    const { size, taken } = input.source;
    listener.progress({ phase: 'part', rows: parts.rows, share: size > 0 ? taken / size : undefined });
  }
  parts.close();
  return parts;
}

/** Ledger lines by parts, each where its person's rows are. */
class LedgerParts {
  readonly #folder: SpillFolder;
  readonly #file: string;

  constructor(folder: SpillFolder, file: string) {
    this.#folder = folder;
    this.#file = file;
  }

  read(part: number): LedgerText[] {
    return [...linesOf(this.#folder.file(`${part}.ledger`))].map(({ text }) => {
      const tab = text.indexOf('\t');
      return { text: text.slice(tab + 1), file: this.#file, line: Number(text.slice(0, tab)) };
    });
  }
}

async function partLedger(
  path: string,
  setup: Setup,
  folder: SpillFolder,
  count: number,
): Promise<LedgerParts> {
  const plain = await unpacked(path, folder);
  const encode = await encoderOf(setup.encoding.encoding);
  const files = Array.from({ length: count }, (_, part) => new Gathering(folder.file(`${part}.ledger`)));
  for (const file of files) file.touch();
  for (const { text, line } of linesOf(plain)) {
    // Hashed as the person stands in the rows, which is how the ledger has taken it.
    const person = encode(personOf({ text, file: path, line }));
    const bytes = Buffer.from(`${line}\t${text}\n`);
    files[partOf(person, 0, person.length, count)]?.write(bytes, 0, bytes.length);
  }
  for (const file of files) file.close();
  return new LedgerParts(folder, path);
}

/** A ledger as plain text: itself, or what is compressed in it. */
async function unpacked(path: string, folder: SpillFolder): Promise<string> {
  if (!path.endsWith('.gz')) return path;
  const source = openSource(path);
  const plain = new Gathering(folder.file('opening'), 1 << 20);
  plain.touch();
  const buffer = Buffer.alloc(1 << 20);
  for (let count = await source.read(buffer, 0); count > 0; count = await source.read(buffer, 0))
    plain.write(buffer, 0, count);
  plain.close();
  source.close();
  return plain.path;
}

async function settleParts(
  parts: Parts,
  ledgers: LedgerParts | undefined,
  folder: SpillFolder,
  lanes: readonly Lane<unknown>[],
  outputs: Sink,
  listener: Listener,
): Promise<void> {
  let next = 0;
  let rows = 0;
  let failed = false;
  const closing: string[] = [];
  let closed = 0;
  const work = async (lane: Lane<unknown>): Promise<void> => {
    const memory: { bytes: Buffer } = { bytes: Buffer.alloc(0) };
    while (next < parts.count && !failed) {
      const part = next++;
      const done = await lane.settle(jobOf(part, parts, ledgers, memory));
      keep(done, part, folder);
      done.release?.();
      rows += done.rows;
      closing[part] = done.closing;
      // In the order of the parts, whichever is settled first.
      while (closing[closed] !== undefined) {
        await outputs.closing(closing[closed] as string);
        closing[closed++] = '';
      }
      listener.progress({ phase: 'settle', rows, share: rows / Math.max(1, parts.rows) });
    }
  };
  const results = await Promise.allSettled(
    lanes.map((lane) =>
      work(lane).catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function jobOf(part: number, parts: Parts, ledgers: LedgerParts | undefined, memory: { bytes: Buffer }): Job {
  const { bytes, length, ends, lines } = parts.read(part, (size) => {
    if (memory.bytes.length < size) memory.bytes = sharedBuffer(Math.max(size, PART_BYTES));
    return memory.bytes;
  });
  return { number: part, bytes, length, ends, lines, ...(ledgers && { opening: ledgers.read(part) }) };
}

/** Puts what came out of a part aside: the texts of its rows in order, and how long each of them is. */
function keep(done: Done, part: number, folder: SpillFolder): void {
  writeFileSync(folder.file(`${part}.out`), done.out, { mode: 0o600 });
  writeFileSync(folder.file(`${part}.rejects`), done.rejects, { mode: 0o600 });
  const entries = Buffer.alloc(done.ends.length * 12);
  let end = 0;
  let rejectEnd = 0;
  let reject = 0;
  for (let row = 0; row < done.ends.length; row++) {
    const rowEnd = done.ends[row] as number;
    const rejected = rowEnd === -1;
    const length = rowEnd < 0 ? (done.rejectEnds[reject] as number) - rejectEnd : rowEnd - end;
    // Lengths of rejected rows are below 0; a row of no text (an empty line) has none.
    entries.writeInt32LE(rejected ? -length : length, row * 12);
    entries.writeDoubleLE(rejected ? (done.rejectLines[reject] as number) : 0, row * 12 + 4);
    if (rejected) rejectEnd = done.rejectEnds[reject++] as number;
    else end = rowEnd;
  }
  writeFileSync(folder.file(`${part}.lengths`), entries, { mode: 0o600 });
  for (const kind of ['rows', 'index', 'ledger']) rmSync(folder.file(`${part}.${kind}`), { force: true });
}

/** Bytes gathered before they are written. */
const PIECE = 1 << 20;

/** Puts the rows back into the order of the file. */
async function merge(parts: Parts, folder: SpillFolder, outputs: Sink, listener: Listener): Promise<void> {
  const open = (kind: string): Spilled[] =>
    Array.from({ length: parts.count }, (_, part) => new Spilled(folder.file(`${part}.${kind}`)));
  const [outs, rejects, lengths] = [open('out'), open('rejects'), open('lengths')];
  const order = parts.order();
  const piece = Buffer.allocUnsafeSlow(PIECE);
  let filled = 0;
  const flush = async (): Promise<void> => {
    await outputs.settled(piece.subarray(0, filled));
    filled = 0;
  };
  for (let row = 0; row < parts.rows; row++) {
    const part = order.take(2).readUInt16LE(0);
    const entry = (lengths[part] as Spilled).take(12);
    const length = entry.readInt32LE(0);
    if (length < 0) {
      const line = entry.readDoubleLE(4);
      await outputs.rejected(line, (rejects[part] as Spilled).take(-length));
      continue;
    }
    if (length > PIECE - filled) await flush();
    const text = (outs[part] as Spilled).take(length);
    if (length > PIECE) await outputs.settled(text);
    else filled += text.copy(piece, filled);
    if (row % 65_536 === 0) listener.progress({ phase: 'merge', rows: row, share: row / parts.rows });
  }
  await flush();
  for (const reading of [...outs, ...rejects, ...lengths, order]) reading.close();
}
