import { type Encoding, encoderOf } from './csv/encoding.ts';
import { Target } from './io/target.ts';
import type { Done } from './lane.ts';
import { REJECT_COLUMNS } from './rejects.ts';
import type { BatchOptions } from './run.ts';
import type { Setup } from './setup.ts';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The files of a run: results, rejected rows, closing ledger. They get their names together, the results last. */
export class Outputs {
  readonly #options: BatchOptions;
  readonly #setup: Setup;
  readonly #recode: ((bytes: Buffer) => Buffer) | undefined;
  readonly #mark: boolean;
  #out: Target;
  #rejects: Target;
  #closing: Target | undefined;

  private constructor(options: BatchOptions, setup: Setup, recode: ((bytes: Buffer) => Buffer) | undefined) {
    this.#options = options;
    this.#setup = setup;
    this.#recode = recode;
    const wanted = wantedEncoding(options, setup);
    this.#mark = wanted === 'utf-8' && setup.encoding.mark;
    const opened: Target[] = [];
    const open = (path: string): Target => {
      const target = new Target(path, path.endsWith('.gz'));
      opened.push(target);
      return target;
    };
    try {
      this.#out = open(options.output);
      this.#rejects = open(options.rejects);
      this.#closing = options.closing === undefined ? undefined : open(options.closing);
    } catch (error) {
      for (const target of opened) target.discard();
      throw error;
    }
  }

  static async open(options: BatchOptions, setup: Setup): Promise<Outputs> {
    const to = wantedEncoding(options, setup);
    const from = setup.encoding.encoding;
    return new Outputs(options, setup, to === from ? undefined : await recoder(from, to));
  }

  async header(header: Buffer): Promise<void> {
    const rejects = Buffer.from(`${REJECT_COLUMNS.join(',')}${this.#setup.lineBreak}`);
    for (const [target, bytes] of [
      [this.#out, header],
      [this.#rejects, rejects],
    ] as const) {
      if (wantedEncoding(this.#options, this.#setup) === 'utf-16le')
        await target.write(Buffer.from([0xff, 0xfe]));
      else if (this.#mark) await target.write(MARK);
      await this.#write(target, bytes);
    }
  }

  /** Begins anew. */
  async again(header: Buffer): Promise<void> {
    this.discard();
    this.#out = new Target(this.#options.output, this.#options.output.endsWith('.gz'));
    this.#rejects = new Target(this.#options.rejects, this.#options.rejects.endsWith('.gz'));
    const { closing } = this.#options;
    this.#closing = closing === undefined ? undefined : new Target(closing, closing.endsWith('.gz'));
    await this.header(header);
  }

  /** Writes what comes out of a block. @param line at which the block begins */
  async block(done: Done, line: number): Promise<void> {
    await this.settled(done.out);
    let from = 0;
    for (let reject = 0; reject < done.rejectLines.length; reject++) {
      const end = done.rejectEnds[reject] as number;
      await this.rejected(line + (done.rejectLines[reject] as number), done.rejects.subarray(from, end));
      from = end;
    }
    await this.closing(done.closing);
  }

  async settled(bytes: Buffer): Promise<void> {
    await this.#write(this.#out, bytes);
  }

  async rejected(line: number, bytes: Buffer): Promise<void> {
    await this.#write(this.#rejects, Buffer.concat([Buffer.from(String(line)), bytes]));
  }

  async closing(lines: string): Promise<void> {
    if (lines !== '') await this.#closing?.write(Buffer.from(lines));
  }

  async #write(target: Target, bytes: Buffer): Promise<void> {
    await target.write(this.#recode ? this.#recode(bytes) : bytes);
  }

  async finish(): Promise<void> {
    for (const target of this.#targets()) await target.finish();
  }

  commit(): void {
    for (const target of this.#targets()) target.rename();
  }

  discard(): void {
    for (const target of this.#targets()) target.discard();
  }

  /** Where the results stand before they have their name. */
  get draft(): string {
    return this.#out.draft;
  }

  #targets(): Target[] {
    return [...(this.#closing ? [this.#closing] : []), this.#rejects, this.#out];
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
