import { type Encoding, encoderOf } from './csv/encoding.ts';
import { Target } from './io/target.ts';
import type { Done } from './lane.ts';
import type { BatchOptions } from './options.ts';
import type { Sink } from './pass.ts';
import { REJECT_COLUMNS } from './rejects.ts';
import type { Setup } from './setup.ts';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The files of a run: results, rejected rows, closing ledger. They get their names together, the results last. */
export class Outputs implements Sink {
  readonly #options: BatchOptions;
  readonly #setup: Setup;
  readonly #recode: ((bytes: Buffer) => Buffer) | undefined;
  readonly #mark: boolean;
  #targets: Targets;
  #header: Buffer = Buffer.alloc(0);

  private constructor(options: BatchOptions, setup: Setup, recode: ((bytes: Buffer) => Buffer) | undefined) {
    this.#options = options;
    this.#setup = setup;
    this.#recode = recode;
    const wanted = wantedEncoding(options, setup);
    this.#mark = wanted === 'utf-8' && setup.encoding.mark;
    this.#targets = openTargets(options);
  }

  static async open(options: BatchOptions, setup: Setup): Promise<Outputs> {
    const to = wantedEncoding(options, setup);
    const from = setup.encoding.encoding;
    return new Outputs(options, setup, to === from ? undefined : await recoder(from, to));
  }

  async header(header: Buffer): Promise<void> {
    this.#header = header;
    const rejects = Buffer.from(`${REJECT_COLUMNS.join(',')}${this.#setup.lineBreak}`);
    for (const [target, bytes] of [
      [this.#targets.out, header],
      [this.#targets.rejects, rejects],
    ] as const) {
      if (wantedEncoding(this.#options, this.#setup) === 'utf-16le')
        await target.write(Buffer.from([0xff, 0xfe]));
      else if (this.#mark) await target.write(MARK);
      await this.#write(target, bytes);
    }
  }

  /** Begins anew. */
  async again(): Promise<void> {
    this.discard();
    this.#targets = openTargets(this.#options);
    await this.header(this.#header);
  }

  /** Writes what comes out of a block. @param line at which the block begins */
  async block(done: Done, line: number): Promise<void> {
    await this.settled(done.out);
    const rejects: Buffer[] = [];
    let from = 0;
    for (let reject = 0; reject < done.rejectLines.length; reject++) {
      const end = done.rejectEnds[reject] as number;
      rejects.push(Buffer.from(String(line + (done.rejectLines[reject] as number))));
      rejects.push(done.rejects.subarray(from, end));
      from = end;
    }
    await this.#write(this.#targets.rejects, Buffer.concat(rejects));
    await this.closing(done.closing);
  }

  async settled(bytes: Buffer): Promise<void> {
    await this.#write(this.#targets.out, bytes);
  }

  async rejected(line: number, bytes: Buffer): Promise<void> {
    await this.#write(this.#targets.rejects, Buffer.concat([Buffer.from(String(line)), bytes]));
  }

  async closing(lines: string): Promise<void> {
    if (lines !== '') await this.#targets.closing?.write(Buffer.from(lines));
  }

  async #write(target: Target, bytes: Buffer): Promise<void> {
    await target.write(this.#recode ? this.#recode(bytes) : bytes);
  }

  async finish(): Promise<void> {
    for (const target of Object.values(this.#targets)) await target.finish();
  }

  commit(): void {
    for (const target of Object.values(this.#targets)) target.rename();
  }

  discard(): void {
    for (const target of Object.values(this.#targets)) target.discard();
  }

  /** Where the results stand before they have their name. */
  get draft(): string {
    return this.#targets.out.draft;
  }
}

/** In the order in which they get their names: the results last. */
interface Targets {
  readonly closing?: Target;
  readonly rejects: Target;
  readonly out: Target;
}

function openTargets({ closing, rejects, output }: BatchOptions): Targets {
  const opened: Target[] = [];
  const open = (path: string): Target => {
    const target = new Target(path, path.endsWith('.gz'));
    opened.push(target);
    return target;
  };
  try {
    // What cannot be written is told of the results first.
    const [results, rejected] = [open(output), open(rejects)];
    return { ...(closing !== undefined && { closing: open(closing) }), rejects: rejected, out: results };
  } catch (error) {
    for (const target of opened) target.discard();
    throw error;
  }
}

/** The encoding asked for, else that of the input. */
function wantedEncoding({ outputEncoding }: BatchOptions, { encoding }: Setup): Encoding | 'utf-16le' {
  return outputEncoding ?? (encoding.utf16 ? 'utf-16le' : encoding.encoding);
}

async function recoder(from: Encoding, to: Encoding | 'utf-16le'): Promise<(bytes: Buffer) => Buffer> {
  const encode = await encoderOf(to);
  const decoder = new TextDecoder(from, { ignoreBOM: true });
  // Memory that threads share must be copied before it is decoded. Pieces end with a row, never within a character.
  return (bytes) => encode(decoder.decode(Uint8Array.prototype.slice.call(bytes)));
}
